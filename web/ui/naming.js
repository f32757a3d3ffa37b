import { el } from './dom.js';

/**
 * Formula, number and pixel are one: what a prose link, a control or a handle on a chart is about is marked, quietly,
 * wherever the figure shows it.
 */

const NAMED = 'named';
/** What a chart is told (charts/live.js): the settings whose handles it marks. */
export const NAMING = 'mle-naming';

/** The symbols that are marked now, of each figure: words that are written anew are marked too. @type {WeakMap<Element, ReadonlySet<string>>} */
const marked = new WeakMap();

/** @param {Element} inside or around it */
const figureOf = (inside) => inside.closest('.figure') ?? inside.querySelector('.figure') ?? inside;

/** @param {Element} part */
const keyOf = (part) => part.getAttribute('data-key') ?? '';

/** @param {Element} figure @param {readonly string[]} keys */
const tellCharts = (figure, keys) => figure.querySelectorAll('.chart').forEach((chart) => chart.dispatchEvent(new CustomEvent(NAMING, { detail: keys })));

/** @param {Element} inside a figure, or around one */
export function unname(inside) {
  const figure = figureOf(inside);
  figure.querySelectorAll(`.${NAMED}`).forEach((element) => element.classList.remove(NAMED));
  marked.delete(figure);
  tellCharts(figure, []);
}

/**
 * Marks the parts of a figure that hold these settings, their symbols, and their handles.
 * @param {Element} inside a figure, or around one
 * @param {readonly string[]} keys
 * @param {{ parts?: boolean }} [options]   parts: false where the hand or the focus is on the part already
 */
export function name(inside, keys, { parts = true } = {}) {
  const figure = figureOf(inside);
  unname(figure);
  const meant = [...figure.querySelectorAll('[data-key]:not([hidden])')].filter((element) => keys.includes(keyOf(element)));
  /** @type {Set<string>} */
  const symbols = new Set();
  for (const element of meant) {
    // What has no symbol goes by its label.
    const label = element.querySelector('.control-range > label');
    const symbol = label?.querySelector('.symbol');
    if (symbol) symbols.add(symbol.textContent ?? '');
    (parts ? element : symbol ?? label)?.classList.add(NAMED);
  }
  marked.set(figure, symbols);
  figure.querySelectorAll('.symbol').forEach((symbol) => {
    const control = symbol.closest('.control');
    if (symbols.has(symbol.textContent ?? '') && (!control || meant.includes(control))) symbol.classList.add(NAMED);
  });
  tellCharts(figure, keys);
}

/** What the focus is on, or nothing. @param {Element} inside a figure */
export function nameFocused(inside) {
  const part = figureOf(inside).querySelector('[data-key]:focus-within');
  if (part) name(part, [keyOf(part)], { parts: false });
  else unname(inside);
}

/** Whoever touches a control of the figure sees its symbol in the figure's words, and its handle. @param {HTMLElement} figure */
export function nameTouched(figure) {
  const partOf = (/** @type {Event} */ { target }) => /** @type {Element} */ (target).closest('[data-key]');
  const touched = (/** @type {Event} */ event) => {
    const part = partOf(event);
    if (part) name(figure, [keyOf(part)], { parts: false });
  };
  for (const event of ['pointerover', 'focusin']) figure.addEventListener(event, touched);
  figure.addEventListener('pointerout', (event) => { if (partOf(event)) nameFocused(figure); });
  figure.addEventListener('focusout', () => unname(figure));
}

/**
 * Writes a figure's words, with the symbols of its controls as symbols. Left alone while the words stay.
 * @param {readonly string[]} symbols
 */
export function wordsWith(symbols) {
  // Whole symbols only: no letter of a word, of "model’s" or of an index. A power may follow.
  const pattern = symbols.length > 0 && new RegExp(`(?<![\\p{L}\\p{N}’])(${[...symbols].sort((a, b) => b.length - a.length).join('|')})(?![\\p{L}0-9₀-₉])`, 'u');
  /** @param {HTMLElement} place @param {string} text */
  return (place, text) => {
    if (place.textContent === text) return;
    const now = marked.get(figureOf(place));
    place.replaceChildren(...(pattern ? text.split(pattern) : [text]).map((piece, i) => {
      const symbol = now?.has(piece) ? `symbol ${NAMED}` : 'symbol';
      return i % 2 === 0 ? piece : el('span', { class: symbol }, piece);
    }));
  };
}
