import { checker } from './arguments.js';
import { raiser } from './failure.js';

/** @typedef {import('./arguments.js').Numbers} Numbers */
/** @typedef {Numbers | import('./held.js').Held} Rows */
/** @typedef {import('./wasm/mle.cjs').Core} Core */
/** @typedef {Readonly<import('./wasm/mle.cjs').Parameter>} Parameter */
/**
 * @typedef {object} Model
 * @property {string} name
 * @property {'binary' | 'class' | 'real' | 'count'} observation
 * @property {boolean} discrete
 * @property {readonly Parameter[]} parameters
 */
/** @typedef {'sum' | 'mean'} Reduction */
/** @typedef {'float32' | 'float64'} Precision */
/** @typedef {'converged' | 'boundary' | 'not-unique' | 'unbounded' | 'no-maximum'} FitStatus */
/** @typedef {{ status: FitStatus, theta: number[], nll: number, message: string }} Fit */
/**
 * @typedef {'converged' | 'flat' | 'diverged' | 'left-domain' | 'not-positive-definite' | 'iteration-limit'}
 *   DescentStatus
 */
/** @typedef {{ status: DescentStatus, path: Float64Array, nll: Float64Array }} Descent */
/** @typedef {'gradient' | 'momentum' | 'adam' | 'newton' | 'fisher'} Method */
/** @typedef {{ method?: Method, stepSize?: number, steps?: number, reduction?: Reduction }} DescentOptions */

/**
 * The functions over the noise models. In all of them: model is a name from `models`; y holds observations (0/1,
 * class indices from 0, reals or counts), or is data that engine.hold keeps; theta holds one number for each parameter ([p], [mu, sigma], [z1..zK]);
 * values are in nats; bad input throws an MleError; +Infinity is a legal NLL, NaN never comes out.
 * @param {Core} core
 */
export function likelihoodFunctions(core) {
  const catalogue = core.catalogue();
  /** @type {readonly Model[]} */
  const models = Object.freeze(catalogue.models.map((model) => Object.freeze({
    ...model,
    parameters: Object.freeze(model.parameters.map((parameter) => Object.freeze(parameter))),
  })));
  const names = models.map((model) => model.name);

  const { settled } = raiser(core);

  /**
   * Begins a call: checks the model, y and theta.
   * @param {string} where
   * @param {string} model
   * @param {Rows} y
   * @param {Numbers} theta
   */
  const begin = (where, model, y, theta, thetaName = 'theta') => {
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
     * The negative log-likelihood -sum_i log p(y_i | theta), or its mean over i, every constant included.
     * @param {string} model @param {Rows} y @param {Numbers} theta @param {Reduction} reduction
     */
    nll(model, y, theta, reduction = 'sum') {
      const { check, index, data, values } = begin('nll', model, y, theta);
      return settled('nll', core.nll(index, data, values, check.mean(reduction)));
    },

    /** -log p(y_i | theta) for each i. @param {string} model @param {Rows} y @param {Numbers} theta */
    nllPoints: (model, y, theta) => evaluate('nllPoints', 'nll', model, y, theta),

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

    /**
     * The maximum likelihood estimate, or the reason why there is none (status, message). theta and nll are then
     * limits and may be infinite. For 'categorical' say how many classes there are; the other models take none.
     * @param {string} model @param {Rows} y @param {number} [classes]
     * @returns {Fit}
     */
    fit(model, y, classes) {
      const check = checker('fit');
      const index = check.choice('model', model, names);
      const { input: data } = check.input('y', y, core);
      const vector = models[index].parameters[0].vector;
      if (!vector && classes !== undefined) check.fail('classes', `must be left out: '${model}' has none`, classes);
      const count = vector ? check.whole('classes', classes, 2, 10_000) : 0;
      const fit = settled('fit', core.fit(index, data, count));
      const status = /** @type {FitStatus} */ (catalogue.fitStatuses[fit.status]);
      return { ...fit, status, theta: Array.from(fit.theta) };
    },

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
     * gradient descent, stepSize 0.1 (a share of the full step for Newton and Fisher scoring: 1), 100 steps, sum.
     * Status 'flat' is no proof of a maximum: gradient and step are negligible, yet Fisher scoring would still go far,
     * or there is no information left to score by (all heads, at a logit of 1000).
     * @param {string} model @param {Rows} y @param {Numbers} start @param {DescentOptions} options
     * @returns {Descent}
     */
    descend(model, y, start, options = {}) {
      const { check, index, data, values } = begin('descend', model, y, start, 'start');
      if (typeof options !== 'object' || options === null) check.fail('options', 'must be an object', options);
      const { method = 'gradient', steps = 100, reduction = 'sum' } = options;
      const methodIndex = check.choice('method', method, catalogue.methods);
      const { stepSize = method === 'newton' || method === 'fisher' ? 1 : 0.1 } = options;
      const result = core.descend(index, data, values, methodIndex, check.positive('stepSize', stepSize),
        check.steps(steps), check.mean(reduction));
      const descent = settled('descend', result);
      return { ...descent, status: /** @type {DescentStatus} */ (catalogue.descentStatuses[descent.status]) };
    },

    /**
     * n seeded draws: the same numbers for the same seed in every browser. seed: a whole number from 0. Every draw is
     * an observation that nll and the others accept, so 'poisson' is drawn up to a rate of 2^52.
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
