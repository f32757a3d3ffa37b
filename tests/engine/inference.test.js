/** Profile likelihood, tests and intervals from JavaScript: closed forms, and R's numbers (tests/core/golden/make_inference.R). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MleError } from '../../web/core/engine.js';
import { engine } from './load.js';

const rows = readFileSync(new URL('../core/data/challenger-orings.csv', import.meta.url), 'utf8').trim().split('\n').slice(1)
  .map((line) => line.split(',').map(Number));
const temperature = rows.map((row) => row[1]);
const distress = rows.map((row) => row[2]);
const COINS = [1, 1, 1, 1, 1, 1, 1, 0, 0, 0];
const CHI_SQUARE_95 = 3.841458820694124; // R: qchisq(0.95, 1)

/** @param {number | null} got @param {number} want */
const close = (got, want, tolerance = 1e-8) => assert.ok(got !== null && Math.abs(got - want) <= tolerance * (1 + Math.abs(want)), `${got} is not ${want}`);

test('a coefficient: R’s profile interval, likelihood-ratio and score test', () => {
  const given = { x: { temperature } };
  const interval = engine.interval('bernoulli', distress, 'temperature', given);
  close(interval.lower, -0.5154325375);
  close(interval.upper, -0.0607862572);
  const ratio = engine.test('bernoulli', distress, 'temperature', 0, given);
  close(ratio.statistic, 7.951960046427);
  close(ratio.p_value, 0.00480353251014);
  close(engine.test('bernoulli', distress, 'temperature', 0, { ...given, kind: 'score' }).statistic, 7.231211734697);
  const wald = engine.interval('bernoulli', distress, 'temperature', { ...given, kind: 'wald' });
  close(wald.upper, -0.232162744219 + 1.959963984540054 * 0.108236521649);
});

test('a parameter: Wilson’s interval, and the edge when all are heads', () => {
  const n = 10, p = 0.7, z2 = CHI_SQUARE_95;
  const { lower, upper } = engine.interval('bernoulli', COINS, 'p', { kind: 'score' });
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const reach = (Math.sqrt(z2) / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  close(lower, centre - reach);
  close(upper, centre + reach);
  const heads = engine.interval('bernoulli', [1, 1, 1, 1], 'p');
  close(heads.lower, Math.exp(-CHI_SQUARE_95 / 8));
  assert.equal(heads.upper, 1);
  const wald = engine.interval('bernoulli', [1, 1, 1, 1], 'p', { kind: 'wald' });
  assert.equal(wald.lower, null);
  assert.match(wald.reason ?? '', /\w{4}/);
});

test('an end that no value reaches is the domain’s own', () => {
  // The more freedom nu has, the closer to the Gaussian: with six values no large nu is refused.
  assert.equal(engine.interval('student-t', [1, 2, 4, 5, 9, 20], 'nu').upper, Infinity);
});

test('profile likelihood: sigma is estimated anew at each mu', () => {
  const y = [1, 2, 4];
  const [at] = engine.profile('gaussian', y, 'mu', [2]);
  const variance = (1 + 0 + 4) / 3;
  close(at, 1.5 * Math.log(2 * Math.PI * variance) + 1.5, 1e-12);
});

test('bad arguments are named', () => {
  for (const [call, argument] of /** @type {[() => unknown, string][]} */ ([
    [() => engine.interval('gaussian', [1, 2], 'nu'), 'about'],
    [() => engine.interval('gaussian', [1, 2], 'mu', { level: 1 }), 'level'],
    [() => engine.interval('gaussian', [1, 2], 'mu', { kind: 'magic' }), 'kind'],
    [() => engine.interval('gaussian', [1, 2], 'mu', { l2: 1 }), 'options'],
    [() => engine.interval('gaussian', [1, 2, 4], 'mu', { weights: [1, 5, 1] }), 'weights'],
    [() => engine.profile('gaussian', [1, 2], 'mu', [1], /** @type {any} */ ({ kind: 'wald' })), 'options'],
    [() => engine.test('gaussian', [1, 2], 'sigma', -1), 'sigma'],
    [() => engine.test('gaussian', [1, 2], 'mu', NaN), 'value'],
    [() => engine.profile('gaussian', [1, 2], 'sigma', [0]), 'grid'],
    [() => engine.profile('categorical', [0, 1], 'logits', [0]), 'model'],
    [() => engine.interval('gaussian', [1, 2, 3], 'z', { x: { a: [1, 2, 4] } }), 'about'],
    [() => engine.interval('gaussian', [1, 2, 3], 'a', { x: { a: [1, 2] } }), 'x.a'],
  ])) {
    assert.throws(call, (error) => error instanceof MleError && error.argument === argument, argument);
  }
});
