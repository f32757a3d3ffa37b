import { trailPoints } from './coin-flips-trail.js';

/**
 * A curve drawn only where the learner has been, stretch by stretch (the trail is coin-flips-trail.js's), so that
 * nothing shows where it is lowest or highest before that was sought.
 * @param {string} trail
 * @param {(places: number[]) => ArrayLike<number>} values   of the curve at places from 0 to 1
 * @returns {{ x: number[], y: number[] }} with a gap, a value that is not finite, behind each stretch
 */
export function visited(trail, values) {
  const parts = trailPoints(trail);
  const all = values(parts.flat());
  /** @type {number[]} */
  const x = [];
  /** @type {number[]} */
  const y = [];
  let at = 0;
  for (const part of parts) {
    for (const place of part) {
      x.push(place);
      y.push(all[at++]);
    }
    x.push(part[part.length - 1]);
    y.push(Infinity);
  }
  return { x, y };
}
