import { choice, flag, number } from '../ui/fields.js';
import { defineFigure } from './figure.js';
import { MU, muAxis, SIGMA, sigmaAxis, START } from './sigma-matters-data.js';
import { ENDS, fixedStep, freeStep, varyingStep } from './sigma-matters-steps.js';
import { hasMoved } from './trail-axis.js';

/** @typedef {import('../ui/store.js').State} State */
/** @typedef {import('./sigma-matters-steps.js').Settings} Settings */

const STEPS = [
  { value: 'fixed', label: '1: σ is given', view: fixedStep },
  { value: 'free', label: '2: σ is free', view: freeStep },
  { value: 'varies', label: '3: σ depends on x', view: varyingStep },
];

/** The second step's curves run along σ, the others' along μ. @param {State} state */
const seen = ({ step, muTrail, muWhole, sigmaTrail, sigmaWhole }) => (step === 'free' ? { trail: sigmaTrail, whole: sigmaWhole } : { trail: muTrail, whole: muWhole });

export default defineFigure({
  id: 'sigma-matters',
  title: 'What the width does to the loss',
  description: 'MSE, half the sum of squared errors and the Gaussian NLL of twelve measurements: with the width σ given, '
    + 'with σ free, and with a σ of its own for each x. The curves appear where you have been.',
  hint: 'Drag the marker to the lowest point of the NLL, then change σ.',
  fields: {
    step: choice({ start: 'fixed', options: STEPS.map(({ value }) => value) }),
    mu: number({ start: START.mu, ...MU }),
    sigma: number({ start: START.sigma, ...SIGMA }),
    left: number({ start: 1, ...ENDS }),
    right: number({ start: 1, ...ENDS }),
    muTrail: muAxis.field,
    sigmaTrail: sigmaAxis.field,
    muWhole: flag({ start: false }),
    sigmaWhole: flag({ start: false }),
  },
  plotted: { muWhole: true, sigmaWhole: true },
  settle: (next, previous) => ({
    muTrail: muAxis.after(next.muTrail, previous.mu, next.mu), sigmaTrail: sigmaAxis.after(next.sigmaTrail, previous.sigma, next.sigma),
  }),
  controls: [
    { kind: 'choice', key: 'step', label: 'Step', options: STEPS.map(({ value, label }) => ({ value, label })) },
    { kind: 'range', key: 'mu', symbol: 'μ', label: 'centre', ...MU, step: 0.01 },
    { kind: 'range', key: 'sigma', symbol: 'σ', label: 'width, the same for every point', ...SIGMA, step: 0.01, when: ({ step }) => step !== 'varies' },
    { kind: 'range', key: 'left', symbol: 'σ', label: 'width at the left end', ...ENDS, step: 0.01, when: ({ step }) => step === 'varies' },
    { kind: 'range', key: 'right', symbol: 'σ', label: 'width at the right end', ...ENDS, step: 0.01, when: ({ step }) => step === 'varies' },
    {
      kind: 'button', key: 'whole', label: 'Lowest here: draw the whole curves',
      enabled: (state) => !seen(state).whole && hasMoved(seen(state).trail),
      act: (store, { step }) => { store.set(step === 'free' ? { sigmaWhole: true } : { muWhole: true }); },
    },
  ],
  view(state, engine) {
    const { view } = STEPS.find(({ value }) => value === state.step) ?? STEPS[0];
    return view(/** @type {Settings} */ (state), engine);
  },
});
