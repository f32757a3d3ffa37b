/**
 * The lesson in its forms, each under the strictest policy of its kind: alive, and saying the same, to the last digit, at the start
 * and after one interaction. By the script tag: hosted.test.js.
 */
import { readdirSync } from 'node:fs';
import { figureIds, looksAt, NOT_LOOKED_AT, site } from './dist.js';
import { alive, startAndChanged, whole } from './figure.js';
import { expect, test } from './fixtures.js';

/** @typedef {{ start: import('./figure.js').Whole, changed?: import('./figure.js').Whole }} Both   changed: of the figures that the engine looks at */

/** @param {import('./ui/ui.js').Ui} ui @returns {Promise<Record<string, Both>>} by figure */
async function readAll(ui) {
  /** @type {Record<string, Both>} */
  const all = {};
  for (const id of figureIds) {
    await alive(ui, id);
    all[id] = looksAt(id) ? await startAndChanged(ui, id) : { start: await whole(ui, id) };
  }
  return all;
}

/** @type {Record<string, Both> | undefined} what the site's figures say, read once in a worker */
let onSite;

test.beforeEach(async ({ ui, servers }) => {
  test.setTimeout(240_000);
  if (onSite) return;
  await ui.goto(servers.site);
  onSite = await readAll(ui);
});

test('the site under a sub-path', async ({ ui, servers }) => {
  await ui.goto(servers.site);
  const all = await readAll(ui);
  expect(all).toEqual(onSite);
  for (const [id, { start, changed }] of Object.entries(all)) {
    expect(start.reading.sentence, id).toMatch(/\S/);
    if (looksAt(id)) expect(changed?.state ?? start.state, id).not.toEqual(start.state);
  }
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
  test(`embed, and in a sandboxed frame of another site: ${id}`, async ({ ui, servers }) => {
    test.skip(!looksAt(id), NOT_LOOKED_AT);
    const address = `${servers.site}embed/${id}.html`;
    await ui.goto(address);
    expect(await startAndChanged(ui, id)).toEqual(onSite?.[id]);
    await ui.goto(servers.host(address, { sandbox: 'allow-scripts', elsewhere: true }));
    const frame = await ui.frame('iframe');
    await alive(frame, id);
    // The keys of the other engines' drivers do not get into such a frame.
    if (ui.engine !== 'chromium') expect(await whole(frame, id)).toEqual(onSite?.[id].start);
    else expect(await startAndChanged(frame, id)).toEqual(onSite?.[id]);
    expect(await frame.evaluate(() => origin)).toBe('null');
    const { requests, ...wrong } = await ui.errors();
    expect(wrong).toEqual({ console: [], uncaught: [], violations: [] });
    expect(requests.filter((url) => url.startsWith(servers.site) && url.includes('embed/'))).toContain(address);
  });
}
