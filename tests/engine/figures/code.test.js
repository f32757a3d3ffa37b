import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import vm from 'node:vm';
import { loadEngine } from '../../../web/core/engine.js';
import { colourLines } from '../../../web/figures/code-colour.js';
import { formatLine } from '../../../web/figures/code-format.js';
import { CPP, JAVASCRIPT, PYTHON } from '../../../web/figures/code-samples.js';
import { closersOf, findSyntaxError } from '../../../web/figures/code-syntax.js';
import figure from '../../../web/figures/code.js';

const engine = await loadEngine({ wasmBinary: await readFile(new URL('../../../web/core/wasm/mle.wasm', import.meta.url)) });
const start = Object.fromEntries(Object.entries(figure.fields).map(([key, field]) => [key, field.start]));

/** The lines of `mle demo`, typed. */
const LINES = [
  'log-likelihood (y=1, p=0.8): -0.2231435513142097',
  'loss (y=1, p=0.8): 0.2231435513142097',
  'Bernoulli NLL (y=1, p=0.8): 0.2231435513142097',
  'Gaussian NLL (y=2.0, mu=1.5, sigma=1), quadratic part: 0.125',
  'Gaussian NLL (y=2.0, mu=1.5, sigma=1), whole: 1.0439385332046727',
];
const rows = (view) => Array.from(view.table.rows(), ([, text]) => text);

test('the start shows the lesson’s numbers, in every tab', () => {
  for (const tab of ['javascript', 'cpp', 'python']) {
    const view = figure.view({ ...start, tab }, engine);
    assert.deepEqual(rows(view), LINES);
    assert.deepEqual(view.charts, []);
    assert.ok(view.sentence.length > 20 && !/NaN|undefined/.test(view.sentence));
  }
  assert.match(figure.view(start, engine).sentence, /0\.223.*0\.125.*0\.919/);
});

test('the start text, run, prints what the view says', async () => {
  const source = `export default (mle, print) => {\n${JAVASCRIPT}\n};`;
  const { default: program } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
  const printed = [];
  program(engine, (...values) => printed.push(formatLine(values)));
  assert.deepEqual(printed, LINES);
});

test('changed code shows its own run, or says that it was not run', () => {
  const source = 'print(1);';
  const result = { source, lines: ['1'], cut: false, status: 'done', problem: null };
  const view = (state, last) => figure.view({ ...start, ...state }, engine, { last });
  assert.match(figure.view({ ...start, source }, engine).sentence, /changed the code/);
  assert.deepEqual(rows(view({ source }, result)), ['1']);
  assert.equal(view({ source }, result).sentence, 'It ran and printed 1 line.');
  assert.equal(view({ source: 'print(2);' }, result).own.stale, true);
  assert.deepEqual(rows(view({}, result)), LINES);
  assert.deepEqual(rows(view({ source, tab: 'cpp' }, result)), LINES);
  const wrong = { ...result, status: 'wrong', problem: { message: 'ReferenceError: a is not defined', line: 7 } };
  assert.equal(view({ source }, wrong).sentence, 'Line 7: ReferenceError: a is not defined');
  assert.deepEqual(rows(view({ source }, wrong)), ['1', 'Line 7: ReferenceError: a is not defined']);
  assert.match(view({ source }, { ...result, status: 'late' }).sentence, /still running after 5 seconds/);
  assert.match(view({ source }, { ...result, lines: [] }).sentence, /printed nothing/);
});

test('the source has a greatest length', () => {
  const { source } = figure.fields;
  assert.equal(source.accepts('a\n'.repeat(4000)), true);
  assert.equal(source.accepts(`${'a\n'.repeat(4000)}b`), false);
  assert.equal(source.accepts(7), false);
});

test('the still is the code and its output, as text', () => {
  const still = figure.still(engine);
  assert.equal((still.match(/<pre/g) ?? []).length, 2);
  assert.ok(still.includes(LINES[4]) && still.includes('const label = 1;'));
  assert.equal(/<(?!\/?(pre|code|samp|p)\b)/.test(still), false);
});

