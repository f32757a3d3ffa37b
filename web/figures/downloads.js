import { el, setText } from '../ui/dom.js';

/**
 * The picture and the numbers of what a figure shows now, behind a button.
 *
 * @typedef {import('./figure.js').Figure} Figure
 * @typedef {import('./figure.js').View} View
 * @typedef {'png' | 'svg' | 'csv'} Kind
 * @typedef {(figure: Readonly<Figure>, view: View, kind: Kind) => Promise<void>} Save   rejects with why it could not
 */

/** @type {readonly (readonly [Kind, string])[]} */
const KINDS = [['png', 'PNG picture'], ['svg', 'SVG picture'], ['csv', 'CSV numbers']];

/**
 * @param {Readonly<Figure>} figure
 * @param {() => View} view   what is shown
 * @param {() => Save | undefined} save   undefined while its script is on its way
 */
export function createDownloads(figure, view, save) {
  const note = el('p', { class: 'figure-download-note', role: 'status' });
  const choices = KINDS.map(([kind, label]) => {
    const button = el('button', { type: 'button', 'data-download': kind }, label);
    button.addEventListener('click', () => {
      const saved = save()?.(figure, view(), kind) ?? Promise.reject(new Error('the page is still loading'));
      // A frame of no origin is one that its page has locked: what it forbids, it forbids in silence.
      const locked = self.origin === 'null' ? ' If nothing arrived, the page around this figure forbids downloads.' : '';
      saved.then(
        () => setText(note, `Saved as ${fileName(figure, kind)}.${locked}`),
        (error) => setText(note, `Not saved: ${error.message}.`),
      );
    });
    return button;
  });
  const region = el('div', { class: 'figure-downloads', role: 'group', 'aria-label': `Download: ${figure.title}`, hidden: true }, ...choices, note);
  const button = el('button', { type: 'button', 'data-action': 'download', 'aria-expanded': 'false' }, 'Download');
  button.addEventListener('click', () => {
    region.hidden = !region.hidden;
    button.setAttribute('aria-expanded', String(!region.hidden));
    setText(note, '');
  });
  return { button, element: region };
}

/** @param {Readonly<Figure>} figure @param {Kind} kind */
export const fileName = (figure, kind) => `mle-${figure.id}.${kind}`;
