import { keepLast } from './keep-last.js';
import { trailAxis } from './trail-axis.js';

/**
 * What sigma-matters asks the core. One quantity is measured twelve times, by an instrument that grows noisier along x:
 * made-up numbers, drawn around TRUTH with the width trueWidths and rounded.
 *
 * @typedef {import('./figure.js').Engine} Engine
 */

export const Y = [2.2, 1.9, 1.7, 2.2, 0.8, 2.8, 3.1, 2.1, 3.5, 2.2, 7.6, 4.7];
export const X = Y.map((_, i) => i / 2);
/** The ends of the band, where its widths are set: beside the points, so that no handle hides one. */
export const BAND = { min: -0.5, max: X[X.length - 1] + 0.5 };
export const N = Y.length;
export const TRUTH = 2;
export const MU = { min: 0, max: 6 };
export const SIGMA = { min: 0.5, max: 10 };
const POINTS = 241;
export const START = { mu: 4.5, sigma: 1 };

/** Where each step's curves run. */
export const muAxis = trailAxis({ ...MU, start: START.mu, points: POINTS });
export const sigmaAxis = trailAxis({ ...SIGMA, start: START.sigma, points: POINTS });

/** What does not depend on the state: n times the constant of one Gaussian, and the best fit with one common width. */
export const fixedParts = keepLast((engine) => {
  const constant = N * engine.nllTerms('gaussian', [0], [0, 1]).constant[0];
  const { theta, nll } = engine.fit('gaussian', Y);
  return { constant, mean: theta[0], lowest: nll };
});

/** Half the sum of squares at each mu: the NLL at sigma = 1 without its constant. @param {Float64Array} mu @param {Engine} engine */
export const halfAlong = (mu, engine) => engine.curve('gaussian', Y, [0, 1], 0, mu).map((value) => value - fixedParts(engine).constant);

/** MSE and half the sum of squares over mu. */
export const squaresOver = keepLast((engine, /** @type {string} */ trail, /** @type {boolean} */ whole) => {
  const half = muAxis.curve(trail, whole, engine, (mu) => halfAlong(mu, engine));
  return { half, mse: { x: half.x, y: Array.from(half.y, (value) => (2 * value) / N) } };
});

/** Half the sum of squares at mu. @param {number} mu @param {Engine} engine */
export const halfSquares = (mu, engine) => (N * engine.meanSquaredError(Y, new Float64Array(N).fill(mu))) / 2;

/** The NLL at each mu with one width for all. @param {number} sigma @param {Float64Array} mu @param {Engine} engine */
export const commonAlong = (sigma, mu, engine) => engine.curve('gaussian', Y, [0, sigma], 0, mu);

/** The NLL over mu with one width for all. */
export const commonOver = keepLast((engine, /** @type {number} */ sigma, /** @type {string} */ trail, /** @type {boolean} */ whole) =>
  muAxis.curve(trail, whole, engine, (mu) => commonAlong(sigma, mu, engine)));

/** At each sigma, with this mu: the quadratic part, the rest, and their sum, the NLL. @param {number} mu @param {Float64Array | number[]} sigma @param {Engine} engine */
export function partsAlong(mu, sigma, engine) {
  const half = halfSquares(mu, engine);
  const rest = engine.log(sigma).map((log) => fixedParts(engine).constant + N * log);
  return {
    quadratic: Array.from(sigma, (s) => half / (s * s)), rest, nll: engine.curve('gaussian', Y, [mu, 1], 1, sigma),
  };
}

/** The same three over sigma. */
export const partsOver = keepLast((engine, /** @type {number} */ mu, /** @type {string} */ trail, /** @type {boolean} */ whole) => {
  const part = (/** @type {'quadratic' | 'rest' | 'nll'} */ name) =>
    sigmaAxis.curve(trail, whole, engine, (sigma) => partsAlong(mu, sigma, engine)[name]);
  return { quadratic: part('quadratic'), rest: part('rest'), nll: part('nll') };
});

/** The width at each x, its logarithm linear between the two ends of the band. @param {number} left @param {number} right @param {ArrayLike<number>} x @param {Engine} engine */
export function widths(left, right, x, engine) {
  const [from, to] = engine.log([left, right]);
  return engine.exp(Float64Array.from(x, (at) => from + ((to - from) * (at - BAND.min)) / (BAND.max - BAND.min)));
}

/** The width that the numbers were drawn with. @param {ArrayLike<number>} x @param {Engine} engine */
export const trueWidths = (x, engine) => engine.exp(Float64Array.from(x, (at) => -1.4 + 0.48 * at));

/** The NLL over mu where each point has its own width. */
export const varyingOver = keepLast((engine, /** @type {number} */ left, /** @type {number} */ right, /** @type {string} */ trail, /** @type {boolean} */ whole) =>
  muAxis.curve(trail, whole, engine, (mu) => {
    const total = new Float64Array(mu.length);
    widths(left, right, X, engine).forEach((sigma, i) => {
      engine.curve('gaussian', [Y[i]], [0, sigma], 0, mu).forEach((value, j) => { total[j] += value; });
    });
    return total;
  }));

/** NLL and its slope in mu, each point with its own width. @param {number} mu @param {ArrayLike<number>} sigmas @param {Engine} engine */
export function varyingAt(mu, sigmas, engine) {
  let [nll, slope] = [0, 0];
  Y.forEach((y, i) => {
    nll += engine.nll('gaussian', [y], [mu, sigmas[i]]);
    slope += engine.gradient('gaussian', [y], [mu, sigmas[i]])[0];
  });
  return { nll, slope };
}
