// A million calls leave the wasm heap as it was.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import createMleModule from '../../web/core/wasm/mle.cjs';
import { engineOf } from '../../web/core/engine.js';
import { wasmBinary } from './load.js';

/** A new core of its own, with its memory in hand. */
async function freshCore() {
  const instantiate = WebAssembly.instantiate;
  /** @type {WebAssembly.Memory | undefined} */
  let memory;
  WebAssembly.instantiate = /** @type {any} */ (async (/** @type {any} */ bytes, /** @type {any} */ imports) => {
    const result = /** @type {any} */ (await instantiate(bytes, imports));
    memory = Object.values((result.instance ?? result).exports).find((value) => value instanceof WebAssembly.Memory);
    return result;
  });
  try {
    const core = /** @type {any} */ (await createMleModule({ wasmBinary }));
    return { core, engine: /** @type {any} */ (engineOf(core)),
      bytes: () => /** @type {WebAssembly.Memory} */ (memory).buffer.byteLength };
  } finally {
    WebAssembly.instantiate = instantiate;
  }
}

/** Whether an array of n doubles fits into what is free, without growing the memory. */
const fits = (/** @type {Awaited<ReturnType<typeof freshCore>>} */ { engine, bytes }, /** @type {number} */ n) => {
  const before = bytes();
  engine.linspace(0, 1, n);
  return bytes() === before;
};

test('a million calls, failed ones included', async () => {
  const y = Float64Array.from({ length: 40 }, (_, i) => i % 3);
  const grid = Float64Array.of(0.5, 1, 2);
  const callsOn = (/** @type {any} */ engine) => [
    () => engine.nll('gaussian', y, [0, 1]),
    () => engine.nll('laplace', y, [0, 1], { reduction: 'none' }),
    () => engine.nll('categorical', y, [0, 1, 2], { smoothing: 0.1, classWeights: [1, 2, 3] }),
    () => engine.cdf('gaussian', y, [0, 1]),
    () => engine.quantile('exponential', [0.5], [1]),
    () => engine.nllTerms('poisson', y, [2]),
    () => engine.density('categorical', y, [0, 1, 2]),
    () => engine.hessian('student-t', y, [4, 0, 1]),
    () => engine.information('categorical', [0, 1, 2]),
    () => engine.gradient('categorical', y, [0, 1, 2]),
    () => engine.gradientPoints('gaussian', y, [0, 1]),
    () => engine.fit('laplace', y),
    () => engine.fit('negative-binomial', y, { fixed: { mean: 2 } }),
    () => engine.fit('categorical', y, { classes: 3 }),
    () => engine.curve('poisson', y, [2], 0, grid),
    () => engine.surface('gaussian', y, [0, 1], 0, grid, 1, grid),
    () => engine.productCurve('gaussian', y, [0, 1], 0, grid, 'float32'),
    () => engine.runningProduct('gaussian', y, [0, 1], 'float64'),
    () => engine.runningLog('gaussian', y, [0, 1]),
    () => engine.descend('gaussian', y, [0.5, 1], { method: 'newton', steps: 3 }),
    () => engine.sample('gaussian', [0, 1], 20, 1),
    () => engine.regress('poisson', y.subarray(0, 6), { x: [1, 2, 4, 3, 5, 1] }, { weights: [1, 1, 2, 1, 1, 1] }),
    () => engine.experiments('gaussian', { coefficients: { '(intercept)': 0, x: 1 }, parameters: { sigma: 1 } },
      { x: [1, 2, 4] }, { count: 2 }),
    () => engine.heteroscedastic(y.subarray(0, 8), { x: [1, 2, 4, 3, 5, 1, 2, 2] }),
    () => engine.bernoulliClipped(1, 0.3, 0.1),
    () => engine.bernoulliClippedCurve(1, [0.2, 0.7], 0.1, 'p'),
    () => engine.squaredError(y, y),
    () => engine.squaredErrorLogit(1, grid),
    () => engine.softmax(grid),
    () => engine.exp(grid),
    () => engine.logSumExp(grid),
    () => engine.batchNll('gaussian', y, { mu: y, sigma: 2 }),
    () => engine.batchGradient('poisson', y, { log_rate: y }),
    () => {
      const held = engine.hold(y);
      engine.nll('gaussian', held, [0, 1]);
      engine.batchNll('poisson', held, { log_rate: held });
      assert.throws(() => engine.batchGradient('bernoulli', held, { p: held }));
      held.free();
      assert.throws(() => engine.nll('gaussian', held, [0, 1]));
    },
    () => assert.throws(() => engine.batchNll('gaussian', y, { mu: y, sigma: y })),
    () => assert.throws(() => engine.nll('gaussian', y, [0, -1])),
    () => assert.throws(() => engine.fit('bernoulli', y)),
    () => assert.throws(() => engine.nll('poisson', y, [1], { clip: 0.1 })),
    () => assert.throws(() => engine.quantile('gaussian', [2], [0, 1])),
    () => assert.throws(() => engine.curve('gaussian', y, [0, 1], 1, [0])),
    () => assert.throws(() => engine.hessian('gaussian', y, [0, -1])),
    () => assert.throws(() => engine.experiments('poisson', { coefficients: { x: 1e9 } }, { x: [1] }, { intercept: false })),
    () => assert.throws(() => engine.regress('bernoulli', [2], {})),
    () => assert.throws(() => engine.sample('poisson', [-1], 5, 1)),
  ];
  const usedCore = async () => {
    const fresh = await freshCore();
    for (const call of callsOn(fresh.engine)) call();
    return fresh;
  };

  // The largest array that fits into a core that has done every call once: that leaves the free memory in as many
  // pieces as a million do. Growth cannot be undone: each trial has a core of its own.
  let [low, high] = [1000, 4_000_000];
  assert.ok(fits(await usedCore(), low));
  assert.ok(!fits(await usedCore(), high));
  while (high - low > 64) {
    const middle = (low + high) >> 1;
    if (fits(await usedCore(), middle)) low = middle;
    else high = middle;
  }

  const worked = await usedCore();
  const { core, engine, bytes } = worked;
  const calls = callsOn(engine);
  const handles = core.count_emval_handles?.();
  const before = bytes();
  for (let i = 0; i < 1_000_000; i += 1) calls[i % calls.length]();
  assert.equal(bytes(), before);
  assert.equal(core.count_emval_handles?.(), handles);
  // 4 kB of slack for the order in which blocks were freed: less than a byte for every hundred calls.
  assert.ok(fits(worked, low - 512), 'some of the heap is still held');
});
