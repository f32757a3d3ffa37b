import { compose, toCanvas, toSvg } from '../charts/picture.js';
import { el } from '../ui/dom.js';
import { toCsv } from '../ui/csv.js';
import { fileName } from './downloads.js';

/**
 * Writes what a figure shows into a file on the reader's own machine.
 *
 * @typedef {import('./downloads.js').Kind} Kind
 * @typedef {import('../charts/picture.js').Tools} Tools
 */

/** @param {number} width @param {number} height */
const makeCanvas = (width, height) => Object.assign(el('canvas'), { width, height });

/** @param {Readonly<import('./figure.js').Figure>} figure @param {import('./figure.js').View} view @param {Kind} kind @param {Tools} tools @returns {Promise<Blob>} */
async function contents(figure, view, kind, tools) {
  if (kind === 'csv') return new Blob([toCsv(view.table)], { type: 'text/csv' });
  const picture = compose(figure, view, makeCanvas);
  if (kind === 'svg') return new Blob([toSvg(picture, tools)], { type: 'image/svg+xml' });
  return new Promise((resolve, reject) => {
    toCanvas(picture, tools).toBlob((/** @type {Blob | null} */ blob) =>
      (blob ? resolve(blob) : reject(new Error('the browser could not make the picture'))), 'image/png');
  });
}

/**
 * @param {Tools['drawChart']} drawChart
 * @returns {import('./downloads.js').Save}
 */
export const saveWith = (drawChart) => async (figure, view, kind) => {
  const url = URL.createObjectURL(await contents(figure, view, kind, { makeCanvas, drawChart }));
  const link = el('a', { href: url, download: fileName(figure, kind) });
  link.click();
  // Not at once: the browser may read it a moment later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};
