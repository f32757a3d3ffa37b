import { choice, number } from '../ui/fields.js';
import { fixed, significant } from '../ui/format.js';
import { defineFigure } from './figure.js';
import { hingeView } from './loss-to-noise-hinge.js';
import { endSlopes, entryOf, HEIGHTS, implied, KNOTS, LOSSES, TOP } from './loss-to-noise-losses.js';

/**
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {ReturnType<typeof implied>} Implied
 */

const REACH = 6;
const POINTS = 241;
const TOPS = [0.5, 1, 2, 5, 10];

/** @param {Readonly<State>} state */
const bent = ({ loss }) => loss === 'bent';
/** @param {Readonly<State>} state */
const named = (state) => entryOf(state) !== undefined;
/** Whether the noise may be seen: a named loss asks for a prediction first. @param {Readonly<State>} state */
const open = (state) => bent(state) || state.verdict !== 'none';

/** @param {State} state @param {number} z */
function bentWords(state, z) {
  const { left, right } = endSlopes(state);
  if (z < Infinity) {
    return `The area under exp(−loss) is Z = ${significant(z, 4)}, so there is a noise with this loss: its density is exp(−loss)/Z. `
      + `Beyond the handles the loss rises by ${significant(left)} for each unit of r to the left and by ${significant(right)} to the right: the steeper, the lighter the tail.`;
  }
  const ends = [...(left <= 0 ? [['r = −3', left]] : []), ...(right <= 0 ? [['r = 3', right]] : [])];
  return `Beyond ${ends.map(([place]) => place).join(' and ')} the loss ${ends.every(([, slope]) => slope === 0) ? 'stays flat' : 'never rises again'}, `
    + 'so every further unit of r adds area under exp(−loss) and Z is infinite. No noise on the whole real line has this loss. Raise the outer handle above its neighbour.';
}

/** @param {State} state @param {Implied} noise */
function sentenceFor(state, { z }) {
  const entry = entryOf(state);
  if (!entry) return bentWords(state, z);
  if (!open(state)) return 'The dashed curve is exp(−loss). Predict: is the area under it finite, all the way out to both sides? Only then can it be divided by its area and be a density. Answer, and see.';
  const right = (state.verdict === 'yes') === (z < Infinity);
  return `${right ? 'Right. ' : 'Not so. '}${entry.words(state, z)}`;
}

/** @param {State} state @param {Engine} engine @returns {import('./figure.js').View} */
function residualView(state, engine) {
  const grid = engine.linspace(-REACH, REACH, POINTS);
  const noise = implied(state, grid, engine);
  const { values, density, z, weight, heights } = noise;
  const shown = open(state) && density;
  const flat = open(state) && !density;
  const tallest = shown ? density.reduce((a, b) => Math.max(a, b), 0) : 1;
  const entry = entryOf(state);
  const x = { label: 'r = y − f, residual in the unit of y', min: -REACH, max: REACH };
  /** From a named loss the other handles start on its curve. @param {number} i @param {number} y @returns {Partial<State>} */
  const bend = (i, y) => ({
    loss: 'bent',
    ...(bent(state) ? {} : Object.fromEntries(HEIGHTS.map((key, j) => [key, Math.min(TOP, Math.round(heights[j] * 100) / 100)]))),
    [HEIGHTS[i]]: Math.round(y * 20) / 20,
  });
  return {
    headline: {
      label: 'Z, the area under exp(−loss)',
      value: !open(state) ? '?' : z === Infinity ? 'infinite' : significant(z, 4), unit: flat ? 'no density' : '',
      exact: open(state) ? z : null,
    },
    sentence: sentenceFor(state, noise),
    charts: [{
      id: 'loss', shape: 'half', stays: true,
      description: `The loss over the residual${entry ? `, ${entry.label}` : ', bent by seven handles'}: ${KNOTS.map((r, i) => `${significant(heights[i])} at ${r}`).join(', ')}.`,
      x, y: { label: 'loss(r), nats', min: 0, max: TOP, ticks: [0, 3, 6, 9].map((value) => ({ value, label: String(value) })) },
      series: [{ label: '', role: 'model', x: grid, y: values }],
      markers: KNOTS.map((r, i) => ({
        label: '', role: /** @type {const} */ ('model'), x: r, y: Math.min(TOP, heights[i]),
        drag: { to: ({ y }) => bend(i, y), free: true, upright: true },
      })),
    }, {
      id: 'density', shape: 'half',
      description: !open(state) ? 'e to the minus loss, not yet divided by its area.'
        : shown ? `The density of the noise, highest with ${significant(tallest)}.` : 'e to the minus loss: it does not fall to 0 on both sides, and its area is infinite. There is no density.',
      x, y: { label: shown ? 'density, exp(−loss)/Z' : 'exp(−loss)', min: 0, max: shown ? TOPS.find((top) => top >= 1.05 * tallest) ?? Math.ceil(tallest) : 1.1 },
      series: [
        shown ? { label: '', role: 'model', kind: 'area', x: grid, y: density }
          : { label: flat ? 'its area is infinite' : '', role: 'neutral', kind: flat ? 'area' : 'line', x: grid, y: weight, labelAt: 'start' },
      ],
    }],
    table: {
      caption: `Loss over the residual${shown ? ', and the density that it implies' : ''}`,
      columns: ['r', 'loss', 'exp(-loss)', ...(shown ? ['density'] : [])],
      rows: () => Array.from(grid, (r, i) => [r, values[i], weight[i], ...(shown ? [density[i]] : [])]),
    },
  };
}

