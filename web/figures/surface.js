import { choice, flag, integer, number } from '../ui/fields.js';
import { fixed, significant } from '../ui/format.js';
import { defineFigure } from './figure.js';
import { COUNT, MAP, map, MOST_STEPS, nextStep, slices, stepSizeFor, walk } from './surface-data.js';
import { walker } from './surface-walk.js';
import { METHODS, placeText, sentenceFor } from './surface-words.js';

/**
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {import('./figure.js').ChartView} ChartView
 * @typedef {import('./figure.js').Series} Series
 * @typedef {import('./surface-data.js').Place} Place
 * @typedef {ReturnType<typeof nextStep>} Next
 */

/** The ends of the slices' vertical axis, in nats of the sum. */
const LOW = 240;
const HIGH = 400;
const STEP = { min: 0.001, max: 100, step: 0.001, scale: /** @type {const} */ ('log') };
/** Methods whose step is set by the curvature. */
const SECOND_ORDER = ['newton', 'fisher'];
/** An arrow's points: its name stands at the last that is still on the map. */
const ARROW_POINTS = 24;

/** @param {number} value @param {{ min: number, max: number }} axis */
const within = (value, { min, max }) => Math.min(max, Math.max(min, value));
/** @param {number} value to a tenth, which the range and its number field can hold */
const tenth = (value) => Math.round(value * 10) / 10;
/** A start on the map, with no step taken yet. @param {number} mu @param {number} sigma */
const startAt = (mu, sigma) => ({ mu: tenth(within(mu, MAP.mu)), sigma: tenth(within(sigma, MAP.sigma)), taken: 0 });

/** @param {Place} from @param {Next} next @param {string} label @param {Series['role']} role @returns {Series[]} */
function arrow(from, { to }, label, role) {
  if (!to) return [];
  const share = Array.from({ length: ARROW_POINTS }, (_, i) => i / (ARROW_POINTS - 1));
  return [{
    label, role, x: share.map((t) => from.mu + t * (to.mu - from.mu)), y: share.map((t) => from.sigma + t * (to.sigma - from.sigma)),
  }];
}

/**
 * @param {ReturnType<typeof walk>} way @param {{ newton: Next, fisher: Next } | null} next @param {boolean} found @param {boolean} mean   which the key counts in @param {Engine} engine
 * @returns {ChartView}
 */
function mapChart({ places, here, at }, next, found, mean, engine) {
  const { bands, edge, lowest } = map(engine);
  const beyond = here.mu < MAP.mu.min || here.mu > MAP.mu.max || here.sigma < MAP.sigma.min || here.sigma > MAP.sigma.max;
  const path = { role: /** @type {const} */ ('gradient'), label: '', dashed: false, x: places.map(({ mu }) => mu), y: places.map(({ sigma }) => sigma) };
  return {
    id: 'map', stays: true,
    description: 'Contour map of the NLL over μ and σ: one bowl, steep towards small σ and nearly flat towards large σ. '
      + 'A half circle marks where the Hessian stops being positive definite. '
      + `The marker stands at ${placeText(here)}${beyond ? ', off the map' : ''}${at ? `, after ${at} steps` : ''}.`,
    x: { label: 'μ, centre, ns', min: MAP.mu.min, max: MAP.mu.max },
    y: { label: 'σ, width, ns', min: MAP.sigma.min, max: MAP.sigma.max },
    surface: mean ? { bands, label: 'mean NLL above its lowest, × 0.01', format: (level) => significant((100 * level) / COUNT, 2) }
      : { bands, label: 'NLL (sum) above its lowest, nats', format: String },
    series: [
      { label: 'Hessian not positive definite beyond', role: 'neutral', dashed: false, faint: true, ...edge, labelAt: 'top' },
      ...(at > 0 ? [path, { ...path, kind: /** @type {const} */ ('points') }] : []),
      ...(next ? [...arrow(here, next.newton, 'Newton', 'gradient'), ...arrow(here, next.fisher, 'Fisher scoring', 'neutral')] : []),
    ],
    markers: [
      ...(found ? [{ label: '', role: /** @type {const} */ ('optimum'), x: lowest.mu, y: lowest.sigma }] : []),
      {
        label: beyond ? `off the map: ${placeText(here)}` : at === 0 ? 'start' : `step ${at}`, role: 'model',
        ...(at > 0 && { labelSide: places[at - 1].mu < here.mu ? /** @type {const} */ ('right') : /** @type {const} */ ('left') }),
        x: within(here.mu, MAP.mu), y: within(here.sigma, MAP.sigma),
        drag: { free: true, to: ({ x, y }) => startAt(x, y) },
      },
    ],
  };
}

/**
 * @param {'mu' | 'sigma'} key @param {Place} here @param {{ x: Float64Array, y: Float64Array }} curve
 * @param {State} state @param {boolean} found @param {Engine} engine
 * @returns {ChartView}
 */
