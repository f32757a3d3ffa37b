import { choice, number } from '../ui/fields.js';
import { fixed, probability, ratioText, significant } from '../ui/format.js';
import { defineFigure } from './figure.js';
import { keepLast } from './keep-last.js';

/** @typedef {import('./figure.js').Engine} Engine */
/** @typedef {import('./figure.js').ChartView} ChartView */
/** @typedef {{ loss: number, gradient: number }} Pull */

const END = 10;
const POINTS = 201;
/** The share given to what happened at which the squared error pulls hardest: there its loss turns from bending up to bending down. */
const STEEPEST = 1 / 3;
/** A finger cannot do better than this: so near the steepest place counts as having found it. */
const NEAR = 0.06;
const SURE = 0.9;

/** Both losses and gradients along the logit. They depend on the label alone. */
const curves = keepLast((engine, /** @type {number} */ y) => {
  const x = engine.linspace(-END, END, POINTS);
  const cross = {
    loss: engine.curve('bernoulli-logit', [y], [0], 0, x),
    gradient: x.map((z) => engine.gradient('bernoulli-logit', [y], [z])[0]),
  };
  return { x, cross, squared: engine.squaredErrorLogit(y, x) };
});

/** @param {number} z @param {number} y @param {Engine} engine @returns {{ cross: Pull, squared: Pull }} */
function pullsAt(z, y, engine) {
  const { loss, gradient } = engine.squaredErrorLogit(y, [z]);
  return {
    cross: { loss: engine.nll('bernoulli-logit', [y], [z]), gradient: engine.gradient('bernoulli-logit', [y], [z])[0] },
    squared: { loss: loss[0], gradient: gradient[0] },
  };
}

/** A loss or gradient: never rounded to 1 unless it is 1. @param {number} value */
function unrounded(value) {
  const digits = [3, 4, 5].find((most) => Math.abs(Number(value.toPrecision(most))) !== 1);
  return significant(value, digits);
}

/** @param {number} right the probability given to what happened @param {boolean} steepest @param {number} times */
function remark(right, steepest, times) {
  if (steepest) return `You are within ${NEAR} of where squared error pulls hardest, where it gives what happened probability 1/3. Further to the wrong side its pull fades, and its loss bends down: it is not convex.`;
  if (right < 1 - SURE) return `Sure and wrong: cross-entropy pulls with nearly full strength, ${times > 100 ? 'squared error hardly at all' : 'and squared error ever less'}.`;
  if (right > SURE) return 'Sure and right: both let go, as they should.';
  if (right === 0.5) return 'Even odds, on neither side: both pull towards what happened.';
  return right < 0.5 ? 'Wrong: both pull back.' : 'On the right side, not yet sure: both still pull.';
}

/** @param {number} z @param {number} y @param {{ cross: Pull, squared: Pull }} here @param {Engine} engine */
function sentenceFor(z, y, { cross, squared }, engine) {
  const right = engine.sigmoid(y === 1 ? z : -z);
  const steepest = Math.abs((y === 1 ? z : -z) - engine.logit(STEEPEST)) < NEAR;
  const text = (/** @type {Pull} */ { loss, gradient }) => `loss ${unrounded(loss)}, gradient ${unrounded(gradient)}`;
  return `z = ${significant(z)}: probability ${probability(right)} for the y = ${y} that happened. Cross-entropy: ${text(cross)}. `
    + `Squared error: ${text(squared)}. ${remark(right, steepest, cross.gradient / squared.gradient)}`;
}

/**
 * @param {'loss' | 'gradient'} id @param {{ z: number, y: number }} state @param {{ cross: Pull, squared: Pull }} here @param {Engine} engine
 * @returns {ChartView}
 */
function chart(id, { z, y }, here, engine) {
  const { x, cross, squared } = curves(engine, y);
  const drag = { to: (/** @type {{ x: number }} */ at) => ({ z: Math.round(at.x * 20) / 20 }) };
  // The wrong side is where the two part: there is room for their names.
  const labelAt = y === 1 ? /** @type {const} */ ('start') : /** @type {const} */ ('end');
  return {
    id, shape: 'half',
    description: `The ${id} of cross-entropy and of squared error against the logit, for y = ${y}. At z = ${significant(z)}: `
      + `${unrounded(here.cross[id])} and ${unrounded(here.squared[id])}.`,
    x: { label: 'z, logit of p', min: -END, max: END },
    y: id === 'loss' ? { label: 'loss', min: 0, max: 12 } : { label: 'gradient in z', min: -1.15, max: 1.15 },
    series: [
      { label: 'cross-entropy', role: 'model', x, y: cross[id], labelAt },
      { label: 'squared error', role: 'neutral', x, y: squared[id], labelAt },
    ],
    markers: [
      { label: '', role: 'neutral', x: z, y: here.squared[id] },
      { label: '', role: 'model', x: z, y: here.cross[id], drag },
    ],
    guides: [{ axis: 'x', value: z, role: 'model' }],
  };
}

export default defineFigure({
  id: 'gradients',
  title: 'Who pulls a wrong answer back',
  description: 'Cross-entropy and squared error of p = sigmoid(z) for one label, and their gradients in the logit z: '
    + 'move z and compare how hard each pulls.',
  hint: 'Drag z to the wrong side. Where does squared error pull hardest?',
  fields: {
    z: number({ start: 3, min: -END, max: END }),
    y: choice({ start: 1, options: [1, 0] }),
  },
  controls: [
    { kind: 'range', key: 'z', symbol: 'z', label: 'logit', min: -END, max: END, step: 0.05 },
    { kind: 'choice', key: 'y', label: 'What happened', options: [{ value: 1, label: 'y = 1' }, { value: 0, label: 'y = 0' }] },
  ],
  view(state, engine) {
    const { z, y } = /** @type {{ z: number, y: number }} */ (state);
    const here = pullsAt(z, y, engine);
    const times = here.cross.gradient / here.squared.gradient;
    return {
      headline: { label: 'cross-entropy pulls', value: times < 100 ? fixed(times, 2) : ratioText(times), unit: 'times as hard', exact: times },
      sentence: sentenceFor(z, y, here, engine),
      charts: [chart('loss', { z, y }, here, engine), chart('gradient', { z, y }, here, engine)],
      table: {
        caption: `Cross-entropy (nats) and squared error of p = sigmoid(z) for y = ${y}, and their gradients in z`,
        columns: ['z', 'cross-entropy', 'its gradient', 'squared error', 'its gradient in z'],
        rows: () => {
          const { x, cross, squared } = curves(engine, y);
          return Array.from(x, (at, i) => [at, cross.loss[i], cross.gradient[i], squared.loss[i], squared.gradient[i]]);
        },
      },
    };
  },
});
