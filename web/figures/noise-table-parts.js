/**
 * What the rows of noise-table are made of. Formulas are in the notation of ui/formula.js.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {'PyTorch' | 'TensorFlow / Keras' | 'scikit-learn' | 'JAX / Optax'} Library
 *
 * @typedef {object} Reading   one observation under one model: the core's terms, nats
 * @property {number} constant @property {number} normaliser @property {number} misfit @property {number} nll
 * @property {State} state
 * @property {Engine} engine
 *
 * @typedef {object} LossFunction
 * @property {Library} library
 * @property {string} name
 * @property {string} keeps       which terms, in words and symbols
 * @property {string} reduction   over a batch
 * @property {(reading: Reading) => number} value   for one observation, in exact arithmetic, any penalty left out
 *
 * @typedef {object} Row
 * @property {string} id          the core's name of the model
 * @property {string} label
 * @property {string} nll
 * @property {string} loss
 * @property {string} output      the network's last layer
 * @property {(state: State) => [number, number[]]} example   y and theta
 * @property {(state: State) => string} given                 the same in words
 * @property {{ constant: string, normaliser: string, misfit: string }} terms   '' where the model has none
 * @property {'the scale' | 'scale and shape'} [spread]   parameters that the normaliser of a location family depends on
 * @property {LossFunction[]} functions   a library without one has none
 */

/** @type {Record<'torch' | 'keras' | 'sklearn' | 'jax', Library>} */
export const LIB = { torch: 'PyTorch', keras: 'TensorFlow / Keras', sklearn: 'scikit-learn', jax: 'JAX / Optax' };
export const libraries = Object.freeze(Object.values(LIB));

export const EVERYTHING = 'everything';
export const EACH = 'one value each';
/*
 * A library's variant is the core's terms put together as that library's documentation says: some left out, scaled,
 * held at a floor, or read at a shifted parameter. None of them is a formula of its own here.
 */

export const whole = (/** @type {Reading} */ { nll }) => nll;
export const kernel = (/** @type {Reading} */ { normaliser, misfit }) => normaliser + misfit;
export const squared = (/** @type {Reading} */ { engine, state }) => engine.squaredError([OBSERVED.real], [state.mu])[0];
/** |r|: the Laplace misfit with its scale taken out. */
export const absolute = (/** @type {Reading} */ { misfit, state }) => misfit * state.scale;
/** @param {number} eps */
export const clipped = (eps) => (/** @type {Reading} */ { engine, state }) => engine.bernoulliClipped(1, state.p, eps).nll;
/** Each logarithm kept at a floor or above. @param {number} floor */
export const floored = (floor) => (/** @type {Reading} */ { nll }) => -Math.max(floor, -nll);
/** The rate moved up inside the logarithm alone. @param {number} shift */
export const shifted = (shift) => (/** @type {Reading} */ { engine, state, normaliser }) =>
  normaliser + engine.nllTerms('poisson', [OBSERVED.count], [state.rate + shift]).misfit[0];
/** The Poisson NLL above the least that any rate can reach, which is at rate y. */
export const excess = (/** @type {Reading} */ { engine, nll }) => nll - engine.nll('poisson', [OBSERVED.count], [OBSERVED.count]);

/**
 * The kernel with Stirling's approximation of log y!, which is y log y − y + ½ log(2π y): the Poisson terms at rate y
 * taken away, and those of a Gaussian of variance y at its centre in their place.
 */
export function withStirling(/** @type {Reading} */ reading) {
  const y = OBSERVED.count;
  const atY = reading.engine.nllTerms('poisson', [y], [y]);
  const bell = reading.engine.nllTerms('gaussian', [0], [0, Math.sqrt(y)]);
  return kernel(reading) - atY.normaliser[0] - atY.misfit[0] + bell.constant[0] + bell.normaliser[0];
}

/** The observation in the live part. */
export const OBSERVED = { real: 2, count: 3 };
export const BCE_LOG_FLOOR = -100;
export const KERAS_EPSILON = 1e-7;
export const FLOAT64_EPSILON = Number.EPSILON;
