import { choice, flag, number, text } from '../ui/fields.js';
import { extendTrail, TRAIL_PATTERN, trailAt, trailCells } from './coin-flips-trail.js';
import { defineFigure } from './figure.js';
import { MU, placeOf, SIGMA } from './sigma-matters-data.js';
import { ENDS, fixedStep, freeStep, varyingStep } from './sigma-matters-steps.js';

/** @typedef {import('./sigma-matters-steps.js').Settings} Settings */

const STEPS = [
  { value: 'fixed', label: '1: σ is given', view: fixedStep },
  { value: 'free', label: '2: σ is free', view: freeStep },
  { value: 'varies', label: '3: σ depends on x', view: varyingStep },
];

/** @typedef {import('../ui/store.js').State} State */

const START = { mu: 4.5, sigma: 1 };
/** @param {number} value @param {{ min: number, max: number }} axis */
const trail = (value, axis) => text({ start: trailAt(placeOf(value, axis)), pattern: TRAIL_PATTERN, rule: 'visited hundredths of the axis, such as 38-52_70' });

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
    muTrail: trail(START.mu, MU),
    sigmaTrail: trail(START.sigma, SIGMA),
    muWhole: flag({ start: false }),
    sigmaWhole: flag({ start: false }),
  },
  plotted: { muWhole: true },
  settle: (next, previous) => ({
    ...(next.mu !== previous.mu && { muTrail: extendTrail(previous.muTrail, placeOf(previous.mu, MU), placeOf(next.mu, MU)) }),
    ...(next.sigma !== previous.sigma && { sigmaTrail: extendTrail(previous.sigmaTrail, placeOf(previous.sigma, SIGMA), placeOf(next.sigma, SIGMA)) }),
  }),
  controls: [
    { kind: 'choice', key: 'step', label: 'Step', options: STEPS.map(({ value, label }) => ({ value, label })) },
    { kind: 'range', key: 'mu', symbol: 'μ', label: 'centre', ...MU, step: 0.01 },
    { kind: 'range', key: 'sigma', symbol: 'σ', label: 'width, the same for every point', ...SIGMA, step: 0.01, when: ({ step }) => step !== 'varies' },
    { kind: 'range', key: 'left', symbol: 'σ', label: 'width at the left end', ...ENDS, step: 0.01, when: ({ step }) => step === 'varies' },
    { kind: 'range', key: 'right', symbol: 'σ', label: 'width at the right end', ...ENDS, step: 0.01, when: ({ step }) => step === 'varies' },
    {
      kind: 'button', key: 'whole', label: 'Lowest here: draw the whole curves',
      enabled: (state) => !seen(state).whole && trailCells(seen(state).trail).length > 1,
      act: (store, { step }) => { store.set(step === 'free' ? { sigmaWhole: true } : { muWhole: true }); },
    },
  ],
  view(state, engine) {
    const { view } = STEPS.find(({ value }) => value === state.step) ?? STEPS[0];
    return view(/** @type {Settings} */ (state), engine);
  },
});
