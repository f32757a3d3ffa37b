import { choice, flag, integer, number } from '../ui/fields.js';
import { count, fixed, powerOfTen, significant } from '../ui/format.js';
import { defineFigure } from './figure.js';
import { evidence, TRUTH } from './same-peak-data.js';
import { flipRow } from './same-peak-flips.js';

/** The ends of θ: at 0 and 1 log L may be minus infinity. */
const LEAST = 0.01;
const MOST = 0.99;
/** How far below its peak log L is drawn, and the room above it, in nats. */
const DEPTH = 16;
const HEADROOM = 4;
/** So near the peak counts as on it: half a step of the slider. */
const NEAR = 0.0051;
const LAST_SEED = 9999;
const TOPS = [1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12];

/**
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {import('./figure.js').ChartView} ChartView
 * @typedef {ReturnType<typeof evidence>} Evidence
 * @typedef {{ theta: number, L: number, logL: number, slope: number, found: boolean }} Here   under the crosshair
 */

/** @param {State} state @param {Evidence} data @param {Engine} engine @returns {Here} */
function readAt({ theta }, { y, perFlip }, engine) {
  const nll = engine.nll('bernoulli', y, [theta]);
  return {
    theta, L: engine.exp(-nll), logL: -nll, slope: -engine.gradient('bernoulli', y, [theta])[0],
    found: Math.abs(theta - perFlip.peak) < NEAR,
  };
}

/** @param {State} state @param {Here} here @returns {import('./figure.js').Guide[]} the vertical lines of one chart */
function verticals({ seed }, { theta, found }, peakName = '', truthName = '') {
  return [
    { axis: 'x', value: theta, role: found ? 'optimum' : 'model', label: found ? peakName : '' },
    ...(seed === 0 ? [] : [/** @type {const} */ ({ axis: 'x', value: TRUTH, role: 'neutral', label: truthName })]),
  ];
}

/**
 * The likelihood with one factor for each pair, brought to the same peak: a likelihood's height is free, its width is not.
 * @param {string} label @param {Float64Array} x @param {Float64Array} y @returns {import('./figure.js').Series}
 */
const pairCurve = (label, x, y) => ({ label, role: 'neutral', x, y, labelAt: 'start' });

/** One state for the handles of all three charts. */
const DRAG = { to: (/** @type {{ x: number }} */ { x }) => ({ theta: Math.min(MOST, Math.max(LEAST, x)) }) };

/** The axis that a chart shares with the one below it, and the axis that names it. */
const BARE = { label: '', min: 0, max: 1, ticks: [] };
const THETA = { label: 'θ, probability of heads', min: 0, max: 1 };

/** @param {State} state @param {Evidence} data @param {Here} here @param {Engine} engine @returns {ChartView} */
function productChart(state, { x, product, perFlip, perPair }, here, engine) {
  const peak = engine.exp(-perFlip.lowest);
  const exponent = Math.floor(Math.log10(peak));
  const inUnit = (/** @type {number} */ value) => value / 10 ** exponent;
  const half = inUnit(peak) / 2;
  const ruler = (/** @type {import('./same-peak-data.js').Width} */ { from, to }) => ({
    label: '', role: /** @type {const} */ ('neutral'), dashed: false, x: [from, to], y: [half, half],
  });
  const shares = perPair && engine.exp(perPair.nll.map((nll) => perPair.lowest - nll));
  const onePerPair = shares?.map((share) => share * inUnit(peak));
  const label = `L = ${significant(here.L)}`;
  return {
    id: 'likelihood', shape: 'strip',
    description: `The likelihood L over θ: one peak. The crosshair stands ${here.found ? 'on it, ' : ''}at `
      + `θ = ${fixed(here.theta, 2)}, ${label}. At half its height the peak is ${fixed(perFlip.width.size)} wide.`,
    x: BARE,
    y: {
      label: exponent === 0 ? 'L(θ)' : `L(θ), × ${powerOfTen(exponent)}`,
      min: 0, max: TOPS.find((top) => top >= 1.2 * inUnit(peak)) ?? 12,
    },
    series: [
      ...(perPair && onePerPair ? [pairCurve('per pair, same height', x, onePerPair), ruler(perPair.width)] : []),
      { label: perPair ? 'a factor per flip' : '', role: 'model', x, y: product.map(inUnit), labelAt: 'start' },
      ruler(perFlip.width),
    ],
    markers: [{
      label, labelSide: here.slope > 0 ? 'left' : 'right', role: 'model',
      x: here.theta, y: inUnit(here.L), drag: DRAG,
    }],
    guides: verticals(state, here, 'argmax of L', `true θ ${TRUTH}`),
  };
}

/**
 * log L, or −log L: the same chart turned over.
 * @param {-1 | 1} sign
 * @param {State} state @param {Evidence} data @param {Here} here
 * @returns {ChartView}
 */
