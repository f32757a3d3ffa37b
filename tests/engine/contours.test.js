/** Contour bands against shapes whose areas and lines are known. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bandsOf } from '../../web/charts/contours.js';

const even = (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ n) => Array.from({ length: n }, (_, i) => from + ((to - from) * i) / (n - 1));
/** @param {number[]} x @param {number[]} y @param {(x: number, y: number) => number} f @param {number[]} levels */
const bands = (x, y, f, levels) => bandsOf({ x, y, values: y.flatMap((b) => x.map((a) => f(a, b))), levels });
/** The part of rings that lies on a map; they run half a step beyond it. @param {number[][][]} rings @param {number[]} x @param {number[]} y */
const onMap = (rings, [left, right], [low, high]) => rings.map((ring) =>
  ring.map(([a, b]) => [Math.min(right, Math.max(left, a)), Math.min(high, Math.max(low, b))]));
/** Signed areas add up: borders run clockwise, holes the other way round. @param {number[][][]} rings */
const area = (rings) => rings.reduce((total, ring) => total + ring.reduce((sum, [x, y], i) => {
  const [u, v] = ring[(i + 1) % ring.length];
  return sum + (u * y - x * v) / 2;
}, 0), 0);

test('a plane: straight lines, and areas exact to rounding', () => {
  const [low, middle, beyond] = bands(even(0, 4, 9), even(0, 3, 7), (x) => x, [0, 1.3, 5]);
  assert.ok(Math.abs(area(onMap(low.rings, [0, 4], [0, 3])) - 12) < 1e-12); // all of the map
  assert.equal(middle.rings.length, 1);
  assert.ok(Math.abs(area(onMap(middle.rings, [0, 4], [0, 3])) - 2.7 * 3) < 1e-12);
  for (const [x, y] of middle.rings[0]) assert.ok(x >= 1.3 - 1e-12 && x <= 4.25 && y >= -0.25 && y <= 3.25);
  assert.deepEqual(beyond, { level: 5, rings: [] });
});

test('a bowl: the outside of a circle is the map with a hole, the axes of different size and steps', () => {
  const [{ rings }] = bands(even(-2, 2, 161), even(-20, 20, 201), (x, y) => x * x + y * y / 100, [1]);
  assert.equal(rings.length, 2);
  // A circle of radius 1 by 10; chords of a grid 0.025 wide lose less than one part in a thousand.
  assert.ok(Math.abs(area(onMap(rings, [-2, 2], [-20, 20])) - (160 - 10 * Math.PI)) < 0.03);
  const hole = rings.find((ring) => area([ring]) < 0) ?? [];
  assert.ok(hole.length > 300);
  for (const [x, y] of hole) assert.ok(Math.abs(Math.hypot(x, y / 10) - 1) < 5e-4);
});

test('saddles, single points, infinities: every ring is closed and finite', () => {
  const check = bands(even(0, 5, 6), even(0, 5, 6), (x, y) => (x + y) % 2, [0.5]);
  assert.equal(check[0].rings.length, 18); // one diamond for each point above
  const infinite = bands(even(0, 2, 3), even(0, 2, 3), (x, y) => (x === 1 && y === 1 ? Infinity : 0), [1, 2]);
  for (const { rings } of infinite) {
    assert.equal(rings.length, 1);
    assert.ok(rings.flat(2).every(Number.isFinite));
  }
});
