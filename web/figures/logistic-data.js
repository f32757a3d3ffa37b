import { bandsOf } from '../charts/contours.js';
import { DISTRESS, TEMPERATURES } from './data/challenger-orings.js';
import { keepLast } from './keep-last.js';

/**
 * What logistic reads off the core. The logit of P(distress) is α + β (t − mean temperature): α and β are then nearly
 * independent, and the surface over them is round enough to read.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {{ alpha: number, beta: number }} Line
 * @typedef {{ path: Line[], stopped: boolean }} Walk   stopped: the next step would have left the numbers
 */

export const MEAN = TEMPERATURES.reduce((sum, t) => sum + t, 0) / TEMPERATURES.length;
export const COLDEST = Math.min(...TEMPERATURES);
export const ALPHA = { min: -5, max: 3 };
export const BETA = { min: -1, max: 0.2 };
/** What the map shows. Separable labels need more room: there λ = 0.5, the least penalty, has its optimum at (−6.93, −1.29). */
export const mapOf = (/** @type {boolean} */ separable) => (separable
  ? { alpha: { ...ALPHA, min: -7.5 }, beta: { ...BETA, min: -1.4 } } : { alpha: ALPHA, beta: BETA });
/** The temperature of the last launch. */
export const LAUNCH = 31;
export const HOTTEST = 85;
/** Above this every flight had no distress once the labels are separable. */
const BETWEEN = 64.5;
const GRID = { alpha: 41, beta: 41 };
const LEVELS = [0.5, 1, 2, 4, 8, 16, 32, 64];

/** @param {boolean} separable @returns {number[]} */
export const labelsOf = (separable) => DISTRESS.map((y, i) => (separable && TEMPERATURES[i] > BETWEEN ? 0 : y));

/** @param {Line} line @param {number} t */
export const logitAt = ({ alpha, beta }, t) => alpha + beta * (t - MEAN);

/** @param {number[]} values */
const total = (values) => values.reduce((sum, value) => sum + value, 0);

/**
 * The loss of each logit under its label, softplus(z) − y z, from two calls of the core.
 * @param {ArrayLike<number>} y @param {ArrayLike<number>} z @param {Engine} engine
 */
export function lossesOf(y, z, engine) {
  const losses = new Float64Array(z.length);
  for (const label of [0, 1]) {
    const rows = Array.from(z, (_, i) => i).filter((i) => y[i] === label);
    if (rows.length === 0) continue;
    engine.curve('bernoulli-logit', [label], [0], 0, rows.map((i) => z[i])).forEach((loss, k) => { losses[rows[k]] = loss; });
  }
  return losses;
}

/** λβ²/2: what a Gaussian prior of variance 1/λ adds. @param {ArrayLike<number>} betas @param {number} l2 @param {Engine} engine @returns {ArrayLike<number>} */
const penalties = (betas, l2, engine) => (l2 === 0 ? new Float64Array(betas.length)
  : engine.nllTerms('gaussian', Array.from(betas), [0, Math.sqrt(1 / l2)]).misfit);

/** @param {Line} line @param {boolean} separable @param {number} l2 @param {Engine} engine */
export function costOf(line, separable, l2, engine) {
  const losses = lossesOf(labelsOf(separable), TEMPERATURES.map((t) => logitAt(line, t)), engine);
  const nll = total([...losses]);
  return { losses, nll, cost: nll + penalties([line.beta], l2, engine)[0] };
}

const nllGrid = keepLast((engine, /** @type {boolean} */ separable) => {
  const { alpha, beta } = mapOf(separable);
  const x = engine.linspace(alpha.min, alpha.max, GRID.alpha);
  const y = engine.linspace(beta.min, beta.max, GRID.beta);
  const values = new Float64Array(x.length * y.length);
  labelsOf(separable).forEach((label, row) => {
    const z = Float64Array.from(values, (_, k) => logitAt({ alpha: x[k % x.length], beta: y[Math.floor(k / x.length)] }, TEMPERATURES[row]));
    engine.curve('bernoulli-logit', [label], [0], 0, z).forEach((loss, k) => { values[k] += loss; });
  });
  return { x, y, values };
});