/** @type {(label: string, yes: string, no: string, when: (state: State) => boolean) => import('../ui/controls.js').Control} */
const question = (label, yes, no, when) =>
  ({ kind: 'choice', key: 'verdict', label, options: [{ value: 'yes', label: yes }, { value: 'no', label: no }], when });

export default defineFigure({
  id: 'loss-to-noise',
  title: 'From loss to noise',
  description: 'The way back: a loss on the left, and on the right the noise density exp(−loss)/Z that it implies, if there is one. '
    + 'Bend the loss by its handles, or choose one by name.',
  hint: 'Pull an outer handle down and watch the tail on that side.',
  fields: {
    loss: choice({ start: 'bent', options: ['bent', ...LOSSES.map(({ id }) => id), 'hinge'] }),
    verdict: choice({ start: 'none', options: ['none', 'yes', 'no'] }),
    ...Object.fromEntries(HEIGHTS.map((key, i) => [key, number({ start: Math.abs(KNOTS[i]), min: 0, max: TOP })])),
    delta: number({ start: 1, min: 0.1, max: 3 }),
    tau: number({ start: 0.8, min: 0.05, max: 0.95 }),
    cap: number({ start: 4, min: 0.5, max: 8 }),
    c: number({ start: 3, min: 1, max: 5 }),
    f: number({ start: 0, min: -3, max: 3 }),
  },
  settle: (next, previous) => (next.loss === previous.loss ? {} : { verdict: 'none' }),
  controls: [
    {
      kind: 'choice', key: 'loss', label: 'Loss',
      options: [{ value: 'bent', label: 'bent by hand' }, ...LOSSES.map(({ id, label }) => ({ value: id, label })), { value: 'hinge', label: 'hinge' }],
    },
    question('Is there a noise with this loss?', 'yes, the area is finite', 'no', named),
    question('Does Z stay the same for every prediction?', 'yes', 'no', ({ loss }) => loss === 'hinge'),
    { kind: 'range', key: 'delta', symbol: 'δ', label: 'where the parabola ends', min: 0.1, max: 3, step: 0.05, when: ({ loss }) => loss === 'huber' },
    { kind: 'range', key: 'tau', symbol: 'τ', label: 'slope to the right', min: 0.05, max: 0.95, step: 0.05, when: ({ loss }) => loss === 'pinball' },
    { kind: 'range', key: 'cap', label: 'clipped at a loss of', min: 0.5, max: 8, step: 0.1, when: ({ loss }) => loss === 'clipped' },
    { kind: 'range', key: 'c', symbol: 'c', label: 'where it is flat', min: 1, max: 5, step: 0.1, when: ({ loss }) => loss === 'tukey' },
    { kind: 'range', key: 'f', symbol: 'f', label: 'prediction', min: -3, max: 3, step: 0.05, when: ({ loss }) => loss === 'hinge' },
    ...HEIGHTS.map((key, i) => /** @type {const} */ ({
      kind: 'range', key, label: `loss at r = ${fixed(KNOTS[i], 0)}`, min: 0, max: TOP, step: 0.05, when: bent,
    })),
  ],
  view: (state, engine) => (state.loss === 'hinge' ? hingeView(state, engine) : residualView(state, engine)),
});
