import { el, setText } from './dom.js';
import { exact, significant } from './format.js';

/**
 * A figure's numbers behind a button, at full precision. Rows are made only while the table is open.
 *
 * @typedef {import('../figures/figure.js').Table} Table
 */

/** @param {string | number} cell */
export const cellText = (cell) => (typeof cell !== 'number' ? cell : Number.isFinite(cell) ? exact(cell) : significant(cell));

/** @param {string} title @param {import('./store.js').Store} store */
export function createTable(title, store) {
  const caption = el('caption');
  const head = el('tr');
  const body = el('tbody');
  const region = el('div', { class: 'figure-table', role: 'region', tabindex: 0, 'aria-label': `Data table: ${title}`, hidden: true },
    el('table', {}, caption, el('thead', {}, head), body));
  const button = el('button', { type: 'button', 'data-action': 'table', 'aria-expanded': 'false' }, 'Data table');
  /** @type {Table | null} */
  let latest = null;

  function fill() {
    if (!latest || region.hidden) return;
    setText(caption, latest.caption);
    head.replaceChildren(...latest.columns.map((name) => el('th', { scope: 'col' }, name)));
    if (latest.edit) latest.edit(body, latest, store, fill);
    else body.replaceChildren(...Array.from(latest.rows(), (row) => el('tr', {}, ...row.map((cell) => el('td', {}, cellText(cell))))));
  }

  button.addEventListener('click', () => {
    region.hidden = !region.hidden;
    button.setAttribute('aria-expanded', String(!region.hidden));
    setText(button, region.hidden ? 'Data table' : 'Hide table');
    fill();
  });

  return {
    button,
    element: region,
    /** @param {Table} table */
    update(table) {
      latest = table;
      fill();
    },
  };
}
