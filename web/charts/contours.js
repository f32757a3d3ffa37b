/**
 * The bands of a surface: for each level the region where the value is at least that, as rings in the axes' coordinates.
 * Made once for new data; drawing them (surface.js) is then only paths.
 *
 * @typedef {{ x: ArrayLike<number>, y: ArrayLike<number>, values: ArrayLike<number>, levels: readonly number[] }} Grid
 *   x and y rising, values[j * x.length + i] at x[i], y[j]; infinities count as above every level
 */

/** @param {Grid} grid @returns {{ level: number, rings: number[][][] }[]} */
export const bandsOf = (grid) => grid.levels.map((level) => ({ level, rings: ringsAt(grid, level) }));

/** Whether the ring needs the point: between two on the same line of the grid it does not. @param {number[]} point @param {number} i @param {number[][]} ring */
function isTurn(point, i, ring) {
  const [before, after] = [ring[(i || ring.length) - 1], ring[(i + 1) % ring.length]];
  return ![0, 1].some((axis) => point[axis] === before[axis] && point[axis] === after[axis]);
}

/**
 * The grid counts as surrounded by points below every level, one step beyond its border: so each ring closes, and halfway
 * to them, so that no line is drawn along the border. Every edge
 * of the grid with one end above and one below is left by the border of the region in one cell and entered in another:
 * the rings are the cycles of that map.
 * @param {Grid} grid @param {number} level
 */
function ringsAt({ x, y, values }, level) {
  const [nx, ny] = [x.length, y.length];
  const at = (/** @type {number} */ i, /** @type {number} */ j) => (i < 0 || j < 0 || i >= nx || j >= ny ? -Infinity : values[j * nx + i]);
  const along = (/** @type {ArrayLike<number>} */ axis, /** @type {number} */ i) => {
    const last = axis.length - 1;
    return i < 0 ? 2 * axis[0] - axis[1] : i > last ? 2 * axis[last] - axis[last - 1] : axis[i];
  };
  const place = (/** @type {number} */ i, /** @type {number} */ j) => [along(x, i), along(y, j)];
  /** @type {Map<number, { point: number[], next: number }>} */
  const crossings = new Map();
  for (let j = -1; j < ny; j++) {
    for (let i = -1; i < nx; i++) {
      const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]];
      const heights = corners.map(([a, b]) => at(a, b));
      const above = heights.map((height) => height >= level);
      if (above.every((side) => side === above[0])) continue;
      // The edges in turn, each named by its lower left point: even along x, odd along y.
      const name = (/** @type {number} */ a, /** @type {number} */ b) => 2 * ((b + 1) * (nx + 2) + a + 1);
      const edges = [name(i, j), name(i + 1, j) + 1, name(i, j + 1), name(i, j) + 1];
      let entry = -1;
      // Twice around, for the first exit's entry may come last.
      for (let turn = 0; turn < 8; turn++) {
        const [k, next] = [turn % 4, (turn + 1) % 4];
        if (!above[k] && above[next]) entry = edges[k];
        if (!above[k] || above[next] || entry < 0) continue;
        const [high, low] = [place(corners[k][0], corners[k][1]), place(corners[next][0], corners[next][1])];
        const share = heights[next] === -Infinity ? 0.5 : (level - heights[next]) / (heights[k] - heights[next]);
        crossings.set(edges[k], { point: low.map((from, axis) => from + share * (high[axis] - from)), next: entry });
      }
    }
  }
  /** @type {number[][][]} */
  const rings = [];
  while (crossings.size) {
    let [edge] = crossings.keys();
    /** @type {number[][]} */
    const ring = [];
    for (let crossing = crossings.get(edge); crossing; crossing = crossings.get(edge)) {
      ring.push(crossing.point);
      crossings.delete(edge);
      edge = crossing.next;
    }
    rings.push(ring.filter(isTurn));
  }
  return rings;
}
