// Every bad argument becomes an error that names the function, the argument and the rule.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MleError } from '../../web/core/engine.js';
import { engine } from './load.js';

const any = /** @type {any} */ (engine);

/** @type {[string, unknown[], string, string | RegExp][]} function, arguments, argument named, rule */
const cases = [
  // model
  ['nll', ['gausian', [1], [0, 1]], 'model', /^must be one of 'bernoulli', .*'poisson'/],
  ['nll', [undefined, [1], [0, 1]], 'model', /^must be one of/],
  ['fit', [3, [1]], 'model', /^must be one of/],
  ['sample', [['gaussian'], [0, 1], 1, 1], 'model', /^must be one of/],
  ['regress', ['student', [1], {}], 'model', /^must be one of/], // its other arguments: regress.test.js
  // Their other arguments: heteroscedastic.test.js, inference.test.js.
  ['heteroscedastic', [[1, 2], { a: [1] }], 'x.a', /^must hold as many numbers as y/],
  ['profile', ['gaussian', [1, 2], 'nu', [1]], 'about', /^must be one of/],
  ['test', ['gaussian', [1, 2], 'sigma', -1], 'sigma', 'must be above 0 and finite'],
  ['interval', ['gaussian', [1, 2], 'mu', { level: 2 }], 'level', 'must be between 0 and 1'],
  // Theirs: experiments.test.js, losses.test.js.
  ['experiments', ['gaussian', [0, 1], 0], 'n', /^must be a whole number from 1/],
  ['repeat', ['gaussian', [0, 1], 5, { count: 0 }], 'count', /^must be a whole number from 1/],
  ['impliedNoise', [{ name: 'huber', shape: 0 }, [0]], 'shape', 'must be above 0 and finite'],
  ['hinge', [0, [1]], 'y', 'must be -1 or 1'],
  ['hingeNormaliser', [[]], 'predictions', 'must hold at least one number'],
  // Theirs: summary.test.js.
  ['hessian', ['gaussian', [1], [0, 0]], 'sigma', 'must be above 0 and finite'],
  ['information', ['bernoulli', [2]], 'p', 'must be from 0 to 1'],
  // y
  ['nll', ['gaussian', [], [0, 1]], 'y', 'must hold at least one observation'],
  ['nll', ['gaussian', '12', [0, 1]], 'y', 'must be an array of numbers'],
  ['nll', ['gaussian', 5, [0, 1]], 'y', 'must be an array of numbers'],
  ['nll', ['gaussian', null, [0, 1]], 'y', 'must be an array of numbers'],
  ['nll', ['gaussian', { length: 1, 0: 1 }, [0, 1]], 'y', 'must be an array of numbers'],
  ['nll', ['gaussian', new DataView(new ArrayBuffer(8)), [0, 1]], 'y', 'must be an array of numbers'],
  ['nll', ['gaussian', BigInt64Array.of(1n), [0, 1]], 'y', 'must be an array of numbers'],
  ['nll', ['gaussian', [1, '2'], [0, 1]], 'y', 'must be an array of numbers'],
  ['nll', ['gaussian', [1, , 2], [0, 1]], 'y', 'must be an array of numbers'], // eslint-disable-line no-sparse-arrays
  ['nll', ['gaussian', [1, true], [0, 1]], 'y', 'must be an array of numbers'],
  ['nll', ['gaussian', [[1], [2]], [0, 1]], 'y', 'must be an array of numbers'],
  ['nll', ['gaussian', new Array(1e9), [0, 1]], 'y', 'must hold at most 10000000 numbers'],
  ['nll', ['gaussian', [NaN], [0, 1]], 'y', 'must hold only finite numbers'],
  ['nll', ['laplace', [Infinity], [0, 1], { reduction: 'none' }], 'y', 'must hold only finite numbers'],
  ['nll', ['bernoulli', [1, 0.5], [0.5]], 'y', 'must hold only 0 and 1'],
  ['gradient', ['bernoulli-logit', [2], [0]], 'y', 'must hold only 0 and 1'],
  ['nllTerms', ['categorical', [3], [0, 0, 0]], 'y', /^must hold class indices/],
  ['density', ['categorical', [0.5], [0, 0, 0]], 'y', /^must hold class indices/],
  ['fit', ['categorical', [-1], { classes: 3 }], 'y', /^must hold class indices/],
  ['gradientPoints', ['poisson', [-1], [2]], 'y', /^must hold counts/],
  ['fit', ['poisson', [1.5]], 'y', /^must hold counts/],
  ['fit', ['gaussian', []], 'y', 'must hold at least one observation'],
  ['fit', ['gaussian', [1e308, -1e308, 1e308]], 'y', 'leads to an estimate beyond double precision'],
  // theta
  ['nll', ['gaussian', [1], [0]], 'theta', 'must hold 2 numbers (mu, sigma)'],
  ['nll', ['gaussian', [1], [0, 1, 2]], 'theta', 'must hold 2 numbers (mu, sigma)'],
  ['nll', ['bernoulli', [1], []], 'theta', 'must hold 1 number (p)'],
  ['nll', ['bernoulli', [1], 0.5], 'theta', 'must be an array of numbers'],
  ['nll', ['categorical', [0], [1]], 'theta', 'must hold at least two logits'],
  ['nll', ['gaussian', [1], [NaN, 1]], 'mu', 'must be a finite number'],
  ['nll', ['gaussian', [1], [Infinity, 1]], 'mu', 'must be a finite number'],
  ['nll', ['gaussian', [1], [0, 0]], 'sigma', 'must be above 0 and finite'],
  ['nll', ['gaussian', [1], [0, -1]], 'sigma', 'must be above 0 and finite'],
  ['gradient', ['gaussian', [1], [0, NaN]], 'sigma', 'must be above 0 and finite'],
  ['nll', ['laplace', [1], [0, 0]], 'b', 'must be above 0 and finite'],
  ['nll', ['bernoulli', [1], [1.0001]], 'p', 'must be from 0 to 1'],
  ['curve', ['bernoulli', [1], [-0.1], 0, [0.5]], 'p', 'must be from 0 to 1'],
  ['runningLog', ['bernoulli-logit', [1], [Infinity]], 'logit', 'must be a finite number'],
  ['nll', ['categorical', [0], [1, NaN]], 'logits', 'must hold only finite numbers'],
  ['sample', ['poisson', [-1], 5, 1], 'rate', 'must be at least 0 and finite'],
  ['sample', ['poisson', [2 ** 53], 5, 1], 'rate', /^must be at most 2\^52 to draw from/],
  ['sample', ['poisson', [1e300], 5, 1], 'rate', /^must be at most 2\^52 to draw from/],
  ['sample', ['gaussian', [0, 1.7e308], 50, 1], 'theta', 'leads to draws beyond double precision'],
  ['gradient', ['gaussian', [1e300, -1e300], [0, 1e-100]], 'theta', 'leads to values beyond double precision'],
  // reduction, precision, coordinate, method
  ['nll', ['gaussian', [1], [0, 1], { reduction: 'total' }], 'reduction', "must be one of 'none', 'sum', 'mean'"],
  ['gradient', ['gaussian', [1], [0, 1], null], 'reduction', "must be one of 'sum', 'mean'"],
  ['runningProduct', ['gaussian', [1], [0, 1], 'float16'], 'precision', "must be one of 'float32', 'float64'"],
  ['runningProduct', ['gaussian', [1], [0, 1]], 'precision', "must be one of 'float32', 'float64'"],
  ['productCurve', ['gaussian', [1], [0, 1], 0, [1], 32], 'precision', "must be one of 'float32', 'float64'"],
  ['bernoulliArea', [1, 1, 'z'], 'coordinate', "must be one of 'p', 'logit'"],
  ['descend', ['gaussian', [1], [0, 1], { method: 'sgd' }], 'method', /^must be one of 'gradient', 'momentum'/],
  ['descend', ['gaussian', [1], [0, 1], { stepSize: 0 }], 'stepSize', 'must be above 0'],
  ['descend', ['gaussian', [1], [0, 1], { stepSize: NaN }], 'stepSize', 'must be a finite number'],
  ['descend', ['gaussian', [1], [0, 1], { steps: 0 }], 'steps', 'must be a whole number from 1 to 100000'],
  ['descend', ['gaussian', [1], [0, 1], { reduction: 'max' }], 'reduction', "must be one of 'sum', 'mean'"],
  ['descend', ['gaussian', [1], [0, 1], null], 'options', 'must be an object'],
  ['descend', ['gaussian', [1], [0, 1], { logScale: 1 }], 'logScale', 'must be true or false'],
  ['descend', ['poisson', [1], [0], { logScale: true }], 'rate', 'must be above 0 to be descended in its logarithm'],
  ['descend', ['gaussian', [1], [0], {}], 'start', 'must hold 2 numbers (mu, sigma)'],
  ['descend', ['gaussian', [1], [0, 0], {}], 'sigma', 'must be above 0 and finite'],
  // options of the NLL, cdf and quantile
  ['nll', ['gaussian', [1], [0, 1], 'mean'], 'options', 'must be an object'],
  ['nll', ['gaussian', [1], [0, 1], { redution: 'mean' }], 'options',
    'must hold only reduction, unit, smoothing, clip, classWeights'],
  ['nll', ['gaussian', [1], [0, 1], { unit: 'dits' }], 'unit', "must be one of 'nats', 'bits'"],
  ['nll', ['gaussian', [1], [0, 1], { smoothing: 0.1 }], 'smoothing', 'must be 0 for a model without classes'],
  ['nll', ['poisson', [1], [1], { clip: 0.1 }], 'clip', 'must be 0 for a model without classes'],
  ['nll', ['poisson', [1], [1], { classWeights: [1] }], 'classWeights', 'must be empty for a model without classes'],
  ['nll', ['bernoulli', [1], [0.5], { smoothing: 1.5 }], 'smoothing', 'must be from 0 to 1'],
  ['nll', ['bernoulli', [1], [0.5], { smoothing: '0.1' }], 'smoothing', 'must be a number'],
  ['nll', ['bernoulli', [1], [0.5], { clip: 0.5 }], 'clip', 'must be from 0, below 0.5'],
  ['nll', ['bernoulli', [1], [0.5], { classWeights: [1] }], 'classWeights', 'must hold one weight for each class'],
  ['nll', ['bernoulli', [1], [0.5], { classWeights: [1, -1] }], 'classWeights', 'must hold only finite numbers from 0'],
  ['nll', ['bernoulli', [1], [0.5], { classWeights: [1, 0], reduction: 'mean' }], 'classWeights',
    'must give some row a weight above 0 for a mean'],
  ['cdf', ['categorical', [0], [0, 0]], 'model', 'must have observations with an order'],
  ['cdf', ['gaussian', [NaN], [0, 1]], 'y', 'must hold only numbers'],
  ['quantile', ['gaussian', [1.5], [0, 1]], 'p', 'must hold only probabilities from 0 to 1'],
  ['quantile', ['gaussian', [0.5], [0, 0]], 'sigma', 'must be above 0 and finite'],
  // indices and grids
  ['curve', ['gaussian', [1], [0, 1], 2, [1]], 'parameterIndex', 'must be a whole number from 0 to 1'],
  ['curve', ['gaussian', [1], [0, 1], '0', [1]], 'parameterIndex', 'must be a whole number from 0 to 1'],
  ['curve', ['gaussian', [1], [0, 1], 0, []], 'grid', 'must hold at least one value'],
  ['curve', ['gaussian', [1], [0, 1], 0, [1, NaN]], 'grid', 'must be a finite number'],
  ['curve', ['gaussian', [1], [0, 1], 1, [1, 0]], 'grid', 'must be above 0 and finite'],
  ['productCurve', ['bernoulli', [1], [0.5], 0, [2], 'float32'], 'grid', 'must be from 0 to 1'],
  ['curve', ['bernoulli', new Float64Array(1e5), [0.5], 0, new Float64Array(1e5)], 'grid',
    /^must hold at most 1000000000 points/],
  ['surface', ['gaussian', [1], [0, 1], 0, [1], 0, [1]], 'j', 'must differ from i'],
  ['surface', ['gaussian', [1], [0, 1], 0, [1], 1, [-1]], 'gridJ', 'must be above 0 and finite'],
  ['surface', ['gaussian', [1], [0, 1], 0, [], 1, [1]], 'gridI.length * gridJ.length', /^must be a whole number from 1/],
  // numbers
  ['fit', ['categorical', [0]], 'classes', 'must be a whole number from 2 to 10000'],
  ['fit', ['gaussian', [1, 2], 2], 'options', 'must be an object'],
  ['fit', ['gaussian', [1, 2], { classes: 2 }], 'classes', "must be left out: 'gaussian' has none"],
  ['fit', ['bernoulli', [0, 1], { classes: null }], 'classes', "must be left out: 'bernoulli' has none"],
  ['fit', ['gaussian', [1, 2], { sigma: 1 }], 'options', 'must hold only classes, fixed'],
  ['fit', ['gaussian', [1, 2], { fixed: [1] }], 'fixed', 'must be an object'],
  ['fit', ['gaussian', [1, 2], { fixed: { tau: 1 } }], 'fixed', 'must hold only mu, sigma'],
  ['fit', ['gaussian', [1, 2], { fixed: { sigma: -1 } }], 'sigma', 'must be above 0 and finite'],
  ['fit', ['gaussian', [1, 2], { fixed: { sigma: NaN } }], 'sigma', 'must be a number'],
  ['fit', ['categorical', [0], { classes: 2, fixed: { logits: 1 } }], 'fixed', 'must be left out'],
  ['fit', ['categorical', [0], { classes: 1 }], 'classes', 'must be a whole number from 2 to 10000'],
  ['sample', ['gaussian', [0, 1], 0, 1], 'n', 'must be a whole number from 1 to 10000000'],
  ['sample', ['gaussian', [0, 1], 2.5, 1], 'n', 'must be a whole number from 1 to 10000000'],
  ['sample', ['gaussian', [0, 1], 5, -1], 'seed', 'must be a whole number from 0 to 2^53 - 1'],
  ['sample', ['gaussian', [0, 1], 5, 0.5], 'seed', 'must be a whole number from 0 to 2^53 - 1'],
  ['sample', ['gaussian', [0, 1], 5, '1'], 'seed', 'must be a whole number from 0 to 2^53 - 1'],
  ['sample', ['gaussian', [0, 1], 5], 'seed', 'must be a whole number from 0 to 2^53 - 1'],
  ['linspace', [0, Infinity, 3], 'b', 'must be a finite number'],
  ['linspace', [0, 1, 0], 'n', 'must be a whole number from 1 to 10000000'],
  ['bernoulliArea', [-1, 1, 'p'], 'heads', 'must be a whole number from 0 to 1000000'],
  ['bernoulliArea', [1, 1.5, 'p'], 'tails', 'must be a whole number from 0 to 1000000'],
  ['bernoulliClipped', [2, 0.5, 0], 'y', 'must be 0 or 1'],
  ['bernoulliClipped', [1, 1.5, 0], 'p', 'must be from 0 to 1'],
  ['bernoulliClipped', [1, 0.5, 0.5], 'eps', 'must be from 0, below 0.5'],
  ['bernoulliClipped', [1, NaN, 0], 'p', 'must be a finite number'],
  ['bernoulliClippedLogit', [1, Infinity, 0], 'z', 'must be a finite number'],
  ['bernoulliClippedLogit', [1, 0, -0.1], 'eps', 'must be from 0, below 0.5'],
  ['bernoulliClippedCurve', [0.5, [0.5], 0, 'p'], 'y', 'must be 0 or 1'],
  ['bernoulliClippedCurve', [1, [], 0, 'p'], 'grid', 'must hold at least one number'],
  ['bernoulliClippedCurve', [1, 0.5, 0, 'p'], 'grid', 'must be an array of numbers'],
  ['bernoulliClippedCurve', [1, [0.5, 1.5], 0, 'p'], 'grid', 'must be from 0 to 1'],
  ['bernoulliClippedCurve', [1, [-1e-9, 0.5], 0, 'p'], 'grid', 'must be from 0 to 1'],
  ['bernoulliClippedCurve', [1, [0.5, NaN], 0, 'p'], 'grid', 'must be a finite number'],
  ['bernoulliClippedCurve', [1, [0, Infinity], 0, 'logit'], 'grid', 'must be a finite number'],
  ['bernoulliClippedCurve', [1, [0], 0.5, 'logit'], 'eps', 'must be from 0, below 0.5'],
  ['bernoulliClippedCurve', [1, [0], 0.1, 'z'], 'coordinate', "must be one of 'p', 'logit'"],
  ['bernoulliClippedCurve', [1, [0], 0.1], 'coordinate', "must be one of 'p', 'logit'"],
  ['logBinomial', [5, 6], 'k', 'must be a whole number from 0 to 5'],
  ['logBinomial', [-1, 0], 'n', 'must be a whole number from 0 to 2^53 - 1'],
  ['hold', ['12'], 'values', 'must be an array of numbers'],
  ['batchNll', ['bernoulli', [1, 0], { p: [0.5, 2] }], 'p', 'must be from 0 to 1'],
  ['batchGradient', ['bernoulli', [1, 3], { p: [0.5, 1] }], 'y', 'must hold only 0 and 1'],
  ['squaredError', [[1, 2], [1]], 'prediction', 'must hold as many numbers as y (2)'],
  ['squaredError', [[NaN], [1]], 'y', 'must be a finite number'],
  ['squaredErrorLogit', [2, [0]], 'y', 'must be 0 or 1'],
  ['squaredErrorLogit', [1, [0, Infinity]], 'z', 'must be a finite number'],
  ['squaredErrorLogit', [1, 0], 'z', 'must be an array of numbers'],
  ['meanSquaredError', [[], []], 'y', 'must hold at least one number'],
  ['meanSquaredError', [[1], ['1']], 'prediction', 'must be an array of numbers'],
  ['log', [-1], 'x', 'must be at least 0'],
  ['log', [[1, -1]], 'x', 'must be at least 0'],
  ['exp', ['1'], 'x', 'must be a number'],
  ['exp', [NaN], 'x', 'must be a number'],
  ['exp', [null], 'x', 'must be a number'],
  ['exp', [{}], 'x', 'must be an array of numbers'],
  ['sigmoid', [], 'x', 'must be a number'],
  ['logit', [1.1], 'p', 'must be from 0 to 1'],
  ['logit', [[0.5, NaN]], 'p', 'must be a number'],
  ['softplus', [[]], 'z', 'must hold at least one number'],
  ['toBits', [true], 'nats', 'must be a number'],
  ['softmax', [[1, Infinity]], 'logits', 'must be a finite number'],
  ['softmax', [[]], 'logits', 'must hold at least one number'],
  ['logSumExp', [5], 'z', 'must be an array of numbers'],
];

