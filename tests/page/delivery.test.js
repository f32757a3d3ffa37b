/** The lesson in its three forms, each under the strictest policy of its kind: alive, and saying the same. */
import { figureIds, site } from './dist.js';
import { alive, reading } from './figure.js';
import { expect, test } from './fixtures.js';
import { readdirSync } from 'node:fs';

/** @typedef {Awaited<ReturnType<typeof reading>>} Reading */

/** @param {import('./ui/ui.js').Ui} ui @returns {Promise<Record<string, Reading>>} by figure */
async function readAll(ui) {
  /** @type {Record<string, Reading>} */
  const all = {};
  for (const id of figureIds) {
    await alive(ui, id);
    all[id] = await reading(ui, id);
  }
  return all;
}

/** @type {Record<string, Reading> | undefined} what the site's figures say, read once in a worker */
let onSite;

test.beforeEach(async ({ ui, servers }) => {
  if (onSite) return;
  await ui.goto(servers.site);
  onSite = await readAll(ui);
});

test('the site under a sub-path', async ({ ui, servers }) => {
  await ui.goto(servers.site);
  const said = await readAll(ui);
  for (const [id, { sentence }] of Object.entries(said)) expect(sentence, id).toMatch(/\S/);
  const { requests, ...wrong } = await ui.errors();
  expect(wrong).toEqual({ console: [], uncaught: [], violations: [] });
  const elsewhere = requests.filter((address) => !address.startsWith(servers.site) && !/\/(given\/.*|favicon\.ico)$/.test(address));
  expect(elsewhere).toEqual([]);
});

test('the offline file', async ({ ui, offlinePage, servers }) => {
  await ui.goto(offlinePage);
  expect(await readAll(ui)).toEqual(onSite);
  const { requests, ...wrong } = await ui.errors();
  expect(wrong).toEqual({ console: [], uncaught: [], violations: [] });
  // Apart from the site's own, read above to compare with: nothing.
  expect(requests.filter((address) => address !== offlinePage && !address.startsWith(servers.origins[0]))).toEqual([]);
});

test('one embed for each figure, and the gallery', () => {
  const pages = readdirSync(`${site}/embed`).filter((name) => name.endsWith('.html'));
  expect(pages.sort()).toEqual([...figureIds.map((id) => `${id}.html`), 'index.html'].sort());
});

for (const id of figureIds) {
  test(`embed in a sandboxed frame of another origin: ${id}`, async ({ ui, servers }) => {
    const address = `${servers.site}embed/${id}.html`;
    await ui.goto(servers.host(address, { sandbox: 'allow-scripts', elsewhere: true }));
    const frame = await ui.frame('iframe');
    await alive(frame, id);
    expect(await frame.evaluate(() => origin)).toBe('null');
    expect(await reading(frame, id)).toEqual(onSite?.[id]);
    const { requests, ...wrong } = await ui.errors();
    expect(wrong).toEqual({ console: [], uncaught: [], violations: [] });
    expect(requests.filter((url) => url.startsWith(servers.site) && url.includes('embed/'))).toContain(address);
  });
}
