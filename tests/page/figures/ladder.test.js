/** The ladder: climbed by buttons, rungs and keys; each rung's number; the pin; the flat ends of the clip. */
import { alive, stateOf } from '../figure.js';
import { expect, test } from '../fixtures.js';
import { onPlot } from '../plot.js';

const CHART = '#ladder [data-chart="ladder"]';
const NUMBER = '#ladder [data-key="p"] input[type="number"]';
const value = '#ladder .figure-value';
const rung = (/** @type {number} */ step) => `#ladder .ladder-rung[data-step="${step}"]`;

test.beforeEach(async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/ladder.html`);
  await alive(ui, 'ladder');
});

test('climbing at 0.7 reads the lesson’s table, then comes down again', async ({ ui }) => {
  await ui.fill(NUMBER, '0.7');
  await ui.drawn();
  const read = [await ui.text(value)];
  for (let step = 1; step < 6; step += 1) {
    await ui.click('#ladder [data-action="climb"]');
    await ui.drawn();
    read.push(await ui.text(value));
  }
  expect(read).toEqual(['0.2668', '−1.3212', '1.3212', '0.1321', '0.6109', '0.6109']);
  await ui.click('#ladder [data-action="climb"]');
  expect(await stateOf(ui, 'ladder')).toMatchObject({ step: 5, p: 0.7 });
  for (let step = 0; step < 5; step += 1) await ui.click('#ladder [data-action="descend"]');
  expect(await stateOf(ui, 'ladder')).toMatchObject({ step: 0, p: 0.7, guess: '0.7' });
});

test('a rung shows its number once it was climbed', async ({ ui }) => {
  await ui.click(rung(2));
  await ui.drawn();
  expect(await ui.text(`${rung(0)} .ladder-number`)).toBe('0.0425');
  expect(await ui.text(`${rung(2)} .ladder-number`)).not.toBe('');
  expect(await ui.text(`${rung(3)} .ladder-number`)).toBe('');
  expect(await ui.count('#ladder .ladder-here')).toBe(1);
});

test('ArrowUp climbs, ArrowDown comes down', async ({ ui }) => {
  await ui.focus(`${rung(0)} input`);
  await ui.press('ArrowUp');
  await ui.press('ArrowUp');
  expect(await stateOf(ui, 'ladder')).toMatchObject({ step: 2 });
  await ui.press('ArrowDown');
  expect(await stateOf(ui, 'ladder')).toMatchObject({ step: 1 });
});

test('a finger chooses a rung, and moves p on the chart', async ({ ui }) => {
  await ui.tap(rung(4));
  await ui.tap(CHART, await onPlot(ui, CHART, { x: 0.3, y: 0.9 }));
  const { step, p } = await stateOf(ui, 'ladder');
  expect(step).toBe(4);
  expect(p).toBeCloseTo(0.3, 1);
});

test('the mouse drags the handle along the foot of L', async ({ ui }) => {
  await ui.fill(NUMBER, '0.1');
  await ui.drawn();
  await ui.drag(CHART, await onPlot(ui, CHART, { x: 0.1, y: 0 }), await onPlot(ui, CHART, { x: 0.7, y: 0.8 }));
  await ui.drawn();
  expect((await stateOf(ui, 'ladder')).p).toBeCloseTo(0.7, 1);
});

test('clipped at 0.02 the slope is 0, and the ends of p are said in words', async ({ ui }) => {
  await ui.click(rung(5));
  await ui.fill(NUMBER, '0.02');
  await ui.drawn();
  expect(await ui.text(value)).toBe('2.1124');
  expect(await ui.text('#ladder .figure-sentence')).toContain('slope from −34.7 to 0');
  await ui.fill(NUMBER, '0');
  await ui.click(rung(1));
  await ui.drawn();
  expect(await ui.text(value)).toBe('minus infinity');
  expect(await ui.errors()).toMatchObject({ console: [], uncaught: [], violations: [] });
});

test('the optimum is not named on the ground before it was found', async ({ ui }) => {
  const said = () => ui.evaluate((chart) => `${document.querySelector(`${chart} [role="img"]`).getAttribute('aria-label')} `
    + `${document.querySelector('#ladder .figure-sentence').textContent}`, CHART);
  expect(await said()).not.toMatch(/0\.7|arg/);
  await ui.click('#ladder [data-action="climb"]');
  await ui.drawn();
  expect(await said()).toContain('pinned at p = 0.7');
});
