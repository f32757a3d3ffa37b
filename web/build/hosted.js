import { writeFile } from 'node:fs/promises';
import { bundleScript } from './bundle.js';
import { paths } from './paths.js';
import { gzipKb } from './weigh.js';

/** The figures for other people's pages: one script for a script tag, one module for notebooks. */
const FILES = [
  { file: 'mle-figures.js', entry: 'script', format: /** @type {const} */ ('iife'), name: 'mle-figures.js (script tag, every figure)' },
  { file: 'mle-widget.mjs', entry: 'widget', format: /** @type {const} */ ('esm'), name: 'mle-widget.mjs (notebooks)' },
];

/** @returns {Promise<Parameters<typeof import('./weigh.js').weigh>[0]>} their weights */
export const writeHosted = () => Promise.all(FILES.map(async ({ file, entry, format, name }) => {
  const script = await bundleScript({ file: `${paths.web}/hosted/${entry}.js` }, format);
  await writeFile(`${paths.site}/${file}`, script);
  return { name, kb: gzipKb(script), limit: 260 };
}));
