import { checker, MOST_NUMBERS } from './arguments.js';
import { raiser } from './failure.js';

/** @typedef {import('./arguments.js').Numbers} Numbers */
/** @typedef {import('./wasm/mle.cjs').Core} Core */
/** @typedef {{ [name: string]: number | null }} Coefficients by "(intercept)" and predictor */
/** @typedef {{ [label: string]: Coefficients }} ClassCoefficients */
/**
 * @typedef {object} RegressionOptions
 * @property {{ readonly [parameter: string]: number }} [fixed] scale and shape parameters that are not estimated
 * @property {number} [l2]
 * @property {Numbers} [weights] frequencies, one a row
 * @property {Numbers} [offset] the known part of the linear predictor, one a row
 * @property {boolean} [intercept]
 * @property {readonly string[]} [names] of the predictors, where x has rows
 */
/**
 * The keys are the command's (cpp/REFERENCE.md). null: there is none.
 * @template [C=Coefficients]
 * @typedef {object} Regression
 * @property {import('./fits.js').FitStatus} status
 * @property {string} message
 * @property {number} nll
 * @property {C} coefficients
 * @property {C} standard_errors
 * @property {string} [standard_errors_reason]
 * @property {number | null} scale
 * @property {{ [parameter: string]: number }} parameters
 * @property {number} n
 * @property {number | null} aic
 * @property {number | null} bic
 * @property {string} [criteria_reason]
 * @property {number | null} deviance
 * @property {number} iterations
 * @property {number} starts
 * @property {C} [direction]
 * @property {string[]} [collinear]
 */
/** @typedef {readonly Numbers[] | { readonly [name: string]: Numbers }} Predictors */
/**
 * @typedef {{
 *   (model: 'categorical', y: Numbers | readonly string[], x: Predictors, options?: RegressionOptions): Regression<ClassCoefficients>,
 *   (model: string, y: Numbers, x: Predictors, options?: RegressionOptions): Regression,
 * }} Regress
 */

export const INTERCEPT = '(intercept)';
const MOST_CLASSES = 1000;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const NONE = new Float64Array(0);
const OPTIONS = ['fixed', 'l2', 'weights', 'offset', 'intercept', 'names'];

/** @param {number} value */
const orNull = (value) => (Number.isNaN(value) ? null : value);

/**
 * Labels, sorted, as numbers where all of them are, and their index in each row.
 * @param {ReturnType<typeof checker>} check
 * @param {unknown} y
 */
function readLabels(check, y) {
  const list = Array.isArray(y) ? y : check.numbers('y', y);
  if (list.length > MOST_NUMBERS) check.fail('y', `must hold at most ${MOST_NUMBERS} labels`, list.length);
  const texts = Array.from(list, (label) => {
    if (typeof label !== 'string' && !Number.isFinite(label)) check.fail('y', 'must hold labels: strings or finite numbers', label);
    return String(label);
  });
  const asNumbers = texts.every((text) => DECIMAL.test(text));
  const named = asNumbers ? texts.map((text) => String(Number(text))) : texts;
  const labels = [...new Set(named)].sort(asNumbers ? (a, b) => Number(a) - Number(b) : undefined);
  if (labels.length < 2) check.fail('y', 'must hold at least two different labels', y);
  if (labels.length > MOST_CLASSES) check.fail('y', `must hold at most ${MOST_CLASSES} different labels`, labels.length);
  const index = new Map(labels.map((label, i) => [label, i]));
  return { labels, data: Float64Array.from(named, (label) => /** @type {number} */ (index.get(label))) };
}

/** @typedef {{ matrix: Float64Array, names: string[] }} Design the matrix row-major */

/** @type {(check: ReturnType<typeof checker>, rows: number, columns: number) => Float64Array} */
const matrixOf = (check, rows, columns) => new Float64Array(check.whole('the size of x', rows * columns, 0, MOST_NUMBERS));

/**
 * @param {ReturnType<typeof checker>} check
 * @param {unknown[]} rows
 * @param {unknown} given the names, or undefined: x1, x2, ...
 * @returns {Design}
 */
function readRows(check, rows, given) {
  const first = rows.length > 0 ? check.numbers('x[0]', rows[0]) : NONE;
  const names = given === undefined ? Array.from(first, (_, j) => `x${j + 1}`) : /** @type {string[]} */ (given);
  if (!Array.isArray(names) || !Array.from(names).every((name) => typeof name === 'string')
    || new Set(names).size < names.length) {
    check.fail('names', 'must be an array of different strings', given);
  }
  if (names.length !== first.length) check.fail('names', `must hold one name for each predictor (${first.length})`, names.length);
  const matrix = matrixOf(check, rows.length, first.length);
  for (let i = 0; i < rows.length; i += 1) { // forEach would pass over holes
    const values = check.numbers(`x[${i}]`, rows[i]);
    if (values.length !== first.length) {
      check.fail(`x[${i}]`, `must hold as many numbers as x[0] (${first.length})`, values.length);
    }
    matrix.set(values, i * first.length);
  }
  return { matrix, names };
}

/**
 * @param {ReturnType<typeof checker>} check
 * @param {object} x columns by name
 * @param {number} n
 * @param {string} like what else has n rows
 * @returns {Design}
 */
function readColumns(check, x, n, like) {
  const columns = Object.entries(x);
  const matrix = matrixOf(check, n, columns.length);
  columns.forEach(([name, column], j) => {
    const values = check.numbers(`x.${name}`, column);
    if (values.length !== n) check.fail(`x.${name}`, `must hold as many numbers as ${like} (${n})`, values.length);
    for (let i = 0; i < n; i += 1) matrix[i * columns.length + j] = values[i];
  });
  return { matrix, names: columns.map(([name]) => name) };
}

