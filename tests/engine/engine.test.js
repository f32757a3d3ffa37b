// The engine's values, against numbers that were not computed by it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { loadEngine } from '../../web/core/engine.js';
import { engine, wasmBinary } from './load.js';

/** @param {number} got @param {number} want */
const near = (got, want, tolerance = 1e-14) => {
  assert.ok(Math.abs(got - want) <= tolerance * (1 + Math.abs(want)), `${got} is not ${want}`);
};

/** @param {string} name */
const find = (name) => {
  const model = engine.models.find((candidate) => candidate.name === name);
  assert.ok(model, name);
  return model;
};

test('the list of models', () => {
  const known = /** @type {const} */ ([
    ['bernoulli', 'binary', true, 'p'],
    ['bernoulli-logit', 'binary', true, 'logit'],
    ['categorical', 'class', true, 'logits'],
    ['gaussian', 'real', false, 'mu,sigma'],
    ['laplace', 'real', false, 'mu,b'],
    ['student-t', 'real', false, 'nu,mu,sigma'],
    ['huber', 'real', false, 'k,mu,sigma'],
    ['logistic', 'real', false, 'mu,s'],
    ['asymmetric-laplace', 'real', false, 'tau,mu,b'],
    ['poisson', 'count', true, 'rate'],
    ['exponential', 'nonnegative', false, 'rate'],
    ['gamma', 'positive', false, 'shape,rate'],
    ['negative-binomial', 'count', true, 'mean,size'],
  ]);
  for (const [name, observation, discrete, parameters] of known) {
    const model = find(name);
    assert.deepEqual([model.observation, model.discrete], [observation, discrete]);
    assert.equal(model.parameters.map((parameter) => parameter.name).join(), parameters);
  }
  const sigma = find('gaussian').parameters[1];
  assert.deepEqual({ ...sigma }, {
    name: 'sigma', symbol: 'σ', lower: 0, upper: Infinity, lowerOpen: true, upperOpen: true, start: 1,
    sliderMin: 0.05, sliderMax: 5, rule: 'must be above 0 and finite', role: 'scale', vector: false,
  });
  assert.deepEqual([find('gamma').loss, find('gamma').link], ['gamma deviance', 'log']);
  assert.deepEqual(find('gamma').parameters.map((parameter) => parameter.role), ['shape', 'predicted']);
  assert.deepEqual(engine.models.filter((model) => !model.distribution).map((model) => model.name), ['categorical']);
  assert.equal(find('categorical').parameters[0].vector, true);
  assert.throws(() => { /** @type {any} */ (sigma).start = 3; }, TypeError);
  assert.ok(Object.isFrozen(engine) && Object.isFrozen(engine.models) && Object.isFrozen(engine.models[0]));
});

test('the digits of the lesson', () => {
  assert.equal(engine.nll('bernoulli', [1], [0.8]), 0.2231435513142097);
  assert.equal(engine.nll('gaussian', [2], [1.5, 1]), 1.0439385332046727);
  assert.equal(engine.nllTerms('gaussian', [2], [1.5, 1]).misfit[0], 0.125);
  assert.equal(engine.nll('bernoulli', [1], [0]), Infinity);
  assert.equal(engine.nll('bernoulli-logit', [1], [-50]), 50);
  assert.equal(engine.gradient('bernoulli-logit', [1], [-50])[0], -1);
  assert.equal(engine.bernoulliArea(7, 3, 'p'), 1 / 1320);
  near(engine.bernoulliArea(7, 3, 'logit'), 1 / 252);
  assert.equal(engine.bernoulliArea(10, 0, 'logit'), Infinity);
  assert.deepEqual(engine.bernoulliClippedLogit(1, -50, 1e-8), { nll: 18.420680743952367, gradient: 0 });
  assert.deepEqual(engine.bernoulliClipped(1, 0, 0), { nll: Infinity, gradient: -Infinity });
  assert.deepEqual(engine.bernoulliClipped(1, 0.5, 0.1), { nll: 0.6931471805599453, gradient: -2 });
});

