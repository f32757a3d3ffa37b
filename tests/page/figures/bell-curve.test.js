/** Newcomb's bell: handles, chips, points, the hunt, and repeated experiments in a worker. */
import { alive, stateOf } from '../figure.js';
import { expect, test } from '../fixtures.js';
import { onPlot } from '../plot.js';

const chart = (/** @type {string} */ id) => `#bell-curve [data-chart="${id}"]`;
const field = (/** @type {string} */ key) => `#bell-curve [data-key="${key}"] input[type="number"]`;
const act = (/** @type {string} */ name) => `#bell-curve [data-action="${name}"]`;
const chip = (/** @type {number} */ point) => `#bell-curve [data-point="${point}"]`;
const headline = '#bell-curve .figure-headline';
const sentence = '#bell-curve .figure-sentence';
const value = '#bell-curve #bell-value';
/** The strip above has no axis below it. */
const BARE = { below: 8 };
/** @param {number} y */
const along = (y) => (y + 60) / 120;

/** @typedef {import('../ui/ui.js').Ui} Ui */

test.beforeEach(async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/bell-curve.html`);
  await alive(ui, 'bell-curve');
});

test('typed: at the peak the total is −249.86, and the wildest chip −24.96', async ({ ui }) => {
  await ui.fill(field('mu'), '26.2121212121212');
  await ui.fill(field('sigma'), '10.6636100992555');
  await ui.drawn();
  expect(await ui.text(headline)).toContain('−249.86');
  expect(await ui.text(chip(2))).toBe('−44−24.96');
  expect(await ui.count('#bell-curve .bell-chip')).toBe(66);
});

test('at the ends of both sliders every number fits its chip, and no ratio is called infinite', async ({ ui }) => {
  await ui.fill(field('mu'), '-60');
  await ui.fill(field('sigma'), '0.5');
  await ui.click(act('commit'));
  await ui.drawn();
  const over = await ui.evaluate(() => [...document.querySelectorAll('#bell-curve .bell-chip')].filter((button) => {
    const box = button.getBoundingClientRect();
    return [...button.children].some((part) => part.getBoundingClientRect().left < box.left || part.getBoundingClientRect().right > box.right);
  }).length);
  expect(over).toBe(0);
  // The wildest chip: log(1/(0.5 √(2π))) − (100/0.5)²/2.
  expect(await ui.text('#bell-curve .bell-chips')).toContain((Math.log(1 / (0.5 * Math.sqrt(2 * Math.PI))) - 20000).toLocaleString('en-GB', { maximumFractionDigits: 0 }).replace('-', '−'));
  // The peak has −249.86.
  expect(await ui.text(sentence)).toMatch(/about 10⁴³²⁵⁰⁰ times as dense/);
  expect(await ui.text('#bell-curve .bell-total')).not.toContain('bold');
});

test('the mouse drags the centre and the width', async ({ ui }) => {
  await ui.fill(field('sigma'), '20');
  await ui.drawn();
  const heights = { peak: 0.01995 / 0.1, width: 0.0121 / 0.1 };
  await ui.drag(chart('density'), await onPlot(ui, chart('density'), { x: along(10), y: heights.peak }, BARE),
    await onPlot(ui, chart('density'), { x: along(20), y: heights.peak }, BARE));
  expect((await stateOf(ui, 'bell-curve')).mu).toBeCloseTo(20, 0);
  await ui.drawn();
  await ui.drag(chart('density'), await onPlot(ui, chart('density'), { x: along(40), y: heights.width }, BARE),
    await onPlot(ui, chart('density'), { x: along(30), y: heights.width }, BARE));
  expect((await stateOf(ui, 'bell-curve')).sigma).toBeCloseTo(10, 0);
});

test('the hunt: commit, score, reveal', async ({ ui }) => {
  await ui.click(act('reveal'));
  expect((await stateOf(ui, 'bell-curve')).revealed).toBe(false);
  await ui.click(act('commit'));
  await ui.drawn();
  expect(await ui.text(sentence)).toMatch(/Your guess μ = 10, σ = 12 is \d+\.\d\d nats below the peak/);
  await ui.click(act('reveal'));
  await ui.drawn();
  expect(await ui.text(sentence)).toMatch(/peak is at μ = 26\.21, σ = 10\.66/);
  await ui.click(act('undo'));
  await ui.drawn();
  expect(await ui.text(sentence)).not.toContain('26.21');
});

test('chip and point mark each other', async ({ ui }) => {
  await ui.hover(chart('logs'), await onPlot(ui, chart('logs'), { x: along(-44), y: (30 - 13.5) / 32 }));
  await ui.drawn();
  expect(await ui.count(`${chip(2)}.bell-marked`)).toBe(1);
  await ui.focus(chip(1));
  await ui.press('ArrowRight');
  await ui.press('ArrowRight');
  await ui.drawn();
  expect(await ui.count(`${chip(3)}.bell-marked`)).toBe(1);
  expect(await ui.count('#bell-curve .bell-marked')).toBe(1);
});

test('a point is picked, edited, removed and added from the keyboard', async ({ ui }) => {
  await ui.focus(chip(1));
  await ui.press('ArrowRight');
  await ui.press('Enter');
  await ui.drawn();
  expect((await stateOf(ui, 'bell-curve')).point).toBe(2);
  expect(await ui.value(value)).toBe('-44');
  await ui.fill(value, '20.5');
  await ui.drawn();
  expect(await ui.text(chip(2))).toMatch(/^20\.5/);
  await ui.focus(act('remove'));
  await ui.press('Enter');
  await ui.drawn();
  expect(await ui.count('#bell-curve .bell-chip:not([hidden])')).toBe(65);
  await ui.focus(act('add'));
  await ui.press('Enter');
  await ui.drawn();
  expect(await ui.count('#bell-curve .bell-chip:not([hidden])')).toBe(66);
  expect(await ui.value(value)).toBe('10');
  await ui.click(act('newcomb'));
  await ui.drawn();
  expect(await stateOf(ui, 'bell-curve')).toMatchObject({ data: '', point: 0 });
});

test('a tap on a point picks it; the picked point drags', async ({ ui }) => {
  await ui.tap(chart('logs'), await onPlot(ui, chart('logs'), { x: along(-44), y: (30 - 13.5) / 32 }));
  await ui.drawn();
  expect((await stateOf(ui, 'bell-curve')).point).toBe(2);
  await ui.drag(chart('logs'), await onPlot(ui, chart('logs'), { x: along(-44), y: (30 - 13.5) / 32 }), await onPlot(ui, chart('logs'), { x: along(-20), y: 0.5 }));
  const { data } = await stateOf(ui, 'bell-curve');
  expect(Number(data.split('_')[1])).toBeCloseTo(-20, -1);
});

test('nonsense in the value’s field is refused and said', async ({ ui }) => {
  await ui.click(chip(2));
  for (const bad of ['99', '', '-1e9']) {
    await ui.fill(value, bad);
    await ui.drawn();
    // Typed key by key: what was a number on the way there counts.
    const values = (await stateOf(ui, 'bell-curve')).data.split('_').map(Number);
    expect(Math.abs(values[1])).toBeLessThanOrEqual(60);
    expect(await ui.text('#bell-curve .bell-editor .control-error')).toContain('from −60 to 60');
  }
});

test('a new sample on each press, from its seed', async ({ ui }) => {
  await ui.click(act('new-data'));
  await ui.drawn();
  const first = await ui.text('#bell-curve .bell-chips');
  expect(await ui.count('#bell-curve .bell-chip:not([hidden])')).toBe(5);
  await ui.click(act('new-data'));
  await ui.drawn();
  expect(await ui.text('#bell-curve .bell-chips')).not.toBe(first);
  await ui.click(act('newcomb'));
  await ui.drawn();
  expect(await ui.count('#bell-curve .bell-chip:not([hidden])')).toBe(66);
});

test('what draws a sample stays in its place, whatever the sample', async ({ ui }) => {
  // To hundredths: Firefox's places are fractions of a pixel.
  const top = () => ui.evaluate((query) => Math.round(100 * ((document.querySelector(query)?.getBoundingClientRect().top ?? NaN) + scrollY)) / 100, act('new-data'));
  for (const width of [1280, 460]) {
    await ui.resize(width, 800);
    await ui.click(act('reset'));
    await ui.drawn();
    const start = await top();
    expect(start).toBeGreaterThan(0);
    await ui.click(act('new-data'));
    await ui.drawn();
    expect(await top()).toBe(start);
    await ui.fill(field('n'), '80');
    await ui.drawn();
    expect(await top()).toBe(start);
  }
});

test('the experiment repeated: bet, run, read; the same again from the link', async ({ ui, servers }) => {
  await ui.click('#bell-curve [data-key="part"] label:last-child input');
  await ui.click(act('repeat'));
  await ui.drawn();
  expect((await stateOf(ui, 'bell-curve')).ran).toBe(false);
  await ui.click('#bell-curve [data-key="bet"] label:last-child input');
  await ui.click(act('repeat'));
  await ui.waitFor(() => document.querySelector('#bell-curve .bell-progress-words')?.textContent === '10,000 of 10,000');
  await ui.drawn();
  const said = await ui.text(sentence);
  expect(said).toMatch(/10,000 samples of 5: SS\/n is 3\.\d+ on average, where σ² is 4: .*Your bet, SS\/\(n \+ 1\), wins/);
  await ui.goto(`${servers.site}embed/bell-curve.html#v1/bell-curve?part=repeat&bet=n%2B1&ran=1`);
  await alive(ui, 'bell-curve');
  await ui.waitFor(() => document.querySelector('#bell-curve .bell-progress-words')?.textContent === '10,000 of 10,000');
  await ui.drawn();
  expect(await ui.text(sentence)).toBe(said);
});

test('a long run can be cancelled', async ({ ui }) => {
  await ui.evaluate(() => /** @type {any} */ (document.getElementById('bell-curve')).set({ part: 'repeat', bet: 'n', runs: 100000, n: 100 }));
  await ui.drawn();
  // Both in the page: between two calls of a driver a quick machine may be done.
  await ui.evaluate((start, stop) => new Promise((resolve) => {
    /** @type {HTMLElement} */ (document.querySelector(start)).click();
    requestAnimationFrame(() => requestAnimationFrame(() => {
      /** @type {HTMLElement} */ (document.querySelector(stop)).click();
      resolve(true);
    }));
  }), act('repeat'), act('cancel'));
  await ui.drawn();
  expect((await stateOf(ui, 'bell-curve')).ran).toBe(false);
  expect(await ui.text('#bell-curve .bell-progress-words')).toBe('0 of 100,000');
  expect(await ui.text(sentence)).toContain('Your bet is placed');
});
