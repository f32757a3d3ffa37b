import { keepLast } from './keep-last.js';

/**
 * The six rungs between a likelihood and a training loss, for one count of heads. Everything comes from the core's
 * NLL and gradient of the flips and its log of the number of orders; a rung only scales and adds.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {'highest' | 'lowest'} Extreme
 */

export const HEADS = 7;
export const FLIPS = 10;
const TAILS = FLIPS - HEADS;
/** In how many orders the heads and tails can fall: FLIPS! / (HEADS! TAILS!), a whole number at each step. */
export const ORDERS = Array.from({ length: HEADS }).reduce((/** @type {number} */ orders, _, i) => (orders * (FLIPS - i)) / (i + 1), 1);
export const EPS = 0.05;
const POINTS = 400;
/** The grid stops short of 0 and 1, where the logarithms are infinite, but not before the curves have left the chart. */
const EDGE = 1e-9;
const DATA = Array.from({ length: FLIPS }, (_, i) => (i < HEADS ? 1 : 0));

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} formula   ui/formula.js
 * @property {string} short     the curve's name
 * @property {string} axis
 * @property {string} unit
 * @property {Extreme} optimum
 * @property {number} min       of the axis
 * @property {number} max
 */

/** @type {readonly Step[]} */
export const steps = [
  {
    name: 'likelihood', formula: `L = ${ORDERS} [model:p]^{${HEADS}} (1 − [model:p])^{${TAILS}}`, short: 'L', axis: 'L, probability of the data', unit: '',
    optimum: 'highest', min: 0, max: 0.32,
  },
  { name: 'log', formula: 'log L', short: 'log L', axis: 'log L, nats', unit: 'nats', optimum: 'highest', min: -4, max: 0 },
  { name: 'minus', formula: '−log L', short: '−log L', axis: '−log L, nats', unit: 'nats', optimum: 'lowest', min: 0, max: 4 },
  {
    name: 'divide by n', formula: `−(1/${FLIPS}) log L`, short: '−(1/n) log L', axis: 'mean NLL, nats/flip', unit: 'nats/flip',
    optimum: 'lowest', min: 0, max: 4,
  },
  {
    name: 'drop constants', formula: `−${HEADS / FLIPS} log [model:p] − ${TAILS / FLIPS} log(1 − [model:p])`, short: 'no constant',
    axis: 'loss, nats/flip', unit: 'nats/flip', optimum: 'lowest', min: 0, max: 4,
  },
  {
    name: 'clip', formula: `the same, [model:p] held from ${EPS} to ${1 - EPS}`, short: 'clipped',
    axis: 'loss, nats/flip', unit: 'nats/flip', optimum: 'lowest', min: 0, max: 4,
  },
];

/** What 'drop constants' drops: log ORDERS. @param {Engine} engine */
export const logOrders = (engine) => engine.logBinomial(FLIPS, HEADS);

/** @param {Engine} engine */
export const optimumOf = (engine) => engine.fit('bernoulli', DATA).theta[0];

/** Mean over the flips of what one head and one tail cost. @param {number} one @param {number} zero */
const meanOf = (one, zero) => (HEADS * one + TAILS * zero) / FLIPS;

/** The mean loss with p clipped, and its slope. @param {number} p @param {Engine} engine */
function clippedMean(p, engine) {
  const [one, zero] = [engine.bernoulliClipped(1, p, EPS), engine.bernoulliClipped(0, p, EPS)];
  return { value: meanOf(one.nll, zero.nll), slope: meanOf(one.gradient, zero.gradient) };
}

/** The rungs before the clip, from the NLL of the flips in their order. @param {number} nll @param {Engine} engine */
function unclipped(nll, engine) {
  const whole = nll - logOrders(engine);
  return [engine.exp(-whole), -whole, whole, whole / FLIPS, nll / FLIPS];
}

/**
 * Value and slope in p on each rung. The slope of L is L times the slope of log L; where L is 0, at the ends, it is 0.
 * @param {number} p @param {Engine} engine
 * @returns {{ value: number, slope: number }[]}
 */
export function readAll(p, engine) {
  const values = unclipped(engine.nll('bernoulli', DATA, [p]), engine);
  const [gradient] = engine.gradient('bernoulli', DATA, [p]);
  const slopes = [values[0] === 0 ? 0 : -values[0] * gradient, -gradient, gradient, gradient / FLIPS, gradient / FLIPS];
  return [...values.map((value, i) => ({ value, slope: slopes[i] })), clippedMean(p, engine)];
}

/** The first rung's values at some places. @param {number[]} places @param {Engine} engine */
export const ground = (places, engine) =>
  engine.exp(engine.curve('bernoulli', DATA, [0.5], 0, places).map((nll) => -nll)).map((product) => ORDERS * product);

/** Each rung's values along x. They never change. */
export const curves = keepLast((engine) => {
  const x = engine.linspace(EDGE, 1 - EDGE, POINTS);
  const nll = engine.curve('bernoulli', DATA, [0.5], 0, x);
  const [one, zero] = [1, 0].map((y) => engine.bernoulliClippedCurve(y, x, EPS, 'p'));
  const rows = Array.from(x, (_, i) => [...unclipped(nll[i], engine), meanOf(one[i], zero[i])]);
  return { x, rungs: steps.map((_, rung) => Float64Array.from(rows, (row) => row[rung])) };
});
