import { keepLast } from './keep-last.js';

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

/** What does not depend on the state: the grids, the sums of squares, the best fit with one common width. */
export const fixedParts = keepLast((engine) => {
  const mu = engine.linspace(MU.min, MU.max, POINTS);
  const sigma = engine.linspace(SIGMA.min, SIGMA.max, POINTS);
  const constant = N * engine.nllTerms('gaussian', [0], [0, 1]).constant[0];
  // At sigma = 1 the NLL is the constant and half the sum of squares.
  const half = engine.curve('gaussian', Y, [0, 1], 0, mu).map((value) => value - constant);
  const { theta, nll } = engine.fit('gaussian', Y);
  return { mu, sigma, constant, half, mse: half.map((value) => (2 * value) / N), mean: theta[0], lowest: nll };
});

/** Half the sum of squares at mu. @param {number} mu @param {Engine} engine */
export const halfSquares = (mu, engine) => (N * engine.meanSquaredError(Y, new Float64Array(N).fill(mu))) / 2;

/** The NLL along mu with one width for all. */
export const commonCurve = keepLast((engine, /** @type {number} */ sigma) =>
  engine.curve('gaussian', Y, [0, sigma], 0, fixedParts(engine).mu));

/** Along sigma, at mu: the quadratic part, the rest, and their sum, the NLL. */
export const alongSigma = keepLast((engine, /** @type {number} */ mu) => {
  const { sigma, constant } = fixedParts(engine);
  const half = halfSquares(mu, engine);
  return {
    quadratic: sigma.map((s) => half / (s * s)),
    rest: engine.log(sigma).map((log) => constant + N * log),
    nll: engine.curve('gaussian', Y, [mu, 1], 1, sigma),
  };
});

/** The width at each x, its logarithm linear between the two ends of the band. @param {number} left @param {number} right @param {ArrayLike<number>} x @param {Engine} engine */
export function widths(left, right, x, engine) {
  const [from, to] = engine.log([left, right]);
  return engine.exp(Float64Array.from(x, (at) => from + ((to - from) * (at - BAND.min)) / (BAND.max - BAND.min)));
}

/** The width that the numbers were drawn with. @param {ArrayLike<number>} x @param {Engine} engine */
export const trueWidths = (x, engine) => engine.exp(Float64Array.from(x, (at) => -1.4 + 0.48 * at));

/** The NLL along mu where each point has its own width. */
export const varyingCurve = keepLast((engine, /** @type {number} */ left, /** @type {number} */ right) => {
  const { mu } = fixedParts(engine);
  const total = new Float64Array(mu.length);
  widths(left, right, X, engine).forEach((sigma, i) => {
    engine.curve('gaussian', [Y[i]], [0, sigma], 0, mu).forEach((value, j) => { total[j] += value; });
  });
  return total;
});

/** NLL and its slope in mu, each point with its own width. @param {number} mu @param {ArrayLike<number>} sigmas @param {Engine} engine */
export function varyingAt(mu, sigmas, engine) {
  let [nll, slope] = [0, 0];
  Y.forEach((y, i) => {
    nll += engine.nll('gaussian', [y], [mu, sigmas[i]]);
    slope += engine.gradient('gaussian', [y], [mu, sigmas[i]])[0];
  });
  return { nll, slope };
}
