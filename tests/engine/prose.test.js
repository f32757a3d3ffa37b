import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { figures } from '../../web/figures/registry.js';
import { createStore } from '../../web/ui/store.js';

const folder = new URL('../../web/lesson/en/', import.meta.url);
const prose = readdirSync(folder).sort().map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
const byId = new Map(figures.map((figure) => [figure.id, figure]));

test('every figure has one place in the prose, in the registry’s order', () => {
  const placed = [...prose.matchAll(/^::: figure (\S+)$/gm)].map((match) => match[1]);
  assert.deepEqual(placed, figures.map((figure) => figure.id));
});

test('every verb in the prose moves its figure', () => {
  const verbs = [...prose.matchAll(/\]\(figure:([a-z-]+)(?:\?([^)]*))?\)/g)];
  assert.ok(verbs.length >= 20, `${verbs.length} verbs`);
  for (const [, id, query = ''] of verbs) {
    const figure = byId.get(id);
    assert.ok(figure, `no figure ${id}`);
    assert.equal(createStore(figure.fields).setFromText(query), null, `figure:${id}?${query}`);
  }
});

test('no term is defined twice', () => {
  const terms = [...prose.matchAll(/<dfn>([^<]+)<\/dfn>/g)].map((match) => match[1].toLowerCase());
  assert.ok(terms.length >= 30);
  assert.deepEqual(terms.filter((term, i) => terms.indexOf(term) !== i), []);
});
