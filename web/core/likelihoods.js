import { checker } from './arguments.js';
import { raiser } from './failure.js';
import { fitFunctions } from './fits.js';

/** @typedef {import('./arguments.js').Numbers} Numbers */
/** @typedef {Numbers | import('./held.js').HeldData} Rows */
/** @typedef {import('./wasm/mle.cjs').Core} Core */
/** @typedef {Readonly<import('./wasm/mle.cjs').Parameter>} Parameter */
/**
 * @typedef {object} Model
 * @property {string} name
 * @property {string} loss the loss it stands for, as frameworks call it
 * @property {'identity' | 'log' | 'logit' | 'softmax'} link of a regression
 * @property {'binary' | 'class' | 'real' | 'nonnegative' | 'positive' | 'count'} observation
 * @property {boolean} discrete
 * @property {boolean} distribution whether it has cdf and quantile
 * @property {readonly Parameter[]} parameters
 */
/** @typedef {'sum' | 'mean'} Reduction */
/** @typedef {'float32' | 'float64'} Precision */
/** @typedef {'nats' | 'bits'} Unit */
/**
 * smoothing (label smoothing, from 0 to 1), clip (of probabilities, from 0, below 1/2) and classWeights (one from 0 for
 * each class) are for the models of classes: 'bernoulli', 'bernoulli-logit', 'categorical'.
 * @typedef {{ unit?: Unit, smoothing?: number, clip?: number, classWeights?: Numbers }} NllOptions
 */
/**
 * @typedef {{
 *   (model: string, y: Rows, theta: Numbers, options?: NllOptions & { reduction?: Reduction }): number;
 *   (model: string, y: Rows, theta: Numbers, options: NllOptions & { reduction: 'none' }): Float64Array;
 * }} Nll
 */
/**
 * @typedef {'converged' | 'flat' | 'diverged' | 'left-domain' | 'not-positive-definite' | 'iteration-limit'}
 *   DescentStatus
 */
/** @typedef {{ status: DescentStatus, path: Float64Array, nll: Float64Array }} Descent */
/** @typedef {'gradient' | 'momentum' | 'adam' | 'newton' | 'fisher'} Method */
/**
 * @typedef {{ method?: Method, stepSize?: number, steps?: number, reduction?: Reduction, logScale?: boolean }}
 *   DescentOptions
 */

/**
 * Begins a call: checks the model, y and theta.
 * @param {Core} core
 * @param {readonly Model[]} models
 */
export function beginner(core, models) {
  const names = models.map((model) => model.name);
  /**
   * @param {string} where
   * @param {string} model
   * @param {Rows} y
   * @param {Numbers} theta
   */
  return (where, model, y, theta, thetaName = 'theta') => {
    const check = checker(where);
    const index = check.choice('model', model, names);
    const { input: data, length: observations } = check.input('y', y, core);
    const values = check.numbers(thetaName, theta);
    const { parameters } = models[index];
    if (!parameters[0].vector && values.length !== parameters.length) {
      const list = parameters.map((parameter) => parameter.name).join(', ');
      const plural = parameters.length > 1 ? 's' : '';
      check.fail(thetaName, `must hold ${parameters.length} number${plural} (${list})`, theta);
    }
    return { check, index, data, observations, values };
  };
}

/**
 * The functions over the noise models. In all of them: model is a name from `models`; y holds observations (0/1,
 * class indices from 0, reals, from 0 or above 0 in some models, or counts), or is data that engine.hold keeps; theta
 * holds one number for each parameter ([p], [mu, sigma], [z1..zK]); values are in nats; bad input throws an MleError;
 * +Infinity is a legal NLL, NaN never comes out.
 * @param {Core} core
 */
