/** The address holds what the figures show: link out, link in, the same state; and nothing gets in that is not a state. */
import { figureIds, looksLong, NOT_LOOKED_AT } from './dist.js';
import { alive, changeFirstControl, reading, stateOf } from './figure.js';
import { expect, test } from './fixtures.js';

/** @typedef {import('./ui/ui.js').Ui} Ui */

/** The address is written a moment after the change. @param {Ui} ui @returns {Promise<string>} the fragment */
const written = (ui) => ui.waitFor(() => location.hash.startsWith('#v1/') && location.hash);

const NOTICE = (/** @type {string} */ id) => `#${id} .figure-notice`;

for (const id of figureIds) {
  test(`link out, link in: ${id}`, async ({ ui, servers }) => {
    test.skip(!looksLong(ui.engine, id), NOT_LOOKED_AT);
    const both = async () => ({ state: await stateOf(ui, id), reading: await reading(ui, id) });
    await ui.goto(`${servers.site}embed/${id}.html`);
    await alive(ui, id);
    await changeFirstControl(ui, id);
    const changed = await both();
    const fragment = await written(ui);
    await ui.goto(`${servers.site}embed/${id}.html?again${fragment}`);
    await alive(ui, id);
    await ui.drawn();
    expect(await both()).toEqual(changed);
    await ui.click(`#${id} [data-action="reset"]`);
    await ui.waitFor(() => location.hash === '');
  });
}

test('the lesson’s address holds several figures and leads to the one that changed last', async ({ ui, servers }) => {
  await ui.goto(servers.site);
  await alive(ui, 'coin-flips');
  await alive(ui, 'mse-vs-nll');
  await ui.evaluate(() => {
    /** @type {any} */ (document.getElementById('coin-flips')).set({ p: 0.123456789012345 });
    /** @type {any} */ (document.getElementById('mse-vs-nll')).set({ prediction: -0.25 });
  });
  const fragment = await written(ui);
  expect(fragment).toMatch(/^#v1\/mse-vs-nll\?prediction=-0\.25(&[^/]*)?\/coin-flips\?/);
  await ui.goto(`${servers.site}?again${fragment}`);
  await alive(ui, 'mse-vs-nll');
  expect((await stateOf(ui, 'coin-flips')).p).toBe(0.123456789012345);
  expect((await stateOf(ui, 'mse-vs-nll')).prediction).toBe(-0.25);
  await ui.waitFor(() => {
    const { top, bottom } = /** @type {Element} */ (document.getElementById('mse-vs-nll')).getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  });
  // A place in the text is not a state.
  await ui.evaluate(() => { location.hash = '#coin-flips'; });
  expect((await stateOf(ui, 'coin-flips')).p).toBe(0.123456789012345);
  // A link put into the address of the open page is followed.
  await ui.evaluate(() => { location.hash = '#v1/coin-flips?p=0.75'; });
  await ui.waitFor(() => /** @type {any} */ (document.getElementById('coin-flips')).state.p === 0.75);
  expect((await stateOf(ui, 'mse-vs-nll')).prediction).toBe(2.8);
});

test('the offline file restores a link', async ({ ui, offlinePage }) => {
  await ui.goto(`${offlinePage}#v1/bernoulli-nll?p=0.0625`);
  await alive(ui, 'bernoulli-nll');
  expect((await stateOf(ui, 'bernoulli-nll')).p).toBe(0.0625);
  await ui.evaluate(() => /** @type {any} */ (document.getElementById('bernoulli-nll')).set({ p: 0.03125 }));
  await ui.waitFor(() => location.hash === '#v1/bernoulli-nll?p=0.03125');
});

test('a damaged or hostile link shows the start and says so', async ({ ui, servers }) => {
  const address = `${servers.site}embed/bernoulli-nll.html`;
  await ui.goto(address);
  await alive(ui, 'bernoulli-nll');
  const start = await stateOf(ui, 'bernoulli-nll');
  const hostile = [
    'v1/bernoulli-nll?p=7', 'v1/bernoulli-nll?p=%00', 'v1/bernoulli-nll?p=%E0%A4%A', 'v1/bernoulli-nll?__proto__=1',
    'v1/bernoulli-nll?p=javascript:alert(1)', 'v1/bernoulli-nll?<img/src=x>=1', 'v9/bernoulli-nll?p=0.1', 'v1/',
    `v1/bernoulli-nll?p=${'9'.repeat(1e6)}`,
  ];
  for (const [i, fragment] of hostile.entries()) {
    await ui.goto(`${address}?${i}#${fragment}`);
    await alive(ui, 'bernoulli-nll');
    expect(await stateOf(ui, 'bernoulli-nll')).toEqual(start);
    expect(await ui.text(NOTICE('bernoulli-nll'))).toContain('could not be used');
    expect(await ui.count('#bernoulli-nll img:not(.figure-still)')).toBe(0);
  }
});

test('an embed’s address with a link to another figure alone shows the start and says so', async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/bernoulli-nll.html`);
  await alive(ui, 'bernoulli-nll');
  const start = await stateOf(ui, 'bernoulli-nll');
  await ui.goto(`${servers.site}embed/bernoulli-nll.html?again#v1/coin-flips?p=0.25`);
  await alive(ui, 'bernoulli-nll');
  expect(await stateOf(ui, 'bernoulli-nll')).toEqual(start);
  expect(await ui.text(NOTICE('bernoulli-nll'))).toContain('no figure here is named “coin-flips”');
  // One that is about several figures, of which one is here, is as good as any.
  await ui.evaluate(() => { location.hash = '#v1/coin-flips?p=0.25/bernoulli-nll?p=0.125'; });
  await ui.waitFor(() => /** @type {any} */ (document.getElementById('bernoulli-nll')).state.p === 0.125);
  expect(await ui.evaluate(() => document.querySelector('.figure-notice')?.checkVisibility())).toBe(false);
});

