import { fixed, ratioText, significant } from '../ui/format.js';
import { showP } from './coin-flips-hunt.js';
import { EPS, FLIPS, HEADS, ORDERS, steps } from './ladder-steps.js';

/** What the ladder says: numbers for readers, and the sentence of each rung. */

/** @param {number} x */
const infinity = (x) => (x > 0 ? 'infinity' : 'minus infinity');

/** @param {number} x a value: four decimals, as in the lesson's table; tiny ones as powers of ten */
export const valueText = (x) => (!Number.isFinite(x) ? infinity(x) : Math.abs(x) < 5e-4 ? significant(x) : fixed(x, 4));

/** Whether rounding alone parts two places. @param {number} p @param {number} other */
const same = (p, other) => Math.abs(p - other) < 1e-12;

/** @param {number} x @param {boolean} peak   where a slope that is not 0 is rounding */
const slopeText = (x, peak) => (Number.isFinite(x) ? significant(peak ? 0 : x) : infinity(x));

/** @param {string} what @param {string} before @param {string} after */
const change = (what, before, after) => (before === after ? `${what} stays ${after}` : `${what} from ${before} to ${after}`);

/** @param {number} guess @param {number} optimum @param {number} times */
const pinned = (guess, optimum, times) => (same(guess, optimum) ? `You pinned the highest point, ${optimum}.`
  : Number.isFinite(times) ? `You pinned ${showP(guess)}: at ${optimum} the data are ${ratioText(times)} times as probable.`
    : `You pinned ${guess}, where the data are impossible: they are most probable at ${optimum}.`);

/** What each rung does, by itself. @param {number} step @param {number} p @param {string} perFlip log ORDERS / FLIPS, in words */
function whatChanged(step, p, perFlip) {
  const outside = p < EPS || p > 1 - EPS;
  return [
    '',
    'The logarithm changes every height, and every slope but the zero at the peak, not the order of the heights.',
    'The minus turns the curve over: the highest point is now the lowest.',
    `Every height and every slope is divided by ${FLIPS}: the sum has become a mean over the flips.`,
    `log ${ORDERS} holds no p: every height moves by ${perFlip}, no slope moves.`,
    outside
      ? `p counts as ${p < EPS ? EPS : 1 - EPS}: the curve is flat here, and nothing pulls p back.`
      : `Between ${EPS} and ${1 - EPS} nothing changes; beyond, the curve is bent flat.`,
  ][step];
}

/**
 * @param {{ step: number, p: number, guess: string, whole: boolean }} state
 * @param {{ value: number, slope: number }[]} read
 * @param {{ optimum: number, perFlip: number, found: boolean, times: number }} facts   times: how much more probable the data are
 *   at the optimum than where the learner pinned it
 */
export function sentenceFor({ step, p, guess, whole }, read, { optimum, perFlip, found, times }) {
  const { value, slope } = read[step];
  const at = `p = ${showP(p)}`;
  const peak = same(p, optimum);
  if (step === 0) {
    return `${HEADS} heads in ${FLIPS} flips. At ${at} their probability is ${valueText(value)}, `
      + `with slope ${slopeText(slope, peak)}. `
      + (peak ? 'This is the highest point: climb.'
        : found ? `You are within 0.01 of the highest point, ${optimum}: climb.`
          : guess !== '' ? pinned(Number(guess), optimum, times)
            : whole ? `The highest point is ${optimum}.` : 'Where is it highest? Go there, then climb: to climb is to commit.');
  }
  const { name } = steps[step];
  const before = read[step - 1];
  const values = change('value', valueText(before.value), valueText(value));
  const slopes = change('slope', slopeText(before.slope, peak), slopeText(slope, peak));
  const first = step === 1 && guess !== '' ? ` ${pinned(Number(guess), optimum, times)}` : '';
  return `${name[0].toUpperCase()}${name.slice(1)}, at ${at}: ${values}, ${slopes}. `
    + `${whatChanged(step, p, fixed(perFlip))} The optimum ${step === steps.length - 1 ? 'is still' : 'stays'} at p = ${optimum}, `
    + `the ${steps[step].optimum === 'highest' ? 'argmax' : 'argmin'}.${first}`;
}
