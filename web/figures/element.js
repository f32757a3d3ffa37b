import { effect } from '@preact/signals-core';
import { createLiveChart } from '../charts/live.js';
import { drawChart } from '../charts/still.js';
import { palette } from '../shell/theme.js';
import { bindControl } from '../ui/controls.js';
import { el, setText } from '../ui/dom.js';
import { queryOf } from '../ui/link.js';
import { nameTouched } from '../ui/naming.js';
import { createStore } from '../ui/store.js';
import { createTable } from '../ui/table.js';
import { createDownloads } from './downloads.js';
import { createShareButton } from './share-button.js';

/**
 * <mle-figure name="…">: one figure, alive. The state lives in a store; each change is drawn in the next
 * animation frame from one call of figure.view.
 *
 * @typedef {import('./figure.js').Figure} Figure
 * @typedef {import('./figure.js').View} View
 * @typedef {import('../core/lesson.js').Engine} Engine
 * @typedef {{ wasmBinary: Promise<Uint8Array>, loadEngine: (source: { wasmBinary: Uint8Array }) => Promise<any> }} Core
 *   the bytes of a core, and what starts it: an Engine, or as much of one as its figures use
 */

/** Screen readers hear the sentence when the learner pauses, not at every step of a drag. */
const ANNOUNCE_AFTER_MS = 700;

/** @param {Core} core @returns {Promise<Engine>} */
function startEngine({ wasmBinary, loadEngine }) {
  const engine = typeof WebAssembly === 'object'
    ? wasmBinary.then((bytes) => loadEngine({ wasmBinary: bytes })).catch(() => {
      throw new Error('its computing core arrived damaged. Reload the page; if this stays, the copy of the lesson is broken.');
    })
    : Promise.reject(new Error('this browser has WebAssembly switched off, and the numbers are computed with it.'));
  // Each figure reports the failure in its own place.
  engine.catch(() => {});
  return engine;
}

export class FigureElement extends HTMLElement {
  /** @type {Map<string, { figure: Readonly<Figure>, core: Core, engine: Promise<Engine> }>} */
  static #figures = new Map();
  /** Keeps the address of the page in step with its figures. @type {import('../shell/link-state.js').LinkState | undefined} */
  static link;
  /** Writes a figure's picture and numbers into files. @type {import('./downloads.js').Save | undefined} */
  static save;
  /** Makes the panel that copies a figure into a course. @type {import('./share-button.js').Share | undefined} */
  static share;
  static drawChart = drawChart;

  /**
   * Figures may come in several scripts, each with the core that they need: places that stand waiting come to life.
   * @param {readonly Readonly<Figure>[]} figures @param {Core} core
   */
  static add(figures, core) {
    const engine = startEngine(core);
    for (const figure of figures) {
      FigureElement.#figures.set(figure.id, { figure, core, engine });
      document.querySelectorAll(`mle-figure[name="${figure.id}"]`).forEach((place) => {
        if (place instanceof FigureElement) place.#await();
      });
    }
  }

  /** Says so in each place whose figure has not come: the script that brings it did not arrive. */
  static giveUpWaiting() {
    for (const place of document.querySelectorAll('mle-figure')) {
      if (!(place instanceof FigureElement) || FigureElement.#figures.has(place.getAttribute('name') ?? '')) continue;
      place.#fail('This figure cannot run here: its script did not arrive. Reload the page to try again.');
    }
  }

  /** @type {import('../ui/store.js').Store | null} */
  #store = null;
  /** @type {(() => void)[]} */
  #cleanups = [];

  connectedCallback() {
    this.dataset.status = 'waiting';
    this.#await();
  }

  #await() {
    const known = FigureElement.#figures.get(this.getAttribute('name') ?? '');
    if (!known) return;
    Promise.all([known.engine, known.core.wasmBinary]).then(
      ([engine, wasmBinary]) => { if (this.isConnected && !this.#store) this.#start(known.figure, engine, wasmBinary); },
      (error) => this.#fail(`This figure cannot run here: ${error.message}`),
    );
  }

  disconnectedCallback() {
    this.#cleanups.forEach((cleanup) => cleanup());
    this.#cleanups = [];
    this.#store = null;
  }

  /** A copy of the figure's state. */
  get state() {
    return { ...this.#store?.state.value };
  }

  /** @param {Record<string, unknown>} changes @returns {string | null} what was refused */
  set(changes) {
    return this.#store ? this.#store.set(changes) : 'the figure has not started';
  }

  /** @param {string} query changes in text form, as prose links carry them */
  setFromText(query) {
    return this.#store ? this.#store.setFromText(query) : 'the figure has not started';
  }

  /** @param {string} message */
  #fail(message) {
    this.dataset.status = 'failed';
    const body = this.querySelector('.figure-body') ?? this.appendChild(el('div', { class: 'figure-body' }));
    body.replaceChildren(el('p', { class: 'figure-failure', role: 'alert' }, message));
  }

  /** @param {Readonly<Figure>} figure @param {Engine} engine @param {Uint8Array} wasmBinary */
  #start(figure, engine, wasmBinary) {
    const store = this.#store = createStore(figure.fields, figure.settle);
    /** @type {View} */
    let shown;
    const parts = buildParts(figure, store, this, () => shown);
    /** @type {Map<string, ReturnType<typeof createLiveChart>>} */
    const charts = new Map();
    const chartArea = el('div', { class: 'charts' });
    const custom = figure.custom?.({
      engine, store, wasmBinary,
      announce: (text) => setText(parts.live, text), redraw: () => redraw(),
    });
    parts.body.append(chartArea);
    if (custom && figure.customAt === 'end') parts.live.after(custom.element);
    else if (custom) (figure.customAt === 'after' ? chartArea.after(custom.element) : chartArea.before(custom.element));
    if (custom?.below) parts.body.append(custom.below);
    this.#cleanups.push(() => custom?.dispose?.());

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
        setText(parts.headlineLabel, view.headline.label);
        setText(parts.value, view.headline.value);
        setText(parts.unit, view.headline.unit);
      }
      parts.headline.hidden = !view.headline;
      setText(parts.sentence, view.sentence);
      parts.table.update(view.table);
    };

