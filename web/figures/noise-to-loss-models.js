import { fixed } from '../ui/format.js';
import { bernoulli, categorical } from './noise-to-loss-labels.js';
import { location } from './noise-to-loss-location.js';
import { SHAPES } from './noise-to-loss-parts.js';
import { poisson } from './noise-to-loss-poisson.js';

/**
 * The noise models of noise-to-loss, in the figure's order. A location family is a call of location(); a model whose
 * mass is over y and whose loss is over the parameter brings its own read().
 *
 * @typedef {import('./noise-to-loss-parts.js').Noise} Noise
 * @typedef {import('./noise-to-loss-parts.js').Step} Step
 * @typedef {import('./noise-to-loss-location.js').Numbers} Numbers
 */

/**
 * The four lines of every location family: their reasons, and the numbers that do not depend on the family.
 * @param {Numbers} n
 * @param {[formula: string, formula: string, formula: string, numbers: string, formula: string, numbers: string]} own
 *   density; minus its logarithm; loss; the loss in numbers; gradient; the gradient in numbers
 * @returns {Step[]}
 */
const derive = (n, [density, log, loss, lossNumbers, gradient, gradientNumbers]) => [
  { why: 'Choose the noise', formula: `p([data:y]) = ${density}`, numbers: `r = ${n.y} − ${n.mu} = ${n.r}; p = ${n.density}` },
  { why: 'Take minus the logarithm', formula: `−log p = ${log}`, numbers: `${n.constant} + ${n.logScale} + ${n.misfit} = ${n.nll}` },
  { why: 'Drop what is free of μ', formula: `loss = ${loss}`, numbers: `${lossNumbers} = ${n.misfit}` },
  { why: 'Differentiate by μ', formula: `[gradient:∂loss/∂μ] = ${gradient}`, numbers: gradientNumbers },
];

/** @param {Numbers} n @param {string} how the gradient is put together */
const gives = (n, how) => (n.gradient.startsWith('no') ? n.gradient : `${how} = ${n.gradient}`);

const gaussian = location({
  id: 'gaussian',
  label: 'Gaussian',
  scale: { symbol: 'σ', label: 'standard deviation' },
  far: () => 'grows with the residual',
  steps: (n) => derive(n, [
    'e^{−[r]² / (2[model:σ]²)} / ([model:σ]√(2π))',
    '½ log 2π + log [model:σ] + [r]² / (2[model:σ]²)',
    '[r]² / (2[model:σ]²), squared error up to a factor', `${n.rIn}² / (2 · ${n.scale}²)`,
    '−[r] / [model:σ]²', gives(n, `−${n.rIn} / ${n.scale}²`),
  ]),
});

const laplace = location({
  id: 'laplace',
  label: 'Laplace',
  scale: { symbol: 'b', label: 'scale' },
  kink: true,
  far: () => 'stays as it is',
  steps: (n) => derive(n, [
    'e^{−|[r]| / [model:b]} / (2[model:b])',
    'log 2 + log [model:b] + |[r]| / [model:b]',
    '|[r]| / [model:b], absolute error up to a factor', `|${n.r}| / ${n.scale}`,
    '−sign([r]) / [model:b]', gives(n, `−sign(${n.r}) / ${n.scale}`),
  ]),
});

const studentT = location({
  id: 'student-t',
  label: 'Student t',
  scale: { symbol: 'σ', label: 'scale' },
  shape: { key: 'nu', symbol: 'ν', label: 'degrees of freedom', ...SHAPES.nu, step: 0.1, scale: 'log' },
  far: ({ scale, shape }) => `grows up to a residual of σ√ν = ${fixed(scale * Math.sqrt(shape), 2)}, then fades`,
  steps: (n) => derive(n, [
    '(1 + [r]² / ([model:ν][model:σ]²))^{−([model:ν] + 1) / 2} / ([model:σ] √[model:ν] B(½, ½[model:ν])), B the beta function',
    'log(√[model:ν] B(½, ½[model:ν])) + log [model:σ] + ½([model:ν] + 1) log(1 + [r]² / ([model:ν][model:σ]²))',
    '½([model:ν] + 1) log(1 + [r]² / ([model:ν][model:σ]²))',
    `½(${n.shape} + 1) log(1 + ${n.rIn}² / (${n.shape} · ${n.scale}²))`,
    '−([model:ν] + 1) [r] / ([model:ν][model:σ]² + [r]²)', gives(n, `−(${n.shape} + 1) · ${n.rIn} / (${n.shape} · ${n.scale}² + ${n.rIn}²)`),
  ]),
});

