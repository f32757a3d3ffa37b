import { contours } from 'd3-contour';

/**
 * The bands of a surface: for each level the region where the value is at least that, as rings in the axes' coordinates.
 * Made once for new data; drawing them (surface.js) is then only paths.
 *
 * @typedef {{ x: ArrayLike<number>, y: ArrayLike<number>, values: ArrayLike<number>, levels: readonly number[] }} Grid
 *   x and y rising, values[j * x.length + i] at x[i], y[j]; infinities count as above every level
 */

/**
 * The grid counts as surrounded by values below every level: so each ring closes, half a step beyond the border, where no
 * line of it is seen.
 * @param {Grid} grid @returns {{ level: number, rings: number[][][] }[]}
 */
export function bandsOf({ x, y, values, levels }) {
  const trace = contours().size([x.length, y.length]);
  const heights = Array.from(values);
  return levels.map((level) => ({
    level,
    // d3 closes a ring by its first point.
    rings: trace.contour(heights, level).coordinates.flat().map((ring) => ring.slice(1))
      .map((ring) => ring.filter(isTurn).map(([i, j]) => [along(x, i), along(y, j)])),
  }));
}

/** d3 counts in steps of the grid, with its first point at a half. @param {ArrayLike<number>} axis @param {number} at */
function along(axis, at) {
  const from = Math.min(axis.length - 2, Math.max(0, Math.floor(at - 0.5)));
  return axis[from] + (at - 0.5 - from) * (axis[from + 1] - axis[from]);
}

/** Whether the ring needs the point: between two on the same line of the grid it does not. @param {number[]} point @param {number} i @param {number[][]} ring */
function isTurn(point, i, ring) {
  const [before, after] = [ring[(i || ring.length) - 1], ring[(i + 1) % ring.length]];
  return ![0, 1].some((axis) => point[axis] === before[axis] && point[axis] === after[axis]);
}
