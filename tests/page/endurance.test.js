/** A figure that is moved for a long time keeps nothing: memory, nodes and listeners stay where they were. */
import { chromium } from '@playwright/test';
import { countsOf } from './counts.js';
import { expect, test } from './fixtures.js';
import { chromiumPath } from './ui/browsers.js';

const UPDATES = 10_000;
const MEGABYTE = 1 << 20;

/** One change a frame. Runs in the page. */
async function move(/** @type {[string, string, number, number, number]} */ [id, key, low, high, times]) {
  const figure = /** @type {any} */ (document.getElementById(id));
  for (let i = 0; i < times; i++) {
    figure.set({ [key]: low + ((high - low) * ((i * 37) % 101)) / 101 });
    await new Promise((done) => { requestAnimationFrame(done); });
  }
}

for (const [id, key, low, high] of /** @type {const} */ ([['bernoulli-nll', 'p', 0.05, 0.95], ['surface', 'sigma', 10, 40]])) {
  test(`10,000 updates leave nothing behind: ${id}`, async ({ servers, engine }) => {
    test.skip(engine !== 'chromium', 'only Chromium counts them');
    test.skip(!process.env.MLE_TEST_ALL, 'minutes long');
    test.setTimeout(600_000);
    // Frames as fast as they are drawn.
    const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-frame-rate-limit', '--disable-gpu-vsync'] });
    try {
      const page = await browser.newPage({ bypassCSP: true });
      const measure = await countsOf(page);
      await page.goto(`${servers.site}embed/${id}.html`);
      await page.waitForFunction((name) => document.getElementById(name)?.dataset.status === 'alive', id);
      const run = (/** @type {number} */ times) => page.evaluate(move, /** @type {[string, string, number, number, number]} */ ([id, key, low, high, times]));
      // What is kept once (caches, compiled code, steps to undo) is there after the first.
      await run(500);
      const before = await measure();
      await run(UPDATES);
      const after = await measure();
      console.log(`${id}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`);
      expect(after.nodes).toBeLessThanOrEqual(before.nodes + 20);
      expect(after.listeners).toBe(before.listeners);
      expect(after.bytes).toBeLessThan(before.bytes + MEGABYTE);
    } finally {
      await browser.close();
    }
  });
}
