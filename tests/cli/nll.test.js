// mle nll, against closed forms.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asked, data, file, mle, near, refused } from './command.js';

const nll = (/** @type {string} */ path, /** @type {string} */ column, /** @type {string} */ noise, /** @type {string[]} */ ...more) =>
  ['nll', '--data', path, '--column', column, '--noise', noise, ...more];
const coins = file('flip\n1\n0\n1\n1\n', 'coins.csv');
const half = ['--set', 'p=0.5'];

test('sum, mean and none; nats and bits', () => {
  const path = file('y\n2\n1\n4.5\n', 'three.csv');
  const set = ['--set', 'mu=1.5', '--set', 'sigma=1'];
  const each = [0.5, -0.5, 3].map((r) => 0.5 * Math.log(2 * Math.PI) + r * r / 2);
  const sum = each[0] + each[1] + each[2];
  const whole = asked(nll(path, 'y', 'gaussian', ...set));
  assert.deepEqual({ ...whole, nll: 0 }, { code: 0, err: '', nll: 0, reduction: 'sum', unit: 'nats', n: 3 });
  near(whole.nll, sum, 1e-15);
  near(asked(nll(path, 'y', 'gaussian', ...set, '--reduction', 'mean')).nll, sum / 3, 1e-15);
  const bits = asked(nll(path, 'y', 'gaussian', ...set, '--reduction', 'none', '--unit', 'bits'));
  assert.deepEqual({ ...bits, nll: 0 }, { code: 0, err: '', nll: 0, reduction: 'none', unit: 'bits', n: 3 });
  bits.nll.forEach((/** @type {number} */ value, /** @type {number} */ i) => near(value, each[i] / Math.LN2, 1e-15));
  assert.equal(asked(nll(coins, 'flip', 'bernoulli', ...half, '--unit', 'bits')).nll, 4);
});

test('as text: a number a line', () => {
  assert.deepEqual(mle(nll(coins, 'flip', 'bernoulli', ...half, '--reduction', 'none', '--unit', 'bits')),
    { code: 0, out: '1\n1\n1\n1\n', err: '' });
});

test('what cannot happen is infinite: null in JSON, inf as text', () => {
  assert.equal(asked(nll(coins, 'flip', 'bernoulli', '--set', 'p=1')).nll, null);
  assert.deepEqual(asked(nll(coins, 'flip', 'bernoulli', '--set', 'p=1', '--reduction', 'none')).nll, [0, null, 0, 0]);
  assert.equal(mle(nll(coins, 'flip', 'bernoulli', '--set', 'p=1')).out, 'inf\n');
});

test('a chosen parameter stands at its start unless it is set', () => {
  const path = data('newcomb-light.csv');
  const huber = (/** @type {string[]} */ ...more) =>
    asked(nll(path, 'deviation_ns', 'huber', '--set', 'mu=27', '--set', 'sigma=5', ...more)).nll;
  assert.equal(huber(), huber('--set', 'k=1.345'));
  assert.notEqual(huber(), huber('--set', 'k=2'));
});

test('labels stand for logits in their order, as numbers where they are numbers', () => {
  const logits = ['--set', 'logits=0,1,3', '--reduction', 'none'];
  const total = Math.log(1 + Math.E + Math.E ** 3);
  const expected = (/** @type {number[]} */ ...z) => z.map((logit) => total - logit);
  const got = (/** @type {string} */ text) => asked(nll(file(text), 'k', 'categorical', ...logits)).nll;
  const close = (/** @type {number[]} */ a, /** @type {number[]} */ b) => a.forEach((value, i) => near(value, b[i], 1e-14));
  close(got('k\nb\nc\na\n'), expected(1, 3, 0));
  close(got('k\n10\n9\n-2\n9.0\n'), expected(3, 1, 0, 1));
});