test('what a width costs: the quadratic part falls to 0, the whole NLL does not; the lesson’s table says so', async () => {
  // log σ + log(2π)/2 + r²/(2σ²) at r = 0.5.
  for (const [sigma, quadratic, nll] of [[0.5, 0.5, 0.7257913526447274], [1, 0.125, 1.0439385332046727], [2, 0.03125, 1.6433357137646179], [10, 0.00125, 3.2227736261987188]]) {
    near(engine.nllTerms('gaussian', [0.5], [0, sigma]).misfit[0], quadratic);
    near(engine.nll('gaussian', [0.5], [0, sigma]), nll);
  }
  assert.equal(engine.nll('gaussian', [0.5], [0, 10]).toFixed(2), '3.22');
  const chapter = await readFile(new URL('../../web/lesson/en/04-losses-as-likelihoods.md', import.meta.url), 'utf8');
  const table = /\| width \| quadratic part \| whole NLL \|\n.*\n((?:\|.*\n)+)/.exec(chapter)?.[1] ?? '';
  const rows = table.trim().split('\n').map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  assert.deepEqual(rows, [0.5, 1, 2, 10].map((sigma) =>
    [sigma, Number(engine.nllTerms('gaussian', [0.5], [0, sigma]).misfit[0].toPrecision(12)), engine.nll('gaussian', [0.5], [0, sigma]).toFixed(4)].map(String)));
});

test('a clipped curve is the clipped loss at each of its points', () => {
  const p = engine.linspace(0, 1, 41);
  const z = engine.linspace(-60, 60, 41);
  for (const y of [0, 1]) {
    for (const eps of [0, 1e-17, 0.01, 0.3]) {
      const byP = engine.bernoulliClippedCurve(y, p, eps, 'p');
      const byLogit = engine.bernoulliClippedCurve(y, [...z], eps, 'logit');
      assert.ok(byP instanceof Float64Array && byLogit instanceof Float64Array);
      assert.deepEqual([...byP], Array.from(p, (at) => engine.bernoulliClipped(y, at, eps).nll));
      assert.deepEqual([...byLogit], Array.from(z, (at) => engine.bernoulliClippedLogit(y, at, eps).nll));
    }
  }
  const nats = engine.bernoulliClippedCurve(1, [0, 0.001, 0.5, 1], 0.01, 'p');
  [-Math.log(0.01), -Math.log(0.01), Math.LN2, -Math.log(0.99)].forEach((want, i) => near(nats[i], want));
  near(engine.bernoulliClippedCurve(0, [1], 1e-17, 'p')[0], 17 * Math.LN10);
  near(engine.bernoulliClippedCurve(0, [50], 1e-17, 'logit')[0], 17 * Math.LN10);
  assert.equal(engine.bernoulliClippedCurve(0, [1], 0, 'p')[0], Infinity);
});

test('sum, mean, points and terms belong together', () => {
  const y = [1, -2, 0.5, 7];
  const theta = [0.3, 2];
  const points = engine.nll('gaussian', y, theta, { reduction: 'none' });
  assert.ok(points instanceof Float64Array);
  near(engine.nll('gaussian', y, theta), points.reduce((a, b) => a + b));
  near(engine.nll('gaussian', y, theta, { reduction: 'mean' }) * 4, engine.nll('gaussian', y, theta, { reduction: 'sum' }));
  const { constant, normaliser, misfit } = engine.nllTerms('gaussian', y, theta);
  points.forEach((value, i) => near(constant[i] + normaliser[i] + misfit[i], value));
  near(misfit[3], (6.7 / 2) ** 2 / 2);
  near(constant[0], 0.5 * Math.log(2 * Math.PI));
  near(normaliser[0], Math.log(2));
  engine.density('gaussian', y, theta).forEach((value, i) => near(value, Math.exp(-points[i])));

  const rows = engine.gradientPoints('gaussian', y, theta);
  assert.equal(rows.length, 8);
  const sum = engine.gradient('gaussian', y, theta);
  near(sum[0], rows[0] + rows[2] + rows[4] + rows[6]);
  near(engine.gradient('gaussian', y, theta, 'mean')[1] * 4, sum[1]);
  near(rows[6], -6.7 / 4);
});

