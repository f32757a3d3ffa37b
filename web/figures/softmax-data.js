import { BILL_DEPTH, BILL_LENGTH, FLIPPER, LABELS, MASS, SPECIES } from './data/palmer-penguins.js';
import { keepLast } from './keep-last.js';

/**
 * What softmax reads off the core: three logits, linear in two measurements, fitted to the species of 342 penguins.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {{ name: string, unit: string, values: readonly number[], min: number, max: number }} Measure
 * @typedef {number[]} Weights   of a logit: intercept and one for each measurement
 * @typedef {{ weights: Weights[], nll: number, separated: string[] }} Model   separated: the species whose logits run away
 */

/** @type {Record<string, Measure>} */
const MEASURES = {
  length: { name: 'bill length', unit: 'mm', values: BILL_LENGTH, min: 31, max: 61 },
  depth: { name: 'bill depth', unit: 'mm', values: BILL_DEPTH, min: 12.5, max: 22.5 },
  flipper: { name: 'flipper length', unit: 'mm', values: FLIPPER, min: 168, max: 236 },
  mass: { name: 'body mass', unit: 'g', values: MASS, min: 2500, max: 6500 },
};

/** The pairs of measurements: "length-flipper". */
export const PAIRS = ['length-flipper', 'length-depth', 'length-mass', 'depth-flipper', 'depth-mass', 'flipper-mass'];
export const BIRDS = LABELS.length;
export { LABELS, SPECIES };

/** The penalty that stands in where there is no maximum to draw. */
export const SLIGHT = 0.001;
/** All above a half: at each place one species at most is so likely. */
const LEVELS = [0.6, 0.75, 0.9, 0.99];

/** @param {string} pair */
export const measuresOf = (pair) => pair.split('-').map((name) => MEASURES[name]);

/** @param {string} pair @param {number} bird from 1 @returns {number[]} */
export const placeOf = (pair, bird) => measuresOf(pair).map(({ values }) => values[bird - 1]);

/** The bird nearest to a place of the chart. @param {string} pair @param {{ x: number, y: number }} place */
export function nearestBird(pair, place) {
  const [along, up] = measuresOf(pair);
  const distance = (/** @type {number} */ i) => Math.hypot(
    (along.values[i] - place.x) / (along.max - along.min), (up.values[i] - place.y) / (up.max - up.min));
  let best = 0;
  for (let i = 1; i < BIRDS; i++) if (distance(i) < distance(best)) best = i;
  return best + 1;
}

/** Where the birds of each species stand. */
export const cloudsOf = keepLast((_, /** @type {string} */ pair) => {
  const [along, up] = measuresOf(pair);
  return SPECIES.map((__, species) => {
    const rows = LABELS.flatMap((label, i) => (label === species ? [i] : []));
    return { x: rows.map((i) => along.values[i]), y: rows.map((i) => up.values[i]) };
  });
});

/** The mean place of a cloud, as one point. @param {{ x: number[], y: number[] }} cloud */
export function middleOf(cloud) {
  const [x, y] = [cloud.x, cloud.y].map((values) => [values.reduce((sum, value) => sum + value, 0) / values.length]);
  return { x, y };
}

/** The model before any fit: three equal logits. */
const BLANK = Object.freeze({ weights: SPECIES.map(() => [0, 0, 0]), nll: NaN, separated: [] });

/** A smoothed label counts as one of each species, with these shares for weights. */
const fitOf = keepLast((engine, /** @type {string} */ pair, /** @type {number} */ mixed) => {
  const rows = LABELS.flatMap((label, bird) => targetOf(label, mixed).map((weight, k) => ({ bird, species: SPECIES[k], weight })))
    .filter(({ weight }) => weight > 0);
  const y = rows.map(({ species }) => species);
  const [one, two] = measuresOf(pair).map(({ values }) => rows.map(({ bird }) => values[bird]));
  const weights = mixed > 0 ? rows.map(({ weight }) => weight) : undefined;
  const fit = engine.regress('categorical', y, { one, two }, { weights });
  const found = fit.status === 'converged' ? fit : engine.regress('categorical', y, { one, two }, { weights, l2: SLIGHT });
  const logits = SPECIES.map((name) => {
    const { '(intercept)': a, one: b, two: c } = found.coefficients[name] ?? { '(intercept)': 0, one: 0, two: 0 };
    return [a, b, c];
  });
  const separated = Object.entries(fit.direction ?? {}).filter(([, along]) => Object.values(along).some((d) => d !== 0)).map(([name]) => name);
  return /** @type {Model} */ ({ weights: logits, nll: fit.nll, separated });
});

