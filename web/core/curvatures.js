import { raiser } from './failure.js';
import { beginner } from './likelihoods.js';

/** @typedef {import('./arguments.js').Numbers} Numbers */
/** @typedef {import('./likelihoods.js').Rows} Rows */

/** Of theta: a matrix of more would seem to hang. */
const MOST_LOGITS = 1000;

/**
 * Second derivatives of the NLL, k x k for the k numbers of theta, row-major. +Infinity is a legal entry.
 * @param {import('./wasm/mle.cjs').Core} core
 * @param {readonly import('./likelihoods.js').Model[]} models
 */
export function curvatureFunctions(core, models) {
  const begin = beginner(core, models);
  const { settled } = raiser(core);
  /** @type {(check: ReturnType<typeof begin>['check'], theta: Float64Array) => void} */
  const checkSize = (check, theta) => {
    if (theta.length > MOST_LOGITS) check.fail('theta', `must hold at most ${MOST_LOGITS} numbers`, theta.length);
  };

  return {
    /**
     * The Hessian of the NLL in theta. At a kink (Laplace, y = mu) that of the pieces beside it: 0 in mu.
     * @param {string} model @param {Rows} y @param {Numbers} theta @param {import('./likelihoods.js').Reduction} reduction
     */
    hessian(model, y, theta, reduction = 'sum') {
      const { check, index, data, values } = begin('hessian', model, y, theta);
      checkSize(check, values);
      return settled('hessian', core.hessian(index, data, values, check.mean(reduction)));
    },

    /**
     * The Fisher information: the Hessian expected under the model itself, for one observation.
     * @param {string} model @param {Numbers} theta
     */
    information(model, theta) {
      const { check, index, values } = begin('information', model, [], theta);
      checkSize(check, values);
      return settled('information', core.information(index, values));
    },
  };
}
