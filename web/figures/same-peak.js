import { choice, flag, integer, number, text } from '../ui/fields.js';
import { count, fixed, powerOfTen, ratioText, significant } from '../ui/format.js';
import { showP } from './coin-flips-hunt.js';
import { extendTrail, TRAIL_PATTERN, trailAt, trailCells } from './coin-flips-trail.js';
import { defineFigure } from './figure.js';
import { evidence, TRUTH } from './same-peak-data.js';
import { flipRow } from './same-peak-flips.js';
import { visited } from './visited.js';

/** The ends of θ: at 0 and 1 log L may be minus infinity. */
const LEAST = 0.01;
const MOST = 0.99;
/** How far below its peak log L is drawn, and the room above it, in nats. */
const DEPTH = 16;
const HEADROOM = 4;
/** So near the peak counts as found: half a step of the slider. So near it is the peak, rounded. */
const NEAR = 0.0051;
const EXACT = 1e-12;
/** A gap of so few nats is the peak itself, rounded. */
const NO_GAP = 1e-12;
const LAST_SEED = 9999;
const START = 0.4;
/** Nothing was committed yet, or a crosshair's place as a number prints. */
const GUESS = /^(?:|0\.\d{1,17})$/;
const TOPS = [1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12];

/**
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {import('./figure.js').ChartView} ChartView
 * @typedef {ReturnType<typeof evidence>} Evidence
 * @typedef {{ theta: number, L: number, logL: number, slope: number, peak: number, found: boolean, exact: boolean }} Here   under the crosshair; found only once committed
 */

/** @param {State} state @param {Evidence} data @param {Engine} engine @returns {Here} */
function readAt({ theta, whole }, { y, perFlip }, engine) {
  const nll = engine.nll('bernoulli', y, [theta]);
  return {
    theta, L: engine.exp(-nll), logL: -nll, slope: -engine.gradient('bernoulli', y, [theta])[0],
    peak: perFlip.peak, found: whole && Math.abs(theta - perFlip.peak) < NEAR, exact: whole && Math.abs(theta - perFlip.peak) < EXACT,
  };
}

/** @param {State} state @param {Here} here @returns {import('./figure.js').Guide[]} the vertical lines of one chart */
function verticals({ seed, whole, guess }, { theta, peak, found }, peakName = '', truthName = '') {
  return [
    ...(found ? [] : [/** @type {const} */ ({ axis: 'x', value: theta, role: 'model' })]),
    ...(found || (whole && guess !== '') ? [/** @type {const} */ ({ axis: 'x', value: peak, role: 'optimum', label: peakName })] : []),
    ...(seed === 0 || !whole ? [] : [/** @type {const} */ ({ axis: 'x', value: TRUTH, role: 'neutral', label: truthName })]),
  ];
}

/**
 * The likelihood with one factor for each pair, brought to the same peak: a likelihood's height is free, its width is not.
 * @param {Float64Array} x @param {Float64Array} y @returns {import('./figure.js').Series}
 */
const pairCurve = (x, y) => ({ label: '', role: 'neutral', x, y });

/** One state for the handles of all three charts. */
const DRAG = { to: (/** @type {{ x: number }} */ { x }) => ({ theta: Math.min(MOST, Math.max(LEAST, x)) }) };

/** The axis that a chart shares with the one below it, and the axis that names it. */
const BARE = { label: '', min: 0, max: 1, ticks: [] };
const THETA = { label: 'θ, probability of heads', min: 0, max: 1 };