for (const [name, given, argument, rule] of cases) {
  test(`${name} refuses a bad ${argument}: ${String(rule)}`, () => {
    assert.throws(() => any[name](...given), (/** @type {unknown} */ error) => {
      assert.ok(error instanceof MleError, String(error));
      assert.ok(error instanceof Error);
      assert.equal(error.name, 'MleError');
      assert.equal(error.argument, argument);
      if (typeof rule === 'string') assert.equal(error.rule, rule);
      else assert.match(error.rule, rule);
      assert.ok(error.message.startsWith(`${name}: ${argument} ${error.rule}`), error.message);
      return true;
    });
  });
}

test('the message shows what was got', () => {
  /** @param {() => unknown} call */
  const message = (call) => {
    try {
      call();
    } catch (error) {
      return /** @type {Error} */ (error).message;
    }
    return 'no error';
  };
  assert.equal(message(() => any.nll('gaussian', [1], [0, -1])), 'nll: sigma must be above 0 and finite, got -1');
  assert.equal(message(() => any.nll('gaussian', [1, '2'], [0, 1])), 'nll: y must be an array of numbers, got "2"');
  assert.equal(message(() => any.nll('gaussian', [NaN], [0, 1])), 'nll: y must hold only finite numbers, got NaN');
  assert.equal(message(() => any.nll('gaussian', [1], [0])),
    'nll: theta must hold 2 numbers (mu, sigma), got an array of length 1');
  assert.equal(message(() => any.exp(() => 1)), 'exp: x must be a number, got a function');
  assert.equal(message(() => any.exp(Symbol('s'))), 'exp: x must be a number, got Symbol(s)');
  assert.equal(message(() => any.log(-0.5)), 'log: x must be at least 0, got -0.5');
  // Of a long text its first 60 letters: the list of the models' names is long enough.
  const list = engine.models.map(({ name }) => `'${name}'`).join(', ');
  assert.equal(message(() => any.nll('x'.repeat(1000), [1], [0])),
    `nll: model must be one of ${list}, got "${'x'.repeat(60)}…"`);
});

test('every function of the engine has a case here', () => {
  const covered = new Set(cases.map(([name]) => name));
  const functions = Object.keys(engine).filter((name) => typeof any[name] === 'function');
  assert.deepEqual(functions.filter((name) => !covered.has(name)), []);
});
