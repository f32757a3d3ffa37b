/** The Belgian calls: R's fits (shared data's README: lm, MASS, quantreg), and what a weight means. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engineFromDisk } from '../../../web/build/core.js';
import { CALLS } from '../../../web/figures/data/belgium-calls.js';
import figure from '../../../web/figures/outliers.js';
import { countOf, lineUnder, listening, NOISES, placesOf } from '../../../web/figures/outliers-data.js';
import { createStore } from '../../../web/ui/store.js';
import { assertReadable, near } from './readable.js';

const engine = await engineFromDisk();
const START = { noise: 'gaussian', all: false, show: 'weight', point: 20, year: 1969, calls: 212, points: '', adding: false };
const at = (/** @type {object} */ changes) => figure.view({ ...START, ...changes }, engine);
const noiseOf = (/** @type {string} */ id) => /** @type {import('../../../web/figures/outliers-data.js').Noise} */ (NOISES.find((noise) => noise.id === id));
/** The record's text with some years' calls replaced. @param {Record<number, number>} [calls] */
const recordText = (calls = {}) => CALLS.map((recorded, i) => `${1950 + i}-${calls[1950 + i] ?? recorded}`).join('_');
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
  assert.match(at({ all: true }).sentence, /Laplace 1\.40 \(not the only one\)/);
  assert.equal(at({ all: true }).sentence.match(/not the only one/g)?.length, 1);
});

test('least squares with the weights gives each line again', () => {
  for (const id of ['gaussian', 'huber', 'student-t']) {
    const places = placesOf({ ...START, points: recordText({ 1952: 40 }) });
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
  assert.deepEqual({ ...store.state.value }, { ...START, points: recordText({ 1952: 99.5 }) });
  assert.deepEqual(placesOf(store.state.value)[2], { year: 1952, calls: 99.5 });
  store.set({ point: 3 });
  assert.equal(store.state.value.calls, 99.5);
  store.set({ calls: 4.7 });
  store.set({ point: 20 });
  assert.equal(store.state.value.points, '');
});

test('a point is added where it is put, taken away, and the record comes back', () => {
  const store = createStore(figure.fields, figure.settle);
  const press = (/** @type {string} */ key) => {
    const control = figure.controls.find((one) => one.key === key);
    if (control?.kind === 'button') control.act(store, store.state.value);
  };
  press('add');
  assert.equal(countOf(store.state.value), 25);
  assert.equal(store.state.value.point, 25);
  const { charts: [chart] } = figure.view({ ...store.state.value, adding: true }, engine);
  store.set(chart.place?.({ x: 1953.4, y: 200 }, store.state.value) ?? {});
  assert.deepEqual(placesOf(store.state.value).slice(24), [{ year: 1962, calls: 105 }, { year: 1953, calls: 200 }]);
  // Least squares with the two: by their closed form, in deviations from the means.
  const xs = [...CALLS.map((_, i) => 1950 + i), 1962, 1953];
  const ys = [...CALLS, 105, 200];
  const mean = (/** @type {number[]} */ all) => all.reduce((sum, one) => sum + one, 0) / all.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const slope = xs.reduce((sum, x, i) => sum + (x - mx) * (ys[i] - my), 0) / xs.reduce((sum, x) => sum + (x - mx) ** 2, 0);
  near(lineUnder(noiseOf('gaussian'), placesOf(store.state.value), engine).slope, slope, 1e-10);
  press('remove');
  assert.deepEqual([countOf(store.state.value), store.state.value.point, store.state.value.year], [25, 25, 1962]);
  press('remove');
  assert.deepEqual([store.state.value.points, store.state.value.point], ['', 24]);
  for (let i = 0; i < 30; i++) press('remove');
  assert.equal(countOf(store.state.value), 3);
  for (let i = 0; i < 50; i++) press('add');
  assert.equal(countOf(store.state.value), 40);
  press('put-back');
  assert.deepEqual([store.state.value.points, store.state.value.point], ['', 24]);
});

test('three points, and as many as there may be, give a whole view', () => {
  const many = Array.from({ length: 40 }, (_, i) => `${1950 + (i * 7) % 24}-${(i * 37) % 230}`).join('_');
  for (const { id: noise } of NOISES) {
    for (const points of ['1950-4_1960-100_1970-30', '1950-4_1951-5_1952-6', '1960-4_1960-5_1960-5', many]) {
      assertReadable(at({ noise, points, all: true, point: 40 }));
    }
  }
});

test('hostile points are refused', () => {
  for (const points of ['1969-1', '1969-1_1969-2', '1949-1_1950-1_1951-1', '1969--1_1960-1_1961-1', '1969-231_1960-1_1961-1', '<b>',
    '1969-1e9_1960-1_1961-1', '1969-1_1960-1_1961-1_', Array(41).fill('1969-1').join('_')]) {
    assert.notEqual(createStore(figure.fields).setFromText(`points=${points}`), null, points);
  }
});

test('a scale that shrinks to 0, and one year for all, are said', () => {
  const flat = Array.from({ length: 24 }, (_, i) => `${1950 + i}-50`).join('_');
  const one = Array.from({ length: 24 }, (_, i) => `1960-${i}`).join('_');
  for (const { id } of NOISES) {
    const view = at({ noise: id, all: true, points: flat, calls: 50 });
    assertReadable(view);
    assert.match(view.sentence, /scale|grows without bound|infinit/i, `${id}: ${view.sentence}`);
    const vertical = at({ noise: id, all: true, points: one, year: 1960 });
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
