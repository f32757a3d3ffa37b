/** The 23 flights: fitted by hand, committed, stepped by Newton. Numbers: R's glm, as in the engine's test. */
import { alive, stateOf } from '../figure.js';
import { expect, test } from '../fixtures.js';
import { onPlot } from '../plot.js';

const CURVE = '#logistic [data-chart="curve"]';
const sentence = '#logistic .figure-sentence';
const headline = '#logistic .figure-headline';
const number = (/** @type {string} */ key) => `#logistic [data-key="${key}"] input[type="number"]`;
const press = (/** @type {string} */ action) => `#logistic [data-action="${action}"]`;
/** Where a probability at a temperature stands in the plot. @param {number} t @param {number} p */
const share = (t, p) => ({ x: (t - 30) / 55, y: (p + 0.3) / 1.6 });

test.beforeEach(async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/logistic.html`);
  await alive(ui, 'logistic');
});

test('the mouse drags both handles, a finger one of them', async ({ ui }) => {
  await ui.drag(CURVE, await onPlot(ui, CURVE, share(69.565, 0.5)), await onPlot(ui, CURVE, share(69.565, 0.25)));
  const first = await stateOf(ui, 'logistic');
  expect(first.alpha).toBeGreaterThan(-1.3);
  expect(first.alpha).toBeLessThan(-0.9);
  expect(first.beta).toBe(-0.05);
  const cold = 1 / (1 + Math.exp(-(first.alpha + first.beta * (55 - 69.5652))));
  await ui.drag(CURVE, await onPlot(ui, CURVE, share(55, cold)), await onPlot(ui, CURVE, share(55, 0.9)));
  const second = await stateOf(ui, 'logistic');
  expect(second.alpha).toBeCloseTo(first.alpha, 3);
  expect(second.beta).toBeGreaterThan(-0.26);
  expect(second.beta).toBeLessThan(-0.19);
  await ui.swipe(CURVE, await onPlot(ui, CURVE, share(55, 0.9)), await onPlot(ui, CURVE, share(55, 0.6)));
  expect((await stateOf(ui, 'logistic')).beta).toBeGreaterThan(second.beta + 0.05);
});

test('a commit moves no button, and its map comes into sight', async ({ ui, engine }) => {
  test.skip(engine === 'webkit', 'has no window as narrow as a phone');
  const places = () => ui.evaluate((button, map) => ['[data-action="newton"]', button, map].map((query) => {
    const box = document.querySelector(query)?.getBoundingClientRect();
    return box ? { top: box.top, bottom: box.bottom } : null;
  }), press('commit'), '#logistic [data-chart="surface"]');
  for (const [width, height] of [[1280, 800], [360, 640]]) {
    await ui.resize(width, height);
    await ui.click(press('reset'));
    // The hint below goes with the first act, and a page that ends there would scroll.
    await ui.fill(number('alpha'), '-0.5');
    await ui.drawn();
    await ui.evaluate((button) => document.querySelector(button)?.scrollIntoView({ block: 'center' }), press('commit'));
    const before = await places();
    await ui.click(press('commit'));
    await ui.drawn();
    const after = await places();
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
    expect(before[2]).toBeNull();
    // Most of it.
    expect(after[2]?.bottom).toBeGreaterThan(200);
    expect(after[2]?.top).toBeLessThan(height - 150);
  }
});

test('by keyboard: fit, commit, eight Newton steps, reveal', async ({ ui }) => {
  expect(await ui.count('#logistic [data-chart="surface"]')).toBe(0);
  await ui.fill(number('alpha'), '-1');
  await ui.fill(number('beta'), '-0.2');
  await ui.focus(press('newton'));
  await ui.press('Enter');
  expect((await stateOf(ui, 'logistic')).steps).toBe(0); // not before a guess
  await ui.focus(press('commit'));
  await ui.press('Enter');
  await ui.drawn();
  expect(await ui.count('#logistic [data-chart="surface"]')).toBe(1);
  await ui.focus(press('newton'));
  for (let i = 0; i < 8; i += 1) await ui.press('Enter');
  await ui.drawn();
  expect(await stateOf(ui, 'logistic')).toMatchObject({ steps: 8, guess: '-1_-0.2' });
  expect(await ui.text(headline)).toContain('10.16');
  await ui.click(press('reveal'));
  await ui.drawn();
  expect(await ui.text(sentence)).toMatch(/logit 15\.04 at 0 °F.*0\.9996, approximate 95% Wald interval 0\.48 to 1\.00.*22 °F outside/);
});

test('separable labels: no maximum, then a finite one under L2', async ({ ui }) => {
  await ui.click(press('commit'));
  await ui.drawn(); // the map appears
  await ui.click('#logistic [data-key="separable"] input');
  for (let i = 0; i < 6; i += 1) await ui.click(press('newton'));
  await ui.drawn();
  expect(await ui.text(sentence)).toMatch(/No maximum exists.*the weights run away/);
  await ui.fill(number('l2'), '4');
  await ui.drawn();
  expect(await ui.text(sentence)).toMatch(/MAP estimate/);
  expect(await ui.text(sentence)).not.toMatch(/No maximum/);
});

test('a click on the map moves the curve there', async ({ ui }) => {
  await ui.click(press('commit'));
  await ui.drawn();
  await ui.click('#logistic [data-chart="surface"]', { x: 0.3, y: 0.6 });
  const { alpha, beta } = await stateOf(ui, 'logistic');
  expect(alpha).toBeLessThan(-1);
  expect(beta).toBeLessThan(-0.2);
});

test('nonsense in a field is refused where it stands', async ({ ui }) => {
  for (const key of ['alpha', 'beta', 'at', 'l2']) {
    await ui.fill(number(key), key === 'l2' ? '-1' : '999');
    expect(await ui.text(`#logistic [data-key="${key}"] .control-error`)).toContain('number from');
  }
});
