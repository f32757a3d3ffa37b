/** Takes the README's pictures of the built lesson, in Chromium: `node tests/page/pictures.js`, or `./build.sh test --all`. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { offlineFile } from './dist.js';
import { startPlaywright } from './ui/playwright.js';

const folder = fileURLToPath(new URL('../../web/pictures/', import.meta.url));

/**
 * query: the state, where it is not the start.
 * @type {{ name: string, at: string, query?: string, width: number, height: number, scheme: 'light' | 'dark', whole?: boolean }[]}
 */
const pictures = [
  { name: 'coin-flips', at: '#coin-flips', width: 1100, height: 800, scheme: 'light' },
  { name: 'bernoulli-nll', at: '#bernoulli-nll', width: 900, height: 800, scheme: 'light' },
  { name: 'surface', at: '#surface', query: 'method=fisher&mu=12&sigma=30&taken=6', width: 900, height: 800, scheme: 'light' },
  { name: 'outliers', at: '#outliers', query: 'all=1', width: 900, height: 800, scheme: 'light' },
  { name: 'phone-dark', at: '#coin-flips', width: 400, height: 800, scheme: 'dark', whole: true },
];

const { open, stop } = await startPlaywright('chromium');
await mkdir(folder, { recursive: true });
for (const { name, at, query, width, height, scheme, whole } of pictures) {
  const { ui, close } = await open({ width, height, scripts: true });
  await ui.goto(`${pathToFileURL(offlineFile).href}${query ? `#v1/${at.slice(1)}?${query}` : at}`);
  await ui.setScheme(scheme);
  await ui.waitFor(() => [...document.querySelectorAll('mle-figure')].every((f) => f.dataset.status === 'alive'));
  await ui.evaluate(async (selector) => {
    await document.fonts.ready;
    document.querySelector(selector).scrollIntoView();
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }, at);
  await ui.screenshot(`${folder}${name}.png`, whole ? undefined : at);
  await close();
  console.log(`  web/pictures/${name}.png`);
}
await stop();
