// Repeated experiments from JavaScript: options, parts, cancelling. The numbers are tests/core's to check.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './load.js';

const any = /** @type {any} */ (engine);

test('one row of estimates for each run, each the fit of its own sample', () => {
  const { estimates, nll, statuses } = engine.experiments('gaussian', [1, 2], 5, { seed: 3, count: 40 });
  assert.deepEqual([estimates.length, nll.length, statuses.length], [80, 40, 40]);
  assert.ok(statuses.every((status) => status === 'converged'));
  assert.notEqual(estimates[0], estimates[2]);
  const held = engine.experiments('gaussian', [1, 2], 5, { seed: 3, count: 40, fixed: { mu: 1 } }).estimates;
  for (let run = 0; run < 40; run += 1) {
    assert.equal(held[2 * run], 1);
    // The same sample: its mean square about 1 is its variance and the squared distance of its mean.
    const about = estimates[2 * run + 1] ** 2 + (estimates[2 * run] - 1) ** 2;
    assert.ok(Math.abs(held[2 * run + 1] ** 2 - about) < 1e-12 * about);
  }
});

test('n = 5, variance 4: SS/n, SS/(n-1), SS/(n+1) err by 5.76, 8 and 5.33 in mean square', () => {
  const { estimates } = engine.experiments('gaussian', [0, 2], 5, { seed: 1, count: 10_000 });
  const squares = estimates.filter((_, i) => i % 2 === 1).map((sigma) => 5 * sigma * sigma);
  const truth = new Float64Array(10_000).fill(4);
  for (const [divisor, expected] of [[5, 5.76], [4, 8], [6, 16 / 3]]) {
    const error = engine.meanSquaredError(squares.map((square) => square / divisor), truth);
    assert.ok(Math.abs(error / expected - 1) < 0.05, `SS/${divisor}: ${error}`);
  }
});

test('a coin with few flips: some runs end on the boundary, and say so', () => {
  const { estimates, statuses } = engine.experiments('bernoulli', [0.9], 4, { count: 200 });
  statuses.forEach((status, run) => assert.equal(status, [0, 1].includes(estimates[run]) ? 'boundary' : 'converged'));
  assert.ok(statuses.includes('boundary'));
});

test('repeat: its parts put together are the whole', async () => {
  /** @type {number[]} */
  const estimates = [];
  /** @type {number[]} */
  const progress = [];
  await engine.repeat('gaussian', [1, 2], 5, {
    seed: 7, count: 1010, onPart: (part, done) => { estimates.push(...part.estimates); progress.push(done); },
  });
  assert.deepEqual(estimates, [...engine.experiments('gaussian', [1, 2], 5, { seed: 7, count: 1010 }).estimates]);
  assert.ok(progress.length >= 20 && progress.every((done, i) => i === 0 || done > progress[i - 1]));
  assert.equal(progress.at(-1), 1010);
});

test('repeat stops when it is told to', async () => {
  const controller = new AbortController();
  let last = 0;
  const run = engine.repeat('gaussian', [1, 2], 5, {
    count: 1000, signal: controller.signal, onPart: (_, done) => { last = done; if (done >= 200) controller.abort(); },
  });
  await assert.rejects(run, { name: 'AbortError' });
  assert.equal(last, 200);
});

test('what breaks a rule is named', () => {
  const refused = (/** @type {() => unknown} */ act, /** @type {string} */ argument) => assert.throws(act, { name: 'MleError', argument });
  refused(() => any.experiments('nothing', [1], 5), 'model');
  refused(() => any.experiments('gaussian', [1], 5), 'theta');
  refused(() => any.experiments('gaussian', [1, -2], 5), 'sigma');
  refused(() => any.experiments('gaussian', [1, 2], 0), 'n');
  refused(() => any.experiments('gaussian', [1, 2], 1e6, { count: 1e6 }), 'n');
  refused(() => any.experiments('gaussian', [1, 2], 5, { count: 1.5 }), 'count');
  refused(() => any.experiments('gaussian', [1, 2], 5, { seed: -1 }), 'seed');
  refused(() => any.experiments('gaussian', [1, 2], 5, { first: NaN }), 'first');
  refused(() => any.experiments('gaussian', [1, 2], 5, { fixed: { rate: 1 } }), 'fixed');
  refused(() => any.experiments('gaussian', [1, 2], 5, null), 'options');
  refused(() => any.repeat('gaussian', [1, 2], 5, { count: 0 }), 'count');
  refused(() => any.repeat('gaussian', [1, -2], 5), 'sigma');
  refused(() => any.repeat('gaussian', [1, 2], 5, { onPart: 1 }), 'onPart');
  refused(() => any.repeat('gaussian', [1, 2], 5, { signal: {} }), 'signal');
  refused(() => any.repeat('gaussian', [1, 2], 5, null), 'options');
});
