import { checker } from './arguments.js';
import { raiser } from './failure.js';
import { INTERCEPT, readPredictors } from './regressions.js';

/**
 * @typedef {import('./arguments.js').Numbers} Numbers
 * @typedef {import('./regressions.js').Predictors} Predictors
 * @typedef {import('./regressions.js').Coefficients} Coefficients
 *
 * @typedef {object} HeteroscedasticOptions
 * @property {Predictors} [spread]   the predictors of log sigma; those of the mean unless given
 * @property {Numbers} [weights]
 * @property {Numbers} [offset]
 * @property {boolean} [intercept]   of the mean; log sigma always has one
 *
 * @typedef {object} Heteroscedastic   null: there is none
 * @property {import('./fits.js').FitStatus} status
 * @property {string} message
 * @property {number} nll
 * @property {Coefficients} coefficients
 * @property {Coefficients} standard_errors
 * @property {Coefficients} spread_coefficients
 * @property {Coefficients} spread_standard_errors
 * @property {string} [standard_errors_reason]
 * @property {number} n
 * @property {number | null} aic
 * @property {number | null} bic
 * @property {string} [criteria_reason]
 * @property {number} iterations
 * @property {string[]} [collinear]
 * @property {string[]} [spread_collinear]
 */

const OPTIONS = ['spread', 'weights', 'offset', 'intercept'];
const NONE = new Float64Array(0);

/** @param {import('./wasm/mle.cjs').Core} core */
export function heteroscedasticFunctions(core) {
  const { settled } = raiser(core);
  return {
    /**
     * Gaussian regression whose noise changes too: mean = offset + intercept + x beta, log sigma = intercept + z gamma.
     * One local maximum of the likelihood, the one that least squares leads to (cpp/mle/regression/heteroscedastic.hpp).
     * @param {Numbers} y @param {Predictors} x @param {HeteroscedasticOptions} [options]
     * @returns {Heteroscedastic}
     */
    heteroscedastic(y, x, options = {}) {
      const check = checker('heteroscedastic');
      check.named('options', options, OPTIONS);
      const { spread = x, weights = NONE, offset = NONE, intercept = true } = options;
      if (typeof intercept !== 'boolean') check.fail('intercept', 'must be true or false', intercept);
      const { input: data, length } = check.input('y', y, core);
      const mean = readPredictors(check, x, undefined, length);
      const scale = readPredictors(check, spread, undefined, length);
      const fit = settled('heteroscedastic', core.heteroscedastic(data, mean.matrix, mean.names.length, scale.matrix,
        scale.names.length, check.numbers('weights', weights), check.numbers('offset', offset), intercept));
      /** @type {(keys: string[], values: Float64Array) => Coefficients} */
      const named = (keys, values) => Object.fromEntries(keys.map((key, j) => [key, Number.isFinite(values[j]) ? values[j] : null]));
      const [meanKeys, spreadKeys] = [intercept ? [INTERCEPT, ...mean.names] : mean.names, [INTERCEPT, ...scale.names]];
      const orNull = (/** @type {number} */ value) => (Number.isFinite(value) ? value : null);
      return {
        status: /** @type {import('./fits.js').FitStatus} */ (fit.status),
        message: fit.message,
        nll: fit.nll,
        coefficients: named(meanKeys, fit.coefficients),
        standard_errors: named(meanKeys, fit.standardErrors),
        spread_coefficients: named(spreadKeys, fit.spreadCoefficients),
        spread_standard_errors: named(spreadKeys, fit.spreadStandardErrors),
        ...(fit.errorsReason && { standard_errors_reason: fit.errorsReason }),
        n: fit.n,
        aic: orNull(fit.aic),
        bic: orNull(fit.bic),
        ...(!Number.isFinite(fit.aic) && { criteria_reason: fit.criteriaReason }),
        iterations: fit.iterations,
        ...(fit.collinear.length > 0 && { collinear: Array.from(fit.collinear, (j) => mean.names[j]) }),
        ...(fit.spreadCollinear.length > 0 && { spread_collinear: Array.from(fit.spreadCollinear, (j) => scale.names[j]) }),
      };
    },
  };
}
