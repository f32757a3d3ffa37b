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

/** @param {State} state */
export const chosen = ({ model }) => MODELS[/** @type {'coin' | 'gaussian'} */ (model)];

/** The first n of the same draws, so that adding observations keeps those that are there. @param {State} state @param {Engine} engine */
export function observations(state, engine) {
  const { model, theta } = chosen(state);
  return engine.sample(model, theta, MOST, SEED).subarray(0, state.n);
}

/** @param {State} state @param {Engine} engine @param {'float32' | 'float64'} precision @returns {Product} */
export function product(state, engine, precision) {
  const { model, theta } = chosen(state);
  const running = engine.runningProduct(model, observations(state, engine), theta, precision);
  return { value: running[running.length - 1], failedAt: running.findIndex((value) => value === 0 || value === Infinity) + 1 };
}

/** The sum of the logarithms. @param {State} state @param {Engine} engine */
export function logSum(state, engine) {
  const { model, theta } = chosen(state);
  return engine.runningLog(model, observations(state, engine), theta)[state.n - 1];
}
