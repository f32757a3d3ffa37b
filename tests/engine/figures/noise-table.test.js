/** The table's numbers: what each library's function gives for one observation, against values typed from their definitions. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engineFromDisk } from '../../../web/build/core.js';
import { rows } from '../../../web/figures/noise-table-rows.js';
import figure from '../../../web/figures/noise-table.js';
import { assertReadable, near } from './readable.js';

const engine = await engineFromDisk();
const start = Object.fromEntries(Object.entries(figure.fields).map(([key, field]) => [key, field.start]));
const at = (/** @type {object} */ state) => figure.view({ ...start, ...state }, engine);
/** @param {object} state @returns {Record<string, number>} by the function's name */
const values = (state) => Object.fromEntries(Array.from(at(state).table.rows(), (row) => [row[1], Number(row[3])]));
/** @param {Record<string, number>} got @param {Record<string, number>} expected */
function same(got, expected) {
  assert.deepEqual(Object.keys(got), Object.keys(expected));
  for (const [name, value] of Object.entries(expected)) {
    if (Number.isFinite(value)) near(got[name], value, 1e-12);
    else assert.equal(got[name], value, name);
  }
}

test('Gaussian: y = 2, μ = 1.5, σ = 2', () => {
  same(values({ noise: 'gaussian', scale: 2 }), {
    'whole NLL': 1.643335713764618,
    'nn.MSELoss': 0.25,
    'nn.GaussianNLLLoss': 0.7243971805599453,
    'nn.GaussianNLLLoss(full=True)': 1.643335713764618,
    MeanSquaredError: 0.25,
    mean_squared_error: 0.25,
    LinearRegression: 0.25,
    'optax.squared_error': 0.25,
    'optax.l2_loss': 0.125,
  });
  assert.equal(at({ noise: 'gaussian' }).headline?.value, '1.044');
});

test('Laplace: y = 2, μ = 1.5, b = 2', () => {
  same(values({ noise: 'laplace', scale: 2 }), {
    'whole NLL': 1.6362943611198906,
    'nn.L1Loss': 0.5,
    MeanAbsoluteError: 0.5,
    mean_absolute_error: 0.5,
    QuantileRegressor: 0.25,
    '-jax.scipy.stats.laplace.logpdf': 1.6362943611198906,
  });
});

// SciPy's minus log-densities (t, logistic, laplace_asymmetric; Huber's c by its quadrature), y = 2 and μ = 1.5 in each.
test('Student t: ν = 4, σ = 2', () => {
  const nll = 1.7127368999115844;
  same(values({ noise: 'student-t', scale: 2 }), { 'whole NLL': nll, 'distributions.StudentT': nll, '-jax.scipy.stats.t.logpdf': nll });
});

test('Huber: k = 1.345, σ = 0.2: the residual lies beyond kσ', () => {
  const rho = 1.345 * 2.5 - 1.345 ** 2 / 2;
  same(values({ noise: 'huber', scale: 0.2 }), {
    'whole NLL': 1.8271477821377364,
    'nn.HuberLoss': 0.269 * (0.5 - 0.1345), // delta (|r| − delta / 2), delta = 0.269
    'nn.SmoothL1Loss': 0.5 - 0.1345,
    Huber: 0.269 * (0.5 - 0.1345),
    HuberRegressor: 0.2 + 0.2 * 2 * rho,
    'optax.huber_loss': 0.269 * (0.5 - 0.1345),
  });
});

test('logistic: s = 2; log-cosh has no scale', () => {
  const logCosh = Math.log(Math.cosh(0.5));
  // The parts that noise-to-loss shows of the same noise: 2 log 2 is free of every parameter.
  assert.match(at({ noise: 'logistic' }).sentence, /: 1\.386 free of every parameter, 0\.000 that depends on the scale alone, and 0\.062 of misfit\./);
  same(values({ noise: 'logistic', scale: 2 }), {
    'whole NLL': 2.0950260203176327, LogCosh: logCosh, 'optax.log_cosh': logCosh, '-jax.scipy.stats.logistic.logpdf': 2.0950260203176327,
  });
});

test('asymmetric Laplace: τ = 0.8, b = 2', () => {
  same(values({ noise: 'asymmetric-laplace', scale: 2 }), { 'whole NLL': 2.7257286443082553, mean_pinball_loss: 0.4, QuantileRegressor: 0.4 });
  same(values({ noise: 'asymmetric-laplace', scale: 2, mu: 3 }), { 'whole NLL': 2.7257286443082553 - 0.1, mean_pinball_loss: 0.2, QuantileRegressor: 0.2 });
});

