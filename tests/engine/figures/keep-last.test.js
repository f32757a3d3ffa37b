/** What a drag does not change is not computed again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engineFromDisk } from '../../../web/build/core.js';
import { keepLast } from '../../../web/figures/keep-last.js';
import { figures } from '../../../web/figures/registry.js';

/** @typedef {import('../../../web/core/engine.js').Engine} Engine */

const engine = await engineFromDisk();
const startOf = (/** @type {any} */ { fields }) => Object.fromEntries(Object.keys(fields).map((key) => [key, fields[key].start]));

/** The engine, and how often each of its functions was called. */
function counted() {
  /** @type {Record<string, number>} */
  const calls = {};
  const counting = Object.fromEntries(Object.entries(engine).map(([name, member]) => [name, typeof member !== 'function' ? member
    : (/** @type {any[]} */ ...given) => {
      calls[name] = (calls[name] ?? 0) + 1;
      return /** @type {any} */ (member)(...given);
    }]));
  return { calls, counting: /** @type {Engine} */ (/** @type {unknown} */ (counting)) };
}

test('keepLast makes its result anew for another input or engine, and for nothing else', () => {
  let made = 0;
  const pair = keepLast((_, /** @type {string} */ a, /** @type {number} */ b) => [a, b, ++made]);
  const [one, other] = [counted().counting, counted().counting];
  assert.deepEqual(pair(one, 'x', 1), ['x', 1, 1]);
  assert.equal(pair(one, 'x', 1), pair(one, 'x', 1));
  assert.equal(made, 1);
  assert.deepEqual([pair(one, 'x', 2)[2], pair(one, 'y', 2)[2], pair(other, 'y', 2)[2], pair(one, 'y', 2)[2]], [2, 3, 4, 5]);
});

/** Drags, and what they may still ask of the engine besides single values. @type {[string, object, object[], Record<string, number>][]} */
const DRAGS = [
  ['bernoulli-nll', { clip: true, unit: 'bits' }, [{ p: 0.3 }, { p: 0.31 }, { p: 0.32 }], {}],
  ['bernoulli-nll', { axis: 'logit' }, [{ p: 0.3 }, { p: 0.31 }, { p: 0.32 }], {}],
  ['ladder', { step: 5 }, [{ p: 0.3 }, { p: 0.31 }, { p: 0.32 }], {}],
  ['same-peak', { copies: 4, tied: true, whole: true }, [{ theta: 0.3 }, { theta: 0.31 }], {}],
  // Before the commitment the curves run along the places visited, which a drag adds to.
  ['same-peak', { copies: 4, tied: true }, [{ theta: 0.3 }, { theta: 0.31 }], { curve: 4, productCurve: 2 }],
  // Another n has other curves; the draws and what runs along them stay.
  ['underflow', { n: 50 }, [{ n: 51 }, { n: 52 }], { curve: 2, productCurve: 2 }],
  ['underflow', { n: 50 }, [{ ask: true }, { ask: false }], {}],
  ['underflow', { n: 50, ask: true }, [{ precision: 'float64' }], { productCurve: 1 }],
];
const HEAVY = ['curve', 'productCurve', 'bernoulliClippedCurve', 'linspace', 'sample', 'runningProduct', 'runningLog'];

for (const [id, begin, moves, expected] of DRAGS) {
  test(`${id}: ${moves.map((move) => JSON.stringify(move)).join(', ')}`, () => {
    const figure = figures.find((one) => one.id === id);
    assert.ok(figure);
    const { calls, counting } = counted();
    const state = { ...startOf(figure), ...begin };
    figure.view(state, counting);
    assert.ok(HEAVY.some((name) => calls[name] > 0), 'the first view computes');
    for (const name of Object.keys(calls)) delete calls[name];
    for (const move of moves) figure.view({ ...state, ...move }, counting);
    assert.deepEqual(Object.fromEntries(HEAVY.filter((name) => calls[name]).map((name) => [name, calls[name]])), expected);
  });
}
