/** One width given, one free, one for each x: against sums written out here. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engineFromDisk } from '../../../web/build/core.js';
import figure from '../../../web/figures/sigma-matters.js';
import { X, Y } from '../../../web/figures/sigma-matters-data.js';
import { assertReadable, near } from './readable.js';

const engine = await engineFromDisk();
const START = Object.fromEntries(Object.entries(figure.fields).map(([key, field]) => [key, field.start]));
const at = (/** @type {object} */ changes) => figure.view({ ...START, muWhole: true, sigmaWhole: true, ...changes }, engine);
/** Before the curves are asked for. */
const seeking = (/** @type {object} */ changes) => at({ muWhole: false, sigmaWhole: false, ...changes });
const rows = (/** @type {object} */ changes) => Array.from(at(changes).table.rows(), (row) => row.map(Number));
const sum = (/** @type {number[]} */ list) => list.reduce((a, b) => a + b, 0);

const squares = (/** @type {number} */ mu) => sum(Y.map((y) => (y - mu) ** 2));
const HALF_LOG_TWO_PI = 0.9189385332046728;
const MEAN = 2.9;

test('twelve measurements with mean 2.9', () => {
  assert.equal(Y.length, 12);
  near(sum(Y) / 12, MEAN, 1e-14);
});

test('σ given: the three losses are SS/n, SS/2 and the whole NLL', () => {
  for (const sigma of [0.5, 1, 2, 10]) {
    for (const [mu, mse, half, nll] of rows({ sigma })) {
      near(mse, squares(mu) / 12, 1e-13);
      near(half, squares(mu) / 2, 1e-13);
      near(nll, 12 * (HALF_LOG_TWO_PI + Math.log(sigma)) + squares(mu) / (2 * sigma * sigma), 1e-13);
    }
  }
});

test('σ given: all three are lowest at the mean whatever σ is, and so many nats lower', () => {
  for (const sigma of [0.5, 1, 3, 10]) {
    const table = rows({ sigma });
    for (const column of [1, 2, 3]) {
      const best = table.reduce((a, b) => (b[column] < a[column] ? b : a));
      assert.ok(Math.abs(best[0] - MEAN) <= 0.0126, `${column}: ${best[0]}`);
    }
    const found = at({ sigma, mu: 2.9 });
    assert.match(found.sentence, /All three are lowest here, at the mean, μ = 2\.9/);
    const [{ value: fitted }] = found.charts[0].guides ?? [];
    near(fitted, MEAN, 1e-14);
    assert.deepEqual(found.charts[0].guides?.map(({ value, label }) => [value, label]), [[fitted, 'argmin of all three'], [2, 'truth']]);
    for (const mu of [0, 2.5, 3.3, 6]) {
      const [, said] = /You are (\S+) nats above the lowest NLL: all three are lowest at the mean, μ = 2\.9/.exec(at({ sigma, mu }).sentence) ?? [];
      const gap = (squares(mu) - squares(MEAN)) / (2 * sigma * sigma);
      assert.ok(Math.abs(Number(said) - gap) <= 0.05 * gap, `${sigma} ${mu}: ${said}, ${gap}`);
    }
  }
});

test('before the curves are drawn whole no step names its lowest point', () => {
  for (const state of [{ mu: 2.9 }, { step: 'free', mu: 2.9, sigma: 1.7 }, { step: 'varies', mu: 2.5 }, { step: 'varies', mu: 2 }]) {
    const view = at({ ...state, muWhole: false, sigmaWhole: false });
    assert.doesNotMatch(view.sentence, /lowest here|are close|the lowest NLL|goes to 0|lies to the/);
    for (const { guides = [] } of view.charts) assert.ok(guides.every(({ role }) => role !== 'optimum'));
  }
});

