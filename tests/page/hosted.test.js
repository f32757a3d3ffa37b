/** Figures in somebody else's page, by the script tag: the same numbers as the lesson's, and neither side disturbs the other. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { figureIds, looksAt, NOT_LOOKED_AT } from './dist.js';
import { alive, reading, startAndChanged, stateOf } from './figure.js';
import { expect, test } from './fixtures.js';
import { add, clickIn, focusIn, placeIn, shownIn, textIn } from './hosted.js';

/** @typedef {import('./ui/ui.js').Ui} Ui */

for (const id of figureIds) {
  test(`the lesson’s numbers, and alive: ${id}`, async ({ ui, servers }) => {
    test.skip(!looksAt(id), NOT_LOOKED_AT);
    await ui.goto(`${servers.site}embed/${id}.html`);
    const there = await startAndChanged(ui, id);
    expect(there.start.numbers.table.rows.length).toBeGreaterThan(0);

    await ui.goto(`${servers.harness}hosted.html`);
    await ui.evaluate(() => document.addEventListener('mle-change', (event) => {
      const { name, state, query, numbers } = /** @type {CustomEvent} */ (event).detail;
      /** @type {any} */ (window).told = { name, state, query, numbers };
    }));
    await add(ui, { name: id });
    expect(await startAndChanged(ui, id)).toEqual(there);
    const told = await ui.waitFor(() => /** @type {any} */ (window).told);
    expect(told).toMatchObject({ name: id, state: there.changed.state, numbers: there.changed.numbers });
    // The state in text form leads there again.
    await add(ui, { name: id, id: 'again', state: told.query });
    await alive(ui, 'again');
    expect(await stateOf(ui, 'again')).toEqual(told.state);
    const { requests } = await ui.errors();
    expect(requests.every((address) => servers.origins.includes(new URL(address).origin))).toBe(true);
  });
}

/** Runs in the page: how parts of a figure and of the page are drawn. */
function looks() {
  const root = /** @type {ShadowRoot} */ (document.getElementById('bernoulli-nll')?.shadowRoot);
  const parts = ['mle-root', '.figure', '.figure-title', '.figure-value', '.figure-sentence', 'button', '.chart', 'input[type="number"]'];
  const names = ['color', 'backgroundColor', 'display', 'fontSize', 'fontFamily', 'lineHeight', 'letterSpacing', 'transform', 'paddingLeft', 'marginTop'];
  return parts.map((part) => {
    const style = /** @type {any} */ (getComputedStyle(/** @type {Element} */ (root.querySelector(part))));
    return [part, ...names.map((name) => style[name])];
  });
}

test('no style of the page gets in, and none gets out', async ({ ui, servers }) => {
  await ui.goto(`${servers.harness}hosted.html`);
  const ofThePage = () => ui.evaluate(() => ['#words', '#link', '#button', 'body', 'html'].map((part) => {
    const { color, backgroundColor, fontFamily, fontSize, minHeight, padding, margin } = getComputedStyle(/** @type {Element} */ (document.querySelector(part)));
    return [color, backgroundColor, fontFamily, fontSize, minHeight, padding, margin];
  }));
  const before = await ofThePage();
  await add(ui, { name: 'bernoulli-nll' });
  await alive(ui, 'bernoulli-nll');
  expect(await ofThePage()).toEqual(before);
  const quiet = await ui.evaluate(looks);
  await ui.goto(`${servers.harness}hostile.html`);
  await add(ui, { name: 'bernoulli-nll' });
  await alive(ui, 'bernoulli-nll');
  expect(await ui.evaluate(() => getComputedStyle(/** @type {Element} */ (document.getElementById('words'))).color)).toBe('rgb(255, 0, 0)');
  expect(await ui.evaluate(looks)).toEqual(quiet);
});

