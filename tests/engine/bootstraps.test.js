// The parametric bootstrap of a regression from JavaScript: shapes, parts, cancelling. The numbers are tests/core's to check.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './load.js';

const x = { dose: Float64Array.from({ length: 60 }, (_, i) => i / 20) };
const y = engine.sample('gaussian', [0, 1], 60, 4).map((noise, i) => 1 + 2 * x.dose[i] + 0.5 * noise);
const truth = engine.regress('gaussian', y, x);

test('from a fit: as many numbers for each coefficient and parameter as runs, scattered as the standard errors say', () => {
  const runs = engine.experiments('gaussian', truth, x, { count: 2000, seed: 9 });
  assert.deepEqual(Object.keys(runs.coefficients), ['(intercept)', 'dose']);
  assert.deepEqual([runs.coefficients.dose.length, runs.nll.length, runs.statuses.length], [2000, 2000, 2000]);
  assert.ok(runs.statuses.every((status) => status === 'converged'));
  const spread = (/** @type {Float64Array} */ values) => engine.fit('gaussian', values).parameters;
  for (const name of ['(intercept)', 'dose']) {
    const { mu, sigma } = spread(runs.coefficients[name]);
    const error = Number(truth.standard_errors[name]);
    // Of 2000 runs: four standard errors of their mean and of their spread.
    assert.ok(Math.abs(mu - Number(truth.coefficients[name])) < 4 * error / Math.sqrt(2000));
    assert.ok(Math.abs(sigma / error - 1) < 4 / Math.sqrt(4000), `${sigma} is not ${error}`);
  }
  // 60 sigma^2 / truth^2 is chi-square with 58 degrees of freedom.
  const squares = runs.parameters.sigma.map((sigma) => 60 * (sigma / truth.parameters.sigma) ** 2);
  assert.ok(Math.abs(spread(squares).mu - 58) < 4 * Math.sqrt(116 / 2000));
});

test('rows and columns are alike; fixed, offset and no intercept', () => {
  const rows = Array.from(x.dose, (dose) => [dose]);
  const options = { count: 5, intercept: false, offset: new Float64Array(60).fill(1), fixed: { sigma: 0.5 } };
  const given = { coefficients: { dose: 2 }, parameters: { sigma: 0.5 } };
  const columns = engine.experiments('gaussian', given, x, options);
  assert.deepEqual(engine.experiments('gaussian', given, rows, { ...options, names: ['dose'] }), columns);
  assert.deepEqual(columns.parameters.sigma, new Float64Array(5).fill(0.5));
  const poisson = engine.experiments('poisson', { coefficients: { '(intercept)': 1 }, parameters: {} }, [[], [], []], { count: 2 });
  assert.deepEqual([Object.keys(poisson.coefficients), poisson.parameters], [['(intercept)'], {}]);
});

test('repeat: its parts put together are the whole', async () => {
  /** @type {number[]} */
  const slopes = [];
  let last = 0;
  await engine.repeat('gaussian', truth, x, {
    seed: 7, count: 210, onPart: (part, done) => { slopes.push(...part.coefficients.dose); last = done; },
  });
  assert.deepEqual(slopes, [...engine.experiments('gaussian', truth, x, { seed: 7, count: 210 }).coefficients.dose]);
  assert.equal(last, 210);
  const tail = engine.experiments('gaussian', truth, x, { seed: 7, first: 200, count: 10 });
  assert.deepEqual([...tail.coefficients.dose], slopes.slice(200));
});

test('repeat stops when it is told to', async () => {
  const controller = new AbortController();
  const run = engine.repeat('gaussian', truth, x, { count: 1000, signal: controller.signal, onPart: () => controller.abort() });
  await assert.rejects(run, { name: 'AbortError' });
});

test('what breaks a rule is named', () => {
  const any = /** @type {any} */ (engine);
  const refused = (/** @type {unknown[]} */ given, /** @type {string} */ argument, name = 'experiments') =>
    assert.throws(() => any[name](...given), { name: 'MleError', argument });
  const separated = engine.regress('bernoulli', [0, 0, 1, 1], { a: [1, 2, 3, 4] });
  refused(['bernoulli', separated, { a: [1, 2, 3, 4] }], 'coefficients.(intercept)');
  refused(['nothing', truth, x], 'model');
  refused(['categorical', truth, x], 'coefficients.(intercept)');
  refused(['gaussian', truth, {}], 'x');
  refused(['gaussian', truth, 5], 'x');
  refused(['gaussian', truth, { dose: [1, 2], b: [1] }], 'x.b');
  refused(['gaussian', truth, { other: [1, 2] }], 'coefficients');
  refused(['gaussian', { coefficients: truth.coefficients }, x], 'parameters.sigma');
  refused(['gaussian', { ...truth, parameters: { sigma: -1 } }, x], 'sigma');
  refused(['gaussian', truth, x, { weights: x.dose }], 'options');
  refused(['gaussian', truth, x, { offset: [1] }], 'offset');
  refused(['gaussian', truth, x, { count: 0 }], 'count');
  refused(['gaussian', truth, x, { count: 1e6, first: -1 }], 'first');
  refused(['gaussian', truth, x, { fixed: { mu: 1 } }], 'mu');
  refused(['gaussian', truth, x, { onPart: 1 }], 'onPart', 'repeat');
  refused(['gaussian', truth, x, { first: 1 }], 'options', 'repeat');
});

test('of classes: coefficients under the labels of the fit, for each run', async () => {
  const of = { x: Float64Array.from({ length: 90 }, (_, i) => i / 30 - 1.5) };
  const labels = Array.from(of.x, (v, i) => ['a', 'b', 'c'][(i * 7 + (v > 0.3 ? 1 : 0)) % 3]);
  const fit = engine.regress('categorical', labels, of);
  const runs = engine.experiments('categorical', fit, of, { count: 50, seed: 3 });
  assert.deepEqual(Object.keys(runs.coefficients), ['b', 'c']);
  assert.deepEqual(Object.keys(runs.coefficients.b), ['(intercept)', 'x']);
  assert.deepEqual([runs.coefficients.c.x.length, runs.nll.length], [50, 50]);
  // A run's draws are those of its number: parts put together are the whole.
  const parts = [0, 20].map((first) => engine.experiments('categorical', fit, of, { first, count: first ? 30 : 20, seed: 3 }));
  assert.deepEqual(parts.flatMap((part) => [...part.coefficients.c.x]), [...runs.coefficients.c.x]);
  const ridge = engine.regress('categorical', labels, of, { l2: 1 });
  assert.deepEqual(Object.keys(engine.experiments('categorical', ridge, of, { count: 2, l2: 1 }).coefficients), ['a', 'b', 'c']);
  for (const [coefficients, argument] of /** @type {[any, string][]} */ ([[{}, 'coefficients'], [null, 'coefficients'],
    [{ b: { x: 1 } }, 'coefficients.b.(intercept)'], [{ b: 3 }, 'coefficients.b'], [{ b: fit.coefficients.b, c: {} }, 'coefficients.c.(intercept)']])) {
    assert.throws(() => engine.experiments('categorical', { coefficients, parameters: {} }, of), { name: 'MleError', argument });
  }
});
