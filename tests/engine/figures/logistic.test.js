/** The 23 flights: R's glm (shared data's README), closed forms, and what separation and L2 do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engineFromDisk } from '../../../web/build/core.js';
import { DISTRESS, TEMPERATURES } from '../../../web/figures/data/challenger-orings.js';
import figure from '../../../web/figures/logistic.js';
import { costOf, intervalAt, labelsOf, maximum, MEAN, newtonWalk, surfaceOf } from '../../../web/figures/logistic-data.js';
import { assertReadable, near } from './readable.js';

const engine = await engineFromDisk();
const START = { alpha: 0, beta: -0.05, at: 31, guess: '', steps: 0, revealed: false, separable: false, l2: 0 };
const at = (/** @type {object} */ changes) => figure.view({ ...START, ...changes }, engine);
const COMMITTED = { guess: '0_-0.05' };

/** The NLL by its definition. @param {number} alpha @param {number} beta @param {readonly number[]} labels */
const nllOf = (alpha, beta, labels) => TEMPERATURES.reduce((sum, t, i) => {
  const z = alpha + beta * (t - MEAN);
  return sum + Math.log1p(Math.exp(labels[i] ? -z : z));
}, 0);

test('the start state is the declared one, and shows no optimum', () => {
  assert.deepEqual(Object.fromEntries(Object.entries(figure.fields).map(([key, field]) => [key, field.start])), START);
  const view = at({});
  assert.deepEqual(view.charts.map(({ id }) => id), ['curve']);
  assert.doesNotMatch(view.sentence, /0\.2322|10\.16|0\.9996/);
  assert.ok(view.charts[0].series.every(({ role }) => role !== 'optimum'));
});

test('the cost is the definition, and the penalty λβ²/2', () => {
  for (const [alpha, beta] of [[0, -0.05], [-1, -0.3], [2, 0.1]]) {
    near(costOf({ alpha, beta }, false, 0, engine).nll, nllOf(alpha, beta, DISTRESS), 1e-12);
    near(costOf({ alpha, beta }, true, 7, engine).cost, nllOf(alpha, beta, labelsOf(true)) + 3.5 * beta * beta, 1e-12);
  }
});

test('R’s maximum, and P at 31 °F with its Wald interval', () => {
  const { line, nll } = maximum(engine, false, 0);
  assert.ok(line);
  near(line.beta, -0.232162744219, 1e-10);
  near(line.alpha - line.beta * MEAN, 15.0429016477, 1e-10);
  near(nll, 10.1575963439334, 1e-12);
  const interval = intervalAt(31, false, engine);
  near(interval?.p ?? NaN, 0.99960878, 1e-8);
  assert.equal(interval?.low.toFixed(2), '0.48');
  assert.equal(interval?.high.toFixed(2), '1.00');
  assert.match(at({ ...COMMITTED, revealed: true }).sentence,
    /P at 31 °F is 0\.9996, approximate 95% Wald interval 0\.48 to 1\.00\. No flight was colder than 53 °F: this answer lies 22 °F outside/);
  assert.doesNotMatch(at({ ...COMMITTED, revealed: true, at: 60 }).sentence, /outside the data/);
});

test('the interval at 60 °F is the delta method’s, from the inverse information', () => {
  const { line } = maximum(engine, false, 0);
  assert.ok(line);
  let [a, b, c] = [0, 0, 0];
  for (const t of TEMPERATURES) {
    const p = 1 / (1 + Math.exp(-(line.alpha + line.beta * (t - MEAN))));
    const w = p * (1 - p);
    a += w; b += w * (t - 60); c += w * (t - 60) ** 2;
  }
  const error = Math.sqrt(c / (a * c - b * b));
  const z = line.alpha + line.beta * (60 - MEAN);
  near(intervalAt(60, false, engine)?.low ?? NaN, 1 / (1 + Math.exp(-(z - 1.959963984540054 * error))), 1e-8);
});

