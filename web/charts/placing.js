/**
 * Which of its places a label takes: the first that covers no other label, no handle and nothing drawn; where there is none,
 * the one that covers the least. In a drag it keeps its place while that stays free, so that nothing jumps under the hand.
 *
 * @typedef {import('./ink.js').Box} Box
 * @typedef {{ x: number, y: number, align: CanvasTextAlign }} Place   of the text's middle line, in pixels
 * @typedef {{ box: Box, index: number, clear: boolean }} Placed   clear: nothing is drawn under the letters
 */

/** What a place that is not clear may cover more than the best one and still be kept: a share, and cells. */
const SHARE = 2;
const MORE = 4;

/** @param {Box} a @param {Box} b */
const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Where the letters are, without the room between lines. @param {Box} box */
const lettersOf = ({ left, right, top, bottom }) => ({ left: left - 1, right: right + 1, top: top + 3, bottom: bottom - 3 });

/** The label's box at a place, moved into the plot. @param {Place} place @param {number} width @param {number} height @param {Box} area @returns {Box} */
function boxAt({ x, y, align }, width, height, area) {
  const start = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
  const left = Math.max(area.left + 2, Math.min(area.right - width - 2, start));
  const middle = Math.max(area.top + height / 2, Math.min(area.bottom - height / 2, y));
  return { left, right: left + width, top: middle - height / 2, bottom: middle + height / 2 };
}

/**
 * @param {(Place | null)[]} places   nearest first; null: not there now
 * @param {{ width: number, height: number }} size
 * @param {Box} area
 * @param {Box[]} taken   other labels and handles
 * @param {{ within: (box: Box) => number }} ink
 * @param {number} [kept]   the place that it had
 * @returns {Placed}
 */
export function choose(places, { width, height }, area, taken, ink, kept = -1) {
  /** @type {Placed | null} */
  let best = null;
  let least = Infinity;
  const look = (/** @type {number} */ index) => {
    const place = places[index];
    if (!place) return Infinity;
    const box = boxAt(place, width, height, area);
    if (taken.some((other) => overlap(box, other))) return Infinity;
    const covered = ink.within(lettersOf(box));
    if (covered < least) {
      least = covered;
      best = { box, index, clear: covered === 0 };
    }
    return covered;
  };
  const had = look(kept);
  const old = best;
  for (let index = 0; least > 0 && index < places.length; index++) look(index);
  if (old && least > 0 && had <= SHARE * least + MORE) return old;
  // All places are taken: over another label is better than not at all.
  return best ?? { box: boxAt(/** @type {Place} */ (places.find(Boolean)), width, height, area), index: -1, clear: false };
}
