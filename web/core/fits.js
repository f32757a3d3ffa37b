import { checker } from './arguments.js';
import { raiser } from './failure.js';

/** @typedef {import('./arguments.js').Numbers} Numbers */
/** @typedef {import('./likelihoods.js').Rows} Rows */
/** @typedef {import('./likelihoods.js').Model} Model */
/** @typedef {import('./wasm/mle.cjs').Core} Core */
/**
 * @typedef {'converged' | 'boundary' | 'not-unique' | 'unbounded' | 'no-maximum' | 'iteration-limit'} FitStatus
 */
/**
 * @typedef {{ status: FitStatus, theta: number[], nll: number, message: string, iterations: number, starts: number }}
 *   Estimate
 */
/** @typedef {{ classes?: number, fixed?: Readonly<Record<string, number>> }} FitOptions */

const MOST_CLASSES = 10_000;

/**
 * What a fit is asked, checked, as the core takes it.
 * @param {Core} core @param {readonly Model[]} models
 */
export function fitReader(core, models) {
  /** @param {string} model @param {Rows} y @param {FitOptions} [options] */
  return (model, y, options) => {
    const check = checker('fit');
    const index = check.choice('model', model, models.map(({ name }) => name));
    const { input: data, length } = check.input('y', y, core);
    const { classes, fixed } = check.named('options', options, ['classes', 'fixed']);
    const { parameters } = models[index];
    const vector = parameters[0].vector;
    if (!vector && classes !== undefined) check.fail('classes', `must be left out: '${model}' has none`, classes);
    const count = vector ? check.whole('classes', classes, 2, MOST_CLASSES) : 0;
    const list = vector ? [] : parameters.map((parameter) => parameter.name);
    const held = check.named('fixed', fixed, list);
    const values = Float64Array.from(list, (name) => (held[name] === undefined ? NaN : check.number(name, held[name])));
    return { index, data, length, count, values };
  };
}

/**
 * The fit as the lesson's figures need it. engine.js has more to say of it (summaries.js).
 * @param {Core} core @param {readonly Model[]} models
 */
export function fitFunctions(core, models) {
  const { settled } = raiser(core);
  const { fitStatuses } = core.catalogue();
  const read = fitReader(core, models);

  return {
    /**
     * The maximum likelihood estimate, or the reason why there is none (status, message). theta and nll are then
     * limits and may be infinite. iterations: of its search, 0 for a closed form; starts: from how many places it
     * began. Options: for 'categorical' say how many classes there are; for the other models, fixed holds parameters
     * at given values ({ fixed: { sigma: 1 } }).
     * @param {string} model @param {Rows} y @param {FitOptions} [options]
     * @returns {Estimate}
     */
    fit(model, y, options) {
      const { index, data, count, values } = read(model, y, options);
      const fit = settled('fit', core.fit(index, data, count, values));
      return { ...fit, status: /** @type {FitStatus} */ (fitStatuses[fit.status]), theta: Array.from(fit.theta) };
    },
  };
}
