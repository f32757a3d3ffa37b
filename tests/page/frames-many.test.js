/** All figures framed on one page of another origin: all alive, all fitted, measured; and none held once it is gone. */
import { chromium } from '@playwright/test';
import { figureIds, NOT_LOOKED_AT } from './dist.js';
import { expect, test } from './fixtures.js';
import { fitScript, frameTo } from './frames.js';
import { chromiumPath } from './ui/browsers.js';

test('every figure on one page: how long, and how much memory', async ({ ui, servers, engine }) => {
  test.skip(engine !== 'chromium' && !process.env.MLE_TEST_ALL, NOT_LOOKED_AT);
  test.setTimeout(180_000);
  const frames = figureIds.map((id) => frameTo(`${servers.site}embed/${id}.html`, `id="${id}" width="640"`));
  const began = Date.now();
  await ui.goto(servers.page(`<script>
    window.heights = {};
    addEventListener('message', ({ data }) => { if (data.type === 'mle:height') window.heights[data.id] ??= performance.now(); });
  </script>${fitScript(servers)}${frames.join('\n')}`));
  const loaded = Date.now() - began;
  await ui.waitFor((count) => Object.keys(/** @type {any} */ (window).heights).length === count, figureIds.length);
  const { last, megabytes } = await ui.evaluate(() => ({
    last: Math.max(.../** @type {number[]} */ (Object.values(/** @type {any} */ (window).heights))),
    megabytes: /** @type {any} */ (performance).memory?.usedJSHeapSize / 1e6,
  }));
  console.log(`${engine}: ${figureIds.length} figures on one page: load ${loaded} ms, last alive ${Math.round(last)} ms`
    + `${megabytes ? `, JavaScript heap ${megabytes.toFixed(0)} MB` : ''}`);
  // Each is as high as it says: none is cut, none scrolls.
  for (const id of figureIds) {
    const frame = await ui.frame(`#${id}`);
    await frame.waitFor(() => Math.abs(innerHeight - document.documentElement.getBoundingClientRect().height) <= 1);
  }
});

test('a frame taken off the page is held by nobody', async ({ servers, engine }) => {
  test.skip(engine !== 'chromium', 'a browser whose collector can be called');
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu', '--js-flags=--expose-gc'] });
  try {
    const page = await browser.newPage();
    await page.goto(servers.page(`<main></main>${fitScript(servers)}`));
    await page.waitForFunction(() => 'mleEmbed' in window);
    const held = await page.evaluate(async (html) => {
      const main = /** @type {HTMLElement} */ (document.querySelector('main'));
      const gone = [];
      for (let i = 0; i < 5; i += 1) {
        main.innerHTML = html;
        const frame = /** @type {HTMLIFrameElement} */ (main.firstElementChild);
        while (frame.style.height === '') await new Promise((resolve) => { setTimeout(resolve, 50); });
        gone.push(new WeakRef(frame));
        main.replaceChildren();
      }
      await new Promise((resolve) => { setTimeout(resolve, 200); });
      await /** @type {any} */ (window).gc({ execution: 'async' });
      // The last one may still be named by the stack of what just ran.
      return gone.slice(0, -1).filter((frame) => frame.deref()).length;
    }, frameTo(`${servers.site}embed/bernoulli-nll.html?group=coin`));
    expect(held).toBe(0);
  } finally {
    await browser.close();
  }
});
