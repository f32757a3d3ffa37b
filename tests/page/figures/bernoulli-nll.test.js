import { alive, drawn, stateOf } from '../figure.js';
import { expect, test } from '../fixtures.js';

const id = 'bernoulli-nll';
const chart = `#${id} .chart[data-chart="loss"]`;
const range = `#${id} [data-key="p"] input[type="range"]`;
const field = `#${id} [data-key="p"] input[type="number"]`;

/** @param {string} key @param {string | number} value */
const choice = (key, value) => `#${id} [data-key="${key}"] label:has(input[value="${value}"])`;

test.beforeEach(async ({ ui, servers }) => {
  await ui.goto(`${servers.site}#${id}`);
  await alive(ui, id);
});

/** @param {import('../ui/ui.js').Ui} ui */
async function loss(ui) {
  await drawn(ui);
  return `${await ui.text(`#${id} .figure-value`)} ${await ui.text(`#${id} .figure-unit`)}`;
}

test('starts with y = 1 at p = 0.8, which costs -log 0.8', async ({ ui }) => {
  expect(await stateOf(ui, id)).toEqual({ p: 0.8, y: 1, unit: 'nats', axis: 'p', clip: false });
  expect(await loss(ui)).toBe('0.223 nats');
  expect(await ui.text(`#${id} .figure-sentence`)).toContain('0.223 nats');
});

test('numbers typed into the field: the loss in nats and bits', async ({ ui }) => {
  // -log p, and -log2 p, from tables of logarithms.
  for (const [p, nats, bits] of [['0.5', '0.693 nats', '1.000 bits'], ['0.25', '1.386 nats', '2.000 bits'], ['0.001', '6.908 nats', '9.966 bits']]) {
    await ui.click(choice('unit', 'nats'));
    await ui.fill(field, p);
    expect(await loss(ui)).toBe(nats);
    expect(await ui.value(range)).toBe(p);
    await ui.click(choice('unit', 'bits'));
    expect(await loss(ui)).toBe(bits);
  }
});

test('the other outcome: y = 0 costs -log(1 - p)', async ({ ui }) => {
  await ui.click(choice('y', 0));
  expect(await loss(ui)).toBe('1.609 nats'); // -log 0.2
});

test('the price of confidence: a 99.9 % miss against right calls at 90 %', async ({ ui }) => {
  await ui.fill(field, '0.001');
  await drawn(ui);
  expect(await ui.text(`#${id} .figure-sentence`)).toContain('65.6 right calls at 90 %');
});

test('arrow keys move p', async ({ ui }) => {
  await ui.focus(range);
  await ui.press('ArrowRight');
  expect((await stateOf(ui, id)).p).toBeCloseTo(0.8001, 10);
  await ui.press('ArrowLeft');
  await ui.press('ArrowLeft');
  expect((await stateOf(ui, id)).p).toBeCloseTo(0.7999, 10);
  await ui.press('Home');
  expect((await stateOf(ui, id)).p).toBeCloseTo(0.0001, 10);
  expect(await loss(ui)).toBe('9.210 nats'); // -log 1e-4
});

test('clicking, tapping and dragging on the chart set p', async ({ ui }) => {
  /** Where p stands on the chart, as a fraction of its box. @param {number} p */
  const at = async (p) => ({ x: await ui.evaluate(placeOfP, chart, p), y: 0.5 });
  await ui.click(chart, await at(0.5));
  expect((await stateOf(ui, id)).p).toBeCloseTo(0.5, 2);
  await ui.tap(chart, await at(0.25));
  await ui.waitFor((figure) => Math.abs(document.getElementById(figure).state.p - 0.25) < 0.01, id);
});
