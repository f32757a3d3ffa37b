import { el } from '../ui/dom.js';
import { NAMING } from '../ui/naming.js';
import { light } from '../shell/palette.js';
import { Chart, chartConfig, movePoints, structureOf } from './config.js';
import { attachCursor } from './cursor.js';
import { attachDrag } from './drag.js';
import { keysOf } from './handles.js';

/**
 * A chart on the page: a canvas in a box of fixed aspect, redrawn from each new ChartView.
 *
 * @typedef {import('../figures/figure.js').ChartView} ChartView
 * @typedef {import('../shell/palette.js').Palette} Palette
 */

/** A figure on paper: as wide as A4 leaves it, in CSS pixels, so that words keep their size; finer than most screens. */
const PAPER_WIDTH = 640;
const PAPER_RATIO = 2;
/** A press begins, ends, or becomes a scroll. */
const PRESSES = ['pointerdown', 'pointerup', 'pointercancel'];

/**
 * @param {ChartView} first
 * @param {import('../ui/store.js').Store} store
 * @param {(x: number | null) => void} onCursor   the reading cursor was moved, or taken away
 */
export function createLiveChart(first, store, onCursor) {
  const canvas = el('canvas');
  const picture = el('div', { class: 'chart-picture', role: 'img', 'aria-label': first.description }, canvas);
  const element = el('div', { class: `chart chart-${first.shape ?? 'wide'}${first.stays ? ' chart-stays' : ''}`, 'data-chart': first.id }, picture);
  /** @type {import('./config.js').Drawn} */
  const drawn = { view: first, palette: light, cursor: null };
  let known = '';
  /** @type {Chart<'scatter'> | null} */
  let chart = null;

  const current = () => ({ view: drawn.view, chart });
  const detach = attachDrag(element, current, store);
  const cursor = attachCursor(element, current, onCursor);
  element.addEventListener(NAMING, (event) => {
    const keys = /** @type {CustomEvent<readonly string[]>} */ (event).detail;
    if (!keys.length && !drawn.named) return;
    drawn.named = keys.length ? (marker) => keysOf(marker, drawn.view, store.state.peek()).some((key) => keys.includes(key)) : null;
    chart?.draw();
  });
  const forPaper = () => {
    if (!chart) return;
    const part = Math.min(1, PAPER_WIDTH / (element.parentElement?.clientWidth || PAPER_WIDTH));
    chart.options.devicePixelRatio = Math.max(PAPER_RATIO, devicePixelRatio);
    chart.resize(chart.width * part, chart.height * part);
  };
  const forScreen = () => {
    if (!chart) return;
    chart.options.devicePixelRatio = devicePixelRatio;
    chart.resize();
  };
  // What moves under the hand keeps its labels, however long it rests.
  let held = false;
  const hold = (/** @type {Event} */ { type }) => { held = type === 'pointerdown'; };
  for (const type of PRESSES) addEventListener(type, hold, true);
  addEventListener('beforeprint', forPaper);
  addEventListener('afterprint', forScreen);

  return {
    element,
    /** @param {ChartView} next @param {Palette} palette */
    draw(next, palette) {
      picture.setAttribute('aria-label', next.description);
      drawn.view = next;
      if (!held) drawn.gesture = store.gesture;
      drawn.palette = palette;
      const structure = structureOf(drawn);
      if (chart && structure === known) {
        cursor.refresh();
        movePoints(next, chart);
      } else {
        const reuse = /** @type {{ x: number, y: number }[][]} */ (chart?.data.datasets.map((d) => d.data) ?? []);
        const { options, ...config } = chartConfig(drawn, reuse.slice(0, next.series.length));
        const live = /** @type {any} */ ({ ...options, responsive: true, maintainAspectRatio: false });
        known = structure;
        if (!chart) {
          chart = new Chart(canvas, { ...config, options: live });
          cursor.refresh();
          return;
        }
        chart.data = config.data;
        chart.options = live;
        cursor.refresh();
        chart.update('none');
      }
    },
    /** @param {number | null} x   where the reading cursor stands; charts over the same axis share it */
    point(x) {
      if (x === drawn.cursor) return;
      drawn.cursor = x;
      chart?.draw();
    },
    /** @returns {import('../figures/figure.js').Axis} */
    get axis() { return drawn.view.x; },
    dispose() {
      for (const type of PRESSES) removeEventListener(type, hold, true);
      removeEventListener('beforeprint', forPaper);
      removeEventListener('afterprint', forScreen);
      detach();
      chart?.destroy();
      // The focus that leaves with the figure still names something.
      chart = null;
    },
  };
}
