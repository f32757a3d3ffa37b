/** The same program through each bundler, with no setting but what goes in and where it goes out. */
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { build as vite } from 'vite';
import webpack from 'webpack';

const app = fileURLToPath(new URL('app/', import.meta.url));
const html = (/** @type {string} */ attributes) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Consumer</title><script ${attributes}></script></head></html>`;

/** A copy of the program inside the project. @param {string} project @param {string} name */
function copyApp(project, name) {
  const folder = path.join(project, name);
  cpSync(app, folder, { recursive: true });
  return folder;
}

/**
 * Each returns the folder to serve, whose index.html starts page.js, and the script that prints the numbers in node.
 * @type {Record<string, (project: string) => Promise<{ served: string, script: string }>>}
 */
export const bundlers = {
  async vite(project) {
    const folder = copyApp(project, 'vite');
    writeFileSync(path.join(folder, 'index.html'), html('type="module" src="./page.js"'));
    const common = /** @type {const} */ ({ root: folder, configFile: false, logLevel: 'error', base: './' });
    await vite({ ...common, build: { outDir: 'out' } });
    await vite({ ...common, build: { outDir: 'library', lib: { entry: 'main.js', formats: ['es'], fileName: 'main' } } });
    return { served: path.join(folder, 'out'), script: path.join(folder, 'library/main.js') };
  },

  async webpack(project) {
    const folder = copyApp(project, 'webpack');
    const out = path.join(folder, 'out');
    const stats = await new Promise((resolve, reject) => {
      // performance: what webpack remarks on weight is not asked here.
      webpack({ context: folder, mode: 'production', entry: { page: './page.js', main: './main.js' }, output: { path: out },
        performance: false },
        (error, result) => (error ? reject(error) : resolve(/** @type {import('webpack').Stats} */ (result))));
    });
    const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
    const remarks = [...errors, ...warnings].map(({ message }) => message);
    if (remarks.length > 0) throw new Error(remarks.join('\n'));
    writeFileSync(path.join(out, 'index.html'), html('defer src="page.js"'));
    // A classic script, which node reads as one by its name.
    cpSync(path.join(out, 'main.js'), path.join(out, 'main.cjs'));
    return { served: out, script: path.join(out, 'main.cjs') };
  },

  async esbuild(project) {
    const folder = copyApp(project, 'esbuild');
    const out = path.join(folder, 'out');
    writeFileSync(path.join(folder, 'source.js'), "import bytes from 'mle-core/mle.wasm';\n\nexport const source = bytes;\n");
    const { warnings } = await esbuild.build({
      entryPoints: ['page.js', 'worker.js', 'main.js'].map((name) => path.join(folder, name)),
      outdir: out, bundle: true, minify: true, format: 'esm', loader: { '.wasm': 'binary' }, logLevel: 'silent',
    });
    if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join('\n'));
    writeFileSync(path.join(out, 'index.html'), html('type="module" src="page.js"'));
    return { served: out, script: path.join(out, 'main.js') };
  },

  /** None: the package's own files, as a page finds them. */
  async none(project) {
    const folder = copyApp(project, 'none');
    const own = path.join(folder, 'mle-core');
    mkdirSync(own);
    cpSync(path.join(project, 'node_modules/mle-core'), own, { recursive: true });
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.js'))) {
      const file = path.join(folder, name);
      writeFileSync(file, readFileSync(file, 'utf8').replace("'mle-core'", "'./mle-core/index.js'")
        .replace("'mle-core/wasm'", "'./mle-core/wasm.js'").replace("'mle-core/mle.wasm'", "'./mle-core/mle.wasm'"));
    }
    writeFileSync(path.join(folder, 'index.html'), html('type="module" src="page.js"'));
    return { served: folder, script: path.join(folder, 'main.js') };
  },
};
