/** From noise to loss: the point by mouse, keyboard and touch, the noise, the strip, and the verbs' states. */
import { alive, reading, stateOf } from '../figure.js';
import { expect, test } from '../fixtures.js';

const ID = 'noise-to-loss';
/** @typedef {import('../ui/ui.js').Ui} Ui */

test.beforeEach(async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/${ID}.html`);
  await alive(ui, ID);
});

test.afterEach(async ({ ui }) => {
  expect(await ui.errors()).toMatchObject({ console: [], uncaught: [], violations: [] });
});

/** Gaussian NLL at σ = 1. @param {number} r */
const gaussian = (r) => (0.9189385332046727 + r * r / 2).toFixed(3);
/** @param {Ui} ui */
async function headline(ui) {
  await ui.drawn();
  return ui.text(`#${ID} .figure-value`);
}
/** @param {Ui} ui @param {Record<string, unknown>} state */
async function set(ui, state) {
  expect(await ui.evaluate((id, changes) => /** @type {any} */ (document.getElementById(id)).set(changes), ID, state)).toBe(null);
  await ui.drawn();
}

test('starts with y = 1.5: three charts, four lines of derivation', async ({ ui }) => {
  expect(await headline(ui)).toBe('2.044');
  expect(await ui.count(`#${ID} .chart [role="img"][aria-label]`)).toBe(3);
  expect(await ui.count(`#${ID} .derivation-steps li`)).toBe(4);
  expect(await ui.text(`#${ID} .derivation-steps li:nth-child(2) .derivation-numbers`)).toBe('0.919 + 0.000 + 1.125 = 2.044');
});

test('arrow keys move the observation by its step', async ({ ui }) => {
  await ui.focus(`#${ID} [data-key="y"] input[type="range"]`);
  await ui.press('ArrowRight');
  await ui.press('ArrowRight');
  expect((await stateOf(ui, ID)).y).toBeCloseTo(1.52, 10);
  expect(await headline(ui)).toBe(gaussian(1.52));
});

for (const chart of ['density', 'loss', 'pull']) {
  test(`a click and a tap on the ${chart} chart place the point, a drag moves it`, async ({ ui }) => {
    const box = `#${ID} [data-chart="${chart}"]`;
    for (const [act, x, sign] of /** @type {const} */ ([['click', 0.35, -1], ['tap', 0.85, 1]])) {
      await ui[act](box, { x, y: 0.3 });
      const { y } = await stateOf(ui, ID);
      expect(Math.sign(y)).toBe(sign);
      expect(await headline(ui)).toBe(gaussian(y));
    }
    // On the pull chart the handle at residual 0 lies in the middle of the plot; the plot starts right of the labels.
    await set(ui, { y: 0 });
    if (chart !== 'pull') return;
    const middle = await ui.evaluate((selector) => {
      const { width } = /** @type {Element} */ (document.querySelector(selector)).getBoundingClientRect();
      return (62 + (width - 62 - 14) / 2) / width;
    }, box);
    for (const gesture of /** @type {const} */ (['drag', 'swipe'])) {
      await set(ui, { y: 0 });
      await ui[gesture](box, { x: middle, y: 0.385 }, { x: middle + 0.07, y: 0.385 });
      const { y } = await stateOf(ui, ID);
      expect(y).toBeGreaterThan(0.5);
      expect(y).toBeLessThan(2);
      expect(await headline(ui)).toBe(gaussian(y));
    }
  });
}

test('the constants are removed and come back', async ({ ui }) => {
  await ui.click(`#${ID} [data-key="constants"] input`);
  expect(await headline(ui)).toBe('1.125');
  await ui.click(`#${ID} [data-action="undo"]`);
  expect(await headline(ui)).toBe('2.044');
});

test('each noise shows its own controls; undo leads back', async ({ ui }) => {
  const visible = () => ui.evaluate((id) => [...document.querySelectorAll(`#${id} .control`)]
    .filter((control) => !(/** @type {HTMLElement} */ (control).hidden))
    .map((control) => /** @type {HTMLElement} */ (control).dataset.key ?? control.querySelector('button')?.dataset.action), ID);
  expect(await visible()).toEqual(['noise', 'y', 'prediction', 'scale', 'constants']);
  await ui.click(`#${ID} [data-key="noise"] input[value="laplace"]`);
  expect(await headline(ui)).toBe('2.193');
  for (const [noise, value, shape] of [['student-t', '2.097', 'nu'], ['huber', '2.092', 'k'], ['asymmetric-laplace', '3.033', 'tau']]) {
    await ui.click(`#${ID} [data-key="noise"] input[value="${noise}"]`);
    expect(await headline(ui)).toBe(value);
    expect(await visible()).toEqual(['noise', 'y', 'prediction', 'scale', shape, 'constants']);
    await ui.click(`#${ID} [data-action="undo"]`);
  }
  await ui.click(`#${ID} [data-key="noise"] input[value="poisson"]`);
  expect(await headline(ui)).toBe('2.075');
  expect(await visible()).toEqual(['noise', 'count', 'rate', 'constants']);
  await ui.click(`#${ID} [data-action="undo"]`);
  await ui.click(`#${ID} [data-key="noise"] input[value="bernoulli"]`);
  expect(await headline(ui)).toBe('0.223');
  expect(await visible()).toEqual(['noise', 'y', 'prediction']);
  await ui.click(`#${ID} [data-key="noise"] input[value="categorical"]`);
  expect(await visible()).toEqual(['noise', 'y', 'z0', 'z1', 'z2', 'add-one', 'double']);
  for (let i = 0; i < 3; i++) await ui.click(`#${ID} [data-action="undo"]`);
  expect(await headline(ui)).toBe('2.044');
});

test('adding 1 to every logit changes no probability, doubling does', async ({ ui }) => {
  await set(ui, { noise: 'categorical', y: 0, z0: 2, z1: 1, z2: -1 });
  expect(await headline(ui)).toBe('0.349');
  await ui.click(`#${ID} [data-action="add-one"]`);
  expect((await stateOf(ui, ID)).z0).toBe(3);
  expect(await headline(ui)).toBe('0.349');
  await ui.click(`#${ID} [data-action="double"]`);
  expect(await headline(ui)).toBe('0.129');
  // 6 doubled would leave the axis.
  expect(await ui.evaluate((id) => document.querySelector(`#${id} [data-action="double"]`)?.getAttribute('aria-disabled'), ID)).toBe('true');
});

test('what happened had probability 0: infinite, in words; nonsense is refused in words', async ({ ui }) => {
  await set(ui, { noise: 'bernoulli', y: 1, prediction: 0.5 });
  const field = `#${ID} [data-key="prediction"]:not([hidden]) input[type="number"]`;
  await ui.fill(field, '0');
  expect(await headline(ui)).toBe('infinite');
  expect((await reading(ui, ID)).sentence).toContain('the loss is infinite');
  await ui.fill(field, '-9');
  expect((await stateOf(ui, ID)).prediction).toBe(0);
  expect(await ui.text(`#${ID} [data-key="prediction"]:not([hidden]) .control-error`)).toContain('a number');
});
