/** The address holds what the figures show: link out, link in, the same state; and nothing gets in that is not a state. */
import { figureIds, looksAt, NOT_LOOKED_AT } from './dist.js';
import { alive, changeFirstControl, reading, stateOf } from './figure.js';
import { expect, test } from './fixtures.js';

/** @typedef {import('./ui/ui.js').Ui} Ui */

/** The address is written a moment after the change. @param {Ui} ui @returns {Promise<string>} the fragment */
const written = (ui) => ui.waitFor(() => location.hash.startsWith('#v1/') && location.hash);

const NOTICE = (/** @type {string} */ id) => `#${id} .figure-notice`;

for (const id of figureIds) {
  test(`link out, link in: ${id}`, async ({ ui, servers }) => {
    test.skip(!looksAt(ui.engine, id), NOT_LOOKED_AT);
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
