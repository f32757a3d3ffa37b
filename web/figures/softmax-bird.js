import { el, setText } from '../ui/dom.js';
import { fixed, probability } from '../ui/format.js';
import { SPECIES } from './softmax-data.js';
import { ROLES } from './softmax-view.js';

/** One bird: logit, probability, label and gradient of each species. */

const COLUMNS = ['', 'logit z', 'probability p', 'label q', 'gradient p − q'];

/** @returns {import('./figure.js').CustomPart} */
export function birdTable() {
  const rows = SPECIES.map((name, k) => {
    const cells = COLUMNS.slice(1).map(() => el('td'));
    const bar = el('span', { class: 'softmax-bar' });
    const text = el('span');
    cells[1].append(text, bar);
    return { cells, bar, text, row: el('tr', { class: `softmax-${ROLES[k]}` }, el('th', { scope: 'row' }, name), ...cells) };
  });
  const caption = el('caption');
  return {
    element: el('table', { class: 'softmax-bird' }, caption,
      el('thead', {}, el('tr', {}, ...COLUMNS.map((name) => (name ? el('th', { scope: 'col' }, name) : el('td'))))),
      el('tbody', {}, ...rows.map(({ row }) => row))),
    update(state, { own }) {
      const { logits, p, target, gradient } = /** @type {ReturnType<typeof import('./softmax-data.js').birdOf>} */ (own);
      setText(caption, `Bird ${state.bird}`);
      rows.forEach(({ cells, bar, text }, k) => {
        setText(cells[0], fixed(logits[k], 2));
        setText(text, probability(p[k], 3));
        setText(cells[2], fixed(target[k], 3));
        setText(cells[3], fixed(gradient[k], 3));
        bar.style.width = `${100 * p[k]}%`;
      });
    },
  };
}
