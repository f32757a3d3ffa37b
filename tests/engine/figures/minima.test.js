/**
 * Every fit that a figure shows is a minimum of what it draws: no NLL on a grid around it is lower by more than
 * 1e-9 (1 + |NLL|). The NLLs are written down here, apart from the core.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engineFromDisk } from '../../../web/build/core.js';
import { fitOf } from '../../../web/figures/bell-curve-data.js';
import { CALLS } from '../../../web/figures/data/belgium-calls.js';
import { newcomb } from '../../../web/figures/data/newcomb.js';
import { lineUnder, NOISES, placesOf } from '../../../web/figures/outliers-data.js';
import { LABELS, measuresOf, modelOf, PAIRS } from '../../../web/figures/softmax-data.js';

const engine = await engineFromDisk();

/** From far to as near as 1e-9 can tell, each way. */
const SIZES = [1, 0.3, 0.1, 1e-2, 1e-3, 1e-4];
const STEPS = [-1, 0, 1];

/** All combinations of steps. @param {number} dimensions @returns {number[][]} */
const lattice = (dimensions) => (dimensions === 0 ? [[]]
  : lattice(dimensions - 1).flatMap((rest) => STEPS.map((step) => [...rest, step])));

/**
 * @param {(theta: number[]) => number} nll up to a constant
 * @param {number[]} fit @param {number[]} units how far a step of size 1 goes
 * @param {number} shown the NLL that the figure shows
 */
function assertMinimum(nll, fit, units, shown) {
  const least = nll(fit);
  assert.ok(Number.isFinite(least) && Number.isFinite(shown));
  for (const size of SIZES) {
    for (const step of lattice(fit.length)) {
      const other = fit.map((value, i) => value + size * step[i] * units[i]);
      assert.ok(nll(other) >= least - 1e-9 * (1 + Math.abs(shown)), `${nll(other) - least} at ${other}, fitted ${fit}`);
    }
  }
}

const sum = (/** @type {readonly number[]} */ values) => values.reduce((total, value) => total + value, 0);
/** What a residual in scales costs, without what depends on neither. */
const COSTS = /** @type {Record<string, (u: number) => number>} */ ({
  gaussian: (u) => (u * u) / 2,
  huber: (u) => (Math.abs(u) <= 1.345 ? (u * u) / 2 : 1.345 * Math.abs(u) - (1.345 * 1.345) / 2),
  laplace: Math.abs,
  'student-t': (u) => 2 * Math.log1p((u * u) / 3),
});
/** Of so many residuals, the rest of the NLL: -log of the density's height at scale 1, where it is short. */
const HEIGHTS = /** @type {Record<string, number>} */ ({
  gaussian: Math.log(2 * Math.PI) / 2, laplace: Math.log(2), 'student-t': Math.log((Math.PI * Math.sqrt(3)) / 2),
});

test('bell-curve: Newcomb’s bell, and that of other measurements', () => {
  for (const values of [[...newcomb], [1, 2, 4], [-20, 0.5, 0.75, 40.25]]) {
    const { theta: [mu, sigma], nll } = fitOf(values, engine);
    const own = (/** @type {number[]} */ [centre, width]) => (width > 0 ? values.length * (Math.log(width) + HEIGHTS.gaussian) + sum(values.map((y) => ((y - centre) / width) ** 2)) / 2 : Infinity);
    assert.ok(Math.abs(own([mu, sigma]) - nll) <= 1e-11 * (1 + nll), `${own([mu, sigma])}, shown ${nll}`);
    assertMinimum(own, [mu, sigma], [sigma, 0.9 * sigma], nll);
  }
});

for (const noise of NOISES) {
  test(`outliers: the lines under ${noise.name} noise`, () => {
    const start = { points: '', point: 20, year: 1969, calls: CALLS[19] };
    for (const changes of [{}, { calls: 12 }, { point: 1, year: 1950, calls: 220 }, { point: 24, year: 1973, calls: 229.9 }]) {
      const places = placesOf({ ...start, ...changes });
      const line = lineUnder(noise, places, engine);
      const own = (/** @type {number[]} */ [intercept, slope, scale]) => (scale > 0
        ? places.length * Math.log(scale) + sum(places.map(({ year, calls }) => COSTS[noise.id]((calls - intercept - slope * (year - 1950)) / scale))) : Infinity);
      const fit = [line.intercept, line.slope, line.scale];
      if (noise.id in HEIGHTS) {
        const whole = own(fit) + places.length * HEIGHTS[noise.id];
        assert.ok(Math.abs(whole - line.nll) <= 1e-11 * (1 + whole), `${whole}, shown ${line.nll}`);
      }
      assertMinimum(own, fit, [line.scale, line.scale / 10, 0.9 * line.scale], line.nll);
    }
  });
}

/** The others have no maximum (softmax.test.js). */
for (const pair of PAIRS.filter((one) => one !== 'depth-flipper' && one !== 'depth-mass')) {
  test(`softmax: ${pair}`, () => {
    const { weights, nll } = modelOf({ pair, fitted: true, mixed: 0 }, engine);
    const rows = measuresOf(pair).map(({ values }) => values);
    const means = rows.map((values) => sum(values) / values.length);
    const spreads = rows.map((values, k) => Math.sqrt(sum(values.map((value) => (value - means[k]) ** 2)) / values.length));
    // In standardised measurements, so that one step of each weight means about as much.
    const fit = weights.slice(1).flatMap(([a, b, c]) => [a + b * means[0] + c * means[1], b * spreads[0], c * spreads[1]]);
    const points = LABELS.map((label, i) => ({ label, at: rows.map((values, k) => (values[i] - means[k]) / spreads[k]) }));
    const likelihood = (/** @type {number[]} */ theta) => sum(points.map(({ label, at }) => {
      const logits = [0, 1, 2].map((k) => (k === 0 ? 0 : theta[3 * k - 3] + theta[3 * k - 2] * at[0] + theta[3 * k - 1] * at[1]));
      const most = Math.max(...logits);
      return most + Math.log(sum(logits.map((logit) => Math.exp(logit - most)))) - logits[label];
    }));
    assert.ok(Math.abs(likelihood(fit) - nll) <= 1e-11 * (1 + nll), `${likelihood(fit)}, shown ${nll}`);
    // Six weights, two at a time.
    for (let i = 0; i < fit.length; i++) {
      for (let k = i + 1; k < fit.length; k++) {
        const along = (/** @type {number[]} */ [one, two]) => likelihood(fit.map((value, m) => (m === i ? one : m === k ? two : value)));
        assertMinimum(along, [fit[i], fit[k]], [1, 1], nll);
      }
    }
  });
}
