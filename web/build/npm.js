import { build } from 'esbuild';
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { paths } from './paths.js';
import { gzipKb, weigh } from './weigh.js';

/**
 * Writes dist/npm/: the core as the package `mle-core`. `index.js` carries the wasm, `wasm.js` is given it.
 * Not minified: whoever bundles it does that, and whoever debugs it can read it.
 */

const folder = `${paths.dist}/npm`;
const source = `${paths.web}/npm`;

/**
 * Older than Uint8Array.fromBase64, so that esbuild writes a decoder of its own around the bytes; 'neutral', so that
 * this decoder is not node's Buffer, for which webpack would look for a stand-in. The first browsers that know
 * 'wasm-unsafe-eval', and the oldest node that the package names.
 */
const TARGET = ['node18', 'chrome97', 'firefox102', 'safari16'];

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await build({
  entryPoints: { index: `${source}/inlined.js`, wasm: `${source}/separate.js` },
  outdir: folder, bundle: true, format: 'esm', platform: 'neutral', target: TARGET, loader: { '.wasm': 'binary' },
  minifySyntax: true, legalComments: 'none', charset: 'utf8', logLevel: 'warning',
  banner: { js: '// mle-core. MIT License: see LICENSE.' },
});
for (const name of ['package.json', 'README.md', 'index.d.ts', 'wasm.d.ts']) await copyFile(`${source}/${name}`, `${folder}/${name}`);
await copyFile(`${paths.root}/LICENSE`, `${folder}/LICENSE`);
await copyFile(paths.wasm, `${folder}/mle.wasm`);

const weight = async (/** @type {string} */ name) => gzipKb(await readFile(`${folder}/${name}`));
console.log('dist/npm, gzip:');
weigh([
  { name: 'index.js (wasm inlined)', kb: await weight('index.js'), limit: 212 },
  { name: 'wasm.js and mle.wasm', kb: await weight('wasm.js') + await weight('mle.wasm'), limit: 168 },
]);