/** What the page says of its link: by the figure that says it, or "" for the lesson itself. @param {Ui} ui @returns {Promise<[string, string][]>} */
const said = (ui) => ui.evaluate(() => [...document.querySelectorAll('.link-notice, .figure-notice')].filter((notice) => notice.checkVisibility())
  .map((notice) => [notice.closest('mle-figure')?.id ?? '', notice.textContent]));

/** Links that are none, with who says so and why. */
const WRONG = /** @type {[string, string, string][]} */ ([
  ['v9/bernoulli-nll?p=0.1', '', 'made by another version'],
  ['v1/nothing?p=1', '', 'no figure here is named “nothing”'],
  ['v1/', '', 'damaged'],
  ['v1/bernoulli-nll?<img/src=x>=1', '', 'damaged'],
  ['v1/__proto__?p=1', '', 'damaged'],
  ['v1/bernoulli-nll?p=0.1/bernoulli-nll?p=0.2', '', 'damaged'],
  [`v1/bernoulli-nll?p=${'9'.repeat(2e4)}`, '', 'too long'],
  ['v1/bernoulli-nll?p=7', 'bernoulli-nll', 'p: '],
  ['v1/bernoulli-nll?p=%00', 'bernoulli-nll', 'p: '],
  ['v1/bernoulli-nll?p=%E0%A4%A', 'bernoulli-nll', 'p: '],
  ['v1/bernoulli-nll?__proto__=1', 'bernoulli-nll', 'no such setting'],
  ['v1/bernoulli-nll?p=javascript:alert(1)', 'bernoulli-nll', 'p: '],
  ['v1/bernoulli-nll?<img onerror=alert(1) src=x>=1', 'bernoulli-nll', 'no such setting'],
]);

for (const form of ['site', 'offline file']) {
  test(`a damaged or hostile link to the lesson: every figure at its start, and one message: ${form}`, async ({ ui, servers, offlinePage }) => {
    test.setTimeout(120_000);
    const states = async () => {
      for (const id of figureIds) await alive(ui, id);
      return Promise.all(figureIds.map((id) => stateOf(ui, id)));
    };
    const address = form === 'site' ? servers.site : offlinePage;
    await ui.goto(address);
    const start = await states();
    expect(await said(ui)).toEqual([]);
    // The first two in an address that loads, all of them in the address of an open page that shows something else.
    for (const [i, [fragment, by, why]] of WRONG.slice(0, 2).entries()) {
      await ui.goto(`${address}?${i}#${fragment}`);
      expect(await states()).toEqual(start);
      expect(await said(ui)).toEqual([[by, expect.stringContaining(why)]]);
    }
    for (const [fragment, by, why] of WRONG) {
      await ui.evaluate(() => { location.hash = '#v1/bernoulli-nll?p=0.75/mse-vs-nll?prediction=-0.25'; });
      await ui.waitFor(() => /** @type {any} */ (document.getElementById('mse-vs-nll')).state.prediction === -0.25);
      expect(await said(ui)).toEqual([]);
      await ui.evaluate((text) => { location.hash = `#${text}`; }, fragment);
      await ui.waitFor(() => /** @type {any} */ (document.getElementById('mse-vs-nll')).state.prediction !== -0.25);
      expect(await states(), fragment.slice(0, 60)).toEqual(start);
      const all = await said(ui);
      expect(all, fragment.slice(0, 60)).toEqual([[by, expect.stringContaining(why)]]);
      expect(all[0][1]).toContain('could not be used');
      if (by === '') {
        await ui.waitFor(() => {
          const { top, bottom } = /** @type {Element} */ (document.querySelector('.link-notice')).getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight;
        });
      }
      expect(await ui.count('img:not(.figure-still)')).toBe(0);
    }
    // What it says of a figure that is here still counts.
    await ui.evaluate(() => { location.hash = '#v1/nothing?p=1/bernoulli-nll?p=0.25'; });
    await ui.waitFor(() => /** @type {any} */ (document.getElementById('bernoulli-nll')).state.p === 0.25);
    expect(await said(ui)).toEqual([['', expect.stringContaining('“nothing”')]]);
  });
}
