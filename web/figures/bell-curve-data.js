import { newcomb } from './data/newcomb.js';
import { keepLast } from './keep-last.js';

/**
 * The measurements of bell-curve, the learner's guesses, and what the core says of them.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {{ mu: number, sigma: number, gap: number }} Guess   gap: nats of log-likelihood below the maximum
 */

/** The ends of every measurement and of mu. */
export const REACH = 60;
export const SIGMA = { min: 0.5, max: 40 };
export const MOST_POINTS = 100;
export const MOST_GUESSES = 12;
export const LAST_SEED = 9999;

export const MEASUREMENT_RULE = `A measurement is a number from −${REACH} to ${REACH}.`;

/** @param {number} value in hundredths, within the axis */
export const onGrid = (value) => Math.min(REACH, Math.max(-REACH, Math.round(value * 100) / 100)) + 0;

/** Numbers of at most two decimals, joined by "_". @param {string} text @returns {number[]} */
const listed = (text) => (text === '' ? [] : text.split('_').map(Number));
const NUMBERS = /^(?:-?\d{1,2}(?:\.\d{1,2})?(?:_(?!$)|$)){0,100}$/;

/** @param {string} rule @param {(numbers: number[]) => boolean} allowed @returns {import('../ui/fields.js').Field<string>} */
function numbersField(rule, allowed) {
  const accepts = (/** @type {unknown} */ value) => typeof value === 'string' && NUMBERS.test(value) && allowed(listed(value));
  return { start: '', rule, accepts, parse: (value) => (accepts(value) ? value : undefined), format: (value) => value };
}

/** Edited data; '' for the sample as it was drawn or measured. */
export const dataField = numbersField(`up to ${MOST_POINTS} numbers from −${REACH} to ${REACH}, joined by _`,
  (numbers) => numbers.every((value) => Math.abs(value) <= REACH));

/** mu_sigma_mu_sigma ... */
export const guessesField = numbersField('centres and widths in turn, joined by _',
  (numbers) => numbers.length % 2 === 0 && numbers.length <= 2 * MOST_GUESSES
    && numbers.every((value, i) => (i % 2 === 0 ? Math.abs(value) <= REACH : value >= SIGMA.min && value <= SIGMA.max)));

/** @param {number[]} values */
export const dataText = (values) => values.map((value) => String(onGrid(value))).join('_');

const drawn = keepLast((engine, /** @type {string} */ data, /** @type {number} */ seed, /** @type {number} */ n,
  /** @type {number} */ centre, /** @type {number} */ width) =>
  (data ? listed(data) : seed === 0 ? [...newcomb] : Array.from(engine.sample('gaussian', [centre, width], n, seed), onGrid)));

/** The measurements shown. @param {State} state @param {Engine} engine @returns {number[]} not to be changed */
export const measurements = ({ data, seed, n, centre, width }, engine) => drawn(engine, data, seed, n, centre, width);

const fitted = keepLast((engine, /** @type {string} */ key) => engine.fit('gaussian', listed(key)));

/** Their fit, or why there is none. @param {number[]} values @param {Engine} engine */
export const fitOf = (values, engine) => fitted(engine, dataText(values));

/** @param {State} state */
export const guessCount = ({ guesses }) => listed(guesses).length / 2;

/**
 * The committed guesses, oldest first. Without a maximum there is no gap: none then.
 * @param {State} state @param {number[]} values @param {Engine} engine @returns {Guess[]}
 */
export function scores({ guesses }, values, engine) {
  const fit = fitOf(values, engine);
  if (fit.status !== 'converged') return [];
  const numbers = listed(guesses);
  return Array.from({ length: numbers.length / 2 }, (_, i) => {
    const [mu, sigma] = numbers.slice(2 * i, 2 * i + 2);
    return { mu, sigma, gap: Math.max(0, engine.nll('gaussian', values, [mu, sigma]) - fit.nll) };
  });
}
