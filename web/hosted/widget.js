import { figures } from '../figures/registry.js';
import { folderOf } from '../shell/site-base.js';
import { define } from './define.js';

/**
 * `mle-widget.mjs`: a figure as a widget of notebooks, to the anywidget contract, which Jupyter, marimo and MyST share. The
 * model has `name`, `state` (a query, as the attribute's; both ways), `theme`, `hide` and `lock`.
 *
 * @typedef {object} Model
 * @property {(key: string) => any} get
 * @property {(key: string, value: unknown) => void} set
 * @property {() => void} save_changes
 * @property {(event: string, listener: () => void) => void} on
 * @property {(event: string, listener: () => void) => void} off
 */

// MyST's builder keeps a copy of this file, under a name of its own, with the course: the site is not there.
define(figures, new URL(import.meta.url).pathname.endsWith('/mle-widget.mjs') ? folderOf(import.meta.url) : '');

const ATTRIBUTES = ['name', 'theme', 'hide', 'lock'];
/** The kernel hears of a drag when it rests, not of each step. */
const SAVE_AFTER_MS = 100;

/** MyST's model has no kernel to save to and cannot stop telling: what asks it for either throws there. @param {() => void} act */
function ifItCan(act) {
  try {
    act();
  } catch {
    // The state is in the page all the same, and a figure that is gone does not mind what it is told.
  }
}

/** @param {{ model: Model, el: HTMLElement }} place @returns {() => void} takes it away */
function render({ model, el }) {
  const figure = /** @type {import('../figures/element.js').FigureElement} */ (document.createElement('mle-figure'));
  const text = (/** @type {string} */ key) => String(model.get(key) ?? '');
  const follow = () => {
    for (const name of ATTRIBUTES) {
      if (text(name) !== (figure.getAttribute(name) ?? '')) figure.setAttribute(name, text(name));
    }
  };
  const show = () => { if (text('state') !== figure.query) figure.query = text('state'); };
  let timer = 0;
  const save = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (figure.query === text('state')) return;
      model.set('state', figure.query);
      ifItCan(() => model.save_changes());
    }, SAVE_AFTER_MS);
  };

  follow();
  figure.setAttribute('state', text('state'));
  figure.addEventListener('mle-change', save);
  for (const name of ATTRIBUTES) model.on(`change:${name}`, follow);
  model.on('change:state', show);
  // JupyterLab's shortcuts would take letters and arrows typed into the figure.
  el.dataset.lmSuppressShortcuts = 'true';
  el.append(figure);

  return () => {
    clearTimeout(timer);
    figure.remove();
    ifItCan(() => {
      for (const name of ATTRIBUTES) model.off(`change:${name}`, follow);
      model.off('change:state', show);
    });
  };
}

export default { render };
