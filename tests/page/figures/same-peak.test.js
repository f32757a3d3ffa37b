/** Three curves with one crosshair: moved on any of them, with copies, tied flips and new flips. */
import { alive, stateOf } from '../figure.js';
import { expect, test } from '../fixtures.js';
import { onPlot } from '../plot.js';

const NUMBER = '#same-peak [data-key="theta"] input[type="number"]';
const chart = (/** @type {string} */ id) => `#same-peak [data-chart="${id}"]`;
const sentence = '#same-peak .figure-sentence';

/** @typedef {import('../ui/ui.js').Ui} Ui */

/** The descriptions of the three charts, as a screen reader has them. @param {Ui} ui @returns {Promise<string[]>} */
const descriptions = (ui) => ui.evaluate(() =>
  [...document.querySelectorAll('#same-peak [data-chart] [role="img"]')].map((element) => element.getAttribute('aria-label')));

test.beforeEach(async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/same-peak.html`);
  await alive(ui, 'same-peak');
});

test('the three charts share their x positions', async ({ ui }) => {
  const boxes = await ui.evaluate(() => [...document.querySelectorAll('#same-peak [data-chart] canvas')].map((canvas) => {
    const { left, width, height } = canvas.getBoundingClientRect();
    return [left, width, height > 90];
  }));
  expect(boxes).toHaveLength(3);
  for (const box of boxes) expect(box).toEqual([boxes[0][0], boxes[0][1], true]);
});

test('typed: at 0.5 all three read the same likelihood, 1/1024', async ({ ui }) => {
  await ui.fill(NUMBER, '0.5');
  await ui.drawn();
  expect(await ui.text('#same-peak .figure-headline')).toBe('log L at θ = 0.50 −6.931 nats');
  const [L, logL, minus] = await descriptions(ui);
  expect(L).toContain('L = 9.77 × 10⁻⁴');
  expect(logL).toContain('log L = −6.931');
  expect(minus).toContain('−log L = 6.931');
});

for (const [id, y] of /** @type {const} */ ([['likelihood', 0.2], ['log-likelihood', 0.2], ['nll', 0.8]])) {
  test(`a click and a tap on ${id} move the one crosshair`, async ({ ui }) => {
    await ui.click(chart(id), await onPlot(ui, chart(id), { x: 0.6, y }));
    expect((await stateOf(ui, 'same-peak')).theta).toBeCloseTo(0.6, 1);
    await ui.tap(chart(id), await onPlot(ui, chart(id), { x: 0.2, y: 0.5 }));
    expect((await stateOf(ui, 'same-peak')).theta).toBeCloseTo(0.2, 1);
  });
}

test('the mouse drags the handle from the foot of L to the other end', async ({ ui }) => {
  await ui.fill(NUMBER, '0.05');
  await ui.drawn();
  const from = await onPlot(ui, chart('likelihood'), { x: 0.05, y: 0 }, { below: 8 });
  await ui.drag(chart('likelihood'), from, await onPlot(ui, chart('likelihood'), { x: 0.9, y: 0.5 }));
  expect((await stateOf(ui, 'same-peak')).theta).toBeCloseTo(0.9, 1);
});

test('the handle can be drawn to the end: the crosshair stops there', async ({ ui }) => {
  await ui.fill(NUMBER, '0.05');
  await ui.drawn();
  const from = await onPlot(ui, chart('likelihood'), { x: 0.05, y: 0 }, { below: 8 });
  await ui.drag(chart('likelihood'), from, await onPlot(ui, chart('likelihood'), { x: 0, y: 0.5 }));
  expect((await stateOf(ui, 'same-peak')).theta).toBe(0.01);
});

test('eight copies: same peak, narrower; arrow keys choose them', async ({ ui }) => {
  await ui.fill(NUMBER, '0.7');
  await ui.click('#same-peak [data-action="commit"]');
  await ui.drawn();
  expect(await ui.text(sentence)).toMatch(/argmin of −log L\. You committed 0\.70: the peak\..* 0\.331 wide/);
  await ui.focus('#same-peak [data-key="copies"] input:checked');
  for (let i = 0; i < 3; i += 1) await ui.press('ArrowRight');
  await ui.drawn();
  expect(await stateOf(ui, 'same-peak')).toMatchObject({ copies: 8 });
  expect(await ui.text(sentence)).toMatch(/argmin of −log L.* 0\.120 wide/);
  expect(await ui.text('#same-peak .peak-times')).toBe('× 8');
});

test('tied flips: the row shows the copies, the sentence both widths', async ({ ui }) => {
  await ui.click('#same-peak [data-action="commit"]');
  await ui.click('#same-peak [data-key="tied"] input');
  await ui.drawn();
  expect(await ui.text(sentence)).toMatch(/0\.290 wide .*0\.401 .*1\.38 times/);
  const coins = await ui.text('#same-peak .peak-coins');
  expect(coins).toBe('HHHHHHHHTT');
  expect(await ui.count('#same-peak .peak-copy')).toBe(5);
});

test('new flips on each press, and undo brings the old ones back', async ({ ui }) => {
  const first = await ui.text('#same-peak .peak-coins');
  await ui.click('#same-peak [data-action="new-data"]');
  await ui.drawn();
  const second = await ui.text('#same-peak .peak-coins');
  expect(second).not.toBe(first);
  await ui.click('#same-peak [data-action="undo"]');
  await ui.drawn();
  expect(await ui.text('#same-peak .peak-coins')).toBe(first);
  expect(await ui.errors()).toMatchObject({ console: [], uncaught: [], violations: [] });
});
