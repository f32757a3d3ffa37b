import { el } from '../ui/dom.js';

/**
 * Controls as they stand in a figure: buttons that follow each other share a row of their own width.
 * @param {HTMLElement[]} controls
 */
export function inRows(controls) {
  /** @type {HTMLElement[]} */
  const rows = [];
  for (const control of controls) {
    const last = rows.at(-1);
    if (!control.matches('.control-button')) rows.push(control);
    else if (last?.matches('.control-buttons')) last.append(control);
    else rows.push(el('div', { class: 'control-buttons' }, control));
  }
  return rows;
}
