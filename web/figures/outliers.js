import { choice, flag, integer, number } from '../ui/fields.js';
import { defineFigure } from './figure.js';
import { COUNT, editsField, FIRST_YEAR, LAST_YEAR, leave, MOST_CALLS, NOISES, placeOf, recorded } from './outliers-data.js';
import { view } from './outliers-view.js';

/** 1969: the wildest year. */
const START = 20;

export default defineFigure({
  id: 'outliers',
  title: 'Six wrong years',
  description: 'International phone calls from Belgium, where minutes were recorded instead of calls from 1964 to 1969 and in parts of 1963 and 1970: '
    + 'the line under each noise model, and how much each point counts for it.',
  hint: 'Drag a point up or down and watch the line, then change the noise.',
  fields: {
    noise: choice({ start: 'gaussian', options: NOISES.map(({ id }) => id) }),
    all: flag({ start: false }),
    show: choice({ start: 'weight', options: ['weight', 'pull'] }),
    point: integer({ start: START, min: 1, max: COUNT }),
    year: integer({ start: recorded(START).year, min: FIRST_YEAR, max: LAST_YEAR }),
    calls: number({ start: recorded(START).calls, min: 0, max: MOST_CALLS }),
    edits: editsField,
  },
  settle(next, previous) {
    if (next.point === previous.point) return {};
    const edits = leave(next.edits, previous.point, /** @type {any} */ (previous));
    return { edits, ...placeOf(edits, next.point) };
  },
  controls: [
    { kind: 'choice', key: 'noise', label: 'Noise', options: NOISES.map(({ id, name }) => ({ value: id, label: name })) },
    { kind: 'toggle', key: 'all', label: 'Draw all four lines' },
    { kind: 'choice', key: 'show', label: 'Below', options: [{ value: 'weight', label: 'weight of each point' }, { value: 'pull', label: 'its pull' }] },
    { kind: 'range', key: 'point', label: 'chosen point', min: 1, max: COUNT, step: 1 },
    { kind: 'range', key: 'year', label: 'its year', min: FIRST_YEAR, max: LAST_YEAR, step: 1 },
    { kind: 'range', key: 'calls', label: 'its calls, millions', min: 0, max: MOST_CALLS, step: 0.1 },
    {
      kind: 'button', key: 'put-back', label: 'Put all points back',
      act: (store, { point }) => store.set({ edits: '', ...recorded(point) }),
    },
  ],
  view,
});
