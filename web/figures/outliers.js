import { choice, flag, integer } from '../ui/fields.js';
import { defineFigure } from './figure.js';
import {
  adding, callsField, choosing, chosenOf, countOf, FIRST_YEAR, LAST_YEAR, LEAST_POINTS, MOST_CALLS, MOST_POINTS, NOISES, placesOf, pointsField,
  record, removing, START, yearField,
} from './outliers-data.js';
import { view } from './outliers-view.js';

/** How high the button puts a new point, and the year that it tries first: the middle of the plot. */
const MIDDLE = { year: 1962, calls: 105 };
const YEARS = LAST_YEAR - FIRST_YEAR + 1;

/** The middle, or from there on the first year that is free at its height. @param {Readonly<import('./figure.js').State>} state */
function freePlace(state) {
  const taken = placesOf(state).filter(({ calls }) => calls === MIDDLE.calls).map(({ year }) => year);
  const years = Array.from({ length: YEARS }, (_, i) => FIRST_YEAR + ((MIDDLE.year - FIRST_YEAR + i) % YEARS));
  return { ...MIDDLE, year: years.find((year) => !taken.includes(year)) ?? MIDDLE.year };
}

export default defineFigure({
  id: 'outliers',
  title: 'Years that counted minutes',
  description: 'International phone calls from Belgium, where minutes were recorded instead of calls from 1964 to 1969 and in parts of 1963 and 1970: '
    + 'the line under each noise model, and how much each point counts for it.',
  hint: 'Drag a point up or down and watch the line, then change the noise.',
  fields: {
    noise: choice({ start: 'gaussian', options: NOISES.map(({ id }) => id) }),
    all: flag({ start: false }),
    show: choice({ start: 'weight', options: ['weight', 'pull'] }),
    point: integer({ start: START.point, min: 1, max: MOST_POINTS }),
    year: yearField,
    calls: callsField,
    points: pointsField,
    adding: flag({ start: false }),
  },
  settle(next, previous) {
    // Another point is chosen: the last one stays where it was left.
    return next.point === previous.point || next.points !== previous.points ? {} : choosing(placesOf(previous), chosenOf(next));
  },
  controls: [
    { kind: 'choice', key: 'noise', label: 'Noise', options: NOISES.map(({ id, name }) => ({ value: id, label: name })) },
    { kind: 'toggle', key: 'all', label: 'Draw all four lines' },
    { kind: 'choice', key: 'show', label: 'Below', options: [{ value: 'weight', label: 'weight of each point' }, { value: 'pull', label: 'its pull' }] },
    { kind: 'toggle', key: 'adding', label: 'A press on the plot adds a point' },
    { kind: 'range', key: 'point', label: 'chosen point', min: 1, max: MOST_POINTS, most: countOf, step: 1 },
    { kind: 'range', key: 'year', symbol: 'x', label: 'its year', min: FIRST_YEAR, max: LAST_YEAR, step: 1 },
    { kind: 'range', key: 'calls', symbol: 'y', label: 'its calls, millions', min: 0, max: MOST_CALLS, step: 0.1 },
    {
      kind: 'button', key: 'add', label: 'Add a point', enabled: (state) => countOf(state) < MOST_POINTS,
      act: (store, state) => store.set(adding(state, freePlace(state))),
    },
    {
      kind: 'button', key: 'remove', label: 'Remove the chosen point', enabled: (state) => countOf(state) > LEAST_POINTS,
      act: (store, state) => store.set(removing(state)),
    },
    { kind: 'button', key: 'put-back', label: 'Put back the record', act: (store, { point }) => store.set(record(point)) },
  ],
  view,
});
