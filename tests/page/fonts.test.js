/** Every letter of the lesson's document comes from the page's own fonts, which hold no more than it needs. */
import { figureIds } from './dist.js';
import { alive } from './figure.js';
import { expect, test } from './fixtures.js';
import { revealAll } from './states.js';

/** Signs that a reader's own fonts draw, and their font for code. */
const SIGNS = /[⌘▾✓]/;
const CODE = / Mono$/;

test('each letter from the page’s own fonts', async ({ ui, servers, engine }) => {
  test.skip(engine !== 'chromium', 'only Chromium tells which fonts it draws with');
  test.slow();
  await ui.goto(servers.site);
  for (const id of figureIds) {
    await alive(ui, id);
    await revealAll(ui, id);
  }
  await ui.evaluate(() => document.fonts.ready.then(() => undefined));
  await ui.drawn();
  const drawn = await /** @type {any} */ (ui).fontsDrawn();
  expect(drawn.length).toBeGreaterThan(500);
  expect(drawn.filter((/** @type {any} */ { text, font, own }) => !own && !SIGNS.test(text) && !CODE.test(font))).toEqual([]);
});
