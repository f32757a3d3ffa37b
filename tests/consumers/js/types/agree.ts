// Does not compile when the hand-kept declarations and the JavaScript that they describe part: the error names the function.
import type { Engine as Written, MleError as WrittenError } from '../../../../web/core/engine.js';
import type { Engine as Declared, MleError as DeclaredError } from '../../../../web/npm/index.js';

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
/** A function of fewer arguments may stand for one of more, so arguments and result are compared apart. */
type Parts<F> = F extends (...given: infer A) => infer R ? { given: A; result: R } : F;
type Parted<A, B> = {
  [K in keyof A & keyof B]: Same<A[K], B[K]> extends true ? (Same<Parts<A[K]>, Parts<B[K]>> extends true ? never : K) : K;
}[keyof A & keyof B];
type None<Names extends never> = Names;

export type Undeclared = None<Exclude<keyof Written, keyof Declared>>;
export type Unwritten = None<Exclude<keyof Declared, keyof Written>>;
export type Different = None<Parted<Written, Declared>>;
export type DifferentError = None<Same<WrittenError, DeclaredError> extends true ? never : 'MleError'>;
