import { fixed, significant } from '../ui/format.js';
import {
  BAND, commonAlong, commonOver, fixedParts, halfAlong, halfSquares, MU, muAxis, N, partsAlong, partsOver, SIGMA, sigmaAxis, squaresOver,
  TRUTH, trueWidths, varyingAt, varyingOver, widths, X, Y,
} from './sigma-matters-data.js';

/**
 * The three steps of sigma-matters: one width given, one width free, a width for each x.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').View} View
 * @typedef {import('./figure.js').ChartView} ChartView
 * @typedef {import('./figure.js').Marker} Marker
 * @typedef {import('./figure.js').Series} Series
 * @typedef {{ mu: number, sigma: number, left: number, right: number, muTrail: string, sigmaTrail: string, muWhole: boolean,
 *   sigmaWhole: boolean }} Settings
 */

/** The top of the losses' axis: it stays, so that a change of sigma is seen. */
const TOP = 90;
const TICKS = [0, 20, 40, 60, 80].map((value) => ({ value, label: String(value) }));
/** So near counts as found: half a step of a finger. So near a place of two decimals is that place. */
const NEAR = 0.051;
const EXACT = 0.005;
export const ENDS = { min: 0.1, max: 6 };
const BAND_POINTS = 53;

const hundredth = (/** @type {number} */ value) => Math.round(value * 100) / 100;
const within = (/** @type {number} */ value, { min, max } = { min: 0, max: TOP }) => Math.min(max, Math.max(min, value));

/** The handle of an NLL, held at the chart's edge where the value lies beyond it. @param {number} x @param {number} y @param {NonNullable<Marker['drag']>['to']} to @returns {Marker} */
const handle = (x, y, to) => ({ label: y > TOP ? `NLL ${significant(y)}, above this chart` : `NLL ${fixed(y, 1)}`, role: 'model', x, y: within(y), drag: { to } });
/** What another curve is at the handle: until the curves are drawn, the place where it is named. @param {string} name @param {number} x @param {number} y @returns {Marker} */
const beside = (name, x, y) => ({ label: y > TOP ? '' : `${name} ${fixed(y, 1)}`, role: 'neutral', x, y });

/**
 * Losses over mu: MSE, half the sum of squares where it is asked for, and an NLL.
 * @param {Settings} settings @param {number} nll @param {import('./trail-axis.js').Curve} curve @param {boolean} half
 * @param {ChartView['guides']} guides @param {Engine} engine
 * @returns {ChartView}
 */
function lossChart({ mu, muTrail, muWhole }, nll, curve, half, guides, engine) {
  const along = squaresOver(engine, muTrail, muWhole);
  const squares = halfSquares(mu, engine);
  const mse = (2 * squares) / N;
  const name = (/** @type {string} */ label) => (muWhole ? label : '');
  return {
    id: 'losses',
    description: `Losses over μ${muWhole ? '' : ', drawn only where you have been'}: the Gaussian NLL, ${half ? 'half the sum of squares, ' : ''}and the MSE. `
      + `At μ = ${significant(mu)}: NLL ${significant(nll)}${half ? `, half SSE ${significant(squares)}` : ''}, MSE ${significant(mse)}.`,
    x: { label: 'μ, centre, in the unit of y', ...MU }, y: { label: 'loss (NLL in nats)', min: 0, max: TOP, ticks: TICKS },
    series: [
      { label: name('MSE'), role: 'neutral', ...along.mse, labelAt: 'end' },
      ...(half ? [{ label: name('half SSE'), role: /** @type {const} */ ('neutral'), dashed: false, ...along.half, labelAt: /** @type {const} */ ('end') }] : []),
      { label: name('Gaussian NLL'), role: 'model', ...curve, labelAt: 'start' },
    ],
    markers: [
      ...(muWhole ? [] : [beside('MSE', mu, mse), ...(half ? [beside('half SSE', mu, squares)] : [])]),
      handle(mu, nll, ({ x }) => ({ mu: hundredth(x) })),
    ],
    guides,
  };
}

/** @param {string} text @param {number} value @returns {NonNullable<ChartView['guides']>} */
const optimum = (text, value) => [{ axis: 'x', value, role: 'optimum', label: text }];

