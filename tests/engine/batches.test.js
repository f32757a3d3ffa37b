// NLL over rows with a prediction each, and data that stay in the core.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine, MleError } from '../../web/core/engine.js';
import { engine, mulberry, wasmBinary } from './load.js';

const random = mulberry(3);
const n = 501;
const list = (/** @type {() => number} */ one, length = n) => Array.from({ length }, one);
const rows = {
  bernoulli: { y: list(() => Number(random() < 0.4)), predictions: { p: list(random) } },
  'bernoulli-logit': { y: list(() => Number(random() < 0.4)), predictions: { logit: list(() => 8 * random() - 4) } },
  gaussian: { y: list(random), predictions: { mu: list(random), sigma: list(() => 0.1 + random()) } },
  poisson: { y: list(() => Math.floor(9 * random())), predictions: { rate: list(() => 5 * random()) } },
};
const close = (/** @type {number} */ got, /** @type {number} */ want, tolerance = 1e-13) =>
  assert.ok(Math.abs(got - want) <= tolerance * Math.max(1, Math.abs(want)), `${got} for ${want}`);

test('each row has the model\'s NLL and gradient at its own prediction', () => {
  for (const [model, { y, predictions }] of Object.entries(rows)) {
    const columns = Object.values(predictions);
    const at = (/** @type {number} */ i) => columns.map((column) => column[i]);
    const sum = y.reduce((total, v, i) => total + engine.nll(model, [v], at(i)), 0);
    close(engine.batchNll(model, y, predictions), sum);
    close(engine.batchNll(model, y, predictions, 'mean'), sum / n);
    const gradient = engine.batchGradient(model, y, predictions);
    const mean = engine.batchGradient(model, y, predictions, 'mean');
    y.forEach((v, i) => {
      close(gradient[i], engine.gradient(model, [v], at(i))[0]);
      close(mean[i], gradient[i] / n);
    });
  }
});

test('logits in rows, log rates, one sigma', () => {
  const y = list(() => Math.floor(4 * random()));
  const logits = list(() => 6 * random(), 4 * n);
  const row = (/** @type {number} */ i) => logits.slice(4 * i, 4 * i + 4);
  close(engine.batchNll('categorical', y, { logits }), y.reduce((t, v, i) => t + engine.nll('categorical', [v], row(i)), 0));
  const gradient = engine.batchGradient('categorical', y, { logits });
  assert.equal(gradient.length, 4 * n);
  engine.gradient('categorical', [y[7]], row(7)).forEach((g, j) => close(gradient[28 + j], g));
  const logRate = list(() => 2 * random() - 1);
  const rate = Array.from(engine.exp(logRate));
  close(engine.batchNll('poisson', y, { log_rate: logRate }), engine.batchNll('poisson', y, { rate }));
  engine.batchGradient('poisson', y, { log_rate: logRate }).forEach((g, i) => close(g, rate[i] - y[i]));
  const { mu } = rows.gaussian.predictions;
  close(engine.batchNll('gaussian', y, { mu, sigma: 2 }), engine.batchNll('gaussian', y, { mu, sigma: list(() => 2) }));
});

test('held data stand for the array, until they are freed', () => {
  const { y, predictions } = rows.bernoulli;
  const [labels, p] = [engine.hold(y), engine.hold(predictions.p)];
  assert.equal(labels.length, n);
  assert.equal(engine.batchNll('bernoulli', labels, { p }), engine.batchNll('bernoulli', y, predictions));
  assert.deepEqual(engine.batchGradient('bernoulli', labels, { p }), engine.batchGradient('bernoulli', y, predictions));
  const calls = /** @type {const} */ (['nll', 'nllTerms', 'density', 'gradient', 'gradientPoints', 'fit', 'runningLog']);
  for (const name of calls) {
    const call = /** @type {any} */ (engine)[name];
    const theta = name === 'fit' ? [] : [[0.3]];
    assert.deepEqual(call('bernoulli', labels, ...theta), call('bernoulli', y, ...theta), name);
  }
  const grid = [0.2, 0.4];
  assert.deepEqual(engine.curve('bernoulli', labels, [0.5], 0, grid), engine.curve('bernoulli', y, [0.5], 0, grid));
  assert.deepEqual(engine.descend('bernoulli', labels, [0.5]), engine.descend('bernoulli', y, [0.5]));
  const again = engine.hold([3, 4]); // another place
  labels.free();
  labels.free();
  const reused = engine.hold([5, 6]); // perhaps the freed place
  for (const call of [() => engine.nll('bernoulli', labels, [0.5]), () => engine.batchNll('bernoulli', labels, { p })]) {
    assert.throws(call, { name: 'MleError', argument: 'y', rule: 'must not have been freed' });
  }
  assert.throws(() => engine.batchNll('bernoulli', y, { p: labels }), { argument: 'p', rule: 'must not have been freed' });
  close(engine.nll('gaussian', again, [3.5, 1]), engine.nll('gaussian', [3, 4], [3.5, 1]));
  for (const held of [p, again, reused]) held.free();
});

test('data held by one engine are refused by another', async () => {
  const other = await loadEngine({ wasmBinary });
  const held = other.hold([1, 2]);
  assert.throws(() => engine.nll('gaussian', held, [0, 1]), { argument: 'y', rule: 'must be held by this engine' });
  held.free();
});

test('what is wrong is named', () => {
  /** @type {[unknown[], string, RegExp][]} */
  const wrong = [
    [['laplace', [1], { mu: [1] }], 'model', /must be one of/],
    [['bernoulli', [1], null], 'predictions', /object/],
    [['bernoulli', [1], {}], 'predictions', /must hold p/],
    [['poisson', [1], { rate: [1], log_rate: [0] }], 'predictions', /rate or log_rate/],
    [['bernoulli', [1], { p: [0.5], q: [1] }], 'predictions', /must not hold "q"/],
    [['bernoulli', [1], { p: 0.5 }], 'p', /array of numbers/],
    [['bernoulli', [1], { p: [0.5, 0.5] }], 'p', /one number for each observation/],
    [['bernoulli', [2], { p: [0.5] }], 'y', /only 0 and 1/],
    [['bernoulli', [1], { p: [1.5] }], 'p', /from 0 to 1/],
    [['bernoulli', [], { p: [] }], 'y', /at least one/],
    [['gaussian', [1], { mu: [0] }], 'sigma', /array of numbers/],
    [['gaussian', [1], { mu: [0], sigma: 0 }], 'sigma', /above 0/],
    [['gaussian', [1], { mu: [NaN], sigma: 1 }], 'mu', /finite/],
    [['gaussian', [1], { mu: [0], sigma: 1 }, 'none'], 'reduction', /must be one of/],
  ];
  for (const [given, argument, rule] of wrong) {
    for (const name of ['batchNll', 'batchGradient']) {
      assert.throws(() => /** @type {any} */ (engine)[name](...given),
        (/** @type {any} */ error) => error instanceof MleError && error.argument === argument && rule.test(error.rule),
        `${name}(${JSON.stringify(given)})`);
    }
  }
  assert.throws(() => engine.hold(/** @type {any} */ ('1')), { argument: 'values' });
});
