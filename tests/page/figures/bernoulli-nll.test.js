import { alive, findHandle, stateOf } from '../figure.js';
import { expect, test } from '../fixtures.js';
import { onPlot } from '../plot.js';

const id = 'bernoulli-nll';
const chart = `#${id} .chart[data-chart="loss"]`;
const range = `#${id} [data-key="p"] input[type="range"]`;
const field = `#${id} [data-key="p"] input[type="number"]`;

/** @param {string} key @param {string | number} value */
const choice = (key, value) => `#${id} [data-key="${key}"] label:has(input[value="${value}"])`;

test.beforeEach(async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/${id}.html`);
  await alive(ui, id);
});

/** @param {import('../ui/ui.js').Ui} ui */
async function loss(ui) {
  await ui.drawn();
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

test('the price of confidence: a 99.9% miss against right calls at 90%', async ({ ui }) => {
  await ui.fill(field, '0.001');
  await ui.drawn();
  expect(await ui.text(`#${id} .figure-sentence`)).toContain('65.6 right calls at 90%');
});

test('arrow keys move p', async ({ ui }) => {
  await ui.focus(range);
  await ui.press('ArrowRight');
  expect((await stateOf(ui, id)).p).toBeCloseTo(0.8001, 10);
  await ui.press('ArrowLeft');
  await ui.press('ArrowLeft');
  expect((await stateOf(ui, id)).p).toBeCloseTo(0.7999, 10);
  await ui.press('Home');
  expect((await stateOf(ui, id)).p).toBe(0);
  expect(await loss(ui)).toBe('∞ nats');
  await ui.press('ArrowRight');
  expect(await loss(ui)).toBe('9.210 nats'); // -log 1e-4
});

test('p = 0 and p = 1 are taken: the loss is infinite where the outcome was called impossible', async ({ ui }) => {
  await ui.fill(field, '0');
  expect(await loss(ui)).toBe('∞ nats');
  expect(await ui.text(`#${id} .figure-sentence`)).toContain('the loss is infinite');
  expect(await ui.text(`#${id} [data-key="p"] .control-error`)).toBe('');
  await ui.fill(field, '1');
  expect(await loss(ui)).toBe('0.000 nats');
  await ui.fill(field, '0.5');
  await ui.drawn();
  // Dragged to the edge of the plot it is as infinite as typed.
  const handle = await onPlot(ui, chart, { x: 0.5, y: 0.0693 }); // -log 0.5 of 10
  await ui.drag(chart, handle, { x: 0.01, y: handle.y });
  expect((await stateOf(ui, id)).p).toBe(0);
  expect(await loss(ui)).toBe('∞ nats');
});

/**
 * Where p stands on the chart, as a fraction of its width: two clicks tell, as p is linear there.
 * @param {import('../ui/ui.js').Ui} ui
 * @returns {Promise<(p: number) => number>}
 */
async function scale(ui) {
  const [a, b] = [0.3, 0.7];
  await ui.click(chart, { x: a, y: 0.4 });
  const { p: left } = await stateOf(ui, id);
  await ui.click(chart, { x: b, y: 0.4 });
  const { p: right } = await stateOf(ui, id);
  expect(right - left).toBeGreaterThan(0.3);
  return (p) => a + ((p - left) * (b - a)) / (right - left);
}

test('a click and a tap on the chart bring p there', async ({ ui }) => {
  const x = await scale(ui);
  await ui.click(chart, { x: x(0.5), y: 0.4 });
  expect((await stateOf(ui, id)).p).toBeCloseTo(0.5, 2);
  expect(await loss(ui)).toMatch(/^0\.(68|69|70)\d nats$/); // -log 0.5 = 0.693, within a pixel
  await ui.tap(chart, { x: x(0.25), y: 0.4 });
  await expect.poll(async () => (await stateOf(ui, id)).p).toBeCloseTo(0.25, 2);
  expect(await ui.value(range)).toBe(String((await stateOf(ui, id)).p));
});

test('the handle is dragged with the mouse and with a finger', async ({ ui }) => {
  const x = await scale(ui);
  await ui.fill(field, '0.8');
  const handle = await findHandle(ui, chart, x(0.8));
  await ui.drag(chart, handle, { x: x(0.4), y: handle.y });
  expect((await stateOf(ui, id)).p).toBeCloseTo(0.4, 1.7);
  await ui.click(choice('unit', 'bits')); // another act between, so that undo counts two drags
  await ui.drawn();
  const next = await findHandle(ui, chart, x(0.4));
  await ui.swipe(chart, next, { x: x(0.6), y: next.y });
  await expect.poll(async () => (await stateOf(ui, id)).p).toBeCloseTo(0.6, 1.7);
  // The whole drag is one step of undo.
  await ui.click(`#${id} [data-action="undo"]`);
  expect(await stateOf(ui, id)).toMatchObject({ p: expect.closeTo(0.4, 1.7), unit: 'bits' });
});

test('clipping: beyond eps the loss stays and the gradient is gone', async ({ ui }) => {
  await ui.fill(field, '0.001');
  await ui.click(`#${id} [data-key="clip"] label`);
  expect(await loss(ui)).toBe('4.605 nats'); // -log 0.01
  expect(await ui.text(`#${id} .figure-sentence`)).toContain('nothing pulls p back');
  await ui.click(`#${id} [data-key="clip"] label`);
  expect(await loss(ui)).toBe('6.908 nats'); // -log 0.001
});

test('on the logit axis the gradient in z is p - y', async ({ ui }) => {
  await ui.click(choice('axis', 'logit'));
  await ui.drawn();
  expect(await loss(ui)).toBe('0.223 nats');
  expect(await ui.text(`#${id} .figure-sentence`)).toContain('Gradient in z: −0.2');
  expect(await ui.evaluate((query) => document.querySelector(`${query} [role="img"]`).getAttribute('aria-label'), chart)).toContain('logit of p');
});

test('a verb in the prose sets it', async ({ ui, servers }) => {
  await ui.goto(servers.site);
  await alive(ui, id);
  const verb = `a.act[data-figure="${id}"][data-set*="p="]`;
  const set = await ui.evaluate((query) => document.querySelector(query).dataset.set, verb);
  await ui.click(verb);
  expect((await stateOf(ui, id)).p).toBe(Number(new URLSearchParams(set).get('p')));
});