export function likelihoodFunctions(core) {
  const catalogue = core.catalogue();
  /** @type {readonly Model[]} */
  const models = Object.freeze(catalogue.models.map((model) => Object.freeze({
    ...model,
    parameters: Object.freeze(model.parameters.map((parameter) => Object.freeze(parameter))),
  })));
  const { settled } = raiser(core);

  const begin = beginner(core, models);

  /** @type {(where: string, quantity: string, model: string, y: Rows, theta: Numbers) => Float64Array} */
  const evaluate = (where, quantity, model, y, theta) => {
    const { index, data, values } = begin(where, model, y, theta);
    return settled(where, core.evaluate(index, catalogue.quantities.indexOf(quantity), data, values));
  };

  /** @type {(check: ReturnType<typeof checker>, argument: string, value: unknown, theta: Float64Array) => number} */
  const position = (check, argument, value, theta) => check.whole(argument, value, 0, Math.max(0, theta.length - 1));

  /**
   * Begins a call over a grid: what begin checks, the parameter's index and the grid.
   * @param {string} where @param {string} model @param {Rows} y @param {Numbers} theta
   * @param {number} parameterIndex @param {Numbers} grid
   */
  const beginGrid = (where, model, y, theta, parameterIndex, grid) => {
    const begun = begin(where, model, y, theta);
    const points = begun.check.numbers('grid', grid);
    begun.check.effort('grid', begun.observations, points.length);
    return { ...begun, at: position(begun.check, 'parameterIndex', parameterIndex, begun.values), points };
  };

  return {
    models,

    /**
     * The negative log-likelihood -sum_i log p(y_i | theta), every constant included; with reduction 'mean' its mean
     * over i, with 'none' one value for each i. Options: unit 'nats' or 'bits', smoothing, clip, classWeights (a mean
     * is then weighted by the classes observed).
     */
    nll: /** @type {Nll} */ ((
      /** @type {string} */ model, /** @type {Numbers} */ y, /** @type {Numbers} */ theta,
      /** @type {NllOptions & { reduction?: Reduction | 'none' } | undefined} */ options,
    ) => {
      const { check, index, data, values } = begin('nll', model, y, theta);
      const { reduction = 'sum', unit = 'nats', smoothing = 0, clip = 0, classWeights } = check.named('options', options,
        ['reduction', 'unit', 'smoothing', 'clip', 'classWeights']);
      const put = check.choice('reduction', reduction, catalogue.reductions);
      if (reduction !== 'none' && unit === 'nats' && smoothing === 0 && clip === 0 && classWeights === undefined) {
        return settled('nll', core.nll(index, data, values, reduction === 'mean'));
      }
      const result = settled('nll', core.nllWith(index, data, values, put, check.choice('unit', unit, catalogue.units),
        check.number('smoothing', smoothing), check.number('clip', clip), check.numbers('classWeights', classWeights ?? [])));
      return reduction === 'none' ? result : result[0];
    }),

    /**
     * The three parts of each point's NLL, nll = constant + normaliser + misfit: free of the parameters; free of the
     * observation; the rest.
     * @param {string} model @param {Rows} y @param {Numbers} theta
     */
    nllTerms: (model, y, theta) => ({
      constant: evaluate('nllTerms', 'constant', model, y, theta),
      normaliser: evaluate('nllTerms', 'normaliser', model, y, theta),
      misfit: evaluate('nllTerms', 'misfit', model, y, theta),
    }),

    /**
     * p(y_i | theta): a probability, or a density, which may exceed 1.
     * @param {string} model @param {Rows} y @param {Numbers} theta
     */
    density: (model, y, theta) => evaluate('density', 'density', model, y, theta),

    /**
     * Gradient of the NLL in theta, one entry for each number in theta. At a kink (Laplace, y = mu) the middle of the
     * two slopes, 0.
     * @param {string} model @param {Rows} y @param {Numbers} theta @param {Reduction} reduction
     */
    gradient(model, y, theta, reduction = 'sum') {
      const { check, index, data, values } = begin('gradient', model, y, theta);
      return settled('gradient', core.gradient(index, data, values, check.mean(reduction) ? 1 : 0));
    },

    /**
     * One row of the gradient for each observation, row-major.
     * @param {string} model @param {Rows} y @param {Numbers} theta
     */
    gradientPoints(model, y, theta) {
      const { index, data, values } = begin('gradientPoints', model, y, theta);
      return settled('gradientPoints', core.gradient(index, data, values, 2));
    },

    ...fitFunctions(core, models),

    /**
     * The summed NLL with theta[parameterIndex] replaced by each grid value.
     * @param {string} model @param {Rows} y @param {Numbers} theta
     * @param {number} parameterIndex @param {Numbers} grid
     */
    curve(model, y, theta, parameterIndex, grid) {
      const { index, data, values, at, points } = beginGrid('curve', model, y, theta, parameterIndex, grid);
      return settled('curve', core.curve(index, data, values, at, points));
    },

    /**
     * The summed NLL over two parameters: entry b * gridI.length + a has theta[i] = gridI[a], theta[j] = gridJ[b].
     * @param {string} model @param {Rows} y @param {Numbers} theta
     * @param {number} i @param {Numbers} gridI @param {number} j @param {Numbers} gridJ
     */
    surface(model, y, theta, i, gridI, j, gridJ) {
      const { check, index, data, observations, values } = begin('surface', model, y, theta);
      const [atI, atJ] = [position(check, 'i', i, values), position(check, 'j', j, values)];
      const [alongI, alongJ] = [check.numbers('gridI', gridI), check.numbers('gridJ', gridJ)];
      const cells = check.whole('gridI.length * gridJ.length', alongI.length * alongJ.length, 1, 10_000_000);
      check.effort('gridI and gridJ', observations, cells);
      return settled('surface', core.surface(index, data, values, atI, alongI, atJ, alongJ));
    },

    /**
     * Minimises the NLL from start and records the path (rows of theta, the start first) and the NLL on it. Defaults:
     * gradient descent, stepSize 0.1 (a share of the full step for Newton and Fisher scoring: 1), 100 steps, sum. With
     * logScale the positive parameters (sigma, b, a rate) are descended in their logarithms; the path is in theta.
     * Status 'flat' is no proof of a maximum: gradient and step are negligible, yet Fisher scoring would still go far,
     * or there is no information left to score by (all heads, at a logit of 1000).
     * @param {string} model @param {Rows} y @param {Numbers} start @param {DescentOptions} options
     * @returns {Descent}
     */
    descend(model, y, start, options = {}) {
      const { check, index, data, values } = begin('descend', model, y, start, 'start');
      check.named('options', options, ['method', 'stepSize', 'steps', 'reduction', 'logScale']);
      const { method = 'gradient', steps = 100, reduction = 'sum', logScale = false } = options;
      const methodIndex = check.choice('method', method, catalogue.methods);
      const { stepSize = method === 'newton' || method === 'fisher' ? 1 : 0.1 } = options;
      const result = core.descend(index, data, values, methodIndex, check.positive('stepSize', stepSize),
        check.steps(steps), check.mean(reduction), check.flag('logScale', logScale));
      const descent = settled('descend', result);
      return { ...descent, status: /** @type {DescentStatus} */ (catalogue.descentStatuses[descent.status]) };
    },

    /**
     * n seeded draws: the same numbers for the same seed in every browser. seed: a whole number from 0. Every draw is
     * an observation that nll and the others accept, so 'poisson' is drawn up to a rate of 2^52.
     * (Likewise 'negative-binomial' up to a mean of 2^52 / (1 + 100 / size), and 'gamma' from a shape of 0.05.)
     * @param {string} model @param {Numbers} theta @param {number} n @param {number} seed
     */
    sample(model, theta, n, seed) {
      const { check, index, values } = begin('sample', model, [], theta);
      return settled('sample', core.sample(index, values, check.length(n), check.whole('seed', seed, 0)));
    },

    /**
     * The product of the densities, formed one factor at a time in real float32 or float64 arithmetic: 0 after
     * underflow, Infinity after overflow.
     * @param {string} model @param {Rows} y @param {Numbers} theta @param {Precision} precision
     */
    runningProduct(model, y, theta, precision) {
      const { check, index, data, values } = begin('runningProduct', model, y, theta);
      return settled('runningProduct', core.runningProduct(index, data, values, check.single(precision)));
    },

    /**
     * The running log-likelihood, in double precision; -Infinity from the first impossible observation on.
     * @param {string} model @param {Rows} y @param {Numbers} theta
     */
    runningLog(model, y, theta) {
      const { index, data, values } = begin('runningLog', model, y, theta);
      return settled('runningLog', core.runningLog(index, data, values));
    },

    /**
     * The whole product, in that precision, with theta[parameterIndex] replaced by each grid value.
     * @param {string} model @param {Rows} y @param {Numbers} theta @param {number} parameterIndex
     * @param {Numbers} grid @param {Precision} precision
     */
    productCurve(model, y, theta, parameterIndex, grid, precision) {
      const { check, index, data, values, at, points } =
        beginGrid('productCurve', model, y, theta, parameterIndex, grid);
      const single = check.single(precision);
      return settled('productCurve', core.productCurve(index, data, values, at, points, single));
    },
  };
}
