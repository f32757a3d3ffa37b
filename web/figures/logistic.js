import { flag, integer, number, text } from '../ui/fields.js';
import { defineFigure } from './figure.js';
import { ALPHA, BETA, HOTTEST, LAUNCH } from './logistic-data.js';
import { view } from './logistic-view.js';

const MOST_STEPS = 15;
const MOST_L2 = 50;
/** α and β as the fields print them. */
const NUMBER = '-?\\d(?:\\.\\d{1,17})?(?:e-\\d{1,2})?';

export default defineFigure({
  id: 'logistic',
  title: 'Twenty-three flights',
  description: 'Whether an O-ring showed distress on the 23 inspected shuttle flights before the Challenger’s last, against the joint temperature. '
    + 'Fit the probability by hand, commit, and let Newton’s method continue.',
  hint: 'Drag the two round handles on the curve up and down until the NLL is low.',
  fields: {
    alpha: number({ start: 0, ...ALPHA }),
    beta: number({ start: -0.05, ...BETA }),
    at: integer({ start: LAUNCH, min: LAUNCH, max: HOTTEST }),
    guess: text({ start: '', pattern: new RegExp(`^(?:${NUMBER}_${NUMBER})?$`), rule: 'a committed α and β, such as -1_-0.2' }),
    steps: integer({ start: 0, min: 0, max: MOST_STEPS }),
    revealed: flag({ start: false }),
    separable: flag({ start: false }),
    l2: number({ start: 0, min: 0, max: MOST_L2 }),
  },
  settle(next, previous) {
    // A curve moved by hand leaves Newton's path.
    const byHand = next.alpha !== previous.alpha || next.beta !== previous.beta;
    return byHand || next.separable !== previous.separable ? { steps: 0 } : {};
  },
  controls: [
    { kind: 'range', key: 'alpha', symbol: 'α', label: 'by hand: logit at the mean temperature', ...ALPHA, step: 0.01 },
    { kind: 'range', key: 'beta', symbol: 'β', label: 'by hand: slope of the logit per °F', ...BETA, step: 0.001 },
    {
      kind: 'button', key: 'commit', label: 'Commit this curve', enabled: ({ guess }) => guess === '',
      act: (store, { alpha, beta }) => store.set({ guess: `${alpha}_${beta}`, steps: 0 }),
    },
    {
      kind: 'button', key: 'newton', label: 'Newton step', enabled: ({ guess, steps }) => guess !== '' && steps < MOST_STEPS,
      act: (store, { steps }) => store.set({ steps: steps + 1 }),
    },
    {
      kind: 'button', key: 'reveal', label: 'Show the maximum', enabled: ({ guess, revealed }) => guess !== '' && !revealed,
      act: (store) => store.set({ revealed: true }),
    },
    { kind: 'range', key: 'at', label: 'temperature to read at, °F', min: LAUNCH, max: HOTTEST, step: 1 },
    { kind: 'range', key: 'l2', symbol: 'λ', label: 'L2 penalty λβ²/2', min: 0, max: MOST_L2, step: 0.5 },
    { kind: 'toggle', key: 'separable', label: 'Separable labels: no distress above 64 °F' },
  ],
  view,
});
