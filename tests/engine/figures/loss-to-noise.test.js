/** From a loss to its noise, against closed forms and sums over the table's own grid. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engineFromDisk } from '../../../web/build/core.js';
import figure from '../../../web/figures/loss-to-noise.js';
import { assertReadable, near } from './readable.js';

const engine = await engineFromDisk();
const START = /** @type {any} */ (Object.fromEntries(Object.entries(figure.fields).map(([key, field]) => [key, field.start])));
const at = (/** @type {object} */ changes) => figure.view({ ...START, ...changes }, engine);
const rowsOf = (/** @type {object} */ changes) => Array.from(at(changes).table.rows(), (row) => row.map(Number));

test('the start is |r|: Z = 2, the Laplace density', () => {
  assert.equal(at({}).headline?.value, '2');
  for (const [r, loss, weight, density] of rowsOf({})) {
    near(loss, Math.abs(r), 1e-12);
    near(weight, Math.exp(-Math.abs(r)), 1e-12);
    near(density, Math.exp(-Math.abs(r)) / 2, 1e-12);
  }
});

test('named losses: their noise, once predicted', () => {
  const erf1 = 0.6826894921370859; // P(|N(0,1)| < 1)
  const expected = /** @type {const} */ ([
    ['squared', Math.sqrt(Math.PI), 'Gaussian with variance ½'],
    ['absolute', 2, 'Laplace'],
    ['huber', Math.sqrt(2 * Math.PI) * erf1 + 2 * Math.exp(-0.5), 'Huber’s density'],
    ['pinball', 1 / 0.8 + 1 / 0.2, 'a share τ = 0.80 of it lies below 0'],
  ]);
  for (const [loss, z, words] of expected) {
    const { headline, sentence } = at({ loss, verdict: 'yes' });
    assert.equal(headline?.value, String(Number(z.toPrecision(4))));
    assert.match(sentence, new RegExp(`^Right\\. .*${words}`));
    assert.match(at({ loss, verdict: 'no' }).sentence, /^Not so\. /);
    for (const [, value, weight, density] of rowsOf({ loss, verdict: 'yes' })) {
      near(weight, Math.exp(-value), 1e-13);
      near(density, weight / z, 1e-13);
    }
  }
});

test('the pinball’s share below 0 is τ', () => {
  // A fine grid, by the trapezoid rule; the tail to the left falls slowest.
  const tau = 0.3;
  const r = engine.linspace(-150, 0, 30_001);
  const { density } = engine.impliedNoise({ name: 'pinball', shape: tau }, r);
  assert.ok(density);
  const area = density.reduce((sum, value, i) => sum + value * (i === 0 || i === r.length - 1 ? 0.0025 : 0.005), 0);
  near(area, tau, 1e-5);
});

test('clipped MSE and Tukey have no noise, and it is said', () => {
  for (const loss of ['clipped', 'tukey']) {
    const { headline, sentence, charts: [, density] } = at({ loss, verdict: 'no' });
    assert.deepEqual([headline?.value, headline?.unit], ['infinite', 'no density']);
    assert.match(sentence, /^Right\. .*Z is infinite: no noise on the whole real line has this loss/);
    assert.match(density.description, /There is no density/);
    assert.match(at({ loss, verdict: 'yes' }).sentence, /^Not so\. /);
  }
});

test('nothing is shown before the prediction', () => {
  for (const loss of ['squared', 'huber', 'clipped', 'tukey']) {
    const { headline, sentence, table } = at({ loss });
    assert.equal(headline?.value, '?');
    assert.match(sentence, /Predict/);
    assert.deepEqual(table.columns, ['r', 'loss', 'exp(-loss)']);
  }
  assert.deepEqual(at({ loss: 'hinge' }).charts[1].series, []);
});

test('a bent loss with a flat or falling end has no noise', () => {
  for (const [changes, words] of /** @type {const} */ ([[{ h6: 2 }, 'Beyond r = 3 the loss stays flat'], [{ h0: 1 }, 'Beyond r = −3 the loss never rises again'],
    [{ h0: 0, h6: 0 }, 'Beyond r = −3 and r = 3']])) {
    const { headline, sentence } = at(changes);
    assert.equal(headline?.value, 'infinite');
    assert.ok(sentence.startsWith(words), sentence);
  }
  assert.notEqual(at({ h6: 2.05 }).headline?.value, 'infinite');
});

test('hinge: Z is 0.736 at 0, 1.135 at 1', () => {
  assert.equal(at({ loss: 'hinge' }).headline?.value, '0.736');
  assert.equal(at({ loss: 'hinge', f: 1 }).headline?.value, '1.135');
  assert.match(at({ loss: 'hinge', f: 1 }).sentence, /terms, exp\(0\) and exp\(−2\), add up/);
  assert.match(at({ loss: 'hinge', verdict: 'no' }).sentence, /^Right\. .*Z is 0\.736 at f = 0 and 1\.135 at f = 1/);
  for (const [f, plus, minus, z] of rowsOf({ loss: 'hinge', verdict: 'yes' })) {
    near(plus, Math.max(0, 1 - f));
    near(minus, Math.max(0, 1 + f));
    near(z, Math.exp(-plus) + Math.exp(-minus), 1e-13);
  }
});

test('a handle on a named loss bends it from where it stands', () => {
  const changes = at({ loss: 'squared', verdict: 'yes' }).charts[0].markers?.[5].drag?.to({ x: 0, y: 2.5 }, START);
  assert.deepEqual(changes, { loss: 'bent', h0: 9, h1: 4, h2: 1, h3: 0, h4: 1, h5: 2.5, h6: 9 });
});

test('every state gives a whole view', () => {
  for (const loss of ['bent', 'squared', 'absolute', 'huber', 'pinball', 'clipped', 'tukey', 'hinge']) {
    for (const verdict of ['none', 'yes', 'no']) {
      for (const extreme of ['min', 'max']) {
        const ends = extreme === 'min' ? { delta: 0.1, tau: 0.05, cap: 0.5, c: 1, f: -3 } : { delta: 3, tau: 0.95, cap: 8, c: 5, f: 3 };
        assertReadable(at({ loss, verdict, ...ends }));
      }
    }
  }
  for (const h of [0, 9]) assertReadable(at({ h0: 9, h1: h, h2: 9, h3: h, h4: 9 - h, h5: h, h6: 9 }));
});
