// From a loss to its noise, from JavaScript. How exact Z is, tests/core asks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './load.js';

const any = /** @type {any} */ (engine);
const grid = [-2, 0, 1.5];
/** @param {number} actual @param {number} expected */
const near = (actual, expected) => assert.ok(Math.abs(actual - expected) <= 1e-14 * (1 + Math.abs(expected)), `${actual}, not ${expected}`);

test('the squared loss is a Gaussian of variance 1/2, the absolute one Laplace', () => {
  for (const [name, model, theta] of /** @type {const} */ ([['squared', 'gaussian', [0, Math.SQRT1_2]], ['absolute', 'laplace', [0, 1]]])) {
    const { density, logZ } = engine.impliedNoise({ name }, grid);
    engine.density(model, grid, theta).forEach((value, i) => near(density?.[i] ?? NaN, value));
    near(logZ, name === 'squared' ? Math.log(Math.PI) / 2 : Math.log(2));
  }
});

test('Huber and pinball are the models of their names', () => {
  const huber = engine.impliedNoise({ name: 'huber', shape: 1.345 }, grid);
  engine.density('huber', grid, [1.345, 0, 1]).forEach((value, i) => near(huber.density?.[i] ?? NaN, value));
  const pinball = engine.impliedNoise({ name: 'pinball', shape: 0.8 }, grid);
  assert.deepEqual(Array.from(pinball.loss, (v) => Number(v.toFixed(12))), [0.4, 0, 1.2]);
  near(pinball.density?.[1] ?? NaN, 0.16);
});

test('a flat loss has no noise', () => {
  for (const name of ['clipped', 'tukey']) {
    const { density, logZ, loss } = engine.impliedNoise({ name, shape: 2 }, grid);
    assert.equal(density, null);
    assert.equal(logZ, Infinity);
    assert.equal(loss[1], 0);
  }
  assert.equal(engine.impliedNoise({ x: [-1, 0, 1], values: [1, 0, 0] }, grid).density, null);
});

test('a bent loss: |r| by its knots', () => {
  const { loss, density, logZ } = engine.impliedNoise({ x: [-1, 0, 1], values: [1, 0, 1] }, grid);
  assert.deepEqual([...loss], [2, 0, 1.5]);
  near(logZ, Math.log(2));
  near(density?.[0] ?? NaN, Math.exp(-2) / 2);
});

test('hinge: Z is 0.736 at 0 and 1.135 at 1', () => {
  assert.deepEqual([...engine.hinge(1, [0, 0.5, 2])], [1, 0.5, 0]);
  assert.deepEqual([...engine.hinge(-1, [0, 0.5, 2])], [1, 1.5, 3]);
  const [at0, at1] = engine.hingeNormaliser([0, 1]);
  near(at0, 2 / Math.E);
  near(at1, 1 + Math.exp(-2));
});

test('what breaks a rule is named', () => {
  const refused = (/** @type {() => unknown} */ act, /** @type {string} */ argument) => assert.throws(act, { name: 'MleError', argument });
  refused(() => any.impliedNoise({ name: 'focal' }, grid), 'name');
  refused(() => any.impliedNoise({ name: 'huber', shape: 0 }, grid), 'shape');
  refused(() => any.impliedNoise({ name: 'squared' }, [NaN]), 'grid');
  refused(() => any.impliedNoise({ x: [0, 0], values: [0, 1] }, grid), 'x');
  refused(() => any.impliedNoise({ x: [0, 1], values: [0] }, grid), 'values');
  refused(() => any.impliedNoise(null, grid), 'loss');
  refused(() => any.hinge(0, grid), 'y');
  refused(() => any.hingeNormaliser([Infinity]), 'predictions');
});
