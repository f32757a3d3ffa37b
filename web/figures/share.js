import { createCopy } from '../ui/copy.js';
import { el } from '../ui/dom.js';
import { queryOf } from '../ui/link.js';
import { OTHER_PARTS, partsOf, SNIPPETS } from './snippets.js';

/**
 * The share panel: the figure as it stands now, after a choice of what to hide or lock, in each form that a course takes.
 * Hiding a control never hides a result.
 */

/** What stands below a figure in its embed page: the link back to the lesson. In CSS pixels. */
const BELOW = 60;

/** The names in an attribute of the figure: what is hidden or locked here stays so in the copy. @param {HTMLElement} place @param {string} name */
const listed = (place, name) => (place.getAttribute(name) ?? '').split(',');

/** @param {string} name @param {string} value @param {string} label @param {boolean} checked */
const box = (name, value, label, checked) => el('input', { type: 'checkbox', name, value, checked, 'aria-label': label });

/** @param {Readonly<import('./figure.js').Figure>} figure @param {HTMLElement} place */
function choices(figure, place) {
  const [hidden, locked] = [listed(place, 'hide'), listed(place, 'lock')];
  const cell = (/** @type {Node[]} */ ...content) => el('td', {}, ...content);
  const rows = [
    ...partsOf(figure).map(({ key, label }) => ({ key, label, lockable: true })),
    ...OTHER_PARTS.map(([key, label]) => ({ key, label, lockable: false })),
  ].map(({ key, label, lockable }) => el('tr', {}, el('th', { scope: 'row' }, label),
    lockable ? cell(box('lock', key, `Lock: ${label}`, locked.includes(key))) : cell(),
    cell(box('hide', key, `Hide: ${label}`, hidden.includes(key)))));
  return el('details', {}, el('summary', {}, 'Hide or lock parts'),
    el('table', {},
      el('thead', {}, el('tr', {}, ...['Part', 'Lock', 'Hide'].map((name) => el('th', { scope: 'col' }, name)))),
      el('tbody', {}, ...rows)));
}

/** @param {HTMLElement} place */
function themes(place) {
  const options = [['auto', 'as the reader’s system'], ['light', 'light'], ['dark', 'dark']].map(([value, label]) =>
    el('option', { value, selected: value === place.getAttribute('theme') }, label));
  return el('select', { name: 'theme' }, ...options);
}

/**
 * @param {import('../shell/site-base.js').SiteBase} site
 * @returns {import('./share-button.js').Share}
 */
export const shareFrom = ({ base, known }) => ({ figure, store, place }) => {
  const note = el('p', { class: 'share-note', role: 'status' });
  const theme = themes(place);
  const fitted = el('input', { type: 'checkbox', name: 'fitted', checked: true });
  const copies = SNIPPETS.map(({ label, use, text }) => ({ text, copy: createCopy(label, use, note) }));
  const form = el('div', { class: 'share-choices' }, choices(figure, place),
    el('label', {}, el('span', {}, 'Colours'), theme),
    el('label', {}, fitted, el('span', {}, 'Iframe with the script that fits its height')));
  const element = el('div', {},
    el('p', {}, 'The figure as it stands now, for your own page or course.'),
    ...(known ? [] : [el('p', { class: 'share-base' }, `Put the address of your copy of the site in place of ${base}.`)]),
    form, ...copies.map(({ copy }) => copy.element), note);
  let height = 0;

  const chosen = (/** @type {string} */ name) =>
    [...form.querySelectorAll('input')].filter((input) => input.name === name && input.checked).map((input) => input.value);
  const write = () => {
    const wish = {
      base, id: figure.id, title: figure.title, query: queryOf(figure.fields, store.state.peek()), theme: theme.value,
      hide: chosen('hide'), lock: chosen('lock'), height, fitted: fitted.checked,
    };
    copies.forEach(({ text, copy }) => copy.show(text(wish)));
  };
  form.addEventListener('change', write);

  let stop = () => {};
  return {
    element,
    open() {
      height = Math.ceil(place.getBoundingClientRect().height) + BELOW;
      // The signal's own way to be followed: the store may come from another script, with signals of its own.
      stop = store.state.subscribe(write);
    },
    close() { stop(); },
  };
};
