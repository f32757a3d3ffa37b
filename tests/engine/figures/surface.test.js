/** Ways down the Gaussian NLL of Newcomb's measurements, against closed forms and the fit of shared data (R: mean, sqrt(SS/n)). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engineFromDisk } from '../../../web/build/core.js';
import { NEWCOMB } from '../../../web/figures/data/newcomb-light.js';
import figure from '../../../web/figures/surface.js';
import { isDefinite, map } from '../../../web/figures/surface-data.js';
import { createStore } from '../../../web/ui/store.js';
import { assertReadable, near } from './readable.js';

const engine = await engineFromDisk();
const START = Object.fromEntries(Object.entries(figure.fields).map(([key, field]) => [key, field.start]));
const at = (/** @type {object} */ changes) => figure.view({ ...START, ...changes }, engine);
const rows = (/** @type {object} */ changes) => Array.from(at(changes).table.rows(), (row) => row.map(Number));

/** Mean and SS/n, and the summed NLL, written out. */
const MEAN = 26.2121212121212;
const SIGMA = 10.6636100992555;
const nll = (/** @type {number} */ mu, /** @type {number} */ sigma) =>
  66 * (0.5 * Math.log(2 * Math.PI) + Math.log(sigma) + (SIGMA ** 2 + (MEAN - mu) ** 2) / (2 * sigma ** 2));
const gradient = (/** @type {number} */ mu, /** @type {number} */ sigma) => [
  -66 * (MEAN - mu) / sigma ** 2, 66 / sigma - 66 * (SIGMA ** 2 + (MEAN - mu) ** 2) / sigma ** 3];

test('the data are the 66, and the lowest NLL is the reference fit', () => {
  assert.equal(NEWCOMB.length, 66);
  const { lowest } = map(engine);
  near(lowest.mu, MEAN, 1e-14);
  near(lowest.sigma, SIGMA, 1e-13);
  near(lowest.nll, 249.861186503101, 1e-14);
});

test('gradient descent takes the steps of the closed-form gradient, on the sum and on the mean', () => {
  for (const [reduction, share] of [['sum', 1], ['mean', 66]]) {
    const path = rows({ reduction, taken: 5 });
    assert.equal(path.length, 6);
    for (let i = 0; i < 5; i += 1) {
      const [g, h] = gradient(path[i][1], path[i][2]);
      near(path[i + 1][1], path[i][1] - 0.5 * g / Number(share), 1e-12);
      near(path[i + 1][2], path[i][2] - 0.5 * h / Number(share), 1e-12);
      near(path[i][3], nll(path[i][1], path[i][2]) / Number(share), 1e-12);
    }
  }
});

test('from (26.2, 20) Newton steps to 117.3 and Fisher scoring to 12.8', () => {
  const from = { mu: 26.2, sigma: 20, stepSize: 1, taken: 1 };
  const newton = at({ ...from, method: 'newton' });
  assert.match(newton.sentence, /σ = 117, .* higher than a step before\. .*Hessian was not positive definite/);
  assert.match(newton.charts[0].markers?.at(-1)?.label ?? '', /^off the map/);
  const [, [, , sigma]] = rows({ ...from, method: 'fisher' });
  // sigma + (SS/n - sigma^2) / (2 sigma), and mu does not matter to the digits asked for.
  near(sigma, 20 + (SIGMA ** 2 + (MEAN - 26.2) ** 2 - 400) / 40, 1e-12);
  const both = at({ mu: 26.2, sigma: 20, next: true });
  assert.match(both.sentence, /Newton would step to μ = 26\.1, σ = 117, uphill, the wrong way; Fisher scoring would step to μ = 26\.2, σ = 12\.8\./);
  assert.deepEqual(both.charts[0].series.map(({ label }) => label), ['Hessian not positive definite beyond', 'Newton', 'Fisher scoring']);
});

test('the half circle is where the core stops calling the Hessian positive definite, and meets the mean at √3 σ̂', () => {
  let [inside, outside] = [0, 0];
  for (let mu = 0; mu <= 50; mu += 2.5) {
    for (let sigma = 4; sigma <= 40; sigma += 1.5) {
      const { status } = engine.descend('gaussian', NEWCOMB, [mu, sigma], { method: 'newton', steps: 1 });
      const definite = isDefinite({ mu, sigma }, engine);
      // A step beyond sigma = 0 from a definite place is called left-domain.
      assert.equal(status === 'not-positive-definite', !definite, `${mu}, ${sigma}: ${status}`);
      if (definite) inside += 1;
      else outside += 1;
    }
  }
  assert.ok(inside > 50 && outside > 50);
  assert.ok(isDefinite({ mu: MEAN, sigma: Math.sqrt(3) * SIGMA - 1e-6 }, engine));
  assert.ok(!isDefinite({ mu: MEAN, sigma: Math.sqrt(3) * SIGMA + 1e-6 }, engine));
});

test('on the mean a step is 66 times shorter, and enough digits show it', () => {
  const state = { mu: 12, sigma: 30, reduction: 'mean', stepSize: 0.5, taken: 1 };
  const [g, h] = gradient(12, 30);
  const place = `μ = ${(12 - 0.5 * g / 66).toFixed(3)}, σ = ${(30 - 0.5 * h / 66).toFixed(3)}`;
  assert.ok(at(state).sentence.includes(`gradient is 66 times smaller than the sum’s: ${place}, NLL`), `${place}: ${at(state).sentence}`);
});

