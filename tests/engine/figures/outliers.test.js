/** The Belgian calls: R's fits (shared data's README: lm, MASS, quantreg), and what a weight means. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engineFromDisk } from '../../../web/build/core.js';
import figure from '../../../web/figures/outliers.js';
import { lineUnder, listening, NOISES, placesOf } from '../../../web/figures/outliers-data.js';
import { createStore } from '../../../web/ui/store.js';
import { assertReadable, near } from './readable.js';

const engine = await engineFromDisk();
const START = { noise: 'gaussian', all: false, show: 'weight', point: 20, year: 1969, calls: 212, edits: '' };
const at = (/** @type {object} */ changes) => figure.view({ ...START, ...changes }, engine);
const noiseOf = (/** @type {string} */ id) => /** @type {import('../../../web/figures/outliers-data.js').Noise} */ (NOISES.find((noise) => noise.id === id));
const fit = (/** @type {string} */ id, changes = {}) => lineUnder(noiseOf(id), placesOf({ ...START, ...changes }), engine);

test('the start state is the declared one', () => {
  assert.deepEqual(Object.fromEntries(Object.entries(figure.fields).map(([key, field]) => [key, field.start])), START);
});

for (const [id, intercept, slope, scale, nll, tolerance] of /** @type {const} */ ([
  ['gaussian', -7.98533333333332, 5.04147826086956, 53.8298011561633, 129.714378524362, 1e-11],
  ['huber', -3.63820, 3.90256, 45.03912, 130.00287, 5e-6],
  ['student-t', 0.7727596019221682, 1.760707086419539, 20.84876350253218, 128.5145237911746, 1e-9],
])) {
  test(`${id}: R's line`, () => {
    const line = fit(id);
    assert.equal(line.status, 'converged');
    near(line.intercept, intercept, tolerance);
    near(line.slope, slope, tolerance);
    near(line.scale, scale, tolerance);
    near(line.nll, nll, tolerance);
  });
}

test('Laplace: not unique, said; scale, NLL and the range of slopes are R’s', () => {
  const line = fit('laplace');
  assert.equal(line.status, 'not-unique');
  near(line.scale, 35.1666666666667);
  near(line.nll, 126.077900275391);
  assert.ok(line.slope > 1.15714 && line.slope < 1.62222);
  assert.match(at({ noise: 'laplace' }).sentence, /Many lines share the highest likelihood/);
  assert.doesNotMatch(at({}).sentence, /Many lines/);
});

test('least squares with the weights gives each line again', () => {
  for (const id of ['gaussian', 'huber', 'student-t']) {
    const places = placesOf({ ...START, edits: '3-1952-40' });
    const noise = noiseOf(id);
    const line = lineUnder(noise, places, engine);
    const heard = listening(noise, line, places, engine);
    assert.ok(heard);
    const weights = heard.map(({ weight }) => weight);
    const again = engine.regress('gaussian', places.map(({ calls }) => calls), { year: places.map(({ year }) => year - 1950) }, { weights });
    near(again.coefficients.year ?? NaN, line.slope, 1e-6);
    near(again.coefficients['(intercept)'] ?? NaN, line.intercept, 1e-5);
    // Weight times residual is the pull, on the scale's own scale.
    heard.forEach(({ weight, residual, pull }) => near(weight * residual / line.scale, pull, 1e-9));
  }
});

test('weights: 1 for Gaussian, at most 1 for Huber, b/|r| for Laplace, (ν + 1)/(ν + r²/σ²) for Student t', () => {
  const places = placesOf(START);
  for (const { id } of NOISES) {
    const line = fit(id);
    listening(noiseOf(id), line, places, engine)?.forEach(({ weight, residual }) => {
      const r = Math.abs(residual) / line.scale;
      const expected = { gaussian: 1, huber: Math.min(1, 1.345 / r), laplace: 1 / r, 'student-t': 4 / (3 + r * r) }[id];
      near(weight, expected ?? NaN, 1e-9);
    });
  }
});

test('1969 in its place pulls the Gaussian slope down, and the Student t slope less than half as much', () => {
  const [gaussian, student] = ['gaussian', 'student-t'].map((id) => fit(id).slope - fit(id, { calls: 28 }).slope);
  // Δy (x − mean of x) / Σ(x − mean of x)², 184 · 7.5 / 1150.
  near(gaussian, 1.2);
  assert.ok(Math.abs(student) < gaussian / 2, `${student}`);
});

test('a dragged point keeps its place when another is chosen, in one step of undo', () => {
  const store = createStore(figure.fields, figure.settle);
  const marker = figure.view(store.state.value, engine).charts[0].markers?.[2];
  store.set(marker?.drag?.to({ x: 1952.4, y: 99.5 }, store.state.value) ?? {});
  assert.deepEqual([store.state.value.point, store.state.value.year, store.state.value.calls], [3, 1952, 99.5]);
  store.set({ point: 20 });
  assert.deepEqual({ ...store.state.value }, { ...START, edits: '3-1952-99.5' });
  assert.deepEqual(placesOf(store.state.value)[2], { year: 1952, calls: 99.5 });
  store.set({ point: 3 });
  assert.equal(store.state.value.calls, 99.5);
  store.set({ calls: 4.7 });
  store.set({ point: 20 });
  assert.equal(store.state.value.edits, '');
});

test('hostile edits are refused', () => {
  for (const edits of ['25-1969-1', '0-1969-1', '1-1949-1', '1-1969--1', '1-1969-231', '1-1969-1e9', '<b>', '1-1969-1_']) {
    assert.notEqual(createStore(figure.fields).setFromText(`edits=${edits}`), null, edits);
  }
});

test('a scale that shrinks to 0, and one year for all, are said', () => {
  const flat = Array.from({ length: 24 }, (_, i) => `${i + 1}-${1950 + i}-50`).join('_');
  const one = Array.from({ length: 24 }, (_, i) => `${i + 1}-1960-${i}`).join('_');
  for (const { id } of NOISES) {
    const view = at({ noise: id, all: true, edits: flat, calls: 50 });
    assertReadable(view);
    assert.match(view.sentence, /scale|grows without bound|infinit/i, `${id}: ${view.sentence}`);
    const vertical = at({ noise: id, all: true, edits: one, year: 1960 });
    assertReadable(vertical);
    assert.match(vertical.sentence, /Every point has the same year: any slope/);
  }
});

test('every state gives a whole view', () => {
  for (const { id } of NOISES) {
    for (const show of ['weight', 'pull']) {
      for (const point of [1, 14, 24]) {
        for (const calls of [0, 21.2, 230]) assertReadable(at({ noise: id, show, point, calls, year: 1950 + point - 1, all: point === 1 }));
      }
    }
  }
});
