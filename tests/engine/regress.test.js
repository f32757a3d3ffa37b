// Regression from JavaScript: names, labels, options and shapes. How exact the fits are, tests/core asks.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { engine } from './load.js';

const any = /** @type {any} */ (engine);
/** Within 1e-8, relative. @param {number | null} actual @param {number} expected */
const near = (actual, expected) =>
  assert.ok(Math.abs(Number(actual) - expected) <= 1e-8 * Math.abs(expected), `${actual}, not ${expected}`);

/** Dalal, Fowlkes & Hoadley 1989: the joint's temperature and any distress, in flights before Challenger. */
const temperature = [66, 70, 69, 68, 67, 72, 73, 70, 57, 63, 70, 78, 67, 53, 67, 75, 70, 81, 76, 79, 75, 76, 58];
const distress = [0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1];
/** Rousseeuw & Leroy 1987: international calls from Belgium, 1950 to 1973. */
const calls = [4.4, 4.7, 4.7, 5.9, 6.6, 7.3, 8.1, 8.8, 10.6, 12, 13.5, 14.9, 16.1, 21.2, 119, 124, 142, 159, 182, 212, 43, 24, 27, 29];
const year = calls.map((_, i) => i);

test('columns by name: the Challenger flights as R fits them (glm)', () => {
  for (const model of ['bernoulli', 'bernoulli-logit']) {
    const fit = engine.regress(model, distress, { temperature });
    assert.equal(fit.status, 'converged');
    assert.deepEqual(Object.keys(fit.coefficients), ['(intercept)', 'temperature']);
    near(fit.coefficients['(intercept)'], 15.0429016477);
    near(fit.coefficients.temperature, -0.232162744219);
    near(fit.standard_errors['(intercept)'], 7.37863638);
    near(fit.standard_errors.temperature, 0.108236522);
    near(fit.nll, 10.1575963439334);
    near(fit.aic, 4 + 2 * 10.1575963439334);
    near(fit.bic, 2 * Math.log(23) + 2 * 10.1575963439334);
    assert.equal(fit.n, 23);
    assert.equal(fit.scale, null);
    assert.deepEqual(fit.parameters, {});
    assert.ok(!('standard_errors_reason' in fit) && !('criteria_reason' in fit) && !('direction' in fit) && !('collinear' in fit));
  }
});

test('rows: x1, x2, ... or the names given', () => {
  const rows = year.map((t) => [t]);
  const fit = engine.regress('gaussian', calls, rows);
  near(fit.coefficients['(intercept)'], -7.98533333333332);
  near(fit.coefficients.x1, 5.04147826086956);
  near(fit.scale, 53.8298011561633);
  assert.deepEqual(fit.parameters, { sigma: fit.scale });
  const named = engine.regress('gaussian', calls, year.map((t) => Float64Array.of(t)), { names: ['year'] });
  assert.deepEqual(named, { ...fit, coefficients: named.coefficients, standard_errors: named.standard_errors });
  assert.deepEqual(named.coefficients, { '(intercept)': fit.coefficients['(intercept)'], year: fit.coefficients.x1 });
});

test('fixed holds a parameter', () => {
  const fit = engine.regress('student-t', calls, { year }, { fixed: { nu: 3 } });
  near(fit.coefficients['(intercept)'], 0.7727596019221682);
  near(fit.coefficients.year, 1.760707086419539);
  near(fit.parameters.nu, 3);
  near(fit.parameters.sigma, 20.84876350253218);
  assert.ok(fit.starts > 1);
});

/** 0 and 1 against three labels, so often: the fit has a closed form, logs of ratios. */
const table = /** @type {const} */ ([['9', 0, 2], ['10', 0, 3], ['11', 0, 7], ['9', 1, 5], ['10', 1, 4], ['11', 1, 1]]);
const spread = (/** @type {0 | 1} */ column) => table.flatMap((row) => Array(row[2]).fill(row[column]));

test('categorical: labels, sorted, as numbers where they are numbers', () => {
  const expected = { 10: [Math.log(3 / 2), Math.log(4 / 5)], 11: [Math.log(7 / 2), Math.log(1 / 5)] };
  for (const label of [String, Number]) {
    const fit = engine.regress('categorical', /** @type {any} */ (spread(0).map(label)), { x: spread(1) });
    assert.deepEqual(Object.keys(fit.coefficients), ['10', '11']);
    for (const [name, [at0, at1]] of Object.entries(expected)) {
      near(fit.coefficients[name]['(intercept)'], at0);
      near(fit.coefficients[name].x, at1 - at0);
    }
    // One count each: the variance of a log ratio is the sum of the counts' inverses.
    near(fit.standard_errors[10]['(intercept)'], Math.sqrt(1 / 3 + 1 / 2));
    near(fit.standard_errors[11].x, Math.sqrt(1 / 7 + 1 / 2 + 1 / 1 + 1 / 5));
  }
  const words = spread(0).map((label) => ({ 9: 'b', 10: 'c', 11: 'a' })[label]);
  assert.deepEqual(Object.keys(engine.regress('categorical', words, { x: spread(1) }).coefficients), ['b', 'c']);
});

