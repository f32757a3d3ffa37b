import { build } from 'esbuild';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { figures } from '../figures/registry.js';
import { bundling } from './bundle.js';
import { paths } from './paths.js';
import { gzipKb, weigh } from './weigh.js';

/**
 * Writes dist/npm-figures/: the figures as the package `mle-figures`, an ES module for each and one for all. What they have in
 * common (the core, Chart.js, the element) is in chunks that they share.
 */

const folder = `${paths.dist}/npm-figures`;
const source = `${paths.web}/hosted/npm`;
const ids = figures.map(({ id }) => id);

/** An entry without a file: the definition of one figure, or of all. */
const entries = {
  name: 'figure-entries',
  /** @param {import('esbuild').PluginBuild} setup */
  setup(setup) {
    setup.onResolve({ filter: /^figure:/ }, ({ path: name }) => ({ path: name.slice('figure:'.length), namespace: 'figure' }));
    setup.onLoad({ filter: /.*/, namespace: 'figure' }, ({ path: id }) => ({
      contents: `import { define } from './hosted/define.js';${id === 'index'
        ? "import { figures } from './figures/registry.js';define(figures, '');"
        : `import figure from './figures/${id}.js';define([figure], '');`}`,
      resolveDir: paths.web,
    }));
  },
};

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const { metafile } = await build({
  ...bundling, plugins: [entries, ...bundling.plugins],
  entryPoints: Object.fromEntries(['index', ...ids].map((id) => [id, `figure:${id}`])),
  outdir: folder, format: 'esm', splitting: true, chunkNames: 'chunks/[name]-[hash]', metafile: true,
  banner: { js: '// mle-figures. Code: MIT License, text: CC BY 4.0: see LICENSE. Contains Chart.js (MIT), (c) Chart.js Contributors.' },
});

const about = JSON.parse(await readFile(`${source}/package.json`, 'utf8'));
about.exports = Object.fromEntries([
  ['.', 'index'], ...ids.map((id) => [`./${id}`, id]),
].map(([name, file]) => [name, { types: './index.d.ts', default: `./${file}.js` }]));
about.exports['./package.json'] = './package.json';
await writeFile(`${folder}/package.json`, `${JSON.stringify(about, null, 2)}\n`);
for (const name of ['README.md', 'index.d.ts']) await copyFile(`${source}/${name}`, `${folder}/${name}`);
await copyFile(`${paths.root}/LICENSE`, `${folder}/LICENSE`);

/** What a page loads for an entry: it and every chunk behind it, but not what it may import later. @param {string} id */
async function weight(id) {
  const byEnd = (/** @type {string} */ end) => Object.keys(metafile.outputs).find((name) => name.endsWith(end)) ?? '';
  const all = new Set([byEnd(`npm-figures/${id}.js`)]);
  for (const name of all) {
    for (const { path: next, kind } of metafile.outputs[name].imports) if (kind === 'import-statement') all.add(next);
  }
  const parts = await Promise.all([...all].map((name) => readFile(`${folder}/${name.split('npm-figures/').pop()}`)));
  return parts.reduce((sum, part) => sum + gzipKb(part), 0);
}
console.log('dist/npm-figures, gzip:');
weigh([
  { name: 'every figure (mle-figures)', kb: await weight('index'), limit: 275 },
  { name: 'one figure (mle-figures/bernoulli-nll)', kb: await weight('bernoulli-nll'), limit: 187 },
]);
