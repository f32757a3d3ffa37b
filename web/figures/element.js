import { drawChart } from '../charts/still.js';
import { paletteAt, turn } from '../shell/theme.js';
import { bindControl } from '../ui/controls.js';
import { el, setText } from '../ui/dom.js';
import { queryOf, shortened } from '../ui/link.js';
import { nameTouched } from '../ui/naming.js';
import { createStore } from '../ui/store.js';
import { createTable } from '../ui/table.js';
import { bindUndoKeys } from '../ui/undo-keys.js';
import { bringToLife } from './alive.js';
import { inRows } from './control-rows.js';
import { runningCore } from './cores.js';
import { createDownloads } from './downloads.js';
import { numbersOf, tell } from './events.js';
import { joinGroup } from './groups.js';
import { ATTRIBUTES, readOptions } from './options.js';
import { createShareButton } from './share-button.js';

/**
 * <mle-figure name="…">: one figure, alive. What else the page may ask of it stands in options.js, what it tells in
 * events.js. It comes to life when it stands in a page, and stays so while it is moved.
 *
 * @typedef {import('./figure.js').Figure} Figure
 * @typedef {import('./figure.js').View} View
 * @typedef {import('./cores.js').Core} Core
 * @typedef {import('./options.js').Options} Options
 * @typedef {ReturnType<typeof buildParts>} Parts
 */

export class FigureElement extends HTMLElement {
  static observedAttributes = ['name', ...ATTRIBUTES];
  /** @type {Map<string, { figure: Readonly<Figure>, core: Core }>} */
  static #figures = new Map();
  /** Those in the page that have not come to life. @type {Set<FigureElement>} */
  static #waiting = new Set();
  /** Why a figure that is not there will not come; nothing while it may. @type {((name: string, names: string[]) => string) | undefined} */
  static #missing;
  /** Keeps the address of the page in step with its figures. @type {import('../shell/link-state.js').LinkState | undefined} */
  static link;
  /** Writes a figure's picture and numbers into files. @type {import('./downloads.js').Save | undefined} */
  static save;
  /** Makes the panel that copies a figure into a course. @type {import('./share-button.js').Share | undefined} */
  static share;
  /** In other people's pages: styles of the figure's own, behind a shadow root. @type {import('../hosted/isolation.js').Isolation | undefined} */
  static isolation;
  static drawChart = drawChart;

