import { count, fixed, nats, powerOfTen, ratioText } from '../ui/format.js';
import { fieldsIn } from '../ui/table-fields.js';
import { dataText, fitOf, MEASUREMENT_RULE, measurements, onGrid, REACH, scores, SIGMA } from './bell-curve-data.js';

/**
 * One sample under one bell: the density with a stem for each point, and the logarithm that each adds to the total.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {import('./figure.js').ChartView} ChartView
 * @typedef {import('./figure.js').Marker} Marker
 * @typedef {import('./figure.js').Series} Series
 * @typedef {{ values: number[], logs: Float64Array, total: number, marked: number, unit: string }} Shown
 *   marked: the index of the point looked at, -1 for none; logs: of each point's density
 */

const POINTS = 241;
/** Of the density axis: one for all bells that are not narrower than the bulk of the data. */
const TOPS = [0.1, 0.2, 0.4, 0.8, 1, 2, 4, 8];
/** How far down log-densities are drawn: at Newcomb's fit the wildest value has −25, under the bell of the other 64 −104. */
const DEPTHS = [30, 120];
/** Below so many points a histogram says nothing. */
const ENOUGH = 20;
const BIN = 2;
/** Beside a sample on its axis, and the axis' ends are whole numbers of these. */
const ROOM = 10;

/** @param {number} value within the axis, in tenths */
const tenth = (value) => Math.round(value * 10) / 10;
/** @param {number} value a measurement, as short as it is */
export const showValue = (value) => fixed(value, 2).replace(/\.?0+$/, '');

/**
 * The axis of the measurements: of a sample that was drawn no wider than the sample, as it was drawn, needs; it holds the bell
 * and every point, else it is the whole one. @param {State} state @param {number[]} values @param {Engine} engine
 */
function axisOf(state, values, engine) {
  const whole = { min: -REACH, max: REACH };
  if (state.seed === 0) return whole;
  const first = measurements({ ...state, data: '' }, engine);
  const [least, most] = [Math.min(...first), Math.max(...first)];
  const room = Math.max(ROOM, most - least);
  const axis = { min: Math.max(-REACH, ROOM * Math.floor((least - room) / ROOM)), max: Math.min(REACH, ROOM * Math.ceil((most + room) / ROOM)) };
  const { mu, sigma } = state;
  const inside = (/** @type {number} */ at) => at >= axis.min && at <= axis.max;
  return [mu, ...values].every(inside) && (inside(mu + sigma) || inside(mu - sigma)) ? axis : whole;
}

/** The share of the points in each bin, per unit, as a staircase. @param {number[]} values */
function staircase(values) {
  const bins = new Array((2 * REACH) / BIN).fill(0);
  for (const value of values) bins[Math.min(bins.length - 1, Math.floor((value + REACH) / BIN))] += 1;
  const heights = bins.map((inside) => inside / (values.length * BIN));
  return {
    x: heights.flatMap((_, i) => [-REACH + i * BIN, -REACH + (i + 1) * BIN]),
    y: heights.flatMap((height) => [height, height]),
  };
}

/** @param {State} state @param {Engine} engine @param {number} [over] the index of the point that is pointed at @returns {Shown} */
export function shownOf(state, engine, over = -1) {
  const values = measurements(state, engine);
  const theta = [state.mu, state.sigma];
  const logs = engine.nll('gaussian', values, theta, { reduction: 'none' }).map((nll) => -nll);
  const marked = over >= 0 && over < values.length ? over : Math.min(state.point, values.length) - 1;
  return { values, logs, total: -engine.nll('gaussian', values, theta), marked, unit: state.seed === 0 ? ' ns' : '' };
}

/** A gap of so few nats is the peak itself, rounded. */
const NO_GAP = 1e-9;
/** @param {number} gap in nats */
const gapText = (gap) => (gap < 0.005 ? 'less than 0.005' : nats(gap));

/** e^gap, where a double cannot hold it as the nearest power of ten. @param {number} gap in nats @param {Engine} engine */
function timesText(gap, engine) {
  const ratio = engine.exp(gap);
  return Number.isFinite(ratio) ? ratioText(ratio) : `about ${powerOfTen(Math.round(gap / engine.log(10)))}`;
}

/** Why there is no maximum, in words. @param {number[]} values */
const noMaximum = (values) => `${values.length === 1 ? 'With one measurement' : 'With all measurements equal'} there is no maximum: `
  + 'put the centre on the data, and the narrower the bell the higher the likelihood, without bound.';

