/** The packed package through vite, webpack, esbuild and nothing: in every node asked for, in a page and in a worker. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import path from 'node:path';
import { after, test } from 'node:test';
import sirv from 'sirv';
import { engine } from '../../engine/load.js';
import { startPlaywright } from '../../page/ui/playwright.js';
import { startWebKit } from '../../page/ui/webkit.js';
import { numbers } from './app/numbers.js';
import { bundlers } from './bundlers.js';
import { installPackage } from './package.js';

/** MLE_NODES names more of them (build.sh). */
const nodes = [process.execPath, ...(process.env.MLE_NODES ?? '').split(path.delimiter).filter(Boolean)];
/** What a host with a strict policy allows a page that uses the package, whose worker is a file. */
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; "
  + "img-src 'self'"; // the address bar's picture

const { folder, packed, remove } = installPackage();
after(remove);
const expected = numbers(engine);

test('what is in the package', () => {
  assert.deepEqual(packed, ['LICENSE', 'README.md', 'index.d.ts', 'index.js', 'mle.wasm', 'package.json', 'wasm.d.ts', 'wasm.js']);
  // The closed forms, so that the rest may be compared with `expected`.
  assert.ok(Math.abs(expected.nll - (0.5 * Math.log(2 * Math.PI) + 0.125)) < 1e-15);
  assert.deepEqual(expected.fit, [0.75]);
  assert.equal(expected.refusal, 'MleError: nll: sigma must be above 0 and finite, got -1');
});

const launchers = { chromium: () => startPlaywright('chromium'), firefox: () => startPlaywright('firefox'), webkit: startWebKit };
const engines = /** @type {(keyof typeof launchers)[]} */ (process.env.MLE_TEST_ALL ? Object.keys(launchers) : ['chromium']);

for (const [name, bundle] of Object.entries(bundlers)) {
  test(`bundler: ${name}`, async (t) => {
    const { served, script } = await bundle(folder);

    for (const node of nodes) {
      const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
      await t.test(`node ${version}`, () => {
        // No code from strings: what a content policy without 'unsafe-eval' asks.
        const said = execFileSync(node, ['--disallow-code-generation-from-strings', script], { encoding: 'utf8' });
        assert.deepEqual(JSON.parse(said), expected);
      });
    }

    for (const browser of engines) {
      await t.test(`${browser}: page, worker, separate .wasm`, async () => {
        const files = sirv(served, { dev: true });
        const server = createServer((request, response) => {
          response.setHeader('content-security-policy', policy);
          files(request, response, () => response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end());
        });
        server.listen(0, '127.0.0.1');
        await once(server, 'listening');
        const origin = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
        const { ui, close } = await (await running(browser)).open({ width: 800, height: 600, scripts: true });
        try {
          await ui.goto(`${origin}/`);
          const said = await ui.waitFor(() => /** @type {any} */ (globalThis).said);
          assert.deepEqual(said, { page: expected, worker: expected, separate: expected });
          const { requests, ...wrong } = await ui.errors();
          assert.deepEqual(wrong, { console: [], uncaught: [], violations: [] });
          assert.ok(requests.every((address) => address.startsWith(origin)), `${requests}`);
        } finally {
          await close();
          server.close();
          server.closeAllConnections();
        }
      });
    }
  });
}

/** @type {Map<string, Promise<import('../../page/ui/ui.js').Launched>>} one of each for all bundles */
const launched = new Map();
/** @param {keyof typeof launchers} browser */
function running(browser) {
  if (!launched.has(browser)) launched.set(browser, launchers[browser]());
  return /** @type {Promise<import('../../page/ui/ui.js').Launched>} */ (launched.get(browser));
}
after(async () => { for (const browser of launched.values()) await (await browser).stop(); });