test('terms of the other models', () => {
  const poisson = engine.nllTerms('poisson', [3], [2.5]);
  near(poisson.constant[0], Math.log(6));
  assert.equal(poisson.normaliser[0], 2.5);
  near(poisson.misfit[0], -3 * Math.log(2.5));
  const classes = engine.nllTerms('categorical', [1], [0, 2, 1]);
  near(classes.normaliser[0], Math.log(1 + Math.exp(2) + Math.exp(1)));
  assert.equal(classes.misfit[0], -2);
  const laplace = engine.nllTerms('laplace', [1], [3, 0.5]);
  near(laplace.constant[0], Math.log(2));
  near(laplace.normaliser[0], Math.log(0.5));
  assert.equal(laplace.misfit[0], 4);
});

test('any array of numbers will do, and none is changed', () => {
  const want = engine.nll('gaussian', [1, 2, 3], [0, 1]);
  const y = Float64Array.of(1, 2, 3);
  assert.equal(engine.nll('gaussian', y, Float64Array.of(0, 1)), want);
  assert.equal(engine.nll('gaussian', /** @type {any} */ (Float32Array.of(1, 2, 3)), [0, 1]), want);
  assert.equal(engine.nll('gaussian', /** @type {any} */ (Int8Array.of(1, 2, 3)), [0, 1]), want);
  assert.equal(engine.nll('gaussian', Float64Array.of(9, 1, 2, 3).subarray(1), [0, 1]), want);
  assert.deepEqual([...y], [1, 2, 3]);
});

test('fits', () => {
  assert.deepEqual(engine.fit('bernoulli', [1, 1, 0, 1]).theta, [0.75]);
  const all = engine.fit('bernoulli', [1, 1]);
  assert.deepEqual([all.status, all.theta, all.nll], ['boundary', [1], 0]);
  const logit = engine.fit('bernoulli-logit', [1, 1]);
  assert.deepEqual([logit.status, logit.theta, logit.nll], ['no-maximum', [Infinity], 0]);
  assert.equal(engine.fit('gaussian', [2, 2]).status, 'unbounded');
  assert.equal(engine.fit('laplace', [1, 2, 3, 4]).status, 'not-unique');
  assert.equal(engine.fit('poisson', [0, 0]).status, 'boundary');
  const shares = engine.fit('categorical', [0, 1, 1, 2], { classes: 3 });
  assert.equal(shares.status, 'converged');
  engine.softmax(shares.theta).forEach((p, i) => near(p, [0.25, 0.5, 0.25][i]));
  assert.equal(engine.fit('categorical', [0, 1], { classes: 3 }).status, 'no-maximum');
  const bell = engine.fit('gaussian', [1, 2, 6]);
  assert.equal(bell.status, 'converged');
  near(bell.theta[1], Math.sqrt(14 / 3));
  assert.match(bell.message, /^[A-Z].*\.$/);
  assert.ok(Array.isArray(bell.theta));
  assert.deepEqual([bell.iterations, bell.starts], [0, 1]);
  assert.ok(engine.fit('gamma', [1, 2, 6]).iterations > 0);
});

test('fits with parameters held', () => {
  const held = engine.fit('gaussian', [1, 2, 6], { fixed: { sigma: 4 } });
  assert.deepEqual([held.status, held.theta], ['converged', [3, 4]]);
  near(engine.fit('gaussian', [1, 2, 6], { fixed: { mu: 0, sigma: undefined } }).theta[1], Math.sqrt(41 / 3));
  const all = engine.fit('laplace', [1, 2, 6], { fixed: { mu: 0, b: 2 } });
  assert.deepEqual([all.theta, all.nll], [[0, 2], engine.nll('laplace', [1, 2, 6], [0, 2])]);
});

test('options of the NLL', () => {
  near(engine.nll('bernoulli', [1, 0], [0.5], { unit: 'bits' }), 2);
  assert.deepEqual([...engine.nll('bernoulli', [1, 0], [0.25], { unit: 'bits', reduction: 'none' })],
    [2, -Math.log(0.75) / Math.LN2]);
  near(engine.nll('bernoulli-logit', [1], [-50], { clip: 1e-8 }), 8 * Math.LN10); // 18.42
  assert.equal(engine.nll('bernoulli-logit', [1], [-50], { clip: 0 }), 50);
  // The floor of a smoothed loss is the entropy of the smoothed label.
  near(engine.nll('bernoulli', [1], [0.95], { smoothing: 0.1 }), -0.95 * Math.log(0.95) - 0.05 * Math.log(0.05));
  const [z, y] = [[0, Math.log(2), Math.log(5)], [0, 2, 2]];
  const own = [Math.log(8), Math.log(8 / 5), Math.log(8 / 5)];
  near(engine.nll('categorical', y, z, { classWeights: [3, 1, 2], reduction: 'mean' }),
    (3 * own[0] + 2 * own[1] + 2 * own[2]) / 7);
});

