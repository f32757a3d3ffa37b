import { createInk } from './ink.js';
import { choose } from './placing.js';

/**
 * Direct labels: each series' name at a place on its curve, or with a piece of it in a key; each marker's and guide's beside
 * it. Each has places within reach of what it names and takes one that no line runs through (placing.js); where all are
 * crossed, a plate in the paper's colour keeps the line off its letters.
 *
 * @typedef {import('../figures/figure.js').ChartView} ChartView
 * @typedef {import('../figures/figure.js').Marker} Marker
 * @typedef {import('../shell/palette.js').Palette} Palette
 * @typedef {import('./ink.js').Box} Box
 * @typedef {import('./placing.js').Place} Place
 * @typedef {{ text: string, colour: string, dash?: number[] }} Row
 * @typedef {{ key: string, rows: Row[], bold?: boolean, places: (Place | null)[] }} Label   key: the same from drawing to drawing
 */

const SIZE = 14;
const LINE = 18;
/** From a handle's centre to the text beside it, clear of its arrows; from that of another mark. */
const HANDLE = 25;
const MARK = 16;
/** The piece of its line before a name, and the room behind it. */
const PIECE = 26;
const PIECE_GAP = 6;
/** Half of the box of a handle, of another mark, of one data point among many, of a small one. */
const GRIP = 11;
const OWN = 7;
const DOT = 6;
const SMALL = 3;
/** Between two labels on one line. */
const GAP = 8;
/** From a curve or a guide to the middle line of its name. */
const OFF = 10;
/** From a handle's centre to the tip of its arrows, and how far their barbs reach back and aside. */
const ARROW = 19;
const BARB = 4;
const ALONG = [[-1, 0], [1, 0]];
const ACROSS = [[0, -1], [0, 1]];

/** Where the name of a cloud or a place may stand, from its middle: as near as it covers nothing. */
const RING = [18, 32, 46, 60, 74, 88, 102].flatMap((radius) => Array.from({ length: 16 }, (_, i) => {
  const angle = (i * Math.PI) / 8;
  return [1.4 * radius * Math.cos(angle), radius * Math.sin(angle)];
}));
/** How far along its curve a name may move, as shares of the plot's width: further off it, it is taken for another curve's. */
const SHARES = Array.from({ length: 17 }, (_, i) => i / 16);
const CENTRE = /** @type {const} */ ('center');
const SIDES = /** @type {const} */ (['left', 'right']);

/** No curve at a share: neither over nor under it. */
const NOWHERE = [null, null, null, null];

/** Every so far from one end to the other. @param {number} from @param {number} to @param {number} step */
const steps = (from, to, step) => Array.from({ length: Math.max(1, Math.floor((to - from) / step) + 1) }, (_, i) => from + i * step);

