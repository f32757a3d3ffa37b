
/**
 * Direct labels: each series' name at a place on its curve, or with a piece of it in the upper left corner; each marker's and
 * guide's beside it; moved apart where they would overlap. A halo in the paper's colour keeps them readable over lines.
 *
 * @typedef {import('../figures/figure.js').ChartView} ChartView
 * @typedef {import('../shell/palette.js').Palette} Palette
 * @typedef {{ text: string, colour: string, x: number, y: number, align: CanvasTextAlign, bold: boolean, near: number[], dash?: number[],
 *   spots?: { x: number, y: number }[] }} Label   near: by how many lines it may stand off, of SHIFTS, to be clear of what is
 *   drawn; spots: further places along its curve, or around its cloud
 * @typedef {{ left: number, right: number, top: number, bottom: number }} Box
 * @typedef {{ x: number, y: number, skip: boolean }[]} Curve   in pixels
 */

const SIZE = 14;
const LINE = 18;
/** From a handle's centre to the text beside it. */
const HANDLE = 16;
/** The piece of its line before a name, and the room behind it. */
const PIECE = 26;
const PIECE_GAP = 6;
/** Half of a handle's box. */
const GRIP = 11;
/** Half of the box of one data point among many. */
const DOT = 6;
/** From a curve to the middle of its name. */
const OFF = 10;
/** From a handle's centre to the tip of its arrows, and how far their barbs reach back and aside. */
const ARROW = 19;
const BARB = 4;
const ALONG = [[-1, 0], [1, 0]];
const ACROSS = [[0, -1], [0, 1]];

/** @param {any} chart @param {ChartView} view @param {Palette} palette @returns {Label[]} */
function collect(chart, view, palette) {
  const { x: xs, y: ys } = chart.scales;
  const { ctx: context, chartArea: area } = chart;
  /** @type {Label[]} */
  const labels = [];
  // Guides first: their names stand at the plot's edge, a marker's can give way.
  (view.guides ?? []).forEach((guide) => {
    const at = chart.scales[guide.axis].getPixelForValue(guide.value);
    const vertical = guide.axis === 'x';
    const [low, high] = vertical ? [area.left, area.right] : [area.top, area.bottom];
    if (!guide.label || at < low - 1 || at > high + 1) return;
    // Beside the line, on the side that has room.
    const room = vertical ? at < (low + high) / 2 : at > low + 20;
    labels.push({
      text: guide.label, colour: palette[guide.role], bold: false, near: BESIDE,
      x: vertical ? at + (room ? 5 : -5) : area.left + 6, y: vertical ? area.top + 9 : at + (room ? -10 : 10),
      align: vertical && !room ? 'right' : 'left',
    });
  });
  (view.markers ?? []).forEach((marker) => {
    if (!marker.label || !Number.isFinite(marker.y)) return;
    const x = xs.getPixelForValue(marker.x);
    const y = Math.min(area.bottom, Math.max(area.top, ys.getPixelForValue(marker.y)));
    // On the side asked for, unless the text would run out of the plot there.
    context.font = `600 ${SIZE}px ${palette.font}`;
    // Close under the top edge there is no room above the handle's arrows: the text stands beside them.
    const aside = marker.drag && y - area.top < LINE ? 2 * HANDLE : HANDLE;
    const reach = aside + context.measureText(marker.label).width;
    const wanted = marker.labelSide ?? (x < (area.left + area.right) / 2 ? 'right' : 'left');
    const right = wanted === 'right' ? x + reach < area.right : x - reach < area.left;
    labels.push({
      text: marker.label, colour: palette[marker.role], bold: true, near: BESIDE,
      x: x + (right ? aside : -aside), y: y - 12, align: right ? 'left' : 'right',
    });
  });
  let keyed = 0;
  view.series.forEach((series, i) => {
    if (series.dash) {
      labels.push({
        text: series.label, colour: series.faint ? palette.muted : palette[series.role], bold: false, near: BESIDE, dash: series.dash,
        x: area.left + 6, y: area.top + LINE / 2 + (LINE + 1) * keyed++, align: 'left',
      });
      return;
    }
    const where = series.labelAt ?? 'end';
    if (!series.label || where === 'none') return;
    const at = anchor(series, view, where);
    if (at < 0) return;
    const x = xs.getPixelForValue(series.x[at]);
    const y = ys.getPixelForValue(series.y[at]);
    const colour = series.faint ? palette.muted : palette[series.role];
    if (where === 'top' && series.x.length === 1) {
      labels.push({ text: series.label, colour, bold: false, near: [0], x, y, spots: RING.map(([dx, dy]) => ({ x: x + dx, y: y + dy })), align: 'center' });
      return;
    }
    labels.push({
      text: series.label, colour, bold: false, near: TOUCHING,
      x: where === 'end' ? Math.min(x, area.right) - 4 : where === 'start' ? Math.max(x, area.left) + 6 : x,
      // Over a curve; inside a filled strip.
      y: y + (series.kind === 'area' ? OFF : -OFF),
      spots: series.kind === undefined ? spotsAlong(chart, i, where) : [], align: where === 'end' ? 'right' : where === 'start' ? 'left' : 'center',
    });
  });
  return labels;
}

