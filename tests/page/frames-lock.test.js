/** What is hidden, locked and set by an embed's address: done in the figure, to the end, and undone by nobody in it. */
import { alive, stateOf } from './figure.js';
import { expect, test } from './fixtures.js';
import { fitScript, fitted, frameTo } from './frames.js';

/** @typedef {import('./ui/ui.js').Ui} Ui */

const ID = 'bernoulli-nll';
const shown = (/** @type {Ui} */ ui, /** @type {string} */ selector) =>
  ui.evaluate((query) => document.querySelector(query)?.checkVisibility() ?? false, selector);

test('hidden parts are gone, locked ones stay, results remain', async ({ ui, servers }) => {
  await ui.goto(servers.page(frameTo(`${servers.site}embed/${ID}.html?hide=unit,description&lock=y#v1/${ID}?p=0.02&y=0`) + fitScript(servers)));
  const frame = await ui.frame('iframe');
  await alive(frame, ID);
  await fitted(frame);
  for (const selector of ['[data-key="unit"]', '.figure-description']) expect(await shown(frame, selector), selector).toBe(false);
  for (const selector of ['.figure-headline', '.figure-sentence', '[data-key="y"]', '.chart', '.figure-actions']) expect(await shown(frame, selector), selector).toBe(true);
  expect(await shown(frame, '.figure-notice')).toBe(false);

  await frame.click('[data-key="y"] input[value="1"]');
  await frame.focus('[data-key="p"] input[type="range"]');
  await frame.press('ArrowRight');
  await frame.drawn();
  expect(await stateOf(frame, ID)).toMatchObject({ p: 0.0201, y: 0 });
  // Back to what the page around it chose, not to the lesson's own start.
  await frame.click('[data-action="reset"]');
  expect(await stateOf(frame, ID)).toMatchObject({ p: 0.02, y: 0 });
});

test('a frame keeps its start and its link through Reset and a reload', async ({ ui, servers }) => {
  await ui.goto(servers.host(`${servers.site}embed/${ID}.html#v1/${ID}?p=0.02`, {}));
  const frame = await ui.frame('iframe');
  await alive(frame, ID);
  const target = () => frame.evaluate(() => /** @type {HTMLAnchorElement} */ (document.querySelector('.embed-back a')).hash);
  expect(await target()).toBe(`#v1/${ID}?p=0.02`);
  await frame.evaluate(() => /** @type {any} */ (document.querySelector('mle-figure')).set({ p: 0.75 }));
  await frame.waitFor(() => location.hash.endsWith('p=0.75'));
  await frame.click('[data-action="reset"]');
  await frame.waitFor((hash) => location.hash === hash, `#v1/${ID}?p=0.02`);
  expect(await target()).toBe(`#v1/${ID}?p=0.02`);
});

test('a link with a lock, opened by itself, holds what it says', async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/${ID}.html?lock=p#v1/${ID}?p=0.02`);
  await alive(ui, ID);
  await ui.evaluate(() => /** @type {any} */ (document.querySelector('mle-figure')).set({ p: 0.75, y: 0 }));
  expect(await stateOf(ui, ID)).toMatchObject({ p: 0.02, y: 0 });
});

test('names of no part are left out and said, and the rest is done', async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/${ID}.html?hide=unit,nothing`);
  await alive(ui, ID);
  expect(await shown(ui, '[data-key="unit"]')).toBe(false);
  expect(await ui.text('.figure-notice')).toContain('hide: nothing');
});

test('a frame with a lock keeps its own in a group, and takes over the rest', async ({ ui, servers }) => {
  const to = (/** @type {string} */ more) => `${servers.site}embed/${ID}.html?group=coin${more}`;
  await ui.goto(servers.page(`${frameTo(to(''), 'class="a"')}${frameTo(to(`&lock=y#v1/${ID}?y=0`), 'class="b"')}${fitScript(servers)}`));
  const [a, b] = [await ui.frame('.a'), await ui.frame('.b')];
  for (const frame of [a, b]) await alive(frame, ID);
  await a.evaluate(() => /** @type {any} */ (document.querySelector('mle-figure')).set({ p: 0.125, y: 1 }));
  await b.waitFor(() => /** @type {any} */ (document.querySelector('mle-figure')).state.p === 0.125);
  expect(await stateOf(b, ID)).toMatchObject({ p: 0.125, y: 0 });
  await ui.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 200); }));
  expect(await stateOf(a, ID)).toMatchObject({ p: 0.125, y: 1 });
});