/** @param {any} chart @param {ChartView} view @param {Palette} palette @returns {Label[]} */
function collect(chart, view, palette) {
  const { x: xs, y: ys } = chart.scales;
  /** @type {{ chartArea: Box }} */
  const { chartArea: area } = chart;
  /** @type {Label[]} */
  const labels = [];
  // Guides first: their names stand at the plot's edge, a marker's can give way.
  (view.guides ?? []).forEach(({ axis, value, role, label }, i) => {
    const at = chart.scales[axis].getPixelForValue(value);
    const vertical = axis === 'x';
    const [low, high] = vertical ? [area.left, area.right] : [area.top, area.bottom];
    if (!label || at < low - 1 || at > high + 1) return;
    // Beside the line, first on the side that has room.
    const near = (vertical ? at < (low + high) / 2 : at <= low + 20) ? 1 : -1;
    const places = vertical
      ? steps(area.top + LINE / 2, area.bottom - LINE / 2, LINE).flatMap((y) => [near, -near].map((side) =>
        (/** @type {Place} */ ({ x: at + 5 * side, y, align: side > 0 ? 'left' : 'right' }))))
      : [near, -near].flatMap((side) => SHARES.map((share) =>
        (/** @type {Place} */ ({ x: area.left + 6 + share * (area.right - area.left), y: at + OFF * side, align: 'left' }))));
    labels.push({ key: `guide ${i} ${label}`, rows: [{ text: label, colour: palette[role] }], places });
  });
  (view.markers ?? []).forEach((marker, i) => {
    if (!marker.label || !Number.isFinite(marker.y)) return;
    const x = xs.getPixelForValue(marker.x);
    const y = Math.min(area.bottom, Math.max(area.top, ys.getPixelForValue(marker.y)));
    const right = (marker.labelSide ?? (x < (area.left + area.right) / 2 ? 'right' : 'left')) === 'right';
    const aside = marker.drag && !marker.dot && !marker.drag.upright ? HANDLE : MARK;
    const beside = (/** @type {number} */ dy, /** @type {boolean} */ after) =>
      (/** @type {Place} */ ({ x: x + (after ? aside : -aside), y: y + dy, align: after ? 'left' : 'right' }));
    labels.push({
      key: `marker ${i}`, rows: [{ text: marker.label, colour: palette[marker.role] }], bold: true,
      places: [-12, 14, 0, -30, 32, -48, 50].flatMap((dy) => [beside(dy, right), beside(dy, !right), ...(Math.abs(dy) < LINE ? [] : [{ x, y: y + dy, align: CENTRE }])]),
    });
  });
  view.series.forEach((series, i) => {
    const where = series.labelAt ?? 'end';
    if (series.dash || !series.label || where === 'none') return;
    const at = anchor(series, view, where);
    if (at < 0) return;
    const x = xs.getPixelForValue(series.x[at]);
    const y = ys.getPixelForValue(series.y[at]);
    const align = where === 'end' ? 'right' : where === 'start' ? 'left' : CENTRE;
    const start = where === 'end' ? Math.min(x, area.right) - 4 : where === 'start' ? Math.max(x, area.left) + 6 : x;
    // Over a curve; inside a filled strip.
    const first = series.kind === 'area' ? OFF : -OFF;
    const around = series.x.length === 1 ? RING.map(([dx, dy]) => ({ x: x + dx, y: y + dy, align: CENTRE })) : [];
    labels.push({
      key: `series ${i} ${series.label}`, rows: [{ text: series.label, colour: series.faint ? palette.muted : palette[series.role] }],
      places: where === 'top' && series.x.length === 1 ? around
        : [{ x: start, y: y + first, align }, { x: start, y: y - first, align }, ...placesAlong(chart, i, where, first),
          ...[3, -3, 5, -5, 7, -7].map((times) => (/** @type {Place} */ ({ x: start, y: y + times * first, align }))),
          ...around],
    });
  });
  const keyed = view.series.filter(({ dash }) => dash);
  if (keyed.length > 0) {
    labels.push({
      key: 'lines', rows: keyed.map(({ label: text, faint, role, dash }) => ({ text, dash, colour: faint ? palette.muted : palette[role] })),
      places: steps(area.top, area.bottom, LINE).flatMap((y) => [{ x: area.left + 6, y, align: 'left' }, { x: area.right - 6, y, align: 'right' }]),
    });
  }
  return labels;
}

/**
 * Places over and under a curve for a name that has no room at its end.
 * @param {any} chart @param {number} index of the series @param {'start' | 'end' | 'top'} where @param {number} first   over it or under it
 * @returns {(Place | null)[]}
 */
