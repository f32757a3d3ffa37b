/**
 * Measures each figure's page at the width that oEmbed documents and the gallery's texts give it, in Chromium, and writes
 * web/build/heights.json: `node tests/page/heights.js`, or `./build.sh test --all`. embed-heights.test.js holds what stands there.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { WIDTH } from '../../web/build/heights.js';
import { figureIds, site } from './dist.js';
import { alive } from './figure.js';
import { startPlaywright } from './ui/playwright.js';

const { open, stop } = await startPlaywright('chromium');
const { ui, close } = await open({ width: WIDTH, height: 1000, scripts: true });
/** @type {Record<string, number>} */
const heights = {};
for (const id of figureIds) {
  await ui.goto(pathToFileURL(`${site}/embed/${id}.html`).href);
  await alive(ui, id);
  await ui.drawn();
  heights[id] = await ui.evaluate(async () => {
    await document.fonts.ready;
    return Math.ceil(document.documentElement.getBoundingClientRect().height);
  });
}
await close();
await stop();
writeFileSync(fileURLToPath(new URL('../../web/build/heights.json', import.meta.url)), `${JSON.stringify(heights, null, 2)}\n`);
console.log('  web/build/heights.json');