test('weights count rows; offset and intercept', () => {
  const weighted = engine.regress('categorical', table.map(([label]) => label), { x: table.map(([, x]) => x) },
    { weights: table.map(([, , count]) => count) });
  assert.equal(weighted.n, 22);
  near(weighted.coefficients[10]['(intercept)'], Math.log(3 / 2));

  const exposure = [1, 2, 4, 8];
  const rate = engine.regress('poisson', [1, 3, 3, 9], {}, { offset: exposure.map(Math.log) });
  near(rate.coefficients['(intercept)'], Math.log(16 / 15));
  assert.deepEqual(Object.keys(rate.coefficients), ['(intercept)']);

  const through = engine.regress('gaussian', [1, 2, 4], { x: [1, 2, 3] }, { intercept: false });
  assert.deepEqual(Object.keys(through.coefficients), ['x']);
  near(through.coefficients.x, (1 + 4 + 12) / (1 + 4 + 9));
});

test('L2: every class has its coefficients, and what makes no sense is null, with the reason', () => {
  const fit = engine.regress('categorical', spread(0), { x: spread(1) }, { l2: 1 });
  assert.deepEqual(Object.keys(fit.coefficients), ['9', '10', '11']);
  near(1 + fit.coefficients[9].x + fit.coefficients[10].x + fit.coefficients[11].x, 1);
  assert.equal(fit.aic, null);
  assert.equal(fit.bic, null);
  assert.match(/** @type {string} */ (fit.criteria_reason), /L2/);
  assert.deepEqual(fit.standard_errors[9], { '(intercept)': null, x: null });
  assert.match(/** @type {string} */ (fit.standard_errors_reason), /\w/);
});

test('no maximum: the direction and its names', () => {
  const fit = engine.regress('bernoulli', [0, 0, 1, 1], { other: [1, -1, 1, -1], x: [1, 2, 3, 4] });
  assert.equal(fit.status, 'no-maximum');
  const along = /** @type {import('../../web/core/regressions.js').Coefficients} */ (fit.direction);
  assert.deepEqual(Object.keys(along), ['(intercept)', 'other', 'x']);
  const rise = [1, 2, 3, 4].map((x, i) => Number(along['(intercept)']) + Number(along.other) * (i % 2 ? -1 : 1) + Number(along.x) * x);
  assert.ok(rise[0] <= 0 && rise[1] <= 0 && rise[2] >= 0 && rise[3] >= 0, `${rise}`);
  assert.match(/** @type {string} */ (fit.standard_errors_reason), /\w/);
});

test('collinear predictors are named', () => {
  const fit = engine.regress('gaussian', [1, 3, 2, 5], { a: [1, 2, 3, 4], twice: [2, 4, 6, 8], b: [1, 0, 0, 1] });
  assert.equal(fit.status, 'not-unique');
  assert.deepEqual(fit.collinear, ['twice']);
});

test('every key is in the reference, in its order', () => {
  const reference = readFileSync(new URL('../../cpp/REFERENCE.md', import.meta.url), 'utf8');
  const keys = [...reference.slice(reference.indexOf('### JSON of `mle fit --json`')).matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)]
    .flatMap(([, names]) => names.replaceAll('`', '').split(', '));
  assert.ok(keys.length > 15);
  for (const fit of [engine.regress('gaussian', [1, 3, 2, 5], { a: [1, 2, 3, 4], twice: [2, 4, 6, 8] }),
    engine.regress('bernoulli', [0, 0, 1, 1], { x: [1, 2, 3, 4] })]) {
    const places = Object.keys(fit).map((key) => keys.indexOf(key));
    assert.ok(!places.includes(-1), `${Object.keys(fit)}`);
    assert.deepEqual(places, [...places].sort((a, b) => a - b));
  }
});

