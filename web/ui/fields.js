/**
 * The kinds of value that a figure's state is made of. Each field knows its start, what it accepts, and its
 * one text form, so that prose links, shared links and controls all pass through the same check.
 */

/**
 * @template T
 * @typedef {object} Field
 * @property {T} start
 * @property {string} rule                      what the field accepts, for messages: "from 0 to 1"
 * @property {(value: unknown) => boolean} accepts
 * @property {(text: string) => T | undefined} parse   undefined when the text is not such a value
 * @property {(value: T) => string} format
 */

/** @param {unknown} value @returns {value is number} */
const isNumber = (value) => typeof value === 'number';

/** "from −1 to 3". @param {number} min @param {number} max */
const range = (min, max) => `from ${min} to ${max}`.replaceAll('-', '−');

/**
 * @param {{ start: number, min: number, max: number }} options
 * @returns {Field<number>}
 */
export function number({ start, min, max }) {
  const accepts = (/** @type {unknown} */ value) => isNumber(value) && value >= min && value <= max;
  return {
    start,
    rule: `a number ${range(min, max)}`,
    accepts,
    parse: (text) => {
      const value = text.trim() === '' ? NaN : Number(text);
      return accepts(value) ? value : undefined;
    },
    format: String,
  };
}

/**
 * @param {{ start: number, min: number, max: number }} options
 * @returns {Field<number>}
 */
export function integer({ start, min, max }) {
  const base = number({ start, min, max });
  const accepts = (/** @type {unknown} */ value) => base.accepts(value) && Number.isInteger(value);
  return {
    ...base,
    rule: `a whole number ${range(min, max)}`,
    accepts,
    parse: (text) => {
      const value = base.parse(text);
      return accepts(value) ? value : undefined;
    },
  };
}

/**
 * One of a few values; numbers and strings keep their type.
 * @template {string | number} T
 * @param {{ start: T, options: readonly T[] }} options
 * @returns {Field<T>}
 */
export function choice({ start, options }) {
  return {
    start,
    rule: `one of ${options.join(', ')}`,
    accepts: (value) => options.includes(/** @type {T} */ (value)),
    parse: (text) => options.find((option) => String(option) === text),
    format: String,
  };
}

/**
 * @param {{ start: boolean }} options
 * @returns {Field<boolean>}
 */
export function flag({ start }) {
  return {
    start,
    rule: '0 or 1',
    accepts: (value) => typeof value === 'boolean',
    parse: (text) => (text === '1' ? true : text === '0' ? false : undefined),
    format: (value) => (value ? '1' : '0'),
  };
}

/**
 * A text that matches a pattern, such as a row of coin flips "1101".
 * @param {{ start: string, pattern: RegExp, rule: string }} options
 * @returns {Field<string>}
 */
export function text({ start, pattern, rule }) {
  const accepts = (/** @type {unknown} */ value) => typeof value === 'string' && pattern.test(value);
  return { start, rule, accepts, parse: (value) => (accepts(value) ? value : undefined), format: (value) => value };
}