test('Bernoulli from p: the same for a moderate p, four answers at p = 0', () => {
  const names = ['whole NLL', 'nn.BCELoss', 'BinaryCrossentropy', 'log_loss', '-jax.scipy.stats.bernoulli.logpmf'];
  const all = (/** @type {number[]} */ ...given) => Object.fromEntries(names.map((name, i) => [name, given[i] ?? given[0]]));
  same(values({ noise: 'bernoulli' }), all(0.2231435513142097));
  // −log of 1e-7 and of 2⁻⁵²; PyTorch's floor of −100 under each logarithm; and no floor at all.
  same(values({ noise: 'bernoulli', p: 0 }), all(Infinity, 100, 16.11809565095832, 36.04365338911715, Infinity));
  assert.equal(at({ noise: 'bernoulli', p: 0 }).headline?.value, 'infinite');
});

test('Bernoulli from z: −50 costs 50, with every function', () => {
  const got = values({ noise: 'bernoulli-logit', z: -50 });
  assert.equal(Object.keys(got).length, 6);
  for (const value of Object.values(got)) near(value, 50);
});

test('categorical: the lesson’s logits 2, 1, −1 cost 0.349', () => {
  const expected = Math.log(Math.exp(2) + Math.exp(1) + Math.exp(-1)) - 2;
  for (const value of Object.values(values({ noise: 'categorical' }))) near(value, expected);
  assert.equal(at({ noise: 'categorical' }).headline?.value, '0.349');
});

test('Poisson: y = 3, λ = 2', () => {
  const kernel = 2 - 3 * Math.log(2);
  same(values({ noise: 'poisson' }), {
    'whole NLL': kernel + Math.log(6),
    'nn.PoissonNLLLoss': kernel,
    // Stirling's approximation of log 3!.
    'nn.PoissonNLLLoss(full=True)': kernel + 1.7640815435430572,
    Poisson: 2 - 3 * Math.log(2 + 1e-7),
    'tf.nn.log_poisson_loss': kernel,
    mean_poisson_deviance: 0.43279064864998617,
    PoissonRegressor: 0.21639532432499308,
    '-jax.scipy.stats.poisson.logpmf': kernel + Math.log(6),
    'optax.losses.generalized_kl_divergence': 3 * Math.log(3 / 2) + 2 - 3,
  });
});

test('a misfit is never negative; what is no misfit has another name', () => {
  for (const { id: noise } of rows) {
    for (const mu of [-3, 2, 5]) assert.doesNotMatch(at({ noise, mu, scale: 0.1 }).sentence, /−[\d.]+ of misfit/);
  }
  assert.match(at({ noise: 'poisson' }).sentence, /: 1\.792 free of every parameter, 2\.000 free of the observation, and −2\.079 from observation and prediction together\./);
  assert.match(at({ noise: 'categorical' }).sentence, /and −2\.000 from observation and prediction together\./);
});

test('equal numbers are not taken for equal terms, and a minus is a minus', () => {
  // At r = 0 and b = 1/2 the Laplace NLL, log 2 + log b + |r|/b, is 0: so is |r|, which has dropped both logarithms.
  const { sentence } = at({ noise: 'laplace', mu: 2, scale: 0.5 });
  assert.match(sentence, /all functions of this row give this number/);
  assert.doesNotMatch(sentence, /gives? all/);
  for (const state of [{ noise: 'bernoulli-logit', z: -60 }, { noise: 'categorical', z0: -2 }]) {
    const view = at(state);
    assert.match(view.sentence, /z = \(?−/);
    assert.doesNotMatch(view.sentence + view.table.caption, /-\d/);
  }
});

test('the static table has a row for each noise and a cell for each library, without styles', () => {
  const html = /** @type {(engine: any) => string} */ (figure.still)(engine);
  assert.equal((html.match(/<tr [^>]*data-noise=/g) ?? []).length, rows.length);
  assert.equal((html.match(/<td/g) ?? []).length, 7 * rows.length);
  assert.equal((html.match(/>none</g) ?? []).length, 7);
  for (const { functions } of rows) {
    for (const { name } of functions) assert.ok(html.replaceAll('<wbr>', '').includes(`<code>${name}</code>`), name);
  }
  assert.doesNotMatch(html, /style=|undefined|\[[a-z]+:|[\^_]\{/);
});

test('every state gives a readable view', () => {
  for (const { id: noise } of rows) {
    for (const end of /** @type {const} */ (['min', 'max'])) {
      const pick = { min: { mu: -3, scale: 0.1, nu: 0.5, k: 0.1, tau: 0.05, p: 0, z: -60, z0: -60, rate: 0.05 }, max: { mu: 5, scale: 5, nu: 30, k: 3, tau: 0.95, p: 1, z: 60, z0: 60, rate: 12 } }[end];
      for (const cover of [true, false]) assertReadable(at({ noise, cover, ...pick }));
    }
  }
});
