import { fixed } from '../ui/format.js';
import {
  absolute, BCE_LOG_FLOOR, clipped, EACH, EVERYTHING, excess, FLOAT64_EPSILON, floored, KERAS_EPSILON, kernel, LIB, OBSERVED, shifted, squared,
  whole, withStirling,
} from './noise-table-parts.js';
import { robustRows } from './noise-table-robust.js';

/**
 * The rows of noise-table: each noise model, its loss, and the functions of four libraries that compute it. Every
 * statement was checked against the libraries' documentation and source: PyTorch 2, Keras 3 (TensorFlow 2.16 and
 * later), scikit-learn 1.5 and later, JAX with Optax 0.2.
 *
 * @typedef {import('./noise-table-parts.js').Row} Row
 */

/** @type {readonly Row[]} */
export const rows = Object.freeze([
  {
    id: 'gaussian', label: 'Gaussian',
    nll: '½ log 2π + log [model:σ] + [r]² / (2[model:σ]²)',
    loss: 'squared error [r]², if one [model:σ] serves all',
    output: 'linear for [model:μ]; exp or softplus for [model:σ] where it is learned',
    example: ({ mu, scale }) => [OBSERVED.real, [mu, scale]],
    given: ({ mu, scale }) => `y = ${OBSERVED.real}, μ = ${fixed(mu, 2)}, σ = ${fixed(scale, 2)}`,
    terms: { constant: '½ log 2π', normaliser: 'log [model:σ]', misfit: '[r]² / (2[model:σ]²)' },
    spread: 'the scale',
    functions: [
      { library: LIB.torch, name: 'nn.MSELoss', keeps: '[r]² alone', reduction: 'mean', value: squared },
      { library: LIB.torch, name: 'nn.GaussianNLLLoss', keeps: 'log [model:σ] + [r]²/(2[model:σ]²); takes the variance and keeps it at 10^{−6} or more',
        reduction: 'mean', value: kernel },
      { library: LIB.torch, name: 'nn.GaussianNLLLoss(full=True)', keeps: 'everything; the same floor', reduction: 'mean', value: whole },
      { library: LIB.keras, name: 'MeanSquaredError', keeps: '[r]² alone', reduction: 'mean', value: squared },
      { library: LIB.sklearn, name: 'mean_squared_error', keeps: '[r]² alone', reduction: 'mean', value: squared },
      { library: LIB.sklearn, name: 'LinearRegression', keeps: '[r]² alone', reduction: 'sum', value: squared },
      { library: LIB.jax, name: 'optax.squared_error', keeps: '[r]² alone', reduction: EACH, value: squared },
      { library: LIB.jax, name: 'optax.l2_loss', keeps: '[r]²/2', reduction: EACH, value: (reading) => squared(reading) / 2 },
    ],
  },
  {
    id: 'laplace', label: 'Laplace',
    nll: 'log 2 + log [model:b] + |[r]| / [model:b]',
    loss: 'absolute error |[r]|, if one [model:b] serves all',
    output: 'linear for [model:μ]',
    example: ({ mu, scale }) => [OBSERVED.real, [mu, scale]],
    given: ({ mu, scale }) => `y = ${OBSERVED.real}, μ = ${fixed(mu, 2)}, b = ${fixed(scale, 2)}`,
    terms: { constant: 'log 2', normaliser: 'log [model:b]', misfit: '|[r]| / [model:b]' },
    spread: 'the scale',
    functions: [
      { library: LIB.torch, name: 'nn.L1Loss', keeps: '|[r]| alone', reduction: 'mean', value: absolute },
      { library: LIB.keras, name: 'MeanAbsoluteError', keeps: '|[r]| alone', reduction: 'mean', value: absolute },
      { library: LIB.sklearn, name: 'mean_absolute_error', keeps: '|[r]| alone', reduction: 'mean', value: absolute },
      { library: LIB.sklearn, name: 'QuantileRegressor', keeps: '|[r]|/2 at the median, plus an L1 penalty unless alpha=0',
        reduction: 'mean', value: (reading) => absolute(reading) / 2 },
      { library: LIB.jax, name: '-jax.scipy.stats.laplace.logpdf', keeps: 'everything; Optax has no absolute error', reduction: EACH, value: whole },
    ],
  },
  ...robustRows,
  {
    id: 'bernoulli', label: 'Bernoulli, from a probability',
    nll: '−[data:y] log [model:p] − (1 − [data:y]) log(1 − [model:p])',
    loss: 'the same: binary cross-entropy, nothing to drop',
    output: 'sigmoid',
    example: ({ p }) => [1, [p]],
    given: ({ p }) => `y = 1, p = ${p}`,
    terms: { constant: '', normaliser: '', misfit: '−[data:y] log [model:p] − (1 − [data:y]) log(1 − [model:p])' },
    functions: [
      { library: LIB.torch, name: 'nn.BCELoss', keeps: 'everything; each logarithm is kept at −100 or more', reduction: 'mean',
        value: floored(BCE_LOG_FLOOR) },
      { library: LIB.keras, name: 'BinaryCrossentropy', keeps: 'everything; [model:p] kept from 10^{−7} to 1 − 10^{−7}; on the TensorFlow backend, if a sigmoid is seen to have made [model:p], its logit is read instead',
        reduction: 'mean', value: clipped(KERAS_EPSILON) },
      { library: LIB.sklearn, name: 'log_loss', keeps: 'everything; [model:p] kept as far from 0 and 1 as the machine epsilon of its type, 2.2 × 10^{−16} in float64',
        reduction: 'mean', value: clipped(FLOAT64_EPSILON) },
      { library: LIB.jax, name: '-jax.scipy.stats.bernoulli.logpmf', keeps: 'everything, no clipping; Optax starts from the logit', reduction: EACH, value: whole },
    ],
  },
  {
    id: 'bernoulli-logit', label: 'Bernoulli, from a logit',
    nll: 'log(1 + e^{[model:z]}) − [data:y] [model:z]',
    loss: 'the same: binary cross-entropy, nothing to drop',
    output: 'linear: the sigmoid is inside the loss',
    example: ({ z }) => [1, [z]],
    given: ({ z }) => `y = 1, z = ${fixed(z, 3)}`,
    terms: { constant: '', normaliser: '', misfit: 'log(1 + e^{[model:z]}) − [data:y] [model:z]' },
    functions: [
      { library: LIB.torch, name: 'nn.BCEWithLogitsLoss', keeps: EVERYTHING, reduction: 'mean', value: whole },
      { library: LIB.keras, name: 'BinaryCrossentropy(from_logits=True)', keeps: EVERYTHING, reduction: 'mean', value: whole },
      { library: LIB.keras, name: 'tf.nn.sigmoid_cross_entropy_with_logits', keeps: EVERYTHING, reduction: EACH, value: whole },
      { library: LIB.sklearn, name: 'LogisticRegression', keeps: 'everything, plus an L2 penalty by default',
        reduction: 'C times the sum, C = 1', value: whole },
      { library: LIB.jax, name: 'optax.sigmoid_binary_cross_entropy', keeps: EVERYTHING, reduction: EACH, value: whole },
    ],
  },
  {
    id: 'categorical', label: 'Categorical, from logits',
    nll: 'log Σ_{[k]} exp([model:z]_{[k]}) − [model:z]_{[data:y]}',
    loss: 'the same: softmax cross-entropy, nothing to drop',
    output: 'linear: the softmax is inside the loss',
    example: ({ z0 }) => [0, [z0, 1, -1]],
    given: ({ z0 }) => `y = 0, z = (${fixed(z0, 2)}, 1, −1)`,
    terms: { constant: '', normaliser: 'log Σ_{[k]} exp([model:z]_{[k]})', misfit: '−[model:z]_{[data:y]}' },
    functions: [
      { library: LIB.torch, name: 'nn.CrossEntropyLoss', keeps: 'everything; takes logits', reduction: 'mean', value: whole },
      { library: LIB.torch, name: 'nn.NLLLoss', keeps: 'everything, given log-probabilities (LogSoftmax)', reduction: 'mean', value: whole },
      { library: LIB.keras, name: 'SparseCategoricalCrossentropy(from_logits=True)', keeps: EVERYTHING, reduction: 'mean', value: whole },
      { library: LIB.sklearn, name: 'LogisticRegression', keeps: 'everything, plus an L2 penalty by default',
        reduction: 'C times the sum, C = 1', value: whole },
      { library: LIB.jax, name: 'optax.softmax_cross_entropy_with_integer_labels', keeps: EVERYTHING, reduction: EACH, value: whole },
    ],
  },
  {
    id: 'poisson', label: 'Poisson',
    nll: '[model:λ] − [data:y] log [model:λ] + log [data:y]!',
    loss: '[model:λ] − [data:y] log [model:λ]',
    output: 'exp: the network gives log [model:λ]',
    example: ({ rate }) => [OBSERVED.count, [rate]],
    given: ({ rate }) => `y = ${OBSERVED.count}, λ = ${fixed(rate, 2)}`,
    terms: { constant: 'log [data:y]!', normaliser: '[model:λ]', misfit: '−[data:y] log [model:λ]' },
    functions: [
      { library: LIB.torch, name: 'nn.PoissonNLLLoss', keeps: '[model:λ] − [data:y] log [model:λ]; takes log [model:λ]', reduction: 'mean', value: kernel },
      { library: LIB.torch, name: 'nn.PoissonNLLLoss(full=True)', keeps: 'that plus Stirling’s approximation of log [data:y]!, for [data:y] above 1',
        reduction: 'mean', value: withStirling },
      { library: LIB.keras, name: 'Poisson', keeps: '[model:λ] − [data:y] log([model:λ] + 10^{−7}); takes [model:λ]', reduction: 'mean',
        value: shifted(KERAS_EPSILON) },
      { library: LIB.keras, name: 'tf.nn.log_poisson_loss', keeps: '[model:λ] − [data:y] log [model:λ]; takes log [model:λ]', reduction: EACH, value: kernel },
      { library: LIB.sklearn, name: 'mean_poisson_deviance', keeps: 'twice the NLL above its least value, at [model:λ] = [data:y]', reduction: 'mean',
        value: (reading) => 2 * excess(reading) },
      { library: LIB.sklearn, name: 'PoissonRegressor', keeps: 'half that deviance, plus an L2 penalty unless alpha=0',
        reduction: 'mean', value: excess },
      { library: LIB.jax, name: '-jax.scipy.stats.poisson.logpmf', keeps: 'everything; Optax has none of that name', reduction: EACH, value: whole },
      { library: LIB.jax, name: 'optax.losses.generalized_kl_divergence', keeps: 'half the Poisson deviance; takes log [model:λ]; from Optax 0.2.4',
        reduction: 'sum over the last axis', value: excess },
    ],
  },
]);