test('the page may set colours, font, size and width', async ({ ui, servers }) => {
  await ui.goto(`${servers.harness}hosted.html`);
  await ui.evaluate(() => {
    const { style } = document.documentElement;
    for (const [name, value] of Object.entries({ model: 'light-dark(rgb(1 2 3), rgb(250 251 252))', paper: 'white', font: 'monospace', size: '20px', width: '500px' })) {
      style.setProperty(`--mle-${name}`, value);
    }
  });
  await add(ui, { name: 'underflow' });
  await alive(ui, 'underflow');
  const seen = await ui.evaluate(() => {
    const root = /** @type {ShadowRoot} */ (document.getElementById('underflow')?.shadowRoot);
    const style = (/** @type {string} */ part) => getComputedStyle(/** @type {Element} */ (root.querySelector(part)));
    const canvas = /** @type {HTMLCanvasElement} */ (root.querySelector('canvas'));
    const { data } = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).getImageData(0, 0, canvas.width, canvas.height);
    let drawn = false;
    for (let i = 0; i < data.length; i += 4) drawn ||= data[i] === 1 && data[i + 1] === 2 && data[i + 2] === 3 && data[i + 3] === 255;
    return {
      value: style('.gauge-value').color, paper: style('mle-root').backgroundColor, font: style('.figure-sentence').fontFamily,
      size: style('.figure-sentence').fontSize, width: root.querySelector('mle-root')?.getBoundingClientRect().width, drawn,
    };
  });
  expect(seen).toEqual({ value: 'rgb(1, 2, 3)', paper: 'rgb(255, 255, 255)', font: 'monospace', size: '20px', width: 500, drawn: true });
});

test('a theme for each figure; left to itself, the page’s color-scheme', async ({ ui, servers }) => {
  await ui.goto(`${servers.harness}hosted.html`);
  await ui.evaluate(() => { document.documentElement.style.colorScheme = 'light'; });
  await add(ui, { name: 'bernoulli-nll', id: 'own', theme: 'dark' });
  await add(ui, { name: 'bernoulli-nll', id: 'auto' });
  await alive(ui, 'own');
  await alive(ui, 'auto');
  /** The paper, and the colour of the curve y = 1 as the chart has drawn it (shell/palette.js). */
  const colours = (/** @type {string} */ id) => ui.evaluate((figure) => {
    const root = /** @type {ShadowRoot} */ (document.getElementById(figure)?.shadowRoot);
    const canvas = /** @type {HTMLCanvasElement} */ (root.querySelector('canvas'));
    const { data } = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).getImageData(0, 0, canvas.width, canvas.height);
    const drawn = new Set();
    for (let i = 0; i < data.length; i += 4) drawn.add(`${data[i]} ${data[i + 1]} ${data[i + 2]}`);
    return {
      paper: getComputedStyle(/** @type {Element} */ (root.querySelector('mle-root'))).backgroundColor,
      curve: ['187 61 18', '255 144 104'].filter((colour) => drawn.has(colour)),
    };
  }, id);
  const light = { paper: 'rgb(253, 252, 249)', curve: ['187 61 18'] };
  const dark = { paper: 'rgb(21, 24, 29)', curve: ['255 144 104'] };
  expect(await colours('own')).toEqual(dark);
  expect(await colours('auto')).toEqual(light);
  await ui.evaluate(() => {
    document.documentElement.style.colorScheme = 'dark';
    document.getElementById('own')?.setAttribute('theme', 'light');
  });
  await ui.drawn();
  expect(await colours('own')).toEqual(light);
  expect(await colours('auto')).toEqual(dark);
  await ui.evaluate(() => document.getElementById('auto')?.setAttribute('background', 'transparent'));
  expect((await colours('auto')).paper).toBe('rgba(0, 0, 0, 0)');
});

test('hide: controls, never a result', async ({ ui, servers }) => {
  await ui.goto(`${servers.harness}hosted.html`);
  await add(ui, { name: 'bernoulli-nll', hide: 'clip,axis,actions,description' });
  await add(ui, { name: 'bernoulli-nll', id: 'bare', hide: 'controls' });
  await alive(ui, 'bernoulli-nll');
  await alive(ui, 'bare');
  const visible = (/** @type {string} */ id) => ui.evaluate((figure) => {
    const root = /** @type {ShadowRoot} */ (document.getElementById(figure)?.shadowRoot);
    return [...root.querySelectorAll('.control[data-key], .figure-actions, .figure-description, .figure-headline, .figure-sentence, .chart')]
      .filter((part) => part.checkVisibility()).map((part) => part.getAttribute('data-key') ?? part.classList[0]);
  }, id);
  expect(await visible('bernoulli-nll')).toEqual(['figure-headline', 'chart', 'p', 'y', 'unit', 'figure-sentence']);
  expect(await visible('bare')).toEqual(['figure-description', 'figure-headline', 'chart', 'figure-sentence', 'figure-actions']);
  expect(await shownIn(ui, 'bernoulli-nll', '.figure-notice')).toBe(false);
});

