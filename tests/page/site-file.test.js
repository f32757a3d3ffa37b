/** Pages opened as files: each figure's own page by double click, and what the offline file keeps of a reader's choice. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { figureIds, looksAt, NOT_LOOKED_AT, offlineFile, site } from './dist.js';
import { alive } from './figure.js';
import { expect, test } from './fixtures.js';
import { startHost } from './host.js';

const DARK = '.theme-choice input[value="dark"]';
const theme = (/** @type {import('./ui/ui.js').Ui} */ ui) => ui.evaluate(() => document.documentElement.dataset.theme);

for (const id of figureIds) {
  test(`opened by double click: ${id}`, async ({ ui }) => {
    test.skip(!looksAt(id), NOT_LOOKED_AT);
    await ui.goto(pathToFileURL(join(site, 'embed', `${id}.html`)).href);
    await alive(ui, id);
  });
}

test('the offline file keeps the choice of colours', async ({ ui, offlinePage }) => {
  await ui.goto(offlinePage);
  await alive(ui, 'coin-flips');
  await ui.click(DARK);
  await ui.goto(`${offlinePage}?again`);
  expect(await theme(ui)).toBe('dark');
  await ui.evaluate(() => localStorage.clear());
});

/** Reads the first section to its end. @param {import('./ui/ui.js').Ui} ui */
async function read(ui) {
  await alive(ui, 'bell-curve');
  await ui.waitFor(() => {
    document.querySelector('#core-intuition > :last-child')?.scrollIntoView({ behavior: 'instant' });
    return document.querySelector('.contents a[href="#core-intuition"] .read') !== null;
  });
}
const marks = (/** @type {import('./ui/ui.js').Ui} */ ui) => ui.evaluate(() =>
  [...document.querySelectorAll('.contents .read')].map((mark) => mark.closest('a')?.getAttribute('href')));

test('the offline file keeps what was read', async ({ ui, offlinePage }) => {
  await ui.goto(offlinePage);
  await alive(ui, 'noise-table');
  expect(await marks(ui)).toEqual([]);
  await read(ui);
  await ui.goto(`${offlinePage}?again`);
  await alive(ui, 'noise-table');
  expect(await marks(ui)).toEqual(['#core-intuition']);
  await ui.evaluate(() => localStorage.clear());
});

test('where storage throws, the offline file works and keeps nothing', async ({ ui, servers }) => {
  const host = await startHost(site);
  servers.origins.push(new URL(host.site).origin);
  host.outside(readFileSync(offlineFile, 'utf8'));
  try {
    const address = servers.host(new URL('/outside', host.site).href, { sandbox: 'allow-scripts', width: 1000 });
    await ui.goto(address);
    const frame = await ui.frame('iframe');
    await alive(frame, 'coin-flips');
    expect(await frame.evaluate(() => { try { return typeof localStorage; } catch (error) { return /** @type {Error} */ (error).name; } })).toBe('SecurityError');
    await frame.click(DARK);
    expect(await theme(frame)).toBe('dark');
    await read(frame);
    await ui.goto('about:blank');
    await ui.goto(address);
    const again = await ui.frame('iframe');
    await alive(again, 'noise-table');
    expect(await marks(again)).toEqual([]);
    expect(await theme(again)).not.toBe('dark');
  } finally {
    await ui.goto('about:blank');
    host.stop();
  }
});
