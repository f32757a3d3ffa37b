import { MleError } from './errors.js';
import { Held } from './held.js';

/**
 * @typedef {readonly number[] | Float64Array | Float32Array | Int8Array | Uint8Array | Uint8ClampedArray | Int16Array
 *   | Uint16Array | Int32Array | Uint32Array} Numbers
 */

/** More numbers than this in one array is taken for a mistake, before it exhausts the memory. */
export const MOST_NUMBERS = 10_000_000;
const MOST_STEPS = 100_000;
/** And more observations times grid points than this would seem to hang. */
const MOST_TERMS = 1_000_000_000;

/**
 * Types and sizes are checked here, because Embind turns a wrong type into NaN or 0 without a word. Domains of
 * observations and parameters are the core's to check.
 * @param {string} where the function called, for the message
 */
export function checker(where) {
  /** @type {(argument: string, rule: string, ...got: unknown[]) => never} */
  const fail = (argument, rule, ...got) => {
    throw new MleError(where, argument, rule, ...got);
  };

  /** @type {(argument: string, value: unknown) => number} any number but NaN */
  const number = (argument, value) => {
    if (typeof value !== 'number' || Number.isNaN(value)) fail(argument, 'must be a number', value);
    return /** @type {number} */ (value);
  };

  /** @type {(argument: string, value: unknown) => number} */
  const finite = (argument, value) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) fail(argument, 'must be a finite number', value);
    return /** @type {number} */ (value);
  };

  /** @type {(argument: string, value: unknown, least: number, most?: number) => number} */
  const whole = (argument, value, least, most = Number.MAX_SAFE_INTEGER) => {
    if (!Number.isInteger(value) || /** @type {number} */ (value) < least || /** @type {number} */ (value) > most) {
      const limit = most === Number.MAX_SAFE_INTEGER ? '2^53 - 1' : String(most);
      fail(argument, `must be a whole number from ${least} to ${limit}`, value);
    }
    return /** @type {number} */ (value);
  };

  /** @type {(argument: string, value: unknown, choices: readonly string[]) => number} the choice's index */
  const choice = (argument, value, choices) => {
    const index = choices.indexOf(/** @type {string} */ (value));
    if (index < 0) fail(argument, `must be one of ${choices.map((name) => `'${name}'`).join(', ')}`, value);
    return index;
  };

  /** @type {(argument: string, value: unknown) => Float64Array} an array of numbers, NaN left to the core */
  const numbers = (argument, value) => {
    const typed = ArrayBuffer.isView(value) && !(value instanceof DataView);
    if (value instanceof Held) fail(argument, 'must be an array of numbers: data that the core holds are not taken here');
    if (!typed && !Array.isArray(value)) fail(argument, 'must be an array of numbers', value);
    const list = /** @type {Numbers} */ (value);
    if (list.length > MOST_NUMBERS) fail(argument, `must hold at most ${MOST_NUMBERS} numbers`, list.length);
    if (list instanceof Float64Array) return list;
    const copy = new Float64Array(list.length);
    for (let i = 0; i < copy.length; i += 1) {
      const entry = list[i];
      if (typeof entry !== 'number') fail(argument, 'must be an array of numbers', entry);
      copy[i] = /** @type {number} */ (entry);
    }
    return copy;
  };

  /** @type {(argument: string, value: unknown, check?: typeof finite) => Float64Array} at least one entry */
  const finiteNumbers = (argument, value, check = finite) => {
    const list = numbers(argument, value);
    if (list.length === 0) fail(argument, 'must hold at least one number', value);
    list.forEach((entry) => check(argument, entry));
    return list;
  };

  /**
   * Rows for the core: an array of numbers, or held data.
   * @type {(argument: string, value: unknown, core: import('./wasm/mle.cjs').Core) => { input: Float64Array, length: number }}
   */
  const input = (argument, value, core) => {
    if (value instanceof Held) return { input: value.input(core, { fail }, argument), length: value.length };
    const list = numbers(argument, value);
    return { input: list, length: list.length };
  };

  /**
   * An object of options: undefined stands for {}, and a name outside the list is a mistake, not ignored.
   * @type {(argument: string, value: unknown, names: readonly string[]) => Record<string, unknown>}
   */
  const named = (argument, value, list) => {
    if (value === undefined) return {};
    if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(argument, 'must be an object', value);
    const object = /** @type {Record<string, unknown>} */ (value);
    for (const key of Object.keys(object)) {
      if (!list.includes(key)) fail(argument, `must ${list.length ? `hold only ${list.join(', ')}` : 'be left out'}`, key);
    }
    return object;
  };

  return {
    fail,
    input,
    named,
    number,
    finite,
    whole,
    choice,
    numbers,
    finiteNumbers,
    /** @type {(argument: string, value: unknown) => boolean} */
    flag: (argument, value) => {
      if (typeof value !== 'boolean') fail(argument, 'must be true or false', value);
      return /** @type {boolean} */ (value);
    },
    /** @type {(value: unknown) => boolean} whether the mean is asked for */
    mean: (value) => choice('reduction', value, ['sum', 'mean']) === 1,
    /** @type {(value: unknown) => boolean} whether float32 is asked for */
    single: (value) => choice('precision', value, ['float32', 'float64']) === 0,
    /** @type {(argument: string, observations: number, points: number) => void} */
    effort: (argument, observations, points) => {
      if (observations * points > MOST_TERMS) {
        fail(argument, `must hold at most ${MOST_TERMS} points divided by the number of observations`, points);
      }
    },
    /** @type {(value: unknown) => number} */
    length: (value) => whole('n', value, 1, MOST_NUMBERS),
    /** @type {(value: unknown) => number} */
    steps: (value) => whole('steps', value, 1, MOST_STEPS),
    /** @type {(argument: string, value: unknown) => number} */
    positive: (argument, value) => {
      const given = finite(argument, value);
      if (given <= 0) fail(argument, 'must be above 0', value);
      return given;
    },
  };
}
