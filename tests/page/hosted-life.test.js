/** Figures come and go in somebody else's page: one core for all, nothing left behind, and a reason where they cannot run. */
import { chromium } from '@playwright/test';
import { countsOf } from './counts.js';
import { alive, stateOf } from './figure.js';
import { expect, test } from './fixtures.js';
import { add, clickIn, focusIn, textIn } from './hosted.js';
import { chromiumPath } from './ui/browsers.js';

/** @typedef {import('./ui/ui.js').Ui} Ui */

/** @param {Ui} ui @returns {Promise<{ cores: number, listeners: number }>} */
const counted = (ui) => ui.evaluate(() => {
  const { cores, listeners } = /** @type {any} */ (window).counted;
  return { cores, listeners };
});

/** Adds a figure and takes it away once it is alive, again and again; every third is moved in between. Runs in the page. */
async function comeAndGo(/** @type {string[]} */ names, /** @type {number} */ times) {
  const place = /** @type {HTMLElement} */ (document.getElementById('place'));
  for (let i = 0; i < times; i++) {
    const figure = document.createElement('mle-figure');
    figure.setAttribute('name', names[i % names.length]);
    place.append(figure);
    while (figure.dataset.status !== 'alive') await new Promise((resolve) => { setTimeout(resolve); });
    if (i % 3 === 0) document.body.append(figure);
    /** @type {any} */ (figure).setFromText('p=0.3');
    await new Promise((resolve) => { requestAnimationFrame(resolve); });
    figure.remove();
  }
  await new Promise((resolve) => { setTimeout(resolve, 300); });
}

test('one core for every figure of the page, however often the script comes', async ({ ui, servers }) => {
  await ui.goto(`${servers.harness}hosted.html`);
  for (const name of ['coin-flips', 'surface', 'bernoulli-nll']) await add(ui, { name });
  await ui.evaluate((address) => new Promise((resolve, reject) => {
    const again = Object.assign(document.createElement('script'), { src: `${address}?again`, onload: resolve, onerror: reject });
    document.head.append(again);
  }), `${servers.site}mle-figures.js`);
  await add(ui, { name: 'noise-table' });
  for (const id of ['coin-flips', 'surface', 'bernoulli-nll', 'noise-table']) await alive(ui, id);
  expect((await counted(ui)).cores).toBe(1);
});

test('added and removed, nothing stays on window and document', async ({ ui, servers }) => {
  test.slow();
  await ui.goto(`${servers.harness}hosted.html`);
  const names = ['bernoulli-nll', 'bell-curve', 'surface', 'code'];
  await ui.evaluate(comeAndGo, names, 4);
  const before = await counted(ui);
  await ui.evaluate(comeAndGo, names, ui.engine === 'chromium' ? 24 : 12);
  expect(await counted(ui)).toEqual(before);
  expect(await ui.count('mle-figure')).toBe(0);
});

test('200 times: nodes, listeners and memory stay as they are', async ({ servers, engine }) => {
  test.skip(engine !== 'chromium', 'only Chromium counts them');
  test.slow();
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const measure = await countsOf(page);
    await page.goto(`${servers.harness}hosted.html`);
    const names = ['bernoulli-nll', 'coin-flips', 'bell-curve', 'surface', 'code'];
    // What is kept once (caches, compiled code) is there after the first rounds.
    await page.evaluate(([run, all]) => new Function(`return (${run})`)()(all, 20), /** @type {const} */ ([String(comeAndGo), names]));
    const before = await measure();
    await page.evaluate(([run, all]) => new Function(`return (${run})`)()(all, 200), /** @type {const} */ ([String(comeAndGo), names]));
    const after = await measure();
    console.log(`before ${JSON.stringify(before)}, after 200 more ${JSON.stringify(after)}`);
    expect(after.nodes).toBeLessThanOrEqual(before.nodes + 20);
    expect(after.listeners).toBeLessThanOrEqual(before.listeners + 5);
    // One figure left behind each time would be some 100 kB each.
    expect(after.bytes - before.bytes).toBeLessThan(2e6);
  } finally {
    await browser.close();
  }
});

test('moved it stays as it is; taken out and put back it shows what it showed', async ({ ui, servers }) => {
  await ui.goto(`${servers.harness}hosted.html`);
  const id = 'bernoulli-nll';
  await add(ui, { name: id, state: 'p=0.5' });
  await alive(ui, id);
  await clickIn(ui, id, '[data-action="table"]');
  await ui.evaluate((figure) => {
    const element = /** @type {any} */ (document.getElementById(figure));
    element.set({ p: 0.25 });
    document.body.prepend(element);
  }, id);
  await ui.drawn();
  expect((await stateOf(ui, id)).p).toBe(0.25);
  expect(await ui.evaluate((figure) => document.getElementById(figure)?.shadowRoot?.querySelectorAll('.figure-table tbody tr').length, id)).toBe(400);
  await clickIn(ui, id, '[data-action="undo"]');
  expect((await stateOf(ui, id)).p).toBe(0.5);
  await ui.evaluate(async (figure) => {
    const element = /** @type {any} */ (document.getElementById(figure));
    element.set({ p: 0.125 });
    element.remove();
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    document.body.append(element);
  }, id);
  await alive(ui, id);
  expect((await stateOf(ui, id)).p).toBe(0.125);
  await clickIn(ui, id, '[data-action="reset"]');
  expect((await stateOf(ui, id)).p).toBe(0.5);
});

