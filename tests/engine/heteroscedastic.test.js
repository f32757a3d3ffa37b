/** Log sigma linear too, from JavaScript: the Belgian calls against mpmath (tests/core/golden/make_linear.py). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MleError } from '../../web/core/engine.js';
import { engine } from './load.js';

const rows = readFileSync(new URL('../core/data/belgium-calls.csv', import.meta.url), 'utf8').trim().split('\n').slice(1)
  .map((line) => line.split(',').map(Number));
const year = rows.map(([at]) => at - 1950);
const calls = rows.map(([, value]) => value);

test('mean and log sigma linear in the year', () => {
  const fit = engine.heteroscedastic(calls, { year });
  assert.equal(fit.status, 'converged');
  const close = (/** @type {number | null} */ got, /** @type {number} */ want) =>
    assert.ok(got !== null && Math.abs(got / want - 1) < 1e-10, `${got} is not ${want}`);
  close(fit.coefficients['(intercept)'], 4.286865929234168);
  close(fit.coefficients.year, 0.5069977856098845);
  close(fit.spread_coefficients['(intercept)'], -2.029313924033845);
  close(fit.spread_coefficients.year, 0.4055021063525395);
  close(fit.standard_errors.year, 0.08794306262700148);
  close(fit.spread_standard_errors.year, 0.027321453416266277);
  close(fit.nll, 97.26957197340077);
});

test('collinear predictors are named, of the mean and of log sigma; AIC is that of the maximum', () => {
  const plain = engine.heteroscedastic(calls, { year });
  assert.ok(!('collinear' in plain) && !('spread_collinear' in plain) && !('criteria_reason' in plain));
  const twice = year.map((v) => 2 * v);
  const mean = engine.heteroscedastic(calls, { year, twice }, { spread: { year } });
  assert.deepEqual([mean.status, mean.collinear, mean.spread_collinear], ['not-unique', ['twice'], undefined]);
  const spread = engine.heteroscedastic(calls, { year }, { spread: { twice, year } });
  assert.deepEqual([spread.status, spread.collinear, spread.spread_collinear], ['not-unique', undefined, ['year']]);
  for (const { aic } of [mean, spread]) assert.ok(Math.abs(Number(aic) - (2 * 4 + 2 * plain.nll)) < 1e-9);
});

test('no maximum: no AIC, and why', () => {
  const fit = engine.heteroscedastic([1, 2, 3, 4, 5, 6], { x: [1, 2, 3, 4, 5, 6] });
  assert.deepEqual([fit.status, fit.aic, fit.bic], ['unbounded', null, null]);
  assert.match(fit.criteria_reason ?? '', /no maximum inside the domain/);
});

test('bad arguments are named', () => {
  for (const [call, argument] of /** @type {[() => unknown, string][]} */ ([
    [() => engine.heteroscedastic(calls, { year: [1] }), 'x.year'],
    [() => engine.heteroscedastic(calls, { year }, /** @type {any} */ ({ l2: 1 })), 'options'],
    [() => engine.heteroscedastic([1, NaN], { a: [1, 2] }), 'y'],
    [() => engine.heteroscedastic([1, 2, 3], { a: [1, 2, 3] }, { weights: [1, -1, 1] }), 'weights'],
  ])) {
    assert.throws(call, (error) => error instanceof MleError && error.argument === argument, argument);
  }
});
