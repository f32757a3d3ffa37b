/** The packed `mle-figures` in a stranger's project: through bundlers into a page with a strict policy, and typed. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import sirv from 'sirv';
import { build as vite } from 'vite';
import { startPlaywright } from '../../page/ui/playwright.js';
import { installPackage, root } from './package.js';

const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; img-src 'self'"; // the address bar's picture
const { folder, packed, remove } = installPackage('npm-figures');
after(remove);
const launched = await startPlaywright('chromium');
after(() => launched.stop());

const ids = JSON.parse(readFileSync(path.join(folder, 'node_modules/mle-figures/package.json'), 'utf8')).exports;
const [example] = /(?<=```js\n)[^]*?(?=```)/.exec(readFileSync(path.join(folder, 'node_modules/mle-figures/README.md'), 'utf8')) ?? [''];

/** Programs that a stranger might write. */
const programs = {
  'the README’s example': example,
  'two figures': "import 'mle-figures/bernoulli-nll';\nimport 'mle-figures/code';\n"
    + "document.body.innerHTML = '<mle-figure name=\"bernoulli-nll\"></mle-figure><mle-figure name=\"code\"></mle-figure><mle-figure name=\"surface\"></mle-figure>';",
  'every figure': "import 'mle-figures';\ndocument.body.innerHTML = '<mle-figure name=\"surface\"></mle-figure>';",
};

/** @type {Record<string, (name: string, code: string) => Promise<string>>} the folder to serve */
const bundlers = {
  async esbuild(name, code) {
    const out = path.join(folder, 'esbuild', name);
    mkdirSync(out, { recursive: true });
    writeFileSync(path.join(folder, 'main.js'), code);
    const { warnings } = await esbuild.build({ entryPoints: [path.join(folder, 'main.js')], outdir: out, bundle: true, format: 'esm', splitting: true, logLevel: 'silent' });
    assert.deepEqual(warnings, []);
    writeFileSync(path.join(out, 'index.html'), '<!doctype html><title>Consumer</title><body><script type="module" src="main.js"></script>');
    return out;
  },
  async vite(name, code) {
    const own = path.join(folder, 'vite', name);
    mkdirSync(own, { recursive: true });
    writeFileSync(path.join(own, 'main.js'), code);
    writeFileSync(path.join(own, 'index.html'), '<!doctype html><title>Consumer</title><body><script type="module" src="./main.js"></script>');
    await vite({ root: own, configFile: false, logLevel: 'error', base: './', build: { outDir: 'out', chunkSizeWarningLimit: 2000 } });
    return path.join(own, 'out');
  },
};

/** @param {string} served @param {(ui: import('../../page/ui/ui.js').Ui) => Promise<void>} look */
async function inPage(served, look) {
  const files = sirv(served, { dev: true });
  const server = createServer((request, response) => {
    response.setHeader('content-security-policy', policy);
    files(request, response, () => response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
  const { ui, close } = await launched.open({ width: 800, height: 600, scripts: true });
  try {
    await ui.goto(`${origin}/`);
    await look(ui);
    const { requests, ...wrong } = await ui.errors();
    assert.deepEqual(wrong, { console: [], uncaught: [], violations: [] });
    assert.ok(requests.every((address) => address.startsWith(origin)), `${requests}`);
  } finally {
    await close();
    server.close();
    server.closeAllConnections();
  }
}

/** @type {Record<keyof typeof programs, (ui: import('../../page/ui/ui.js').Ui) => Promise<void>>} */
const looks = {
  async 'the README’s example'(ui) {
    await ui.waitFor(() => document.querySelector('mle-figure')?.dataset.status === 'alive');
    const headline = await ui.evaluate(() => /** @type {any} */ (document.querySelector('mle-figure')).numbers.headline);
    // -log(1 - 0.02)
    const { exact, ...written } = headline;
    assert.deepEqual(written, { label: 'loss when y = 0', value: '0.020', unit: 'nats' });
    assert.ok(Math.abs(exact + Math.log1p(-0.02)) < 1e-17);
  },
  async 'two figures'(ui) {
    const status = () => ui.evaluate(() => [...document.querySelectorAll('mle-figure')].map((figure) => /** @type {HTMLElement} */ (figure).dataset.status));
    await ui.waitFor(() => document.querySelectorAll('mle-figure[data-status="alive"]').length === 2);
    assert.deepEqual(await status(), ['alive', 'alive', 'failed']);
    const message = await ui.evaluate(() => document.querySelectorAll('mle-figure')[2].shadowRoot?.textContent);
    assert.match(message, /bernoulli-nll, code\./);
    // The worker's text is in a chunk of its own, asked for when the figure stands.
    await ui.evaluate(() => document.querySelectorAll('mle-figure')[1].shadowRoot?.querySelector('[data-action="run"]')?.dispatchEvent(new MouseEvent('click')));
    await ui.waitFor(() => /** @type {any} */ (document.querySelectorAll('mle-figure')[1]).shadowRoot.querySelector('.figure-sentence').textContent.startsWith('It ran'));
  },
  async 'every figure'(ui) {
    await ui.waitFor(() => document.querySelector('mle-figure')?.dataset.status === 'alive');
  },
};

test('what is in the package', () => {
  assert.equal(Object.keys(ids).filter((name) => name.startsWith('./') && name !== './package.json').length, 17);
  assert.deepEqual(packed.filter((name) => !name.startsWith('chunks/') && !name.endsWith('.js')), ['LICENSE', 'README.md', 'index.d.ts', 'package.json']);
});

for (const [bundler, bundle] of Object.entries(bundlers)) {
  for (const [name, code] of Object.entries(programs)) {
    test(`${bundler}: ${name}`, async () => {
      const served = await bundle(name.replace(/\W+/g, '-'), code);
      await inPage(served, looks[/** @type {keyof typeof looks} */ (name)]);
    });
  }
}

test('one figure brings its own and what all share, not the others', async () => {
  const weigh = async (/** @type {string} */ code) => {
    const { outputFiles } = await esbuild.build({ stdin: { contents: code, resolveDir: folder }, bundle: true, minify: true, format: 'esm', write: false, outdir: 'out', splitting: true });
    return outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents).length, 0);
  };
  const [one, all] = [await weigh("import 'mle-figures/bernoulli-nll';"), await weigh("import 'mle-figures';")];
  assert.ok(one < all - 60_000, `${one} of ${all}`);
});

for (const resolution of ['nodenext', 'bundler']) {
  test(`a strict consumer in TypeScript, ${resolution}`, () => {
    copyFileSync(fileURLToPath(new URL('types/figures.ts', import.meta.url)), path.join(folder, 'figures.ts'));
    const settings = resolution === 'nodenext' ? ['--module', 'nodenext'] : ['--module', 'esnext', '--moduleResolution', 'bundler'];
    const { stdout, status } = spawnSync(process.execPath, [path.join(root, 'web/node_modules/typescript/bin/tsc'), '--noEmit', '--strict',
      '--target', 'es2022', '--lib', 'es2022,dom', '--types', '', ...settings, '--exactOptionalPropertyTypes', 'figures.ts'], { cwd: folder, encoding: 'utf8' });
    assert.equal(status, 0, stdout);
  });
}