test('Newton’s step solves the second order expansion, and the walk ends at the maximum', () => {
  const { path } = newtonWalk(engine, 0, -0.05, 8, false, 0);
  assert.equal(path.length, 9);
  for (const l2 of [0, 4]) {
    const [from, to] = newtonWalk(engine, -0.4, -0.1, 1, false, l2).path;
    const [gradient, hessian] = [[0, l2 * from.beta], [[0, 0], [0, l2]]];
    TEMPERATURES.forEach((t, i) => {
      const x = [1, t - MEAN];
      const p = 1 / (1 + Math.exp(-(from.alpha + from.beta * x[1])));
      for (const r of [0, 1]) {
        gradient[r] += (p - DISTRESS[i]) * x[r];
        for (const s of [0, 1]) hessian[r][s] += p * (1 - p) * x[r] * x[s];
      }
    });
    const step = [to.alpha - from.alpha, to.beta - from.beta];
    for (const r of [0, 1]) near(hessian[r][0] * step[0] + hessian[r][1] * step[1], -gradient[r], 1e-9);
  }
  near(path[8].beta, -0.232162744219, 1e-9);
  assert.match(at({ ...COMMITTED, steps: 8 }).sentence, /After 8 Newton steps β = −0\.2322: the maximum of the likelihood/);
});

test('from far out Newton diverges, and that is said', () => {
  assert.ok(newtonWalk(engine, 3, 0.2, 6, false, 0).stopped);
  const view = at({ guess: '3_0.2', alpha: 3, beta: 0.2, steps: 6 });
  assert.match(view.sentence, /Newton has diverged/);
  assertReadable(view);
});

test('separable labels: no maximum, the weights run away; L2 brings a finite answer', () => {
  assert.equal(maximum(engine, true, 0).line, null);
  const betas = newtonWalk(engine, 0, -0.05, 10, true, 0).path.map(({ beta }) => beta);
  assert.ok(betas.every((beta, i) => i === 0 || beta < betas[i - 1]));
  assert.match(at({ ...COMMITTED, separable: true, steps: 8 }).sentence, /^No maximum exists.*weights run away/);
  for (const l2 of [0.5, 2, 50]) {
    const { line, cost } = maximum(engine, true, l2);
    assert.ok(line);
    for (const [da, db] of [[1e-3, 0], [-1e-3, 0], [0, 1e-4], [0, -1e-4]]) {
      assert.ok(costOf({ alpha: line.alpha + da, beta: line.beta + db }, true, l2, engine).cost > cost);
    }
    assert.match(at({ ...COMMITTED, separable: true, l2 }).sentence, /MAP estimate, not the maximum of the likelihood, and it is finite/);
  }
});

test('no place of the surface lies below the maximum', () => {
  const { cost } = maximum(engine, false, 0);
  for (let alpha = -5; alpha <= 3; alpha += 0.25) {
    for (let beta = -1; beta <= 0.2; beta += 0.05) assert.ok(nllOf(alpha, beta, DISTRESS) >= cost - 1e-9);
  }
  const bands = surfaceOf(engine, false, 0);
  assert.ok(bands.length >= 6 && bands[0].rings.length > 0);
  // The first contour runs half a nat above the lowest point of the grid, which lies near the maximum.
  const inside = bands[0].rings.flat().filter(([alpha, beta]) => alpha > -4.5 && alpha < 2.5 && beta > -0.9 && beta < 0.1);
  assert.ok(inside.length > 10);
  for (const [alpha, beta] of inside) near(nllOf(alpha, beta, DISTRESS), cost + 0.5, 0.02);
});

test('every state gives a whole view', () => {
  for (const separable of [false, true]) {
    for (const l2 of [0, 50]) {
      for (const revealed of [false, true]) {
        for (const [alpha, beta] of [[-5, -1], [3, 0.2], [0, 0], [3, -1]]) {
          for (const steps of [0, 3, 15]) assertReadable(at({ alpha, beta, separable, l2, revealed, steps, guess: `${alpha}_${beta}`, at: 85 }));
          assertReadable(at({ alpha, beta, separable, l2 }));
        }
      }
    }
  }
});
