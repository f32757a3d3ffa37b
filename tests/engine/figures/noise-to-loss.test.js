/** Four noise models: density, loss, pull and derivation against their closed forms. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engineFromDisk } from '../../../web/build/core.js';
import { noises } from '../../../web/figures/noise-to-loss-models.js';
import figure from '../../../web/figures/noise-to-loss.js';
import { createStore } from '../../../web/ui/store.js';
import { assertReadable, near } from './readable.js';

const engine = await engineFromDisk();
const start = Object.fromEntries(Object.entries(figure.fields).map(([key, field]) => [key, field.start]));
const at = (/** @type {object} */ state) => figure.view({ ...start, ...state }, engine);
/** @param {string} query a prose link's */
const after = (query) => {
  const store = createStore(figure.fields, figure.settle);
  assert.equal(store.setFromText(query), null);
  return { state: store.state.value, view: figure.view(store.state.value, engine) };
};
const rows = (/** @type {object} */ state) => Array.from(at(state).table.rows(), (row) => row.map(Number));

test('the lesson’s Gaussian: residual 0.5 at σ = 1 costs 1.0439, of which 0.125 is misfit', () => {
  assert.equal(at({ y: 2, prediction: 1.5 }).headline?.value, '1.044');
  assert.equal(at({ y: 2, prediction: 1.5, constants: false }).headline?.value, '0.125');
});

test('Gaussian and Laplace curves follow their closed forms', () => {
  for (const scale of [0.5, 1, 1.7, 3]) {
    for (const [r, density, nll, kept, pull] of rows({ noise: 'gaussian', scale })) {
      near(density, Math.exp(-r * r / (2 * scale * scale)) / (scale * Math.sqrt(2 * Math.PI)), 1e-13);
      near(nll, 0.9189385332046727 + Math.log(scale) + r * r / (2 * scale * scale));
      near(kept, r * r / (2 * scale * scale));
      near(pull, r / (scale * scale));
    }
    for (const [r, density, nll, kept, pull] of rows({ noise: 'laplace', scale })) {
      near(density, Math.exp(-Math.abs(r) / scale) / (2 * scale), 1e-13);
      near(nll, 0.6931471805599453 + Math.log(scale) + Math.abs(r) / scale);
      near(kept, Math.abs(r) / scale);
      if (r !== 0) near(pull, Math.sign(r) / scale);
    }
  }
});

test('the strip is the additive constants, and its removal lowers the curve by them and keeps the place of the minimum', () => {
  const kept = at({ scale: 2 }).charts[1].series;
  const dropped = at({ scale: 2, constants: false }).charts[1].series;
  const strip = kept.find(({ kind }) => kind === 'area');
  near(Number(strip?.y[0]), 0.9189385332046727 + Math.log(2));
  assert.equal(dropped.some(({ kind }) => kind === 'area'), false);
  const lowest = (/** @type {ArrayLike<number>} */ y) => Array.from(y).indexOf(Math.min(...Array.from(y)));
  const [whole, bare] = [kept, dropped].map((series) => series[series.length - 1]);
  Array.from(whole.y, (nll, i) => near(nll - bare.y[i], 0.9189385332046727 + Math.log(2)));
  assert.equal(whole.x[lowest(whole.y)], 0);
  assert.equal(lowest(bare.y), lowest(whole.y));
});

test('the short line at the point has the slope of the loss', () => {
  const h = 1e-6;
  const states = [{ y: 1.2 }, { noise: 'laplace', y: -0.7, scale: 2 }, { noise: 'bernoulli', y: 0, prediction: 0.3 },
    { noise: 'categorical', y: 1, z1: -0.4 }];
  const moved = [{ y: 1.2 + h }, { y: -0.7 + h }, { prediction: 0.3 + h }, { z1: -0.4 + h }];
  states.forEach((state, i) => {
    const line = at(state).charts[1].series.find(({ role }) => role === 'gradient');
    assert.ok(line);
    const height = (/** @type {object} */ changed) => /** @type {number} */ (at({ ...state, ...changed }).charts[1].markers?.[0].y);
    near((line.y[1] - line.y[0]) / (line.x[1] - line.x[0]), (height(moved[i]) - height({})) / h, 1e-5);
  });
});

test('at the kink of the Laplace loss there is no slope, and the sentence says so', () => {
  const view = at({ noise: 'laplace', y: 0.5, prediction: 0.5 });
  assert.match(view.sentence, /kink/);
  assert.equal(view.charts[1].series.some(({ role }) => role === 'gradient'), false);
});

