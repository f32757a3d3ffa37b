/** The command and the JavaScript module give the same object, to the last bit: one core, compiled twice. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { engine } from '../engine/load.js';

const mle = fileURLToPath(new URL('../../build/native/mle', import.meta.url));
const file = (/** @type {string} */ name) => fileURLToPath(new URL(`../core/data/${name}.csv`, import.meta.url));

/** Columns by name, as text. @param {string} name */
function columns(name) {
  const [head, ...rows] = readFileSync(file(name), 'utf8').trim().split('\n').map((line) => line.split(','));
  return Object.fromEntries(head.map((column, j) => [column, rows.map((row) => row[j])]));
}

/** @type {[string, string, string, string[], string, { l2?: number, fixed?: Record<string, number> }][]} */
const fits = [
  ['challenger-orings', 'bernoulli', 'distress', ['temperature_f'], '', {}],
  ['challenger-orings', 'bernoulli-logit', 'distress', ['temperature_f'], '--l2 0.5', { l2: 0.5 }],
  ['belgium-calls', 'gaussian', 'calls_millions', ['year'], '', {}],
  ['belgium-calls', 'laplace', 'calls_millions', ['year'], '', {}],
  ['belgium-calls', 'laplace', 'calls_millions', ['year'], '--l2 0.5', { l2: 0.5 }],
  ['belgium-calls', 'asymmetric-laplace', 'calls_millions', ['year'], '--set tau=0.75 --set b=20 --l2 0.5', { l2: 0.5, fixed: { tau: 0.75, b: 20 } }],
  ['belgium-calls', 'huber', 'calls_millions', ['year'], '', {}],
  ['belgium-calls', 'student-t', 'calls_millions', ['year'], '--set nu=3', { fixed: { nu: 3 } }],
  ['belgium-calls', 'logistic', 'calls_millions', ['year'], '', {}],
  ['belgium-calls', 'gamma', 'calls_millions', ['year'], '', {}],
  ['palmer-penguins', 'categorical', 'species', ['bill_length_mm', 'flipper_length_mm'], '', {}],
  ['palmer-penguins', 'categorical', 'species', ['bill_depth_mm', 'flipper_length_mm'], '', {}],
];

/** What `mle fit --json` prints. @param {string[]} words */
function fitted(...words) {
  try {
    return JSON.parse(execFileSync(mle, ['fit', '--json', ...words], { encoding: 'utf8' }));
  } catch (error) {
    const { status, stdout } = /** @type {any} */ (error);
    assert.equal(status, 3); // another status than converged
    return JSON.parse(stdout);
  }
}

for (const [data, noise, response, predictors, more, options] of fits) {
  test(`${data}: ${noise} on ${predictors.join(', ')} ${more}`, () => {
    const printed = fitted('--data', file(data), '--response', response, '--predictors', predictors.join(','),
      '--noise', noise, ...more.split(' ').filter(Boolean));
    const all = columns(data);
    const y = noise === 'categorical' ? all[response] : all[response].map(Number);
    const x = Object.fromEntries(predictors.map((name) => [name, all[name].map(Number)]));
    const ours = engine.regress(noise, /** @type {any} */ (y), x, options);
    assert.deepEqual(JSON.parse(JSON.stringify(ours)), printed); // in JSON infinite numbers are null
  });
}

/** @type {[string, string, string, Record<string, number>][]} a model on its own */
const own = [
  ['challenger-orings', 'bernoulli', 'distress', {}],
  ['challenger-orings', 'bernoulli-logit', 'distress', {}],
  ['challenger-orings', 'categorical', 'distress', {}],
  ['newcomb-light', 'gaussian', 'deviation_ns', {}],
  ['newcomb-light', 'gaussian', 'deviation_ns', { sigma: 5 }],
  ['newcomb-light', 'laplace', 'deviation_ns', {}],
  ['newcomb-light', 'student-t', 'deviation_ns', {}],
  ['newcomb-light', 'huber', 'deviation_ns', {}],
  ['newcomb-light', 'logistic', 'deviation_ns', {}],
  ['newcomb-light', 'asymmetric-laplace', 'deviation_ns', { tau: 0.25 }],
  ['horse-kicks', 'poisson', 'deaths', {}],
  ['horse-kicks', 'negative-binomial', 'deaths', {}],
  ['belgium-calls', 'exponential', 'calls_millions', {}],
  ['belgium-calls', 'gamma', 'calls_millions', {}],
];

for (const [data, noise, response, fixed] of own) {
  const settings = Object.entries(fixed).map((entry) => entry.join('='));
  test(`${data}: ${noise} on its own ${settings.join(' ')}`, () => {
    const printed = fitted('--data', file(data), '--response', response, '--noise', noise, ...settings.flatMap((set) => ['--set', set]));
    const y = columns(data)[response].map(Number);
    const { theta, ...ours } = engine.fit(noise, y, noise === 'categorical' ? { classes: new Set(y).size } : { fixed });
    assert.equal(theta.length, Object.keys(noise === 'categorical' ? ours.parameters.logits : ours.parameters).length);
    assert.deepEqual(JSON.parse(JSON.stringify(ours)), printed);
  });
}
