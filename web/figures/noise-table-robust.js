import { fixed } from '../ui/format.js';
import { EACH, EVERYTHING, LIB, OBSERVED, whole } from './noise-table-parts.js';

/**
 * The location families whose tails are not Gaussian's: Student t, Huber, logistic, asymmetric Laplace.
 *
 * @typedef {import('./noise-table-parts.js').Reading} Reading
 * @typedef {import('./noise-table-parts.js').Row} Row
 */

/** Huber's ρ([r]) with its bend at kσ, in the units of y²: what a framework computes with delta = kσ. */
const bent = (/** @type {Reading} */ { misfit, state }) => misfit * state.scale ** 2;
/** log cosh r, of the residual as it is: half the logistic misfit at scale ½. */
const logCosh = (/** @type {Reading} */ { engine, state: { mu } }) => engine.nllTerms('logistic', [OBSERVED.real], [mu, 0.5]).misfit[0] / 2;
/** The check loss with its scale taken out. */
const pinball = (/** @type {Reading} */ { misfit, state }) => misfit * state.scale;

const PINBALL = 'ρ([r]), with [model:τ] as';

/** @type {readonly Row[]} */
export const robustRows = Object.freeze([
  {
    id: 'student-t', label: 'Student t',
    nll: 'log(√[model:ν] B(½, ½[model:ν])) + log [model:σ] + ½([model:ν] + 1) log(1 + [r]²/([model:ν][model:σ]²)), B the beta function',
    loss: '½([model:ν] + 1) log(1 + [r]²/([model:ν][model:σ]²)): not convex',
    output: 'linear for [model:μ]; exp or softplus for [model:σ] and [model:ν] where they are learned',
    example: ({ mu, scale, nu }) => [OBSERVED.real, [nu, mu, scale]],
    given: ({ mu, scale, nu }) => `y = ${OBSERVED.real}, μ = ${fixed(mu, 2)}, σ = ${fixed(scale, 2)}, ν = ${nu}`,
    terms: { constant: '', normaliser: 'log(√[model:ν] B(½, ½[model:ν])) + log [model:σ]', misfit: '½([model:ν] + 1) log(1 + [r]²/([model:ν][model:σ]²))' },
    spread: 'scale and shape',
    functions: [
      { library: LIB.torch, name: 'distributions.StudentT', keeps: 'everything, as minus log_prob; no loss of its own', reduction: EACH, value: whole },
      { library: LIB.jax, name: '-jax.scipy.stats.t.logpdf', keeps: 'everything; not in Optax', reduction: EACH, value: whole },
    ],
  },
  {
    id: 'huber', label: 'Huber',
    nll: 'log c + log [model:σ] + ρ([r]/[model:σ]); ρ(u) = ½u² to |u| = [model:k], then [model:k]|u| − ½[model:k]²; c depends on [model:k] alone',
    loss: 'Huber loss ρ([r]/[model:σ]): squared to [model:k][model:σ], then absolute',
    output: 'linear for [model:μ]',
    example: ({ mu, scale, k }) => [OBSERVED.real, [k, mu, scale]],
    given: ({ mu, scale, k }) => `y = ${OBSERVED.real}, μ = ${fixed(mu, 2)}, σ = ${fixed(scale, 2)}, k = ${k}`,
    terms: { constant: '', normaliser: 'log c + log [model:σ]', misfit: 'ρ([r]/[model:σ])' },
    spread: 'scale and shape',
    functions: [
      { library: LIB.torch, name: 'nn.HuberLoss', keeps: '[model:σ]² ρ([r]/[model:σ]), with delta = [model:k][model:σ] (1 by default)', reduction: 'mean', value: bent },
      { library: LIB.torch, name: 'nn.SmoothL1Loss', keeps: 'that divided by beta = [model:k][model:σ] (1 by default)', reduction: 'mean',
        value: (reading) => bent(reading) / (reading.state.k * reading.state.scale) },
      { library: LIB.keras, name: 'Huber', keeps: '[model:σ]² ρ([r]/[model:σ]), with delta = [model:k][model:σ] (1 by default)', reduction: 'mean', value: bent },
      { library: LIB.sklearn, name: 'HuberRegressor',
        keeps: '[model:σ] + 2[model:σ] ρ([r]/[model:σ]), with epsilon = [model:k] (1.35 by default): fits [model:σ] too, by another criterion; plus an L2 penalty unless alpha=0',
        reduction: 'sum', value: ({ misfit, state: { scale } }) => scale * (1 + 2 * misfit) },
      { library: LIB.jax, name: 'optax.huber_loss', keeps: '[model:σ]² ρ([r]/[model:σ]), with delta = [model:k][model:σ] (1 by default)', reduction: EACH, value: bent },
    ],
  },
  {
    id: 'logistic', label: 'Logistic',
    nll: '2 log 2 + log [model:s] + 2 log cosh([r]/(2[model:s]))',
    loss: 'log-cosh loss, 2 log cosh([r]/(2[model:s]))',
    output: 'linear for [model:μ]',
    example: ({ mu, scale }) => [OBSERVED.real, [mu, scale]],
    given: ({ mu, scale }) => `y = ${OBSERVED.real}, μ = ${fixed(mu, 2)}, s = ${fixed(scale, 2)}`,
    terms: { constant: '2 log 2', normaliser: 'log [model:s]', misfit: '2 log cosh([r]/(2[model:s]))' },
    spread: 'the scale',
    functions: [
      { library: LIB.keras, name: 'LogCosh', keeps: 'log cosh [r]: half the loss at [model:s] = ½, the only scale it has', reduction: 'mean', value: logCosh },
      { library: LIB.jax, name: 'optax.log_cosh', keeps: 'log cosh [r], likewise', reduction: EACH, value: logCosh },
      { library: LIB.jax, name: '-jax.scipy.stats.logistic.logpdf', keeps: EVERYTHING, reduction: EACH, value: whole },
    ],
  },
  {
    id: 'asymmetric-laplace', label: 'Asymmetric Laplace',
    nll: '−log([model:τ](1 − [model:τ])) + log [model:b] + ρ([r])/[model:b]; ρ([r]) = [model:τ][r] for [r] ≥ 0, else ([model:τ] − 1)[r]',
    loss: 'quantile or pinball loss ρ([r])',
    output: 'linear for [model:μ], the [model:τ] quantile',
    example: ({ mu, scale, tau }) => [OBSERVED.real, [tau, mu, scale]],
    given: ({ mu, scale, tau }) => `y = ${OBSERVED.real}, μ = ${fixed(mu, 2)}, b = ${fixed(scale, 2)}, τ = ${tau}`,
    terms: { constant: '', normaliser: '−log([model:τ](1 − [model:τ])) + log [model:b]', misfit: 'ρ([r])/[model:b]' },
    spread: 'scale and shape',
    functions: [
      { library: LIB.sklearn, name: 'mean_pinball_loss', keeps: `${PINBALL} alpha (½ by default)`, reduction: 'mean', value: pinball },
      { library: LIB.sklearn, name: 'QuantileRegressor', keeps: `${PINBALL} quantile (½ by default), plus an L1 penalty unless alpha=0`, reduction: 'mean', value: pinball },
    ],
  },
]);
