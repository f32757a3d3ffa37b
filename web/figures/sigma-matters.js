import { choice, number } from '../ui/fields.js';
import { defineFigure } from './figure.js';
import { MU, SIGMA } from './sigma-matters-data.js';
import { ENDS, fixedStep, freeStep, varyingStep } from './sigma-matters-steps.js';

/** @typedef {import('./sigma-matters-steps.js').Settings} Settings */

const STEPS = [
  { value: 'fixed', label: '1: σ is given', view: fixedStep },
  { value: 'free', label: '2: σ is free', view: freeStep },
  { value: 'varies', label: '3: σ depends on x', view: varyingStep },
];

export default defineFigure({
  id: 'sigma-matters',
  title: 'What the width does to the loss',
  description: 'MSE, half the sum of squared errors and the Gaussian NLL of twelve measurements: with the width σ given, '
    + 'with σ free, and with a σ of its own for each x.',
  hint: 'Drag the marker to the lowest point of the NLL, then change σ.',
  fields: {
    step: choice({ start: 'fixed', options: STEPS.map(({ value }) => value) }),
    mu: number({ start: 4.5, ...MU }),
    sigma: number({ start: 1, ...SIGMA }),
    left: number({ start: 1, ...ENDS }),
    right: number({ start: 1, ...ENDS }),
  },
  controls: [
    { kind: 'choice', key: 'step', label: 'Step', options: STEPS.map(({ value, label }) => ({ value, label })) },
    { kind: 'range', key: 'mu', symbol: 'μ', label: 'centre', ...MU, step: 0.01 },
    { kind: 'range', key: 'sigma', symbol: 'σ', label: 'width, the same for every point', ...SIGMA, step: 0.01, when: ({ step }) => step !== 'varies' },
    { kind: 'range', key: 'left', symbol: 'σ', label: 'width at the left end', ...ENDS, step: 0.01, when: ({ step }) => step === 'varies' },
    { kind: 'range', key: 'right', symbol: 'σ', label: 'width at the right end', ...ENDS, step: 0.01, when: ({ step }) => step === 'varies' },
  ],
  view(state, engine) {
    const { view } = STEPS.find(({ value }) => value === state.step) ?? STEPS[0];
    return view(/** @type {Settings} */ (state), engine);
  },
});
