import { choice, flag, number, text } from '../ui/fields.js';
import { probability } from '../ui/format.js';
import { extendTrail, TRAIL_PATTERN, trailAt, trailCells } from './coin-flips-trail.js';
import { defineFigure } from './figure.js';
import { rungs } from './ladder-rungs.js';
import { curves, EPS, FLIPS, ground, HEADS, logOrders, optimumOf, readAll, steps } from './ladder-steps.js';
import { sentenceFor, valueText } from './ladder-words.js';
import { visited } from './visited.js';

/** So near counts as found: half a step of the slider. */
const NEAR = 0.0051;
const TOP = steps.length - 1;
const START = 0.4;
/** @typedef {{ step: number, p: number, trail: string, guess: string, whole: boolean }} Seen   whole: the curve shows, not only where it was sought */

/** Nothing was pinned yet, or a probability as a number prints. */
const PIN = /^(?:|0|1|0\.\d{1,17}|[1-9](?:\.\d{1,17})?e-\d{1,3})$/;

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
 * @param {Seen} state
 * @param {{ value: number, slope: number }} read   under the handle
 * @param {number | null} optimum   null until it was sought
 * @param {import('./figure.js').Engine} engine
 * @returns {import('./figure.js').ChartView}
 */
function chart({ step, p, trail, guess, whole }, read, optimum, engine) {
  const { x, rungs: along } = curves(engine);
  const { name, short, axis, min, max, optimum: extreme } = steps[step];
  /** @type {import('./figure.js').Series[]} */
  const series = [{ label: '', role: 'model', ...(whole ? { x, y: along[step] } : visited(trail, (places) => ground(places, engine))) }];
  // From the third rung on the axis stays, and the curve of the rung below stays to be compared with.
  if (step > 2) {
    const label = `before: ${steps[step - 1].short}`;
    series.unshift({ label, role: 'neutral', faint: true, x, y: along[step - 1], labelAt: 'start' });
  }
  /** @type {import('./figure.js').Marker[]} */
  const markers = [handle(p, read.value, steps[step], read.slope)];
  /** @type {import('./figure.js').Guide[]} */
  const guides = [];
  if (optimum !== null) {
    if (guess !== '' && Math.abs(Number(guess) - optimum) >= NEAR && Number(guess) !== p) guides.push({ axis: 'x', value: Number(guess), role: 'neutral', label: 'your pin' });
    markers.unshift({ label: '', role: 'optimum', x: optimum, y: readAll(optimum, engine)[step].value });
    const label = `${extreme === 'highest' ? 'argmax' : 'argmin'} ${optimum}`;
    guides.push({ axis: 'x', value: optimum, role: 'optimum', label });
  }
  if (step === TOP) guides.push(...[EPS, 1 - EPS].map((value) => clipGuide(value)));
  return {
    id: 'ladder',
    description: `${name}: ${short} over p for ${HEADS} heads in ${FLIPS} flips: ${whole ? `one ${extreme} point` : 'drawn only where you have been'}`
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
  hint: 'Look for the highest point: the curve appears where you have been. Then climb.',
  fields: {
    step: choice({ start: 0, options: steps.map((_, i) => i) }),
    p: number({ start: START, min: 0, max: 1 }),
    trail: text({ start: trailAt(START), pattern: TRAIL_PATTERN, rule: 'visited hundredths, such as 38-52_70' }),
    guess: text({ start: '', pattern: PIN, rule: 'a probability, or nothing' }),
    whole: flag({ start: false }),
  },
  plotted: { whole: true },
  settle: (next, previous) => ({
    ...(next.p !== previous.p && { trail: extendTrail(previous.trail, previous.p, next.p) }),
    // To climb is to commit: where the learner leaves the ground is pinned.
    ...(next.step > 0 && previous.step === 0 && next.guess === '' && { guess: String(next.p) }),
  }),
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
    const { step, p, trail, guess } = /** @type {Seen} */ (state);
    const read = readAll(p, engine);
    const optimum = optimumOf(engine);
    const found = Math.abs(p - optimum) < NEAR;
    // On the ground the learner seeks the place; from the first rung on it is pinned, to see that it does not move.
    const whole = step > 0 || guess !== '' || state.whole;
    const pinned = whole || found;
    const here = steps[step];
    return {
      headline: { label: `${here.short} at p = ${probability(p, 2)}`, value: valueText(read[step].value), unit: here.unit, exact: read[step].value },
      sentence: sentenceFor({ step, p, guess, whole }, read, {
        optimum, found, perFlip: logOrders(engine) / FLIPS,
        times: guess === '' ? 1 : readAll(optimum, engine)[0].value / readAll(Number(guess), engine)[0].value,
      }),
      charts: [chart({ step, p, trail, guess, whole }, read[step], pinned ? optimum : null, engine)],
      table: {
        caption: `${HEADS} heads in ${FLIPS}: all six rungs over p`,
        columns: ['p', ...steps.map(({ name }) => name)],
        rows: () => {
          // Before the climb the table, too, holds only where the learner has been.
          if (!whole) return trailCells(trail).map((at) => [at, ...readAll(at, engine).map(({ value }) => value)]);
          const { x, rungs: along } = curves(engine);
          return Array.from(x, (value, i) => [value, ...along.map((values) => values[i])]);
        },
      },
    };
  },
  custom: rungs,
  customAt: 'after',
});
