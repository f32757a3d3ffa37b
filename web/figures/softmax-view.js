import { fixed, probability, significant } from '../ui/format.js';
import {
  BIRDS, birdOf, bordersOf, certainty, cloudsOf, entropyOf, LABELS, logitsOf, lossesOf, measuresOf, middleOf, modelOf, nearestBird, placeOf, SLIGHT, SPECIES,
} from './softmax-data.js';

/**
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {import('./figure.js').ChartView} ChartView
 * @typedef {ReturnType<typeof birdOf>} Bird
 * @typedef {{ mean: number, entropy: number, shared: number, rank: number }} Summary   rank: of the bird, the costliest first
 */

/** The hue and shape of each species. @type {import('./figure.js').Role[]} */
export const ROLES = ['data', 'one', 'zero'];
/** The bar's axis, in nats; a mean loss beyond it is cut there. */
const MOST_NATS = 1.5;

/**
 * Of cloud k the point that lies furthest away from the other clouds' middles, along the axes as they are drawn.
 * @param {ReturnType<typeof cloudsOf>} clouds @param {number} k @param {{ min: number, max: number }[]} axes
 */
function outermost(clouds, k, [along, up]) {
  const places = (/** @type {{ x: ArrayLike<number>, y: ArrayLike<number> }} */ { x, y }) => Array.from(x, (_, i) => [x[i] / (along.max - along.min), y[i] / (up.max - up.min)]);
  const middles = clouds.map((cloud) => places(middleOf(cloud))[0]);
  const [dx, dy] = [0, 1].map((axis) => middles.reduce((sum, middle) => sum + middles[k][axis] - middle[axis], 0));
  const reach = places(clouds[k]).map(([x, y]) => dx * x + dy * y);
  const best = reach.indexOf(Math.max(...reach));
  return { x: [clouds[k].x[best]], y: [clouds[k].y[best]] };
}

/** @param {Readonly<State>} state @param {Bird} bird @param {Engine} engine @returns {ChartView} */
function mapChart(state, { label, p }, engine) {
  const { pair, fitted, mixed, temperature } = state;
  const [along, up] = measuresOf(pair);
  const model = modelOf(state, engine);
  const clouds = cloudsOf(engine, pair);
  const [x, y] = placeOf(pair, state.bird);
  return {
    id: 'map', stays: true,
    description: `${BIRDS} penguins by ${along.name} and ${up.name}${fitted ? ', and where each species is the likeliest' : ', before any fit'}. `
      + `Bird ${state.bird}, of species ${SPECIES[label]}, is chosen${fitted ? `; the model gives that species ${probability(p[label], 3)}` : ''}.`,
    x: { label: `${along.name}, ${along.unit}`, min: along.min, max: along.max },
    y: { label: `${up.name}, ${up.unit}`, min: up.min, max: up.max },
    ...(fitted && {
      surface: { bands: certainty(engine, pair, mixed, temperature), label: 'P of the likeliest species', format: String, pale: true },
    }),
    series: [
      ...(fitted ? bordersOf(model, pair).map((border) => ({
        label: '', role: /** @type {const} */ ('neutral'), dashed: false, ...border,
      })) : []),
      // The species with the fewest birds on top.
      ...[...clouds.keys()].sort((a, b) => clouds[a].x.length - clouds[b].x.length)
        .map((k) => ({ label: '', role: ROLES[k], kind: /** @type {const} */ ('points'), ...clouds[k] })),
      // Clouds lie in each other: each name stands by the bird that is furthest out from the others.
      ...SPECIES.map((name, k) => ({ label: name, labelAt: /** @type {const} */ ('top'), role: ROLES[k], ...outermost(clouds, k, [along, up]) })),
    ],
    markers: [
      // In its handle the chosen bird keeps the shape of its species.
      { label: '', role: ROLES[label], x, y, dot: true },
      { label: `bird ${state.bird}`, role: 'model', x, y, drag: { free: true, to: (place) => ({ bird: nearestBird(pair, place) }) } },
    ],
  };
}

/** A bar from one place of the axis to another. @param {number} from @param {number} to */
const bar = (from, to) => ({ x: [from, from, to, to], y: [0, 1, 1, 0] });

