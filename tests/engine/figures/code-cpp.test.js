import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { CPP } from '../../../web/figures/code-samples.js';

const headers = fileURLToPath(new URL('../../../cpp', import.meta.url));

/** @param {string} command */
function found(command) {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test('the C++ of the code figure compiles against the core and prints the lesson’s digits',
  { skip: !found('c++') && 'no C++ compiler here' }, async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'mle-code-'));
    try {
      const [source, program] = [path.join(folder, 'demo.cpp'), path.join(folder, 'demo')];
      await writeFile(source, CPP);
      execFileSync('c++', ['-std=c++20', '-ffp-contract=off', `-I${headers}`, source, '-o', program]);
      assert.equal(execFileSync(program, { encoding: 'utf8' }), `${[
        'log-likelihood (y=1, p=0.8): -0.2231435513142097',
        'loss (y=1, p=0.8): 0.2231435513142097',
        'Bernoulli NLL (y=1, p=0.8): 0.2231435513142097',
        'Gaussian NLL (y=2.0, mu=1.5, sigma=1), quadratic part: 0.125',
        'Gaussian NLL (y=2.0, mu=1.5, sigma=1), whole: 1.0439385332046727',
      ].join('\n')}\n`);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
