import { checker } from './arguments.js';
import { checkRuns, inParts } from './experiments.js';
import { raiser } from './failure.js';
import { INTERCEPT, readFixed, readPredictors } from './regressions.js';

/** @typedef {import('./wasm/mle.cjs').Core} Core */
/** @typedef {import('./fits.js').FitStatus} FitStatus */
/** @typedef {import('./regressions.js').Predictors} Predictors */
/**
 * What the observations are drawn from: coefficients by "(intercept)" and predictor, and every parameter but the
 * predicted one; of 'categorical' such coefficients for each class but the first (under L2 for each). A result of
 * `regress` is one.
 * @template [C=import('./regressions.js').Coefficients]
 * @typedef {{ coefficients: C, parameters: { readonly [parameter: string]: number } }} Truth
 */
/**
 * @typedef {object} RegressionRepeated   as for regress, but without weights: each row is drawn once
 * @property {number} [seed] a whole number from 0
 * @property {{ readonly [parameter: string]: number }} [fixed]
 * @property {number} [l2]
 * @property {import('./arguments.js').Numbers} [offset]
 * @property {boolean} [intercept]
 * @property {readonly string[]} [names]
 */
/** @typedef {{ [name: string]: Float64Array }} Runs one number for each run */
/**
 * One number for each run: of each coefficient, in the shape of the truth's, and of each parameter but the predicted one.
 * @template [C=Runs]
 * @typedef {object} RegressionExperiments
 * @property {C} coefficients
 * @property {Runs} parameters
 * @property {Float64Array} nll
 * @property {FitStatus[]} statuses
 */
/** @typedef {import('./regressions.js').ClassCoefficients} ClassCoefficients */
/** @typedef {{ [label: string]: Runs }} ClassRuns */
/** @typedef {ReturnType<typeof import('./experiments.js').experimentFunctions>} OfModels */
/**
 * @template Part
 * @typedef {import('./experiments.js').InParts<Part>} InParts
 */
/**
 * @typedef {OfModels['experiments'] & {
 *   (model: 'categorical', truth: Truth<ClassCoefficients>, x: Predictors, options?: RegressionRepeated & { first?: number, count?: number }): RegressionExperiments<ClassRuns>,
 *   (model: string, truth: Truth, x: Predictors, options?: RegressionRepeated & { first?: number, count?: number }): RegressionExperiments,
 * }} ExperimentsFunction
 * @typedef {OfModels['repeat'] & {
 *   (model: 'categorical', truth: Truth<ClassCoefficients>, x: Predictors, options?: RegressionRepeated & InParts<RegressionExperiments<ClassRuns>>): Promise<void>,
 *   (model: string, truth: Truth, x: Predictors, options?: RegressionRepeated & InParts<RegressionExperiments>): Promise<void>,
 * }} RepeatFunction
 */

const OPTIONS = ['seed', 'fixed', 'l2', 'offset', 'intercept', 'names'];
const NONE = new Float64Array(0);
/** Numbers of the design between two reports of `repeat`: a few hundredths of a second. */
const ENTRIES_IN_A_PART = 50_000;

/** @param {unknown} truth @returns {truth is Truth} */
const isTruth = (truth) => typeof truth === 'object' && truth !== null && 'coefficients' in truth;

/** As many as x has rows. @param {unknown} x */
function rowsOf(x) {
  if (Array.isArray(x)) return x.length;
  const [column] = typeof x === 'object' && x !== null ? Object.values(x) : [];
  return Array.isArray(column) || ArrayBuffer.isView(column) ? /** @type {{ length: number }} */ (/** @type {unknown} */ (column)).length : 0;
}

/**
 * Experiments of regressions, beside those of models on their own.
 * @param {Core} core @param {readonly import('./likelihoods.js').Model[]} models @param {OfModels} ofModels
 */
