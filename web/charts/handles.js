/**
 * What a handle of a chart belongs to.
 *
 * @typedef {import('../figures/figure.js').ChartView} ChartView
 * @typedef {import('../figures/figure.js').Marker} Marker
 * @typedef {import('../ui/store.js').State} State
 */

/**
 * The settings that a handle moves: what comes out differently in one corner of its chart than in the other, or where it
 * stands. Three places, because two of them may lie as far to the left of a value as to its right.
 * @param {Marker | undefined} marker @param {ChartView} view @param {Readonly<State>} state @returns {string[]}
 */
export function keysOf(marker, { x, y }, state) {
  if (!marker?.drag) return [];
  const { to } = marker.drag;
  const [here, low, high] = [{ x: marker.x, y: marker.y }, { x: x.min, y: y.min }, { x: x.max, y: y.max }].map((at) => to(at, state));
  return Object.keys(here).filter((key) => low[key] !== here[key] || high[key] !== here[key]);
}
