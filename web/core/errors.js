/** An argument that breaks its rule. The message names the function, the argument and the rule. */
export class MleError extends Error {
  /**
   * @param {string} where the function called
   * @param {string} argument the argument's or the model parameter's name
   * @param {string} rule what it must be: 'must be above 0'
   * @param {unknown[]} got the offending value, or nothing when there is none to show
   */
  constructor(where, argument, rule, ...got) {
    super(`${where}: ${argument} ${rule}${got.length ? `, got ${show(got[0])}` : ''}`);
    this.name = 'MleError';
    this.argument = argument;
    this.rule = rule;
  }
}

/**
 * A short picture of any value, without running code of the value's own.
 * @param {unknown} value
 */
function show(value) {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return `an array of length ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return Object.is(value, -0) ? '-0' : String(value);
}
