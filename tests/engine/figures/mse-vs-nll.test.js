/** Squared error and Gaussian NLL of one observation y = 1: closed forms, written out here. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engineFromDisk } from '../../../web/build/core.js';
import figure from '../../../web/figures/mse-vs-nll.js';
import { createStore } from '../../../web/ui/store.js';
import { assertReadable, near } from './readable.js';

const engine = await engineFromDisk();
const start = Object.fromEntries(Object.entries(figure.fields).map(([key, field]) => [key, field.start]));
const at = (/** @type {number} */ prediction, whole = true) => figure.view({ ...start, prediction, whole }, engine);
const HALF_LOG_TWO_PI = 0.9189385332046728;

test('the whole curves are what 01_mse_vs_nll draws: 400 even predictions, both losses', () => {
  assert.deepEqual(figure.plotted, { whole: true });
  const { charts, table } = at(figure.fields.prediction.start);
  assert.equal(charts.length, 1);
  assert.deepEqual(table.columns, ['prediction', 'MSE', 'Gaussian NLL']);
  const rows = Array.from(table.rows(), (row) => row.map(Number));
  assert.equal(rows.length, 400);
  assert.deepEqual([rows[0][0], rows[399][0]], [-1, 3]);
  rows.forEach(([prediction, mse, nll], i) => {
    near(prediction, -1 + (4 * i) / 399);
    near(mse, (1 - prediction) ** 2);
    near(nll, (1 - prediction) ** 2 / 2 + HALF_LOG_TWO_PI);
  });
});

test('at 0 and at 3 the figure reads both losses and their slopes', () => {
  const zero = at(0);
  assert.equal(zero.headline?.value, '1.419');
  assert.match(zero.sentence, /MSE 1\.000, Gaussian NLL 1\.419 nats, of which 0\.500 .*MSE −2, NLL −1\. .* up/);
  assert.match(at(3).sentence, /MSE 4\.000, Gaussian NLL 2\.919 nats, of which 2\.000 .*MSE 4, NLL 2\. .* down/);
  assert.deepEqual(zero.charts[0].markers?.map(({ x, y }) => [x, Number(y.toFixed(12))]), [[0, 1], [0, 1.418938533205]]);
});

test('the lowest point is named once the curves were asked for, with what is missing to it', () => {
  assert.match(at(1).sentence, /This is the lowest point of both\. The 0\.919 /);
  assert.match(at(1.01).sentence, /within 0\.01 of the lowest/);
  for (const [prediction, gap] of [[-1, '2.000'], [0.9, '0.005'], [3, '2.000']]) {
    assert.ok(at(Number(prediction)).sentence.includes(`Both are lowest at 1, the observation: the NLL is ${gap} nats lower there.`), at(Number(prediction)).sentence);
    assert.doesNotMatch(at(Number(prediction), false).sentence, /are lowest/);
  }
  for (const prediction of [0.99, 1, 1.01]) assert.doesNotMatch(at(prediction, false).sentence, /(This is|within 0\.01 of) the lowest|½ log 2π/);
  assert.match(at(1, false).sentence, /Slopes: MSE 0, NLL 0\. Look for the lowest point/);
});

test('before the commitment the curves are drawn where the learner has been, and there alone', () => {
  const store = createStore(figure.fields, figure.settle);
  for (const prediction of [2.7, 2.6, 0]) store.set({ prediction });
  const { series } = figure.view(store.state.value, engine).charts[0];
  for (const { x, y } of series) {
    assert.ok(Array.from(x).some((at) => at > 2.6 && at < 2.8));
    assert.ok(Array.from(x).every((at) => at > 2.5 || Math.abs(at) < 0.05));
    Array.from(x).forEach((at, i) => {
      if (Number.isFinite(y[i])) near(y[i], (1 - at) ** 2 / (y === series[0].y ? 1 : 2) + (y === series[0].y ? 0 : HALF_LOG_TWO_PI));
    });
  }
  const button = figure.controls.find(({ key }) => key === 'whole');
  assert.ok(button?.kind === 'button' && button.enabled?.(store.state.value) && !button.enabled(start));
});

test('every prediction gives a whole view', () => {
  for (let i = -100; i <= 300; i += 1) for (const whole of [true, false]) assertReadable(at(i / 100, whole));
});