/** @param {State} state @param {Shown} shown @param {Engine} engine */
function sentenceFor(state, { values, logs, total, unit }, engine) {
  const fit = fitOf(values, engine);
  const worst = logs.reduce((low, value, i) => (value < logs[low] ? i : low), 0);
  const costs = `value ${showValue(values[worst])}${unit} costs most: ${nats(-logs[worst])} of the ${nats(-total)} nats.`;
  const cost = `The ${costs}`;
  const at = `μ = ${showValue(state.mu)}, σ = ${showValue(state.sigma)}`;
  if (fit.status !== 'converged' && (state.revealed || state.guesses)) return `${noMaximum(values)} At ${at} the log-likelihood is ${nats(total)} nats.`;
  if (state.revealed) {
    const gap = -total - fit.nll;
    const truth = state.seed > 0 && !state.data ? ` The truth, μ = ${showValue(state.centre)} and σ = ${showValue(state.width)}, is not the peak: another sample has another peak.` : '';
    return `The peak is at μ = ${fixed(fit.theta[0], 2)}, σ = ${fixed(fit.theta[1], 2)}, with log-likelihood ${nats(-fit.nll)}; `
      + `your bell is ${gap < NO_GAP ? 'on it' : `${gapText(gap)} nats below it`}. ${cost}${truth}`;
  }
  const all = scores(state, values, engine);
  const last = all.at(-1);
  const best = all.reduce((low, guess) => Math.min(low, guess.gap), Infinity);
  if (last) {
    // A guess is in hundredths, as the bell of a drag need not be.
    const moved = Math.abs(last.mu - state.mu) > 0.005 || Math.abs(last.sigma - state.sigma) > 0.005;
    return `Your guess μ = ${showValue(last.mu)}, σ = ${showValue(last.sigma)} is ${last.gap < NO_GAP ? 'the peak. ' : `${gapText(last.gap)} nats below the peak: `
      + `the data are ${timesText(last.gap, engine)} times as dense there. `}`
      + `${all.length > 1 ? `Best of ${all.length}: ${gapText(best)} below. ` : ''}${moved ? `Under the bell now drawn, ${at}, the ${costs}` : cost}`;
  }
  return `At ${at} the ${count(values.length, 'log-density', 'log-densities')} add up to ${nats(total)} nats. ${cost} Can you find a bell with a higher total?`;
}

/**
 * @param {State} state @param {Engine} engine
 * @param {{ over: number, point: (index: number) => void, pick: (index: number) => void } | null} pointing   of the part on the page
 * @returns {import('./figure.js').View}
 */