function sliceChart(key, here, curve, { reduction }, found, engine) {
  const scale = reduction === 'mean' ? COUNT : 1;
  const axis = { min: LOW / scale, max: HIGH / scale };
  const [along, other] = key === 'mu' ? ['μ', `σ = ${significant(here.sigma)}`] : ['σ', `μ = ${significant(here.mu)}`];
  const beyond = here.nll > axis.max ? 'above this chart' : here[key] !== within(here[key], MAP[key]) ? 'off this chart' : '';
  return {
    id: `slice-${key}`, shape: 'half',
    description: `The NLL along ${along} at ${other}. The marker stands at ${along} = ${significant(here[key])}, NLL ${significant(here.nll, 5)}.`,
    x: { label: key === 'mu' ? 'μ, centre, ns' : 'σ, width, ns', min: MAP[key].min, max: MAP[key].max },
    y: { label: reduction === 'mean' ? 'mean NLL, nats/point' : 'NLL, nats', ...axis },
    series: [{ label: `at ${other}`, role: 'model', ...curve, labelAt: key === 'mu' ? 'start' : 'end' }],
    markers: [{
      label: beyond, role: 'model', x: within(here[key], MAP[key]), y: within(here.nll, axis),
      drag: { to: ({ x }) => (key === 'mu' ? startAt(x, here.sigma) : startAt(here.mu, x)) },
    }],
    guides: found ? [{ axis: 'x', value: map(engine).lowest[key], role: 'optimum' }] : [],
  };
}

export default defineFigure({
  id: 'surface',
  title: 'Ways down to one minimum',
  description: `The NLL of Newcomb’s ${COUNT} measurements over centre μ and width σ, as a map with a slice along each axis: `
    + 'put the start anywhere, choose a method, and step.',
  hint: 'Drag the start, then press Step. Where does the first step go?',
  fields: {
    mu: number({ start: 12, ...MAP.mu }),
    sigma: number({ start: 30, ...MAP.sigma }),
    method: choice({ start: 'gradient', options: Object.keys(METHODS) }),
    stepSize: number({ start: stepSizeFor('gradient', 'sum'), min: STEP.min, max: STEP.max }),
    reduction: choice({ start: 'sum', options: ['sum', 'mean'] }),
    taken: integer({ start: 0, min: 0, max: MOST_STEPS }),
    next: flag({ start: false }),
  },
  controls: [
    { kind: 'choice', key: 'method', label: 'Method', options: Object.entries(METHODS).map(([value, label]) => ({ value, label })) },
    { kind: 'range', key: 'mu', symbol: 'μ', label: 'centre of the start, ns', ...MAP.mu, step: 0.1 },
    { kind: 'range', key: 'sigma', symbol: 'σ', label: 'width of the start, ns', ...MAP.sigma, step: 0.1 },
    { kind: 'range', key: 'stepSize', label: 'step size', ...STEP, when: ({ method }) => !SECOND_ORDER.includes(method) },
    { kind: 'range', key: 'stepSize', label: 'share of the full step', ...STEP, when: ({ method }) => SECOND_ORDER.includes(method) },
    { kind: 'choice', key: 'reduction', label: 'Descend on the', options: [{ value: 'sum', label: 'sum' }, { value: 'mean', label: `mean (sum / ${COUNT})` }] },
    { kind: 'toggle', key: 'next', label: 'Show the next full step of Newton and of Fisher scoring' },
  ],
  // Another start, method or step is another descent: it begins at its start. Each method has a step size of its own kind.
  settle(next, previous) {
    const differs = (/** @type {string} */ key) => next[key] !== previous[key];
    return {
      ...(['mu', 'sigma', 'method', 'stepSize', 'reduction'].some(differs) && { taken: 0 }),
      ...(differs('method') && { stepSize: stepSizeFor(next.method, next.reduction) }),
    };
  },
  view(state, engine) {
    const way = walk(state, engine);
    const { here, places, at, ended, arrived } = way;
    const next = state.next ? { newton: nextStep(here, 'newton', engine), fisher: nextStep(here, 'fisher', engine) } : null;
    const along = slices(here, state.reduction, engine);
    const mean = state.reduction === 'mean';
    return {
      headline: { label: `NLL at ${placeText(here)}`, value: fixed(here.nll, mean ? 4 : 2), unit: mean ? 'nats/point' : 'nats', exact: here.nll },
      sentence: sentenceFor(state, way, next, engine),
      charts: [
        mapChart(way, next, arrived, mean, engine),
        sliceChart('mu', here, along.mu, state, arrived, engine), sliceChart('sigma', here, along.sigma, state, arrived, engine),
      ],
      table: {
        caption: `The steps of ${METHODS[/** @type {keyof typeof METHODS} */ (state.method)]}, step size ${state.stepSize}, on the ${state.reduction}; NLL in nats`,
        columns: ['step', 'mu', 'sigma', mean ? 'mean NLL' : 'NLL'],
        rows: () => places.map(({ mu, sigma, nll }, step) => [step, mu, sigma, nll]),
      },
      own: { at, last: ended ? at : MOST_STEPS },
    };
  },
  custom: walker,
});
