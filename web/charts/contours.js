import { contours } from 'd3-contour';

/**
 * The bands of a surface: for each level the region where the value is at least that, as rings in the axes' coordinates.
 * Made once for new data; drawing them (surface.js) is then only paths.
 *
 * @param {{ x: ArrayLike<number>, y: ArrayLike<number>, values: ArrayLike<number>, levels: readonly number[] }} grid
 *   x and y evenly spaced, values[j * x.length + i] at x[i], y[j]; infinities count as above every level
 * @returns {{ level: number, rings: number[][][] }[]}
 */
export function bandsOf({ x, y, values, levels }) {
  const [nx, ny] = [x.length, y.length];
  // A cell's value stands in its middle for d3, at the grid point for us: half a cell apart.
  const toX = (/** @type {number} */ i) => x[0] + ((i - 0.5) / (nx - 1)) * (x[nx - 1] - x[0]);
  const toY = (/** @type {number} */ j) => y[0] + ((j - 0.5) / (ny - 1)) * (y[ny - 1] - y[0]);
  const highest = levels[levels.length - 1];
  const finite = Array.from(values, (value) => (value < 1e300 ? value : 2 * Math.abs(highest) + 1));
  return contours().size([nx, ny]).thresholds([...levels])(finite).map(({ value, coordinates }) => ({
    level: value,
    rings: coordinates.flatMap((polygon) => polygon.map((ring) => ring.map(([i, j]) => [toX(i), toY(j)]))),
  }));
}
