import { keepLast } from './keep-last.js';

/**
 * The observations of `underflow` and what becomes of their product. Every number is the engine's.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {{ value: number, failedAt: number }} Product   failedAt: the observation from which the product is 0 or
 *   Infinity, counted from 1; 0 while it has not failed
 */

export const MOST = 5000;
const SEED = 1;
const SIGMA = 0.01;

/** The two models: their truth, from which the observations are drawn, and the parameter that the curves run over. */
export const MODELS = {
  coin: {
    model: 'bernoulli', theta: [0.5], from: 0, to: 1, edge: 0.1, one: 'flip', symbol: 'p', digits: 3, axis: 'p, probability of heads',
    many: 'flips of a fair coin',
  },
  gaussian: {
    model: 'gaussian', theta: [0, SIGMA], from: -0.03, to: 0.03, edge: 0.005, one: 'observation', symbol: 'μ', digits: 5,
    axis: `μ, centre; width σ = ${SIGMA}`,
    many: `observations from a Gaussian with σ = ${SIGMA}`,
  },
};

/** @typedef {keyof typeof MODELS} ModelName */

/** @param {State} state */
export const chosen = ({ model }) => MODELS[/** @type {ModelName} */ (model)];

/** A running product, and the observation at which it fails, from 1; Infinity where it never does. */
const withFailure = (/** @type {Float64Array} */ running) => {
  const at = running.findIndex((value) => value === 0 || value === Infinity);
  return { running, failsAt: at < 0 ? Infinity : at + 1 };
};

/**
 * All draws of a model and what runs along them. The first n observations are the first n of these, so that adding
 * some keeps those that are there; n only says where to read.
 */
const draws = keepLast((engine, /** @type {ModelName} */ name) => {
  const { model, theta } = MODELS[name];
  const y = engine.sample(model, theta, MOST, SEED);
  return {
    y,
    float32: withFailure(engine.runningProduct(model, y, theta, 'float32')),
    float64: withFailure(engine.runningProduct(model, y, theta, 'float64')),
    logs: engine.runningLog(model, y, theta),
  };
});

/** @param {State} state @param {Engine} engine @param {'float32' | 'float64'} precision @returns {Product} */
export function product({ model, n }, engine, precision) {
  const { running, failsAt } = draws(engine, model)[precision];
  return { value: running[n - 1], failedAt: failsAt <= n ? failsAt : 0 };
}

/** The sum of the logarithms. @param {State} state @param {Engine} engine */
export const logSum = ({ model, n }, engine) => draws(engine, model).logs[n - 1];

const POINTS = 201;

const gridOf = keepLast((engine, /** @type {ModelName} */ name) => engine.linspace(MODELS[name].from, MODELS[name].to, POINTS));

/** The log-likelihood over the parameter, and where it is highest. */
const logCurve = keepLast((engine, /** @type {ModelName} */ name, /** @type {number} */ n) => {
  const { model, theta } = MODELS[name];
  const y = draws(engine, name).y.subarray(0, n);
  const peak = engine.fit(model, y).theta[0];
  return {
    logs: engine.curve(model, y, theta, 0, gridOf(engine, name)).map((nll) => -nll),
    peak,
    highest: -engine.nll(model, y, [peak, ...theta.slice(1)]),
  };
});

const productCurve = keepLast((engine, /** @type {ModelName} */ name, /** @type {number} */ n,
  /** @type {'float32' | 'float64'} */ precision) => {
  const { model, theta } = MODELS[name];
  return engine.productCurve(model, draws(engine, name).y.subarray(0, n), theta, 0, gridOf(engine, name), precision);
});

/** Both curves over the parameter. @param {State} state @param {Engine} engine */
export const curves = ({ model, n, precision }, engine) => ({
  grid: gridOf(engine, model), products: productCurve(engine, model, n, precision), ...logCurve(engine, model, n),
});
