// mle fit: JSON as the reference page has it, fits that others made, statuses and their exit codes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { asked, data, file, mle, near, refused, root } from './command.js';

const fit = (/** @type {string} */ from, /** @type {string} */ response, /** @type {string} */ noise, /** @type {string[]} */ ...more) =>
  ['fit', '--data', from, '--response', response, '--noise', noise, ...more];
const penguins = data('palmer-penguins.csv');
const keys = [...readFileSync(path.join(root, 'cpp/REFERENCE.md'), 'utf8').split('### JSON of')[1].split('\n## ')[0]
  .matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(([, cell]) => [...cell.matchAll(/\w+/g)].map(String));
const sometimes = ['coefficients', 'standard_errors_reason', 'criteria_reason', 'direction', 'collinear'];

/** The keys are those of the reference page, in its order. @param {string[]} words */
const report = (words) => {
  const { code, err, ...result } = asked(words);
  assert.deepEqual(Object.keys(result), keys.filter((key) => key in result));
  for (const key of keys) assert.ok(key in result || sometimes.includes(key), key);
  const reasons = /** @type {[unknown, string][]} */ ([
    [Object.values(result.standard_errors).flatMap((e) => e !== null && typeof e === 'object' ? Object.values(e) : e).includes(null), 'standard_errors_reason'],
    [result.aic === null, 'criteria_reason'],
    [result.status === 'not-unique' && 'collinear' in result, 'collinear'],
  ]);
  for (const [expected, key] of reasons) assert.equal(key in result, expected, `${key} of ${JSON.stringify(result)}`);
  assert.ok(result.message.length > 20);
  assert.equal(code, result.status === 'converged' ? 0 : 3);
  return result;
};

test('the keys are read from the reference page', () => {
  assert.ok(keys.length >= 17 && keys[0] === 'status' && keys.includes('collinear'), keys.join());
});

test('a Gaussian: closed forms', () => {
  const y = readFileSync(data('newcomb-light.csv'), 'utf8').trim().split('\n').slice(1).map(Number);
  const n = y.length;
  const mean = y.reduce((sum, v) => sum + v, 0) / n;
  const sigma = Math.sqrt(y.reduce((sum, v) => sum + (v - mean) ** 2, 0) / n);
  const result = report(fit(data('newcomb-light.csv'), 'deviation_ns', 'gaussian'));
  near(result.parameters.mu, mean);
  near(result.parameters.sigma, sigma);
  near(result.scale, sigma);
  near(result.nll, n * (0.5 * Math.log(2 * Math.PI) + Math.log(sigma) + 0.5));
  near(result.standard_errors.mu, sigma / Math.sqrt(n));
  near(result.standard_errors.sigma, sigma / Math.sqrt(2 * n));
  near(result.aic, 4 + 2 * result.nll);
  near(result.bic, 2 * Math.log(n) + 2 * result.nll);
  assert.deepEqual([result.n, result.deviance, result.starts], [n, null, 1]);
});

test('fits by R of a model on its own', () => {
  const newcomb = (/** @type {string[]} */ ...more) => report(fit(data('newcomb-light.csv'), 'deviation_ns', ...more));
  const laplace = newcomb('laplace');
  near(laplace.nll, 221.854089139121);
  near(laplace.standard_errors.mu, laplace.parameters.b / Math.sqrt(66));
  const student = newcomb('student-t');
  near(student.nll, 215.3759037654);
  near(student.parameters.nu, 2.131133004202874, 1e-8);
  assert.ok(student.starts > 1);
  const kicks = report(fit(data('horse-kicks.csv'), 'deaths', 'poisson'));
  near(kicks.nll, 206.106721471754);
  near(kicks.standard_errors.rate, Math.sqrt(0.61 / 200));
  assert.equal(kicks.scale, null);
});

test('regressions by R', () => {
  const logistic = report(fit(data('challenger-orings.csv'), 'distress', 'bernoulli', '--predictors', 'temperature_f'));
  near(logistic.nll, 10.1575963439334);
  near(logistic.coefficients['(intercept)'], 15.0429016477, 1e-8);
  near(logistic.coefficients.temperature_f, -0.232162744219, 1e-8);
  near(logistic.standard_errors['(intercept)'], 7.37863638, 1e-8);
  near(logistic.standard_errors.temperature_f, 0.108236522, 1e-8);
  near(logistic.deviance, 2 * 10.1575963439334);
  assert.deepEqual([logistic.parameters, logistic.scale, logistic.n], [{}, null, 23]);

  const rows = readFileSync(data('belgium-calls.csv'), 'utf8').trim().split('\n').slice(1).map((row) => row.split(','));
  const calls = file(`x,calls\n${rows.map(([year, count]) => `${Number(year) - 1950},${count}`).join('\n')}\n`, 'calls.csv');
  const line = report(fit(calls, 'calls', 'gaussian', '--predictors', 'x'));
  near(line.nll, 129.714378524362);
  near(line.coefficients['(intercept)'], -7.98533333333332, 1e-8);
  near(line.coefficients.x, 5.04147826086956, 1e-8);
  near(line.scale, 53.8298011561633);
  assert.deepEqual(line.parameters, { sigma: line.scale });
  const student = report(fit(calls, 'calls', 'student-t', '--predictors', 'x', '--set', 'nu=3'));
  near(student.nll, 128.5145237911746, 1e-10);
  near(student.coefficients.x, 1.760707086419539, 1e-8);
  near(student.scale, 20.84876350253218, 1e-8);
  assert.deepEqual(student.parameters, { nu: 3, sigma: student.scale });
  assert.ok(student.starts > 1);
  const laplace = report(fit(calls, 'calls', 'laplace', '--predictors', 'x'));
  assert.equal(laplace.status, 'not-unique');
  near(laplace.scale, 35.1666666666667);
  near(laplace.nll, 126.077900275391);
});

test('categorical: an object for each class but the first', () => {
  const result = report(fit(penguins, 'species', 'categorical', '--predictors', 'bill_length_mm,flipper_length_mm'));
  assert.deepEqual(Object.keys(result.coefficients), ['Chinstrap', 'Gentoo']);
  assert.deepEqual(Object.keys(result.coefficients.Gentoo), ['(intercept)', 'bill_length_mm', 'flipper_length_mm']);
  assert.deepEqual(Object.keys(result.standard_errors), ['Chinstrap', 'Gentoo']);
  assert.deepEqual(result.parameters, {});
  // nnet, which stops while the NLL still falls by 1e-8.
  assert.ok(result.nll <= 39.0641015903962);
  near(result.nll, 39.0641015903962, 1e-8);
  near(result.coefficients.Gentoo.flipper_length_mm, 0.482629242, 1e-4);

  const swapped = report(fit(penguins, 'species', 'categorical', '--predictors', 'flipper_length_mm,bill_length_mm'));
  assert.deepEqual(Object.keys(swapped.coefficients.Gentoo), ['(intercept)', 'flipper_length_mm', 'bill_length_mm']);
  near(swapped.coefficients.Gentoo.bill_length_mm, result.coefficients.Gentoo.bill_length_mm, 1e-8);

  const penalised = report(fit(penguins, 'species', 'categorical', '--predictors', 'bill_length_mm', '--l2', '0.5'));
  assert.deepEqual(Object.keys(penalised.coefficients), ['Adelie', 'Chinstrap', 'Gentoo']);
  const sum = Object.values(penalised.coefficients).reduce((total, block) => total + block.bill_length_mm, 0);
  assert.ok(Math.abs(sum) < 1e-9, 'symmetric over the classes');
  assert.deepEqual([penalised.status, penalised.aic, penalised.bic], ['converged', null, null]);
});

test('classes on their own: the shares are the maximum', () => {
  const result = report(fit(file('k\na\nb\nb\nb\nb\n'), 'k', 'categorical'));
  assert.equal(result.status, 'converged');
  near(result.parameters.logits.b, Math.log(4) / 2);
  near(result.parameters.logits.a, -Math.log(4) / 2);
  near(result.standard_errors.logits.b, Math.sqrt(1 + 1 / 4) / 2); // half that of a coin's logit
  near(result.nll, -Math.log(0.2) - 4 * Math.log(0.8));
  near(result.aic, 2 + 2 * result.nll);
  near(result.deviance, 2 * result.nll);
});

test('classes are sorted as numbers where all are numbers, as text otherwise', () => {
  const logits = (/** @type {string} */ labels) =>
    mle([...fit(file(`k\n${labels.split(' ').join('\n')}\n`), 'k', 'categorical'), '--json']).out;
  // As text: an object in JavaScript would sort whole numbers itself.
  assert.match(logits('10 9 9.5 -1 9.50 1e1'), /"logits":\{"-1":[^,]+,"9":[^,]+,"9.5":[^,]+,"10":[^,]+\}/);
  assert.match(logits('10 9 b 9'), /"logits":\{"10":[^,]+,"9":[^,]+,"b":[^,]+\}/);
});

test('statuses: the reason on stdout, exit code 3', () => {
  const heads = report(fit(file('y\n1\n1\n'), 'y', 'bernoulli'));
  assert.deepEqual([heads.status, heads.parameters.p, heads.nll, heads.aic], ['boundary', 1, 0, null]);
  const constant = report(fit(file('y\n2\n2\n'), 'y', 'gaussian'));
  assert.deepEqual([constant.status, constant.nll, constant.scale], ['unbounded', null, 0]);
  const median = report(fit(file('y\n1\n2\n'), 'y', 'laplace'));
  assert.deepEqual([median.status, median.standard_errors.mu], ['not-unique', null]);
  const tails = report(fit(file('y\n1\n1\n'), 'y', 'bernoulli-logit'));
  assert.deepEqual([tails.status, tails.parameters.logit], ['no-maximum', null]);

  const separated = report(fit(penguins, 'species', 'categorical', '--predictors', 'bill_depth_mm,flipper_length_mm'));
  assert.equal(separated.status, 'no-maximum');
  assert.deepEqual(Object.keys(separated.direction), ['Chinstrap', 'Gentoo']);
  const twins = file('y,a,b,c\n1,1,2,1\n3,2,4,0\n2,3,6,5\n5,4,8,2\n4,5,10,2\n', 'twins.csv');
  const collinear = report(fit(twins, 'y', 'gaussian', '--predictors', 'a,c,b'));
  assert.deepEqual([collinear.status, collinear.collinear], ['not-unique', ['b']]);
});

test('weights count rows, with predictors and without', () => {
  const table = [[1, 1, 2], [3, 2, 1], [2, 3, 3], [5, 4, 0], [4, 5, 2]];
  const weighted = file(`y,x,w\n${table.map((row) => row.join()).join('\n')}\n`, 'weighted.csv');
  const repeated = file(`y,x\n${table.flatMap(([y, x, w]) => Array(w).fill(`${y},${x}`)).join('\n')}\n`, 'repeated.csv');
  const weights = ['--weights', 'w'];
  assert.deepEqual(report([...fit(weighted, 'y', 'gaussian'), ...weights]), report(fit(repeated, 'y', 'gaussian')));
  for (const noise of ['gaussian', 'poisson']) {
    const a = report([...fit(weighted, 'y', noise, '--predictors', 'x'), ...weights]);
    const b = report(fit(repeated, 'y', noise, '--predictors', 'x'));
    assert.equal(a.n, 8);
    for (const [name, value] of Object.entries(b.coefficients)) near(a.coefficients[name], value, 1e-9);
    near(a.nll, b.nll);
    near(a.aic, b.aic);
  }
  const bad = (/** @type {string} */ w) => file(`y,w\n1,1\n2,${w}\n`, 'bad-weights.csv');
  refused([...fit(bad('-1'), 'y', 'gaussian'), ...weights], `${bad('-1')}:3: column "w": "-1" must be a whole number from 0 to 2^53`);
  const line = fit(file('y,x,w\n1,1,2\n3,2,-1\n', 'bad-line.csv'), 'y', 'gaussian', '--predictors', 'x', ...weights);
  refused(line, `${line[2]}:3: column "w": "-1" must be a finite number from 0`);
  refused([...fit(bad('0.5'), 'y', 'gaussian'), ...weights], `${bad('0.5')}:3: column "w": "0.5" must be a whole number from 0 to 2^53`);
  refused([...fit(bad('1e9'), 'y', 'gaussian'), ...weights], '--weights: must add up to at most 2^27 where there are no predictors');
  refused([...fit(file('y,w\n1,0\n2,0\n'), 'y', 'gaussian'), ...weights], '--weights: must not all be 0');
});

test('weights of a regression need not be whole: they multiply the rows\' NLL', () => {
  const rows = [[1, 1, 0.5], [3, 2, 1.25], [2, 3, 0.75], [5, 4, 2]];
  const path = file(`y,x,w\n${rows.map((row) => row.join()).join('\n')}\n`, 'fractions.csv');
  const line = report([...fit(path, 'y', 'gaussian', '--predictors', 'x', '--weights', 'w')]);
  const sum = (/** @type {(y: number, x: number) => number} */ of) => rows.reduce((total, [y, x, w]) => total + w * of(y, x), 0);
  const n = sum(() => 1);
  const [y, x] = [sum((v) => v) / n, sum((_, v) => v) / n];
  const slope = sum((a, b) => (a - y) * (b - x)) / sum((_, b) => (b - x) ** 2);
  near(line.coefficients.x, slope);
  near(line.scale, Math.sqrt(sum((a, b) => (a - y - slope * (b - x)) ** 2) / n));
  near(line.bic, 3 * Math.log(n) + 2 * line.nll);
  assert.equal(line.n, 4.5);
});

test('--set holds a parameter', () => {
  const held = report(fit(file('y\n1\n2\n6\n'), 'y', 'gaussian', '--set', 'sigma=2'));
  assert.deepEqual([held.parameters, held.standard_errors.sigma], [{ mu: 3, sigma: 2 }, null]);
  near(held.standard_errors.mu, 2 / Math.sqrt(3));
  near(held.aic, 2 + 2 * held.nll);
  near(held.deviance, (4 + 1 + 9) / 4);
  const whole = report(fit(file('y\n1\n2\n6\n'), 'y', 'gaussian', '--set', 'sigma=2', '--set', 'mu=1'));
  assert.deepEqual([whole.status, whole.aic], ['converged', 2 * whole.nll]);
});

test('L2 is a penalty on the coefficients, and the NLL is without it', () => {
  const path = file('y,x\n1,1\n3,2\n2,4\n5,5\n', 'ridge.csv');
  const lambda = 2;
  const ridge = report(fit(path, 'y', 'gaussian', '--predictors', 'x', '--set', 'sigma=1', '--l2', String(lambda)));
  // Means 2.75 and 3: Sxy = 7 and Sxx = 10, so beta = 7 / (10 + lambda).
  near(ridge.coefficients.x, 7 / (10 + lambda));
  near(ridge.coefficients['(intercept)'], 2.75 - 3 * ridge.coefficients.x);
  const squares = [[1, 1], [3, 2], [2, 4], [5, 5]]
    .reduce((sum, [y, x]) => sum + (y - ridge.coefficients['(intercept)'] - x * ridge.coefficients.x) ** 2, 0);
  near(ridge.nll, 2 * Math.log(2 * Math.PI) + squares / 2);
  assert.deepEqual([ridge.aic, ridge.standard_errors.x], [null, null]);
});

test('L2 under Laplace noise: the slope where penalty and signs balance', () => {
  const path = file('y,x\n1,1\n3,2\n9,4\n', 'absolute.csv');
  const heavy = report(fit(path, 'y', 'laplace', '--predictors', 'x', '--set', 'b=1', '--l2', '30'));
  // The line stays below the last point, above the first and in the second: x beta pulls with 4 - 1 = 3.
  near(heavy.coefficients.x, 3 / 30);
  near(heavy.coefficients['(intercept)'], 3 - 2 * heavy.coefficients.x);
  near(heavy.nll, 3 * Math.log(2) + (2 - 0.1) + (6 - 0.2));
  assert.deepEqual([heavy.status, heavy.aic, heavy.standard_errors.x], ['converged', null, null]);
});

test('classes: at least two, not as many as rows', () => {
  refused(fit(file('k\na\na\n'), 'k', 'categorical'), 'column "k": must hold at least two labels, not "a" alone');
  refused(fit(file(`k\n${Array.from({ length: 1001 }, (_, i) => i).join('\n')}\n`), 'k', 'categorical'),
    'column "k": must hold at most 1000 different labels, not 1001');
});

test('text says what JSON says: status and message first, then a table', () => {
  const words = fit(data('challenger-orings.csv'), 'distress', 'bernoulli', '--predictors', 'temperature_f');
  const result = report(words);
  const { code, out, err } = mle(words);
  assert.deepEqual([code, err], [0, '']);
  const lines = out.split('\n');
  assert.equal(lines[0], `converged: ${result.message}`);
  const cells = lines.map((line) => line.split(/ {2,}/));
  const row = (/** @type {string} */ name) => cells.find(([first]) => first === name)?.slice(1).map(Number);
  assert.deepEqual([row('n'), row('NLL'), row('AIC'), row('BIC')], [[23], [result.nll], [result.aic], [result.bic]]);
  for (const [name, value] of Object.entries(result.coefficients))
    assert.deepEqual(row(name), [value, result.standard_errors[name]]);
  // The second column begins at one place.
  const places = lines.filter((line) => /^(coefficient|temperature_f|\(intercept\)) /.test(line)).map((line) => line.search(/ {2}\S/));
  assert.deepEqual([places.length, new Set(places).size], [3, 1]);

  const none = mle(fit(file('y\n1\n1\n'), 'y', 'bernoulli')).out;
  assert.match(none, /^boundary: Every observation is 1/);
  assert.match(none, /^No standard error: .+\.\nNo AIC or BIC: .+\.\n$/m);
});

test('numbers are the shortest that read back to the same double', () => {
  const { out } = mle([...fit(penguins, 'body_mass_g', 'gaussian', '--predictors', 'bill_length_mm'), '--json']);
  const digits = (/** @type {string} */ text) => text.replace(/e.*|[-.]/g, '').replace(/^0+|0+$/g, '');
  const numbers = [...out.matchAll(/:(-?\d[^,}]*)/g)].map(([, number]) => number);
  assert.ok(numbers.length > 10);
  for (const number of numbers) assert.equal(digits(number), digits(String(Number(number))));
});