/** @param {Summary} summary @param {Engine} engine @returns {ChartView} */
function splitChart({ mean, entropy }, engine) {
  const [floor, whole] = [entropy, mean].map((value) => Math.min(MOST_NATS, value));
  return {
    id: 'split', shape: 'strip',
    description: `The mean loss, ${fixed(mean)} nats, as a bar of two parts: ${fixed(entropy)} of entropy, which no model can remove, `
      + `and ${fixed(mean - entropy)} of KL divergence.`,
    x: { label: `mean loss of all ${BIRDS} birds, nats${mean > MOST_NATS ? ' (longer than this axis)' : ''}`, min: 0, max: MOST_NATS },
    y: { label: '', min: 0, max: 2.2, ticks: [] },
    series: [
      { label: '', role: 'neutral', kind: 'area', dashed: false, ...bar(0, floor) },
      { label: '', role: 'model', kind: 'area', ...bar(floor, whole) },
      // Names alone, each where its part begins: over the bar and in it, for a part may be too short to carry its own.
      { label: `entropy ${fixed(entropy)}`, labelAt: 'start', role: 'neutral', x: [0], y: [1] },
      { label: `KL ${fixed(mean - entropy)}`, labelAt: 'start', role: 'model', x: [floor], y: [0.4] },
    ],
    guides: [{ axis: 'x', value: engine.log(SPECIES.length), role: 'neutral', label: 'log 3: no fit' }],
  };
}

/** @param {Readonly<State>} state @param {Bird} bird @param {Summary} summary @param {Engine} engine */
function describe(state, { label, p, loss }, { mean, entropy, shared, rank }, engine) {
  const { pair, bird, fitted, mixed, smoothing, temperature, shift } = state;
  const place = placeOf(pair, bird).map((value, k) => `${value} ${measuresOf(pair)[k].unit}`).join(', ');
  const who = `Bird ${bird}, ${/^[AEIOU]/.test(SPECIES[label]) ? 'an' : 'a'} ${SPECIES[label]} (${place})`;
  if (!fitted) {
    return `${who}: without a fit all logits are equal, each species has probability 1/3 and every bird costs log 3, ${fixed(engine.log(3))} nats. `
      + 'Choose the bird that you expect to cost the fitted model most, then fit.';
  }
  const model = modelOf(state, engine);
  const alone = model.separated.join(' and ');
  const none = model.separated.length === 0 ? ''
    : `No maximum exists for the observed labels of this pair: a straight line sets ${alone} apart from the other species, so its logit can grow for ever. `
      + `The sum of the NLL falls towards ${fixed(model.nll, 2)} and never reaches it; drawn is the fit under a slight L2 penalty (λ = ${SLIGHT}). `;
  const cost = `${who}, gets probability ${probability(p[label], 3)} and costs ${fixed(loss)} nats, place ${rank} of ${BIRDS} by cost. `;
  const split = `Mean loss ${fixed(mean)} = entropy ${fixed(entropy)} + KL ${fixed(mean - entropy)}. `;
  const floor = smoothing > 0
    ? `Smoothing mixes ${fixed(100 * smoothing, 0)}% of uniform into each label: this is no longer the NLL of the labels observed, and no model gets below the entropy. `
    : entropy > 0 ? `${shared} pairs of measurements belong to birds of different species: no model of these two measurements gets below the entropy. `
      : 'No two birds of different species share their measurements, so the entropy is 0. ';
  const moved = [
    mixed !== smoothing ? `The fit drawn is still the one to ${mixed > 0 ? `labels with ${fixed(100 * mixed, 0)}% of uniform` : 'the observed labels'}: fit again and the probabilities move.` : '',
    shift !== 0 ? `Adding ${significant(shift)} to every logit changed no probability.` : '',
    temperature !== 1 ? `At temperature ${significant(temperature)} the borders stay, the certainty changes; the fit itself is at 1.` : '',
  ].filter(Boolean).join(' ');
  return (none + cost + split + floor + moved).trim();
}

/** @param {Readonly<State>} state @param {Engine} engine @returns {import('./figure.js').View} */
export function view(state, engine) {
  const model = modelOf(state, engine);
  const bird = birdOf(model, state, engine);
  const losses = lossesOf(state, engine);
  const own = losses[state.bird - 1];
  const summary = {
    mean: losses.reduce((sum, loss) => sum + loss, 0) / BIRDS,
    ...entropyOf(engine, state.pair, state.smoothing),
    rank: 1 + losses.filter((loss) => loss > own).length,
  };
  return {
    headline: { label: `loss of bird ${state.bird}`, value: fixed(bird.loss), unit: 'nats', exact: bird.loss },
    sentence: describe(state, bird, summary, engine),
    charts: [mapChart(state, bird, engine), splitChart(summary, engine)],
    own: bird,
    table: {
      caption: `Penguins by ${measuresOf(state.pair).map(({ name, unit }) => `${name} (${unit})`).join(' and ')}, probabilities and loss (nats)`,
      columns: ['bird', 'species', ...measuresOf(state.pair).map(({ name }) => name), ...SPECIES.map((name) => `P(${name})`), 'loss'],
      rows: () => LABELS.map((label, i) => {
        const place = placeOf(state.pair, i + 1);
        return [i + 1, SPECIES[label], ...place, ...engine.softmax(logitsOf(model, place, state)), losses[i]];
      }),
    },
  };
}
