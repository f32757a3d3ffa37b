/** Three steps of a width: by mouse, finger, keys and number. */
import { alive, stateOf } from '../figure.js';
import { expect, test } from '../fixtures.js';
import { onPlot } from '../plot.js';

const chart = (/** @type {string} */ id) => `#sigma-matters [data-chart="${id}"]`;
const number = (/** @type {string} */ key) => `#sigma-matters [data-key="${key}"] input[type="number"]`;
const step = (/** @type {string} */ value) => `#sigma-matters [data-key="step"] input[value="${value}"]`;
const sentence = '#sigma-matters .figure-sentence';
const headline = '#sigma-matters .figure-headline';
const whole = '#sigma-matters [data-action="whole"]';

test.beforeEach(async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/sigma-matters.html`);
  await alive(ui, 'sigma-matters');
});

test('typed: at the mean all three losses are lowest, at σ = 1 and at σ = 2', async ({ ui }) => {
  await ui.fill(number('mu'), '2.9');
  await ui.drawn();
  // SS = 34.70: 6 log 2π + 17.35, then 6 log 2π + 12 log 2 + 4.3375.
  expect(await ui.text(headline)).toContain('28.38 nats');
  expect(await ui.text(sentence)).not.toContain('lowest here');
  await ui.click(whole);
  await ui.drawn();
  expect(await ui.text(sentence)).toContain('All three are lowest here');
  await ui.fill(number('sigma'), '2');
  await ui.drawn();
  expect(await ui.text(headline)).toContain('23.68 nats');
  expect(await ui.text(sentence)).toContain('All three are lowest here');
});

test('the mouse drags μ on the NLL, a tap places it', async ({ ui }) => {
  // NLL(4.5, σ = 1) = 43.74, on an axis to 90.
  await ui.drag(chart('losses'), await onPlot(ui, chart('losses'), { x: 0.75, y: 43.74 / 90 }), await onPlot(ui, chart('losses'), { x: 0.25, y: 0.5 }));
  expect(Math.abs((await stateOf(ui, 'sigma-matters')).mu - 1.5)).toBeLessThan(0.1);
  await ui.tap(chart('losses'), await onPlot(ui, chart('losses'), { x: 0.8, y: 0.9 }));
  expect(Math.abs((await stateOf(ui, 'sigma-matters')).mu - 4.8)).toBeLessThan(0.1);
});

test('the curves come where the learner has been, and whole when they are asked for', async ({ ui }) => {
  const described = () => ui.evaluate((query) => document.querySelector(`${query} [role="img"]`)?.getAttribute('aria-label') ?? '', chart('losses'));
  await ui.click(whole);
  expect(await described()).toContain('drawn only where you have been');
  await ui.focus('#sigma-matters [data-key="mu"] input[type="range"]');
  for (let i = 0; i < 5; i++) await ui.press('Shift+ArrowLeft');
  // 4.5 to 4 on an axis of 6: the hundredths 75 to 67.
  expect(await stateOf(ui, 'sigma-matters')).toMatchObject({ mu: 4, muTrail: '67-75', muWhole: false });
  await ui.click(whole);
  await ui.drawn();
  expect(await stateOf(ui, 'sigma-matters')).toMatchObject({ muWhole: true, sigmaWhole: false });
  expect(await described()).not.toContain('where you have been');
});

test('σ free: the step is chosen with the arrow keys, σ is dragged', async ({ ui }) => {
  await ui.focus(step('fixed'));
  await ui.press('ArrowRight');
  await ui.drawn();
  expect(await stateOf(ui, 'sigma-matters')).toMatchObject({ step: 'free', sigma: 1 });
  await ui.drag(chart('width'), await onPlot(ui, chart('width'), { x: 0.1, y: 43.74 / 90 }), await onPlot(ui, chart('width'), { x: 0.8, y: 0.5 }));
  expect(Math.abs((await stateOf(ui, 'sigma-matters')).sigma - 8)).toBeLessThan(0.15);
  expect(await ui.text(sentence)).not.toContain('goes to 0');
  await ui.click(whole);
  await ui.drawn();
  expect(await ui.text(sentence)).toMatch(/quadratic part is 0\.5\d*, and a larger σ always makes it smaller/);
});

test('σ(x): both ends of the band and μ are dragged up and down, by mouse and by finger', async ({ ui }) => {
  await ui.click(step('varies'));
  await ui.drawn();
  /** @param {number} x @param {number} y */
  const place = (x, y) => onPlot(ui, chart('data'), { x: (x + 0.9) / 7.3, y: (y + 6) / 18 });
  await ui.drag(chart('data'), await place(6, 5.5), await place(6, 8));
  expect(Math.abs((await stateOf(ui, 'sigma-matters')).right - 3.5)).toBeLessThan(0.2);
  await ui.swipe(chart('data'), await place(2.75, 4.5), await place(2.75, 2));
  expect(Math.abs((await stateOf(ui, 'sigma-matters')).mu - 2)).toBeLessThan(0.2);
  await ui.fill(number('left'), '0.3');
  await ui.drawn();
  expect(await ui.text(sentence)).toMatch(/below that\. The first point weighs/);
  expect(await ui.count('#sigma-matters [data-key="sigma"]:not([hidden])')).toBe(0);
});

test('nonsense is refused where it is typed', async ({ ui }) => {
  await ui.fill(number('sigma'), '0');
  expect(await ui.text('#sigma-matters [data-key="sigma"] .control-error')).toContain('from 0.5 to 10');
  expect((await stateOf(ui, 'sigma-matters')).sigma).toBe(1);
  expect(await ui.errors()).toMatchObject({ console: [], uncaught: [], violations: [] });
});
