import { count, fixed, ratioText, significant } from '../ui/format.js';
import { decimal, fraction, isOpen, isTop, oneIn, showP } from './coin-flips-hunt.js';

/**
 * What the figure says about the state it is in.
 *
 * @typedef {import('./coin-flips-hunt.js').Guess} Guess
 * @typedef {object} Found
 * @property {import('./figure.js').State} state
 * @property {number[]} y
 * @property {number} heads
 * @property {number} tails
 * @property {number} peak         p at the maximum
 * @property {number} highest      the likelihood there
 * @property {Guess} here          the marker's own score
 * @property {Guess | undefined} last
 * @property {Guess | undefined} best
 * @property {{ p: number, logit: number }} areas
 * @property {number} likelihood
 */

/** @param {Found} found @param {import('./figure.js').Engine} engine */
export function tell(found, engine) {
  const { state, last, best, here } = found;
  if (state.area) return aboutArea(found, engine);
  if (isOpen(state)) return `${aboutPeak(found, engine)} ${shortfall(found)}`;
  if (last && last.p === here.p) return `${aboutGuess(last)} ${last === best || !best ? '' : `Your best so far is p = ${showP(best.p)}. `}${next(last)}`;
  return `${aboutHere(found, engine)} ${best ? `Best guess so far: p = ${showP(best.p)}. ` : ''}`
    + `${best ? 'Try another, or reveal the peak.' : 'Move p until you think no other makes the product larger, then commit your guess.'}`;
}

/** @param {Found} found @param {import('./figure.js').Engine} engine */
function aboutHere({ y, heads, tails, here: { p }, likelihood }, engine) {
  if (likelihood === 0) {
    return `p = ${showP(p)} calls ${p === 0 ? 'heads' : 'tails'} impossible, and the row has ${p === 0 ? count(heads, 'head') : count(tails, 'tail')}: the product is 0.`;
  }
  const gets = [
    ...(heads ? [`each of the ${count(heads, 'head')} gets ${showP(p)}`] : []),
    ...(tails ? [`each of the ${count(tails, 'tail')} gets ${showP(engine.density('bernoulli', [0], [p])[0])}`] : []),
  ];
  return `With p = ${showP(p)} ${gets.join(' and ')}: `
    + `exactly this row has probability ${decimal(likelihood)}, ${oneIn(engine.exp(engine.nll('bernoulli', y, [p])))}.`;
}

/** @param {Guess} guess */
function aboutGuess({ p, gap, times }) {
  if (times === Infinity) return `Your guess p = ${showP(p)} makes these flips impossible: the gap to the maximum is infinite.`;
  if (isTop({ p, gap, times })) return `Your guess p = ${showP(p)} leaves no gap: no other p makes these flips more probable.`;
  return `Your guess p = ${showP(p)} lies ${showGap(gap)} below the maximum in log-likelihood: `
    + `the data are ${ratioText(times)} times as probable at the maximum.`;
}

/** @param {Guess} guess */
const next = (guess) => (isTop(guess) ? 'Reveal the peak.' : 'Try another, or reveal the peak.');

/** @param {number} gap */
export const showGap = (gap) => `${gap > 0 && gap < 0.0005 ? significant(gap, 2) : fixed(gap)} nats`;

/** @param {Found} found @param {import('./figure.js').Engine} engine */
function aboutPeak({ state: { axis }, y, heads, tails, peak, highest }, engine) {
  const n = y.length;
  if (heads > 0 && tails > 0) {
    return `The peak is at p = heads/n = ${heads}/${n} = ${showP(peak)}${axis === 'p' ? '' : `, logit ${fixed(engine.logit(peak))}`}: `
      + `there these flips have probability ${decimal(highest)}.`;
  }
  // dL/dp = −L · d(NLL)/dp, and L is 1 on this boundary.
  const slope = -highest * engine.gradient('bernoulli', y, [peak])[0];
  return `All ${n} flips are ${heads ? 'heads' : 'tails'}: L ${heads ? 'climbs all the way' : 'falls all the way'} and its maximum lies on the boundary, `
    + `p = heads/n = ${peak}. The slope of L there is ${significant(slope)}, not 0`
    + `${axis === 'p' ? '.' : `; on this axis the maximum is out of reach, no finite logit stands for p = ${peak}.`}`;
}

/** @param {Found} found */
function shortfall({ best, here }) {
  if (best && isTop(best)) return 'Your best guess found it.';
  const [who, guess] = best ? ['your best guess', best] : ['the marker', here];
  if (isTop(guess)) return '';
  if (guess.times === Infinity) return `At ${who}, p = ${showP(guess.p)}, they are impossible.`;
  return `At ${who}, p = ${showP(guess.p)}, the gap is ${showGap(guess.gap)}: they are ${ratioText(guess.times)} times as probable at the peak.`;
}

/** @param {Found} found @param {import('./figure.js').Engine} engine */
function aboutArea({ state: { axis }, heads, tails, peak, areas }, engine) {
  const edge = heads === 0 || tails === 0;
  if (axis === 'p') {
    return `Over p the area under L is ${fraction(areas.p)}, not 1: L is not a probability density of p, and p = ${showP(peak)} is not “the most probable p”. `
      + `It is the p that makes the data most probable. Now change the axis to the logit.`;
  }
  if (edge) {
    return `Over all logits the area under L is infinite, over p it is ${fraction(areas.p)}: same likelihood, other axis. `
      + `The peak has no place here: no finite logit stands for p = ${peak}.`;
  }
  return `The peak has moved with its p: ${showP(peak)} is logit ${fixed(engine.logit(peak))}, the same coin. The area has not stayed: `
    + `${fraction(areas.logit)} over the logit, ${fraction(areas.p)} over p. A probability would keep its total.`;
}
