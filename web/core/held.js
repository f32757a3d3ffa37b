/** @typedef {import('./wasm/mle.cjs').Core} Core */
/** What callers see of data that the core holds. @typedef {{ readonly length: number, free: () => void }} HeldData */
/** @typedef {import('./wasm/mle.cjs').Values} Values */
/** @typedef {{ fail: (argument: string, rule: string) => never }} Checker */

/**
 * Numbers that stay in the core between calls, until free(): made by engine.hold, accepted wherever `y` or a
 * prediction is. They are copied and looked at once, not in each call.
 */
export class Held {
  /** @type {Core | null} */
  #core;
  #number;

  /** @param {Core} core @param {Float64Array} values */
  constructor(core, values) {
    this.#core = core;
    this.#number = core.hold(values);
    /** How many numbers. @readonly */
    this.length = values.length;
    Object.freeze(this);
  }

  /** Gives the memory back. A second time does nothing; any other use of it throws from now on. */
  free() {
    this.#core?.release(this.#number);
    this.#core = null;
  }

  /**
   * What the core takes for it.
   * @param {Core} core @param {Checker} check @param {string} argument
   * @returns {Values}
   */
  input(core, check, argument) {
    if (this.#core === null) check.fail(argument, 'must not have been freed');
    if (this.#core !== core) check.fail(argument, 'must be held by this engine');
    return /** @type {Values} */ (/** @type {unknown} */ ({ length: 0, held: this.#number }));
  }
}
