/** The reading cursor: along the curves by keyboard and mouse, the same place in every chart over the same axis. */
import { alive, stateOf } from './figure.js';
import { expect, test } from './fixtures.js';

const CURSOR = (/** @type {string} */ chart) => `#same-peak [data-chart="${chart}"] [role="slider"]`;

/** @typedef {import('./ui/ui.js').Ui} Ui */

/** The place and the value that a screen reader hears. @param {Ui} ui @param {string} chart @returns {Promise<{ at: number, value: number }>} */
const heard = (ui, chart) => ui.evaluate((selector) => {
  const text = document.querySelector(selector).getAttribute('aria-valuetext') ?? '';
  const [, at, value] = /^\S+ (\S+): .* (\S+)$/.exec(text) ?? [];
  return { at: Number(at), value: Number(value?.replace('−', '-')) };
}, CURSOR(chart));

/** The whole curves: before the commitment they run where the learner has been. @param {Ui} ui @param {import('./server.js').Servers} servers */
async function openSamePeak(ui, servers) {
  await ui.goto(`${servers.site}embed/same-peak.html#v1/same-peak?whole=1`);
  await alive(ui, 'same-peak');
}

test('arrow keys walk along the curve; Shift leaps; Home and End go to its ends', async ({ ui, servers }) => {
  await openSamePeak(ui, servers);
  const state = await stateOf(ui, 'same-peak');
  await ui.focus(CURSOR('log-likelihood'));
  await ui.press('ArrowRight');
  const first = await heard(ui, 'log-likelihood');
  // 7 heads and 3 tails: log L = 7 log θ + 3 log(1 − θ), read to four digits.
  const logL = (/** @type {number} */ t) => 7 * Math.log(t) + 3 * Math.log(1 - t);
  expect(Math.abs(first.value - logL(first.at))).toBeLessThan(0.005);
  await ui.press('ArrowRight');
  const second = await heard(ui, 'log-likelihood');
  expect(second.at).toBeGreaterThan(first.at);
  await ui.press('Shift+ArrowRight');
  const leapt = await heard(ui, 'log-likelihood');
  expect((leapt.at - second.at) / (second.at - first.at)).toBeCloseTo(10, 0);
  const place = () => ui.evaluate((selector) => Number(document.querySelector(selector).getAttribute('aria-valuenow')), CURSOR('log-likelihood'));
  await ui.press('Home');
  expect(await place()).toBeLessThan(0.01);
  await ui.press('End');
  expect(await place()).toBeGreaterThan(0.99);
  // Reading changes nothing.
  expect(await stateOf(ui, 'same-peak')).toEqual(state);
});

test('arrow keys walk along each fitted line, from year to year', async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/outliers.html#v1/outliers?all=1`);
  await alive(ui, 'outliers');
  const cursor = '#outliers [data-chart="lines"] [role="slider"]';
  const read = () => ui.evaluate((selector) => {
    const element = document.querySelector(selector);
    const words = element.getAttribute('aria-valuetext').replaceAll('−', '-');
    return { year: Number(element.getAttribute('aria-valuenow')), lines: Object.fromEntries([...words.matchAll(/([A-Z][a-z ]+) (-?[\d.]+)/g)].map(([, name, value]) => [name, Number(value)])) };
  }, cursor);
  await ui.focus(cursor);
  await ui.press('Home');
  expect((await read()).year).toBe(1949.5);
  await ui.press('End');
  expect((await read()).year).toBe(1973.5);
  await ui.press('ArrowLeft');
  const { year, lines } = await read();
  expect(year).toBe(1973);
  expect(Object.keys(lines).sort()).toEqual(['Gaussian', 'Huber', 'Laplace', 'Student t']);
  // Least squares on R's phones (MASS): calls = −260.06 + 5.0415 (year − 1900).
  expect(lines.Gaussian).toBeCloseTo(-260.06 + 5.0415 * 73, 0);
});

test('the mouse reads the curve under it', async ({ ui, servers }) => {
  await openSamePeak(ui, servers);
  await ui.hover('#same-peak [data-chart="nll"]', { x: 0.75, y: 0.4 });
  const { at, value } = await heard(ui, 'nll');
  expect(at).toBeGreaterThan(0.65);
  expect(at).toBeLessThan(0.8);
  expect(Math.abs(value + 7 * Math.log(at) + 3 * Math.log(1 - at))).toBeLessThan(0.01);
});