/** @param {Readonly<State>} state @param {Engine} engine @returns {Model} */
export const modelOf = ({ pair, fitted, mixed }, engine) => (fitted ? fitOf(engine, pair, mixed) : BLANK);

/** @param {Model} model @param {number[]} place */
const plainLogits = ({ weights }, [one, two]) => weights.map(([a, b, c]) => a + b * one + c * two);

/** (a + b x)/T + c. @param {Model} model @param {number[]} place @param {Readonly<State>} state */
export const logitsOf = (model, place, { temperature, shift }) =>
  plainLogits(model, place).map((z) => z / temperature + shift);

/** The smoothed label q: the observed one mixed with uniform. @param {number} label @param {number} smoothing */
export const targetOf = (label, smoothing) => SPECIES.map((_, k) => (k === label ? 1 - smoothing : 0) + smoothing / SPECIES.length);

/**
 * What one bird says: probabilities, loss, and the loss's gradient by each logit, p − q.
 * @param {Model} model @param {Readonly<State>} state @param {Engine} engine
 */
export function birdOf(model, state, engine) {
  const { pair, bird, smoothing } = state;
  const label = LABELS[bird - 1];
  const logits = logitsOf(model, placeOf(pair, bird), state);
  const target = targetOf(label, smoothing);
  // The loss is a mixture over the labels with the weights q, and so is its gradient.
  const parts = target.map((q, k) => engine.gradient('categorical', [k], logits).map((g) => q * g));
  return {
    label, logits, target, p: engine.softmax(logits),
    loss: engine.nll('categorical', [label], logits, { smoothing }),
    gradient: logits.map((_, k) => parts.reduce((sum, part) => sum + part[k], 0)),
  };
}

/** Every bird's loss. A constant in all logits leaves it: shift is not asked for. */
const lossesAt = keepLast((engine, /** @type {string} */ pair, /** @type {boolean} */ fitted, /** @type {number} */ mixed,
  /** @type {number} */ temperature, /** @type {number} */ smoothing) => {
  const model = modelOf({ pair, fitted, mixed }, engine);
  const [along, up] = measuresOf(pair);
  return LABELS.map((label, i) => engine.nll('categorical', [label],
    logitsOf(model, [along.values[i], up.values[i]], { temperature, shift: 0 }), { smoothing }));
});

/** @param {Readonly<State>} state @param {Engine} engine */
export const lossesOf = ({ pair, fitted, mixed, temperature, smoothing }, engine) =>
  lossesAt(engine, pair, fitted, mixed, temperature, smoothing);

/**
 * The mean entropy of the labels given the two measurements: what no model of these measurements can get below. Birds with
 * the same measurements share one prediction, which at best is their mean (smoothed) label.
 */
export const entropyOf = keepLast((engine, /** @type {string} */ pair, /** @type {number} */ smoothing) => {
  /** @type {Map<string, number[]>} */
  const groups = new Map();
  LABELS.forEach((label, i) => {
    const key = String(placeOf(pair, i + 1));
    groups.set(key, [...groups.get(key) ?? [], label]);
  });
  // Most groups are one bird: a group's entropy is asked for once for each make-up.
  /** @type {Map<string, number>} */
  const known = new Map();
  let [sum, shared] = [0, 0];
  for (const labels of groups.values()) {
    if (new Set(labels).size > 1) shared += 1;
    const makeUp = labels.join();
    if (!known.has(makeUp)) known.set(makeUp, groupEntropy(labels, smoothing, engine));
    sum += /** @type {number} */ (known.get(makeUp));
  }
  return { entropy: sum / BIRDS, shared };
});

/** The entropy of some birds' mean label, times their number. @param {number[]} labels @param {number} smoothing @param {Engine} engine */
function groupEntropy(labels, smoothing, engine) {
  if (smoothing === 0) return new Set(labels).size > 1 ? engine.fit('categorical', labels, { classes: SPECIES.length }).nll : 0;
  const q = SPECIES.map((_, k) => labels.reduce((total, label) => total + targetOf(label, smoothing)[k], 0) / labels.length);
  return engine.nll('categorical', labels, engine.log(q), { smoothing });
}

