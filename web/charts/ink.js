/**
 * Where of a plot something is drawn, in cells of a few pixels: a label asks how much of it lies under its letters. One list
 * is kept from drawing to drawing.
 *
 * @typedef {{ left: number, right: number, top: number, bottom: number }} Box
 * @typedef {{ x: number, y: number, skip?: boolean }} Spot   in pixels; skip: a gap in its curve
 */

const CELL = 3;

export function createInk() {
  let cells = new Uint8Array(0);
  let columns = 0;
  let rows = 0;
  let [left, top] = [0, 0];
  const column = (/** @type {number} */ x) => Math.max(0, Math.min(columns - 1, Math.floor((x - left) / CELL)));
  const row = (/** @type {number} */ y) => Math.max(0, Math.min(rows - 1, Math.floor((y - top) / CELL)));

  const ink = {
    /** An empty plot. @param {Box} area */
    clear(area) {
      ({ left, top } = area);
      columns = Math.max(1, Math.ceil((area.right - left) / CELL));
      rows = Math.max(1, Math.ceil((area.bottom - top) / CELL));
      if (cells.length < columns * rows) cells = new Uint8Array(columns * rows);
      else cells.fill(0);
    },
    /** A straight line; its ends may lie far off the plot. @param {Spot} a @param {Spot} b */
    line(a, b) {
      const [from, to] = a.x <= b.x ? [a, b] : [b, a];
      if (to.x < left || from.x > left + columns * CELL) return;
      const slope = to.x === from.x ? 0 : (to.y - from.y) / (to.x - from.x);
      const last = column(to.x);
      for (let c = column(from.x); c <= last; c++) {
        const [start, end] = [Math.max(from.x, left + c * CELL), Math.min(to.x, left + (c + 1) * CELL)];
        const [y, next] = slope === 0 ? [from.y, to.y] : [from.y + slope * (start - from.x), from.y + slope * (end - from.x)];
        if (Math.max(y, next) < top || Math.min(y, next) > top + rows * CELL) continue;
        const low = row(Math.max(y, next) + 1);
        for (let r = row(Math.min(y, next) - 1); r <= low; r++) cells[r * columns + c] = 1;
      }
    },
    /** A curve's points one after the other. @param {Spot[]} curve */
    curve(curve) {
      for (let i = 1; i < curve.length; i++) if (!curve[i].skip && !curve[i - 1].skip) ink.line(curve[i - 1], curve[i]);
    },
    /** The points of a cloud. @param {Spot[]} points @param {number} radius */
    dots(points, radius) {
      for (const { x, y, skip } of points) {
        // Words are wider than the room between these lines.
        if (!skip) for (const at of [x - radius, x, x + radius]) ink.line({ x: at, y: y - radius }, { x: at, y: y + radius });
      }
    },
    /** How many cells of a box are drawn on. @param {Box} box */
    within(box) {
      let count = 0;
      const [first, last, end] = [column(box.left), column(box.right), row(box.bottom)];
      for (let r = row(box.top); r <= end; r++) for (let c = first; c <= last; c++) count += cells[r * columns + c];
      return count;
    },
  };
  return ink;
}
