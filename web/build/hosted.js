import { writeFile } from 'node:fs/promises';
import { bundleScript, FOR_ANY_PAGE } from './bundle.js';
import { paths } from './paths.js';
import { gzipKb } from './weigh.js';

/** The figures for other people's pages: one script for a script tag, one module for notebooks. */
const FILES = [
  { file: 'mle-figures.js', entry: 'script', options: FOR_ANY_PAGE, name: 'mle-figures.js (script tag, every figure)' },
  { file: 'mle-widget.mjs', entry: 'widget', options: { format: /** @type {const} */ ('esm') }, name: 'mle-widget.mjs (notebooks)' },
];

/** @returns {Promise<Parameters<typeof import('./weigh.js').weigh>[0]>} their weights */
export const writeHosted = () => Promise.all(FILES.map(async ({ file, entry, options, name }) => {
  const script = await bundleScript({ file: `${paths.web}/hosted/${entry}.js` }, options);
  await writeFile(`${paths.site}/${file}`, script);
  return { name, kb: gzipKb(script), limit: 260 };
}));