export function sampleView(state, engine, pointing) {
  const { mu, sigma, revealed } = state;
  const shown = shownOf(state, engine, pointing?.over);
  const { values, logs, total, marked, unit } = shown;
  const theta = [mu, sigma];
  // Equal measurements stand on each other: one dot is enough for the picture.
  const distinct = [...new Map(values.map((value, i) => [value, i])).values()];
  const places = distinct.map((i) => values[i]);
  const axis = axisOf(state, values, engine);
  const grid = engine.linspace(axis.min, axis.max, POINTS);
  const curve = engine.density('gaussian', grid, theta);
  const heights = engine.density('gaussian', values, theta);
  const atCentre = engine.density('gaussian', [mu, mu + sigma, mu - sigma], theta);
  const fit = fitOf(values, engine);
  const found = revealed && fit.status === 'converged';
  const truth = revealed && state.seed > 0 && !state.data;
  // Every bell that is drawn has its peak on the chart.
  const narrowest = Math.min(sigma, found ? fit.theta[1] : Infinity, truth ? state.width : Infinity);
  const highest = engine.density('gaussian', [0], [0, narrowest])[0];
  const top = TOPS.find((end) => end >= 1.15 * highest) ?? TOPS[TOPS.length - 1];
  const lowest = logs.reduce((a, b) => Math.min(a, b));
  const depth = DEPTHS.find((end) => end >= -lowest) ?? DEPTHS[DEPTHS.length - 1];
  // The handle of sigma stands on the side that has room.
  const side = mu + sigma <= axis.max ? 1 : -1;

  /** The point near a place of a chart, by its height there. @param {import('./figure.js').Near} at @param {ArrayLike<number>} tips */
  const nearest = ({ x, y, reach }, tips) => {
    let best = { index: -1, distance: 1 };
    values.forEach((value, i) => {
      const distance = Math.hypot((value - x) / reach.x, (tips[i] - y) / reach.y);
      if (distance < best.distance) best = { index: i, distance };
    });
    return best.index;
  };
  /** @param {ArrayLike<number>} tips @returns {ChartView['points']} */
  const pointsAt = (tips) => pointing && {
    over: (at) => pointing.point(at ? nearest(at, tips) : -1),
    pick(at) {
      const index = nearest(at, tips);
      if (index >= 0) pointing.pick(index);
      return index >= 0;
    },
  };

  /** @param {number} height @param {string} label @returns {Marker[]} */
  const mark = (height, label) => (marked < 0 ? [] : [{
    label, role: 'one', x: values[marked], y: height,
    ...(state.point - 1 === marked && {
      drag: { to: ({ x }) => ({ data: dataText(values.map((value, i) => (i === marked ? tenth(x) : value))) }) },
    }),
  }]);
  const markLabel = marked < 0 ? '' : `y = ${showValue(values[marked])}: log p = ${nats(logs[marked])}`;
  const lowered = logs.map((value) => Math.max(-depth, value));
  const below = logs.filter((value) => value < -depth).length;

  /** @type {Series[]} */
  const references = [
    ...(values.length >= ENOUGH ? [/** @type {const} */ ({ label: 'share of the points', role: 'neutral', kind: 'area', faint: true, dashed: false, labelAt: 'none', ...staircase(values) })] : []),
    ...(truth ? [/** @type {const} */ ({ label: 'truth', role: 'neutral', x: grid, y: engine.density('gaussian', grid, [state.centre, state.width]), labelAt: 'none' })] : []),
    ...(found ? [/** @type {const} */ ({ label: 'maximum likelihood', role: 'optimum', x: grid, y: engine.density('gaussian', grid, fit.theta), labelAt: 'none' })] : []),
  ];

  return {
    headline: { label: `log-likelihood, the sum of ${values.length} log-densities`, value: nats(total), unit: 'nats', exact: total },
    sentence: sentenceFor(state, shown, engine),
    charts: [{
      id: 'density', stays: true,
      description: `The bell curve with centre ${showValue(mu)} and width ${showValue(sigma)}, and a stem at each of ${count(values.length, 'measurement')}`
        + ` up to the curve.${found ? ` The curve of maximum likelihood, with centre ${fixed(fit.theta[0], 2)} and width ${fixed(fit.theta[1], 2)}, is drawn too.` : ''}`,
      x: { label: '', ...axis, ticks: [] },
      y: { label: `p(y), density${unit && ', per ns'}`, min: 0, max: top },
      points: pointsAt(heights),
      series: [
        { label: '', role: 'model', x: grid, y: curve },
        ...references,
        { label: '', role: 'data', kind: 'stems', small: true, x: places, y: distinct.map((i) => heights[i]) },
      ],
      markers: [
        { label: `μ = ${showValue(mu)}`, role: 'model', x: mu, y: atCentre[0], drag: { to: ({ x }) => ({ mu: tenth(x) }) }, labelSide: side > 0 ? 'left' : 'right' },
        {
          label: `σ = ${showValue(sigma)}`, role: 'model', x: mu + side * sigma, y: atCentre[side > 0 ? 1 : 2], labelSide: side > 0 ? 'right' : 'left',
          drag: { to: ({ x }) => ({ sigma: Math.min(SIGMA.max, Math.max(SIGMA.min, tenth(Math.abs(x - mu)))) }) },
        },
        ...mark(marked < 0 ? 0 : heights[marked], ''),
      ],
      guides: [
        ...(found ? [/** @type {const} */ ({ axis: 'x', value: fit.theta[0], role: 'optimum', label: 'peak of the likelihood' })] : []),
        ...(truth ? [/** @type {const} */ ({ axis: 'x', value: state.centre, role: 'neutral', label: 'truth' })] : []),
      ],
    }, {
      id: 'logs', shape: 'strip',
      description: `The logarithm of the same density, with ${count(values.length, 'measurement')} on it.${below > 0 ? ` ${count(below, 'point')} lie lower than the chart, at its edge.` : ''}`,
      x: { label: `y, measurement${unit ? ', ns beyond 24,800 ns' : ''}`, ...axis },
      y: { label: 'log p(y), nats', min: -depth, max: 2 },
      points: pointsAt(lowered),
      series: [
        { label: '', role: 'model', x: grid, y: engine.nll('gaussian', grid, theta, { reduction: 'none' }).map((nll) => -nll) },
        { label: '', role: 'data', kind: 'points', small: true, x: places, y: distinct.map((i) => lowered[i]) },
        ...(below > 0 ? [/** @type {const} */ ({ label: `${count(below, 'point')} lower than this chart`, role: 'data', x: [axis.max], y: [-depth] })] : []),
      ],
      markers: mark(marked < 0 ? 0 : lowered[marked], markLabel),
    }],
    own: shown,
    table: {
      caption: `Density and log-density of each measurement at mu = ${mu}, sigma = ${sigma}`,
      columns: ['point', 'y', 'density', 'log-density'],
      rows: () => values.map((value, i) => [i + 1, value, heights[i], logs[i]]),
      edit: fieldsIn({ 1: { rule: MEASUREMENT_RULE, to: (i, value) => (Math.abs(value) <= REACH ? withValue(values, i, value) : null) } }),
    },
  };
}

/** @param {number[]} values @param {number} index @param {number} value @returns {Partial<State>} */
const withValue = (values, index, value) => ({ data: dataText(values.map((other, i) => (i === index ? onGrid(value) : other))) });