/** @param {State} state @param {Evidence} data @param {Here} here @param {Engine} engine @returns {ChartView} */
function productChart(state, { x, y, product, perFlip, perPair }, here, engine) {
  const peak = engine.exp(-perFlip.lowest);
  const exponent = Math.floor(Math.log10(peak));
  const inUnit = (/** @type {number} */ value) => value / 10 ** exponent;
  const half = inUnit(peak) / 2;
  const ruler = (/** @type {number} */ from, /** @type {number} */ to, /** @type {'neutral' | 'model'} */ role) =>
    ({ label: '', role, dashed: false, x: [from, to], y: [half, half] });
  // The wider ruler shows on both sides of the narrower one.
  const rulers = ({ from, to } = perFlip.width) => [ruler(from, to, perPair ? 'model' : 'neutral'),
    ...(perPair ? [ruler(perPair.width.from, from, 'neutral'), ruler(to, perPair.width.to, 'neutral')] : [])];
  // Where the two peaks are furthest apart: the wider one's name outside its flank, the narrower one's inside.
  const names = ({ from, to, size } = perFlip.width) => (perPair ? [
    named('per pair', 'neutral', perPair.width.from, 'end'), named('per flip', 'model', perFlip.peak, 'top'),
  ] : [named(`half height, ${fixed(size)} wide`, 'neutral', from < 1 - to ? to : from, from < 1 - to ? 'start' : 'end')]);
  const named = (/** @type {string} */ label, /** @type {'neutral' | 'model'} */ role, /** @type {number} */ at, /** @type {'start' | 'end' | 'top'} */ labelAt) =>
    ({ label, role, x: [at], y: [half], labelAt });
  const shares = perPair && engine.exp(perPair.nll.map((nll) => perPair.lowest - nll));
  const onePerPair = shares?.map((share) => share * inUnit(peak));
  const label = `L = ${significant(here.L)}`;
  return {
    id: 'likelihood', shape: 'strip',
    description: `The likelihood L over θ: ${state.whole ? 'one peak' : 'drawn only where you have been'}. The crosshair stands ${here.exact ? 'on it, ' : ''}at `
      + `θ = ${fixed(here.theta, 2)}, ${label}.${state.whole ? ` At half its height the peak is ${fixed(perFlip.width.size)} wide.` : ''}`,
    x: BARE,
    y: {
      label: exponent === 0 ? 'L(θ)' : `L(θ), × ${powerOfTen(exponent)}`,
      min: 0, max: TOPS.find((top) => top >= 1.2 * inUnit(peak)) ?? 12,
    },
    series: state.whole ? [
      ...(perPair && onePerPair ? [pairCurve(x, onePerPair)] : []),
      { label: '', role: 'model', x, y: product.map(inUnit) },
      ...rulers(),
      ...names(),
    ] : [{ label: '', role: 'model', ...visited(state.trail, (at) => engine.productCurve('bernoulli', y, [0.5], 0, at, 'float64').map(inUnit)) }],
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
 * @param {State} state @param {Evidence} data @param {Here} here @param {Engine} engine
 * @returns {ChartView}
 */
function logChart(sign, state, { x, y, perFlip, perPair }, here, engine) {
  const top = Math.ceil(HEADROOM - perFlip.lowest);
  const bottom = top - DEPTH - HEADROOM;
  const [min, max] = sign > 0 ? [bottom, top] : [-top, -bottom];
  const value = sign * here.logL;
  const name = sign > 0 ? 'log L' : '−log L';
  const off = here.logL < bottom;
  const label = `${name} = ${fixed(value)}${off ? `, ${sign > 0 ? 'below' : 'above'} this chart` : ''}`;
  const bend = !state.whole ? 'drawn only where you have been' : sign > 0 ? 'one peak' : 'one lowest point';
  return {
    id: sign > 0 ? 'log-likelihood' : 'nll', shape: 'strip',
    description: `${name} over θ, in nats: ${bend}${here.exact ? ', under the crosshair' : ''}. The crosshair stands at `
      + `θ = ${fixed(here.theta, 2)}, ${label}.`,
    x: sign > 0 ? BARE : THETA,
    y: { label: `${name}(θ), nats`, min, max },
    series: state.whole ? [
      ...(perPair ? [pairCurve(x, perPair.nll.map((nll) => sign * (perPair.lowest - nll - perFlip.lowest)))] : []),
      { label: '', role: 'model', x, y: perFlip.nll.map((nll) => -sign * nll) },
    ] : [{ label: '', role: 'model', ...visited(state.trail, (at) => engine.curve('bernoulli', y, [0.5], 0, at).map((nll) => -sign * nll)) }],
    markers: [{
      label, labelSide: sign * here.slope > 0 ? 'left' : 'right', role: 'model',
      x: here.theta, y: Math.min(max, Math.max(min, value)), drag: DRAG,
    }],
    guides: verticals(state, here, sign > 0 ? 'argmax of log L' : 'argmin of −log L'),
  };
}

/** Whether all flips are equal. @param {Evidence['perFlip']} likelihood */
const onEdge = ({ peak }) => peak === 0 || peak === 1;

/** @param {State} state @param {Evidence} data */
function widths({ copies, tied }, { perFlip, perPair }) {
  const wide = fixed(perFlip.width.size);
  if (!tied || !perPair) {
    return `At half its height the peak of L is ${wide} wide${copies === 1 ? '' : `, with each flip counted ${copies} times`}.`;
  }
  return `Each second flip copies the first: at half its height the peak is ${wide} wide with a factor for every flip, `
    + `${fixed(perPair.width.size)} with one for each pair, `
    + `${fixed(perPair.width.size / perFlip.width.size, 2)} times as wide, ${onEdge(perFlip) ? 'nearly 2: at the edge the width goes as 1/n, not as 1/√n' : 'close to √2'}.`;
}

/**
 * The committed guess, scored. @param {State} state @param {Evidence} data @param {Engine} engine
 */
function scoreOf({ guess, whole }, { y, perFlip }, engine) {
  if (!whole || guess === '') return '';
  const gap = engine.nll('bernoulli', y, [Number(guess)]) - perFlip.lowest;
  return ` You committed ${showP(Number(guess))}: ${gap < NO_GAP ? 'the peak.'
    : `the peak is ${gap < 0.0005 ? significant(gap, 2) : fixed(gap)} nats higher, the data ${ratioText(engine.exp(gap))} times as probable there.`}`;
}

/** @param {State} state @param {Evidence} data @param {Here} here @param {Engine} engine */
function sentenceFor(state, data, { theta, L, logL, slope, found, exact }, engine) {
  const { heads, n, peak } = data.perFlip;
  const flips = `${count(heads / state.copies, 'head')} in ${n / state.copies} flips.`;
  const at = `θ = ${fixed(theta, 2)}`;
  const truth = state.seed === 0 || !state.whole ? ''
    : ` The coin that was flipped has θ = ${TRUTH}: the peak estimates it and moves with the data.`;
  const wide = state.whole ? ` ${widths(state, data)}` : '';
  const score = scoreOf(state, data, engine);
  if (found) {
    const where = exact ? `${at} is` : `At θ = ${showP(theta)} you are within 0.01 of θ = ${peak},`;
    return `${flips} ${where} the argmax of L and of log L, and the argmin of −log L.${score}${wide}${truth}`;
  }
  const reading = `${flips} At ${at}, L = ${significant(L)} and log L = ${fixed(logL)} nats`;
  if (!state.whole) return `${reading}, with slope ${significant(slope)}.${score}`;
  const edge = onEdge(data.perFlip) ? ` L rises all the way to the edge θ = ${peak}, where its slope is not zero.` : '';
  return `${reading}, still rising to the ${slope > 0 ? 'right' : 'left'} (slope ${significant(slope)}).${edge}${score}${wide}${truth}`;
}

export default defineFigure({
  id: 'same-peak',
  title: 'One peak, three curves',
  description: 'The likelihood L of ten coin flips over θ, its logarithm, and minus its logarithm, '
    + 'with one crosshair through all three.',
  hint: 'Drag the crosshair to the highest point of L. The curves appear where you have been.',
  fields: {
    theta: number({ start: START, min: LEAST, max: MOST }),
    copies: choice({ start: 1, options: [1, 2, 4, 8] }),
    tied: flag({ start: false }),
    seed: integer({ start: 0, min: 0, max: LAST_SEED }),
    trail: text({ start: trailAt(START), pattern: TRAIL_PATTERN, rule: 'visited hundredths, such as 38-52_70' }),
    guess: text({ start: '', pattern: GUESS, rule: 'a place from 0.01 to 0.99, or nothing' }),
    whole: flag({ start: false }),
  },
  plotted: { whole: true },
  settle(next, previous) {
    // Other flips have another peak: the hunt begins anew.
    if (next.seed !== previous.seed) return { trail: trailAt(next.theta), guess: '', whole: false };
    // A guess was made of the flips as they were.
    if (next.tied !== previous.tied) return { guess: '' };
    return next.theta === previous.theta ? {} : { trail: extendTrail(previous.trail, previous.theta, next.theta) };
  },
  controls: [
    { kind: 'range', key: 'theta', symbol: 'θ', label: 'crosshair', min: LEAST, max: MOST, step: 0.01 },
    {
      kind: 'button', key: 'commit', label: 'Commit: the peak is here', enabled: ({ whole }) => !whole,
      act: (store, { theta }) => { store.set({ guess: String(theta), whole: true }); },
    },
    {
      kind: 'button', key: 'new-data', label: 'Draw new flips',
      act: (store, { seed }) => store.set({ seed: seed === LAST_SEED ? 1 : seed + 1 }),
    },
    {
      kind: 'choice', key: 'copies', label: 'Count each flip',
      options: [{ value: 1, label: 'once' }, ...[2, 4, 8].map((n) => ({ value: n, label: `${n}×` }))],
    },
    { kind: 'toggle', key: 'tied', label: 'Tie the flips in pairs: the second copies the first' },
  ],
  view(state, engine) {
    const data = evidence(state, engine);
    const here = readAt(state, data, engine);
    const { perFlip } = data;
    return {
      headline: { label: `log L at θ = ${fixed(here.theta, 2)}`, value: fixed(here.logL), unit: 'nats', exact: here.logL },
      sentence: sentenceFor(state, data, here, engine),
      charts: [productChart(state, data, here, engine), logChart(1, state, data, here, engine), logChart(-1, state, data, here, engine)],
      table: {
        caption: `L, log L and −log L (nats) of ${perFlip.heads} heads in ${perFlip.n}`
          + `${state.tied ? ', one factor for every flip' : ''}`,
        columns: ['theta', 'L', 'log L', '-log L'],
        rows: () => {
          const at = state.whole ? data.x : Float64Array.from(trailCells(state.trail));
          const products = engine.productCurve('bernoulli', data.y, [0.5], 0, at, 'float64');
          const nll = engine.curve('bernoulli', data.y, [0.5], 0, at);
          return Array.from(at, (theta, i) => [theta, products[i], -nll[i], nll[i]]);
        },
      },
    };
  },
  custom: flipRow,
});
