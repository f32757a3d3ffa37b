/** coin-flips: what it shows against numbers worked out by hand, and that no state of it shows a NaN. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { loadEngine } from '../../../web/core/engine.js';
import { extendTrail, trailCells, TRAIL_PATTERN } from '../../../web/figures/coin-flips-trail.js';
import figure from '../../../web/figures/coin-flips.js';

const engine = await loadEngine({ wasmBinary: readFileSync(new URL('../../../web/core/wasm/mle.wasm', import.meta.url)) });
const start = Object.fromEntries(Object.entries(figure.fields).map(([key, field]) => [key, field.start]));
const settle = /** @type {NonNullable<typeof figure.settle>} */ (figure.settle);
const at = (/** @type {object} */ changes) => figure.view({ ...start, ...changes }, engine);
const marker = (/** @type {ReturnType<typeof at>} */ view, /** @type {string} */ role) =>
  view.charts[0].markers?.find((mark) => mark.role === role);
const everything = (/** @type {ReturnType<typeof at>} */ { table, ...view }) =>
  JSON.stringify([view, table.caption, table.columns, [...table.rows()]], (_, value) =>
    (ArrayBuffer.isView(value) ? [...(/** @type {Float64Array} */ (value))] : value));

test('a fair coin: ten flips have probability 1/1024', () => {
  const view = at({ p: 0.5 });
  assert.equal(view.headline?.value, '0.000977');
  assert.equal(view.headline?.unit, '1 in 1,024');
  assert.equal(marker(view, 'model')?.y, 1 / 1024);
});

test('the start shows 0.4^7 0.6^3 and nothing of the peak', () => {
  const view = at({});
  assert.ok(Math.abs(Number(view.headline?.value) - 0.4 ** 7 * 0.6 ** 3) < 5e-7);
  assert.equal(marker(view, 'optimum'), undefined);
  assert.equal(view.charts[0].guides?.length, 0);
  assert.ok(!/0\.70?\b|7\/10/.test(everything(view)), 'the peak can be read before it was sought');
});

test('the curve is drawn only where the learner has been', () => {
  const [{ series: [curve] }] = at({ trail: '38-45_80' }).charts;
  const xs = Array.from(curve.x).filter((x, i) => Number.isFinite(curve.y[i]));
  assert.ok(xs.every((x) => (x >= 0.375 && x <= 0.455) || (x >= 0.795 && x <= 0.805)));
  assert.deepEqual([...at({ trail: '38-45_80' }).table.rows()].map(([p]) => p), [0.38, 0.39, 0.4, 0.41, 0.42, 0.43, 0.44, 0.45, 0.8]);
});

test('a guess is scored by its gap: 0.823 nats, 2.28 times', () => {
  const { sentence } = at({ p: 0.5, guesses: '0.5' });
  assert.match(sentence, /0\.823 nats below the maximum/);
  assert.match(sentence, /2\.28 times as probable at the maximum/);
  assert.match(at({ p: 0.5, guesses: '0.65_0.5' }).sentence, /best so far is p = 0\.65/);
  assert.match(at({ p: 0.7, guesses: '0.7' }).sentence, /leaves no gap/);
  assert.match(at({ p: 0, guesses: '0' }).sentence, /impossible: the gap to the maximum is infinite/);
});

test('revealed: p = heads/n and the whole curve', () => {
  const view = at({ revealed: true });
  assert.equal(marker(view, 'optimum')?.x, 0.7);
  assert.ok(Math.abs(Number(marker(view, 'optimum')?.y) - 0.002223566) < 1e-9);
  assert.match(view.sentence, /7\/10 = 0\.70/);
  assert.equal(view.charts[0].series[0].x.length, 401);
});

test('all heads: the maximum on the boundary, slope 10; no finite logit', () => {
  const heads = { flips: '1111111111', revealed: true };
  assert.equal(marker(at(heads), 'optimum')?.x, 1);
  assert.match(at(heads).sentence, /boundary, p = heads\/n = 1\. The slope of L there is 10, not 0/);
  assert.match(at({ flips: '0000000000', revealed: true }).sentence, /boundary, p = heads\/n = 0\. The slope of L there is −10, not 0/);
  const logit = at({ ...heads, axis: 'logit' });
  assert.equal(marker(logit, 'optimum'), undefined);
  assert.match(logit.sentence, /no finite logit/);
});

