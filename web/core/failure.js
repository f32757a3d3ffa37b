import { checker } from './arguments.js';

/**
 * The core's failures as errors.
 * @param {import('./wasm/mle.cjs').Core} core
 */
export function raiser(core) {
  /** @type {(where: string) => never} */
  const raise = (where) => {
    const { overflow, argument, rule, value } = core.failure();
    const name = argument === 'class_weights' ? 'classWeights' : argument; // the one option of two words
    return overflow ? checker(where).fail(name, rule) : checker(where).fail(name, rule, value);
  };
  return {
    /** The result, unless it is one of the two that say there is none. @type {<T>(where: string, result: T | undefined) => T} */
    settled: (where, result) => (result === undefined || Number.isNaN(result) ? raise(where) : result),
  };
}
