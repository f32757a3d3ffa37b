/**
 * What a test gets: `ui`, a fresh page in the project's engine, and `servers`. One browser and one pair of servers
 * serve all tests of a worker: a launch takes seconds.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { expect, test as base } from '@playwright/test';
import { offlineFile } from './dist.js';
import { startServers } from './server.js';
import { startPlaywright } from './ui/playwright.js';
import { probeScript } from './ui/probe.js';
import { startWebKit } from './ui/webkit.js';
import { injectFirst } from './variants.js';

export { expect };

/**
 * @typedef {object} TestFixtures
 * @property {boolean} scripts whether the page may run scripts (only Chromium can be told not to)
 * @property {boolean} clean whether the test fails when something went wrong in the page (ui.errors) unexpected by it
 * @property {import('./ui/ui.js').Ui} ui
 * @property {string} offlinePage the address of the offline file; WebKit gets a copy with the probe in its head
 *
 * @typedef {object} WorkerFixtures
 * @property {'chromium' | 'firefox' | 'webkit'} engine
 * @property {import('./server.js').Servers} servers
 * @property {import('./ui/ui.js').Launched} launched
 */

/**
 * Everything that must not happen in a page.
 * @param {import('./ui/ui.js').Errors} errors
 * @param {import('./server.js').Servers} servers
 */
function faults({ console, uncaught, violations, requests }, { origins }) {
  const known = [...origins, 'null']; // a file's origin is 'null'
  const foreign = requests.filter((address) => !known.includes(new URL(address).origin));
  return [...console, ...uncaught, ...violations, ...foreign.map((address) => `asked for ${address}`)];
}

export const test = base.extend(/** @type {import('@playwright/test').Fixtures<TestFixtures, WorkerFixtures>} */ ({
  engine: ['chromium', { option: true, scope: 'worker' }],
  scripts: [true, { option: true }],
  clean: [true, { option: true }],

  servers: [async ({ engine }, use) => {
    const servers = await startServers({
      probed: engine === 'webkit',
      // Playwright’s keys do not get into a frame of another site in Firefox: there it is another origin.
      away: engine === 'firefox' ? '127.0.0.1' : 'localhost',
    });
    await use(servers);
    servers.stop();
  }, { scope: 'worker' }],

  launched: [async ({ engine }, use) => {
    const launched = await (engine === 'webkit' ? startWebKit() : startPlaywright(engine));
    await use(launched);
    await launched.stop();
  }, { scope: 'worker', timeout: 180_000 }],

  ui: async ({ launched, scripts, clean, servers }, use, testInfo) => {
    const { ui, close } = await launched.open({ width: 1280, height: 800, scripts });
    await use(ui);
    if (testInfo.status !== testInfo.expectedStatus) {
      // A browser that hangs has no picture to give, and the test has failed already, with its reason.
      await ui.screenshot(testInfo.outputPath('failure.png')).catch(() => {});
    } else if (clean) {
      expect(faults(await ui.errors(), servers), 'what went wrong in the page').toEqual([]);
    }
    await close();
  },

  offlinePage: async ({ engine }, use, testInfo) => {
    let path = offlineFile;
    if (engine === 'webkit') {
      path = testInfo.outputPath('mle-tutorial.html');
      await writeFile(path, injectFirst(await readFile(offlineFile, 'utf8'), `<script>${probeScript}</script>`));
    }
    await use(pathToFileURL(path).href);
  },
}));