test('the area: 1/1320 over p, 1/252 over the logit, while the peak maps across', () => {
  assert.equal(at({ area: true }).headline?.value, '1/1320');
  const logit = at({ area: true, axis: 'logit' });
  assert.equal(logit.headline?.value, '1/252');
  assert.ok(Math.abs(Number(marker(logit, 'optimum')?.x) - Math.log(7 / 3)) < 1e-12);
  assert.equal(at({ flips: '1111111111', area: true }).headline?.value, '1/11');
  assert.equal(at({ flips: '1111111111', area: true, axis: 'logit' }).headline?.value, 'infinite');
  // The drawn curve agrees with the number stated: a sum over the grid, by the trapezoid rule.
  for (const [axis, area] of /** @type {const} */ ([['p', 1 / 1320], ['logit', 1 / 252]])) {
    const { x, y } = at({ area: true, axis }).charts[0].series[0];
    let sum = 0;
    for (let i = 1; i < x.length; i++) sum += ((x[i] - x[i - 1]) * (y[i] + y[i - 1])) / 2;
    assert.ok(Math.abs(sum / area - 1) < 1e-3, `${axis}: ${sum}`);
  }
});

test('no NaN in any state', () => {
  for (const flips of ['1011101101', '1111111111', '0000000000', '1111100000', '1000000000']) {
    for (const p of [0, 1e-9, 0.004, 0.5, 0.7, 0.99996, 1]) {
      for (const axis of ['p', 'logit']) {
        for (const mode of [{}, { guesses: `${p}` }, { guesses: '0_1_0.3' }, { revealed: true }, { area: true }]) {
          const view = at({ flips, p, axis, trail: '0-3_50_97-100', ...mode });
          const shown = JSON.stringify([view.headline, view.sentence, view.charts[0].description, view.charts[0].markers]);
          assert.ok(!/NaN|undefined/.test(shown), shown);
          for (const row of view.table.rows()) assert.ok(row.every((cell) => !Number.isNaN(cell)), `${row}`);
          for (const mark of view.charts[0].markers ?? []) assert.ok(Number.isFinite(mark.x) && Number.isFinite(mark.y));
        }
      }
    }
  }
});

test('turning a coin begins a new hunt; the same count of heads goes on with it', () => {
  const hunted = { ...start, guesses: '0.5', revealed: true, area: true, trail: '30-60' };
  assert.deepEqual(settle({ ...hunted, flips: '1111111111' }, hunted), { trail: '40', guesses: '', revealed: false, area: false });
  const { trail, guesses } = /** @type {any} */ (settle({ ...hunted, flips: '1111111000' }, hunted));
  assert.deepEqual([trail, guesses], [undefined, undefined]);
});

test('the trail: carried across, leapt over, merged, and always a text that the field accepts', () => {
  assert.equal(extendTrail('40', 0.4, 0.5), '40-50');
  assert.equal(extendTrail('40-50', 0.5, 0.9), '40-50_90');
  assert.equal(extendTrail('40-50_60', 0.5, 0.6), '40-60');
  assert.deepEqual(trailCells('3-1_100'), [0.01, 0.02, 0.03, 1]);
  let trail = '40';
  let p = 0.4;
  for (let i = 0; i < 500; i++) {
    const next = ((i * 37) % 101) / 100;
    trail = extendTrail(trail, p, next);
    p = next;
    assert.match(trail, TRAIL_PATTERN);
  }
  assert.equal(trail, '0-100');
  // Every other hundredth: the most stretches that there can be.
  assert.match(Array.from({ length: 51 }, (_, i) => 2 * i).join('_'), TRAIL_PATTERN);
});

test('fields refuse what is no such state', () => {
  for (const guesses of ['2', '0.5__0.6', '<b>', '0.5_', '-1', '1.5']) assert.equal(figure.fields.guesses.parse(guesses), undefined, guesses);
  for (const flips of ['', '101', '11111111112', 'HHHHHHHHHH']) assert.equal(figure.fields.flips.parse(flips), undefined, flips);
  for (const trail of ['', '101', '4-', 'x']) assert.equal(figure.fields.trail.parse(trail), undefined, trail);
});