test('σ free: the quadratic part falls for ever, the NLL is lowest at √(SS/n)', () => {
  for (const mu of [0, 2.9, 4.5]) {
    const table = rows({ step: 'free', mu });
    table.forEach(([sigma, quadratic, rest, nll], i) => {
      near(quadratic, squares(mu) / (2 * sigma * sigma), 1e-13);
      near(rest, 12 * (HALF_LOG_TWO_PI + Math.log(sigma)), 1e-13);
      near(nll, quadratic + rest, 1e-12);
      if (i) assert.ok(quadratic < table[i - 1][1]);
    });
    const best = Math.sqrt(squares(mu) / 12);
    const found = at({ step: 'free', mu, sigma: Math.round(best * 100) / 100 });
    assert.match(found.sentence, /To two decimals this is the lowest NLL/);
    near(found.charts[0].guides?.[0].value ?? NaN, best, 1e-12);
    const [, said] = /You are (\S+) nats above the lowest NLL .* σ = \d/.exec(at({ step: 'free', mu, sigma: 10 }).sentence) ?? [];
    // n log σ + SS/2σ², against n log σ̂ + n/2
    const gap = 12 * Math.log(10 / best) + squares(mu) / 200 - 6;
    assert.ok(Math.abs(Number(said) - gap) <= 0.05 * gap, `${mu}: ${said}, ${gap}`);
  }
  // At the mean SS/2 = (135.62 - 12 * 2.9^2) / 2 = 17.35: at a width of 10 the quadratic part is a hundredth of it.
  near(squares(2.9) / 2, 17.35, 1e-12);
  assert.match(at({ step: 'free', mu: 2.9, sigma: 10 }).sentence, /quadratic part is 0\.17[34],/);
});

test('before the curves are asked for, they and the table hold only where the learner has been', () => {
  const finite = (/** @type {import('../../../web/figures/figure.js').Series} */ { x, y }) => Array.from(x).filter((_, i) => Number.isFinite(y[i]));
  // Axes of 6 and 9.5 in hundredths: half of one to either side of a visit.
  const start = seeking({}).charts[0].series;
  assert.equal(start.length, 3);
  for (const curve of start) for (const mu of finite(curve)) assert.ok(Math.abs(mu - 4.5) <= 0.0301, `${mu}`);
  for (const curve of seeking({ step: 'free' }).charts[0].series) {
    for (const sigma of finite(curve)) assert.ok(Math.abs(sigma - 1) <= 0.08, `${sigma}`);
  }
  for (const curve of seeking({ step: 'varies' }).charts[1].series) for (const mu of finite(curve)) assert.ok(Math.abs(mu - 4.5) <= 0.0301, `${mu}`);
  const swept = { ...START, mu: 4.2 };
  const after = { ...swept, ...figure.settle?.(swept, START) };
  const [first, ...more] = Array.from(figure.view(after, engine).table.rows(), (row) => Number(row[0]));
  near(first, 4.2);
  near(/** @type {number} */ (more.at(-1)), 4.5);
  for (const series of figure.view(after, engine).charts[0].series) {
    const places = finite(series);
    assert.ok(Math.min(...places) < 4.2 && Math.max(...places) > 4.5 && Math.max(...places) < 4.6);
    // Straight between the places drawn: half a hundredth apart.
    assert.ok(places.every((place, i) => i === 0 || place - places[i - 1] < 0.031));
  }
  // The values are those of the whole curve.
  const [, half, nll] = seeking({ sigma: 2 }).charts[0].series;
  for (let i = 0; i < half.x.length; i++) {
    if (!Number.isFinite(half.y[i])) continue;
    near(half.y[i], squares(half.x[i]) / 2, 1e-12);
    near(nll.y[i], 12 * (HALF_LOG_TWO_PI + Math.log(2)) + squares(nll.x[i]) / 8, 1e-12);
  }
});

test('the button draws the curves of its step, once the learner has moved', () => {
  const button = figure.controls.find(({ key }) => key === 'whole');
  assert.ok(button?.kind === 'button' && button.enabled);
  assert.equal(button.enabled(START), false);
  const moved = { ...START, muTrail: '60-75' };
  assert.equal(button.enabled(moved), true);
  assert.equal(button.enabled({ ...moved, step: 'free' }), false);
  for (const [step, key] of [['fixed', 'muWhole'], ['free', 'sigmaWhole'], ['varies', 'muWhole']]) {
    /** @type {object[]} */
    const changes = [];
    button.act(/** @type {any} */ ({ set: (/** @type {object} */ change) => changes.push(change) }), { ...START, step });
    assert.deepEqual(changes, [{ [key]: true }]);
  }
});

