/** What one yes-or-no outcome costs, whole and clipped, against logarithms. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engineFromDisk } from '../../../web/build/core.js';
import figure from '../../../web/figures/bernoulli-nll.js';
import { assertReadable } from './readable.js';

const engine = await engineFromDisk();
const START = Object.fromEntries(Object.entries(figure.fields).map(([key, field]) => [key, field.start]));
const at = (/** @type {object} */ changes) => figure.view({ ...START, ...changes }, engine);

test('a miss at 99.9%: −log 0.001, and clipped −log 0.01', () => {
  const miss = { p: 0.999, y: 0 };
  const whole = (-Math.log(0.001)).toFixed(3);
  assert.ok(at(miss).sentence.includes(`probability 0.0010, so the loss is ${whole} nats, as much as 65.6 right calls at 90%`));
  const clipped = at({ ...miss, clip: true });
  assert.ok(clipped.sentence.includes(`probability 0.0010; clipped, it counts as 0.01, so the loss is ${(-Math.log(0.01)).toFixed(3)} instead of ${whole} nats`),
    clipped.sentence);
  assert.match(clipped.sentence, /clipping has cut it off, nothing pulls p back\.$/);
  const bits = at({ ...miss, clip: true, unit: 'bits' }).sentence;
  assert.ok(bits.includes(`${Math.log2(100).toFixed(3)} instead of ${Math.log2(1000).toFixed(3)} bits`), bits);
});

test('clipping a right call costs a little, and nothing needs pulling back', () => {
  const { sentence } = at({ p: 0.999, y: 1, clip: true });
  assert.ok(sentence.includes(`counts as 0.99, so the loss is ${(-Math.log(0.99)).toFixed(3)} instead of ${(-Math.log(0.999)).toFixed(3)} nats`), sentence);
  assert.doesNotMatch(sentence, /nothing pulls p back/);
});

test('within the limits clipping changes no number, and beyond them the names say that it does', () => {
  for (const p of [0.01, 0.5, 0.99]) {
    const [whole, clipped] = [false, true].map((clip) => at({ p, clip }));
    assert.equal(clipped.sentence, whole.sentence);
    const names = (/** @type {typeof whole} */ { charts: [{ series, y }] }) => [...series.map(({ label }) => label), y.label].join();
    assert.match(names(whole), /−log p,.*−log\(1 − p\),loss −log p\(y\), nats$/);
    assert.match(names(clipped), /^y = 1, clipped,y = 0, clipped,loss .*p clipped, nats$/);
  }
});

test('probability 0 for what happened: an infinite loss, in words and at the top of the chart; none for what was certain', () => {
  for (const [p, y] of [[0, 1], [1, 0]]) {
    const { sentence, headline, charts: [{ y: axis, markers = [] }] } = at({ p, y });
    assert.ok(sentence.startsWith(`p = ${p} and y = ${y}: the model gave what happened probability 0, so the loss is infinite,`), sentence);
    assert.match(sentence, y === 1 ? /Gradient in p: −∞ / : /Gradient in p: ∞ /);
    assert.deepEqual([headline?.value, headline?.exact], ['∞', Infinity]);
    assert.deepEqual(markers.map((marker) => [marker.x, marker.y]), [[p, 0], [p, axis.max]]);
    assert.match(at({ p, y, axis: 'logit' }).sentence, new RegExp(`infinite, .*No finite logit gives p = ${p}\\.$`));
    assert.equal(at({ p, y, clip: true }).headline?.value, (-Math.log(0.01)).toFixed(3));
    assert.match(at({ p: 1 - p, y }).sentence, /the loss is 0\.000 nats\. /);
  }
});

test('the curves run off the top of the axis', () => {
  for (const unit of ['nats', 'bits']) {
    const { series: [one, zero], y: { max } } = at({ unit }).charts[0];
    const perNat = unit === 'bits' ? Math.LOG2E : 1;
    for (const { x, y } of [one, zero]) assert.ok(Math.max(...Array.from(y)) > max && Math.min(...Array.from(x)) > 0);
    Array.from(one.x, (p, i) => assert.ok(Math.abs(one.y[i] + Math.log(p) * perNat) < 1e-9));
    Array.from(zero.x, (p, i) => assert.ok(Math.abs(zero.y[i] + Math.log1p(-p) * perNat) < 1e-9));
  }
  // The table keeps the lesson's 400 points.
  const rows = Array.from(at({}).table.rows());
  assert.deepEqual([rows.length, rows[0][0], rows[399][0]], [400, 1e-4, 1 - 1e-4]);
});

test('every state gives a whole view', () => {
  for (const p of [0, 1e-300, 1e-4, 0.009, 0.5, 1 - 1e-4, 1])
    for (const y of [0, 1]) for (const unit of ['nats', 'bits']) for (const axis of ['p', 'logit']) for (const clip of [false, true]) assertReadable(at({ p, y, unit, axis, clip }));
});
