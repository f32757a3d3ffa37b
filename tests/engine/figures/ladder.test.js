/** Six rungs from a likelihood to a loss, against closed forms of 7 heads in 10. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engineFromDisk } from '../../../web/build/core.js';
import figure from '../../../web/figures/ladder.js';
import { readAll } from '../../../web/figures/ladder-steps.js';
import { createStore } from '../../../web/ui/store.js';
import { assertReadable, near } from './readable.js';

const engine = await engineFromDisk();
const at = (/** @type {number} */ step, /** @type {number} */ p, guess = '') => figure.view({ step, p, guess, trail: '40' }, engine);

const log = (/** @type {number} */ p) => 7 * Math.log(p) + 3 * Math.log(1 - p);
const clipped = (/** @type {number} */ p) => Math.min(0.95, Math.max(0.05, p));
/** @type {((p: number) => number)[]} */
const rungs = [
  (p) => 120 * p ** 7 * (1 - p) ** 3,
  (p) => Math.log(120) + log(p),
  (p) => -Math.log(120) - log(p),
  (p) => (-Math.log(120) - log(p)) / 10,
  (p) => -log(p) / 10,
  (p) => -log(clipped(p)) / 10,
];

test('the lesson’s table: the value of each rung at 0.7', () => {
  assert.deepEqual(rungs.map((_, step) => at(step, 0.7).headline?.value), ['0.2668', '−1.3212', '1.3212', '0.1321', '0.6109', '0.6109']);
});

test('each rung’s curve and table follow its closed form', () => {
  rungs.forEach((rung, step) => {
    const { charts: [{ series }], table } = at(step, 0.5, '0.5');
    const drawn = series[series.length - 1];
    assert.equal(drawn.x.length, 400);
    Array.from(drawn.x, (p, i) => near(drawn.y[i], rung(p), 1e-11));
    for (const row of table.rows()) near(Number(row[step + 1]), rung(Number(row[0])), 1e-11);
  });
});

test('the slope of each rung agrees with differences of its value', () => {
  const h = 1e-6;
  for (const p of [0.02, 0.2, 0.5, 0.7, 0.9, 0.97]) {
    readAll(p, engine).forEach(({ slope }, step) => near(slope, (rungs[step](p + h) - rungs[step](p - h)) / (2 * h), 1e-6));
  }
});

test('the place is pinned from the first rung on; on the ground only where it was found', () => {
  const pins = (/** @type {number} */ step, /** @type {number} */ p) =>
    at(step, p).charts[0].guides?.filter(({ role }) => role === 'optimum').map(({ value, label }) => [value, label]);
  assert.deepEqual(pins(0, 0.4), []);
  assert.doesNotMatch(at(0, 0.4).sentence + at(0, 0.4).charts[0].description, /0\.7|arg/);
  assert.deepEqual(pins(0, 0.7), [[0.7, 'argmax 0.7']]);
  assert.deepEqual(pins(1, 0.4), [[0.7, 'argmax 0.7']]);
  for (const step of [2, 3, 4, 5]) assert.deepEqual(pins(step, 0.4), [[0.7, 'argmin 0.7']]);
});

test('at the peak the slope prints as 0, and beside it the figure does not call it the peak', () => {
  assert.match(at(0, 0.7).sentence, /with slope 0\. This is the highest point: climb/);
  assert.match(at(1, 0.7).sentence, /slope stays 0\. The logarithm changes every height, and every slope but the zero at the peak/);
  for (const step of [0, 1, 2, 3, 4, 5]) assert.doesNotMatch(at(step, 0.7).sentence, /10⁻/);
  assert.match(at(0, 1e-5).sentence, /with slope 8\.4 × 10⁻²⁸/); // 840 p^6, which is not 0
  // The slope of L at 0.704: 120 p^6 (1 - p)^2 (7 - 10 p).
  const slope = (120 * 0.704 ** 6 * 0.296 ** 2 * (7 - 7.04)).toPrecision(3).replace('-', '−');
  assert.ok(at(0, 0.704).sentence.includes(`At p = 0.704 their probability is 0.2667, with slope ${slope}. You are within 0.01 of the highest point, 0.7: climb.`),
    at(0, 0.704).sentence);
  const times = ((0.7 / 0.704) ** 7 * (0.3 / 0.296) ** 3).toPrecision(6).replace(/0+$/, '');
  assert.ok(at(1, 0.5, '0.704').sentence.includes(`You pinned 0.704: at 0.7 the data are ${times} times as probable.`), at(1, 0.5, '0.704').sentence);
});

test('on the ground the curve is drawn where the learner has been; to climb is to commit', () => {
  const store = createStore(figure.fields, figure.settle);
  for (const p of [0.5, 0.6]) store.set({ p });
  const [{ x, y }] = figure.view(store.state.value, engine).charts[0].series;
  assert.ok(Math.min(...Array.from(x)) > 0.39 && Math.max(...Array.from(x)) < 0.61);
  Array.from(x).forEach((p, i) => { if (Number.isFinite(y[i])) near(y[i], rungs[0](p), 1e-11); });
  store.set({ step: 1 });
  assert.equal(store.state.value.guess, '0.6');
  // 0.7^7 0.3^3 over 0.6^7 0.4^3.
  assert.match(figure.view(store.state.value, engine).sentence, /You pinned 0\.60: at 0\.7 the data are 1\.24 times as probable/);
  store.set({ step: 0 });
  assert.equal(figure.view(store.state.value, engine).charts[0].series[0].x.length, 400);
  assert.match(at(1, 0.5, '0').sentence, /where the data are impossible/);
  assert.match(at(1, 0.5, '0.7').sentence, /You pinned the highest point/);
});

test('dropping constants moves the value and not the slope', () => {
  assert.match(at(4, 0.5).sentence, /value from 0\.2144 to 0\.6931, slope stays −0\.8\. .* 0\.479/);
});

test('clipping stops the pull beyond 0.05 and changes nothing inside', () => {
  assert.match(at(5, 0.02).sentence, /value from 2\.7445 to 2\.1124, slope from −34\.7 to 0\. p counts as 0\.05/);
  assert.match(at(5, 0.5).sentence, /value stays 0\.6931, slope stays −0\.8\. /);
  assert.match(at(5, 1).sentence, /value from infinity to 0\.9346, slope from infinity to 0\. p counts as 0\.95/);
});

test('the ends are said in words', () => {
  assert.deepEqual([0, 1, 2, 3, 4].map((step) => at(step, 0).headline?.value), ['0', 'minus infinity', 'infinity', 'infinity', 'infinity']);
});

test('every state gives a whole view', () => {
  for (let step = 0; step < 6; step += 1) for (let i = 0; i <= 200; i += 1) for (const guess of ['', '0', '0.5']) assertReadable(at(step, i / 200, guess));
});