test('lock: by mouse, keys, chart and script it stays; Undo and Reset keep to the rest', async ({ ui, servers }) => {
  await ui.goto(`${servers.harness}hosted.html`);
  const id = 'bernoulli-nll';
  await add(ui, { name: id, state: 'p=0.25&unit=bits', lock: 'p,y' });
  await alive(ui, id);
  const start = { p: 0.25, y: 1, unit: 'bits', axis: 'p', clip: false };
  expect(await stateOf(ui, id)).toEqual(start);
  for (const key of ['ArrowRight', 'End', 'PageUp']) {
    await focusIn(ui, id, '[data-key="p"] input[type="range"]');
    await ui.press(key);
  }
  await focusIn(ui, id, '[data-key="p"] input[type="number"]');
  await ui.type('9');
  await ui.press('ArrowUp');
  await focusIn(ui, id, '[data-key="y"] input:checked');
  await ui.press('ArrowDown');
  await clickIn(ui, id, '[data-key="p"] [data-step="1"]');
  await clickIn(ui, id, '[data-key="p"] input[type="range"]', { x: 0.9, y: 0.5 });
  await clickIn(ui, id, '[data-key="y"] label:last-child');
  await ui.mouse([await placeIn(ui, id, '.chart', { x: 0.3, y: 0.8 }), await placeIn(ui, id, '.chart', { x: 0.7, y: 0.8 })]);
  await clickIn(ui, id, '.chart', { x: 0.6, y: 0.5 });
  // An assistive tool that sets the range without a key.
  await ui.evaluate((figure) => {
    const range = /** @type {HTMLInputElement} */ (document.getElementById(figure)?.shadowRoot?.querySelector('[data-key="p"] input[type="range"]'));
    range.value = '0.7';
    range.dispatchEvent(new Event('input', { bubbles: true }));
  }, id);
  await ui.drawn();
  expect(await stateOf(ui, id)).toEqual(start);
  const controls = (await reading(ui, id)).controls;
  expect(controls.slice(0, 4)).toEqual(['p range 0.25', 'p number 0.25', 'y radio 1 checked', 'y radio 0']);
  expect(await ui.evaluate((figure) => /** @type {any} */ (document.getElementById(figure)).setFromText('p=0.9&axis=logit'), id)).toBe(null);
  expect(await stateOf(ui, id)).toEqual({ ...start, axis: 'logit' });
  await clickIn(ui, id, '[data-action="undo"]');
  expect(await stateOf(ui, id)).toEqual(start);
  await clickIn(ui, id, '[data-key="unit"] label');
  expect(await stateOf(ui, id)).toEqual({ ...start, unit: 'nats' });
  await clickIn(ui, id, '[data-action="reset"]');
  expect(await stateOf(ui, id)).toEqual(start);
});

test('a verb of the lesson’s prose does not move what is locked', async ({ ui, servers }) => {
  test.skip(ui.engine !== 'chromium', 'the store is the same everywhere; the whole lesson takes long to load');
  await ui.goto(servers.site);
  await alive(ui, 'coin-flips');
  await ui.evaluate(() => document.getElementById('coin-flips')?.setAttribute('lock', 'p'));
  await alive(ui, 'coin-flips');
  const before = await stateOf(ui, 'coin-flips');
  const verbs = await ui.evaluate(() => {
    const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('a.act[data-figure="coin-flips"][data-set^="p="]')]);
    all.forEach((verb) => verb.click());
    return all.length;
  });
  expect(verbs).toBeGreaterThan(0);
  expect((await stateOf(ui, 'coin-flips')).p).toBe(before.p);
});

test('group: figures of one name and one group show one state', async ({ ui, servers }) => {
  await ui.goto(`${servers.harness}hosted.html`);
  await add(ui, { name: 'bernoulli-nll', id: 'a', group: 'pair', state: 'p=0.5' });
  await alive(ui, 'a');
  await add(ui, { name: 'bernoulli-nll', id: 'b', group: 'pair', lock: 'unit' });
  await add(ui, { name: 'bernoulli-nll', id: 'c' });
  await add(ui, { name: 'mse-vs-nll', id: 'd', group: 'pair' });
  for (const id of ['b', 'c', 'd']) await alive(ui, id);
  expect((await stateOf(ui, 'b')).p).toBe(0.5);
  await ui.evaluate(() => /** @type {any} */ (document.getElementById('a')).set({ p: 0.125, unit: 'bits' }));
  expect(await stateOf(ui, 'b')).toMatchObject({ p: 0.125, unit: 'nats' });
  expect(await stateOf(ui, 'a')).toMatchObject({ p: 0.125, unit: 'bits' });
  expect((await stateOf(ui, 'c')).p).toBe(0.8);
  await clickIn(ui, 'b', '[data-key="y"] label:last-child');
  expect(await stateOf(ui, 'a')).toMatchObject({ p: 0.125, y: 0 });
  await ui.evaluate(() => document.getElementById('a')?.remove());
  await ui.drawn();
  await ui.evaluate(() => /** @type {any} */ (document.getElementById('b')).set({ p: 0.75 }));
  expect((await stateOf(ui, 'b')).p).toBe(0.75);
});

