import { bandsOf } from '../charts/contours.js';
import { NEWCOMB } from './data/newcomb-light.js';
import { keepLast } from './keep-last.js';

/**
 * What the surface figure asks the core: the NLL of Newcomb's measurements over the map and along the two slices, the
 * descent, and the next step of Newton and of Fisher scoring from where it stands.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {import('../core/likelihoods.js').Descent} Descent
 * @typedef {import('../core/likelihoods.js').Method} Method
 * @typedef {import('../core/likelihoods.js').Reduction} Reduction
 * @typedef {{ mu: number, sigma: number, nll: number }} Place
 */

export const COUNT = NEWCOMB.length;
/** The ends of the map. A start lies on it; a descent may leave it. */
export const MAP = { mu: { min: 0, max: 50 }, sigma: { min: 4, max: 40 } };
export const MOST_STEPS = 200;
/** Contour lines, in nats of the sum above the lowest value. */
const LEVELS = [1, 3, 10, 30, 100];
const COLUMNS = 101;
const ROWS = 73;
const SLICE = 200;
/** So little above the lowest NLL, in nats of the sum, counts as having arrived. */
const ARRIVED = 0.01;

/** The default step size of each method, on the sum; for the mean, gradients are COUNT times smaller. */
const STEP_SIZES = { gradient: 0.5, momentum: 0.1, adam: 1, newton: 1, fisher: 1 };

/** @param {Method} method @param {Reduction} reduction */
export const stepSizeFor = (method, reduction) =>
  STEP_SIZES[method] * (reduction === 'mean' && (method === 'gradient' || method === 'momentum') ? COUNT : 1);

/** The map never changes. */
export const map = keepLast((engine) => {
  const { theta: [mu, sigma], nll } = engine.fit('gaussian', NEWCOMB);
  const x = engine.linspace(MAP.mu.min, MAP.mu.max, COLUMNS);
  const y = engine.linspace(MAP.sigma.min, MAP.sigma.max, ROWS);
  const values = engine.surface('gaussian', NEWCOMB, [mu, sigma], 0, x, 1, y).map((value) => value - nll);
  return { lowest: { mu, sigma, nll }, bands: bandsOf({ x, y, values, levels: LEVELS }), edge: definiteEdge({ mu, sigma }) };
});

/**
 * Where the Hessian stops being positive definite: with SS(mu) = n (s^2 + (m - mu)^2), m and s the estimates, its
 * determinant is above 0 where (mu - m)^2 + sigma^2 < 3 s^2, a half circle about (m, 0). Teeth point outward, and
 * infinities are gaps between the strokes.
 * @param {{ mu: number, sigma: number }} lowest
 */
function definiteEdge({ mu, sigma }) {
  const radius = Math.sqrt(3) * sigma;
  const at = (/** @type {number} */ turn, /** @type {number} */ r) => [mu + r * Math.cos(turn), r * Math.sin(turn)];
  const arc = Array.from({ length: 121 }, (_, i) => at((Math.PI * i) / 120, radius)).filter(([, s]) => s >= MAP.sigma.min);
  const teeth = Array.from({ length: 15 }, (_, i) => (Math.PI * (i + 1)) / 16).flatMap((turn) => {
    const [foot, tip] = [at(turn, radius), at(turn, 1.07 * radius)];
    return foot[1] < MAP.sigma.min ? [] : [[foot[0], Infinity], foot, tip];
  });
  const points = [...arc, ...teeth];
  return { x: points.map(([m]) => m), y: points.map(([, s]) => s) };
}

/** Whether the Hessian of the NLL is positive definite at a place. @param {{ mu: number, sigma: number }} at @param {Engine} engine */
export function isDefinite({ mu, sigma }, engine) {
  const { lowest } = map(engine);
  return (mu - lowest.mu) ** 2 + sigma ** 2 < 3 * lowest.sigma ** 2;
}

/** @param {Descent} descent @param {number} row @returns {Place} */
const placeAt = ({ path, nll }, row) => ({ mu: path[2 * row], sigma: path[2 * row + 1], nll: nll[row] });

const descent = keepLast((engine, /** @type {number} */ mu, /** @type {number} */ sigma, /** @type {string} */ method,
  /** @type {number} */ stepSize, /** @type {string} */ reduction) => engine.descend('gaussian', NEWCOMB, [mu, sigma],
  { method: /** @type {Method} */ (method), stepSize, reduction: /** @type {Reduction} */ (reduction), steps: MOST_STEPS }));

/**
 * The descent up to the step that is shown: its places, and why it ended where it has ended.
 * @param {State} state @param {Engine} engine
 */
export function walk({ mu, sigma, method, stepSize, reduction, taken }, engine) {
  const whole = descent(engine, mu, sigma, method, stepSize, reduction);
  const last = whole.nll.length - 1;
  const at = Math.min(taken, last);
  const places = Array.from({ length: at + 1 }, (_, row) => placeAt(whole, row));
  const here = places[at];
  const share = reduction === 'mean' ? COUNT : 1;
  return {
    places, here, at, ended: at === last ? whole.status : null,
    gradient: engine.gradient('gaussian', NEWCOMB, [here.mu, here.sigma], reduction),
    arrived: here.nll * share - map(engine).lowest.nll < ARRIVED,
  };
}

/**
 * One full step from a place.
 * @param {Place} from @param {Method} method @param {Engine} engine
 * @returns {{ to: Place | null, status: Descent['status'], uphill: boolean }} to: null where the step would leave the domain
 */
export function nextStep({ mu, sigma }, method, engine) {
  const one = engine.descend('gaussian', NEWCOMB, [mu, sigma], { method, steps: 1 });
  return { to: one.nll.length > 1 ? placeAt(one, 1) : null, status: one.status, uphill: one.nll[1] > one.nll[0] };
}

const grids = keepLast((engine) => ({
  mu: engine.linspace(MAP.mu.min, MAP.mu.max, SLICE), sigma: engine.linspace(MAP.sigma.min, MAP.sigma.max, SLICE),
}));

/**
 * The NLL along both axes through a place.
 * @param {Place} here @param {Reduction} reduction @param {Engine} engine
 */
export function slices({ mu, sigma }, reduction, engine) {
  const along = grids(engine);
  const scale = reduction === 'mean' ? COUNT : 1;
  const read = (/** @type {number} */ index, /** @type {Float64Array} */ x) =>
    ({ x, y: engine.curve('gaussian', NEWCOMB, [mu, sigma], index, x).map((value) => value / scale) });
  return { mu: read(0, along.mu), sigma: read(1, along.sigma) };
}
