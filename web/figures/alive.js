import { effect } from '@preact/signals-core';
import { createLiveChart } from '../charts/live.js';
import { setText } from '../ui/dom.js';
import { unbroken } from '../ui/format.js';
import { wordsWith } from '../ui/naming.js';

/**
 * The life of one figure: each change of its state is drawn in the next animation frame, from one call of figure.view.
 *
 * @typedef {import('./figure.js').Figure} Figure
 * @typedef {import('./figure.js').View} View
 * @typedef {ReturnType<typeof createLiveChart>} LiveChart
 */

/** Screen readers hear the sentence when the learner pauses, not at every step of a drag. */
const ANNOUNCE_AFTER_MS = 700;

/**
 * @param {object} given
 * @param {Readonly<Figure>} given.figure
 * @param {import('./cores.js').Running} given.running
 * @param {import('../ui/store.js').Store} given.store
 * @param {import('./element.js').Parts} given.parts   in the page already
 * @param {import('@preact/signals-core').ReadonlySignal<import('../shell/palette.js').Palette>} given.palette
 * @param {(view: View, changed: boolean) => void} given.drawn   told after each drawing; changed: of another state than the last
 * @param {(state: import('../ui/store.js').State) => void} given.follow   told at once of each state, the first too
 * @returns {() => void} ends it
 */
export function bringToLife({ figure, running: { engine, ...core }, store, parts, palette, drawn, follow }) {
  /** @type {Map<string, LiveChart>} */
  const charts = new Map();
  const { chartArea } = parts;
  const write = wordsWith([...new Set(figure.controls.flatMap((control) => (control.kind === 'range' && control.symbol) || []))]);
  const custom = figure.custom?.({
    engine, store, core,
    announce: (text) => setText(parts.live, text), redraw: () => redraw(),
  });
  if (custom && figure.customAt === 'end') parts.live.after(custom.element);
  else if (custom) (figure.customAt === 'after' ? chartArea.after(custom.element) : chartArea.before(custom.element));
  if (custom?.below) parts.body.append(custom.below);

  /** One cursor for all charts over the same axis. @param {string} id @param {number | null} x */
  const point = (id, x) => {
    const axis = JSON.stringify(axisOf(charts.get(id)));
    for (const [other, chart] of charts) {
      chart.point(other === id || JSON.stringify(axisOf(chart)) === axis ? x : null);
    }
  };

  /** Colours are peeked at, not followed: a change of theme is followed once, below. @param {View} view */
  const draw = (view) => {
    const ids = new Set(view.charts.map((chart) => chart.id));
    for (const [id, chart] of charts) {
      if (ids.has(id)) continue;
      chart.dispose();
      chart.element.remove();
      charts.delete(id);
    }
    for (const chartView of view.charts) {
      let chart = charts.get(chartView.id);
      if (!chart) {
        chart = createLiveChart(chartView, store, (x) => point(chartView.id, x));
        charts.set(chartView.id, chart);
        chartArea.append(chart.element);
      }
      chart.draw(chartView, palette.peek());
    }
    if (view.headline) {
      write(parts.headlineLabel, view.headline.label);
      setText(parts.value, view.headline.value);
      setText(parts.unit, view.headline.unit);
    }
    parts.headline.hidden = !view.headline;
    write(parts.sentence, unbroken(view.sentence));
    parts.table.update(view.table);
  };

  // On paper nobody can uncover what a figure hides at first.
  let printing = false;
  let speak = 0;
  /** @type {import('../ui/store.js').State | null} */
  let last = null;
  const render = () => {
    const state = printing ? { ...store.state.peek(), ...figure.plotted } : store.state.peek();
    try {
      const view = figure.view(state, engine, custom);
      draw(view);
      custom?.update(state, view);
      parts.problem.hidden = true;
      if (printing) return;
      if (last) {
        clearTimeout(speak);
        speak = window.setTimeout(() => setText(parts.live, view.sentence), ANNOUNCE_AFTER_MS);
      }
      const changed = last !== null && last !== state;
      last = state;
      drawn(view, changed);
    } catch (error) {
      // The last good picture stays; the message says which value was refused and why.
      parts.problem.hidden = false;
      setText(parts.problem, `This cannot be computed: ${/** @type {Error} */ (error).message}. Undo or reset to go on.`);
      console.error(error);
    }
  };

  let frame = 0;
  const redraw = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(render);
  };
  let first = true;
  const stop = effect(() => {
    const state = store.state.value;
    const undoable = store.undoable.value;
    parts.controls.forEach((control) => control.refresh(state));
    parts.undo.setAttribute('aria-disabled', String(!undoable));
    if (undoable) parts.hint.hidden = true;
    follow(state);
    if (first) {
      first = false;
      render();
      return;
    }
    redraw();
  });
  const print = (/** @type {Event} */ { type }) => {
    printing = type === 'beforeprint';
    render();
  };
  const printings = figure.plotted ? ['beforeprint', 'afterprint'] : [];
  for (const type of printings) addEventListener(type, print);
  // At once, not in the next frame: a page about to be printed has no next frame.
  let known = palette.peek();
  const recolour = effect(() => {
    if (palette.value === known) return;
    known = palette.value;
    render();
  });
  // Canvas text is drawn with the font that is there: draw again when the fonts have come.
  let alive = true;
  document.fonts.ready.then(() => { if (alive) render(); });

  return () => {
    alive = false;
    custom?.dispose?.();
    for (const type of printings) removeEventListener(type, print);
    stop();
    recolour();
    cancelAnimationFrame(frame);
    clearTimeout(speak);
    charts.forEach((chart) => chart.dispose());
  };
}

/** Whether two charts lie over the same axis shows in its ends; its name may stand under one of them alone. @param {LiveChart | undefined} chart */
const axisOf = (chart) => [chart?.axis.min, chart?.axis.max];
