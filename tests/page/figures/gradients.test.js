/** Two losses of one logit: moved by mouse, finger, keys and number, read in both charts. */
import { alive, stateOf } from '../figure.js';
import { expect, test } from '../fixtures.js';
import { onPlot } from '../plot.js';

const chart = (/** @type {string} */ id) => `#gradients [data-chart="${id}"]`;
const NUMBER = '#gradients [data-key="z"] input[type="number"]';
const sentence = '#gradients .figure-sentence';

test.beforeEach(async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/gradients.html`);
  await alive(ui, 'gradients');
});

test('typed: sure and wrong at −10, sure and right once the label turns', async ({ ui }) => {
  await ui.fill(NUMBER, '-10');
  await ui.drawn();
  expect(await ui.text('#gradients .figure-headline')).toBe('cross-entropy pulls 11,000 times as hard');
  expect(await ui.text(sentence)).toContain('Squared error: loss 0.9999, gradient −9.08 × 10⁻⁵');
  await ui.click('#gradients [data-key="y"] input[value="0"]');
  await ui.drawn();
  expect(await ui.text(sentence)).toContain('Sure and right');
});

test('the mouse drags the handle on the loss, a click on the gradient moves it', async ({ ui }) => {
  // Cross-entropy at z = 3 is 0.0486, on an axis to 12.
  await ui.drag(chart('loss'), await onPlot(ui, chart('loss'), { x: 0.65, y: 0.005 }), await onPlot(ui, chart('loss'), { x: 0.25, y: 0.5 }));
  expect(Math.abs((await stateOf(ui, 'gradients')).z + 5)).toBeLessThan(0.2);
  await ui.click(chart('gradient'), await onPlot(ui, chart('gradient'), { x: 0.8, y: 0.9 }));
  expect(Math.abs((await stateOf(ui, 'gradients')).z - 6)).toBeLessThan(0.2);
});

test('a finger drags the handle on the gradient', async ({ ui }) => {
  const y = (1.15 - 0.0474) / 2.3;
  await ui.swipe(chart('gradient'), await onPlot(ui, chart('gradient'), { x: 0.65, y }), await onPlot(ui, chart('gradient'), { x: 0.3, y }));
  expect(Math.abs((await stateOf(ui, 'gradients')).z + 4)).toBeLessThan(0.3);
});

test('arrow keys step z; a number outside is refused', async ({ ui }) => {
  await ui.focus('#gradients [data-key="z"] input[type="range"]');
  await ui.press('ArrowLeft');
  expect((await stateOf(ui, 'gradients')).z).toBeCloseTo(2.95, 9);
  await ui.fill(NUMBER, '99');
  expect(await ui.text('#gradients [data-key="z"] .control-error')).toContain('from −10 to 10');
  // The last number that was accepted on the way: the first digit.
  expect((await stateOf(ui, 'gradients')).z).toBe(9);
  expect(await ui.errors()).toMatchObject({ console: [], uncaught: [], violations: [] });
});