/** The surface as bands above its lowest point. */
export const surfaceOf = keepLast((engine, /** @type {boolean} */ separable, /** @type {number} */ l2) => {
  const { x, y, values } = nllGrid(engine, separable);
  const extra = penalties(y, l2, engine);
  const heights = values.map((value, k) => value + extra[Math.floor(k / x.length)]);
  const lowest = heights.reduce((a, b) => Math.min(a, b));
  return bandsOf({ x, y, values: heights.map((value) => value - lowest), levels: LEVELS });
});

/** @param {number} origin @param {boolean} separable @param {number} l2 @param {Engine} engine */
const fitAround = (origin, separable, l2, engine) =>
  engine.regress('bernoulli-logit', labelsOf(separable), { t: TEMPERATURES.map((t) => t - origin) }, { l2 });

/** The maximum of the likelihood, or under L2 of the posterior; line: null where there is none. */
export const maximum = keepLast((engine, /** @type {boolean} */ separable, /** @type {number} */ l2) => {
  const { status, coefficients, nll } = fitAround(MEAN, separable, l2, engine);
  const line = status === 'converged' ? /** @type {Line} */ ({ alpha: coefficients['(intercept)'], beta: coefficients.t }) : null;
  return { status, nll, line, cost: nll + (line ? penalties([line.beta], l2, engine)[0] : 0) };
});

/** Both ends of a 95 % interval lie so many standard errors off: the Gaussian's quantile at 0.975. */
const REACH = 1.959963984540054;

/**
 * P at a temperature under the maximum likelihood fit with its 95 % Wald interval, made on the logit scale: with the
 * predictor t − at, the intercept is the logit there and has a standard error. null without a maximum.
 * @param {number} at @param {boolean} separable @param {Engine} engine
 */
export function intervalAt(at, separable, engine) {
  const { status, coefficients, standard_errors: errors } = fitAround(at, separable, 0, engine);
  const [logit, error] = [coefficients['(intercept)'], errors['(intercept)']];
  if (status !== 'converged' || logit === null || error === null) return null;
  const [low, p, high] = engine.sigmoid([logit - REACH * error, logit, logit + REACH * error]);
  return { low, p, high };
}

/** The interval at each whole degree. */
export const intervalBand = keepLast((engine, /** @type {boolean} */ separable, /** @type {number} */ least) => {
  const x = engine.linspace(least, HOTTEST, HOTTEST - least + 1);
  const rows = Array.from(x, (t) => intervalAt(t, separable, engine));
  return { x, low: rows.map((row) => row?.low ?? NaN), high: rows.map((row) => row?.high ?? NaN) };
});

/**
 * One Newton step: the least squares fit of z + (y − p)/w with weights w = p (1 − p), which is the root of the second
 * order expansion of the NLL (and of the penalty) at the line. null where it is not finite.
 * @param {Line} line @param {number[]} labels @param {number} l2 @param {Engine} engine @returns {Line | null}
 */
function newtonStep(line, labels, l2, engine) {
  const z = TEMPERATURES.map((t) => logitAt(line, t));
  const [p, q] = [engine.sigmoid(z), engine.sigmoid(z.map((each) => -each))];
  const working = z.map((each, i) => each + (labels[i] ? 1 / p[i] : -1 / q[i]));
  const weights = z.map((_, i) => p[i] * q[i]);
  // A weight so small carries nothing and makes the fit's arithmetic overflow.
  if (!working.every(Number.isFinite) || weights.every((w) => w < 1e-30)) return null;
  const { coefficients } = engine.regress('gaussian', working, { t: TEMPERATURES.map((t) => t - MEAN) }, { weights, l2, fixed: { sigma: 1 } });
  const [alpha, beta] = [coefficients['(intercept)'], coefficients.t];
  return alpha !== null && beta !== null && Number.isFinite(alpha) && Number.isFinite(beta) ? { alpha, beta } : null;
}

export const newtonWalk = keepLast((engine, /** @type {number} */ alpha, /** @type {number} */ beta, /** @type {number} */ steps,
  /** @type {boolean} */ separable, /** @type {number} */ l2) => {
  const path = [{ alpha, beta }];
  let stopped = false;
  while (path.length <= steps && !stopped) {
    const next = newtonStep(path[path.length - 1], labelsOf(separable), l2, engine);
    if (next) path.push(next);
    else stopped = true;
  }
  return /** @type {Walk} */ ({ path, stopped });
});
