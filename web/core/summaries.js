import { raiser } from './failure.js';
import { fitReader } from './fits.js';

/** @typedef {import('./likelihoods.js').Rows} Rows */
/** @typedef {import('./likelihoods.js').Model} Model */
/** @typedef {import('./fits.js').FitOptions} FitOptions */
/** @typedef {import('./regressions.js').Coefficients} Coefficients by parameter, here */
/** @typedef {import('./wasm/mle.cjs').Core} Core */
/**
 * theta, and the keys of the command (cpp/REFERENCE.md). null: there is none.
 * @template [P={ [parameter: string]: number }]
 * @template [E=Coefficients]
 * @typedef {object} Fit
 * @property {import('./fits.js').FitStatus} status
 * @property {number[]} theta
 * @property {string} message
 * @property {number} nll
 * @property {E} standard_errors
 * @property {string} [standard_errors_reason]
 * @property {number | null} scale
 * @property {P} parameters
 * @property {number} n
 * @property {number | null} aic
 * @property {number | null} bic
 * @property {string} [criteria_reason]
 * @property {number | null} deviance
 * @property {number} iterations
 * @property {number} starts
 */
/** @typedef {Fit<{ logits: { [label: string]: number } }, { logits: Coefficients }>} ClassFit */
/**
 * @typedef {{
 *   (model: 'categorical', y: Rows, options: FitOptions & { classes: number }): ClassFit,
 *   (model: string, y: Rows, options?: FitOptions): Fit,
 * }} FitFunction
 */

/** @param {number} value */
const orNull = (value) => (Number.isNaN(value) ? null : value);

/**
 * The fit with its standard errors, AIC, BIC and deviance: what `mle fit --json` says.
 * @param {Core} core @param {readonly Model[]} models
 */
export function summaryFunctions(core, models) {
  const { settled } = raiser(core);
  const { fitStatuses } = core.catalogue();
  const read = fitReader(core, models);

  /** @type {(model: string, y: Rows, options?: FitOptions) => Fit<any, any>} */
  const fit = (model, y, options) => {
    const { index, data, length, count, values } = read(model, y, options);
    const found = settled('fit', core.fitAndSummarize(index, data, count, values));
    const { parameters } = models[index];
    /** By the parameters' names; logits by their class. @type {<T>(list: T[]) => object} */
    const named = (list) => (parameters[0].vector ? { [parameters[0].name]: Object.fromEntries(list.entries()) }
      : Object.fromEntries(list.map((entry, j) => [parameters[j].name, entry])));
    const theta = Array.from(found.theta);
    const scale = parameters.findIndex(({ role }) => role === 'scale');
    return {
      status: /** @type {import('./fits.js').FitStatus} */ (fitStatuses[found.status]),
      theta,
      message: found.message,
      nll: found.nll,
      standard_errors: named(Array.from(found.standardErrors, orNull)),
      ...(!found.standardErrors.every(Number.isFinite) && { standard_errors_reason: found.errorsReason }),
      scale: scale < 0 ? null : theta[scale],
      parameters: named(theta),
      n: length,
      aic: orNull(found.aic),
      bic: orNull(found.bic),
      ...(!Number.isFinite(found.aic) && { criteria_reason: found.criteriaReason }),
      deviance: orNull(found.deviance),
      iterations: found.iterations,
      starts: found.starts,
    };
  };

  return {
    /**
     * The maximum likelihood estimate, or the reason why there is none (status, message): theta, parameters and nll are
     * then limits and may be infinite. Logits are those that sum to zero. Standard errors: from the information at the
     * estimate; a parameter that is held has none. Options: for 'categorical' say how many classes there are; for the
     * other models, fixed holds parameters at given values ({ fixed: { sigma: 1 } }).
     */
    fit: /** @type {FitFunction} */ (fit),
  };
}
