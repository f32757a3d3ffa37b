import { fixed, significant } from '../ui/format.js';

/**
 * What the noise models of noise-to-loss have in common: the shape of an entry, and the small parts of their charts.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {import('./figure.js').ChartView} ChartView
 * @typedef {import('./figure.js').Axis} Axis
 * @typedef {import('./figure.js').Series} Series
 * @typedef {import('../ui/controls.js').Control} Control
 *
 * @typedef {{ why: string, formula: string, numbers: string }} Step   one line of the derivation (ui/formula.js)
 *
 * @typedef {object} Reading   everything that the figure shows of one model in one state
 * @property {number} nll       every constant included, nats
 * @property {number} loss      what the constants switch leaves of it
 * @property {ChartView[]} charts   density or mass, loss, pull
 * @property {Step[]} steps
 * @property {string} sentence
 * @property {import('./figure.js').Table} table
 *
 * @typedef {object} Noise     one noise model: an entry of the list in noise-to-loss-models.js
 * @property {string} id
 * @property {string} label
 * @property {boolean} strip    whether it has additive constants that can be removed
 * @property {string} family    models of one family keep y and prediction when one is changed for the other
 * @property {Record<string, number>} start   of the keys it uses, on arrival from another family
 * @property {Control[]} controls             models of one family share controls: the same objects
 * @property {(state: State, engine: Engine) => Reading} read
 */

/**
 * The ends of y and of a location prediction; the residual's are twice as far. At the largest scale a bell then falls to a
 * thirtieth of its height within the axis, and the pull of Student t noise turns there up to ν = 7.
 */
export const REACH = 4;
export const SCALE = { min: 0.5, max: 3 };
export const LOGIT_REACH = 8;
/** The shapes of the location families, and the ends of a Poisson count and rate. */
export const SHAPES = { nu: { min: 0.5, max: 30 }, k: { min: 0.1, max: 3 }, tau: { min: 0.05, max: 0.95 } };
export const COUNT = { min: 0, max: 6 };
export const RATE = { min: 0.05, max: 8 };

/** One point for every two pixels of the widest half chart; odd, so that the middle is one of them. */
export const POINTS = 201;

/** How far from where a loss is infinite it is drawn besides: until it has left the chart. */
export const STEEP = [1e-9, 1e-7, 1e-5, 1e-4, 1e-3];

/** @param {...number} values */
export const ticksAt = (...values) => values.map((value) => ({ value, label: fixed(value, 1).replace('.0', '') }));

/** With room above 1 for the mark that stands there. @type {Axis} */
export const PROBABILITY = { label: 'probability P(y)', min: 0, max: 1.08, ticks: ticksAt(0, 0.5, 1) };

/** @param {number} value @param {number} least @param {number} most */
export const clamp = (value, least, most) => Math.min(most, Math.max(least, value));

/**
 * A marker's height and text: a value beyond the axis is held at its edge, and the text says so.
 * @param {number} value @param {Axis} axis @param {string} text
 */
export function held(value, axis, text) {
  const y = clamp(value, axis.min, axis.max);
  return { y, label: value === y ? text : `${text} ${value > y ? '↑' : '↓'} off the chart` };
}

/**
 * A piece of the tangent, short enough to stay beside its point.
 * @param {number} x @param {number} y @param {number} slope @param {Axis} across @param {Axis} up
 * @returns {Series[]} empty where there is no finite slope, or its point is off the chart
 */
export function tangent(x, y, slope, across, up) {
  if (!Number.isFinite(slope) || !(y <= up.max)) return [];
  const reach = Math.min(0.14 * (across.max - across.min), (0.2 * (up.max - up.min)) / Math.abs(slope));
  return [{ label: '', role: 'gradient', x: [x - reach, x + reach], y: [y - reach * slope, y + reach * slope], labelAt: 'none' }];
}

/** A number inside a formula: a negative one in brackets. @param {number} x @param {number} [decimals] */
export const inFormula = (x, decimals = 3) => (fixed(x, decimals).startsWith('−') ? `(${fixed(x, decimals)})` : fixed(x, decimals));

/** @param {number} pull @param {string} what @param {string} unit */
export function pullWords(pull, what, unit) {
  if (pull === 0) return `does not pull ${what}`;
  const strength = significant(Math.abs(pull));
  return `pulls ${what} ${pull > 0 ? 'up' : 'down'} with strength ${strength} ${strength === '1' ? 'nat' : 'nats'} per ${unit}`;
}
