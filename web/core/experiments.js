import { checker } from './arguments.js';
import { raiser } from './failure.js';

/** @typedef {import('./arguments.js').Numbers} Numbers */
/** @typedef {import('./wasm/mle.cjs').Core} Core */
/** @typedef {import('./fits.js').FitStatus} FitStatus */
/**
 * seed: a whole number from 0. fixed: parameters held at given values in every fit ({ sigma: 1 }).
 * @typedef {{ seed?: number, fixed?: Readonly<Record<string, number>> }} Repeated
 */
/**
 * One row of estimates for each run, row-major in the order of the model's parameters; of each run its NLL at the
 * estimate and the fit's status.
 * @typedef {{ estimates: Float64Array, nll: Float64Array, statuses: FitStatus[] }} Experiments
 */

const MOST_RUNS = 1_000_000;
const MOST_DRAWS = 100_000_000;
/** Draws between two reports of `repeat`: a few hundredths of a second. */
const DRAWS_IN_A_PART = 200_000;

/**
 * How many runs of how many draws.
 * @type {(check: ReturnType<typeof checker>, count: unknown, n: unknown) => void}
 */
export function checkRuns(check, count, n) {
  const runs = check.whole('count', count, 1, MOST_RUNS);
  check.whole('n', n, 1, Math.floor(MOST_DRAWS / runs));
}

/**
 * @template Part
 * @typedef {{ count?: number, onPart?: (part: Part, done: number) => void, signal?: AbortSignal }} InParts
 */
/**
 * Runs 0, ..., count - 1 in parts, with time between them for whatever else the thread has to do. onPart is told of each
 * part and how many runs are done. Bad input throws before there is a promise; that rejects with the signal's reason.
 * @template {{ statuses: FitStatus[] }} Part
 * @param {ReturnType<typeof checker>} check
 * @param {number} runs those that a part may have
 * @param {InParts<Part>} options
 * @param {(first: number, count: number) => Part} partFrom
 * @returns {Promise<void>}
 */
export function inParts(check, runs, { count = 1000, onPart, signal }, partFrom) {
  if (onPart !== undefined && typeof onPart !== 'function') check.fail('onPart', 'must be a function', onPart);
  if (signal !== undefined && !(signal instanceof AbortSignal)) check.fail('signal', 'must be an AbortSignal', signal);
  const most = Math.max(1, Math.min(Math.ceil(count / 20), Math.floor(runs)));
  const from = (/** @type {number} */ first) => partFrom(first, Math.min(most, count - first));

  const goOn = async (/** @type {Part} */ part) => {
    for (let done = part.statuses.length; ; done += part.statuses.length) {
      signal?.throwIfAborted();
      onPart?.(part, done);
      if (done === count) return;
      await new Promise((resolve) => { setTimeout(resolve); });
      signal?.throwIfAborted();
      part = from(done);
    }
  };
  return goOn(from(0));
}

/**
 * Samples from a known truth, each fitted anew.
 * @param {Core} core
 * @param {readonly import('./likelihoods.js').Model[]} models
 */
export function experimentFunctions(core, models) {
  const { settled } = raiser(core);
  const names = models.map((model) => model.name);
  const { fitStatuses } = core.catalogue();

  /**
   * Runs first, ..., first + count - 1: n observations from the truth theta each, fitted. Each run draws from a stream of
   * its own, made of the seed and its number, so parts put together are the whole.
   * @param {string} model @param {Numbers} theta @param {number} n
   * @param {Repeated & { first?: number, count?: number }} [options]
   * @returns {Experiments}
   */
  function experiments(model, theta, n, options = {}) {
    const check = checker('experiments');
    const index = check.choice('model', model, names);
    check.named('options', options, ['seed', 'fixed', 'first', 'count']);
    const { seed = 1, first = 0, count = 1000, fixed = {} } = options;
    const { parameters } = models[index];
    const list = parameters.map((parameter) => parameter.name);
    if (typeof fixed !== 'object' || fixed === null) check.fail('fixed', 'must be an object', fixed);
    for (const name of Object.keys(fixed)) {
      if (parameters[0].vector || !list.includes(name)) check.fail('fixed', 'must hold only parameters of the model', name);
    }
    const truth = check.numbers('theta', theta);
    if (!parameters[0].vector && truth.length !== list.length) {
      check.fail('theta', `must hold ${list.length} number${list.length > 1 ? 's' : ''} (${list.join(', ')})`, theta);
    }
    checkRuns(check, count, n);
    const held = Float64Array.from(list, (name) => (fixed[name] === undefined ? NaN : check.number(name, fixed[name])));
    const runs = settled('experiments', core.experiments(index, truth, n, check.whole('seed', seed, 0),
      check.whole('first', first, 0), count, parameters[0].vector ? new Float64Array(0) : held));
    return { ...runs, statuses: Array.from(runs.statuses, (status) => /** @type {FitStatus} */ (fitStatuses[status])) };
  }

  /**
   * The same in parts, with time between them for whatever else the thread has to do; works in a worker and beside a page.
   * onPart is told of each part and how many runs are done. Bad input throws, as everywhere, before there is a promise; that
   * rejects with the signal's reason when it is aborted.
   * @param {string} model @param {Numbers} theta @param {number} n
   * @param {Repeated & InParts<Experiments>} [options]
   * @returns {Promise<void>}
   */
  function repeat(model, theta, n, options = {}) {
    const check = checker('repeat');
    check.named('options', options, ['seed', 'fixed', 'count', 'onPart', 'signal']);
    const { count = 1000, onPart, signal, ...rest } = options;
    checkRuns(check, count, n);
    return inParts(check, DRAWS_IN_A_PART / n, { count, onPart, signal },
      (first, runs) => experiments(model, theta, n, { ...rest, first, count: runs }));
  }

  return { experiments, repeat };
}