test('events: each drawn change once, a committed guess, and not the start', async ({ ui, servers }) => {
  await ui.goto(`${servers.harness}hosted.html`);
  await ui.evaluate(() => {
    const heard = /** @type {any[]} */ (/** @type {any} */ (window).heard = []);
    for (const type of ['mle-change', 'mle-commit']) {
      document.addEventListener(type, (event) => {
        const { name, state, query, numbers } = /** @type {CustomEvent} */ (event).detail;
        heard.push({ type, from: /** @type {Element} */ (event.target).id, name, query, p: state.p, headline: numbers.headline?.value, exact: numbers.headline?.exact, rows: numbers.table.rows.length });
      });
    }
  });
  await add(ui, { name: 'coin-flips' });
  await alive(ui, 'coin-flips');
  await ui.drawn();
  const heard = () => ui.evaluate(() => /** @type {any} */ (window).heard);
  expect(await heard()).toEqual([]);
  await ui.evaluate(() => {
    const figure = /** @type {any} */ (document.getElementById('coin-flips'));
    figure.set({ p: 0.5 });
    figure.set({ p: 0.7 });
  });
  await ui.drawn();
  const [change, ...more] = await heard();
  expect(more).toEqual([]);
  // 0.7^7 0.3^3
  expect(change).toMatchObject({ type: 'mle-change', from: 'coin-flips', name: 'coin-flips', p: 0.7, headline: '0.002224' });
  expect(Math.abs(change.exact / (0.7 ** 7 * 0.3 ** 3) - 1)).toBeLessThan(1e-14);
  expect(change.query).toContain('p=0.7');
  expect(change.rows).toBeGreaterThan(9);
  await clickIn(ui, 'coin-flips', '[data-action="commit"]');
  expect((await heard()).slice(1).map((/** @type {any} */ { type }) => type)).toEqual(['mle-change', 'mle-commit']);
  await clickIn(ui, 'coin-flips', '[data-action="commit"]'); // the same guess again is none
  expect((await heard()).length).toBe(3);
});

test('keys pressed in a figure are not the page’s', async ({ ui, servers }) => {
  await ui.goto(`${servers.harness}hosted.html`);
  await add(ui, { name: 'bernoulli-nll' });
  await alive(ui, 'bernoulli-nll');
  await focusIn(ui, 'bernoulli-nll', 'input[type="range"]');
  for (const key of ['ArrowRight', 'd', 'Escape', 'ArrowLeft']) await ui.press(key);
  expect(await ui.evaluate(() => /** @type {any} */ (window).counted.keys)).toEqual(['Escape']);
});

test('axe finds nothing in figures with hidden and locked controls, or in one that cannot run', async ({ ui, servers }) => {
  test.skip(ui.engine !== 'chromium', 'the same elements everywhere');
  await ui.goto(`${servers.harness}hosted.html`);
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  for (const theme of ['light', 'dark']) {
    await add(ui, { name: 'bernoulli-nll', id: theme, theme, lock: 'p,y,clip', hide: 'axis,actions' });
    await alive(ui, theme);
  }
  await add(ui, { name: 'none' });
  await ui.run(`() => { ${axe} }`, []);
  const found = await ui.evaluate(async () => {
    // Of the page around: it is nobody's, and has no heading of its own.
    const { violations } = await /** @type {any} */ (window).axe.run('main', { rules: { 'heading-order': { enabled: false } } });
    return violations.flatMap((/** @type {any} */ rule) => rule.nodes.map((/** @type {any} */ node) => `${rule.id}: ${node.target.flat().join(' ')}: ${node.failureSummary}`));
  });
  expect(found).toEqual([]);
});