test('an attribute changed later counts; other settings stay', async ({ ui, servers }) => {
  await ui.goto(`${servers.harness}hosted.html`);
  await add(ui, { name: 'bernoulli-nll', id: 'figure' });
  await alive(ui, 'figure');
  await ui.evaluate(() => {
    const figure = /** @type {any} */ (document.getElementById('figure'));
    figure.set({ p: 0.25 });
    figure.setAttribute('hide', 'y');
    figure.setAttribute('lock', 'p');
  });
  await ui.waitFor(() => document.getElementById('figure')?.shadowRoot?.querySelector('[data-key="y"]')?.hasAttribute('hidden'));
  await alive(ui, 'figure');
  await ui.evaluate(() => { /** @type {any} */ (document.getElementById('figure')).state = 'p=0.75'; });
  await ui.waitFor(() => /** @type {any} */ (document.getElementById('figure')).state.p === 0.75);
  await ui.evaluate(() => {
    const figure = document.getElementById('figure');
    for (const name of ['state', 'hide', 'lock']) figure?.removeAttribute(name);
    figure?.setAttribute('name', 'softmax');
  });
  await ui.waitFor(() => document.getElementById('figure')?.shadowRoot?.querySelector('.figure-title')?.id === 'softmax-title');
  await alive(ui, 'figure');
});

test('a name that is none: the names that are; mended, it comes to life', async ({ ui, servers }) => {
  await ui.goto(`${servers.harness}hosted.html`);
  await add(ui, { name: '<img src=x>javascript:alert(1)', id: 'wrong' });
  const status = () => ui.evaluate(() => document.getElementById('wrong')?.dataset.status);
  await expect.poll(status).toBe('failed');
  const message = await textIn(ui, 'wrong', '.figure-failure');
  expect(message).toContain('no figure named “<img src=x>javascrip…”');
  expect(message).toContain('bernoulli-nll');
  await ui.evaluate(() => document.getElementById('wrong')?.setAttribute('name', 'bernoulli-nll'));
  await alive(ui, 'wrong');
  expect(await textIn(ui, 'wrong', '.figure-failure')).toBe('');
});

test('whatever stands in an attribute: the start, and a word about it', async ({ ui, servers }) => {
  await ui.goto(`${servers.harness}hosted.html`);
  await add(ui, { name: 'bernoulli-nll' });
  await alive(ui, 'bernoulli-nll');
  const start = await stateOf(ui, 'bernoulli-nll');
  const forged = ['javascript:alert(1)', '"><img src=x onerror=alert(1)>', '__proto__=1&p=0.1', 'p=%E0%A4%A', 'p=7', `p=${'9'.repeat(1e6)}`];
  for (const [i, value] of forged.entries()) {
    const id = `forged-${i}`;
    await add(ui, { name: 'bernoulli-nll', id, state: value, hide: value, lock: value, theme: value, background: value, group: value });
    await alive(ui, id);
    expect(await stateOf(ui, id)).toEqual(start);
    expect(await textIn(ui, id, '.figure-notice')).toContain('left out');
    const seen = await ui.evaluate((figure) => {
      const root = /** @type {ShadowRoot} */ (document.getElementById(figure)?.shadowRoot);
      return [root.querySelectorAll('img, script, iframe, a').length, [...root.querySelectorAll('.control')].every((control) => control.checkVisibility()),
        root.querySelectorAll('.control-range [type="range"][aria-disabled="true"]').length];
    }, id);
    expect(seen).toEqual([0, true, 0]);
    await ui.evaluate((figure) => document.getElementById(figure)?.remove(), id);
  }
});

test.describe('policies of the page', () => {
  test.use({ clean: false });

  test('no WebAssembly: the figure says what to do', async ({ ui, servers }) => {
    await ui.goto(`${servers.harness}no-wasm.html`);
    await add(ui, { name: 'bernoulli-nll' });
    await ui.waitFor(() => document.getElementById('bernoulli-nll')?.dataset.status === 'failed');
    const message = await textIn(ui, 'bernoulli-nll', '.figure-failure');
    expect(message).toContain("'wasm-unsafe-eval'");
    expect(message).toContain('iframe');
    // Firefox reports what the policy refuses among the page's errors.
    expect((await ui.errors()).uncaught.filter((text) => !text.includes('blocked WebAssembly'))).toEqual([]);
  });

  test('no workers: the code cell says so', async ({ ui, servers }) => {
    await ui.goto(`${servers.harness}no-worker.html`);
    await add(ui, { name: 'code' });
    await alive(ui, 'code');
    await clickIn(ui, 'code', '[data-action="run"]');
    await ui.waitFor(() => document.getElementById('code')?.shadowRoot?.querySelector('.code-problem')?.textContent?.includes('forbid workers'));
  });
});

test('the code cell runs behind a shadow root', async ({ ui, servers }) => {
  await ui.goto(`${servers.harness}hosted.html`);
  await add(ui, { name: 'code' });
  await alive(ui, 'code');
  await focusIn(ui, 'code', 'textarea');
  await ui.press('Control+a');
  await ui.type("print(mle.nll('bernoulli', [1], [0.5]))");
  await clickIn(ui, 'code', '[data-action="run"]');
  // log 2
  await ui.waitFor(() => document.getElementById('code')?.shadowRoot?.querySelector('.code-output output')?.textContent?.trim() === '0.6931471805599453');
});