function logChart(sign, state, { x, perFlip, perPair }, here) {
  const top = Math.ceil(HEADROOM - perFlip.lowest);
  const bottom = top - DEPTH - HEADROOM;
  const [min, max] = sign > 0 ? [bottom, top] : [-top, -bottom];
  const value = sign * here.logL;
  const name = sign > 0 ? 'log L' : '−log L';
  const off = here.logL < bottom;
  const label = `${name} = ${fixed(value)}${off ? `, ${sign > 0 ? 'below' : 'above'} this chart` : ''}`;
  const bend = sign > 0 ? 'one peak' : 'one lowest point';
  return {
    id: sign > 0 ? 'log-likelihood' : 'nll', shape: 'strip',
    description: `${name} over θ, in nats: ${bend}${here.found ? ', under the crosshair' : ''}. The crosshair stands at `
      + `θ = ${fixed(here.theta, 2)}, ${label}.`,
    x: sign > 0 ? BARE : THETA,
    y: { label: `${name}(θ), nats`, min, max },
    series: [
      ...(perPair ? [pairCurve('', x, perPair.nll.map((nll) => sign * (perPair.lowest - nll - perFlip.lowest)))] : []),
      { label: '', role: 'model', x, y: perFlip.nll.map((nll) => -sign * nll) },
    ],
    markers: [{
      label, labelSide: sign * here.slope > 0 ? 'left' : 'right', role: 'model',
      x: here.theta, y: Math.min(max, Math.max(min, value)), drag: DRAG,
    }],
    guides: verticals(state, here, sign > 0 ? 'argmax of log L' : 'argmin of −log L'),
  };
}

/** @param {State} state @param {Evidence} data */
function widths({ copies, tied }, { perFlip, perPair }) {
  const wide = fixed(perFlip.width.size);
  if (!tied || !perPair) {
    return `At half its height the peak of L is ${wide} wide${copies === 1 ? '' : `, with each flip counted ${copies} times`}.`;
  }
  return `Each second flip copies the first: at half its height the peak is ${wide} wide with a factor for every flip, `
    + `${fixed(perPair.width.size)} with one for each pair, `
    + `${fixed(perPair.width.size / perFlip.width.size, 2)} times as wide, close to √2.`;
}

/** @param {State} state @param {Evidence} data @param {Here} here */
function sentenceFor(state, data, { theta, L, logL, slope, found }) {
  const { heads, n, peak } = data.perFlip;
  const flips = `${count(heads / state.copies, 'head')} in ${n / state.copies} flips.`;
  const at = `θ = ${fixed(theta, 2)}`;
  const truth = state.seed === 0 || !found ? ''
    : ` The coin that was flipped has θ = ${TRUTH}: the peak estimates it and moves with the data.`;
  if (found) return `${flips} ${at} is the argmax of L and of log L, and the argmin of −log L. ${widths(state, data)}${truth}`;
  const edge = peak === 0 || peak === 1 ? ` L rises all the way to the edge θ = ${peak}, where its slope is not zero.` : '';
  return `${flips} At ${at}, L = ${significant(L)} and log L = ${fixed(logL)} nats, `
    + `still rising to the ${slope > 0 ? 'right' : 'left'} (slope ${significant(slope)}).${edge} ${widths(state, data)}`;
}

export default defineFigure({
  id: 'same-peak',
  title: 'One peak, three curves',
  description: 'The likelihood L of ten coin flips over θ, its logarithm, and minus its logarithm, '
    + 'with one crosshair through all three.',
  hint: 'Drag the crosshair to the highest point of L and look at the other two.',
  fields: {
    theta: number({ start: 0.4, min: LEAST, max: MOST }),
    copies: choice({ start: 1, options: [1, 2, 4, 8] }),
    tied: flag({ start: false }),
    seed: integer({ start: 0, min: 0, max: LAST_SEED }),
  },
  controls: [
    { kind: 'range', key: 'theta', symbol: 'θ', label: 'crosshair', min: LEAST, max: MOST, step: 0.01 },
    {
      kind: 'choice', key: 'copies', label: 'Count each flip',
      options: [{ value: 1, label: 'once' }, ...[2, 4, 8].map((n) => ({ value: n, label: `${n}×` }))],
    },
    { kind: 'toggle', key: 'tied', label: 'Tie the flips in pairs: the second copies the first' },
    {
      kind: 'button', key: 'new-data', label: 'Draw new flips',
      act: (store, { seed }) => store.set({ seed: seed === LAST_SEED ? 1 : seed + 1 }),
    },
  ],
  view(state, engine) {
    const data = evidence(state, engine);
    const here = readAt(state, data, engine);
    const { x, product, perFlip } = data;
    return {
      headline: { label: `log L at θ = ${fixed(here.theta, 2)}`, value: fixed(here.logL), unit: 'nats' },
      sentence: sentenceFor(state, data, here),
      charts: [productChart(state, data, here, engine), logChart(1, state, data, here), logChart(-1, state, data, here)],
      table: {
        caption: `L, log L and −log L (nats) of ${perFlip.heads} heads in ${perFlip.n}`
          + `${state.tied ? ', one factor for every flip' : ''}`,
        columns: ['theta', 'L', 'log L', '-log L'],
        rows: () => Array.from(x, (at, i) => [at, product[i], -perFlip.nll[i], perFlip.nll[i]]),
      },
    };
  },
  custom: flipRow,
});