function placesAlong(chart, index, where, first) {
  const { left, right, top, bottom } = chart.chartArea;
  /** @type {import('./ink.js').Spot[]} */
  const curve = chart.getDatasetMeta(index).data;
  return SHARES.flatMap((share) => {
    const x = where === 'end' ? right - share * (right - left) : left + share * (right - left);
    const next = curve.findIndex((to, i) => i > 0 && !to.skip && !curve[i - 1].skip && curve[i - 1].x <= x && to.x >= x);
    if (next < 0) return NOWHERE;
    const [from, to] = [curve[next - 1], curve[next]];
    const y = from.y + ((to.y - from.y) * (x - from.x)) / (to.x - from.x || 1);
    // On one of its sides a steep curve runs away from the name.
    return y < top || y > bottom ? NOWHERE : [first, -first].flatMap((off) => SIDES.map((align) => ({ x, y: y + off, align })));
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

/**
 * The arrows beside a handle, but for one that would point out of the plot, over the numbers at its axis.
 * @param {Box} area @param {Marker} marker @param {{ x: number, y: number }} at
 */
const arrowsOf = ({ left, right, top, bottom }, { drag, dot }, { x, y }) => (!drag || dot ? [] : [...(drag.upright ? [] : ALONG), ...(drag.free ? ACROSS : [])])
  .filter(([dx, dy]) => x + dx * ARROW >= left && x + dx * ARROW <= right && y + dy * ARROW >= top && y + dy * ARROW <= bottom);

/** @param {any} chart @param {ChartView} view */
const marksOf = (chart, view) => (view.markers ?? []).filter(({ y }) => Number.isFinite(y)).map((marker) => {
  const at = { x: chart.scales.x.getPixelForValue(marker.x), y: chart.scales.y.getPixelForValue(marker.y) };
  return { marker, at, arrows: arrowsOf(chart.chartArea, marker, at) };
});

/** @typedef {ReturnType<typeof marksOf>} Marks */

/** Where no label may lie: a hidden handle cannot be grasped. @param {Marks} marks @returns {Box[]} */
const boxesOf = (marks) => marks.flatMap(({ marker: { drag, dot }, at: { x, y }, arrows }) => {
  const around = (/** @type {number} */ half, /** @type {number} */ dx, /** @type {number} */ dy) =>
    ({ left: x + dx - half, right: x + dx + half, top: y + dy - half, bottom: y + dy + half });
  const reach = ARROW - BARB / 2;
  return [around(dot ? DOT : drag ? GRIP : OWN, 0, 0), ...arrows.map(([dx, dy]) => around(BARB, dx * reach, dy * reach))];
});

/**
 * What is drawn in the plot: guides, curves, stems, points. Fillings may be written on, their edges not.
 * @param {ReturnType<typeof createInk>} ink @param {any} chart @param {ChartView} view
 */
function drawInk(ink, chart, view) {
  const { left, right, top, bottom } = chart.chartArea;
  ink.clear(chart.chartArea);
  for (const { axis, value } of view.guides ?? []) {
    const at = chart.scales[axis].getPixelForValue(value);
    if (axis === 'x') ink.line({ x: at, y: top }, { x: at, y: bottom });
    else ink.line({ x: left, y: at }, { x: right, y: at });
  }
  view.series.forEach(({ kind, small }, i) => {
    const { data } = chart.getDatasetMeta(i);
    if (kind === 'points') ink.dots(data, small ? SMALL : DOT);
    else ink.curve(data);
  });
}

/**
 * Small arrows beside each handle: what can be dragged, and which way.
 * @param {CanvasRenderingContext2D} context @param {Marks} marks @param {Palette} palette
 */
function drawArrows(context, marks, palette) {
  context.lineWidth = 2;
  for (const { marker, at: { x, y }, arrows } of marks) {
    context.strokeStyle = palette[marker.role];
    for (const [dx, dy] of arrows) {
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

/** A piece of the line that a label names. @param {CanvasRenderingContext2D} context @param {Row} row @param {number} x @param {number} y */
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
export function labelsPlugin(drawn) {
  const ink = createInk();
  /** @type {Map<string, number>} */
  const kept = new Map();
  let known = '';
  return {
    id: 'mleLabels',
    /** @param {any} chart */
    afterDatasetsDraw(chart) {
      const { view, palette } = drawn;
      const context = chart.ctx;
      context.save();
      context.textBaseline = 'middle';
      context.textAlign = 'left';
      context.lineJoin = 'round';
      // Another chart, more in it, or another gesture: its labels find their places anew, so that a state has one picture.
      const kind = [drawn.gesture, chart.width, chart.height, view.x.label, view.y.label, view.series.length, view.markers?.length, view.guides?.length].join();
      if (kind !== known) kept.clear();
      known = kind;
      const marks = marksOf(chart, view);
      drawArrows(context, marks, palette);
      const taken = boxesOf(marks);
      drawInk(ink, chart, view);
      for (const { key, rows, bold, places } of collect(chart, view, palette)) {
        context.font = `${bold ? 600 : 400} ${SIZE}px ${palette.font}`;
        const lead = rows[0].dash ? PIECE + PIECE_GAP : 0;
        const width = lead + Math.max(...rows.map(({ text }) => context.measureText(text).width));
        const { box, index, clear } = choose(places, { width, height: LINE * rows.length }, chart.chartArea, taken, ink, kept.get(key));
        // Words on one line would read as one phrase.
        taken.push({ ...box, left: box.left - GAP, right: box.right + GAP });
        kept.set(key, index);
        if (!clear) {
          context.fillStyle = palette.paper;
          context.fillRect(box.left - 2, box.top + 1, width + 4, box.bottom - box.top - 2);
        }
        rows.forEach((row, i) => {
          const middle = box.top + LINE * (i + 0.5);
          context.strokeStyle = palette.paper;
          context.lineWidth = 4;
          context.strokeText(row.text, box.left + lead, middle);
          context.fillStyle = row.colour;
          context.fillText(row.text, box.left + lead, middle);
          if (row.dash) drawPiece(context, row, box.left, middle);
        });
      }
      drawn.taken = taken;
      context.restore();
    },
  };
}
