/** What a page that frames a figure may ask of it by the frame's address: the words that there are, and nothing else gets in. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partsOf } from '../../web/figures/snippets.js';
import { figures } from '../../web/figures/registry.js';
import { readOptions } from '../../web/shell/embed-options.js';

test('every option is read, and lists keep their order', () => {
  assert.deepEqual(readOptions('?theme=dark&background=transparent&hide=unit,actions&lock=y&group=coin-2&lang=en'), {
    options: { theme: 'dark', background: 'transparent', hide: 'unit,actions', lock: 'y', group: 'coin-2', lang: 'en' }, problem: '',
  });
  assert.deepEqual(readOptions(''), { options: {}, problem: '' });
  assert.deepEqual(readOptions('?theme=&hide='), { options: {}, problem: '' });
});

test('all parts of every figure can be named at once', () => {
  for (const figure of figures) {
    const keys = partsOf(figure).map(({ key }) => key);
    if (keys.length === 0) continue;
    const { options, problem } = readOptions(`?hide=${keys.join(',')},actions,description,controls&lock=${keys.join(',')}`);
    assert.equal(problem, '', figure.id);
    assert.equal(options.lock, keys.join(','));
  }
});

test('names that are not the figure’s pass in silence', () => {
  assert.deepEqual(readOptions('?utm_source=course&again&theme=light'), { options: { theme: 'light' }, problem: '' });
  assert.deepEqual(readOptions('?__proto__=x&constructor=y&toString=z'), { options: {}, problem: '' });
});

const HOSTILE = ['javascript:alert(1)', '<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', 'dark\u0000', 'url(//evil.example)',
  'dark light', '../../', ',', 'a,,b', '%', `${'a'.repeat(41)}`, '😀'];
for (const name of ['theme', 'background', 'hide', 'lock', 'group', 'lang']) {
  test(`${name}: a value of another form is not used, named by its rule and never repeated`, () => {
    for (const value of HOSTILE) {
      const { options, problem } = readOptions(`?${new URLSearchParams({ [name]: value })}`);
      assert.deepEqual(options, {}, value);
      assert.ok(problem.startsWith(`${name}: `), value);
      assert.ok(value === ',' || !problem.includes(value), value);
    }
  });
}

test('a good option stands beside a bad one', () => {
  const { options, problem } = readOptions('?theme=purple&lock=y');
  assert.deepEqual(options, { lock: 'y' });
  assert.equal(problem, 'theme: auto, light or dark');
});

test('a megabyte is not read', () => {
  const { options, problem } = readOptions(`?theme=dark&hide=${'a,'.repeat(5e5)}a`);
  assert.deepEqual(options, {});
  assert.match(problem, /longer than/);
});