test('σ(x): log σ is linear along the band, the NLL is the sum, its lowest point the weighted mean', () => {
  const [left, right] = [0.25, 3.5];
  const sigmas = X.map((x) => Math.exp(Math.log(left) + (Math.log(right / left) * (x + 0.5)) / 6.5));
  const weights = sigmas.map((s) => 1 / (s * s));
  const best = sum(Y.map((y, i) => y * weights[i])) / sum(weights);
  const nll = (/** @type {number} */ mu) => sum(Y.map((y, i) => HALF_LOG_TWO_PI + Math.log(sigmas[i]) + ((y - mu) / sigmas[i]) ** 2 / 2));
  const table = rows({ step: 'varies', left, right, mu: 3 });
  table.forEach(([x, y, sigma], i) => {
    assert.deepEqual([x, y], [X[i], Y[i]]);
    near(sigma, sigmas[i], 1e-13);
  });
  near(sum(table.map((row) => row[3])), nll(3), 1e-12);
  const there = at({ step: 'varies', left, right, mu: Math.round(best * 100) / 100 });
  assert.match(there.sentence, /lowest point is here; MSE is lowest at the mean, 2\.9/);
  near(there.charts[1].guides?.[0].value ?? NaN, best, 1e-12);
  // The truth that the numbers were drawn from: 2, with log σ = −1.4 + 0.48 x.
  const [centre, above] = there.charts[0].series;
  Array.from(centre.y, (value) => assert.equal(value, 2));
  Array.from(above.x, (at, i) => near(above.y[i], 2 + Math.exp(-1.4 + 0.48 * at), 1e-12));
  assert.match(there.sentence, new RegExp(`drawn around 2, with σ growing from ${Math.exp(-1.64).toFixed(2)} to ${Math.exp(1.48).toFixed(2)}`));
  const beside = at({ step: 'varies', left, right, mu: best + 0.04 });
  assert.ok(beside.sentence.includes(`the lowest point is close, at ${best.toFixed(2)};`), beside.sentence);
  assert.equal(at({ step: 'varies', left, right, mu: 3 }).charts[0].series.length, 4);
  assert.equal(there.headline?.value, nll(Math.round(best * 100) / 100).toFixed(2));
  assert.ok(Math.abs(best - MEAN) > 0.5, 'not the minimiser of MSE');
  const { x, y } = there.charts[1].series.at(-1) ?? { x: [], y: [] };
  Array.from(x, (mu, i) => near(y[i], nll(mu), 1e-12));
  // 5.5 of the band's 6.5 lie between the first point and the last: 14^(2 * 5.5 / 6.5) = 87.0.
  assert.match(there.sentence, /The first point weighs 87 times as much as the last/);
  assert.match(at({ step: 'varies', left, right, mu: 4 }).sentence, /lies to the left, at a smaller μ\.$/);
  assert.match(at({ step: 'varies', left, right, mu: 1 }).sentence, /lies to the right, at a larger μ\.$/);
});

test('σ(x) with equal ends is one width: the NLL of step 1, every point of the same weight', () => {
  const [one, same] = [at({ mu: 3.5, sigma: 1.5 }), at({ step: 'varies', mu: 3.5, left: 1.5, right: 1.5 })];
  assert.equal(one.headline?.value, same.headline?.value);
  assert.match(same.sentence, /Every point weighs the same/);
  // 12 (log(2π)/2 + log σ + 1/2) at σ^2 = SS/n: the best that one width can do.
  assert.ok(same.sentence.includes(`no lower than ${(12 * (HALF_LOG_TWO_PI + Math.log(squares(2.9) / 12) / 2 + 0.5)).toFixed(2)}`));
  assert.match(at({ step: 'varies', left: 0.5, right: 5 }).sentence, /The first point weighs /);
  assert.match(at({ step: 'varies', left: 5, right: 0.5 }).sentence, /The last point weighs /);
});

test('every state gives a whole view', () => {
  for (const view of [at, seeking]) {
    for (const step of ['fixed', 'free', 'varies']) {
      for (const mu of [0, 2.9, 6]) {
        for (const sigma of [0.5, 1, 10]) assertReadable(view({ step, mu, sigma }));
        for (const left of [0.1, 1, 6]) for (const right of [0.1, 1, 6]) assertReadable(view({ step, mu, left, right }));
      }
    }
  }
});
