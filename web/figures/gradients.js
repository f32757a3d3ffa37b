import { choice, flag, number } from '../ui/fields.js';
import { fixed, probability, ratioText, significant } from '../ui/format.js';
import { defineFigure } from './figure.js';
import { keepLast } from './keep-last.js';
import { hasMoved, trailAxis } from './trail-axis.js';

/** @typedef {import('./figure.js').Engine} Engine */
/** @typedef {import('./figure.js').ChartView} ChartView */
/** @typedef {{ loss: number, gradient: number }} Pull */
/** @typedef {{ z: number, y: number, trail: string, whole: boolean }} Settings */

const END = 10;
const POINTS = 201;
/** The share given to what happened at which the squared error pulls hardest: there its loss turns from bending up to bending down. */
const STEEPEST = 1 / 3;
/** A finger cannot do better than this: so near the steepest place counts as having found it. */
const NEAR = 0.06;
const SURE = 0.9;
const START = 3;

const axis = trailAxis({ min: -END, max: END, start: START, points: POINTS });

/** Both losses and gradients at some logits. @param {number[] | Float64Array} x @param {number} y @param {Engine} engine */
const lossesAlong = (x, y, engine) => ({
  cross: {
    loss: engine.curve('bernoulli-logit', [y], [0], 0, x),
    gradient: Float64Array.from(x, (z) => engine.gradient('bernoulli-logit', [y], [z])[0]),
  },
  squared: engine.squaredErrorLogit(y, x),
});