export function bootstrapFunctions(core, models, ofModels) {
  const { settled } = raiser(core);
  const { fitStatuses } = core.catalogue();

  /**
   * Numbers by name, as many as the names.
   * @type {(check: ReturnType<typeof checker>, argument: string, value: unknown, names: string[]) => Float64Array}
   */
  const readNumbers = (check, argument, value, names) => {
    const given = check.named(argument, value, names);
    return Float64Array.from(names, (name) => check.finite(`${argument}.${name}`, given[name]));
  };

  /** @type {(where: string, model: string, truth: Truth<any>, x: Predictors, options: unknown, own: string[]) => { rows: number, columns: number, run: (first: number, count: number) => RegressionExperiments<any> }} */
  const begin = (where, model, truth, x, options, own) => {
    const check = checker(where);
    const index = check.choice('model', model, models.map(({ name }) => name));
    const { parameters } = models[index];
    const { seed = 1, fixed = {}, l2 = 0, offset = NONE, intercept = true, names } = check.named('options', options, [...OPTIONS, ...own]);
    const rows = rowsOf(x);
    const design = readPredictors(check, x, names, rows, 'the first');
    if (rows === 0) check.fail('x', 'must hold at least one row');
    const keys = check.flag('intercept', intercept) ? [INTERCEPT, ...design.names] : design.names;
    const penalty = check.number('l2', l2);
    const [{ vector }] = parameters;
    /** @type {string[]} */
    const labels = vector ? Object.keys(truth.coefficients ?? {}) : [];
    if (vector && labels.length === 0) check.fail('coefficients', 'must hold coefficients for each class but the first', truth.coefficients);
    const slopes = Float64Array.from(vector
      ? labels.flatMap((label) => [...readNumbers(check, `coefficients.${label}`, truth.coefficients[label], keys)])
      : readNumbers(check, 'coefficients', truth.coefficients, keys));
    const classes = vector ? labels.length + (penalty > 0 ? 0 : 1) : 0;
    const others = parameters.filter(({ role }) => role !== 'predicted').map(({ name }) => name);
    const given = readNumbers(check, 'parameters', truth.parameters, others);
    const theta = vector ? NONE : Float64Array.from(parameters, ({ name }) => given[others.indexOf(name)] ?? NaN); // NaN: the predicted one
    const held = readFixed(check, fixed, parameters);
    const known = check.numbers('offset', offset);
    const from = check.whole('seed', seed, 0);

    return {
      rows,
      columns: slopes.length,
      run(first, count) {
        const runs = settled(where, core.regressionExperiments(index, slopes, theta, design.matrix, design.names.length, rows,
          from, first, count, classes, held, known, penalty, intercept === true));
        /** @type {(table: Float64Array, width: number, at: number) => Float64Array} */
        const column = (table, width, at) => Float64Array.from({ length: count }, (_, run) => table[run * width + at]);
        /** @param {number} block */
        const named = (block) => Object.fromEntries(keys.map((key, j) =>
          [key, column(runs.estimates, slopes.length, block * keys.length + j)]));
        return {
          coefficients: vector ? Object.fromEntries(labels.map((label, block) => [label, named(block)])) : named(0),
          parameters: Object.fromEntries(others.map((name) => [name,
            column(runs.parameters, parameters.length, parameters.findIndex((parameter) => parameter.name === name))])),
          nll: runs.nll,
          statuses: Array.from(runs.statuses, (status) => /** @type {FitStatus} */ (fitStatuses[status])),
        };
      },
    };
  };

  /** @type {(model: string, truth: any, x: any, options?: any) => any} */
  const experiments = (model, truth, x, options) => {
    if (!isTruth(truth)) return ofModels.experiments(model, truth, x, options);
    const check = checker('experiments');
    const { rows, run } = begin('experiments', model, truth, x, options, ['first', 'count']);
    const { first = 0, count = 1000 } = options ?? {};
    checkRuns(check, count, rows);
    return run(check.whole('first', first, 0), count);
  };

  /** @type {(model: string, truth: any, x: any, options?: any) => Promise<void>} */
  const repeat = (model, truth, x, options) => {
    if (!isTruth(truth)) return ofModels.repeat(model, truth, x, options);
    const check = checker('repeat');
    const { rows, columns, run } = begin('repeat', model, truth, x, options, ['count', 'onPart', 'signal']);
    const { count = 1000, onPart, signal } = options ?? {};
    checkRuns(check, count, rows);
    return inParts(check, ENTRIES_IN_A_PART / (rows * columns), { count, onPart, signal }, run);
  };

  return {
    /**
     * Runs first, ..., first + count - 1 from a known truth, each fitted anew; a run's numbers depend on the seed and its
     * own number alone, so parts put together are the whole. Of a model: n observations from theta each. Of a regression:
     * x as it is, y drawn from truth's coefficients and parameters; with truth the result of `regress`, this is the
     * parametric bootstrap.
     */
    experiments: /** @type {ExperimentsFunction} */ (experiments),
    /** The same in parts, with progress, and stopped by a signal. */
    repeat: /** @type {RepeatFunction} */ (repeat),
  };
}
