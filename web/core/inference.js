import { checker } from './arguments.js';
import { raiser } from './failure.js';
import { INTERCEPT, readFixed, readPredictors } from './regressions.js';

/**
 * Profile likelihood, tests and intervals (cpp/mle/inference): about a parameter of a noise model, or, with x, about a
 * coefficient of a regression.
 *
 * @typedef {import('./arguments.js').Numbers} Numbers
 * @typedef {import('./wasm/mle.cjs').Core} Core
 * @typedef {'wald' | 'score' | 'likelihood-ratio'} TestKind
 * @typedef {object} Given   what else is known, as for fit and regress
 * @property {{ readonly [parameter: string]: number }} [fixed]
 * @property {import('./regressions.js').Predictors} [x]   then `about` is a coefficient: a predictor's name, or "(intercept)"
 * @property {readonly string[]} [names]
 * @property {Numbers} [weights]
 * @property {Numbers} [offset]
 * @property {boolean} [intercept]
 */

const KINDS = /** @type {const} */ (['wald', 'score', 'likelihood-ratio']);
/** What is asked of a coefficient alone. */
const OF_REGRESSION = ['x', 'names', 'weights', 'offset', 'intercept'];
const NONE = new Float64Array(0);
const [PROFILE, TEST, INTERVAL] = [0, 1, 2];

/** @param {number} value */
const orNull = (value) => (Number.isNaN(value) ? null : value);

/** @param {Core} core @param {readonly import('./likelihoods.js').Model[]} models */
export function inferenceFunctions(core, models) {
  const { settled } = raiser(core);

  /** @type {(where: string, model: string, y: Numbers, about: string, options: any, own: string[], question: number, numbers: Float64Array) => { values: Float64Array, reason: string }} */
  const ask = (where, model, y, about, options, own, question, numbers) => {
    const check = checker(where);
    const index = check.choice('model', model, models.map(({ name }) => name));
    const { parameters } = models[index];
    if (parameters[0].vector) check.fail('model', 'must not be one of classes: there is no test of logits or of their coefficients', model);
    for (const name of Object.keys(check.named('options', options, ['fixed', ...own, ...OF_REGRESSION]))) {
      if (options.x === undefined && OF_REGRESSION.includes(name)) check.fail(name, 'must come with x, the predictors of a regression');
    }
    const { fixed = {}, x, weights = NONE, offset = NONE, intercept = true, kind = 'likelihood-ratio' } = options;
    const { input: data, length } = check.input('y', y, core);
    const held = readFixed(check, fixed, parameters);
    const kindIndex = check.choice('kind', kind, KINDS);
    if (x === undefined) {
      const at = check.choice('about', about, parameters.map(({ name }) => name));
      return settled(where, core.inferParameter(index, data, held, at, question, kindIndex, numbers));
    }
    const design = readPredictors(check, x, options.names, length);
    if (typeof intercept !== 'boolean') check.fail('intercept', 'must be true or false', intercept);
    const at = check.choice('about', about, intercept ? [INTERCEPT, ...design.names] : design.names);
    return settled(where, core.inferCoefficient(index, data, design.matrix, design.names.length, held,
      check.numbers('weights', weights), check.numbers('offset', offset), intercept, at, question, kindIndex, numbers));
  };

  return {
    /**
     * The smallest NLL with `about` held at each of the values, everything else estimated anew; null where that search
     * was stopped.
     * @param {string} model @param {Numbers} y @param {string} about @param {Numbers} grid @param {Given} [options]
     * @returns {(number | null)[]}
     */
    profile: (model, y, about, grid, options = {}) =>
      Array.from(ask('profile', model, y, about, options, [], PROFILE, checker('profile').numbers('grid', grid)).values, orNull),

    /**
     * Whether `about` may have this value: the statistic, about chi-square with one degree of freedom if it has, and its
     * p value. Both null where the test does not exist, for the reason.
     * @param {string} model @param {Numbers} y @param {string} about @param {number} value
     * @param {Given & { kind?: TestKind }} [options]  kind: 'likelihood-ratio' unless given
     */
    test(model, y, about, value, options = {}) {
      const given = Float64Array.of(checker('test').finite('value', value));
      const { values: [statistic, pValue], reason } = ask('test', model, y, about, options, ['kind'], TEST, given);
      return { statistic: orNull(statistic), p_value: orNull(pValue), ...(reason && { reason }) };
    },

    /**
     * The values of `about` that the test does not reject at 1 - level. An end may be the domain's own, or infinite; both
     * are null where there is no interval, for the reason.
     * @param {string} model @param {Numbers} y @param {string} about
     * @param {Given & { kind?: TestKind, level?: number }} [options]   level: 0.95 unless given
     */
    interval(model, y, about, options = {}) {
      const level = checker('interval').number('level', options?.level ?? 0.95);
      const { values: [lower, upper], reason } = ask('interval', model, y, about, options, ['kind', 'level'], INTERVAL,
        Float64Array.of(level));
      return { lower: orNull(lower), upper: orNull(upper), ...(reason && { reason }) };
    },
  };
}
