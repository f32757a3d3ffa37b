import { probability, significant, wholeText } from '../ui/format.js';

/**
 * What is known about ten flips and the learner's guesses. Every likelihood is the engine's.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {{ p: number, gap: number, times: number }} Guess   gap: nats of log-likelihood below the maximum;
 *   times: e^gap, how many times as probable the data are at the maximum
 */

/** @param {string} flips */
export const headsIn = (flips) => [...flips].filter((flip) => flip === '1').length;

/** Whether the whole curve and its peak may be seen. @param {State} state @returns {boolean} */
export const isOpen = ({ revealed, area }) => revealed || area;

/** @param {string} flips */
export const outcomes = (flips) => Array.from(flips, Number);

/**
 * Flip by flip: the probability that the model gave it, and the product so far.
 * @param {State} state @param {Engine} engine
 */
export function productByFlip({ flips, p }, engine) {
  const y = outcomes(flips);
  return { factors: engine.density('bernoulli', y, [p]), products: engine.runningProduct('bernoulli', y, [p], 'float64') };
}

/** @param {number} p @param {number[]} y @param {Engine} engine @returns {Guess} */
export function score(p, y, engine) {
  // Rounding can leave the maximum a hair above itself: a gap is never negative.
  const gap = Math.max(0, engine.nll('bernoulli', y, [p]) - engine.fit('bernoulli', y).nll);
  return { p, gap, times: engine.exp(gap) };
}

/**
 * The committed guesses, oldest first, and the best of them.
 * @param {State} state @param {Engine} engine
 */
export function scores({ flips, guesses }, engine) {
  const y = outcomes(flips);
  const all = guesses === '' ? [] : guesses.split('_').map((/** @type {string} */ guess) => score(Number(guess), y, engine));
  const best = all.reduce((/** @type {Guess | undefined} */ a, /** @type {Guess} */ b) => (a && a.gap <= b.gap ? a : b), undefined);
  return /** @type {{ all: Guess[], last: Guess | undefined, best: Guess | undefined }} */ ({ all, last: all.at(-1), best });
}

/** A gap this small is the maximum itself, rounded. */
const NO_GAP = 1e-12;

/** @param {Guess} guess */
export const isTop = ({ gap }) => gap <= NO_GAP;

/** @param {number} p as short as it is exact to four decimals: "0.40", "0.685" */
export function showP(p) {
  if (p === 0 || p === 1) return String(p);
  const text = p.toFixed(4).replace(/0{1,2}$/, '');
  return Number(text) === 0 || Number(text) === 1 ? probability(p, 4) : text;
}

/** Three digits, written out down to 10⁻⁵: "0.000354". @param {number} value */
export const decimal = (value) => (value >= 1e-5 && value < 1 ? value.toPrecision(3).replace(/0+$/, '') : significant(value));

/** A product that changes under the hand: six decimals while they tell enough. @param {number} value */
export const showProduct = (value) => (value === 0 || value === 1 ? String(value) : value > 0 && value < 1e-4 ? decimal(value) : value.toFixed(6));

/** "1 in 1,024", from one over a probability. @param {number} oneOver */
export function oneIn(oneOver) {
  if (oneOver === Infinity) return 'impossible';
  if (oneOver === 1) return 'certain';
  const whole = Math.round(oneOver);
  const text = whole < 1e6 ? wholeText(whole) : significant(oneOver);
  return `${Math.abs(oneOver - whole) < 1e-9 * oneOver ? '' : 'about '}1 in ${text}`;
}

/** One over a whole number: what the areas of ten flips are. @param {number} area */
export const fraction = (area) => (Number.isFinite(area) ? `1/${Math.round(1 / area)}` : 'infinite');