/** The curves of one chart where the learner has been, or whole. They do not depend on where the marker stands. */
const curves = keepLast((engine, /** @type {'loss' | 'gradient'} */ id, /** @type {number} */ y, /** @type {string} */ trail, /** @type {boolean} */ whole) => {
  const along = (/** @type {'cross' | 'squared'} */ loss) => axis.curve(trail, whole, engine, (x) => lossesAlong(x, y, engine)[loss][id]);
  return { cross: along('cross'), squared: along('squared') };
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

/** Where squared error pulls hardest: so far on the wrong side. @param {number} y @param {Engine} engine */
const steepestPlace = (y, engine) => (y === 1 ? 1 : -1) * engine.logit(STEEPEST);

/** @param {number} right the probability given to what happened @param {boolean} steepest @param {number} times */
function remark(right, steepest, times) {
  if (steepest) return `You are within ${NEAR} of where squared error pulls hardest, where it gives what happened probability 1/3. Further to the wrong side its pull fades, and its loss bends down: it is not convex.`;
  if (right < 1 - SURE) return `Sure and wrong: cross-entropy pulls with nearly full strength, ${times > 100 ? 'squared error hardly at all' : 'and squared error ever less'}.`;
  if (right > SURE) return 'Sure and right: both let go, as they should.';
  if (right === 0.5) return 'Even odds, on neither side: both pull towards what happened.';
  return right < 0.5 ? 'The model is wrong here: both pull it back.' : 'On the right side, not yet sure: both still pull.';
}

/** @param {Settings} state @param {{ cross: Pull, squared: Pull }} here @param {Engine} engine */
function sentenceFor({ z, y, whole }, { cross, squared }, engine) {
  const right = engine.sigmoid(y === 1 ? z : -z);
  const place = steepestPlace(y, engine);
  const steepest = whole && Math.abs(z - place) < NEAR;
  const text = (/** @type {Pull} */ { loss, gradient }) => `loss ${unrounded(loss)}, gradient ${unrounded(gradient)}`;
  return `z = ${significant(z)}: probability ${probability(right)} for the y = ${y} that happened. Cross-entropy: ${text(cross)}. `
    + `Squared error: ${text(squared)}. ${remark(right, steepest, cross.gradient / squared.gradient)}`
    + `${whole && !steepest ? ` Squared error pulls hardest at z = ${fixed(place, 2)}, with a gradient of ${unrounded(engine.squaredErrorLogit(y, [place]).gradient[0])}.` : ''}`;
}

/**
 * @param {'loss' | 'gradient'} id @param {Settings} state @param {{ cross: Pull, squared: Pull }} here @param {Engine} engine
 * @returns {ChartView}
 */
function chart(id, { z, y, trail, whole }, here, engine) {
  const { cross, squared } = curves(engine, id, y, trail, whole);
  const drag = { to: (/** @type {{ x: number }} */ at) => ({ z: Math.round(at.x * 20) / 20 }) };
  // The wrong side is where the two part: there is room for their names.
  const labelAt = y === 1 ? /** @type {const} */ ('start') : /** @type {const} */ ('end');
  return {
    id, shape: 'half',
    description: `The ${id} of cross-entropy and of squared error against the logit, for y = ${y}${whole ? '' : ', drawn only where you have been'}. At z = ${significant(z)}: `
      + `${unrounded(here.cross[id])} and ${unrounded(here.squared[id])}.`,
    x: { label: 'z, logit of p', min: -END, max: END },
    y: id === 'loss' ? { label: 'loss (cross-entropy: nats)', min: 0, max: 12 } : { label: 'gradient, loss per unit of z', min: -1.15, max: 1.15 },
    series: [
      { label: whole ? 'cross-entropy' : '', role: 'model', ...cross, labelAt },
      { label: whole ? 'squared error' : '', role: 'neutral', ...squared, labelAt },
    ],
    markers: [
      { label: whole ? '' : 'squared error', role: 'neutral', x: z, y: here.squared[id] },
      { label: whole ? '' : 'cross-entropy', role: 'model', x: z, y: here.cross[id], drag },
    ],
    guides: [{ axis: 'x', value: z, role: 'model' }],
  };
}

export default defineFigure({
  id: 'gradients',
  title: 'Who pulls a wrong answer back',
  description: 'Cross-entropy and squared error of p = sigmoid(z) for one label, and their gradients in the logit z: '
    + 'move z and compare how hard each pulls. The curves appear where you have been.',
  hint: 'Drag z to the wrong side. Where does squared error pull hardest?',
  fields: {
    z: number({ start: START, min: -END, max: END }),
    y: choice({ start: 1, options: [1, 0] }),
    trail: axis.field,
    whole: flag({ start: false }),
  },
  plotted: { whole: true },
  settle: (next, previous) => ({ trail: axis.after(next.trail, previous.z, next.z) }),
  controls: [
    { kind: 'range', key: 'z', symbol: 'z', label: 'logit', min: -END, max: END, step: 0.05 },
    { kind: 'choice', key: 'y', label: 'What happened', options: [{ value: 1, label: 'y = 1' }, { value: 0, label: 'y = 0' }] },
    {
      kind: 'button', key: 'whole', label: 'Hardest here: draw both curves', enabled: ({ whole, trail }) => !whole && hasMoved(trail),
      act: (store) => { store.set({ whole: true }); },
    },
  ],
  view(state, engine) {
    const settings = /** @type {Settings} */ (state);
    const { z, y, trail, whole } = settings;
    const here = pullsAt(z, y, engine);
    const times = here.cross.gradient / here.squared.gradient;
    return {
      headline: { label: 'cross-entropy pulls', value: times < 100 ? fixed(times, 2) : ratioText(times), unit: 'times as hard', exact: times },
      sentence: sentenceFor(settings, here, engine),
      charts: [chart('loss', settings, here, engine), chart('gradient', settings, here, engine)],
      table: {
        caption: `Cross-entropy (nats) and squared error of p = sigmoid(z) for y = ${y}, and their gradients in z`,
        columns: ['z', 'cross-entropy', 'its gradient', 'squared error', 'its gradient in z'],
        rows: () => {
          const x = axis.listed(trail, whole, engine);
          const { cross, squared } = lossesAlong(x, y, engine);
          return Array.from(x, (at, i) => [at, cross.loss[i], cross.gradient[i], squared.loss[i], squared.gradient[i]]);
        },
      },
    };
  },
});