const y = [1, 2, 4];
/** @type {[unknown[], string, RegExp | string][]} arguments, argument named, rule */
const refused = [
  [['gausian', y, {}], 'model', /^must be one of/],
  [['gaussian', 'y', {}], 'y', 'must be an array of numbers'],
  [['gaussian', [], {}], 'y', 'must hold at least one observation'],
  [['bernoulli', y, {}], 'y', 'must hold only 0 and 1'],
  [['categorical', ['a', 'a'], {}], 'y', 'must hold at least two different labels'],
  [['categorical', ['a', NaN], {}], 'y', 'must hold labels: strings or finite numbers'],
  [['categorical', ['a', , 'b'], {}], 'y', 'must hold labels: strings or finite numbers'], // eslint-disable-line no-sparse-arrays
  [['categorical', Array.from({ length: 1001 }, (_, i) => i), {}], 'y', 'must hold at most 1000 different labels'],
  [['gaussian', y], 'x', 'must be columns by name, { a: [1, 2] }, or rows, [[1], [2]]'],
  [['gaussian', y, Float64Array.of(1, 2, 3)], 'x', 'must be columns by name, { a: [1, 2] }, or rows, [[1], [2]]'],
  [['gaussian', y, [[1], [2]]], 'x', 'must hold as many rows as y (3)'],
  [['gaussian', y, [1, 2, 3]], 'x', 'must be columns by name, { a: [1, 2] }, or rows, [[1], [2]]'],
  [['gaussian', y, [[1], [2, 3], [4]]], 'x[1]', 'must hold as many numbers as x[0] (1)'],
  [['gaussian', y, [[1], , [3]]], 'x[1]', 'must be an array of numbers'], // eslint-disable-line no-sparse-arrays
  [['gaussian', y, { a: [1, 2] }], 'x.a', 'must hold as many numbers as y (3)'],
  [['gaussian', y, { a: [1, 2, '3'] }], 'x.a', 'must be an array of numbers'],
  [['gaussian', y, { a: [1, 2, NaN] }], 'x', 'must hold only finite numbers'],
  [['gaussian', y, { '(intercept)': [1, 2, 3] }], 'x', 'must not have a predictor of the name "(intercept)"'],
  [['gaussian', y, {}, { intercept: false }], 'x', 'must hold a predictor where there is no intercept'],
  [['gaussian', y, { a: y }, { names: ['b'] }], 'names', 'must be left out: the columns have names'],
  [['gaussian', y, [[1], [2], [3]], { names: ['a', 'b'] }], 'names', 'must hold one name for each predictor (1)'],
  [['gaussian', y, [[1, 2], [2, 2], [3, 1]], { names: ['a', 'a'] }], 'names', 'must be an array of different strings'],
  [['gaussian', y, {}, null], 'options', 'must be an object'],
  [['gaussian', y, {}, { lambda: 1 }], 'options', 'must hold only fixed, l2, weights, offset, intercept, names'],
  [['gaussian', y, {}, { fixed: { nu: 3 } }], 'fixed', 'must hold only mu, sigma'],
  [['gaussian', y, {}, { fixed: { sigma: '1' } }], 'fixed.sigma', 'must be a finite number'],
  [['gaussian', y, {}, { fixed: { sigma: -1 } }], 'sigma', 'must be above 0 and finite'],
  [['gaussian', y, {}, { fixed: { mu: 1 } }], 'mu', 'must be left to the linear predictor'],
  [['gaussian', y, {}, { l2: -1 }], 'l2', /at least 0|from 0/],
  [['gaussian', y, {}, { l2: '1' }], 'l2', 'must be a number'],
  [['gaussian', y, {}, { weights: [1, 2] }], 'weights', 'must hold one weight for each observation'],
  [['gaussian', y, {}, { weights: [1, 2, -1] }], 'weights', 'must hold only finite numbers from 0'],
  [['gaussian', y, {}, { weights: [0, 0, 0] }], 'weights', 'must have a sum above 0 and finite'],
  [['gaussian', y, {}, { offset: [1, 2, Infinity] }], 'offset', 'must hold only finite numbers'],
  [['gaussian', y, {}, { intercept: 1 }], 'intercept', 'must be true or false'],
];
for (const [given, argument, rule] of refused) {
  test(`refused: regress(${JSON.stringify(given).slice(1, 90)})`, () => {
    assert.throws(() => any.regress(...given), (error) => {
      assert.equal(error.name, 'MleError');
      assert.ok(error.message.startsWith(`regress: ${argument} `), error.message);
      assert.equal(error.argument, argument);
      if (typeof rule === 'string') assert.equal(error.rule, rule);
      else assert.match(error.rule, rule);
      return true;
    });
  });
}
