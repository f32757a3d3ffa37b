import { el, setText } from './dom.js';
import { cellText } from './table.js';

/**
 * Data that are changed in a figure's table.
 *
 * @typedef {import('./store.js').Store} Store
 * @typedef {import('../figures/figure.js').Table} Table
 * @typedef {(body: HTMLTableSectionElement, table: Table, store: Store, refill: () => void) => void} Edit   writes the rows
 */

/**
 * Rows stay as long as there are such: one of their fields may have the focus.
 * @param {Record<number, { rule: string, to: (row: number, value: number) => Partial<import('./store.js').State> | null }>} columns
 *   what a value typed into a row changes, null where it is refused, and the rule that is then said
 * @returns {Edit}
 */
export const fieldsIn = (columns) => (body, table, store, refill) => {
  const error = errorUnder(body);

  /** @param {HTMLElement} place @param {number} row @param {number} column @param {readonly (string | number)[]} cells */
  function fillField(place, row, column, cells) {
    const field = place.querySelector('input') ?? makeField(place, error, refill);
    const { rule, to } = columns[column];
    field.setAttribute('aria-label', `${table.columns[0]} ${cells[0]}, ${table.columns[column]}`);
    field.oninput = () => {
      const changes = to(row, field.valueAsNumber);
      const refused = !changes || store.set(changes) !== null;
      setText(error, refused ? rule : '');
      if (refused) field.setAttribute('aria-invalid', 'true');
      else field.removeAttribute('aria-invalid');
    };
    if (!field.hasAttribute('aria-invalid') && field.valueAsNumber !== cells[column]) field.value = cellText(cells[column]);
  }

  let count = 0;
  for (const cells of table.rows()) {
    const line = body.rows[count] ?? body.insertRow();
    cells.forEach((cell, column) => {
      const place = line.cells[column] ?? line.insertCell();
      if (columns[column]) fillField(place, count, column, cells);
      else setText(place, cellText(cell));
    });
    while (line.cells.length > cells.length) line.deleteCell(-1);
    count++;
  }
  while (body.rows.length > count) body.deleteRow(-1);
};

/** Where a refusal is said: under the table. @param {HTMLTableSectionElement} body @returns {HTMLElement} */
function errorUnder(body) {
  const table = /** @type {HTMLElement} */ (body.parentElement);
  if (!table.nextElementSibling) table.after(el('p', { class: 'control-error', role: 'alert' }));
  return /** @type {HTMLElement} */ (table.nextElementSibling);
}

/** @param {HTMLElement} place @param {HTMLElement} error @param {() => void} refill */
function makeField(place, error, refill) {
  const field = el('input', { type: 'number', step: 'any', inputmode: 'decimal', autocomplete: 'off' });
  field.addEventListener('blur', () => {
    setText(error, '');
    field.removeAttribute('aria-invalid');
    refill();
  });
  place.replaceChildren(field);
  return field;
}
