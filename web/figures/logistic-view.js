import { fixed, probability, significant } from '../ui/format.js';
import { TEMPERATURES } from './data/challenger-orings.js';
import {
  ALPHA, BETA, COLDEST, costOf, HOTTEST, intervalAt, intervalBand, labelsOf, LAUNCH, logitAt, mapOf, maximum, MEAN, newtonWalk, surfaceOf,
} from './logistic-data.js';
import { describe } from './logistic-words.js';

/**
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {import('./figure.js').ChartView} ChartView
 * @typedef {import('./figure.js').Series} Series
 * @typedef {import('./logistic-data.js').Line} Line
 * @typedef {import('./logistic-data.js').Walk} Walk
 * @typedef {{ line: Line, guess: Line | null, walk: Walk, labels: number[], nll: number, cost: number, losses: Float64Array,
 *   best: ReturnType<typeof maximum>, open: boolean }} Standing   line: the curve that is drawn; open: the maximum may be shown
 */

const DEGREES = { min: LAUNCH - 1, max: HOTTEST };
/** Flights at the same temperature stand side by side, so far apart. */
const STACK = 0.065;
/** The second handle of the curve, among the cold flights. */
const COLD = 55;
const POINTS = 111;
/** A handle's P, short of the ends, where the logit is infinite. */
const EDGE = 0.002;

/** @param {number} value @param {{ min: number, max: number }} range */
export const within = (value, { min, max }) => Math.min(max, Math.max(min, value));
const digits = (/** @type {number} */ value) => Number(value.toFixed(3));

/** @param {string} guess "alpha_beta", or empty @returns {Line | null} */
function readGuess(guess) {
  if (guess === '') return null;
  const [alpha, beta] = guess.split('_').map(Number);
  return { alpha, beta };
}

/** @param {Readonly<State>} state @param {Engine} engine @returns {Standing} */
export function standing({ alpha, beta, guess: text, steps, revealed, separable, l2 }, engine) {
  const guess = readGuess(text);
  const walk = guess && steps > 0 ? newtonWalk(engine, alpha, beta, steps, separable, l2) : { path: [], stopped: false };
  const line = walk.path.at(-1) ?? { alpha, beta };
  const open = guess !== null && revealed;
  return {
    line, guess, walk, open, labels: labelsOf(separable), ...costOf(line, separable, l2, engine), best: maximum(engine, separable, l2),
  };
}

/** Points at y = 0 stacked upwards, at y = 1 downwards. @param {number[]} labels @param {number} label @param {'one' | 'zero'} role @returns {Series} */
function flights(labels, label, role) {
  const seen = /** @type {Map<number, number>} */ (new Map());
  const rows = TEMPERATURES.filter((_, i) => labels[i] === label);
  return {
    label: '', role, kind: 'points', ringed: true, x: rows,
    y: rows.map((t) => {
      const earlier = seen.get(t) ?? 0;
      seen.set(t, earlier + 1);
      return label ? 1 - STACK * earlier : STACK * earlier;
    }),
  };
}

/** A name of a row of flights, beyond P = 0 or 1: there no curve runs and no point lies. @param {string} label @param {number} y @param {'one' | 'zero'} role @returns {Series} */
const rowName = (label, y, role) => ({ label, role, x: [DEGREES.max], y: [y] });

/** @param {Readonly<State>} state @param {Standing} now @param {Engine} engine @returns {ChartView} */
function curveChart(state, { line, walk, labels, best, open }, engine) {
  const x = engine.linspace(DEGREES.min, DEGREES.max, POINTS);
  const along = (/** @type {Line} */ each) => engine.sigmoid(x.map((t) => logitAt(each, t)));
  const p = (/** @type {number} */ t) => engine.sigmoid(logitAt(line, t));
  const logitOf = (/** @type {number} */ y) => engine.logit(within(y, { min: EDGE, max: 1 - EDGE }));
  const band = open && state.l2 === 0 && best.line ? intervalBand(engine, state.separable, DEGREES.min) : null;
  /** @param {Line} next */
  const setTo = (next) => ({ alpha: digits(within(next.alpha, ALPHA)), beta: digits(within(next.beta, BETA)), steps: 0 });
  return {
    id: 'curve', stays: true,
    description: `23 flights, distress (1) or none (0) against temperature, and the curve of P: ${probability(p(COLD), 2)} at ${COLD} °F, `
      + `${probability(p(MEAN), 2)} at the mean of ${fixed(MEAN, 1)} °F.${band ? ' The 95% interval widens towards the cold, where no flight was seen.' : ''}`,
    x: { label: 'joint temperature, °F', ...DEGREES },
    y: { label: 'P(distress)', min: -0.3, max: 1.3, ticks: [0, 0.25, 0.5, 0.75, 1].map((value) => ({ value, label: String(value) })) },
    series: [
      rowName('distress', 1.04, 'one'), rowName('no distress', -0.29, 'zero'),
      ...(band ? [
        { label: '95% interval', role: /** @type {const} */ ('optimum'), faint: true, dashed: true, x: band.x, y: band.low, labelAt: /** @type {const} */ ('start') },
        { label: '', role: /** @type {const} */ ('optimum'), faint: true, dashed: true, x: band.x, y: band.high },
      ] : []),
      ...(open && best.line ? [{ label: state.l2 > 0 ? 'MAP' : 'maximum', role: /** @type {const} */ ('optimum'), x, y: along(best.line) }] : []),
      // Beside the maximum and its interval it is one line too many; the map keeps the steps.
      ...(walk.path.length > 1 && !open ? [{ label: 'before the steps', role: /** @type {const} */ ('neutral'), faint: true, x, y: along(walk.path[0]) }] : []),
      { label: '', role: 'model', x, y: along(line) },
      flights(labels, 1, 'one'), flights(labels, 0, 'zero'),
    ],
    markers: [
      {
        label: '', role: 'model', x: MEAN, y: p(MEAN),
        drag: { free: true, upright: true, to: ({ y }) => setTo({ ...line, alpha: logitOf(y) }) },
      },
      {
        label: '', role: 'model', x: COLD, y: p(COLD),
        drag: { free: true, upright: true, to: ({ y }) => setTo({ ...line, beta: (logitOf(y) - line.alpha) / (COLD - MEAN) }) },
      },
      {
        label: `P = ${probability(p(state.at), 2)}`, role: 'neutral', x: state.at, y: p(state.at),
        drag: { to: (place) => ({ at: within(Math.round(place.x), { min: LAUNCH, max: HOTTEST }) }) },
      },
    ],
    guides: [
      { axis: 'x', value: LAUNCH, role: 'neutral', label: 'last launch' },
      { axis: 'x', value: COLDEST, role: 'neutral', label: 'coldest' },
    ],
  };
}

