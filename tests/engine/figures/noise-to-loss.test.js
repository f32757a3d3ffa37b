/** Nine noise models: density, loss, pull and derivation against their closed forms. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engineFromDisk } from '../../../web/build/core.js';
import { noises } from '../../../web/figures/noise-to-loss-models.js';
import { COUNT, RATE, SHAPES } from '../../../web/figures/noise-to-loss-parts.js';
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

test('a pull of 1 is one nat', () => {
  assert.match(at({ noise: 'laplace' }).sentence, /with strength 1 nat per unit;/);
  assert.match(at({ noise: 'laplace', scale: 0.5 }).sentence, /with strength 2 nats per unit;/);
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

/** log B(1/2, nu/2), where a closed form is at hand: B(1/2, 1/2) = pi, B(1/2, 1) = 2, B(1/2, 2) = 4/3. */
const LOG_BETA = /** @type {const} */ ([[1, Math.log(Math.PI)], [2, Math.log(2)], [4, Math.log(4 / 3)]]);

test('Student t, logistic and asymmetric Laplace curves follow their closed forms', () => {
  for (const scale of [0.5, 1, 2.2]) {
    for (const [nu, logBeta] of LOG_BETA) {
      for (const [r, density, nll, kept, pull] of rows({ noise: 'student-t', scale, nu })) {
        const misfit = ((nu + 1) / 2) * Math.log(1 + (r * r) / (nu * scale * scale));
        near(kept, misfit);
        near(nll, logBeta + Math.log(nu) / 2 + Math.log(scale) + misfit);
        near(density, Math.exp(-nll), 1e-13);
        near(pull, ((nu + 1) * r) / (nu * scale * scale + r * r));
      }
    }
    for (const [r, density, nll, kept, pull] of rows({ noise: 'logistic', scale })) {
      near(density, 1 / (4 * scale * Math.cosh(r / (2 * scale)) ** 2), 1e-13);
      near(nll, 2 * Math.LN2 + Math.log(scale) + kept);
      near(kept, 2 * Math.log(Math.cosh(r / (2 * scale))));
      near(pull, Math.tanh(r / (2 * scale)) / scale);
    }
    for (const tau of [0.05, 0.5, 0.8]) {
      for (const [r, density, nll, kept, pull] of rows({ noise: 'asymmetric-laplace', scale, tau })) {
        const pinball = r >= 0 ? (tau * r) / scale : ((tau - 1) * r) / scale;
        near(kept, pinball);
        near(nll, pinball - Math.log((tau * (1 - tau)) / scale));
        near(density, Math.exp(-nll), 1e-13);
        if (r !== 0) near(pull, (r > 0 ? tau : tau - 1) / scale);
      }
    }
  }
});

test('Huber: squared within k scales, linear beyond, and its area is 1', () => {
  for (const [scale, k] of [[0.5, 1.345], [1, 0.7], [1, 1.345]]) {
    const all = rows({ noise: 'huber', scale, k });
    for (const [r, density, nll, kept, pull] of all) {
      const u = Math.abs(r) / scale;
      near(kept, u <= k ? (u * u) / 2 : k * u - (k * k) / 2);
      near(density, Math.exp(-nll), 1e-13);
      near(pull, u <= k ? r / (scale * scale) : (Math.sign(r) * k) / scale);
    }
    // The trapezoid rule over the grid, and both exponential tails beyond it.
    const step = all[1][0] - all[0][0];
    const inner = all.reduce((sum, [, density], i) => sum + density * step * (i === 0 || i === all.length - 1 ? 0.5 : 1), 0);
    near(inner + (2 * all[0][1] * scale) / k, 1, 2e-4);
  }
});

