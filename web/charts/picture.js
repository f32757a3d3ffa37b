import { FONT_SANS, light } from '../shell/palette.js';
import { exact, unbroken } from '../ui/format.js';
import { SvgContext } from './svg-context.js';

/**
 * A figure as a picture of its own: title, charts (or the table, where there are none) and the sentence as caption. The
 * same for the page's downloads, the stills and `build.sh plots`; always on light paper.
 *
 * @typedef {import('../figures/figure.js').ChartView} ChartView
 * @typedef {import('../figures/figure.js').View} View
 * @typedef {{ text: string, x: number, y: number, size: number, weight: number, colour: string }} Line
 * @typedef {{ width: number, height: number, title: string, lines: Line[], charts: { view: ChartView, x: number, y: number }[] }} Picture
 * @typedef {(width: number, height: number) => any} MakeCanvas   a real canvas: HTMLCanvasElement, or Skia's
 * @typedef {{ makeCanvas: MakeCanvas, drawChart: typeof import('./still.js').drawChart }} Tools
 *   drawChart is handed in, because Chart.js is in one script of the page and this file in another
 */

const WIDTH = 800;
const GAP = 8;
const MARGIN = 20;
/** More rows than this of a table are left to the CSV. */
const MOST_ROWS = 24;
const SIZES = { wide: [WIDTH, 400], half: [WIDTH / 2, 320], strip: [WIDTH, 200] };

/** @param {number} size @param {number} weight */
const font = (size, weight) => `${weight} ${size}px ${FONT_SANS}`;

/**
 * The text broken into lines that fit.
 * @param {string} text @param {number} width @param {number} size @param {number} weight
 * @param {{ font: string, measureText: (text: string) => { width: number } }} measure
 */
export function wrap(text, width, size, weight, measure) {
  measure.font = font(size, weight);
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = lines[lines.length - 1] === '' ? word : `${lines[lines.length - 1]} ${word}`;
    if (measure.measureText(longer).width <= width || lines[lines.length - 1] === '') lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The charts alone, the halves side by side. @param {ChartView[]} charts @returns {Picture} */
export function stack(charts, title = '') {
  let x = 0;
  let y = 0;
  let row = 0;
  const placed = charts.map((view) => {
    const [width, height] = SIZES[view.shape ?? 'wide'];
    if (x > 0 && x + width > WIDTH) { x = 0; y += row + GAP; row = 0; }
    const place = { view, x, y };
    x += width;
    row = Math.max(row, height);
    return place;
  });
  return { width: WIDTH, height: y + row, title, lines: [], charts: placed };
}

/**
 * @param {{ title: string }} figure
 * @param {View} view
 * @param {MakeCanvas} makeCanvas
 * @returns {Picture}
 */
export function compose({ title }, view, makeCanvas) {
  const measure = makeCanvas(1, 1).getContext('2d');
  /** @type {Line[]} */
  const lines = [];
  let y = MARGIN;
  /** @param {string} text @param {number} x @param {number} width @param {number} size @param {number} weight @param {string} colour @returns {number} the height */
  const write = (text, x, width, size, weight, colour) => {
    const leading = Math.round(size * 1.35);
    const broken = wrap(text, width, size, weight, measure);
    broken.forEach((line, i) => lines.push({ text: line, x, y: y + (i + 1) * leading - size * 0.35, size, weight, colour }));
    return broken.length * leading;
  };
  const inner = WIDTH - 2 * MARGIN;
  y += write(title, MARGIN, inner, 20, 600, light.ink) + GAP;
  const charts = stack(view.charts);
  const placed = charts.charts.map((chart) => ({ ...chart, y: chart.y + y }));
  y += charts.height;
  if (placed.length === 0) {
    const { columns } = view.table;
    const rows = [...view.table.rows()];
    const width = inner / columns.length;
    const row = (/** @type {readonly (string | number)[]} */ cells, /** @type {number} */ weight) => {
      const heights = cells.map((cell, i) => write(typeof cell === 'number' ? exact(cell) : cell, MARGIN + i * width,
        width - GAP, 12, weight, weight === 600 ? light.ink : light.muted));
      y += Math.max(...heights) + GAP / 2;
    };
    row(columns, 600);
    rows.slice(0, MOST_ROWS).forEach((cells) => row(cells, 400));
    if (rows.length > MOST_ROWS) y += write(`The first ${MOST_ROWS} of ${rows.length} rows.`, MARGIN, inner, 12, 400, light.muted);
  }
  y += GAP;
  y += write(unbroken(view.sentence), MARGIN, inner, 15, 400, light.ink);
  return { width: WIDTH, height: Math.ceil(y + MARGIN), title, lines, charts: placed };
}

/** @param {any} context @param {Line[]} lines */
function writeLines(context, lines) {
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  for (const { text, x, y, size, weight, colour } of lines) {
    context.font = font(size, weight);
    context.fillStyle = colour;
    context.fillText(text, x, y);
  }
}

/** @param {Picture} picture @param {Tools} tools @returns {string} */
export function toSvg({ width, height, title, lines, charts }, { makeCanvas, drawChart }) {
  const measure = makeCanvas(1, 1).getContext('2d');
  const whole = new SvgContext(width, height, measure);
  charts.forEach(({ view, x, y }, i) => {
    const [w, h] = SIZES[view.shape ?? 'wide'];
    const part = new SvgContext(w, h, measure, `chart${i}-`);
    drawChart(view, part.canvas, 1, () => whole.embed(part, x, y, view.description));
  });
  writeLines(whole, lines);
  return whole.toSvg(light.paper, title);
}

/** @param {Picture} picture @param {Tools} tools @param {number} [ratio] @returns {any} a canvas */
export function toCanvas({ width, height, lines, charts }, { makeCanvas, drawChart }, ratio = 2) {
  const whole = makeCanvas(width * ratio, height * ratio);
  const context = whole.getContext('2d');
  context.fillStyle = light.paper;
  context.fillRect(0, 0, whole.width, whole.height);
  for (const { view, x, y } of charts) {
    const [w, h] = SIZES[view.shape ?? 'wide'];
    const part = makeCanvas(w, h);
    drawChart(view, part, ratio, () => context.drawImage(part, x * ratio, y * ratio));
  }
  context.scale(ratio, ratio);
  writeLines(context, lines);
  return whole;
}