/** @param {Readonly<State>} state @param {Standing} now @param {Engine} engine @returns {ChartView} */
function surfaceChart({ separable, l2 }, { line, guess, walk, best, open }, engine) {
  const map = mapOf(separable);
  const onMap = (/** @type {Line} */ { alpha, beta }) => within(alpha, map.alpha) === alpha && within(beta, map.beta) === beta;
  const name = l2 > 0 ? 'NLL + penalty' : 'NLL';
  return {
    id: 'surface',
    description: `A map of the ${name} over α and β: ${separable && l2 === 0 ? 'it falls for ever as β grows more negative' : 'a long valley with one lowest point'}. `
      + `The curve stands at α = ${fixed(line.alpha, 2)}, β = ${fixed(line.beta, 3)}${onMap(line) ? '' : ', off the map'}`
      + `${walk.path.length > 1 ? `, after ${walk.path.length - 1} Newton steps` : ''}.`,
    x: { label: `α, logit at ${fixed(MEAN, 1)} °F`, ...map.alpha },
    y: { label: 'β, slope per °F', ...map.beta },
    surface: { bands: surfaceOf(engine, separable, l2), label: `${name} above its lowest, nats`, format: String },
    series: walk.path.length > 1 ? [
      { label: '', role: 'gradient', x: walk.path.map(({ alpha }) => alpha), y: walk.path.map(({ beta }) => beta) },
      { label: '', role: 'gradient', kind: 'points', x: walk.path.map(({ alpha }) => alpha), y: walk.path.map(({ beta }) => beta) },
    ] : [],
    markers: [
      ...(guess ? [{ label: 'your guess', role: /** @type {const} */ ('neutral'), x: guess.alpha, y: guess.beta }] : []),
      ...(open && best.line && onMap(best.line) ? [{ label: l2 > 0 ? 'MAP' : 'maximum', role: /** @type {const} */ ('optimum'), x: best.line.alpha, y: best.line.beta }] : []),
      ...(onMap(line) ? [{
        label: '', role: /** @type {const} */ ('model'), x: line.alpha, y: line.beta,
        drag: { free: true, to: (/** @type {{ x: number, y: number }} */ { x, y }) => ({ alpha: within(x, ALPHA), beta: within(y, BETA), steps: 0 }) },
      }] : []),
    ],
  };
}

/** @param {Readonly<State>} state @param {Engine} engine @returns {import('./figure.js').View} */
export function view(state, engine) {
  const now = standing(state, engine);
  const p = engine.sigmoid(TEMPERATURES.map((t) => logitAt(now.line, t)));
  const interval = now.open && state.l2 === 0 ? intervalAt(state.at, state.separable, engine) : null;
  return {
    headline: { label: state.l2 > 0 ? 'NLL + penalty of this curve' : 'NLL of this curve', value: significant(now.cost, 4), unit: 'nats', exact: now.cost },
    sentence: describe(state, now, interval, engine),
    charts: [curveChart(state, now, engine), ...(now.guess ? [surfaceChart(state, now, engine)] : [])],
    table: {
      caption: `23 flights under α = ${fixed(now.line.alpha, 3)}, β = ${fixed(now.line.beta, 4)}`,
      columns: ['temperature_f', 'distress', 'P', 'loss', 'P - y'],
      rows: () => TEMPERATURES.map((t, i) => [t, now.labels[i], p[i], now.losses[i], p[i] - now.labels[i]]),
    },
  };
}