/**
 * Places over a curve for a label that has no room at the end.
 * @param {any} chart @param {number} index of the series @param {'start' | 'end' | 'top'} where
 */
function spotsAlong(chart, index, where) {
  if (where === 'top') return [];
  const { left, right } = chart.chartArea;
  /** @type {Curve} */
  const curve = chart.getDatasetMeta(index).data;
  return SPOTS.flatMap((share) => {
    const x = where === 'end' ? right - share * (right - left) : left + share * (right - left);
    const next = curve.findIndex((to, i) => i > 0 && !to.skip && !curve[i - 1].skip && curve[i - 1].x <= x && to.x >= x);
    if (next < 0) return [];
    const [from, to] = [curve[next - 1], curve[next]];
    return [{ x, y: from.y + ((to.y - from.y) * (x - from.x)) / (to.x - from.x || 1) - OFF }];
  });
}

/**
 * The index of the point that carries the label: the first, last or highest one inside the plot.
 * @param {import('../figures/figure.js').Series} series
 * @param {ChartView} view
 * @param {'start' | 'end' | 'top'} where
 */
function anchor(series, view, where) {
  let found = -1;
  for (let i = 0; i < series.x.length; i++) {
    const inside = series.x[i] >= view.x.min && series.x[i] <= view.x.max
      && series.y[i] >= view.y.min && series.y[i] <= view.y.max;
    if (!inside) continue;
    if (where === 'start') return i;
    if (where === 'end' || found < 0 || series.y[i] > series.y[found]) found = i;
  }
  return found;
}

/** Where the letters of a label are, without the room between lines. @param {Box} box @returns {Box} */
const inkOf = ({ left, right, top, bottom }) => ({ left: left - 1, right: right + 1, top: top + 3, bottom: bottom - 3 });

/** @param {Box} a @param {Box} b */
const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Where the name of a cloud may stand, from its middle: as near as it covers nothing. */
const RING = [18, 32, 46, 60, 74, 88, 102].flatMap((radius) => Array.from({ length: 16 }, (_, i) => {
  const angle = (i * Math.PI) / 8;
  return [1.4 * radius * Math.cos(angle), radius * Math.sin(angle)];
}));
/** How far along its curve a name may move, as shares of the plot's width. */
const SPOTS = [0.125, 0.25, 0.375, 0.5, 0.625];
/** The shifts tried for a label, in lines, nearest first. */
const SHIFTS = [0, -1, 1, -2, 2, -3, 3, -4, 4];
const BESIDE = SHIFTS.slice(0, 5);
/** Over its curve or under it: further off, a name is taken for another curve's. */
const TOUCHING = [0, 1];
/**
 * Whether a curve runs through a box: its points one after the other, x never falling or each stretch taken alone.
 * @param {Box} box @param {Curve} curve
 */
const crosses = ({ left, right, top, bottom }, curve) => curve.some((to, i) => {
  const from = curve[i - 1];
  if (!from || from.skip || to.skip || Math.max(from.x, to.x) < left || Math.min(from.x, to.x) > right) return false;
  const slope = to.x === from.x ? 0 : (to.y - from.y) / (to.x - from.x);
  const at = (/** @type {number} */ x) => from.y + slope * (Math.min(right, Math.max(left, x)) - from.x);
  const [a, b] = slope === 0 ? [from.y, to.y] : [at(from.x), at(to.x)];
  return Math.max(a, b) > top && Math.min(a, b) < bottom;
});

/** Whether a point of a cloud lies in a box. @param {Box} box @param {Curve} points */
const holds = ({ left, right, top, bottom }, points) =>
  points.some(({ x, y }) => x > left - DOT && x < right + DOT && y > top - DOT && y < bottom + DOT);

/** Whether a guide runs through a box. @param {any} chart @param {Box} box @param {import('../figures/figure.js').Guide} guide */
function guided(chart, box, { axis, value }) {
  const at = chart.scales[axis].getPixelForValue(value);
  return axis === 'x' ? at > box.left && at < box.right : at > box.top && at < box.bottom;
}

/**
 * Whether anything is drawn in a box: guides, curves, stems, points. Fillings may be written on.
 * @param {any} chart @param {ChartView} view
 */
const inkIn = (chart, view) => (/** @type {Box} */ box) => view.guides?.some((guide) => guided(chart, box, guide)) || view.series.some(({ kind = 'line' }, i) => {
  const { data } = chart.getDatasetMeta(i);
  return kind === 'points' ? holds(box, data) : kind !== 'area' && crosses(box, data);
});

