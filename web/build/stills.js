import { stack } from '../charts/picture.js';
import { svgOf } from './draw.js';

/**
 * A still picture of each figure in its start state: what a reader sees without JavaScript.
 *
 * @typedef {import('../figures/figure.js').Figure} Figure
 * @typedef {import('../figures/figure.js').Engine} Engine
 */

/** @param {Readonly<Figure>} figure */
export const startState = (figure) =>
  Object.fromEntries(Object.entries(figure.fields).map(([key, field]) => [key, field.start]));

/**
 * The pictures of the figures that have charts and no static HTML of their own.
 * @param {readonly Readonly<Figure>[]} figures
 * @param {Engine} engine
 */
export function drawStills(figures, engine) {
  return new Map(figures.filter((figure) => !figure.still).map((figure) => {
    const view = figure.view(startState(figure), engine);
    if (view.charts.length === 0) throw new Error(`${figure.id} has neither charts nor still(): nothing stands for it without scripts`);
    const { width, height, ...rest } = stack(view.charts, figure.title);
    return [figure.id, { width, height, svg: svgOf({ width, height, ...rest }), sentence: view.sentence }];
  }));
}
