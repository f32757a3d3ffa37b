import { keepLast } from './keep-last.js';

/**
 * What same-peak reads off the core: the flips, the likelihood of them with one factor per flip or per pair, and
 * how wide its peak is.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {{ heads: number, n: number, peak: number, lowest: number, nll: Float64Array, width: Width }} Likelihood
 *   peak: the argmax; lowest: the NLL there; nll: along the grid
 * @typedef {{ from: number, to: number, size: number }} Width   between the two places of half height
 */

const FLIPS = 10;
/** Seed 0: the 7 heads and 3 tails of coin-flips. */
const START = [1, 0, 1, 1, 1, 0, 1, 1, 0, 1];
/** The coin that all other seeds flip. No share of heads in ten equals it. */
export const TRUTH = 0.65;
const POINTS = 400;
/** The grid stops short of 0 and 1, where log L may be minus infinity. */
const EDGE = 1e-9;

/** @param {State} state @param {Engine} engine @returns {number[]} ten flips, 1 for heads */
export function flipsOf({ seed, tied }, engine) {
  const drawn = seed === 0 ? START : Array.from(engine.sample('bernoulli', [TRUTH], FLIPS, seed));
  return tied ? drawn.map((_, i) => drawn[i - (i % 2)]) : drawn;
}

/** @param {number[]} flips @param {number} copies */
const repeat = (flips, copies) => Array.from({ length: flips.length * copies }, (_, i) => flips[i % flips.length]);

/**
 * Where the NLL is log 2 above its lowest value: there the likelihood is half its peak. Straight lines between
 * the grid's points; 0 or 1 where the likelihood never falls so low.
 * @param {Float64Array} x @param {Float64Array} nll @param {number} half
 * @returns {Width}
 */
function widthOf(x, nll, half) {
  const inside = (/** @type {number} */ i) => nll[i] <= half;
  const first = x.findIndex((_, i) => inside(i));
  // The NLL is convex: the places below half are one run.
  let last = first;
  while (inside(last + 1)) last += 1;
  const crossing = (/** @type {number} */ inner, /** @type {number} */ outer) =>
    x[inner] + (x[outer] - x[inner]) * ((half - nll[inner]) / (nll[outer] - nll[inner]));
  const from = first > 0 ? crossing(first, first - 1) : 0;
  const to = last < x.length - 1 ? crossing(last, last + 1) : 1;
  return { from, to, size: to - from };
}

/** @param {number[]} y @param {Float64Array} x @param {Engine} engine @returns {Likelihood} */
function likelihoodOf(y, x, engine) {
  const { theta: [peak], nll: lowest } = engine.fit('bernoulli', y);
  const nll = engine.curve('bernoulli', y, [0.5], 0, x);
  return {
    heads: y.filter((flip) => flip === 1).length, n: y.length, peak, lowest, nll,
    width: widthOf(x, nll, lowest + engine.log(2)),
  };
}

/** Everything but the crosshair. It depends on the data alone: a drag need not compute it again. */
const gather = keepLast((engine, /** @type {number} */ seed, /** @type {boolean} */ tied, /** @type {number} */ copies) => {
  const flips = flipsOf({ seed, tied }, engine);
  const y = repeat(flips, copies);
  const x = engine.linspace(EDGE, 1 - EDGE, POINTS);
  const pairs = tied ? repeat(flips.filter((_, i) => i % 2 === 0), copies) : null;
  return {
    flips, y, x,
    product: engine.productCurve('bernoulli', y, [0.5], 0, x, 'float64'),
    perFlip: likelihoodOf(y, x, engine),
    perPair: pairs && likelihoodOf(pairs, x, engine),
  };
});

/** @param {State} state @param {Engine} engine */
export const evidence = ({ seed, tied, copies }, engine) => gather(engine, seed, tied, copies);
