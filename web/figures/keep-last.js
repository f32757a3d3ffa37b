/** @typedef {import('./figure.js').Engine} Engine */

/**
 * Keeps the last result, for what a drag leaves as it was: it is made anew only for another engine or other inputs.
 * @template {readonly (string | number | boolean)[]} Inputs
 * @template Result
 * @param {(engine: Engine, ...inputs: Inputs) => Result} make   its result is shared: nobody may change it
 */
export function keepLast(make) {
  /** @type {{ engine: Engine, inputs: Inputs, result: Result } | null} */
  let last = null;
  return (/** @type {Engine} */ engine, /** @type {Inputs} */ ...inputs) => {
    if (last?.engine !== engine || inputs.some((input, i) => input !== last?.inputs[i])) {
      last = { engine, inputs, result: make(engine, ...inputs) };
    }
    return last.result;
  };
}
