/** web/build/heights.json, which oEmbed documents and the gallery's texts give as the height of a frame, is how high the pages are. */
import { readFileSync } from 'node:fs';
import { WIDTH } from '../../web/build/heights.js';
import { figureIds, looksLong, NOT_LOOKED_AT } from './dist.js';
import { alive } from './figure.js';
import { expect, test } from './fixtures.js';

/** Fonts and a sentence's last line: what does not fit scrolls in the frame. */
const SHARE = 0.06;
const heights = JSON.parse(readFileSync(new URL('../../web/build/heights.json', import.meta.url), 'utf8'));

for (const id of figureIds) {
  test(`as high as it is said to be: ${id}`, async ({ ui, servers, engine }) => {
    test.skip(!looksLong(engine, id), NOT_LOOKED_AT);
    await ui.resize(WIDTH, 1000);
    await ui.goto(`${servers.site}embed/${id}.html`);
    await alive(ui, id);
    await ui.drawn();
    const height = await ui.evaluate(async () => {
      await document.fonts.ready;
      return document.documentElement.getBoundingClientRect().height;
    });
    expect(Math.abs(height / heights[id] - 1), `${heights[id]} in web/build/heights.json, ${Math.ceil(height)} in truth: node tests/page/heights.js`).toBeLessThan(SHARE);
  });
}