/** @type {(check: ReturnType<typeof checker>, x: unknown, names: unknown, n: number, like?: string) => Design} */
export function readPredictors(check, x, names, n, like = 'y') {
  const flat = Array.isArray(x) && x.some((row) => !Array.isArray(row) && !ArrayBuffer.isView(row));
  if (typeof x !== 'object' || x === null || ArrayBuffer.isView(x) || flat) {
    check.fail('x', 'must be columns by name, { a: [1, 2] }, or rows, [[1], [2]]', x);
  }
  if (Array.isArray(x) && x.length !== n) check.fail('x', `must hold as many rows as y (${n})`, x.length);
  if (!Array.isArray(x) && names !== undefined) check.fail('names', 'must be left out: the columns have names', names);
  const design = Array.isArray(x) ? readRows(check, x, names) : readColumns(check, /** @type {object} */ (x), n, like);
  if (design.names.includes(INTERCEPT)) check.fail('x', `must not have a predictor of the name "${INTERCEPT}"`);
  return design;
}

/**
 * @param {ReturnType<typeof checker>} check
 * @param {unknown} fixed
 * @param {readonly import('./likelihoods.js').Parameter[]} parameters
 * @returns {Float64Array} one entry for each parameter, NaN: free
 */
export function readFixed(check, fixed, parameters) {
  if (typeof fixed !== 'object' || fixed === null) check.fail('fixed', 'must be an object', fixed);
  const values = new Float64Array(parameters.length).fill(NaN);
  for (const [name, value] of Object.entries(/** @type {object} */ (fixed))) {
    const names = parameters.map((parameter) => parameter.name);
    if (!names.includes(name)) check.fail('fixed', `must hold only ${names.join(', ')}`, name);
    values[names.indexOf(name)] = check.finite(`fixed.${name}`, value);
  }
  return values.every(Number.isNaN) ? NONE : values;
}

/**
 * Regression under any noise model: eta = offset + intercept + x beta stands, through the model's link, for its
 * predicted parameter (formulas, statuses and keys: cpp/REFERENCE.md).
 * @param {Core} core
 * @param {readonly import('./likelihoods.js').Model[]} models
 */
export function regressionFunctions(core, models) {
  const { settled } = raiser(core);
  const names = models.map((model) => model.name);

  /** @type {(model: string, y: unknown, x: unknown, options?: RegressionOptions) => Regression<any>} */
  const regress = (model, y, x, options = {}) => {
    const check = checker('regress');
    const index = check.choice('model', model, names);
    const { parameters } = models[index];
    check.named('options', options, OPTIONS);
    const { fixed = {}, l2 = 0, weights = NONE, offset = NONE, intercept = true } = options;
    const { data, labels } = parameters[0].vector ? readLabels(check, y) : { data: check.numbers('y', y), labels: [] };
    const design = readPredictors(check, x, options.names, data.length);
    if (typeof intercept !== 'boolean') check.fail('intercept', 'must be true or false', intercept);
    const fit = settled('regress', core.regress(index, data, design.matrix, design.names.length, labels.length,
      readFixed(check, fixed, parameters), check.numbers('weights', weights), check.numbers('offset', offset),
      check.number('l2', l2), intercept));

    const keys = intercept ? [INTERCEPT, ...design.names] : design.names;
    const blocks = fit.coefficients.length / keys.length;
    /** @type {(values: Float64Array, block: number) => Coefficients} */
    const named = (values, block) => Object.fromEntries(keys.map((key, j) =>
      [key, orNull(values[block * keys.length + j] ?? NaN)]));
    /** By name, under the labels where there are any. @param {Float64Array} values */
    const shaped = (values) => (labels.length === 0 ? named(values, 0) : Object.fromEntries(
      labels.slice(labels.length - blocks).map((label, block) => [label, named(values, block)])));
    const lacking = fit.standardErrors.length === 0 || !fit.standardErrors.every(Number.isFinite);

    return {
      status: /** @type {import('./fits.js').FitStatus} */ (fit.status),
      message: fit.message,
      nll: fit.nll,
      coefficients: shaped(fit.coefficients),
      standard_errors: shaped(fit.standardErrors),
      ...(lacking && { standard_errors_reason: fit.errorsReason }),
      scale: orNull(fit.scale),
      parameters: Object.fromEntries(Array.from(fit.parameters, (value, j) => [parameters[j].name, value])
        .filter(([, value]) => !Number.isNaN(value))),
      n: fit.n,
      aic: orNull(fit.aic),
      bic: orNull(fit.bic),
      ...(!Number.isFinite(fit.aic) && { criteria_reason: fit.criteriaReason }),
      deviance: orNull(fit.deviance),
      iterations: fit.iterations,
      starts: fit.starts,
      ...(fit.direction.length > 0 && { direction: shaped(fit.direction) }),
      ...(fit.collinear.length > 0 && { collinear: Array.from(fit.collinear, (j) => design.names[j]) }),
    };
  };

  return {
    /**
     * y: observations as everywhere; for 'categorical' labels, strings or numbers, of which the first, sorted, is the
     * reference. x: an array of rows, whose predictors are x1, x2, ... or options.names; or an object of columns by
     * name. The result has the keys of the command's --json. Infinite numbers are limits, null is what does not exist.
     */
    regress: /** @type {Regress} */ (regress),
  };
}