test('Poisson: the strip is log y!, and the pull on the rate is y over the rate, less 1', () => {
  const factorials = [1, 1, 2, 6, 24, 120, 720];
  factorials.forEach((factorial, count) => {
    for (const [rate, nll, bare, pull] of rows({ noise: 'poisson', count })) {
      near(bare, rate - count * Math.log(rate), 1e-11);
      near(nll - bare, Math.log(factorial), 1e-11);
      near(pull, count / rate - 1, 1e-11);
    }
  });
  const view = at({ noise: 'poisson', count: 3, rate: 1.5 });
  near(Number(view.charts[1].series.find(({ kind }) => kind === 'area')?.y[0]), Math.log(6));
  assert.equal(view.headline?.value, '2.075');
  assert.equal(at({ noise: 'poisson', count: 3, rate: 1.5, constants: false }).headline?.value, '0.284');
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

test('without its constants the loss is not called −log p', () => {
  for (const noise of ['gaussian', 'laplace', 'poisson']) {
    const label = (/** @type {boolean} */ constants) => at({ noise, constants }).charts[1].y.label;
    assert.match(label(true), /^loss −log [pP]\([ry]\), nats$/);
    assert.match(label(false), /^loss(, constants dropped| without log y!), nats$/);
  }
});

test('the short line at the point has the slope of the loss', () => {
  const h = 1e-6;
  const states = [{ y: 1.2 }, { noise: 'laplace', y: -0.7, scale: 2 }, { noise: 'bernoulli', y: 0, prediction: 0.3 },
    { noise: 'categorical', y: 1, z1: -0.4 }, { noise: 'student-t', y: 1.9, nu: 1.5 }, { noise: 'huber', y: 2.1 }, { noise: 'logistic', y: -1 },
    { noise: 'asymmetric-laplace', y: -1 }, { noise: 'poisson', count: 5, rate: 2 }];
  const moved = [{ y: 1.2 + h }, { y: -0.7 + h }, { prediction: 0.3 + h }, { z1: -0.4 + h }, { y: 1.9 + h }, { y: 2.1 + h }, { y: -1 + h },
    { y: -1 + h }, { rate: 2 + h }];
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
  const numbers = (/** @type {object} */ state) => /** @type {{ numbers: string }[]} */ (at(state).own).map((step) => step.numbers);
  assert.deepEqual(numbers({ noise: 'student-t' }).slice(1),
    ['0.981 + 0.000 + 1.116 = 2.097', '½(4 + 1) log(1 + 1.50² / (4 · 1.00²)) = 1.116', '−(4 + 1) · 1.50 / (4 · 1.00² + 1.50²) = −1.200']);
  assert.deepEqual(numbers({ noise: 'huber', k: 1 }).slice(2), ['1 · |1.50 / 1.00| − ½ · 1² = 1.000', '−1 · sign(1.50) / 1.00 = −1.000']);
  assert.deepEqual(numbers({ noise: 'logistic', scale: 1.5 }).slice(1, 3), ['1.386 + 0.405 + 0.240 = 2.032', '2 log cosh(1.50 / (2 · 1.50)) = 0.240']);
  assert.deepEqual(numbers({ noise: 'asymmetric-laplace', y: -1 }).slice(2), ['(0.8 − 1) · (−1.00) / 1.00 = 0.200', '(1 − 0.8) / 1.00 = 0.200']);
  assert.deepEqual(numbers({ noise: 'poisson' }).slice(1), ['1.500 + (−1.216) + 1.792 = 2.075', '1.50 − 3 log 1.50 = 0.284', '1 − 3 / 1.50 = −1.000; 1.50 − 3 = −1.500']);
});

test('the axes hold the widest bell to below a twentieth of its height, every bounded pull, and where Student t turns', () => {
  const { min, max } = at({}).charts[0].x;
  near(Math.min(-min, max), 8);
  assert.ok(Math.exp(-(8 ** 2) / (2 * 3 ** 2)) < 1 / 20);
  const pull = (/** @type {object} */ state) => at({ scale: 0.5, ...state }).charts[2];
  for (const state of [{ noise: 'laplace' }, { noise: 'logistic' }, { noise: 'huber', k: SHAPES.k.max }, { noise: 'student-t', nu: SHAPES.nu.max },
    { noise: 'student-t', nu: SHAPES.nu.min }, { noise: 'asymmetric-laplace', tau: SHAPES.tau.max }]) {
    const { y: axis, series } = pull(state);
    for (const { y } of series) for (const value of Array.from(y)) assert.ok(value >= axis.min && value <= axis.max, `${JSON.stringify(state)}: ${value}`);
  }
  // Its pull is strongest at σ√ν: at the start 2, at σ = 3 it is 6.
  for (const scale of [1, 3]) {
    const { series: [{ x, y }] } = pull({ noise: 'student-t', scale });
    const strongest = Array.from(x).reduce((best, r, i) => (y[i] > y[Array.from(x).indexOf(best)] ? r : best));
    assert.ok(Math.abs(strongest - 2 * scale) <= 0.08, `${strongest}`);
  }
});

test('every state, also those only a link can make, gives a readable view', () => {
  for (const noise of noises.map(({ id }) => id)) {
    for (const y of [-4, -0.3, 0, 0.5, 2, 4]) {
      for (const prediction of [-4, 0, 1e-9, 1, 4]) {
        for (const scale of [0.5, 3]) {
          for (const constants of [true, false]) {
            for (const end of /** @type {const} */ (['min', 'max'])) {
              const ends = { nu: SHAPES.nu[end], k: SHAPES.k[end], tau: SHAPES.tau[end], count: COUNT[end], rate: RATE[end] };
              assertReadable(at({ noise, y, prediction, scale, constants, ...ends, z0: 8, z1: -8, z2: y }));
            }
          }
        }
      }
    }
  }
});