    let speak = 0;
    const render = () => {
      const state = store.state.peek();
      try {
        const view = figure.view(state, engine, custom);
        draw(view);
        custom?.update(state, view);
        shown = view;
        parts.problem.hidden = true;
        if (this.dataset.status === 'alive') {
          clearTimeout(speak);
          speak = window.setTimeout(() => setText(parts.live, view.sentence), ANNOUNCE_AFTER_MS);
        }
        this.dataset.status = 'alive';
      } catch (error) {
        // The last good picture stays; the message says which value was refused and why.
        parts.problem.hidden = false;
        setText(parts.problem, `This cannot be computed: ${/** @type {Error} */ (error).message}. Undo or reset to go on.`);
        console.error(error);
      }
    };

    this.querySelector('figure')?.replaceWith(parts.figure) ?? this.append(parts.figure);
    const { link } = FigureElement;
    link?.join(figure.id, this, (query, problem) => {
      const refused = problem || store.restore(query);
      parts.notice.hidden = !refused;
      setText(parts.notice, refused ? `The settings in the link could not be used (${refused}): this is the start.` : '');
    });
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
      link?.show(figure.id, queryOf(figure.fields, state));
      if (first) {
        first = false;
        render();
        return;
      }
      redraw();
    });
    // At once, not in the next frame: a page about to be printed has no next frame.
    let known = palette.peek();
    const recolour = effect(() => {
      if (palette.value === known) return;
      known = palette.value;
      render();
    });
    // Canvas text is drawn with the font that is there: draw again when the fonts have come.
    document.fonts.ready.then(() => { if (this.#store === store) render(); });
    this.#cleanups.push(stop, recolour, () => link?.leave(figure.id), () => cancelAnimationFrame(frame), () => clearTimeout(speak),
      () => charts.forEach((chart) => chart.dispose()));
  }
}

/** Whether two charts lie over the same axis shows in its ends; its name may stand under one of them alone. @param {ReturnType<typeof createLiveChart> | undefined} chart */
const axisOf = (chart) => [chart?.axis.min, chart?.axis.max];

/**
 * @param {Readonly<Figure>} figure
 * @param {import('../ui/store.js').Store} store
 * @param {HTMLElement} place   holds the caption that the page was built with: its heading has the level that fits the page
 * @param {() => View} shown
 */
function buildParts(figure, store, place, shown) {
  const controls = figure.controls.map((control) => bindControl(control, store));
  const table = createTable(figure.title);
  const downloads = createDownloads(figure, shown, () => FigureElement.save);
  const share = createShareButton({ figure, store, place }, () => FigureElement.share);
  const headlineLabel = el('span', { class: 'figure-headline-label' });
  const value = el('output', { class: 'figure-value' });
  const unit = el('span', { class: 'figure-unit' });
  const headline = el('p', { class: 'figure-headline' }, headlineLabel, ' ', value, ' ', unit);
  const hint = el('p', { class: 'figure-hint', hidden: !figure.hint }, figure.hint ?? '');
  const problem = el('p', { class: 'figure-problem', role: 'alert', hidden: true });
  const notice = el('p', { class: 'figure-notice', role: 'status', hidden: true });
  const sentence = el('p', { class: 'figure-sentence' });
  const live = el('p', { class: 'visually-hidden', role: 'status' });
  const body = el('div', { class: 'figure-body' });
  const undo = el('button', { type: 'button', 'data-action': 'undo' }, 'Undo');
  const reset = el('button', { type: 'button', 'data-action': 'reset' }, 'Reset');
  undo.addEventListener('click', () => store.undo());
  reset.addEventListener('click', () => store.reset());

  const titleId = `${figure.id}-title`;
  const element = el('figure', { class: 'figure', 'aria-labelledby': titleId },
    place.querySelector('figcaption') ?? el('figcaption', {},
      el('h3', { class: 'figure-title', id: titleId }, figure.title),
      el('p', { class: 'figure-description' }, figure.description)),
    notice, headline,
    el('div', { class: 'figure-stage' }, body, problem,
      el('div', { class: 'figure-controls' }, ...controls.map((control) => control.element))),
    hint, sentence, live,
    el('div', { class: 'figure-actions' }, undo, reset, table.button, downloads.button, share.button),
    downloads.element, share.element, table.element);
  nameTouched(element);
  element.addEventListener('keydown', (event) => {
    const inText = event.target instanceof HTMLTextAreaElement
      || (event.target instanceof HTMLInputElement && event.target.type === 'number');
    if (inText || event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
    event.preventDefault();
    store.undo();
  });
  return { figure: element, controls, table, headline, headlineLabel, value, unit, hint, notice, problem, sentence, live, body, undo };
}
