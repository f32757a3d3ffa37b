// Whatever goes in, what comes out is a value without NaN or an MleError.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MleError } from '../../web/core/engine.js';
import { engine, mulberry } from './load.js';

const any = /** @type {any} */ (engine);
const functions = Object.keys(engine).filter((name) => typeof any[name] === 'function');
const methods = ['gradient', 'momentum', 'adam', 'newton', 'fisher'];
const models = engine.models.map((model) => model.name);

/** @param {unknown} value @returns {boolean} */
const holdsNaN = (value) => {
  if (typeof value === 'number') return Number.isNaN(value);
  if (value instanceof Float64Array) return value.some(Number.isNaN);
  if (typeof value === 'object' && value !== null) return Object.values(value).some(holdsNaN);
  return false;
};

/** @param {string} name @param {unknown[]} given @returns {boolean} whether there was a value */
const attempt = (name, given) => {
  let result;
  try {
    result = any[name](...given);
  } catch (error) {
    assert.ok(error instanceof MleError, `${name}: ${String(error)}`);
    assert.ok(error.argument && error.rule, error.message);
    return false;
  }
  assert.ok(result !== undefined && !holdsNaN(result), `${name} gave NaN`);
  return true;
};

const extremes = [0, -0, 1, -1, 0.5, 2, 3, 1e-5, 5e-324, 2.2e-308, 1e-150, 1e150, 1.7e308, -1.7e308, 2 ** 53, 710, -746,
  36.7, 1 - 2 ** -53, NaN, Infinity, -Infinity];
const oddities = [undefined, null, true, '', '1', 'sum', 'gaussian', 'newton', 1n, Symbol('s'), {}, [], [[]], [1, '2'],
  [undefined], () => 1, new Map(), new Date(), new DataView(new ArrayBuffer(8)), BigInt64Array.of(1n), /x/, new Array(3),
  { length: 2 }, new Float32Array(2), { method: 'newton' }, { steps: 3, stepSize: 1e300 }, { valueOf: () => 1 }];

test('arguments of every kind', () => {
  const random = mulberry(1);
  /** @template T @param {readonly T[]} list */
  const pick = (list) => list[Math.floor(random() * list.length)];
  const number = () => (random() < 0.5 ? pick(extremes) : (random() - 0.5) * 10);
  const anything = () => {
    const kind = random();
    if (kind < 0.3) return number();
    if (kind < 0.6) return Array.from({ length: Math.floor(random() * 4) }, number);
    if (kind < 0.75) return pick(models);
    return pick(oddities);
  };
  for (let i = 0; i < 30_000; i += 1) {
    attempt(pick(functions), Array.from({ length: Math.floor(random() * 7) }, anything));
  }
});

test('right types, extreme numbers', () => {
  const random = mulberry(2);
  /** @template T @param {readonly T[]} list */
  const pick = (list) => list[Math.floor(random() * list.length)];
  const usual = () => (random() - 0.5) * 10 ** Math.floor(random() * 8 - 3);
  const number = () => (random() < 0.4 ? pick(extremes.slice(0, -3)) : usual());
  let values = 0;
  for (let i = 0; i < 30_000; i += 1) {
    const model = pick(engine.models);
    const classes = 2 + Math.floor(random() * 3);
    const observation = {
      binary: () => Math.floor(random() * 2),
      class: () => Math.floor(random() * classes),
      real: number,
      nonnegative: () => Math.abs(number()),
      positive: () => Math.abs(number()) || 1,
      count: () => Math.floor(Math.abs(number())),
    }[model.observation];
    const inDomain = (/** @type {number} */ x, /** @type {number} */ j) => {
      const { lower, upper } = model.parameters[model.parameters[0].vector ? 0 : j];
      const positive = lower === 0 ? Math.abs(x) : x;
      return upper === 1 ? Math.min(positive, 1) : positive;
    };
    const k = model.parameters[0].vector ? classes : model.parameters.length;
    const theta = Array.from({ length: k }, (_, j) => inDomain(number(), j));
    const y = Array.from({ length: 1 + Math.floor(random() * 5) }, observation);
    const grid = Array.from({ length: 3 }, () => inDomain(number(), 0));
    const precision = pick(['float32', 'float64']);
    const calls = [
      ['nll', [model.name, y, theta, { reduction: pick(['none', 'sum', 'mean']), unit: pick(['nats', 'bits']) }]],
      ['nll', [model.name, y, theta, { smoothing: Math.abs(number()), clip: Math.abs(number()), classWeights: grid }]],
      ['cdf', [model.name, grid, theta]], ['quantile', [model.name, grid, theta]],
      ['nllTerms', [model.name, y, theta]], ['gradient', [model.name, y, theta]], ['density', [model.name, y, theta]],
      ['hessian', [model.name, y, theta]], ['information', [model.name, theta]],
      ['gradientPoints', [model.name, y, theta]], ['fit', [model.name, y, model.parameters[0].vector ? { classes } : {}]],
      ['curve', [model.name, y, theta, 0, grid]], ['productCurve', [model.name, y, theta, 0, grid, precision]],
      ['runningProduct', [model.name, y, theta, precision]], ['runningLog', [model.name, y, theta]],
      ['sample', [model.name, theta, 5, i]],
      ['regress', [model.name, y, y.map(() => [usual(), usual()]), { l2: pick([0, 0, 1, 1e-300]), intercept: random() < 0.8 }]],
      ['descend', [model.name, y, theta, { method: pick(methods), stepSize: Math.abs(number()) || 1, steps: 20 }]],
    ];
    const [name, given] = /** @type {[string, unknown[]]} */ (pick(calls));
    if (attempt(name, given)) values += 1;
  }
  assert.ok(values > 15_000, `only ${values} calls gave a value`);
});
