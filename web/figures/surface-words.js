import { fixed, significant } from '../ui/format.js';
import { COUNT, isDefinite, map, MOST_STEPS } from './surface-data.js';

/**
 * What the surface figure says of a descent.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {import('./surface-data.js').Place} Place
 * @typedef {ReturnType<typeof import('./surface-data.js').walk>} Walk
 * @typedef {ReturnType<typeof import('./surface-data.js').nextStep>} Next
 */

export const METHODS = {
  gradient: 'gradient descent', momentum: 'momentum', adam: 'Adam', newton: 'Newton', fisher: 'Fisher scoring',
};

/** Less than this is rounding, in μ and in the change of an NLL by one step. */
const ROUNDING = { mu: 1e-9, nll: 1e-6 };

/** @param {{ mu: number, sigma: number }} at @param {number} [digits] */
export const placeText = ({ mu, sigma }, digits) => `μ = ${significant(Math.abs(mu) < ROUNDING.mu ? 0 : mu, digits)}, σ = ${significant(sigma, digits)}`;

/** How many steps back a descent that goes to and fro has shown it. */
const LOOK_BACK = 10;

/** Whether the NLL both rose and fell within the last steps. @param {Place[]} places */
function jumps(places) {
  const changes = places.slice(-LOOK_BACK).map(({ nll }, i, last) => (i ? nll - last[i - 1].nll : 0));
  return changes.some((by) => by > ROUNDING.nll) && changes.some((by) => by < -ROUNDING.nll);
}

const SMALLER = 'Take a smaller step.';

/** Why a descent ended. @type {Record<string, (here: Place, places: Place[]) => string>} */
const ENDS = {
  converged: (here) => `It has converged: the gradient is zero to rounding at ${placeText(here)}, the maximum of the likelihood.`,
  flat: (here, [start]) => (here.nll > start.nll
    ? `It has diverged: it was thrown out to where the surface is flat, and the NLL is higher than at the start. Gradient and step are negligible: no proof of a maximum. ${SMALLER}`
    : 'It stops: gradient and step are negligible, but that is no proof of a maximum.'),
  diverged: () => `It has diverged: the NLL ran away. ${SMALLER}`,
  'left-domain': () => 'It stops here: the next step would make σ zero or less, and there is no such Gaussian. Take a smaller step or another start.',
  'not-positive-definite': () => 'It stops: the Hessian was not positive definite, so the quadratic that Newton trusts has no lowest point there.',
  'iteration-limit': (here, places) => (jumps(places) ? `It has not converged: after ${MOST_STEPS} steps it still jumps to and fro. ${SMALLER}`
    : here.nll > places[0].nll ? `It has diverged: after ${MOST_STEPS} steps the NLL is higher than at the start. ${SMALLER}`
      : `${MOST_STEPS} steps are all this figure takes. Stopping is not convergence.`),
};

/** @param {number} difference */
const change = (difference) => (Math.abs(difference) < ROUNDING.nll ? 'the same as a step before'
  : `${significant(Math.abs(difference))} ${difference < 0 ? 'lower' : 'higher'} than a step before`);

/** @param {string} name @param {Next} next */
function nextText(name, { to, status, uphill }) {
  if (to) return `${name} would step to ${placeText(to)}${uphill ? ', uphill, the wrong way' : ''}`;
  if (status === 'converged') return `${name} would stay`;
  return `${name} would make σ zero or less: it has no step`;
}

/**
 * @param {State} state @param {Walk} walk @param {{ newton: Next, fisher: Next } | null} next @param {Engine} engine
 */
export function sentenceFor({ method, reduction }, { places, here, at, ended, gradient, arrived }, next, engine) {
  const unit = reduction === 'mean' ? 'nats per point' : 'nats';
  const value = `NLL ${fixed(here.nll, reduction === 'mean' ? 4 : 2)} ${unit}`;
  const name = METHODS[/** @type {keyof typeof METHODS} */ (method)];
  const overshot = method === 'gradient' && at > 0 && here.nll - places[at - 1].nll > ROUNDING.nll;
  // Its steps may be too short to be seen on the map.
  const slow = reduction === 'mean' && (method === 'gradient' || method === 'momentum');
  const told = at === 0
    ? `Start at ${placeText(here)}: ${value}, gradient ${significant(gradient[0])} in μ and ${significant(gradient[1])} in σ.`
    : `Step ${at} of ${name} on the ${reduction}${slow ? `, whose gradient is ${COUNT} times smaller than the sum’s` : ''}: ${placeText(here, slow ? 5 : 3)}, ${value}, ${change(here.nll - places[at - 1].nll)}${overshot ? ': too long a step' : ''}.`;
  const outside = isDefinite(here, engine) ? '' : ' The Hessian is not positive definite here.';
  const ahead = next ? ` From here ${nextText('Newton', next.newton)}; ${nextText('Fisher scoring', next.fisher)}.` : '';
  if (ended) return `${told} ${ENDS[ended](here, places)}${ended === 'converged' || at > 0 ? '' : outside}${ahead}`;
  const near = arrived ? ` This is within 0.01 nats of the lowest NLL, at ${placeText(map(engine).lowest)}.` : '';
  const invite = at === 0 && !next && !arrived ? ` Where will ${name} go? Predict, then step.` : '';
  return `${told}${outside}${near}${ahead}${invite}`;
}
