import { fixed, significant } from '../ui/format.js';
import { isDefinite, map, MOST_STEPS } from './surface-data.js';

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

/** @param {{ mu: number, sigma: number }} at */
export const placeText = ({ mu, sigma }) => `μ = ${significant(mu)}, σ = ${significant(sigma)}`;

/** Why a descent ended. @type {Record<string, (here: Place, start: Place) => string>} */
const ENDS = {
  converged: (here) => `It has converged: the gradient is zero to rounding at ${placeText(here)}, the maximum of the likelihood.`,
  flat: () => 'It stops: gradient and step are negligible, but that is no proof of a maximum.',
  diverged: () => 'It has diverged: the NLL ran away. Take a smaller step.',
  'left-domain': () => 'It stops here: the next step would make σ zero or less, and there is no such Gaussian. Take a smaller step or another start.',
  'not-positive-definite': () => 'It stops: the Hessian was not positive definite, so the quadratic that Newton trusts has no lowest point there.',
  'iteration-limit': (here, start) => (here.nll > start.nll
    ? `It has diverged: after ${MOST_STEPS} steps the NLL is higher than at the start. Take a smaller step.`
    : `${MOST_STEPS} steps are all this figure takes. Stopping is not convergence.`),
};

/** @param {number} difference */
const change = (difference) => (Math.abs(difference) < 1e-6 ? 'the same as a step before'
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
  const overshot = method === 'gradient' && at > 0 && here.nll - places[at - 1].nll > 1e-6;
  const told = at === 0
    ? `Start at ${placeText(here)}: ${value}, gradient ${significant(gradient[0])} in μ and ${significant(gradient[1])} in σ.`
    : `Step ${at} of ${name} on the ${reduction}: ${placeText(here)}, ${value}, ${change(here.nll - places[at - 1].nll)}${overshot ? ': too long a step' : ''}.`;
  const outside = isDefinite(here, engine) ? '' : ' The Hessian is not positive definite here.';
  const ahead = next ? ` From here ${nextText('Newton', next.newton)}; ${nextText('Fisher scoring', next.fisher)}.` : '';
  if (ended) return `${told} ${ENDS[ended](here, places[0])}${ended === 'converged' || at > 0 ? '' : outside}${ahead}`;
  const near = arrived ? ` This is within 0.01 nats of the lowest NLL, at ${placeText(map(engine).lowest)}.` : '';
  const invite = at === 0 && !next && !arrived ? ` Where will ${name} go? Predict, then step.` : '';
  return `${told}${outside}${near}${ahead}${invite}`;
}
