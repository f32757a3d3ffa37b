import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { engineFromDisk } from '../../../web/build/core.js';
import { PYTHON } from '../../../web/figures/code-samples.js';
import figure from '../../../web/figures/code.js';

const runOf = (/** @type {string} */ input) => spawnSync('python3', ['-'], { input, encoding: 'utf8' });
const run = runOf(PYTHON);

test('at p = 0 and 1 it stops with an error where the core gives infinity or 0, as the figure says', { skip: run.error && 'no python3 here' }, async () => {
  const engine = await engineFromDisk();
  const start = Object.fromEntries(Object.entries(figure.fields).map(([key, field]) => [key, field.start]));
  assert.match(figure.view({ ...start, tab: 'python' }, engine).sentence, /At p = 0 or 1 Python’s math\.log stops with an error/);
  for (const [label, p, nll] of [[1, 0, Infinity], [1, 1, 0], [0, 0, 0], [0, 1, Infinity]]) {
    const { stderr } = runOf(PYTHON.replace('label = 1', `label = ${label}`).replace('p = 0.8', `p = ${p}`));
    assert.match(stderr, /ValueError/);
    assert.equal(engine.nll('bernoulli', [label], [p]), nll);
  }
});

test('the Python of the code figure prints the lesson’s digits', { skip: run.error && 'no python3 here' }, () => {
  assert.equal(run.stderr, '');
  assert.equal(run.stdout, `${[
    'log-likelihood (y=1, p=0.8): -0.2231435513142097',
    'loss (y=1, p=0.8): 0.2231435513142097',
    'Bernoulli NLL (y=1, p=0.8): 0.2231435513142097',
    'Gaussian NLL (y=2.0, mu=1.5, sigma=1), quadratic part: 0.125',
    'Gaussian NLL (y=2.0, mu=1.5, sigma=1), whole: 1.0439385332046727',
  ].join('\n')}\n`);
});
