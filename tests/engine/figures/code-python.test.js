import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { PYTHON } from '../../../web/figures/code-samples.js';

const run = spawnSync('python3', ['-'], { input: PYTHON, encoding: 'utf8' });

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
