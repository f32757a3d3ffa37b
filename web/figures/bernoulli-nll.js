import { choice, flag, number } from '../ui/fields.js';
import { fixed, probability, significant } from '../ui/format.js';
import { defineFigure } from './figure.js';
import { keepLast } from './keep-last.js';

/** The ends of p in the table and its number of points: the lesson's, and those of 00_bernoulli_nll. */
const P_MIN = 1e-4;
const P_MAX = 1 - 1e-4;
const POINTS = 400;
/**
 * Between the first of these points the loss drops from 9.2 to 5.9: one more between bends the drawn curve. Nearer ones would
 * share a pixel. The last is above the chart in nats and in bits: at 0 there is no top to end at.
 */
const NEAR_END = [0.0012, 1e-5];
/** The logit axis ends where the loss is 10 nats. */
const LOGIT_REACH = 10;
/** Where the clipping switch clips: large enough to see on the chart. */
const EPS = 0.01;
/** "Price of confidence" counts in right calls at this probability. */
const CALM = 0.9;

/** @typedef {import('./figure.js').Engine} Engine */
/** @typedef {import('./figure.js').State} State */

/** The losses of both outcomes along the axis, in the unit. They do not depend on p: a drag leaves them. */
const curves = keepLast((engine, /** @type {'p' | 'logit'} */ axis, /** @type {boolean} */ clip, /** @type {string} */ unit) => {
  const x = axis === 'p' ? engine.linspace(P_MIN, P_MAX, POINTS)
    : engine.linspace(engine.logit(P_MIN), engine.logit(P_MAX), POINTS);
  const ends = axis === 'p' ? NEAR_END.flatMap((end) => [end, 1 - end]) : [-LOGIT_REACH, LOGIT_REACH];
  const model = axis === 'p' ? 'bernoulli' : 'bernoulli-logit';
  const drawn = Float64Array.from([...x, ...ends]).sort();
  const losses = (/** @type {Float64Array} */ at) => {
    const [one, zero] = [1, 0].map((y) => {
      const nats = clip ? engine.bernoulliClippedCurve(y, at, EPS, axis) : engine.curve(model, [y], [at[0]], 0, at);
      return unit === 'bits' ? engine.toBits(nats) : nats;
    });
    return { x: at, one, zero };
  };
  return { drawn: losses(drawn), listed: losses(x) };
});

/**
 * The gradient is taken in p, or in z on the logit axis; null where p has no finite z.
 * @param {number} p @param {number} y @param {State} state @param {Engine} engine @returns {{ nll: number, gradient: number | null }}
 */
function lossAndGradient(p, y, { axis, clip }, engine) {
  const z = engine.logit(p);
  if (axis === 'logit' && Number.isFinite(z)) {
    return clip ? engine.bernoulliClippedLogit(y, z, EPS)
      : { nll: engine.nll('bernoulli-logit', [y], [z]), gradient: engine.gradient('bernoulli-logit', [y], [z])[0] };
  }
  const { nll, gradient } = clip ? engine.bernoulliClipped(y, p, EPS)
    : { nll: engine.nll('bernoulli', [y], [p]), gradient: engine.gradient('bernoulli', [y], [p])[0] };
  return { nll, gradient: axis === 'p' ? gradient : null };
}