test('print writes values in the digits that read back', () => {
  assert.equal(formatLine(['p', 0.1 + 0.2, -0, Infinity, true, null, undefined]), 'p 0.30000000000000004 0 Infinity true null undefined');
  assert.equal(formatLine([[1, 'a', [2]], Float64Array.of(1, NaN)]), '[1, "a", [2]] [1, NaN]');
  assert.equal(formatLine([{ theta: [0.7], f() {} }, {}, Symbol('s'), 3n]), '{ theta: [0.7], f: function f } {} Symbol(s) 3');
  assert.equal(formatLine([new Float64Array(400)]), `[${Array(50).fill('0').join(', ')}, … 400 in all]`);
  const loop = {};
  loop.loop = loop;
  assert.equal(formatLine([loop]), '{ loop: { loop: { loop: … } } }');
  assert.equal(formatLine(['a'.repeat(5000)]).length, 2001);
});

test('colours: nothing of the source is lost, names have their meaning', () => {
  for (const [source, comments] of [[JAVASCRIPT, 'slashes'], [CPP, 'slashes'], [PYTHON, 'hash'], ['', 'slashes'],
    ['"a\n\'b // c\n`x ${/* y\n */ p} // z`\n\n#/', 'slashes'], ['#include "p"\n# y\n', 'hash']]) {
    assert.equal(colourLines(source, comments).map((line) => line.map(({ text }) => text).join('')).join('\n'), source);
  }
  const kinds = (source) => colourLines(source, 'slashes').flat().filter(({ kind }) => kind).map(({ text, kind }) => `${kind} ${text}`);
  assert.deepEqual(kinds("const y = p * ys; // y\nmle.nll('p', [label])"), ['data y', 'model p', 'comment // y', 'data label']);
});

test('what closes an unfinished source', () => {
  for (const [source, closers] of [
    ['f(a[0', '])'], ['if (a) {\n  g(', ')}'], ['`a ${b + {c', '}}`'], ['"(" + \'[\' // {', ''], ['/* ( ', '*/'], ['/**/ (', ')'],
    ['try {', '}catch{}'], ['do {', '}while(0)'], ['`\\`(', '`'], ['a)', null], ['(]', null],
  ]) assert.equal(closersOf(source), closers, source);
});

/** Stands in for the browser's Worker: answers as told, or not at all. @param {(source: string) => boolean | null} answer */
function fakeWorkers(t, answer) {
  const workers = { begun: 0, ended: 0 };
  const sources = new Map();
  t.mock.method(URL, 'createObjectURL', (blob) => {
    const url = `blob:${sources.size}`;
    sources.set(url, blob.text());
    return url;
  });
  t.mock.method(URL, 'revokeObjectURL', () => {});
  globalThis.Worker = class {
    constructor(url) {
      workers.begun += 1;
      sources.get(url).then((source) => {
        const yes = answer(source);
        if (yes) this.onmessage?.({});
        else if (yes === false) this.onerror?.({ preventDefault() {} });
      });
    }

    terminate() { workers.ended += 1; }
  };
  t.after(() => { delete globalThis.Worker; });
  return workers;
}

const never = new AbortController().signal;
const isProgram = (source) => {
  try {
    return Boolean(new vm.Script(source));
  } catch {
    return false;
  }
};

test('the line of a syntax error, and every worker ended', async (t) => {
  const workers = fakeWorkers(t, isProgram);
  assert.equal(await findSyntaxError('const a = 1;\n\nconst b = = 2;\nprint(a);', never), 3);
  assert.equal(await findSyntaxError('if (true) {\nprint(1);', never), null);
  assert.ok(workers.begun > 4);
  assert.equal(workers.ended, workers.begun);
});

test('a worker that does not answer within two seconds ends the search', async (t) => {
  const workers = fakeWorkers(t, (source) => (source.includes('{\n\n}') ? true : null));
  const begun = performance.now();
  await assert.rejects(findSyntaxError('a b', never), /does not answer/);
  const seconds = (performance.now() - begun) / 1000;
  assert.ok(seconds > 1.9 && seconds < 4, `${seconds} s`);
  assert.deepEqual(workers, { begun: 5, ended: 5 });
});

test('stopping the run ends the search and its workers at once', async (t) => {
  const workers = fakeWorkers(t, (source) => (source.includes('{\n\n}') ? true : null));
  const run = new AbortController();
  const search = findSyntaxError('a b', run.signal);
  setTimeout(() => run.abort(), 50);
  const begun = performance.now();
  await assert.rejects(search, { name: 'AbortError' });
  assert.ok(performance.now() - begun < 1000);
  assert.deepEqual(workers, { begun: 5, ended: 5 });
});
