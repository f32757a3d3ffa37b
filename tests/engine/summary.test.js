/** What engine.fit says beside the estimate, and the curvature that it comes from: closed forms. The command's own: tests/cli. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MleError } from '../../web/core/engine.js';
import { engine } from './load.js';

/** @param {number | null | undefined} got @param {number} want */
const close = (got, want, tolerance = 1e-13) =>
  assert.ok(typeof got === 'number' && Math.abs(got - want) <= tolerance * (1 + Math.abs(want)), `${got} is not ${want}`);

test('standard errors, AIC, BIC and n of a Gaussian', () => {
  const y = [1, 2, 6, 7];
  const fit = engine.fit('gaussian', y);
  const sigma = Math.sqrt((9 + 4 + 4 + 9) / 4);
  assert.deepEqual(fit.theta, [fit.parameters.mu, fit.parameters.sigma]);
  close(fit.standard_errors.mu, sigma / 2);
  close(fit.standard_errors.sigma, sigma / Math.sqrt(8));
  assert.equal(fit.scale, fit.parameters.sigma);
  close(fit.nll, 4 * (0.5 * Math.log(2 * Math.PI) + Math.log(sigma) + 0.5));
  close(fit.aic, 4 + 2 * fit.nll);
  close(fit.bic, 2 * Math.log(4) + 2 * fit.nll);
  assert.deepEqual([fit.n, fit.deviance, 'standard_errors_reason' in fit, 'criteria_reason' in fit], [4, null, false, false]);
  const held = engine.hold(y);
  assert.deepEqual(engine.fit('gaussian', held), fit);
  held.free();
});

test('what does not exist is null, and says why', () => {
  const set = engine.fit('gaussian', [1, 2, 6], { fixed: { sigma: 2 } });
  close(set.standard_errors.mu, 2 / Math.sqrt(3));
  assert.deepEqual([set.standard_errors.sigma, set.standard_errors_reason], [null, 'a parameter that is set has no standard error']);
  close(set.deviance, (4 + 1 + 9) / 4);
  const heads = engine.fit('bernoulli', [1, 1]);
  assert.deepEqual([heads.status, heads.standard_errors, heads.aic, heads.bic, heads.deviance, heads.scale],
    ['boundary', { p: null }, null, null, null, null]);
  assert.match(heads.standard_errors_reason ?? '', /maximum inside the domain/);
  assert.match(heads.criteria_reason ?? '', /no maximum inside the domain/);
  assert.equal(engine.fit('bernoulli-logit', [1, 1]).parameters.logit, Infinity);
});

test('logits by class: they sum to zero, with the errors of logits that do', () => {
  const { parameters, standard_errors: errors, ...fit } = engine.fit('categorical', [0, 1, 1, 1, 1], { classes: 2 });
  close(parameters.logits['1'], Math.log(4) / 2);
  close(parameters.logits['0'], -Math.log(4) / 2);
  // Half the standard error of the logit of a coin: its variance is 1/1 + 1/4.
  close(errors.logits['0'], Math.sqrt(1.25) / 2);
  close(fit.aic, 2 + 2 * fit.nll);
});

test('the Hessian of a Gaussian, and its information', () => {
  const [y, mu, sigma] = [[1, 4], 2, 3];
  const cross = y.reduce((sum, v) => sum + 2 * (v - mu) / sigma ** 3, 0);
  const squares = y.reduce((sum, v) => sum + 3 * (v - mu) ** 2 / sigma ** 4 - 1 / sigma ** 2, 0);
  const hessian = engine.hessian('gaussian', y, [mu, sigma]);
  [2 / sigma ** 2, cross, cross, squares].forEach((want, i) => close(hessian[i], want));
  const mean = engine.hessian('gaussian', y, [mu, sigma], 'mean');
  hessian.forEach((entry, i) => close(mean[i], entry / 2));
  [1 / 9, 0, 0, 2 / 9].forEach((want, i) => close(engine.information('gaussian', [mu, sigma])[i], want));
  close(engine.information('poisson', [4])[0], 0.25);
  close(engine.information('bernoulli', [0.2])[0], 1 / 0.16);
  assert.equal(engine.information('bernoulli', [0])[0], Infinity);
  assert.equal(engine.hessian('laplace', [1], [1, 2])[0], 0, 'a kink has no curvature beside it');
});

test('categorical: diag(p) - p p\'', () => {
  const p = [0.2, 0.3, 0.5];
  const theta = p.map(Math.log);
  for (const matrix of [engine.hessian('categorical', [1], theta), engine.information('categorical', theta)])
    matrix.forEach((entry, i) => {
      const [j, l] = [Math.floor(i / 3), i % 3];
      close(entry, (j === l ? p[j] : 0) - p[j] * p[l]);
    });
});

test('any typed array of numbers goes in', () => {
  const y = [1, 0, 2];
  const want = engine.nll('poisson', y, [1.5]);
  for (const Type of [Float32Array, Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float64Array])
    assert.equal(engine.nll('poisson', Type.from(y), Float32Array.of(1.5)), want);
  assert.equal(engine.fit('poisson', Object.freeze(y)).n, 3);
});

test('bad arguments are named', () => {
  for (const [call, argument] of /** @type {[() => unknown, string][]} */ ([
    [() => engine.hessian('gaussian', [1], [0, -1]), 'sigma'],
    [() => engine.hessian('bernoulli', [2], [0.5]), 'y'],
    [() => engine.hessian('gaussian', [1], [0, 1], /** @type {any} */ ('none')), 'reduction'],
    [() => engine.hessian('categorical', [1], new Float64Array(1001)), 'theta'],
    [() => engine.information('gaussian', [0]), 'theta'],
    [() => engine.information('gaussian', [0, 0]), 'sigma'],
    [() => engine.information('categorical', [0]), 'theta'],
    [() => engine.fit('gaussian', [1], /** @type {any} */ ({ scale: 1 })), 'options'],
  ])) {
    assert.throws(call, (error) => error instanceof MleError && error.argument === argument, argument);
  }
});
