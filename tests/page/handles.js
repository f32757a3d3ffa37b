/** Where the handles of a figure's charts stand on the page: the figure's own view says where on the axes. */
import { engineFromDisk } from '../../web/build/core.js';
import { figures } from '../../web/figures/registry.js';
import { MARGIN } from './plot.js';

/**
 * @typedef {import('../../web/figures/figure.js').ChartView} ChartView
 * @typedef {import('./ui/ui.js').Point} Point
 * @typedef {{ id: string, view: ChartView, margin: { left: number, right: number, top: number, bottom: number } }} Chart
 *   margin: from the edges of the chart's box to its axes, in pixels
 */

/** Ticks and title under the plot, ticks alone where a chart below names the axis. */
const BELOW = { named: 50, bare: 8 };
/** A surface's key stands above its plot. */
const KEY = 40;
const core = engineFromDisk();

/** @param {string} id @param {Record<string, any>} [changes] of its start @returns {Promise<Chart[]>} */
export async function chartsOf(id, changes = {}) {
  const figure = /** @type {import('../../web/figures/figure.js').Figure} */ (figures.find((one) => one.id === id));
  const start = Object.fromEntries(Object.entries(figure.fields).map(([key, field]) => [key, field.start]));
  return figure.view({ ...start, ...changes }, await core).charts.map((view) => ({
    id: view.id, view,
    margin: { left: MARGIN.left, right: MARGIN.right, top: view.surface ? KEY : MARGIN.top, bottom: view.x.label === '' ? BELOW.bare : BELOW.named },
  }));
}
