/** What a teacher pastes, read back by Python's own readers of HTML, JSON and Python: it says what was asked, whatever the texts hold. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { figures } from '../../web/figures/registry.js';
import { partsOf, SNIPPETS } from '../../web/figures/snippets.js';

const PLAIN = {
  base: 'https://course.example/mle', id: 'bernoulli-nll', title: 'The price', query: '', theme: 'auto', hide: [], lock: [],
  height: 900, fitted: false,
};
/** A path and a title as someone may have them, and a query that holds all that URLSearchParams writes. */
const HARD = {
  ...PLAIN, base: "https://course.example/a'b&lt;c", title: 'Loss "<b>" & \'noise\' <script>', theme: 'dark', fitted: true,
  query: new URLSearchParams({ p: '0.02', note: 'a&b="c"#/?<>\'`\\ π\n' }).toString(), hide: ['unit', 'actions'], lock: ['p', 'y'],
};

/** @param {object} wish @returns {Record<string, string>} */
const textsOf = (wish) => Object.fromEntries(SNIPPETS.map(({ kind, text }) => [kind, text(/** @type {any} */ (wish))]));

/** Reads snippets as the programs do into which they are pasted; anywidget and traitlets only note what they are given. */
const READER = `
import json, sys, types
from html.parser import HTMLParser

def html(text):
    seen = []
    class Reader(HTMLParser):
        def handle_starttag(self, tag, attributes): seen.append([tag, dict(attributes)])
        def handle_endtag(self, tag): seen.append(["/" + tag])
        def handle_data(self, data):
            if data.strip(): seen.append(["text", data])
    reader = Reader(); reader.feed(text); reader.close()
    return seen

class Unicode:
    def __init__(self, value): self.value = value
    def tag(self, sync): assert sync; return self
anywidget = types.ModuleType("anywidget"); anywidget.AnyWidget = type("AnyWidget", (), {})
traitlets = types.ModuleType("traitlets"); traitlets.Unicode = Unicode
sys.modules.update(anywidget=anywidget, traitlets=traitlets)

def python(text):
    names = {}
    exec(text, names)
    figure = names["Figure"]
    return {name: value.value if isinstance(value, Unicode) else value for name, value in vars(figure).items()
            if name == "_esm" or isinstance(value, Unicode)}

def myst(text):
    first, *body, last = text.split("\\n")
    assert last == "\`\`\`"
    return [first, json.loads("\\n".join(body))]

read = dict(iframe=html, script=html, myst=myst, python=python, link=str)
print(json.dumps([{kind: read[kind](text) for kind, text in texts.items()} for texts in json.load(sys.stdin)]))
`;
const run = spawnSync('python3', ['-c', READER], { input: JSON.stringify([textsOf(PLAIN), textsOf(HARD)]), encoding: 'utf8' });
const skip = run.error ? 'no python3 here' : false;

test('each snippet of a figure at its start says no more than its name', { skip }, () => {
  const [plain] = JSON.parse(run.stdout || assert.fail(run.stderr));
  const address = 'https://course.example/mle/embed/bernoulli-nll.html';
  assert.equal(plain.link, address);
  assert.deepEqual(plain.iframe, [['iframe', {
    src: address, title: 'The price', width: '100%', height: '900', style: 'border: 0', loading: 'lazy', allow: 'clipboard-write',
  }], ['/iframe']]);
  assert.deepEqual(plain.script, [
    ['script', { src: 'https://course.example/mle/mle-figures.js' }], ['/script'], ['mle-figure', { name: 'bernoulli-nll' }], ['/mle-figure']]);
  assert.deepEqual(plain.myst, ['```{anywidget} https://course.example/mle/mle-widget.mjs', { name: 'bernoulli-nll' }]);
  assert.deepEqual(plain.python, { _esm: 'https://course.example/mle/mle-widget.mjs', name: 'bernoulli-nll', state: '' });
});

test('quotes, angle brackets, ampersands and backslashes reach the other side as they were', { skip }, () => {
  const [, hard] = JSON.parse(run.stdout || assert.fail(run.stderr));
  const { base, title, query } = HARD;
  const address = `${base}/embed/bernoulli-nll.html?theme=dark&hide=unit,actions&lock=p,y#v1/bernoulli-nll?${query}`;
  assert.equal(hard.link, address);
  assert.equal(hard.iframe[0][1].src, address);
  assert.equal(hard.iframe[0][1].title, title);
  assert.deepEqual(hard.iframe.slice(1), [['/iframe'], ['script', { src: `${base}/mle-embed.js`, async: null }], ['/script']]);
  const attributes = { name: 'bernoulli-nll', state: query, theme: 'dark', hide: 'unit,actions', lock: 'p,y' };
  assert.deepEqual(hard.script, [['script', { src: `${base}/mle-figures.js` }], ['/script'], ['mle-figure', attributes], ['/mle-figure']]);
  assert.deepEqual(hard.myst, [`\`\`\`{anywidget} ${base}/mle-widget.mjs`, attributes]);
  assert.deepEqual(hard.python, { _esm: `${base}/mle-widget.mjs`, ...attributes });
});

test('every control of every figure is a part, once, with a name that an address can carry', () => {
  for (const figure of figures) {
    const parts = partsOf(figure);
    assert.deepEqual(new Set(parts.map(({ key }) => key)), new Set(figure.controls.map(({ key }) => key)), figure.id);
    assert.equal(new Set(parts.map(({ key }) => key)).size, parts.length, figure.id);
    for (const { key, label } of parts) {
      assert.match(key, /^[a-zA-Z][a-zA-Z0-9-]*$/);
      assert.match(label, /\S/);
    }
  }
});
