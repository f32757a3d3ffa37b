/** The fragment that holds what figures show: out and in, to the digit, and nothing else gets in. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choice, flag, number, text } from '../../web/ui/fields.js';
import { fragmentOf, holdsState, MOST_CHARACTERS, queryOf, readFragment } from '../../web/ui/link.js';
import { createStore } from '../../web/ui/store.js';
import { mulberry } from './load.js';

const fields = {
  p: number({ start: 0.5, min: 0, max: 1 }),
  axis: choice({ start: 'p', options: ['p', 'logit'] }),
  count: choice({ start: 1, options: [1, 2] }),
  on: flag({ start: false }),
  note: text({ start: '', pattern: /^[^]{0,200}$/, rule: 'up to 200 characters' }),
};
const start = createStore(fields).state.value;

test('what stands at the start is left out', () => {
  assert.equal(queryOf(fields, start), '');
  assert.equal(queryOf(fields, { ...start, p: 0.25, on: true }), 'p=0.25&on=1');
  assert.equal(fragmentOf([['a', ''], ['b', '']]), '');
  assert.equal(fragmentOf([['b', 'p=0.25'], ['a', ''], ['c', 'on=1']]), 'v1/b?p=0.25/c?on=1');
});

test('any state comes back to the digit, whatever its texts hold', () => {
  const random = mulberry(1);
  const notes = ['a/b?c#d&e=f', '%2F%', 'π ≈ 3 + 0.14', '<img src=x onerror=alert(1)>', 'v1/p?q=1', '\n\t'];
  for (let i = 0; i < 300; i += 1) {
    const state = {
      p: random() ** 20, axis: random() < 0.5 ? 'p' : 'logit', count: random() < 0.5 ? 1 : 2, on: random() < 0.5,
      note: notes[i % notes.length],
    };
    const { queries, problem } = readFragment(fragmentOf([['some-figure', queryOf(fields, state)]]));
    assert.equal(problem, '');
    const store = createStore(fields, () => ({ note: 'settled' }));
    assert.equal(store.restore(queries.get('some-figure') ?? ''), null);
    assert.deepEqual(store.state.value, state);
  }
});

test('other fragments are places in the text', () => {
  for (const place of ['', 'losses', 'coin-flips', 'v', 'version/2', 'v1']) assert.equal(holdsState(place), false);
  assert.ok(holdsState('v1/coin-flips?p=1'));
  assert.ok(holdsState('v2/coin-flips?p=1'));
});

test('a fragment that cannot be read gives nothing but the reason', () => {
  const reasonOf = (/** @type {string} */ fragment) => {
    const { queries, problem } = readFragment(fragment);
    assert.equal(queries.size, 0);
    return problem;
  };
  assert.match(reasonOf('v2/coin-flips?p=1'), /another version/);
  assert.match(reasonOf(`v1/coin-flips?p=${'1'.repeat(MOST_CHARACTERS)}`), /too long/);
  for (const damaged of ['v1/', 'v1/coin-flips', 'v1/coin-flips?', 'v1/?p=1', 'v1/a?p=1/a?p=2', 'v1/__proto__?p=1', 'v1/a?p=1/<b>?p=1']) {
    assert.match(reasonOf(damaged), /damaged/, damaged);
  }
});

test('settings that a figure does not know or accept leave it at its start', () => {
  for (const [query, reason] of [
    ['p=2', /^p: a number from 0 to 1$/], ['p=', /^p: /], ['p=NaN', /^p: /], ['axis=z', /^axis: /], ['on=true', /^on: /],
    ['__proto__=1', /no such setting/], ['constructor=1', /no such setting/], ['toString=1', /no such setting/],
    [`${'long'.repeat(50)}=1`, /^longlonglonglonglong…: no such setting$/], ['p=0.1&q=2', /^q: /],
  ]) {
    const store = createStore(fields);
    assert.match(store.restore(/** @type {string} */ (query)) ?? '', /** @type {RegExp} */ (reason));
    assert.deepEqual(store.state.value, start);
  }
});

test('a state from a link can be taken back', () => {
  const store = createStore(fields);
  store.set({ p: 0.1 });
  store.restore('p=0.9');
  assert.equal(store.state.value.p, 0.9);
  store.undo();
  assert.equal(store.state.value.p, 0.1);
});

test('a gesture is what one undo takes back, and each step back is one', () => {
  const store = createStore(fields);
  const counted = [store.gesture];
  for (const act of [() => store.set({ p: 0.1 }), () => store.set({ p: 0.2 }), () => store.set({ on: true }), () => store.undo(), () => store.set({ on: true })]) {
    act();
    counted.push(store.gesture);
  }
  assert.deepEqual(counted, [0, 1, 1, 2, 3, 4]);
});