test('distribution functions and quantiles', () => {
  near(engine.cdf('gaussian', [1.96], [0, 1])[0], 0.9750021048517795, 1e-15); // mpmath
  near(engine.quantile('gaussian', [0.975], [10, 2])[0], 10 + 2 * 1.9599639845400545, 1e-15);
  near(engine.cdf('exponential', [1e-20], [2])[0], 2e-20, 1e-35);
  assert.deepEqual([...engine.cdf('bernoulli', [-1, 0, 0.5, 1, Infinity], [0.25])], [0, 0.75, 0.75, 1, 1]);
  assert.deepEqual([...engine.quantile('laplace', [0, 0.5, 1], [3, 1])], [-Infinity, 3, Infinity]);
});

test('curves, surfaces and products', () => {
  const flips = [1, 1, 1, 0];
  const grid = engine.linspace(0, 1, 101);
  const curve = engine.curve('bernoulli', flips, [0.5], 0, grid);
  assert.equal(curve[0], Infinity);
  assert.equal(curve[100], Infinity);
  assert.equal(curve.indexOf(Math.min(...curve)), 75);
  const product = engine.productCurve('bernoulli', flips, [0.5], 0, grid, 'float64');
  near(product[50], 1 / 16);
  assert.equal(product[0], 0);

  const surface = engine.surface('gaussian', [1, 2], [0, 1], 0, [0, 1.5, 3], 1, [1, 2]);
  assert.equal(surface.length, 6);
  assert.equal(surface[4], engine.nll('gaussian', [1, 2], [1.5, 2]));

  const heads = new Float64Array(1200).fill(1);
  assert.equal(engine.runningProduct('bernoulli', heads, [0.5], 'float32').indexOf(0) + 1, 150);
  assert.equal(engine.runningProduct('bernoulli', heads, [0.5], 'float64').indexOf(0) + 1, 1075);
  near(engine.runningLog('bernoulli', heads, [0.5])[1199], 1200 * Math.log(0.5), 1e-13);
  const tight = engine.runningProduct('gaussian', new Float64Array(300), [0, 0.01], 'float64');
  assert.equal(tight[299], Infinity);
  assert.equal(tight[191] < Infinity, true);
  // float32 arithmetic, one rounding a factor, as Math.fround does it
  let single = 1;
  const factor = Math.fround(0.3);
  engine.runningProduct('bernoulli', heads.subarray(0, 40), [0.3], 'float32').forEach((value) => {
    single = Math.fround(single * factor);
    assert.equal(value, single);
  });
});

test('descents record their path and say why they stopped', () => {
  const y = [1, 2, 4, 4.5, 7];
  const newton = engine.descend('gaussian', y, [3, 2.2], { method: 'newton' });
  assert.equal(newton.status, 'converged');
  assert.equal(newton.path.length, 2 * newton.nll.length);
  near(newton.path.at(-2) ?? NaN, 3.7, 1e-9);
  assert.equal(engine.descend('gaussian', y, [3.7, 4], { method: 'newton' }).status, 'not-positive-definite');
  assert.equal(engine.descend('gaussian', y, [3.7, 6], { stepSize: 10 }).status, 'left-domain');
  assert.equal(engine.descend('poisson', [3, 4], [1e-3], { stepSize: 1e6 }).status, 'diverged');
  const nowhere = engine.descend('bernoulli-logit', [1, 1], [0], { stepSize: 1000 });
  assert.deepEqual([nowhere.status, nowhere.path[1]], ['flat', 1000]); // every head: no logit is the maximum
  const short = engine.descend('gaussian', y, [0, 5], { stepSize: 1e-4, steps: 7 });
  assert.equal(short.status, 'iteration-limit');
  assert.equal(short.nll.length, 8);
  assert.equal(short.nll[0], engine.nll('gaussian', y, [0, 5]));
  const mean = engine.descend('gaussian', y, [0, 5], { stepSize: 5e-4, steps: 7, reduction: 'mean' });
  mean.path.forEach((value, i) => near(value, short.path[i], 1e-12)); // the same walk with n times the step
  near(mean.nll[7] * 5, short.nll[7]);
  const logs = engine.descend('gaussian', y, [3.7, 6], { stepSize: 10, steps: 3, logScale: true });
  assert.notEqual(logs.status, 'left-domain'); // sigma stays above 0
  near(engine.descend('gaussian', y, [3.7, 6], { method: 'fisher', logScale: true }).path.at(-1) ?? NaN,
    engine.fit('gaussian', y).theta[1], 1e-9);
});

