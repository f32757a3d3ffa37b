import { choice, number } from '../ui/fields.js';
import { probability } from '../ui/format.js';
import { defineFigure } from './figure.js';
import { rungs } from './ladder-rungs.js';
import { curves, EPS, FLIPS, HEADS, logOrders, optimumOf, readAll, steps } from './ladder-steps.js';
import { sentenceFor, valueText } from './ladder-words.js';

/** So near counts as found: half a step of the slider. */
const NEAR = 0.0051;
const TOP = steps.length - 1;

/**
 * The handle, held at the chart's edge where the value lies beyond it.
 * @param {number} p @param {number} value @param {import('./ladder-steps.js').Step} step @param {number} slope
 * @returns {import('./figure.js').Marker}
 */
function handle(p, value, { min, max }, slope) {
  const beyond = value < min ? ', below this chart' : value > max ? ', above this chart' : '';
  return {
    label: `${valueText(value)}${beyond}`, labelSide: slope > 0 ? 'left' : 'right', role: 'model',
    x: p, y: Math.min(max, Math.max(min, value)), drag: { to: ({ x }) => ({ p: x }) },
  };
}

/**
 * @param {{ step: number, p: number }} state
 * @param {{ value: number, slope: number }} read   under the handle
 * @param {number | null} optimum   null until it was sought
 * @param {import('./figure.js').Engine} engine
 * @returns {import('./figure.js').ChartView}
 */
function chart({ step, p }, read, optimum, engine) {
  const { x, rungs: along } = curves(engine);
  const { name, short, axis, min, max, optimum: extreme } = steps[step];
  /** @type {import('./figure.js').Series[]} */
  const series = [{ label: '', role: 'model', x, y: along[step] }];
  // From the third rung on the axis stays, and the curve of the rung below stays to be compared with.
  if (step > 2) {
    const label = `before: ${steps[step - 1].short}`;
    series.unshift({ label, role: 'neutral', faint: true, x, y: along[step - 1], labelAt: 'start' });
  }
  const markers = [handle(p, read.value, steps[step], read.slope)];
  /** @type {import('./figure.js').Guide[]} */
  const guides = [];
  if (optimum !== null) {
    markers.unshift({ label: '', role: 'optimum', x: optimum, y: readAll(optimum, engine)[step].value });
    const label = `${extreme === 'highest' ? 'argmax' : 'argmin'} ${optimum}`;
    guides.push({ axis: 'x', value: optimum, role: 'optimum', label });
  }
  if (step === TOP) guides.push(...[EPS, 1 - EPS].map((value) => clipGuide(value)));
  return {
    id: 'ladder',
    description: `${name}: ${short} over p for ${HEADS} heads in ${FLIPS} flips: one ${extreme} point`
      + `${optimum === null ? '' : `, pinned at p = ${optimum}`}`
      + `${step === TOP ? `, flat below ${EPS} and above ${1 - EPS}` : ''}. `
      + `The marker stands at p = ${probability(p, 2)}, value ${valueText(read.value)}.`,
    x: { label: 'p, probability of heads', min: 0, max: 1 },
    y: { label: axis, min, max },
    series, markers, guides,
  };
}

/** @param {number} value @returns {import('./figure.js').Guide} */
const clipGuide = (value) => ({ axis: 'x', value, role: 'neutral', label: `${value}` });

export default defineFigure({
  id: 'ladder',
  title: 'From a likelihood to a loss',
  description: `The probability of ${HEADS} heads in ${FLIPS} flips, and five steps that turn it into what a framework `
    + 'minimises: climb, and watch what changes and what does not.',
  hint: 'Drag the marker to the highest point, then climb.',
  fields: {
    step: choice({ start: 0, options: steps.map((_, i) => i) }),
    p: number({ start: 0.4, min: 0, max: 1 }),
  },
  controls: [
    { kind: 'range', key: 'p', symbol: 'p', label: 'probability of heads', min: 0, max: 1, step: 0.01 },
    {
      kind: 'button', key: 'climb', label: 'Climb one step',
      enabled: ({ step }) => step < TOP, act: (store, { step }) => store.set({ step: step + 1 }),
    },
    {
      kind: 'button', key: 'descend', label: 'One step down',
      enabled: ({ step }) => step > 0, act: (store, { step }) => store.set({ step: step - 1 }),
    },
  ],
  view(state, engine) {
    const { step, p } = /** @type {{ step: number, p: number }} */ (state);
    const read = readAll(p, engine);
    const optimum = optimumOf(engine);
    const found = Math.abs(p - optimum) < NEAR;
    // On the ground the learner seeks the place; from the first rung on it is pinned, to see that it does not move.
    const pinned = step > 0 || found;
    const here = steps[step];
    return {
      headline: { label: `${here.short} at p = ${probability(p, 2)}`, value: valueText(read[step].value), unit: here.unit },
      sentence: sentenceFor({ step, p }, read, { optimum, found, perFlip: logOrders(engine) / FLIPS }),
      charts: [chart({ step, p }, read[step], pinned ? optimum : null, engine)],
      table: {
        caption: `${HEADS} heads in ${FLIPS}: all six rungs over p`,
        columns: ['p', ...steps.map(({ name }) => name)],
        rows: () => {
          const { x, rungs: along } = curves(engine);
          return Array.from(x, (value, i) => [value, ...along.map((values) => values[i])]);
        },
      },
    };
  },
  custom: rungs,
  customAt: 'after',
});
