import { fixed, significant } from '../ui/format.js';

/**
 * The losses of a residual that loss-to-noise knows by name, and what the core says of them and of a bent one.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 *
 * @typedef {object} Entry
 * @property {string} id              as in core/losses.js
 * @property {string} label
 * @property {string} [shape]         the key of its shape in the state
 * @property {(state: State, z: number) => string} words   what noise it is, or why it is none
 */

/** @type {Entry[]} */
export const LOSSES = [
  {
    id: 'squared', label: 'MSE: r²',
    words: (_, z) => `Z = √π = ${significant(z, 4)}. The noise is Gaussian with variance ½, so with σ = 0.707; a loss of r²/2 would have σ = 1.`,
  },
  { id: 'absolute', label: 'MAE: |r|', words: (_, z) => `Z = ${significant(z, 4)}. The noise is Laplace with b = 1: a sharp top and heavier tails than the bell’s.` },
  {
    id: 'huber', label: 'Huber', shape: 'delta',
    words: ({ delta }, z) => `Z = ${significant(z, 4)}. The noise is a bell up to δ = ${fixed(delta, 2)} and falls like e^−δ|r| beyond: Huber’s density.`,
  },
  {
    id: 'pinball', label: 'pinball', shape: 'tau',
    words: ({ tau }, z) => `Z = 1/(τ(1 − τ)) = ${significant(z, 4)}. The noise is asymmetric Laplace: a share τ = ${fixed(tau, 2)} of it lies below 0, so the prediction is that quantile.`,
  },
  {
    id: 'clipped', label: 'clipped MSE', shape: 'cap',
    words: ({ cap }) => `Beyond |r| = ${fixed(Math.sqrt(cap), 2)} the loss stays at ${significant(cap)}, so exp(−loss) stays above 0 and every further unit of r adds the same area. Z is infinite: no noise on the whole real line has this loss.`,
  },
  {
    id: 'tukey', label: 'Tukey', shape: 'c',
    words: ({ c }) => `Beyond |r| = c = ${fixed(c, 1)} the loss stays at c²/6 = ${significant((c * c) / 6)}, so every further unit of r adds the same area under exp(−loss). Z is infinite: no noise on the whole real line has this loss.`,
  },
];

/** Where the handles stand. */
export const KNOTS = [-3, -2, -1, 0, 1, 2, 3];
/** The heights' keys in the state. */
export const HEIGHTS = KNOTS.map((_, i) => `h${i}`);
export const TOP = 9;

/** @param {State} state @returns {number[]} */
const heightsOf = (state) => HEIGHTS.map((key) => state[key]);
/** @param {State} state */
export const entryOf = ({ loss }) => LOSSES.find(({ id }) => id === loss);

/** @param {State} state @returns {import('../core/losses.js').ResidualLoss} */
function lossOf(state) {
  const entry = entryOf(state);
  if (!entry) return { x: KNOTS, values: heightsOf(state) };
  return { name: entry.id, ...(entry.shape && { shape: state[entry.shape] }) };
}

/**
 * Along a grid, and at the handles. z: Infinity where there is no density.
 * @param {State} state @param {ArrayLike<number>} grid @param {Engine} engine
 */
export function implied(state, grid, engine) {
  const loss = lossOf(state);
  const { loss: values, density, logZ } = engine.impliedNoise(loss, Float64Array.from(grid));
  return { values, density, z: logZ === Infinity ? Infinity : engine.exp(logZ), weight: engine.exp(values.map((value) => -value)), heights: engine.impliedNoise(loss, KNOTS).loss };
}

/** How an end of a bent loss goes on, as a slope away from the middle. @param {State} state */
export function endSlopes(state) {
  const h = heightsOf(state);
  return { left: h[0] - h[1], right: h[h.length - 1] - h[h.length - 2] };
}
