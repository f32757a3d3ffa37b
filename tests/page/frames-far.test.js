/** A frame of another site is as high as its figure where the reader has not come yet: the text below it does not jump later. */
import { chromium } from '@playwright/test';
import { figureIds, looksLong, NOT_LOOKED_AT } from './dist.js';
import { alive } from './figure.js';
import { expect, test } from './fixtures.js';
import { fitScript, fitted, framed, frameTo, NEAR, turn } from './frames.js';
import { chromiumPath } from './ui/browsers.js';

const BELOW = '<p style="height: 5000px">Text of the course.</p>';

for (const id of figureIds) {
  test(`far below, in a page of another site: ${id}`, async ({ ui, servers, engine }) => {
    test.skip(!looksLong(engine, id), NOT_LOOKED_AT);
    await ui.goto(servers.page(BELOW + frameTo(`${servers.site}embed/${id}.html`) + fitScript(servers), { elsewhere: true }));
    const frame = await ui.frame('iframe');
    await alive(frame, id);
    const start = await framed(ui, 'iframe');
    await frame.evaluate(() => { document.documentElement.dataset.theme = 'dark'; });
    expect(await framed(ui, 'iframe')).toBe(start);
    await turn(frame, 'table', true);
    const withTable = await framed(ui, 'iframe');
    expect(withTable).toBeGreaterThan(start + 100);
    await turn(frame, 'share', true);
    expect(await framed(ui, 'iframe')).toBeGreaterThan(withTable + 100);
    await turn(frame, 'share', false);
    await turn(frame, 'table', false);
    expect(await framed(ui, 'iframe')).toBe(start);
    expect(await ui.evaluate(() => scrollY)).toBe(0);

    await ui.evaluate(() => document.querySelector('iframe')?.scrollIntoView());
    expect(Math.abs(await fitted(frame) - start)).toBeLessThanOrEqual(NEAR);
    await turn(frame, 'table', true);
    expect(Math.abs(await fitted(frame) - withTable)).toBeLessThanOrEqual(NEAR);
    await turn(frame, 'table', false);
    await ui.evaluate(() => document.querySelector('iframe')?.setAttribute('width', '360'));
    await frame.waitFor(() => innerWidth <= 360);
    await frame.drawn();
    await fitted(frame);
  });
}

test('with scroll bars that take room, the height is that of a figure without one', async ({ servers, engine }) => {
  test.skip(engine !== 'chromium', 'a browser that can be told to have such bars');
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu'], ignoreDefaultArgs: ['--hide-scrollbars'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
    const src = `${servers.site}embed/bernoulli-nll.html`;
    await page.goto(servers.page(`${BELOW}${frameTo(src)}<div style="height: 300px; overflow: scroll"></div>${fitScript(servers)}`, { elsewhere: true }));
    const bar = await page.evaluate(() => { const { offsetWidth, clientWidth } = /** @type {HTMLElement} */ (document.querySelector('div')); return offsetWidth - clientWidth; });
    expect(bar).toBeGreaterThan(5);
    const height = () => page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('iframe')).clientHeight);
    await expect.poll(height).not.toBe(300);
    // Longer than the figure waits for a page to follow.
    await page.waitForTimeout(2500);
    const far = await height();
    await page.evaluate(() => document.querySelector('iframe')?.scrollIntoView());
    const frame = page.frames().find((one) => one.url() === src);
    await expect.poll(() => frame?.evaluate(() => innerHeight - Math.ceil(document.documentElement.getBoundingClientRect().height - 0.01))).toBe(0);
    expect(await frame?.evaluate(() => document.documentElement.clientWidth)).toBe(640);
    expect(Math.abs(await height() - far)).toBeLessThanOrEqual(NEAR);
  } finally {
    await browser.close();
  }
});
