/**
 * What a figure tells the page around it. Both events bubble and leave a shadow root.
 *
 *   mle-change   after each drawn change of its state, whoever made it
 *   mle-commit   after a guess was committed, in figures that ask for one
 *
 * @typedef {import('./figure.js').View} View
 *
 * @typedef {object} Numbers   what is shown, as the core gave it
 * @property {{ label: string, value: string, unit: string, exact: number | null } | null} headline   as it is written in the figure, and the
 *   number behind it at full precision
 * @property {{ caption: string, columns: string[], readonly rows: (string | number)[][] }} table   at full precision; rows are made
 *   when asked for
 *
 * @typedef {object} Detail
 * @property {string} name     of the figure
 * @property {import('../ui/store.js').State} state
 * @property {string} query    the state in text form: what a `state` attribute takes
 * @property {Numbers} numbers
 */

/** @param {View} view @returns {Numbers} */
export const numbersOf = ({ headline, table }) => ({
  headline: headline ? { ...headline } : null,
  table: {
    caption: table.caption,
    columns: [...table.columns],
    get rows() { return Array.from(table.rows(), (row) => [...row]); },
  },
});

/** @param {HTMLElement} element @param {'mle-change' | 'mle-commit'} type @param {Detail} detail */
export const tell = (element, type, detail) =>
  element.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
