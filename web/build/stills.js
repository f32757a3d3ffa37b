import { light } from '../shell/palette.js';
import { drawSvg, sizeOf } from './draw.js';
import { escapeHtml } from './prose.js';

/**
 * A still picture of each figure in its start state: what a reader sees without JavaScript.
 *
 * @typedef {import('../figures/figure.js').Figure} Figure
 * @typedef {import('../figures/figure.js').Engine} Engine
 */

/** @param {Readonly<Figure>} figure */
export const startState = (figure) =>
  Object.fromEntries(Object.entries(figure.fields).map(([key, field]) => [key, field.start]));

const GAP = 8;

/**
 * All charts of a view in one SVG, the halves side by side.
 * @param {import('../figures/figure.js').ChartView[]} charts
 * @param {string} title
 */
export function stack(charts, title) {
  let x = 0;
  let y = 0;
  let row = 0;
  const placed = charts.map((chart, i) => {
    const [width, height] = sizeOf(chart);
    if (x > 0 && x + width > 800) { x = 0; y += row + GAP; row = 0; }
    const svg = `<g transform="translate(${x} ${y})">${drawSvg(chart, `chart${i}-`)}</g>`;
    x += width;
    row = Math.max(row, height);
    return svg;
  });
  const height = y + row;
  return {
    width: 800, height,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="${height}" viewBox="0 0 800 ${height}">`
      + `<title>${escapeHtml(title)}</title><rect width="800" height="${height}" fill="${light.paper}"/>${placed.join('')}</svg>`,
  };
}

/**
 * The pictures of the figures that have charts and no static HTML of their own.
 * @param {readonly Readonly<Figure>[]} figures
 * @param {Engine} engine
 */
export function drawStills(figures, engine) {
  return new Map(figures.filter((figure) => !figure.still).map((figure) => {
    const view = figure.view(startState(figure), engine);
    if (view.charts.length === 0) throw new Error(`${figure.id} has neither charts nor still(): nothing stands for it without scripts`);
    return [figure.id, { ...stack(view.charts, figure.title), sentence: view.sentence }];
  }));
}
