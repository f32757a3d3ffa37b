/** underflow: the products fail where the formats say, and every state has words for what happened. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { loadEngine } from '../../../web/core/engine.js';
import { logSum, product } from '../../../web/figures/underflow-data.js';
import figure from '../../../web/figures/underflow.js';

const engine = await loadEngine({ wasmBinary: readFileSync(new URL('../../../web/core/wasm/mle.wasm', import.meta.url)) });
const start = Object.fromEntries(Object.entries(figure.fields).map(([key, field]) => [key, field.start]));
const state = (/** @type {object} */ changes) => ({ ...start, ...changes });
const at = (/** @type {object} */ changes) => figure.view(state(changes), engine);

test('a fair coin: exactly 0 from n = 150 in float32 and n = 1075 in float64', () => {
  assert.deepEqual(product(state({ n: 149 }), engine, 'float32'), { value: 2 ** -149, failedAt: 0 });
  assert.deepEqual(product(state({ n: 150 }), engine, 'float32'), { value: 0, failedAt: 150 });
  assert.deepEqual(product(state({ n: 1074 }), engine, 'float64'), { value: 2 ** -1074, failedAt: 0 });
  assert.deepEqual(product(state({ n: 1075 }), engine, 'float64'), { value: 0, failedAt: 1075 });
  assert.ok(Math.abs(logSum(state({ n: 1075 }), engine) + 1075 * Math.LN2) < 1e-9);
});

test('a narrow Gaussian overflows, float32 first, neither before its best case', () => {
  const first = product(state({ model: 'gaussian', n: 300 }), engine, 'float32');
  const second = product(state({ model: 'gaussian', n: 300 }), engine, 'float64');
  assert.equal(first.value, Infinity);
  assert.equal(second.value, Infinity);
  // If every observation sat at the centre, density 39.894, they would overflow at 25 and 193.
  assert.ok(first.failedAt >= 25 && second.failedAt >= 193 && first.failedAt < second.failedAt);
});

test('once the product has died its curve has no answer, and the log curve has one', () => {
  const dead = at({ n: 1000, ask: true });
  assert.match(dead.sentence, /float32 product has no answer: 201 of 201 values tie at exactly 0/);
  assert.ok(Array.from(dead.charts[0].series[0].y).every((value) => value === 0));
  assert.deepEqual(dead.charts[0].markers, []);
  assert.match(dead.sentence, /The log curve says p = 0\.\d+/);
  assert.match(at({ model: 'gaussian', n: 300, precision: 'float64', ask: true }).sentence, /has no answer: \d+ of 201 values tie at Infinity/);
});

test('while the product lives both curves agree, to the spacing of the grid', () => {
  for (const changes of [{ n: 50 }, { n: 400, precision: 'float64' }, { n: 15, model: 'gaussian' }]) {
    const [productChart, logChart] = at({ ...changes, ask: true }).charts;
    const spacing = (productChart.x.max - productChart.x.min) / 200;
    const [found, best] = [productChart.markers?.[0].x ?? NaN, logChart.markers?.[0].x ?? NaN];
    assert.ok(Math.abs(found - best) <= spacing / 2 + 1e-12, `${found} ${best}`);
  }
});

test('the best parameter is not shown before it is asked for', () => {
  for (const chart of at({ n: 100 }).charts) assert.deepEqual([chart.markers, chart.guides], [[], []]);
  assert.ok(!/best/.test(at({ n: 100 }).sentence));
});

test('the truth is drawn beside the estimate, once that is asked for', () => {
  for (const [changes, truth, words] of /** @type {[object, number, string][]} */ ([[{ n: 5000 }, 0.5, 'p = 0.5'], [{ n: 20, model: 'gaussian' }, 0, 'μ = 0']])) {
    const view = at({ ...changes, ask: true });
    assert.ok(view.charts[1].guides?.some(({ value, role }) => value === truth && role === 'neutral'));
    assert.ok(view.sentence.endsWith(`the observations were drawn with ${words}.`), view.sentence);
  }
});

test('while all flips are tails the log curve is called falling, not a hill', () => {
  const y = engine.sample('bernoulli', [0.5], 5000, 1);
  assert.deepEqual(Array.from(y.subarray(0, 3)), [0, 0, 1]);
  for (const n of [1, 2]) assert.match(at({ n }).charts[1].description, /falling all the way/);
  assert.match(at({ n: 3 }).charts[1].description, /one smooth hill/);
});

test('the log curve peaks at the share of heads', () => {
  const y = engine.sample('bernoulli', [0.5], 5000, 1).subarray(0, 240);
  const share = y.reduce((a, b) => a + b) / 240;
  assert.ok(Math.abs(Number(at({ n: 240, ask: true }).charts[1].markers?.[0].x) - share) < 1e-12);
});

test('no NaN in any state', () => {
  for (const model of ['coin', 'gaussian']) {
    for (const n of [1, 2, 3, 24, 148, 149, 150, 226, 250, 1073, 1074, 1075, 5000]) {
      for (const precision of ['float32', 'float64']) {
        for (const ask of [true, false]) {
          const view = at({ model, n, precision, ask });
          const said = JSON.stringify([view.sentence, view.charts.map((c) => [c.description, c.markers, c.guides, c.y])]);
          assert.ok(!/NaN|undefined|null/.test(said), said);
          for (const chart of view.charts) {
            assert.ok(chart.y.min < chart.y.max && Number.isFinite(chart.y.min) && Number.isFinite(chart.y.max), said);
          }
          for (const row of view.table.rows()) assert.ok(row.every((cell) => !Number.isNaN(cell)));
        }
      }
    }
  }
});
