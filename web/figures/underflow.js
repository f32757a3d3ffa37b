import { choice, flag, integer } from '../ui/fields.js';
import { wholeText } from '../ui/format.js';
import { gauges } from './underflow-gauges.js';
import { defineFigure } from './figure.js';
import { MOST, view } from './underflow-view.js';

/** @param {number} more @returns {import('../ui/controls.js').Control} */
const add = (more) => ({
  kind: 'button', key: `add-${more}`, label: `Add ${wholeText(more)}`,
  enabled: ({ n }) => n < MOST,
  act: (store, { n }) => { store.set({ n: Math.min(MOST, n + more) }); },
});

export default defineFigure({
  id: 'underflow',
  title: 'The product runs out of numbers',
  description: 'The product of all the factors, formed one at a time in real float32 and real float64 arithmetic, beside the sum of '
    + 'their logarithms: add observations and ask each curve which parameter is best.',
  hint: 'Predict at which observation each product fails, then add observations.',
  fields: {
    model: choice({ start: 'coin', options: ['coin', 'gaussian'] }),
    n: integer({ start: 10, min: 1, max: MOST }),
    precision: choice({ start: 'float32', options: ['float32', 'float64'] }),
    ask: flag({ start: false }),
  },
  controls: [
    { kind: 'range', key: 'n', symbol: 'n', label: 'observations', min: 1, max: MOST, step: 1, scale: 'log' },
    add(1), add(10), add(100), add(1000),
    {
      kind: 'choice', key: 'model', label: 'Model', options: [
        { value: 'coin', label: 'fair coin' }, { value: 'gaussian', label: 'narrow Gaussian, σ = 0.01' },
      ],
    },
    {
      kind: 'choice', key: 'precision', label: 'Curve of the product in', options: [
        { value: 'float32', label: 'float32' }, { value: 'float64', label: 'float64' },
      ],
    },
    { kind: 'toggle', key: 'ask', label: 'Ask both curves which parameter is best' },
  ],
  view,
  custom: gauges,
});