/**
 * A species has probability P or more where logit P + log(e^−u + e^−v) <= 0, u and v being the leads of its logit over the
 * other two: along the border u = logit P + softplus(t) and v = logit P + softplus(−t), for every t = u − v. Beyond these
 * t it is straight.
 */
const arcOf = keepLast((engine) => {
  const t = Float64Array.from([-40, -20, -12, ...engine.linspace(-8, 8, 49), 12, 20, 40]);
  return { u: engine.softplus(t), v: engine.softplus(t.map((at) => -at)), far: 40 };
});

/** The region where species k has probability P or more, as a ring that closes outside the map. @param {Engine} engine @param {Weights[]} weights @param {Measure[]} axes @param {number} k @param {number} logit of P @param {number} temperature */
function regionOf(engine, weights, axes, k, logit, temperature) {
  const [[a1, b1, c1], [a2, b2, c2]] = weights.filter((_, other) => other !== k).map((other) => weights[k].map((w, m) => w - other[m]));
  const [xs, ys] = axes.map(({ min, max }) => [min, max]);
  const corners = xs.flatMap((x) => ys.flatMap((y) => [a1 + b1 * x + c1 * y, a2 + b2 * x + c2 * y]));
  const { u, v, far } = arcOf(engine);
  const beyond = Math.max(temperature * (logit + far), ...corners) + 1;
  const edge = temperature * logit;
  /** @type {number[][]} */
  const leads = [[edge, beyond]];
  for (let i = 0; i < u.length; i++) leads.push([temperature * (logit + u[i]), temperature * (logit + v[i])]);
  leads.push([beyond, edge], [beyond, beyond]);
  const size = b1 * c2 - b2 * c1;
  return leads.map(([one, two]) => [((one - a1) * c2 - (two - a2) * c1) / size, (b1 * (two - a2) - b2 * (one - a1)) / size]);
}

/** How sure the model is: the probability of the likeliest species, as bands. */
export const certainty = keepLast((engine, /** @type {string} */ pair, /** @type {number} */ mixed, /** @type {number} */ temperature) => {
  const { weights } = modelOf({ pair, fitted: true, mixed }, engine);
  const axes = measuresOf(pair);
  return [...engine.logit(LEVELS)].map((logit, i) => ({
    level: LEVELS[i], rings: SPECIES.map((_, k) => regionOf(engine, weights, axes, k, logit, temperature)),
  }));
});

/**
 * Where two species are equally likely and the third is less so: pieces of straight lines within the chart. They do not
 * depend on shift or temperature.
 * @param {Model} model @param {string} pair
 */
export function bordersOf(model, pair) {
  const [along, up] = measuresOf(pair);
  return [[0, 1, 2], [0, 2, 1], [1, 2, 0]].flatMap(([i, j, third]) => {
    const [a, b, c] = model.weights[i].map((w, k) => w - model.weights[j][k]);
    // A point of the line, and its direction, in shares of the axes.
    const [sx, sy] = [along.max - along.min, up.max - up.min];
    const [bx, cy, level] = [b * sx, c * sy, -(a + b * along.min + c * up.min)];
    const size = bx * bx + cy * cy;
    if (size === 0) return [];
    const [px, py] = [(level * bx) / size, (level * cy) / size];
    const norm = Math.sqrt(size);
    const [dx, dy] = [-cy / norm, bx / norm];
    let [from, to] = [-Infinity, Infinity];
    /** Keeps the part where start + t slope >= 0. @param {number} start @param {number} slope */
    const keep = (start, slope) => {
      if (slope > 0) from = Math.max(from, -start / slope);
      else if (slope < 0) to = Math.min(to, -start / slope);
      else if (start < 0) to = -Infinity;
    };
    keep(px, dx);
    keep(1 - px, -dx);
    keep(py, dy);
    keep(1 - py, -dy);
    const place = (/** @type {number} */ t) => [along.min + (px + t * dx) * sx, up.min + (py + t * dy) * sy];
    const lead = (/** @type {number} */ t) => {
      const logits = plainLogits(model, place(t));
      return logits[i] - logits[third];
    };
    keep(lead(0), lead(1) - lead(0));
    if (!(from < to)) return [];
    const [start, end] = [place(from), place(to)];
    return [{ x: [start[0], end[0]], y: [start[1], end[1]] }];
  });
}
