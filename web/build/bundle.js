import { build } from 'esbuild';
import path from 'node:path';
import { paths } from './paths.js';

/**
 * Scripts and styles through esbuild: classic scripts (IIFE), because external modules do not run from file://
 * or in a sandboxed frame.
 */

/**
 * The first browsers with light-dark(), which the styles need for every colour. Older than Uint8Array.fromBase64
 * (Chrome 140, Firefox 133, Safari 18.2), for which esbuild would otherwise write no fallback around the inlined wasm.
 */
const TARGET = ['chrome123', 'firefox120', 'safari17.5'];

/** `import text from './x.js?worker'`: that module bundled on its own, as the text of a classic worker. */
const workerPlugin = {
  name: 'worker-text',
  /** @param {import('esbuild').PluginBuild} setup */
  setup(setup) {
    setup.onResolve({ filter: /\?worker$/ }, ({ path: file, resolveDir }) => ({
      path: path.join(resolveDir, file.replace(/\?worker$/, '')), namespace: 'worker-text',
    }));
    setup.onLoad({ filter: /.*/, namespace: 'worker-text' }, async ({ path: file }) => ({
      contents: await bundleScript({ file }), loader: 'text', watchFiles: [file],
    }));
  },
};

/**
 * @param {{ file: string } | { source: string }} entry
 * @returns {Promise<string>} the minified script
 */
export async function bundleScript(entry) {
  const result = await build({
    ...('file' in entry ? { entryPoints: [entry.file] } : { stdin: { contents: entry.source, resolveDir: paths.web } }),
    bundle: true, write: false, minify: true, format: 'iife', target: TARGET, legalComments: 'none', charset: 'utf8',
    loader: { '.wasm': 'binary' }, plugins: [workerPlugin], logLevel: 'warning',
  });
  return result.outputFiles[0].text;
}

/** @param {string} css */
export async function minifyCss(css) {
  const result = await build({ stdin: { contents: css, loader: 'css' }, write: false, minify: true, target: TARGET, charset: 'utf8' });
  return result.outputFiles[0].text.trim();
}
