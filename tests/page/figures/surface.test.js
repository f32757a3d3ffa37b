/** Ways down: the start put by mouse, finger, keys and number; steps taken, taken back and played. */
import { alive, stateOf } from '../figure.js';
import { expect, test } from '../fixtures.js';
import { onPlot } from '../plot.js';

const MAP = '#surface [data-chart="map"]';
const number = (/** @type {string} */ key) => `#surface [data-key="${key}"] input[type="number"]`;
const press = (/** @type {string} */ action) => `#surface [data-action="${action}"]`;
const sentence = '#surface .figure-sentence';

/** @typedef {import('../ui/ui.js').Ui} Ui */

/** A place of the map, which runs from 0 to 50 and from 4 to 40, its key above it. @param {Ui} ui @param {number} mu @param {number} sigma */
const place = (ui, mu, sigma) => onPlot(ui, MAP, { x: mu / 50, y: (sigma - 4) / 36 }, { top: 40 });

test.beforeEach(async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/surface.html`);
  await alive(ui, 'surface');
});

test('a step on a phone leaves the map where it is', async ({ ui, engine }) => {
  test.skip(engine === 'webkit', 'has no window as narrow as a phone');
  await ui.resize(360, 640);
  await ui.evaluate(() => /** @type {any} */ (document.getElementById('surface')).set({ method: 'newton', mu: 26, sigma: 10 }));
  await ui.drawn();
  const top = () => ui.evaluate(() => document.querySelector('#surface [data-chart="map"]')?.getBoundingClientRect().top);
  const before = await top();
  for (let i = 0; i < 3; i++) {
    await ui.click('#surface [data-action="step"]');
    await ui.drawn();
    expect(await top()).toBe(before);
  }
});

test('step, back, and the first step is that of the gradient', async ({ ui }) => {
  await ui.fill(number('mu'), '26.2');
  await ui.fill(number('sigma'), '20');
  await ui.click('#surface [data-key="method"] input[value="fisher"]');
  await ui.drawn();
  await ui.click(press('step'));
  await ui.drawn();
  // sigma + (SS/n - sigma^2) / (2 sigma) = 12.84
  expect(await ui.text('#surface .figure-headline')).toContain('NLL at μ = 26.2, σ = 12.8');
  expect(await stateOf(ui, 'surface')).toMatchObject({ method: 'fisher', stepSize: 1, taken: 1 });
  await ui.click(press('back'));
  await ui.drawn();
  expect(await ui.text('#surface .walk-where')).toBe('step 0');
  await ui.focus(press('step'));
  await ui.press('Enter');
  await ui.drawn();
  expect((await stateOf(ui, 'surface')).taken).toBe(1);
});

test('Newton steps the wrong way at a width of 20, and the page says so', async ({ ui }) => {
  await ui.fill(number('mu'), '26.2');
  await ui.fill(number('sigma'), '20');
  await ui.click('#surface [data-key="method"] input[value="newton"]');
  await ui.drawn();
  await ui.click(press('step'));
  await ui.drawn();
  expect(await ui.text(sentence)).toMatch(/σ = 117, NLL .* higher than a step before.*not positive definite/);
  expect(await ui.evaluate(() => document.querySelector('#surface [data-action="step"]')?.getAttribute('aria-disabled'))).toBe('true');
});

test('play walks to the end by itself and stops there; pause stops it before', async ({ ui }) => {
  await ui.click('#surface [data-key="method"] input[value="fisher"]');
  await ui.drawn();
  await ui.click(press('play'));
  expect(await ui.text(press('play'))).toBe('Pause');
  await ui.waitFor(() => document.querySelector('#surface .walk-where')?.textContent?.includes('the last'));
  expect(await ui.text(press('play'))).toBe('Play');
  expect(await ui.text(sentence)).toContain('has converged');
  await ui.click('#surface [data-key="method"] input[value="gradient"]');
  await ui.drawn();
  await ui.click(press('play'));
  await ui.click(press('play'));
  await ui.drawn();
  const { taken } = await stateOf(ui, 'surface');
  expect(taken).toBeLessThan(10);
  await ui.evaluate(() => new Promise((done) => setTimeout(done, 700)));
  expect((await stateOf(ui, 'surface')).taken).toBe(taken);
});

test('the mouse drags the start, and a click puts it elsewhere', async ({ ui }) => {
  await ui.drag(MAP, await place(ui, 12, 30), await place(ui, 40, 12));
  let state = await stateOf(ui, 'surface');
  expect(Math.abs(state.mu - 40)).toBeLessThan(0.6);
  expect(Math.abs(state.sigma - 12)).toBeLessThan(0.6);
  await ui.click(MAP, await place(ui, 20, 35));
  state = await stateOf(ui, 'surface');
  expect(Math.abs(state.mu - 20)).toBeLessThan(0.6);
  expect(Math.abs(state.sigma - 35)).toBeLessThan(0.6);
});

test('a finger drags the start up and down too, and a tap places it', async ({ ui }) => {
  await ui.swipe(MAP, await place(ui, 12, 30), await place(ui, 30, 18));
  let state = await stateOf(ui, 'surface');
  expect(Math.abs(state.mu - 30)).toBeLessThan(1);
  expect(Math.abs(state.sigma - 18)).toBeLessThan(1);
  await ui.tap(MAP, await place(ui, 5, 10));
  state = await stateOf(ui, 'surface');
  expect(Math.abs(state.mu - 5)).toBeLessThan(1);
  expect(Math.abs(state.sigma - 10)).toBeLessThan(1);
});

test('a drag on a slice moves along that axis alone', async ({ ui }) => {
  const slice = '#surface [data-chart="slice-mu"]';
  // NLL(12, 30) = 296.7, on an axis from 240 to 400.
  await ui.drag(slice, await onPlot(ui, slice, { x: 0.24, y: 56.7 / 160 }), await onPlot(ui, slice, { x: 0.6, y: 0.3 }));
  const { mu, sigma } = await stateOf(ui, 'surface');
  expect(Math.abs(mu - 30)).toBeLessThan(0.7);
  expect(sigma).toBe(30);
});

test('arrow keys move the start; nonsense is refused where it is typed', async ({ ui }) => {
  await ui.focus('#surface [data-key="sigma"] input[type="range"]');
  await ui.press('ArrowLeft');
  expect((await stateOf(ui, 'surface')).sigma).toBeCloseTo(29.9, 9);
  await ui.fill(number('sigma'), '0');
  expect(await ui.text('#surface [data-key="sigma"] .control-error')).toContain('from 4 to 40');
  expect((await stateOf(ui, 'surface')).sigma).toBeCloseTo(29.9, 9);
  expect(await ui.errors()).toMatchObject({ console: [], uncaught: [], violations: [] });
});
