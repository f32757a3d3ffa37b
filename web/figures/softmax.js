import { choice, flag, integer, number } from '../ui/fields.js';
import { defineFigure } from './figure.js';
import { birdTable } from './softmax-bird.js';
import { BIRDS, measuresOf, PAIRS } from './softmax-data.js';
import { view } from './softmax-view.js';

/** A Chinstrap with a bill short enough for an Adelie. */
const START = 172;
const TEMPERATURES = { min: 0.1, max: 10 };
const SHIFT = { min: -10, max: 10 };
const MOST_SMOOTHING = 0.5;

export default defineFigure({
  id: 'softmax',
  title: 'Three species, three logits',
  description: 'Penguins of three species by two measurements. Softmax turns three logits into probabilities: fit them, '
    + 'choose a bird and see what it costs, and which part of the mean cost no model can remove.',
  hint: 'Choose a bird that you expect to be hard to tell, by pressing it, then fit.',
  fields: {
    pair: choice({ start: PAIRS[0], options: PAIRS }),
    fitted: flag({ start: false }),
    // The share of uniform in the labels that the fit was made to.
    mixed: number({ start: 0, min: 0, max: MOST_SMOOTHING }),
    bird: integer({ start: START, min: 1, max: BIRDS }),
    shift: number({ start: 0, ...SHIFT }),
    temperature: number({ start: 1, ...TEMPERATURES }),
    smoothing: number({ start: 0, min: 0, max: MOST_SMOOTHING }),
  },
  controls: [
    {
      kind: 'choice', key: 'pair', label: 'Measurements',
      options: PAIRS.map((pair) => ({ value: pair, label: measuresOf(pair).map(({ name }) => name).join(', ') })),
    },
    { kind: 'range', key: 'bird', label: 'chosen bird', min: 1, max: BIRDS, step: 1 },
    {
      kind: 'button', key: 'fit', label: 'Fit by maximum likelihood', enabled: ({ fitted }) => !fitted,
      act: (store) => store.set({ fitted: true, mixed: 0 }),
    },
    { kind: 'range', key: 'shift', symbol: 'c', label: 'added to every logit', ...SHIFT, step: 0.1 },
    { kind: 'range', key: 'temperature', symbol: 'T', label: 'temperature, divides the fitted logits', ...TEMPERATURES, step: 0.01, scale: 'log' },
    { kind: 'range', key: 'smoothing', label: 'label smoothing, share of uniform', min: 0, max: MOST_SMOOTHING, step: 0.01 },
    {
      kind: 'button', key: 'again', label: 'Fit again, to the labels as smoothed', enabled: ({ fitted, mixed, smoothing }) => fitted && mixed !== smoothing,
      act: (store, { smoothing }) => store.set({ mixed: smoothing }),
    },
  ],
  view,
  customAt: 'after',
  custom: birdTable,
});
