import { checker } from './arguments.js';
import { Held } from './held.js';
import { raiser } from './failure.js';

/** @typedef {import('./arguments.js').Numbers} Numbers */
/** @typedef {import('./wasm/mle.cjs').Core} Core */
/** @typedef {Numbers | import('./held.js').HeldData} Rows */
/**
 * One prediction for each row, by the parameter's name:
 *   'bernoulli' { p }, 'bernoulli-logit' { logit }, 'categorical' { logits } (n x K, row-major),
 *   'gaussian' { mu, sigma } (sigma a number, or one for each row), 'poisson' { rate } or { log_rate }.
 * @typedef {Record<string, Rows | number>} Predictions
 */

const NONE = new Float64Array(0);

/**
 * NLL and gradient over many rows, each with a prediction of its own; and data that stay in the core.
 * @param {Core} core
 */
export function batchFunctions(core) {
  const batches = core.batches();
  const models = [...new Set(batches.map((batch) => batch.model))];
  const { settled } = raiser(core);

  /** @type {(where: string, model: string, y: Rows, predictions: Predictions) => [number, Float64Array, Float64Array, Float64Array]} */
  const begin = (where, model, y, predictions) => {
    const check = checker(where);
    check.choice('model', model, models);
    if (typeof predictions !== 'object' || predictions === null) {
      check.fail('predictions', 'must be an object of predictions by name', predictions);
    }
    const choices = batches.filter((batch) => batch.model === model).map((batch) => batch.predicted);
    const given = choices.filter((name) => Object.hasOwn(predictions, name));
    if (given.length !== 1) check.fail('predictions', `must hold ${choices.join(' or ')}`, predictions);
    const [predicted] = given;
    const allowed = model === 'gaussian' ? [predicted, 'sigma'] : [predicted];
    const stray = Object.keys(predictions).find((name) => !allowed.includes(name));
    if (stray !== undefined) check.fail('predictions', `must not hold ${JSON.stringify(stray)}`);
    const input = (/** @type {string} */ argument, /** @type {unknown} */ value) =>
      check.input(argument, value, core).input;
    const { sigma } = predictions;
    const scale = () => (typeof sigma === 'number' ? Float64Array.of(sigma) : input('sigma', sigma));
    return [
      batches.findIndex((batch) => batch.model === model && batch.predicted === predicted),
      input('y', y),
      input(predicted, predictions[predicted]),
      model === 'gaussian' ? scale() : NONE,
    ];
  };

  return {
    /**
     * Keeps the numbers in the core, for calls that use the same data again and again. The caller frees them.
     * @param {Numbers} values
     * @returns {import('./held.js').HeldData}
     */
    hold: (values) => new Held(core, checker('hold').numbers('values', values)),

    /**
     * -sum_i log p(y_i | prediction_i), or its mean over i, every constant included.
     * @param {string} model @param {Rows} y @param {Predictions} predictions @param {'sum' | 'mean'} reduction
     */
    batchNll(model, y, predictions, reduction = 'sum') {
      const mean = checker('batchNll').mean(reduction);
      const sum = settled('batchNll', core.batchNll(...begin('batchNll', model, y, predictions)));
      return mean ? sum / y.length : sum;
    },

    /**
     * The derivative of that sum (or mean) in each row's prediction: p, logit, logits (n x K), mu, rate or log_rate.
     * @param {string} model @param {Rows} y @param {Predictions} predictions @param {'sum' | 'mean'} reduction
     */
    batchGradient(model, y, predictions, reduction = 'sum') {
      const mean = checker('batchGradient').mean(reduction);
      const rows = settled('batchGradient', core.batchGradient(...begin('batchGradient', model, y, predictions)));
      return mean ? rows.map((entry) => entry / y.length) : rows;
    },
  };
}