export default defineFigure({
  id: 'bernoulli-nll',
  title: 'The price of confidence',
  description: 'The negative log-likelihood of one yes-or-no outcome against the probability p that the model gave to “yes”: '
    + 'move p and see what each outcome costs.',
  hint: 'Drag the marker towards 0 while the outcome is y\u00a0=\u00a01.',
  fields: {
    p: number({ start: 0.8, min: 0, max: 1 }),
    y: choice({ start: 1, options: [1, 0] }),
    unit: choice({ start: 'nats', options: ['nats', 'bits'] }),
    axis: choice({ start: 'p', options: ['p', 'logit'] }),
    clip: flag({ start: false }),
  },
  controls: [
    { kind: 'range', key: 'p', symbol: 'p', label: 'probability given to y = 1', min: 0, max: 1, step: 0.0001 },
    { kind: 'choice', key: 'y', label: 'What happened', options: [{ value: 1, label: 'y = 1' }, { value: 0, label: 'y = 0' }] },
    { kind: 'choice', key: 'unit', label: 'Unit', options: [{ value: 'nats', label: 'nats' }, { value: 'bits', label: 'bits' }] },
    { kind: 'choice', key: 'axis', label: 'Axis', options: [{ value: 'p', label: 'probability' }, { value: 'logit', label: 'logit' }] },
    { kind: 'toggle', key: 'clip', label: `Clip p to [${EPS}, ${1 - EPS}]` },
  ],
  view(state, engine) {
    const { p, y, unit, axis, clip } = state;
    const inUnit = (/** @type {number} */ nats) => (unit === 'bits' ? engine.toBits(nats) : nats);
    const { drawn, listed } = curves(engine, axis, clip, unit);
    const { nll, gradient } = lossAndGradient(p, y, state, engine);
    const other = lossAndGradient(p, 1 - y, state, engine);
    // Where p is clipped: what happened counts as more or less probable than the model said.
    const free = engine.nll('bernoulli', [y], [p]);
    const calls = nll / engine.nll('bernoulli', [1], [CALM]);
    const right = y === 1 ? p : 1 - p;
    // A p without a finite logit stands at the end of that axis.
    const x = axis === 'p' ? p : Math.min(LOGIT_REACH, Math.max(-LOGIT_REACH, engine.logit(p)));
    const inPlace = axis === 'p' ? 'p' : 'z';
    const onClip = clip && (p < EPS || p > 1 - EPS);
    const name = clip ? 'clipped loss' : 'loss';
    const top = unit === 'bits' ? 14 : 10;
    const shown = inUnit(nll);
    const marker = {
      label: `${fixed(shown)} ${unit}${shown > top ? ', above this chart' : ''}`, role: y === 1 ? /** @type {const} */ ('one') : /** @type {const} */ ('zero'),
      x, y: Math.min(top, shown),
      drag: { to: (/** @type {{ x: number }} */ at) => ({ p: axis === 'logit' ? engine.sigmoid(at.x) : at.x }) },
    };
    return {
      headline: { label: `${name} when y = ${y}`, value: fixed(shown), unit, exact: shown },
      sentence: `p = ${probability(p, 4)} and y = ${y}: the model gave what happened probability ${probability(right, 4)}`
        + `${onClip ? `; clipped, it counts as ${right < 0.5 ? EPS : 1 - EPS}` : ''}, so the loss is `
        + `${nll === Infinity ? 'infinite, more than any number of right calls.'
          : `${fixed(shown)} ${onClip ? `instead of ${fixed(inUnit(free))} ` : ''}${unit}${calls < 1 ? '' : `, as much as ${significant(calls)} right calls at 90%`}.`}`
        + ` ${gradient === null ? `No finite logit gives p = ${p}.` : `Gradient in ${inPlace}: ${significant(inUnit(gradient))} ${unit} per unit of ${inPlace}${
          !onClip ? '.' : right < 0.5 ? ': clipping has cut it off, nothing pulls p back.' : ': clipping has cut it off, where nothing needs to pull p back.'}`}`,
      charts: [{
        id: 'loss',
        description: `Two curves of ${name} in ${unit} against ${axis === 'p' ? 'p' : 'the logit of p'}: for y = 1 it falls as p grows, `
          + `for y = 0 it rises. The marker stands at p = ${probability(p, 4)}, ${name} ${fixed(shown)}.`,
        x: axis === 'p'
          ? { label: 'p, probability given to y = 1', min: 0, max: 1 }
          : { label: 'z = log(p / (1 − p)), logit of p', min: -LOGIT_REACH, max: LOGIT_REACH },
        y: { label: clip ? `loss −log p(y), p clipped, ${unit}` : `loss −log p(y), ${unit}`, min: 0, max: top },
        series: [
          { label: `y = 1${clip ? ', clipped' : ': −log p'}`, role: 'one', x: drawn.x, y: drawn.one, labelAt: 'start' },
          { label: `y = 0${clip ? ', clipped' : ': −log(1 − p)'}`, role: 'zero', x: drawn.x, y: drawn.zero, labelAt: 'end' },
        ],
        markers: [
          { label: '', role: y === 1 ? 'zero' : 'one', x, y: inUnit(other.nll) },
          marker,
        ],
        guides: clip ? [{ axis: 'y', value: inUnit(engine.nll('bernoulli', [1], [EPS])), role: 'neutral', label: `−log${unit === 'bits' ? '₂' : ''} ${EPS}, the most a clipped loss can be` }] : [],
      }],
      table: {
        caption: `Bernoulli NLL in ${unit}${clip ? `, p clipped to [${EPS}, ${1 - EPS}]` : ''}`,
        columns: [axis === 'p' ? 'p' : 'z', 'y=1', 'y=0'],
        rows: () => Array.from(listed.x, (at, i) => [at, listed.one[i], listed.zero[i]]),
      },
    };
  },
});
