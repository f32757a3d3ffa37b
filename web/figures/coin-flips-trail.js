/**
 * Where the learner has been on the axis of p, in hundredths: "40", or "38-52_70" for two stretches. A text, so that
 * the trail is a plain part of the figure's state and of its link.
 */

const CELLS = 100;
/** A marker that moves this far in one step was carried across; a longer leap (a typed value) leaves a gap. */
const CARRIED = 20;

const PLACE = '(?:100|\\d{1,2})';
const STRETCH = `${PLACE}(?:-${PLACE})?`;
export const TRAIL_PATTERN = new RegExp(`^${STRETCH}(?:_${STRETCH}){0,50}$`);

/** The cell that a probability falls in. @param {number} p */
const cellOf = (p) => Math.round(p * CELLS);

/** @param {string} trail @returns {[number, number][]} stretches, both ends visited */
export const stretches = (trail) => trail.split('_').map((part) => {
  const [from, to = from] = part.split('-').map(Number);
  return [Math.min(from, to), Math.max(from, to)];
});

/** A trail that has been at p alone. @param {number} p */
export const trailAt = (p) => String(cellOf(p));

/**
 * The trail after the marker moved.
 * @param {string} trail @param {number} from @param {number} to @returns {string}
 */
export function extendTrail(trail, from, to) {
  const visited = new Array(CELLS + 1).fill(false);
  for (const [first, last] of stretches(trail)) visited.fill(true, first, last + 1);
  const [a, b] = [cellOf(from), cellOf(to)];
  if (Math.abs(a - b) <= CARRIED) visited.fill(true, Math.min(a, b), Math.max(a, b) + 1);
  visited[b] = true;
  /** @type {string[]} */
  const parts = [];
  for (let i = 0; i <= CELLS; i++) {
    if (!visited[i]) continue;
    const first = i;
    while (visited[i + 1]) i++;
    parts.push(first === i ? String(i) : `${first}-${i}`);
  }
  return parts.join('_');
}

/** Points of a stretch: half a cell to either side, so that one visit shows as a short stroke. More would share pixels on a phone. */
const POINTS_PER_CELL = 2;

/**
 * The probabilities at which the curve is drawn, stretch by stretch.
 * @param {string} trail @returns {number[][]}
 */
export const trailPoints = (trail) => stretches(trail).map(([first, last]) => {
  const from = Math.max(0, first - 0.5) * POINTS_PER_CELL;
  const to = Math.min(CELLS, last + 0.5) * POINTS_PER_CELL;
  return Array.from({ length: Math.round(to - from) + 1 }, (_, i) => (from + i) / (POINTS_PER_CELL * CELLS));
});

/** The hundredths visited, as probabilities. @param {string} trail @returns {number[]} */
export const trailCells = (trail) =>
  stretches(trail).flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => (first + i) / CELLS));