test('samples', () => {
  assert.deepEqual(engine.sample('gaussian', [0, 1], 5, 1), engine.sample('gaussian', [0, 1], 5, 1));
  assert.notDeepEqual(engine.sample('gaussian', [0, 1], 5, 1), engine.sample('gaussian', [0, 1], 5, 2));
  // From tests/core/golden: the polar method in exact arithmetic on an independent xoshiro256++.
  near(engine.sample('gaussian', [0, 1], 1, 1)[0], 0.7497765692000008, 1e-15);
  const nine = engine.sample('gaussian', [0, 1], 9, 9);
  assert.deepEqual(engine.sample('gaussian', [0, 1], 4, 9), nine.slice(0, 4)); // a longer sample begins alike
  assert.equal(engine.sample('bernoulli', [0.5], 10, Number.MAX_SAFE_INTEGER).length, 10);
  assert.ok(engine.sample('categorical', [0, 0, 0], 200, 3).every((value) => [0, 1, 2].includes(value)));
});

test('digits that cancellation would lose', () => {
  near(engine.nll('poisson', [1e10], [1e10]), 12.431863998183263, 4e-15); // mpmath
  assert.deepEqual([...engine.gradient('categorical', [0], [40, 0])], [-4.248354255291589e-18, 4.248354255291589e-18]);
});

test('squared error and the special functions', () => {
  assert.deepEqual([...engine.squaredError([1, 4], [3, 3.5])], [4, 0.25]);
  assert.equal(engine.meanSquaredError([1, 4], [3, 3.5]), 2.125);
  const brier = engine.squaredErrorLogit(1, [0, Math.log(3)]); // p = 1/2, 3/4
  near(brier.loss[0], 0.25);
  near(brier.loss[1], 1 / 16);
  near(brier.gradient[0], -0.25);
  near(brier.gradient[1], -3 / 32);
  assert.equal(engine.sigmoid(0), 0.5);
  assert.deepEqual([...engine.sigmoid([0, Infinity, -Infinity])], [0.5, 1, 0]);
  assert.equal(engine.logit(0.5), 0);
  assert.equal(engine.logit(1), Infinity);
  near(engine.softplus(1), Math.log(1 + Math.E));
  near(engine.exp(1), Math.E);
  assert.equal(engine.log(0), -Infinity);
  assert.equal(engine.toBits(Infinity), Infinity);
  assert.equal(engine.toBits(Math.LN2), 1);
  near(engine.logSumExp([1000, 1000]), 1000 + Math.LN2);
  near(engine.logBinomial(10, 7), Math.log(120));
  assert.deepEqual([...engine.linspace(0, 1, 5)], [0, 0.25, 0.5, 0.75, 1]);
  near(engine.softmax([0, Math.log(3)])[1], 0.75);
  assert.ok(engine.exp([1]) instanceof Float64Array);
});

test('a core that cannot start says why', async () => {
  const cut = wasmBinary.subarray(0, 1000);
  await assert.rejects(loadEngine({ wasmBinary: cut }), /damaged/);
  const changed = Uint8Array.from(wasmBinary);
  changed.fill(0, 2000, 2400);
  await assert.rejects(loadEngine({ wasmBinary: changed }), /damaged/);
  await assert.rejects(loadEngine(/** @type {any} */ ({})), /loadEngine: wasmBinary must be the bytes of mle.wasm/);
  const kept = globalThis.WebAssembly;
  try {
    /** @type {any} */ (globalThis).WebAssembly = undefined;
    await assert.rejects(loadEngine({ wasmBinary }), /WebAssembly/);
  } finally {
    globalThis.WebAssembly = kept;
  }
});
