import { checker } from './arguments.js';

/** @typedef {import('./arguments.js').Numbers} Numbers */
/** @typedef {import('./wasm/mle.cjs').Core} Core */
/** @typedef {{ (x: number): number, (x: Numbers): Float64Array }} Elementwise a number in, a number out */

/**
 * Closed forms for the coin, squared error, and the special functions.
 * @param {Core} core
 */
export function plainFunctions(core) {
  /**
   * A function of one number, mapped over an array where given one. Infinities are legal, NaN is not.
   * @param {'exp' | 'log' | 'sigmoid' | 'logit' | 'softplus' | 'toBits'} name
   * @param {string} argument
   * @param {{ least?: number, most?: number, rule?: string }} [domain]
   */
  const elementwise = (name, argument, { least = -Infinity, most = Infinity, rule = 'must be a number' } = {}) => {
    const check = checker(name);
    /** @param {string} label @param {unknown} value */
    const inDomain = (label, value) => {
      const given = check.number(label, value);
      return given >= least && given <= most ? given : check.fail(label, rule, value);
    };
    return /** @type {Elementwise} */ ((/** @type {unknown} */ x) => {
      if (typeof x === 'object' && x !== null) return core[name](check.finiteNumbers(argument, x, inDomain));
      return core[name](Float64Array.of(inDomain(argument, x)))[0];
    });
  };

  /** @type {(where: string, y: number) => ReturnType<typeof checker>} */
  const checkLabel = (where, y) => {
    const check = checker(where);
    return y === 0 || y === 1 ? check : check.fail('y', 'must be 0 or 1', y);
  };

  /** @type {(where: string, y: number, eps: number) => ReturnType<typeof checker>} */
  const checkClipped = (where, y, eps) => {
    const check = checkLabel(where, y);
    if (!(check.finite('eps', eps) >= 0 && eps < 0.5)) check.fail('eps', 'must be from 0, below 0.5', eps);
    return check;
  };

  /** @type {(check: ReturnType<typeof checker>, argument: string, p: unknown) => number} */
  const probability = (check, argument, p) => {
    const given = check.finite(argument, p);
    return given >= 0 && given <= 1 ? given : check.fail(argument, 'must be from 0 to 1', p);
  };

  /** @type {(where: string, y: Numbers, prediction: Numbers) => [Float64Array, Float64Array]} */
  const pair = (where, y, prediction) => {
    const check = checker(where);
    const [data, predicted] = [check.finiteNumbers('y', y), check.finiteNumbers('prediction', prediction)];
    if (predicted.length !== data.length) {
      check.fail('prediction', `must hold as many numbers as y (${data.length})`, predicted.length);
    }
    return [data, predicted];
  };

  return {
    /** e^x. */
    exp: elementwise('exp', 'x'),
    /** The natural logarithm, x >= 0; -Infinity at 0. */
    log: elementwise('log', 'x', { least: 0, rule: 'must be at least 0' }),
    /** 1 / (1 + e^-x). */
    sigmoid: elementwise('sigmoid', 'x'),
    /** log(p / (1 - p)), p in [0, 1]; infinite at the ends. */
    logit: elementwise('logit', 'p', { least: 0, most: 1, rule: 'must be from 0 to 1' }),
    /** log(1 + e^z). */
    softplus: elementwise('softplus', 'z'),
    /** nats / log 2. */
    toBits: elementwise('toBits', 'nats'),

    /** exp(z_j - logsumexp(z)). @param {Numbers} logits */
    softmax: (logits) => core.softmax(checker('softmax').finiteNumbers('logits', logits)),

    /** log sum_j exp(z_j). @param {Numbers} z */
    logSumExp: (z) => core.logSumExp(checker('logSumExp').finiteNumbers('z', z)),

    /** log of n! / (k! (n - k)!), whole 0 <= k <= n. @param {number} n @param {number} k */
    logBinomial(n, k) {
      const check = checker('logBinomial');
      return core.logBinomial(check.whole('n', n, 0), check.whole('k', k, 0, n));
    },

    /** n evenly spaced points from a to b, both exact. @param {number} a @param {number} b @param {number} n */
    linspace(a, b, n) {
      const check = checker('linspace');
      return core.linspace(check.finite('a', a), check.finite('b', b), check.length(n));
    },

    /** (y_i - prediction_i)^2. @param {Numbers} y @param {Numbers} prediction */
    squaredError: (y, prediction) => core.squaredError(...pair('squaredError', y, prediction)),

    /** The mean of (y_i - prediction_i)^2. @param {Numbers} y @param {Numbers} prediction */
    meanSquaredError: (y, prediction) => core.meanSquaredError(...pair('meanSquaredError', y, prediction)),

    /**
     * The squared error of p = sigmoid(z) for a label, (p - y)^2, and its gradient in z, 2 (p - y) p (1 - p), at each of
     * a list of logits, each finite.
     * @param {number} y @param {Numbers} z
     * @returns {{ loss: Float64Array, gradient: Float64Array }}
     */
    squaredErrorLogit(y, z) {
      const both = core.squaredErrorLogit(y, checkLabel('squaredErrorLogit', y).finiteNumbers('z', z));
      return { loss: both.slice(0, both.length / 2), gradient: both.slice(both.length / 2) };
    },

    /**
     * Bernoulli loss and its gradient in p, with p clipped to [eps, 1 - eps]: beyond eps the loss is capped at
     * -log eps and the gradient is 0. eps from 0 (no clipping), below 0.5.
     * @param {number} y @param {number} p @param {number} eps
     */
    bernoulliClipped(y, p, eps) {
      probability(checkClipped('bernoulliClipped', y, eps), 'p', p);
      const [nll, gradient] = core.clipped(y, p, eps, false);
      return { nll, gradient };
    },

    /**
     * The same from a logit z, p = sigmoid(z); the gradient is in z.
     * @param {number} y @param {number} z @param {number} eps
     */
    bernoulliClippedLogit(y, z, eps) {
      checkClipped('bernoulliClippedLogit', y, eps).finite('z', z);
      const [nll, gradient] = core.clipped(y, z, eps, true);
      return { nll, gradient };
    },

    /**
     * The clipped loss alone, in nats, at every point of a grid of probabilities ('p', each from 0 to 1) or of logits
     * ('logit', each finite): what bernoulliClipped or bernoulliClippedLogit says there, in one call to the core.
     * @param {number} y @param {Numbers} grid @param {number} eps @param {'p' | 'logit'} coordinate
     */
    bernoulliClippedCurve(y, grid, eps, coordinate) {
      const check = checkClipped('bernoulliClippedCurve', y, eps);
      const logit = check.choice('coordinate', coordinate, ['p', 'logit']) === 1;
      const inDomain = (/** @type {string} */ name, /** @type {unknown} */ p) => probability(check, name, p);
      return core.clippedCurve(y, check.finiteNumbers('grid', grid, logit ? check.finite : inDomain), eps, logit);
    },

    /**
     * The area under the likelihood p^heads (1 - p)^tails: over p in [0, 1], B(heads + 1, tails + 1); over all logits,
     * B(heads, tails), Infinity if either is 0.
     * @param {number} heads @param {number} tails @param {'p' | 'logit'} coordinate
     */
    bernoulliArea(heads, tails, coordinate) {
      const check = checker('bernoulliArea');
      check.whole('heads', heads, 0, 1_000_000);
      check.whole('tails', tails, 0, 1_000_000);
      const inP = check.choice('coordinate', coordinate, ['p', 'logit']) === 0;
      return inP ? core.areaInP(heads, tails) : core.areaInLogit(heads, tails);
    },
  };
}