test('each method ends at the fit or says why not', () => {
  assert.match(at({ taken: 200 }).sentence, /has converged.* μ = 26\.2, σ = 10\.7, the maximum/);
  assert.match(at({ method: 'fisher', stepSize: 1, taken: 200 }).sentence, /has converged/);
  assert.match(at({ method: 'newton', stepSize: 1, mu: 24, sigma: 12, taken: 200 }).sentence, /has converged/);
  assert.match(at({ method: 'newton', stepSize: 1, mu: 20, sigma: 14 }).sentence, /next step would make σ zero or less/);
  assert.match(at({ reduction: 'mean', taken: 200 }).sentence, /200 steps are all .*Stopping is not convergence/);
  // Steps of 5 on the sum, whose curvature at the minimum is 1.16: far beyond the limit of 2 / 1.16.
  assert.match(at({ stepSize: 5, taken: 200 }).sentence, /has diverged: after 200 steps the NLL is higher than at the start/);
  assert.ok(rows({ stepSize: 5, taken: 200 }).at(-1)?.[3] > nll(12, 30));
  const risen = rows({ stepSize: 5, taken: 200 }).findIndex((row, i, all) => i > 0 && row[3] > all[i - 1][3]);
  assert.match(at({ stepSize: 5, taken: risen }).sentence, /higher than a step before: too long a step\./);
});

test('a bounded cycle is not called divergence, and a flat end far out is not called a stop', () => {
  // Fisher scoring with a step of 2 maps mu to 2 m - mu and sigma to SS(mu)/(n sigma), and back again.
  const fisher = { mu: 0, sigma: 4, method: 'fisher', stepSize: 2, taken: 200 };
  const [there, back] = rows(fisher).slice(1, 3);
  near(there[1], 2 * MEAN, 1e-12);
  near(there[2], (SIGMA ** 2 + MEAN ** 2) / 4, 1e-12);
  near(back[1], 0, 1e-12);
  near(back[2], 4, 1e-12);
  assert.match(at(fisher).sentence, /μ = 0, σ = 4, .* It has not converged: after 200 steps it still jumps to and fro\. Take a smaller step/);
  // Beyond the limit of 2 / (2 n / s^2) = 1.72 for the width, near the optimum.
  assert.match(at({ mu: 26.2, sigma: 10.7, stepSize: 1.8, taken: 200 }).sentence, /has not converged: .* to and fro/);
  const thrown = at({ mu: 0, sigma: 40, method: 'momentum', stepSize: 5, taken: 200 });
  assert.match(thrown.sentence, /It has diverged: it was thrown out to where the surface is flat/);
  assert.ok((rows({ mu: 0, sigma: 40, method: 'momentum', stepSize: 5, taken: 200 }).at(-1)?.[3] ?? 0) > 2 * nll(0, 40));
});

test('the lowest point is marked only where it was reached', () => {
  const star = (/** @type {object} */ changes) => at(changes).charts[0].markers?.some(({ role }) => role === 'optimum');
  assert.equal(star({}), false);
  assert.equal(star({ taken: 5 }), false);
  assert.equal(star({ taken: 200 }), true);
  assert.equal(star({ mu: 26.2, sigma: 10.7 }), true);
  assert.doesNotMatch(at({}).sentence, /lowest|26\.2/);
});

test('no NLL on the map is below the lowest', () => {
  const { lowest, bands } = map(engine);
  for (let mu = 0; mu <= 50; mu += 0.5) {
    for (let sigma = 4; sigma <= 40; sigma += 0.5) {
      assert.ok(engine.nll('gaussian', NEWCOMB, [mu, sigma]) >= lowest.nll - 1e-9 * (1 + lowest.nll));
    }
  }
  // On each contour line the NLL is its level above the lowest. Straight lines between points h = 0.5 apart are off by
  // f'' h^2 / 8: 0.054 nats at the lowest point, less than a part in twenty further out.
  for (const { level, rings } of bands) {
    const inner = rings.flat().filter(([mu, sigma]) => mu > 1 && mu < 49 && sigma > 5 && sigma < 39);
    assert.ok(inner.length > 10, `${level}`);
    for (const [mu, sigma] of inner) near(nll(mu, sigma) - lowest.nll, level, 0.06);
  }
});

test('another start, method or step begins at its start; each method has a step size of its own', () => {
  const store = createStore(figure.fields, figure.settle);
  store.set({ taken: 9 });
  store.set({ method: 'fisher' });
  assert.deepEqual([store.state.value.taken, store.state.value.stepSize], [0, 1]);
  store.set({ reduction: 'mean', taken: 4 });
  assert.equal(store.state.value.taken, 4);
  store.set({ method: 'gradient' });
  assert.equal(store.state.value.stepSize, 33);
  store.set({ taken: 3 });
  store.set({ mu: 30 });
  assert.equal(store.state.value.taken, 0);
});

test('every state gives a whole view', () => {
  for (const method of ['gradient', 'momentum', 'adam', 'newton', 'fisher']) {
    for (const reduction of ['sum', 'mean']) {
      for (const [mu, sigma] of [[0, 4], [50, 4], [0, 40], [26.2, 20], [20, 14], [26.2, 10.7], [26.2, 4]]) {
        for (const stepSize of [0.001, 0.5, 1, 5, 100]) {
          for (const taken of [0, 1, 7, 200]) assertReadable(at({ method, reduction, mu, sigma, stepSize, taken, next: taken === 1 }));
        }
      }
    }
  }
});
