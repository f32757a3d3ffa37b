import { el, setText } from '../ui/dom.js';
import { significant, ungrouped } from '../ui/format.js';
import { placeIn } from './place.js';

/**
 * A reading cursor along a chart's curves: with the mouse over the plot, or with the arrow keys. It stands on the points
 * that were computed, so that every number read is the core's.
 *
 * @typedef {import('../figures/figure.js').ChartView} ChartView
 * @typedef {import('../figures/figure.js').Series} Series
 */

/** Steps of the arrow keys with Shift. */
const LEAP = 10;

/** Two points are a mark, not a curve. @param {Series} series */
const isCurve = ({ kind = 'line', x }) => (kind === 'line' || kind === 'area') && x.length > 2;

/** The curve that the cursor walks along: the one with the most points. A path over a surface is none, nor is a bar. @param {ChartView} view */
const mainCurve = (view) => (view.surface || !view.y.label ? [] : view.series).filter(isCurve).reduce(
  (/** @type {Series | undefined} */ best, series) => (!best || series.x.length > best.x.length ? series : best), undefined);

/** The index of the point nearest to x. @param {Series} series @param {number} x */
export function nearestIndex({ x: xs }, x) {
  let best = 0;
  for (let i = 1; i < xs.length; i++) if (Math.abs(xs[i] - x) < Math.abs(xs[best] - x)) best = i;
  return best;
}

/**
 * What stands under the cursor: the place, and each curve's value there.
 * @param {ChartView} view @param {number} x
 */
export function readingAt(view, x) {
  const main = mainCurve(view);
  if (!main || main.x.length === 0) return null;
  const at = main.x[nearestIndex(main, x)];
  const values = view.series.filter(isCurve).flatMap((series) => {
    const i = nearestIndex(series, at);
    // A curve that has no point here has no value here.
    return series.x[i] === at && Number.isFinite(series.y[i]) ? [{ series, y: series.y[i] }] : [];
  });
  return { x: at, values };
}

/** @param {ChartView} view @param {NonNullable<ReturnType<typeof readingAt>>} reading */
const spoken = ({ x: axis, y: vertical }, { x, values }) =>
  `${axis.label.split(',')[0] || 'x'} ${ungrouped(significant(x, 4))}: ${values.map(({ series, y }) => `${series.label || vertical.label} ${significant(y, 4)}`).join('; ') || 'no value'}`;

/**
 * @param {HTMLElement} box
 * @param {() => { view: ChartView, chart: any }} current
 * @param {(x: number | null) => void} show   moves the cursor, or takes it away
 */
export function attachCursor(box, current, show) {
  const handle = el('div', { class: 'chart-cursor', role: 'slider', tabindex: 0, 'aria-orientation': 'horizontal' });
  box.append(handle);
  /** @type {number | null} */
  let at = null;

  /** @param {number | null} x */
  function move(x) {
    at = x;
    const { view } = current();
    const reading = x === null ? null : readingAt(view, x);
    show(reading ? reading.x : null);
    if (reading) {
      handle.setAttribute('aria-valuenow', String(reading.x));
      handle.setAttribute('aria-valuetext', spoken(view, reading));
    }
  }

  handle.addEventListener('keydown', (event) => {
    const { view } = current();
    const main = mainCurve(view);
    if (!main) return;
    const step = (event.shiftKey ? LEAP : 1) * Math.max(1, Math.round(main.x.length / 200));
    const last = main.x.length - 1;
    const here = nearestIndex(main, at ?? (view.x.min + view.x.max) / 2);
    const next = { ArrowLeft: here - step, ArrowDown: here - step, ArrowRight: here + step, ArrowUp: here + step, Home: 0, End: last }[event.key];
    if (event.key === 'Escape') move(null);
    if (next === undefined) return;
    event.preventDefault();
    move(main.x[Math.min(last, Math.max(0, next))]);
  });
  handle.addEventListener('focus', () => {
    const { view } = current();
    move(at ?? view.markers?.[0]?.x ?? (view.x.min + view.x.max) / 2);
  });
  handle.addEventListener('blur', () => move(null));

  box.addEventListener('pointermove', (event) => {
    const { view, chart } = current();
    if (event.pointerType !== 'mouse' || event.buttons !== 0 || !chart || !mainCurve(view)) return;
    const x = chart.scales.x.getValueForPixel(placeIn(box, event).x);
    move(x >= view.x.min && x <= view.x.max ? x : null);
  });
  box.addEventListener('pointerdown', () => move(null));
  box.addEventListener('pointerleave', () => { if (!handle.matches(':focus')) move(null); });

  return {
    /** After a new view: the label and the range of the slider, and whether there is a curve to walk along. */
    refresh() {
      const { view } = current();
      handle.hidden = !mainCurve(view);
      handle.setAttribute('aria-label', `Read the curves: ${view.y.label}`);
      handle.setAttribute('aria-valuemin', String(view.x.min));
      handle.setAttribute('aria-valuemax', String(view.x.max));
      if (!handle.hasAttribute('aria-valuenow')) handle.setAttribute('aria-valuenow', String((view.x.min + view.x.max) / 2));
      setText(handle, '');
    },
  };
}