  /**
   * Figures may come in several scripts, each with the core that they need: places that stand waiting come to life.
   * @param {readonly Readonly<Figure>[]} figures @param {Core} core
   */
  static add(figures, core) {
    for (const figure of figures) if (!FigureElement.#figures.has(figure.id)) FigureElement.#figures.set(figure.id, { figure, core });
    for (const place of FigureElement.#waiting) place.#await();
  }

  /** No more scripts with figures are expected: each place whose figure has not come says so. @param {(name: string, names: string[]) => string} why */
  static giveUpWaiting(why) {
    FigureElement.#missing = why;
    for (const place of FigureElement.#waiting) place.#await();
  }

  /** @type {{ figure: Readonly<Figure>, store: import('../ui/store.js').Store, restore: (query: string) => void, say: () => void, end: () => void } | null} */
  #life = null;
  /** @type {View | null} */
  #shown = null;
  /** What it showed when it was last alive, in text form; null when that counts no more. @type {string | null} */
  #kept = null;
  #restarting = false;
  #forget = false;

  connectedCallback() {
    if (this.#life) return;
    FigureElement.#waiting.add(this);
    this.dataset.status = 'waiting';
    this.#await();
  }

  disconnectedCallback() {
    FigureElement.#waiting.delete(this);
    // A move takes it out and puts it back at once.
    queueMicrotask(() => { if (!this.isConnected) this.#end(); });
  }

  /** @param {string} attribute @param {string | null} before @param {string | null} now */
  attributeChangedCallback(attribute, before, now) {
    if (before === now || !(this.#life || FigureElement.#waiting.has(this))) return;
    if (attribute === 'theme' || attribute === 'background') {
      this.#place();
      turn();
      this.#life?.say();
      return;
    }
    this.#forget ||= attribute === 'name' || attribute === 'state';
    if (this.#restarting) return;
    this.#restarting = true;
    // Once for all that is set together.
    queueMicrotask(() => {
      this.#restarting = false;
      this.#end();
      if (this.#forget) this.#kept = null;
      this.#forget = false;
      if (this.isConnected) this.connectedCallback();
    });
  }

  #await() {
    const name = this.getAttribute('name') ?? '';
    const known = FigureElement.#figures.get(name);
    if (!known) {
      if (FigureElement.#missing) this.#fail(FigureElement.#missing(shortened(name), [...FigureElement.#figures.keys()]));
      return;
    }
    runningCore(known.core).then(
      (running) => { if (FigureElement.#waiting.has(this) && this.getAttribute('name') === name) this.#start(known.figure, running); },
      (error) => this.#fail(`This figure cannot run here: ${error.message}`),
    );
  }

  /** A copy of the figure's state. @returns {Record<string, any>} */
  get state() {
    return { ...this.#life?.store.state.value };
  }

  /** The same as the attribute: where the figure starts, in text form. Libraries set properties where there are such. @param {string} query */
  set state(query) {
    this.setAttribute('state', query);
  }

  /** The figure's state in text form: "" is its own start. What is not locked can be set. */
  get query() {
    return this.#life ? queryOf(this.#life.figure.fields, this.#life.store.state.peek()) : this.#kept ?? '';
  }

  set query(query) {
    if (this.#life) this.#life.restore(query);
    else this.#kept = query;
  }

  /** What the figure shows, as the core gave it (events.js); null until it is alive. */
  get numbers() {
    return this.#shown && numbersOf(this.#shown);
  }

  /** @param {Record<string, unknown>} changes @returns {string | null} what was refused */
  set(changes) {
    return this.#life ? this.#life.store.set(changes) : 'the figure has not started';
  }

  /** @param {string} query changes in text form, as prose links carry them */
  setFromText(query) {
    return this.#life ? this.#life.store.setFromText(query) : 'the figure has not started';
  }

  /** The element that holds the figure: this, or in other people's pages one behind its shadow root. @returns {HTMLElement} */
  #place() {
    return FigureElement.isolation?.place(this) ?? this;
  }

  /** @param {string} message */
  #fail(message) {
    const place = this.#place();
    this.dataset.status = 'failed';
    const body = place.querySelector('.figure-body') ?? place.appendChild(el('div', { class: 'figure-body' }));
    body.replaceChildren(el('p', { class: 'figure-failure', role: 'alert' }, message));
  }

  #end() {
    if (!this.#life) return;
    this.#kept = this.query;
    this.#life.end();
    this.#life = this.#shown = null;
  }

  /** @param {Readonly<Figure>} figure @param {import('./cores.js').Running} running */
  #start(figure, running) {
    FigureElement.#waiting.delete(this);
    const place = this.#place();
    const attribute = (/** @type {string} */ name) => this.getAttribute(name);
    const options = readOptions(figure, attribute);
    const store = createStore(figure.fields, figure.settle, { changes: options.changes, locked: options.lock });
    const query = () => queryOf(figure.fields, store.state.peek());
    let committed = false;
    const parts = buildParts(figure, store, options, {
      element: this,
      caption: place.querySelector('figcaption'),
      shown: () => /** @type {View} */ (this.#shown),
      acted: (key) => { committed = key === 'commit'; },
    });

    let asked = '';
    const say = () => {
      const { problems } = readOptions(figure, attribute);
      const words = [
        ...problems.map((problem) => `The page asks for what this figure cannot do (${problem}): it is left out.`),
        ...(asked ? [`The settings in the link could not be used (${asked}): this is the start.`] : []),
      ].join(' ');
      parts.notice.hidden = words === '';
      setText(parts.notice, words);
    };
    const restore = (/** @type {string} */ said, problem = '') => {
      asked = problem || (store.restore(said) ?? '');
      if (asked) store.reset();
      say();
    };

    place.replaceChildren(parts.figure);
    say();
    if (this.#kept !== null) restore(this.#kept);
    const { link } = FigureElement;
    // In a link, a figure without settings stands at the start that its page gives it.
    link?.join(figure.id, this, (said, problem) => restore(said === '' ? queryOf(figure.fields, store.start) : said, problem));
    const group = options.group ? joinGroup(`${figure.id}/${options.group}`, { state: () => store.state.peek(), query, restore }) : null;
    const end = bringToLife({
      figure, running, store, parts, palette: paletteAt(place, FigureElement.isolation?.colours ?? ((palette) => palette)),
      follow(state) {
        link?.show(figure.id, state === store.start ? '' : query());
        group?.tell();
      },
      drawn: (view, changed) => {
        this.#shown = view;
        this.dataset.status = 'alive';
        if (!changed) return;
        const detail = { name: figure.id, state: this.state, query: query(), numbers: numbersOf(view) };
        tell(this, 'mle-change', detail);
        if (committed) tell(this, 'mle-commit', detail);
        committed = false;
      },
    });
    this.#life = {
      figure, store, restore, say,
      end() {
        end();
        link?.leave(figure.id);
        group?.leave();
      },
    };
  }
}

/**
 * @param {Readonly<Figure>} figure
 * @param {import('../ui/store.js').Store} store
 * @param {Options} options
 * @param {object} home
 * @param {HTMLElement} home.element          the <mle-figure>
 * @param {Element | null} home.caption       what the page was built with; its heading has the level that fits the page
 * @param {() => View} home.shown
 * @param {(key: string) => void} home.acted   told after a button among the controls has changed the state
 */
function buildParts(figure, store, { hide, lock }, { element: host, caption: built, shown, acted }) {
  const controls = figure.controls.map((control) => bindControl(control, store, {
    hidden: hide.has('controls') || hide.has(control.key), locked: lock.has(control.key), acted,
  }));
  const table = createTable(figure.title, store);
  const downloads = createDownloads(figure, shown, () => FigureElement.save);
  const share = createShareButton({ figure, store, place: host }, () => FigureElement.share);
  const headlineLabel = el('span', { class: 'figure-headline-label' });
  const value = el('output', { class: 'figure-value' });
  const unit = el('span', { class: 'figure-unit' });
  const headline = el('p', { class: 'figure-headline' }, headlineLabel, ' ', value, ' ', unit);
  const hint = el('p', { class: 'figure-hint', hidden: !figure.hint }, figure.hint ?? '');
  const problem = el('p', { class: 'figure-problem', role: 'alert', hidden: true });
  const notice = el('p', { class: 'figure-notice', role: 'status', hidden: true });
  const sentence = el('p', { class: 'figure-sentence' });
  const live = el('p', { class: 'visually-hidden', role: 'status' });
  const chartArea = el('div', { class: 'charts' });
  const body = el('div', { class: 'figure-body' }, chartArea);
  const undo = el('button', { type: 'button', 'data-action': 'undo' }, 'Undo');
  const reset = el('button', { type: 'button', 'data-action': 'reset' }, 'Reset');
  undo.addEventListener('click', () => store.undo());
  reset.addEventListener('click', () => store.reset());

  const titleId = `${figure.id}-title`;
  const caption = built?.querySelector('.figure-title')?.id === titleId ? built : el('figcaption', {},
    el('h3', { class: 'figure-title', id: titleId }, figure.title),
    el('p', { class: 'figure-description' }, figure.description));
  caption.querySelector('.figure-description')?.toggleAttribute('hidden', hide.has('description'));
  const element = el('figure', { class: 'figure', 'aria-labelledby': titleId },
    caption, notice, headline,
    el('div', { class: 'figure-stage' }, body, problem,
      el('div', { class: 'figure-controls' }, ...inRows(controls.map((control) => control.element)))),
    hint, sentence, live,
    el('div', { class: 'figure-actions', hidden: hide.has('actions') }, undo, reset, table.button, downloads.button, share.button),
    downloads.element, share.element, table.element);
  nameTouched(element);
  bindUndoKeys(element, store);
  return { figure: element, controls, table, headline, headlineLabel, value, unit, hint, notice, problem, sentence, live, body, chartArea, undo };
}
