/** Squared error and its likelihood: the prediction moved by mouse, finger, keys and number, read in both losses. */
import { alive, stateOf } from '../figure.js';
import { expect, test } from '../fixtures.js';
import { onPlot } from '../plot.js';

const CHART = '#mse-vs-nll [data-chart="losses"]';
const NUMBER = '#mse-vs-nll [data-key="prediction"] input[type="number"]';
const RANGE = '#mse-vs-nll [data-key="prediction"] input[type="range"]';

/** @typedef {import('../ui/ui.js').Ui} Ui */

/** Where the prediction's handle stands on a loss, which are drawn from 0 to 4.5. @param {Ui} ui @param {number} at @param {number} loss */
const place = (ui, at, loss) => onPlot(ui, CHART, { x: (at + 1) / 4, y: loss / 4.5 });

test.beforeEach(async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/mse-vs-nll.html`);
  await alive(ui, 'mse-vs-nll');
});

test('typed: 0 costs 1 and 1.419, 3 costs 4 and 2.919', async ({ ui }) => {
  await ui.fill(NUMBER, '0');
  await ui.drawn();
  expect(await ui.text('#mse-vs-nll .figure-headline')).toBe('Gaussian NLL 1.419 nats');
  expect(await ui.text('#mse-vs-nll .figure-sentence')).toContain('MSE 1.000, Gaussian NLL 1.419 nats');
  await ui.fill(NUMBER, '3');
  await ui.drawn();
  expect(await ui.text('#mse-vs-nll .figure-sentence')).toContain('MSE 4.000, Gaussian NLL 2.919 nats');
});

test('a number outside is refused where it is typed, and the state stays', async ({ ui }) => {
  await ui.fill(NUMBER, '9');
  expect(await ui.text('#mse-vs-nll [data-key="prediction"] .control-error')).toContain('from −1 to 3');
  expect(await stateOf(ui, 'mse-vs-nll')).toMatchObject({ prediction: 2.8, whole: false });
});

test('the whole curves come only after the learner has looked', async ({ ui }) => {
  const described = () => ui.evaluate((chart) => document.querySelector(`${chart} [role="img"]`).getAttribute('aria-label'), CHART);
  await ui.click('#mse-vs-nll [data-action="whole"]');
  expect((await stateOf(ui, 'mse-vs-nll')).whole).toBe(false);
  await ui.fill(NUMBER, '1.5');
  expect(await described()).toContain('only where you have been');
  await ui.click('#mse-vs-nll [data-action="whole"]');
  await ui.drawn();
  expect(await described()).toContain('Two parabolas');
});

test('arrow keys step the prediction', async ({ ui }) => {
  await ui.focus(RANGE);
  for (let i = 0; i < 3; i += 1) await ui.press('ArrowLeft');
  expect((await stateOf(ui, 'mse-vs-nll')).prediction).toBeCloseTo(2.77, 9);
});

test('the mouse drags the NLL’s handle to the lowest point', async ({ ui }) => {
  await ui.drag(CHART, await place(ui, 2.8, 1.62 + 0.919), await place(ui, 1, 0.919));
  await ui.drawn();
  expect((await stateOf(ui, 'mse-vs-nll')).prediction).toBeCloseTo(1, 1);
  expect(await ui.text('#mse-vs-nll .figure-headline')).toBe('Gaussian NLL 0.919 nats');
});

test('a finger drags the handle of the squared error, and a tap places it', async ({ ui }) => {
  // Level: a swipe up or down belongs to the page.
  await ui.swipe(CHART, await place(ui, 2.8, 3.24), await place(ui, 2, 3.24));
  expect((await stateOf(ui, 'mse-vs-nll')).prediction).toBeCloseTo(2, 1);
  await ui.tap(CHART, await place(ui, 0, 3));
  expect((await stateOf(ui, 'mse-vs-nll')).prediction).toBeCloseTo(0, 1);
  expect(await ui.errors()).toMatchObject({ console: [], uncaught: [], violations: [] });
});