/** @param {Settings} settings @param {Engine} engine @returns {View} */
export function fixedStep(settings, engine) {
  const { mu, sigma, muTrail, muWhole } = settings;
  const { mean } = fixedParts(engine);
  const nll = engine.nll('gaussian', Y, [mu, sigma]);
  const squares = halfSquares(mu, engine);
  const gap = nll - engine.nll('gaussian', Y, [mean, sigma]);
  const curve = commonOver(engine, sigma, muTrail, muWhole);
  return {
    headline: { label: `NLL at μ = ${fixed(mu, 2)}, σ = ${fixed(sigma, 2)}`, value: fixed(nll, 2), unit: 'nats', exact: nll },
    sentence: `MSE ${fixed((2 * squares) / N, 2)}, half SSE ${fixed(squares, 2)}, NLL ${fixed(nll, 2)} nats: half SSE / σ² is ${fixed(squares / (sigma * sigma), 2)} of it, `
      + `the rest does not contain μ. ${muWhole ? `${Math.abs(mu - mean) < EXACT ? 'All three are lowest here,' : `You are ${significant(gap, 2)} nats above the lowest NLL: all three are lowest`} at the mean, μ = ${significant(mean)}; `
        + `the numbers were drawn around ${TRUTH}. Change σ: does this place move?`
        : 'Find the lowest point of each, then draw the whole curves.'}`,
    charts: [lossChart(settings, nll, curve, true, muWhole ? [...optimum('argmin of all three', mean), { axis: 'x', value: TRUTH, role: 'neutral', label: 'truth' }] : [], engine)],
    table: {
      caption: `MSE, half SSE and Gaussian NLL (nats) of ${N} measurements over mu, sigma = ${sigma}`,
      columns: ['mu', 'MSE', 'half SSE', 'NLL'],
      rows: () => {
        const grid = muAxis.listed(muTrail, muWhole, engine);
        const [half, losses] = [halfAlong(grid, engine), commonAlong(sigma, grid, engine)];
        return Array.from(grid, (at, i) => [at, (2 * half[i]) / N, half[i], losses[i]]);
      },
    },
  };
}

/** @param {Settings} settings @param {Engine} engine @returns {View} */
export function freeStep({ mu, sigma, sigmaTrail, sigmaWhole }, engine) {
  const along = partsOver(engine, mu, sigmaTrail, sigmaWhole);
  const half = halfSquares(mu, engine);
  const [quadratic, rest, nll] = Object.values(partsAlong(mu, [sigma], engine)).map(([value]) => value);
  const best = Math.sqrt((2 * half) / N);
  const gap = nll - Object.values(partsAlong(mu, [best], engine))[2][0];
  const to = (/** @type {{ x: number }} */ { x }) => ({ sigma: hundredth(x) });
  const name = (/** @type {string} */ label) => (sigmaWhole ? label : '');
  return {
    headline: { label: `NLL at μ = ${fixed(mu, 2)}, σ = ${fixed(sigma, 2)}`, value: fixed(nll, 2), unit: 'nats', exact: nll },
    sentence: `σ = ${fixed(sigma, 2)}: the quadratic part is ${significant(quadratic)}${sigmaWhole ? ', and a larger σ always makes it smaller: it goes to 0' : ''}. `
      + `n log σ and the constant add ${fixed(rest, 2)}, NLL ${fixed(nll, 2)} nats. `
      + (sigmaWhole ? `${Math.abs(sigma - best) < EXACT ? 'To two decimals this is' : `You are ${significant(gap, 2)} nats above`} the lowest NLL at μ = ${fixed(mu, 2)}, where σ² is the mean squared residual, σ = ${fixed(best, 2)}.` : 'Where is each curve lowest?'),
    charts: [{
      id: 'width',
      description: `Over σ at μ = ${significant(mu)}${sigmaWhole ? ': the quadratic part falls towards zero for ever, the whole NLL falls and rises again'
        : ', drawn only where you have been: the quadratic part, the rest, and the whole NLL'}. At σ = ${significant(sigma)}: quadratic part ${significant(quadratic)}, NLL ${significant(nll)} nats.`,
      x: { label: 'σ, width, in the unit of y', min: 0, max: SIGMA.max }, y: { label: 'nats', min: 0, max: TOP, ticks: TICKS },
      series: [
        { label: name('n log σ and the constant'), role: 'neutral', faint: true, ...along.rest, labelAt: 'end' },
        { label: name('quadratic part alone'), role: 'neutral', dashed: false, ...along.quadratic, labelAt: 'end' },
        { label: name('Gaussian NLL'), role: 'model', ...along.nll, labelAt: 'end' },
      ],
      markers: [
        beside('quadratic part', sigma, quadratic),
        ...(sigmaWhole ? [] : [beside('n log σ and the constant', sigma, rest)]),
        handle(sigma, nll, to),
      ],
      guides: sigmaWhole ? optimum('argmin of the NLL', best) : [],
    }],
    table: {
      caption: `Quadratic part, n log sigma with the constant, and NLL (nats) of ${N} measurements over sigma, mu = ${mu}`,
      columns: ['sigma', 'quadratic part', 'n log sigma + constant', 'NLL'],
      rows: () => {
        const grid = sigmaAxis.listed(sigmaTrail, sigmaWhole, engine);
        const parts = partsAlong(mu, grid, engine);
        return Array.from(grid, (at, i) => [at, parts.quadratic[i], parts.rest[i], parts.nll[i]]);
      },
    },
  };
}

