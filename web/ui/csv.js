import { exact } from './format.js';

/** @param {string | number} cell */
function field(cell) {
  const text = typeof cell === 'number' ? exact(cell) : cell;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/**
 * A figure's numbers at full precision, as RFC 4180 has it.
 * @param {import('../figures/figure.js').Table} table
 */
export const toCsv = ({ columns, rows }) =>
  [columns, ...rows()].map((row) => `${row.map(field).join(',')}\n`).join('');