test('a class that has no row shifts no label: --labels names them all', () => {
  const set = ['--set', 'logits=0,1,3', '--reduction', 'none'];
  const total = Math.log(1 + Math.E + Math.E ** 3);
  const words = (/** @type {string} */ text, /** @type {string[]} */ ...more) => nll(file(text), 'k', 'categorical', ...set, ...more);
  const got = (/** @type {string} */ text, /** @type {string} */ labels) => asked(words(text, '--labels', labels)).nll
    .map((/** @type {number} */ value) => Math.round(total - value));
  assert.deepEqual(got('k\n3\n1\n', '1,2,3'), [3, 0]);
  assert.deepEqual(got('k\n2\n1\n', '1,2,3'), [1, 0]);
  assert.deepEqual(got('k\n2\n0\n2.0\n', '0,1,2'), [3, 0, 3]);
  assert.deepEqual(got('k\nb\n"c, d"\n', 'b,a,"c, d"'), [0, 3]);
  assert.deepEqual(got('k\na\nb\nc\n', 'c,b,a'), [3, 1, 0], 'in the order given');
  const few = (/** @type {string} */ labels) =>
    `column "k" has 2 labels, ${labels}, for 3 logits: they must be as many, or --labels must name them in the logits' order`;
  refused(words('k\na\nb\n'), few('"a", "b"'));
  refused(words('k\n1\n2\n'), few('"1", "2"'));
  refused(words('k\na\nd\n', '--labels', 'a,b,c'), 'column "k": label "d" must be one of --labels "a", "b", "c"');
  refused(words('k\na\n', '--labels', 'a,b'), '--labels: must be as many as the logits (3), not 2');
  refused(words('k\na\n', '--labels', 'a,1,1.0'), '--labels: "1.0" stands there twice');
  refused(nll(coins, 'flip', 'bernoulli', ...half, '--labels', 'a,b'), '--labels: must be left out: bernoulli has no classes');
});

test('reduction none: a line for each row of the file, NA where it is dropped', () => {
  const words = nll(file('flip,x\nNA,1\n1,\n0,2\n,3\n1,4\n'), 'flip', 'bernoulli', '--set', 'p=0', '--reduction', 'none');
  const { code, out, err } = mle(words);
  assert.deepEqual([code, out], [0, 'NA\ninf\n0\nNA\ninf\n']);
  assert.match(err, /: 2 rows dropped/);
  const { err: _, ...json } = asked(words);
  assert.deepEqual(json, { code: 0, nll: [null, null, 0, null, null], reduction: 'none', unit: 'nats', n: 3, dropped: [0, 3] });
});

test('smoothing, clipping and class weights of the classifiers', () => {
  // Coin 1 0 1 1 at p = 0.8; smoothing mixes each label with a fair coin.
  const p8 = ['--set', 'p=0.8'];
  const [one, zero] = [-Math.log(0.8), -Math.log1p(-0.8)];
  const share = 0.1;
  const smooth = (/** @type {number} */ mine, /** @type {number} */ other) => (1 - share / 2) * mine + share / 2 * other;
  near(asked(nll(coins, 'flip', 'bernoulli', ...p8, '--smoothing', '0.1')).nll, 3 * smooth(one, zero) + smooth(zero, one), 1e-14);
  near(asked(nll(coins, 'flip', 'bernoulli', '--set', 'p=1', '--clip', '1e-8', '--reduction', 'mean')).nll,
    (-Math.log(1e-8) + 3 * -Math.log1p(-1e-8)) / 4, 1e-14);
  near(asked(nll(coins, 'flip', 'bernoulli', ...p8, '--class-weights', '2,1', '--reduction', 'mean')).nll,
    (2 * zero + 3 * one) / 5, 1e-14);
  const wrong = (/** @type {string} */ message, /** @type {string[]} */ ...more) => refused(nll(coins, 'flip', 'bernoulli', ...p8, ...more), message);
  wrong('--smoothing: must be from 0 to 1, got 2', '--smoothing', '2');
  wrong('--smoothing: " " must be a number', '--smoothing', ' ');
  wrong('--clip: must be from 0, below 0.5, got 0.5', '--clip', '0.5');
  wrong('--class-weights: must hold one weight for each class, got 3', '--class-weights', '1,2,3');
  wrong('--class-weights: "" must be a number', '--class-weights', '1,');
  refused(nll(coins, 'flip', 'gaussian', '--set', 'mu=0', '--set', 'sigma=1', '--smoothing', '0.1'),
    '--smoothing: must be 0 for a model without classes, got 0.1');
});
