import { choice, flag, integer, number } from '../ui/fields.js';
import { wholeText } from '../ui/format.js';
import { dataField, guessCount, guessesField, LAST_SEED, MOST_GUESSES, MOST_POINTS, onGrid, REACH, SIGMA } from './bell-curve-data.js';
import { bellParts } from './bell-curve-parts.js';
import { DIVISORS, repeatView } from './bell-curve-repeat.js';
import { sampleView } from './bell-curve-view.js';
import { defineFigure } from './figure.js';

/** @typedef {import('./figure.js').State} State */

/** A truth whose samples stay on the axis: six widths from the centre. */
const CENTRE = { min: -20, max: 30 };
const WIDTH = { min: 0.5, max: 5 };
const RUNS = [1000, 10_000, 100_000];

/** @param {Readonly<State>} state */
const alone = ({ part }) => part === 'sample';
/** @param {Readonly<State>} state */
const repeated = ({ part }) => part === 'repeat';
/** @param {Readonly<State>} state */
const hasTruth = ({ part, seed }) => part === 'repeat' || seed > 0;

export default defineFigure({
  id: 'bell-curve',
  title: 'A bell for measurements',
  description: 'Measurements, at first Newcomb’s 66 of the time that light takes, under a bell curve with a centre and a width. '
    + 'Each point adds the logarithm of its density: find the bell with the highest total. Grey steps show where the points lie.',
  hint: 'Drag the two handles: one moves the bell, the other widens it.',
  fields: {
    part: choice({ start: 'sample', options: ['sample', 'repeat'] }),
    mu: number({ start: 10, min: -REACH, max: REACH }),
    sigma: number({ start: 12, ...SIGMA }),
    data: dataField,
    point: integer({ start: 0, min: 0, max: MOST_POINTS }),
    guesses: guessesField,
    revealed: flag({ start: false }),
    seed: integer({ start: 0, min: 0, max: LAST_SEED }),
    centre: number({ start: 20, ...CENTRE }),
    width: number({ start: 2, ...WIDTH }),
    n: integer({ start: 5, min: 3, max: MOST_POINTS }),
    bet: choice({ start: 'none', options: ['none', ...DIVISORS.map(({ value }) => value)] }),
    runs: choice({ start: 10_000, options: RUNS }),
    ran: flag({ start: false }),
  },
  settle(next, previous) {
    const changed = (/** @type {string[]} */ ...keys) => keys.some((key) => next[key] !== previous[key]);
    return {
      ...(changed('data') && { guesses: '' }),
      // Another sample: the hunt begins anew.
      ...((changed('seed') || (next.seed > 0 && changed('n', 'centre', 'width'))) && { data: '', point: 0, guesses: '', revealed: false }),
      ...(changed('seed', 'n', 'centre', 'width', 'runs', 'bet') && { ran: false }),
    };
  },
  controls: [
    { kind: 'choice', key: 'part', label: 'Look at', options: [{ value: 'sample', label: 'one sample' }, { value: 'repeat', label: 'the experiment repeated' }] },
    { kind: 'range', key: 'mu', symbol: 'μ', label: 'centre', min: -REACH, max: REACH, step: 0.1, when: alone },
    { kind: 'range', key: 'sigma', symbol: 'σ', label: 'width', ...SIGMA, step: 0.1, when: alone },
    {
      kind: 'button', key: 'commit', label: 'Commit this guess', when: alone,
      enabled: (state) => !state.revealed && guessCount(state) < MOST_GUESSES,
      act: (store, { mu, sigma, guesses }) => {
        store.set({ guesses: [...(guesses ? [guesses] : []), onGrid(mu), Math.round(sigma * 100) / 100].join('_') });
      },
    },
    {
      kind: 'button', key: 'reveal', label: 'Reveal the peak', when: alone,
      enabled: (state) => !state.revealed && state.guesses !== '',
      act: (store) => { store.set({ revealed: true }); },
    },
    {
      kind: 'button', key: 'newcomb', label: 'Newcomb’s 66', when: alone, enabled: ({ seed, data }) => seed > 0 || data !== '',
      act: (store) => { store.set({ seed: 0, data: '', point: 0 }); },
    },
    {
      kind: 'button', key: 'new-data', label: 'Draw a new sample', when: alone,
      act: (store, { seed }) => { store.set({ seed: seed === LAST_SEED ? 1 : seed + 1 }); },
    },
    { kind: 'range', key: 'n', symbol: 'n', label: 'measurements in a sample', min: 3, max: MOST_POINTS, step: 1, when: hasTruth },
    { kind: 'range', key: 'centre', symbol: 'μ', label: 'true centre', ...CENTRE, step: 0.5, when: hasTruth },
    { kind: 'range', key: 'width', symbol: 'σ', label: 'true width', ...WIDTH, step: 0.1, when: hasTruth },
    {
      kind: 'choice', key: 'bet', label: 'Which estimate of σ² has the lowest mean squared error? SS divided by', when: repeated,
      options: DIVISORS.map(({ value, label }) => ({ value, label })),
    },
    { kind: 'choice', key: 'runs', label: 'Samples', when: repeated, options: RUNS.map((value) => ({ value, label: wholeText(value) })) },
    {
      kind: 'button', key: 'repeat', label: 'Repeat the experiment', when: repeated, enabled: ({ bet, ran }) => bet !== 'none' && !ran,
      act: (store) => { store.set({ ran: true }); },
    },
  ],
  view(state, engine, custom) {
    const part = /** @type {import('./bell-curve-parts.js').BellPart | undefined} */ (custom);
    return repeated(state) ? repeatView(state, engine, part?.results ?? null) : sampleView(state, engine, part ?? null);
  },
  customAt: 'end',
  custom: bellParts,
});
