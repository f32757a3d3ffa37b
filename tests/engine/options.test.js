// What a page may ask of a figure: attributes become options, or a message; a locked setting stays, whoever asks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import figure from '../../web/figures/bernoulli-nll.js';
import { joinGroup } from '../../web/figures/groups.js';
import { readOptions } from '../../web/figures/options.js';
import { figures } from '../../web/figures/registry.js';
import { createStore } from '../../web/ui/store.js';

/** @param {Record<string, string>} attributes */
const read = (attributes, of = figure) => readOptions(of, (name) => attributes[name] ?? null);

test('attributes become options', () => {
  const { changes, hide, lock, group, problems } = read({ state: 'p=0.02&y=0', hide: 'clip, axis,actions', lock: 'y', group: 'pair-1', theme: 'dark', background: 'transparent' });
  assert.deepEqual(changes, { p: 0.02, y: 0 });
  assert.deepEqual([[...hide], [...lock], group, problems], [['clip', 'axis', 'actions'], ['y'], 'pair-1', []]);
  assert.deepEqual(read({}).problems, []);
  assert.deepEqual(read({ state: '', hide: '', lock: ' , ', group: '', theme: '', background: '' }).problems, []);
});

test('what cannot be used is named and left out', () => {
  for (const bad of ['javascript:alert(1)', '<img src=x onerror=alert(1)>', '__proto__=1', 'constructor', `p=${'9'.repeat(1e6)}`, 'p=7', 'p=1&nothing=2']) {
    for (const name of ['state', 'hide', 'lock', 'group', 'theme', 'background']) {
      if (name === 'group' && bad === 'constructor') continue; // a name like any other
      const { changes, hide, lock, group, problems } = read({ [name]: bad });
      assert.deepEqual([changes, hide.size, lock.size, group], [{}, 0, 0, ''], `${name}=${bad.slice(0, 40)}`);
      assert.equal(problems.length, 1, `${name}=${bad.slice(0, 40)}`);
      assert.ok(problems.join('').length < 250);
    }
  }
});

test('every control of every figure can be hidden and locked', () => {
  for (const one of figures) {
    const keys = one.controls.map(({ key }) => key).join();
    const { hide, lock, problems } = read({ hide: keys, lock: keys }, one);
    assert.deepEqual([problems, hide.size, lock.size], [[], new Set(keys.split(',').filter(Boolean)).size, hide.size], one.id);
  }
});

test('a locked setting stays where the page has put it; the rest moves', () => {
  const store = createStore(figure.fields, figure.settle, { changes: { p: 0.25 }, locked: new Set(['p']) });
  assert.equal(store.set({ p: 0.5, y: 0 }), null);
  assert.deepEqual([store.state.value.p, store.state.value.y], [0.25, 0]);
  assert.equal(store.setFromText('p=0.9&unit=bits'), null);
  assert.deepEqual([store.state.value.p, store.state.value.unit], [0.25, 'bits']);
  assert.equal(store.restore('p=0.75&axis=logit'), null);
  assert.deepEqual([store.state.value.p, store.state.value.axis, store.state.value.unit], [0.25, 'logit', 'nats']);
  store.undo();
  assert.deepEqual([store.state.value.p, store.state.value.unit], [0.25, 'bits']);
  store.reset();
  assert.deepEqual(store.state.value, { p: 0.25, y: 1, unit: 'nats', axis: 'p', clip: false });
  assert.notEqual(store.set({ p: 7 }), null, 'still refused with its rule');
});

test('Reset returns to the page’s start, an unlocked setting moves from it', () => {
  const store = createStore(figure.fields, figure.settle, { changes: { p: 0.02, y: 0 } });
  store.set({ p: 0.4 });
  store.reset();
  assert.deepEqual([store.state.value.p, store.state.value.y], [0.02, 0]);
});

test('figures of a group share one state, one that joins takes it over, and a lock is not carried to the others', () => {
  const member = (/** @type {string} */ state) => {
    const self = {
      said: { text: state },
      hear: (/** @type {string} */ query) => query,
      state: () => self.said,
      query: () => self.said.text,
      restore: (/** @type {string} */ query) => { self.said = { text: self.hear(query) }; },
    };
    return self;
  };
  const [a, b, c] = [member('a'), member('b'), member('c')];
  const inGroup = [a, b, c].map((one) => joinGroup('bernoulli-nll/g', one));
  const alone = member('alone');
  joinGroup('bernoulli-nll/other', alone).leave();
  assert.deepEqual([a.said.text, b.said.text, c.said.text], ['a', 'a', 'a']);
  b.hear = () => 'locked';
  a.restore('moved');
  inGroup[0].tell();
  inGroup[1].tell(); // as its own effect does, a moment later
  assert.deepEqual([a.said.text, b.said.text, c.said.text, alone.said.text], ['moved', 'locked', 'moved', 'alone']);
  inGroup[2].leave();
  a.restore('again');
  inGroup[0].tell();
  assert.equal(c.said.text, 'moved');
});