const huber = location({
  id: 'huber',
  label: 'Huber',
  scale: { symbol: 'σ', label: 'scale' },
  shape: { key: 'k', symbol: 'k', label: 'where squared turns linear, in scales', ...SHAPES.k, step: 0.005 },
  far: ({ scale, shape }) => `grows up to a residual of kσ = ${fixed(scale * shape, 2)}, then stays as it is`,
  steps: (n) => {
    const inside = Math.abs(n.exact.r) <= n.exact.shape * n.exact.scale;
    const u = `${n.rIn} / ${n.scale}`;
    return derive(n, [
      'e^{−ρ([r] / [model:σ])} / (c[model:σ]), with ρ(u) = ½u² for |u| ≤ [model:k], else [model:k]|u| − ½[model:k]²; c makes its area 1',
      'log c + log [model:σ] + ρ([r] / [model:σ])',
      inside ? '½([r] / [model:σ])²: within [model:k], squared' : '[model:k] |[r] / [model:σ]| − ½[model:k]²: beyond [model:k], linear',
      inside ? `½(${u})²` : `${n.shape} · |${n.r} / ${n.scale}| − ½ · ${n.shape}²`,
      inside ? '−[r] / [model:σ]²' : '−[model:k] sign([r]) / [model:σ]',
      gives(n, inside ? `−${n.rIn} / ${n.scale}²` : `−${n.shape} · sign(${n.r}) / ${n.scale}`),
    ]);
  },
});

const logistic = location({
  id: 'logistic',
  label: 'Logistic',
  scale: { symbol: 's', label: 'scale' },
  far: ({ scale }) => `grows and levels off at 1/s = ${fixed(1 / scale, 2)}`,
  steps: (n) => derive(n, [
    '1 / (4[model:s] cosh²([r] / (2[model:s])))',
    '2 log 2 + log [model:s] + 2 log cosh([r] / (2[model:s]))',
    '2 log cosh([r] / (2[model:s])), the log-cosh loss up to its scale', `2 log cosh(${n.rIn} / (2 · ${n.scale}))`,
    '−tanh([r] / (2[model:s])) / [model:s]', gives(n, `−tanh(${n.rIn} / (2 · ${n.scale})) / ${n.scale}`),
  ]),
});

const asymmetricLaplace = location({
  id: 'asymmetric-laplace',
  label: 'Asymmetric Laplace (quantile)',
  scale: { symbol: 'b', label: 'scale' },
  shape: { key: 'tau', symbol: 'τ', label: 'which quantile the prediction is', ...SHAPES.tau, step: 0.01 },
  kink: true,
  far: ({ scale, shape }) => `stays as it is: τ/b = ${fixed(shape / scale, 2)} from above the prediction, (1 − τ)/b = ${fixed((1 - shape) / scale, 2)} from below`,
  steps: (n) => {
    const above = n.exact.r >= 0;
    return derive(n, [
      '[model:τ](1 − [model:τ]) e^{−ρ([r]) / [model:b]} / [model:b], with ρ([r]) = [model:τ][r] for [r] ≥ 0, else ([model:τ] − 1)[r]',
      '−log([model:τ](1 − [model:τ])) + log [model:b] + ρ([r]) / [model:b]',
      above ? '[model:τ][r] / [model:b], the quantile or pinball loss' : '([model:τ] − 1)[r] / [model:b], the quantile or pinball loss',
      above ? `${n.shape} · ${n.r} / ${n.scale}` : `(${n.shape} − 1) · ${n.rIn} / ${n.scale}`,
      above ? '−[model:τ] / [model:b]' : '(1 − [model:τ]) / [model:b]',
      gives(n, above ? `−${n.shape} / ${n.scale}` : `(1 − ${n.shape}) / ${n.scale}`),
    ]);
  },
});

/** @type {readonly Noise[]} */
export const noises = Object.freeze([
  gaussian, laplace, studentT, huber, logistic, asymmetricLaplace, poisson, bernoulli, categorical,
]);