/** @param {CanvasRenderingContext2D} context @param {Label} label @param {Box} area @param {Box[]} taken @param {(box: Box) => boolean} inked */
function place(context, label, area, taken, inked) {
  const width = context.measureText(label.text).width + (label.dash ? PIECE + PIECE_GAP : 0);
  // Along its curve a name may lie on either side of a spot: on one of them a steep curve runs away from it.
  const sides = label.align === 'center' ? [label.align] : /** @type {const} */ (['left', 'right']);
  const spots = label.spots?.flatMap((spot) => sides.map((align) => ({ ...spot, align })));
  const shifts = label.near.length === 1 ? label.near : SHIFTS;
  const boxes = [label, ...spots ?? []].flatMap(({ x, y, align }) => shifts.map((lines) => {
    const start = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
    const left = Math.max(area.left + 2, Math.min(area.right - width - 2, start));
    const middle = Math.max(area.top + LINE / 2, Math.min(area.bottom - LINE / 2, y + lines * LINE));
    return { lines, box: { left, right: left + width, top: middle - LINE / 2, bottom: middle + LINE / 2 } };
  }));
  const free = boxes.filter(({ box }) => !taken.some((other) => overlap(box, other)));
  const near = free.filter(({ lines }) => label.near.includes(lines));
  const { box } = near.find((one) => !inked(inkOf(one.box))) ?? near[0] ?? free[0] ?? boxes[0];
  taken.push(box);
  return box;
}

/** Where no label may lie: a hidden handle cannot be grasped. @param {any} chart @param {ChartView} view @returns {Box[]} */
function handleBoxes(chart, view) {
  return (view.markers ?? []).flatMap(({ drag, dot, ...at }) => {
    if (!drag || !Number.isFinite(at.y)) return [];
    const x = chart.scales.x.getPixelForValue(at.x);
    const y = chart.scales.y.getPixelForValue(at.y);
    const around = (/** @type {number} */ wide, /** @type {number} */ high) => ({ left: x - wide, right: x + wide, top: y - high, bottom: y + high });
    if (dot) return [around(DOT, DOT)];
    return [around(GRIP, GRIP), ...(drag.upright ? [] : [around(ARROW, BARB - 1)]), ...(drag.free ? [around(BARB - 1, ARROW)] : [])];
  });
}

/**
 * Small arrows beside each handle: what can be dragged, and which way.
 * @param {any} chart @param {ChartView} view @param {Palette} palette
 */
function drawArrows(chart, view, palette) {
  const context = chart.ctx;
  context.lineWidth = 2;
  for (const marker of view.markers ?? []) {
    if (!marker.drag || marker.dot || !Number.isFinite(marker.y)) continue;
    const x = chart.scales.x.getPixelForValue(marker.x);
    const y = chart.scales.y.getPixelForValue(marker.y);
    context.strokeStyle = palette[marker.role];
    const { free, upright } = marker.drag;
    for (const [dx, dy] of [...(upright ? [] : ALONG), ...(free ? ACROSS : [])]) {
      context.beginPath();
      const [tipX, tipY] = [x + dx * ARROW, y + dy * ARROW];
      const [backX, backY] = [tipX - dx * BARB, tipY - dy * BARB];
      context.moveTo(backX - dy * BARB, backY - dx * BARB);
      context.lineTo(tipX, tipY);
      context.lineTo(backX + dy * BARB, backY + dx * BARB);
      context.stroke();
    }
  }
}

/** A piece of the line that a label names. @param {CanvasRenderingContext2D} context @param {Label} label @param {number} x @param {number} y */
function drawPiece(context, { dash = [], colour }, x, y) {
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.setLineDash(dash);
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + PIECE, y);
  context.stroke();
  context.setLineDash([]);
}

/** @param {import('./config.js').Drawn} drawn */
export const labelsPlugin = (drawn) => ({
  id: 'mleLabels',
  /** @param {any} chart */
  afterDatasetsDraw(chart) {
    const { view, palette } = drawn;
    const context = chart.ctx;
    context.save();
    context.textBaseline = 'middle';
    context.textAlign = 'left';
    context.lineJoin = 'round';
    drawArrows(chart, view, palette);
    const taken = handleBoxes(chart, view);
    const inked = inkIn(chart, view);
    for (const label of collect(chart, view, palette)) {
      context.font = `${label.bold ? 600 : 400} ${SIZE}px ${palette.font}`;
      const box = place(context, label, chart.chartArea, taken, inked);
      const [left, middle] = [box.left + (label.dash ? PIECE + PIECE_GAP : 0), (box.top + box.bottom) / 2];
      context.strokeStyle = palette.paper;
      context.lineWidth = 4;
      context.strokeText(label.text, left, middle);
      context.fillStyle = label.colour;
      context.fillText(label.text, left, middle);
      if (label.dash) drawPiece(context, label, box.left, middle);
    }
    context.restore();
  },
});
