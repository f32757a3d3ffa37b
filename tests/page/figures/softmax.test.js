/** Penguins: a bird chosen, the fit, shift, temperature, smoothing. Numbers: as in the engine's test. */
import { alive, stateOf } from '../figure.js';
import { expect, test } from '../fixtures.js';
import { onPlot } from '../plot.js';

const MAP = '#softmax [data-chart="map"]';
const sentence = '#softmax .figure-sentence';
const number = (/** @type {string} */ key) => `#softmax [data-key="${key}"] input[type="number"]`;
/** @param {import('../ui/ui.js').Ui} ui @returns {Promise<string[]>} what stands in the bird's table, row by row */
const cells = (ui) => ui.evaluate(() => [...document.querySelectorAll('#softmax .softmax-bird tbody td')].map((cell) => cell.textContent ?? ''));

test.beforeEach(async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/softmax.html`);
  await alive(ui, 'softmax');
});

test('a click and a tap choose the nearest bird', async ({ ui }) => {
  // Bird 342's neighbourhood is crowded; a lone one is the Chinstrap with the longest bill but one, 58 mm and 181 mm.
  const lone = await onPlot(ui, MAP, { x: (58 - 31) / 30, y: (181 - 168) / 68 });
  await ui.click(MAP, lone);
  await ui.drawn();
  expect(await ui.text(sentence)).toContain('a Chinstrap (58 mm, 181 mm)');
  const gentoo = await onPlot(ui, MAP, { x: (59.6 - 31) / 30, y: (230 - 168) / 68 });
  await ui.tap(MAP, gentoo);
  await ui.waitFor(() => document.querySelector('#softmax .figure-sentence')?.textContent?.includes('a Gentoo (59.6 mm, 230 mm)'));
});

test('by keyboard: fit, then 0.990 for the first bird; a constant changes nothing', async ({ ui }) => {
  await ui.fill(number('bird'), '1');
  await ui.drawn();
  expect((await cells(ui)).slice(0, 4)).toEqual(['0.00', '0.333', '1.000', '−0.667']);
  await ui.focus('#softmax [data-action="fit"]');
  await ui.press('Enter');
  await ui.drawn();
  const fitted = await cells(ui);
  expect(fitted.slice(0, 4)).toEqual(['0.00', '0.990', '1.000', '−0.010']);
  expect(await ui.text(sentence)).toContain('Mean loss 0.114 = entropy 0.000 + KL 0.114');
  await ui.fill(number('shift'), '2');
  await ui.drawn();
  const shifted = await cells(ui);
  expect(shifted[0]).toBe('2.00');
  expect(shifted.filter((_, i) => i % 4 !== 0)).toEqual(fitted.filter((_, i) => i % 4 !== 0));
  expect(await ui.text(sentence)).toContain('changed no probability');
});

test('smoothing 0.1: the floor of three classes is 0.291', async ({ ui }) => {
  await ui.click('#softmax [data-action="fit"]');
  await ui.fill(number('smoothing'), '0.1');
  await ui.drawn();
  expect(await ui.text(sentence)).toMatch(/entropy 0\.291 \+ KL .*no longer the NLL of the labels observed/);
});

test('bill depth and flipper length: no maximum, said; undo goes back', async ({ ui }) => {
  await ui.click('#softmax [data-action="fit"]');
  await ui.click('#softmax [data-key="pair"] input[value="depth-flipper"]');
  await ui.drawn();
  expect(await ui.text(sentence)).toMatch(/^No maximum exists for the observed labels of this pair/);
  await ui.click('#softmax [data-action="undo"]');
  await ui.drawn();
  expect(await ui.text(sentence)).not.toMatch(/No maximum/);
  expect((await stateOf(ui, 'softmax')).pair).toBe('length-flipper');
});

test('nonsense in a field is refused where it stands', async ({ ui }) => {
  for (const [key, text] of [['bird', '0'], ['temperature', '-1'], ['smoothing', '-0.1'], ['shift', '999']]) {
    await ui.fill(number(key), text);
    expect(await ui.text(`#softmax [data-key="${key}"] .control-error`)).toContain('number from');
  }
});
