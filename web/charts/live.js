import { el } from '../ui/dom.js';
import { Chart, chartConfig } from './config.js';
import { attachDrag } from './drag.js';

/**
 * A chart on the page: a canvas in a box of fixed aspect, redrawn from each new ChartView.
 *
 * @typedef {import('../figures/figure.js').ChartView} ChartView
 * @typedef {import('../shell/palette.js').Palette} Palette
 */

/**
 * @param {ChartView} first
 * @param {import('../ui/store.js').Store} store
 */
export function createLiveChart(first, store) {
  const canvas = el('canvas');
  const element = el('div', {
    class: `chart chart-${first.shape ?? 'wide'}`, 'data-chart': first.id, role: 'img', 'aria-label': first.description,
  }, canvas);
  let view = first;
  /** @type {Chart<'scatter'> | null} */
  let chart = null;

  const current = () => ({ view, chart });
  const detach = attachDrag(element, current, store);

  return {
    element,
    /** @param {ChartView} next @param {Palette} colours */
    draw(next, colours) {
      view = next;
      element.setAttribute('aria-label', next.description);
      const reuse = /** @type {{ x: number, y: number }[][]} */ (chart?.data.datasets.map((d) => d.data) ?? []);
      const config = chartConfig(next, colours, reuse.slice(0, next.series.length));
      if (!chart) {
        chart = new Chart(canvas, /** @type {any} */ ({
          ...config, options: { ...config.options, responsive: true, maintainAspectRatio: false },
        }));
        return;
      }
      chart.data = config.data;
      chart.options = /** @type {any} */ ({ ...config.options, responsive: true, maintainAspectRatio: false });
      chart.update('none');
    },
    dispose() {
      detach();
      chart?.destroy();
    },
  };
}