test('Bernoulli: p = 0.8 costs 0.2231; impossible and observed is infinite, in words', () => {
  const { state, view } = after('noise=bernoulli&y=1&prediction=0.8');
  assert.equal(state.noise, 'bernoulli');
  assert.equal(view.headline?.value, '0.223');
  assert.match(view.sentence, /strength 1\.25 nats per unit of p\. On the logit its pull is 0\.200/);
  for (const [p, one, zero, pull] of rows({ noise: 'bernoulli', y: 1 })) {
    if (p > 0 && p < 1) [near(one, -Math.log(p)), near(zero, -Math.log(1 - p)), near(pull, 1 / p)];
  }
  const impossible = at({ noise: 'bernoulli', y: 1, prediction: 0 });
  assert.equal(impossible.headline?.value, 'infinite');
  assert.match(impossible.sentence, /the loss is infinite/);
});

test('categorical: the lesson’s logits, and a constant added to all of them changes nothing', () => {
  const { view } = after('noise=categorical&y=0&z0=2&z1=1&z2=-1');
  assert.equal(view.headline?.value, '0.349');
  const table = Array.from(view.table.rows(), (row) => row.map(Number));
  const sum = Math.exp(2) + Math.exp(1) + Math.exp(-1);
  [2, 1, -1].forEach((z, k) => {
    near(table[k][2], Math.exp(z) / sum);
    near(table[k][3], Math.log(sum) - z);
    near(table[k][4], (k === 0 ? 1 : 0) - Math.exp(z) / sum);
  });
  const store = createStore(figure.fields, figure.settle);
  store.set({ noise: 'categorical', y: 0, z0: 2, z1: 1, z2: -1 });
  for (const [key, value, shifted] of /** @type {const} */ ([['add-one', '0.349', [3, 2, 0]], ['double', '0.129', [6, 4, 0]]])) {
    const button = figure.controls.find((control) => control.key === key);
    assert.ok(button?.kind === 'button');
    button.act(store, store.state.value);
    assert.deepEqual([0, 1, 2].map((k) => store.state.value[`z${k}`]), shifted);
    assert.equal(figure.view(store.state.value, engine).headline?.value, value);
  }
});

test('another family brings its own start; another model of the same family keeps the point', () => {
  const store = createStore(figure.fields, figure.settle);
  store.set({ y: -1.5, prediction: 0.25 });
  store.set({ noise: 'laplace' });
  assert.deepEqual([store.state.value.y, store.state.value.prediction], [-1.5, 0.25]);
  store.set({ noise: 'bernoulli' });
  assert.deepEqual([store.state.value.y, store.state.value.prediction], [1, 0.8]);
});

test('the derivation has four lines with numbers for each model', () => {
  for (const { id, start: own } of noises) {
    const steps = /** @type {{ why: string, formula: string, numbers: string }[]} */ (at({ noise: id, ...own }).own);
    assert.equal(steps.length, 4);
    for (const { why, formula, numbers } of steps) {
      assert.ok(why && formula && /\d/.test(numbers), numbers);
      assert.doesNotMatch(numbers, /NaN|undefined/);
    }
  }
  const [choose, log, drop, slope] = /** @type {{ numbers: string }[]} */ (at({ y: 0.5, prediction: 1, scale: 0.5 }).own);
  assert.equal(choose.numbers, 'r = 0.50 − 1.00 = −0.50; p = 0.484');
  assert.equal(log.numbers, '0.919 + (−0.693) + 0.500 = 0.726');
  assert.equal(drop.numbers, '(−0.50)² / (2 · 0.50²) = 0.500');
  assert.equal(slope.numbers, '−(−0.50) / 0.50² = 2.000');
});

test('every state, also those only a link can make, gives a readable view', () => {
  for (const noise of noises.map(({ id }) => id)) {
    for (const y of [-2.5, -0.3, 0, 0.37, 0.5, 1, 2, 2.5]) {
      for (const prediction of [-2.5, 0, 1e-9, 0.5, 1, 2.5]) {
        for (const scale of [0.5, 3]) {
          for (const constants of [true, false]) {
            assertReadable(at({ noise, y, prediction, scale, constants, z0: 8, z1: -8, z2: y }));
          }
        }
      }
    }
  }
});
