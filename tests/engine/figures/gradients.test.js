/** Cross-entropy and squared error through a sigmoid: the table of section 6, and differences. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engineFromDisk } from '../../../web/build/core.js';
import figure from '../../../web/figures/gradients.js';
import { createStore } from '../../../web/ui/store.js';
import { assertReadable, near } from './readable.js';

const engine = await engineFromDisk();
const at = (/** @type {number} */ z, y = 1, whole = true) => figure.view({ z, y, trail: '65', whole }, engine);
const rows = (/** @type {number} */ y) => Array.from(at(0, y).table.rows(), (row) => row.map(Number));

test('the table is log(1 + e^-z), p − 1, (p − 1)^2 and 2 (p − 1) p (1 − p) for y = 1, mirrored for y = 0', () => {
  const [one, zero] = [rows(1), rows(0)];
  assert.equal(one.length, 201);
  one.forEach(([z, cross, pull, squared, squaredPull], i) => {
    const q = 1 / (1 + Math.exp(z));
    near(z, -10 + i / 10, 1e-14);
    near(cross, Math.log1p(Math.exp(-z)), 1e-14);
    near(pull, -q, 1e-14);
    near(squared, q * q, 1e-14);
    near(squaredPull, -2 * q * q * (1 - q), 1e-14);
    const mirrored = zero[200 - i];
    near(mirrored[1], cross, 1e-13);
    near(mirrored[2], -pull, 1e-13);
    near(mirrored[3], squared, 1e-13);
    near(mirrored[4], -squaredPull, 1e-13);
  });
});

test('each gradient is the slope of its loss', () => {
  for (const y of [0, 1]) {
    const all = rows(y);
    for (let i = 1; i < 200; i += 1) {
      const slope = (/** @type {number} */ column) => (all[i + 1][column] - all[i - 1][column]) / (all[i + 1][0] - all[i - 1][0]);
      // Central differences over h = 0.1 are off by h^2/6 times a third derivative below 0.2.
      near(all[i][2], slope(1), 4e-4);
      near(all[i][4], slope(3), 4e-4);
    }
  }
});

test('the rows of section 6: at 0, −5 and −10 for label 1', () => {
  assert.match(at(0).sentence, /loss 0\.693, gradient −0\.5\. Squared error: loss 0\.25, gradient −0\.25\./);
  assert.equal(at(0).headline?.value, '2.00');
  assert.match(at(-5).sentence, /loss 5\.01, gradient −0\.993\. Squared error: loss 0\.987, gradient −0\.0132\. Sure and wrong/);
  // The lesson's table: p − 1 is −0.99995 and (p − 1)^2 is 0.9999, and neither is attained.
  assert.match(at(-10).sentence, /loss 10, gradient −0\.99995\. Squared error: loss 0\.9999, gradient −9\.08 × 10⁻⁵\. .*hardly at all/);
  for (const { description } of at(-10).charts) assert.doesNotMatch(description, / −?1( |\.$)/);
  assert.equal(at(-10).headline?.value, '11,000');
  assert.match(at(0).sentence, /Even odds, on neither side/);
  assert.match(at(-10, 0).sentence, /Sure and right/);
});

test('where squared error pulls hardest is named once the curves were asked for, wherever the marker stands', () => {
  for (const y of [0, 1]) {
    const steepest = rows(y).reduce((best, row) => (Math.abs(row[4]) > Math.abs(best[4]) ? row : best));
    near(steepest[0], y === 1 ? -0.7 : 0.7, 1e-12); // p = 1/3 at a logit of -log 2
    // The place itself, log 2 from 0, lies between two steps of the slider.
    assert.match(at(steepest[0], y).sentence, /within 0\.06 of where squared error pulls hardest, .* probability 1\/3/);
    for (const beside of [0.65, 0.75]) assert.match(at(y === 1 ? -beside : beside, y).sentence, /You are within 0\.06 of/);
    assert.doesNotMatch(at(steepest[0], y, false).sentence, /hardest|1\/3|convex/);
    // 2p²(1 − p) at p = 1/3 is 4/27 · 2 = 0.296.
    for (const z of [-10, -2, -0.5, 0, 0.5, 2, 10]) {
      assert.match(at(z, y).sentence, y === 1 ? /hardest at z = −0\.69, with a gradient of −0\.296/ : /hardest at z = 0\.69, with a gradient of 0\.296/);
      assert.doesNotMatch(at(z, y, false).sentence, /hardest/);
    }
  }
});

test('the curves and the table hold only where the learner has been, until they are asked for whole', () => {
  const store = createStore(figure.fields, figure.settle);
  for (const z of [2, 1, 0, -0.8]) store.set({ z });
  const view = figure.view(store.state.value, engine);
  for (const { series } of view.charts) {
    for (const { x } of series) assert.ok(Math.min(...Array.from(x)) > -0.95 && Math.max(...Array.from(x)) < 3.15);
  }
  const { x, y } = view.charts[1].series[1];
  Array.from(x).forEach((z, i) => {
    const q = 1 / (1 + Math.exp(z));
    if (Number.isFinite(y[i])) near(y[i], -2 * q * q * (1 - q), 1e-12);
  });
  assert.equal(Array.from(view.table.rows()).length, 20); // hundredths 46 to 65 of the axis
  const button = figure.controls.find(({ key }) => key === 'whole');
  assert.ok(button?.kind === 'button');
  button.act(store, store.state.value);
  assert.equal(figure.view(store.state.value, engine).charts[1].series[1].x.length, 201);
});

test('every state gives a whole view', () => {
  for (const y of [0, 1]) for (let z = -10; z <= 10; z += 0.25) for (const whole of [true, false]) assertReadable(at(z, y, whole));
});