/** @param {Settings} settings @param {Engine} engine @returns {View} */
export function varyingStep(settings, engine) {
  const { mu, left, right, muTrail, muWhole } = settings;
  const { mean, lowest } = fixedParts(engine);
  const sigmas = widths(left, right, X, engine);
  const { nll, slope } = varyingAt(mu, sigmas, engine);
  // A step of Newton in mu alone: the curvature there is the sum of 1 / sigma^2.
  const away = slope / sigmas.reduce((sum, s) => sum + 1 / (s * s), 0);
  const found = muWhole && Math.abs(away) < NEAR;
  const curve = varyingOver(engine, left, right, muTrail, muWhole);
  const along = engine.linspace(BAND.min, BAND.max, BAND_POINTS);
  const band = widths(left, right, along, engine);
  const trueBand = trueWidths(along, engine);
  const equal = left === right;
  const gap = lowest - nll;
  const rate = (sigmas[N - 1] / sigmas[0]) ** 2;
  const weight = equal ? 'Every point weighs the same.'
    : `The ${rate > 1 ? 'first' : 'last'} point weighs ${significant(Math.max(rate, 1 / rate))} times as much as the ${rate > 1 ? 'last' : 'first'}.`;
  const upright = { free: true, upright: true };
  const end = (/** @type {number} */ y) => hundredth(within(Math.abs(y - mu), ENDS));
  return {
    headline: { label: `NLL with σ from ${fixed(left, 2)} to ${fixed(right, 2)}`, value: fixed(nll, 2), unit: 'nats', exact: nll },
    sentence: `μ = ${fixed(mu, 2)}: NLL ${fixed(nll, 2)} nats. With one common width it can be no lower than ${fixed(lowest, 2)}: `
      + `you are ${fixed(Math.abs(gap), 2)} ${gap > 0 ? 'below' : 'above'} that. ${weight} `
      + (found ? `For this σ(x) the lowest point is ${Math.abs(away) < EXACT ? 'here' : `close, at ${fixed(mu - away, 2)}`}; MSE is lowest at the mean, ${significant(mean)}. `
        + `Grey is the truth: the numbers were drawn around ${TRUTH}, with σ growing from ${fixed(trueBand[0], 2)} to ${fixed(trueBand[BAND_POINTS - 1], 2)}.`
        : !muWhole ? 'Drag the two ends of the band until it fits the scatter, then find the lowest point: at the mean, as before?' : `The lowest point for this σ(x) lies to the ${away > 0 ? 'left' : 'right'}, at a ${away > 0 ? 'smaller' : 'larger'} μ.`),
    charts: [{
      id: 'data',
      description: `${N} measurements over x, scattering more towards the right, the line μ = ${significant(mu)}, and a band of one σ `
        + `around it, ${significant(left)} at the left and ${significant(right)} at the right.`,
      x: { label: 'x, time of measurement', min: BAND.min - 0.4, max: BAND.max + 0.4, ticks: X.filter(Number.isInteger).map((value) => ({ value, label: String(value) })) }, y: { label: 'y, measurement', min: -6, max: 12 },
      series: [
        ...(found ? [0, 1, -1].map((side) => /** @type {Series} */ ({
          label: '', role: 'neutral', dashed: side !== 0, x: along, y: trueBand.map((s) => TRUTH + side * s), labelAt: 'none',
        })) : []),
        { label: 'μ', role: 'model', x: [BAND.min, BAND.max], y: [mu, mu], labelAt: 'none' },
        { label: 'μ + σ(x)', role: 'model', dashed: true, x: along, y: band.map((s) => mu + s), labelAt: 'none' },
        { label: 'μ − σ(x)', role: 'model', dashed: true, x: along, y: band.map((s) => mu - s), labelAt: 'none' },
        { label: 'data', role: 'data', kind: 'points', x: X, y: Y, labelAt: 'none' },
      ],
      markers: [
        { label: 'μ', role: 'model', x: (BAND.min + BAND.max) / 2, y: mu, drag: { ...upright, to: ({ y }) => ({ mu: hundredth(within(y, MU)) }) } },
        { label: 'σ at the left', labelSide: 'right', role: 'model', x: BAND.min, y: mu + left, drag: { ...upright, to: ({ y }) => ({ left: end(y) }) } },
        { label: 'σ at the right', labelSide: 'left', role: 'model', x: BAND.max, y: mu + right, drag: { ...upright, to: ({ y }) => ({ right: end(y) }) } },
      ],
    }, lossChart(settings, nll, curve, false, found ? [...optimum('argmin of this NLL', mu - away),
      { axis: 'x', value: mean, role: 'neutral', label: 'argmin of MSE' }] : [], engine)],
    table: {
      caption: `${N} measurements (made up), the width at each, and each one's NLL in nats at mu = ${mu}`,
      columns: ['x', 'y', 'sigma(x)', 'NLL'],
      rows: () => X.map((x, i) => [x, Y[i], sigmas[i], engine.nll('gaussian', [Y[i]], [mu, sigmas[i]])]),
    },
  };
}
