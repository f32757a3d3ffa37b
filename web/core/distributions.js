import { raiser } from './failure.js';
import { beginner } from './likelihoods.js';

/** @typedef {import('./arguments.js').Numbers} Numbers */

/**
 * Distribution functions and their inverses.
 * @param {import('./wasm/mle.cjs').Core} core
 * @param {readonly import('./likelihoods.js').Model[]} models
 */
export function distributionFunctions(core, models) {
  const begin = beginner(core, models);
  const { settled } = raiser(core);

  /** @type {(where: 'cdf' | 'quantile', argument: string, model: string, at: Numbers, theta: Numbers) => Float64Array} */
  const call = (where, argument, model, at, theta) => {
    const { check, index, values } = begin(where, model, [], theta);
    if (!models[index].distribution) check.fail('model', 'must have observations with an order', model);
    return settled(where, core[where](index, check.numbers(argument, at), values));
  };

  return {
    /**
     * The distribution function P(Y <= y_i | theta); y any numbers. Not for 'categorical', whose classes have no order.
     * @param {string} model @param {Numbers} y @param {Numbers} theta
     */
    cdf: (model, y, theta) => call('cdf', 'y', model, y, theta),

    /**
     * Its inverse: the y with P(Y <= y) = p_i, or for a discrete model the least with P(Y <= y) >= p_i. p from 0 to 1;
     * the ends give the ends of the support, which may be infinite.
     * @param {string} model @param {Numbers} p @param {Numbers} theta
     */
    quantile: (model, p, theta) => call('quantile', 'p', model, p, theta),
  };
}
