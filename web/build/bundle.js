import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import zopfli from '@gfx/zopfli';
import { minify } from 'terser';
import { address } from './address.js';
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

const deflated = promisify(zopfli.deflate);
/** More of them gain nothing. */
const ITERATIONS = 5;
/** Each file once for all bundles. @type {Map<string, Promise<Uint8Array>>} */
const packed = new Map();

/** A file's bytes, deflated: in seconds, a twentieth smaller than zlib makes them. @param {string} file @returns {Promise<Uint8Array>} */
export function packedBytes(file) {
  const known = packed.get(file) ?? readFile(file).then((bytes) => deflated(bytes, { numiterations: ITERATIONS }));
  packed.set(file, known);
  return known;
}

/**
 * `import packed from './x.wasm?packed'`: its bytes, deflated (shell/unpack.js undoes it). As plain bytes in a script's
 * base64 they would hardly compress: bytes no longer line up with characters, and gzip works on characters.
 */
const packedPlugin = {
  name: 'packed-bytes',
  /** @param {import('esbuild').PluginBuild} setup */
  setup(setup) {
    setup.onResolve({ filter: /\?packed$/ }, ({ path: file, resolveDir }) => ({
      path: path.join(resolveDir, file.replace(/\?packed$/, '')), namespace: 'packed-bytes',
    }));
    setup.onLoad({ filter: /.*/, namespace: 'packed-bytes' }, async ({ path: file }) => ({
      contents: await packedBytes(file), loader: 'binary', watchFiles: [file],
    }));
  },
};

/**
 * `import make from './x.js?function'`: that module bundled on its own, as a function that returns what it exports. It names
 * nothing of the bundle around it, so its text (String(make)) means the same elsewhere.
 */
const functionPlugin = {
  name: 'module-function',
  /** @param {import('esbuild').PluginBuild} setup */
  setup(setup) {
    setup.onResolve({ filter: /\?function$/ }, ({ path: file, resolveDir }) => ({
      path: path.join(resolveDir, file.replace(/\?function$/, '')), namespace: 'module-function',
    }));
    setup.onLoad({ filter: /.*/, namespace: 'module-function' }, async ({ path: file }) => ({
      contents: `export default function () {\n${await bundleScript({ file }, { globalName: 'made' })}return made;\n}`, watchFiles: [file],
    }));
  },
};

/** The page's two cores have one glue but for the name of the file, which the page never asks for: it is bundled once. */
const gluePlugin = {
  name: 'one-glue',
  /** @param {import('esbuild').PluginBuild} setup */
  setup(setup) {
    setup.onResolve({ filter: /\/first\.cjs$/ }, async ({ path: file, resolveDir }) => {
      const first = path.join(resolveDir, file);
      const lesson = first.replace(/first\.cjs$/, 'lesson.cjs');
      const [a, b] = await Promise.all([first, lesson].map(async (glue) => (await readFile(glue, 'utf8')).replace(/\b\w+\.wasm\b/g, '')));
      return { path: a === b ? lesson : first };
    });
  },
};

/**
 * Chart.js, once for all bundles, without the parts that esbuild keeps because it cannot tell that nobody misses them: a fifth
 * of it.
 */
const chartLibrary = `${paths.web}/charts/library.js`;
/** @type {Promise<string> | undefined} */
let stripped;
async function stripChartLibrary() {
  const { outputFiles: [{ text }] } = await build({ entryPoints: [chartLibrary], bundle: true, format: 'esm', target: TARGET, write: false });
  const { code } = await minify(text, { module: true, compress: { passes: 2 }, mangle: false });
  return /** @type {string} */ (code);
}
const libraryPlugin = {
  name: 'chart-library',
  /** @param {import('esbuild').PluginBuild} setup */
  setup(setup) {
    setup.onLoad({ filter: /[\\/]charts[\\/]library\.js$/ }, async () => ({ contents: await (stripped ??= stripChartLibrary()) }));
  },
};

/** `import css from './hosted.css?hosted'`: the styles of figures behind a shadow root (styles.js), as text. */
const hostedPlugin = {
  name: 'hosted-css',
  /** @param {import('esbuild').PluginBuild} setup */
  setup(setup) {
    setup.onResolve({ filter: /\?hosted$/ }, ({ path: file, resolveDir }) => ({ path: path.join(resolveDir, file), namespace: 'hosted-css' }));
    setup.onLoad({ filter: /.*/, namespace: 'hosted-css' }, async () => {
      // Not at the top: styles.js minifies with this module.
      const { hostedCss } = await import('./styles.js');
      return { contents: await hostedCss(), loader: 'text' };
    });
  },
};

/** What every bundle of the page's code is made with. @satisfies {import('esbuild').BuildOptions} */
export const bundling = {
  bundle: true, minify: true, target: TARGET, legalComments: /** @type {const} */ ('none'),
  charset: /** @type {const} */ ('utf8'), plugins: [workerPlugin, functionPlugin, gluePlugin, libraryPlugin, packedPlugin, hostedPlugin],
  define: { SITE_URL: JSON.stringify(address ?? '') },
  logLevel: /** @type {const} */ ('warning'),
};

/**
 * A classic script for pages that others have written: in ASCII, because it is read in the page's charset where the host names none.
 * @satisfies {Bundled}
 */
export const FOR_ANY_PAGE = { charset: /** @type {const} */ ('ascii') };

/**
 * @typedef {Pick<import('esbuild').BuildOptions, 'format' | 'globalName' | 'charset'>} Bundled
 *   format: a classic script unless given; globalName: the variable that such a script leaves its exports in
 *
 * @param {{ file: string } | { source: string }} entry
 * @param {Bundled} [options]
 * @returns {Promise<string>} the minified script
 */
export async function bundleScript(entry, options = {}) {
  const result = await build({
    ...bundling,
    ...('file' in entry ? { entryPoints: [entry.file] } : { stdin: { contents: entry.source, resolveDir: paths.web } }),
    write: false, format: 'iife', ...options,
  });
  return result.outputFiles[0].text;
}

/**
 * A twentieth less of a script, for seconds of the build: the site's two, which every reader loads.
 * @param {string} script a classic one
 */
export async function tighten(script) {
  const { code } = await minify(script, { ecma: 2020, compress: { passes: 2 } });
  return /** @type {string} */ (code);
}

/** @param {string} css */
export async function minifyCss(css) {
  const result = await build({ stdin: { contents: css, loader: 'css' }, write: false, minify: true, target: TARGET, charset: 'utf8' });
  return result.outputFiles[0].text.trim();
}
