/** One peak in three curves, against the closed forms of a coin: p^h (1 − p)^t. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engineFromDisk } from '../../../web/build/core.js';
import figure from '../../../web/figures/same-peak.js';
import { evidence, flipsOf } from '../../../web/figures/same-peak-data.js';
import { createStore } from '../../../web/ui/store.js';
import { assertReadable, near } from './readable.js';

const engine = await engineFromDisk();
const START = { theta: 0.4, copies: 1, tied: false, seed: 0, trail: '40', guess: '', whole: false };
/** With the curves whole, unless it says otherwise. */
const at = (/** @type {object} */ changes) => figure.view({ ...START, whole: true, ...changes }, engine);
const flips = (/** @type {object} */ changes) => flipsOf({ ...START, ...changes }, engine);
const sum = (/** @type {number[]} */ y) => y.reduce((a, b) => a + b, 0);

/** Width of p^h (1 − p)^t at half its peak, by bisection on the closed form. @param {number} h @param {number} t */
function widthAtHalf(h, t) {
  const log = (/** @type {number} */ p) => (h && h * Math.log(p)) + (t && t * Math.log(1 - p));
  const peak = h / (h + t);
  const side = (/** @type {number} */ outer) => {
    let [inner, far] = [peak, outer];
    for (let i = 0; i < 80; i += 1) {
      const middle = (inner + far) / 2;
      if (log(middle) > log(peak) - Math.LN2) inner = middle;
      else far = middle;
    }
    return inner;
  };
  return (peak === 1 ? 1 : side(1)) - (peak === 0 ? 0 : side(0));
}

test('the start state is the declared one, 7 heads and 3 tails', () => {
  assert.deepEqual(Object.fromEntries(Object.entries(figure.fields).map(([key, field]) => [key, field.start])), START);
  assert.equal(sum(flips({})), 7);
});

test('the three curves are p^7 (1 − p)^3, its log and minus its log', () => {
  for (const copies of [1, 2, 4, 8]) {
    for (const row of at({ copies }).table.rows()) {
      const [theta, L, logL, minus] = row.map(Number);
      const log = copies * (7 * Math.log(theta) + 3 * Math.log(1 - theta));
      near(logL, log, 1e-11);
      assert.equal(minus, -logL);
      assert.ok(Math.abs(L - Math.exp(log)) <= 1e-11 * Math.exp(log), `${L} at ${theta}`);
    }
  }
});

test('under the crosshair at 0.5: 1/1024 and −10 log 2', () => {
  const { headline, sentence, charts } = at({ theta: 0.5 });
  assert.equal(headline?.value, '−6.931');
  assert.match(sentence, /^7 heads in 10 flips\. At θ = 0\.50, L = 9\.77 × 10⁻⁴ and log L = −6\.931 nats, .* right \(slope 8\)/);
  assert.deepEqual(charts.map(({ id }) => id), ['likelihood', 'log-likelihood', 'nll']);
  near(charts[0].markers?.[0].y ?? NaN, 1e3 / 1024);
  near(charts[1].markers?.[0].y ?? NaN, -10 * Math.LN2);
  near(charts[2].markers?.[0].y ?? NaN, 10 * Math.LN2);
  for (const { markers, guides } of charts) {
    assert.deepEqual(markers?.[0].drag?.to({ x: 0.3, y: 0 }, START), { theta: 0.3 });
    assert.deepEqual(guides?.map(({ value, role }) => [value, role]), [[0.5, 'model']]);
  }
});

test('the peak is named in all three charts where it was found, and nowhere else', () => {
  const named = at({ theta: 0.7 }).charts.map(({ guides }) => guides?.[0]);
  assert.deepEqual(named.map((guide) => [guide?.role, guide?.label]),
    [['optimum', 'argmax of L'], ['optimum', 'argmax of log L'], ['optimum', 'argmin of −log L']]);
  assert.match(at({ theta: 0.7 }).sentence, /argmax of L and of log L, and the argmin of −log L/);
  for (const theta of [0.01, 0.5, 0.69, 0.71, 0.99]) {
    const view = at({ theta });
    assert.doesNotMatch(view.sentence, /arg|0\.70/);
    assert.ok(view.charts.every(({ guides }) => guides?.every(({ role }) => role !== 'optimum')));
  }
});

test('before the commit nothing names the peak, on it or beside it', () => {
  for (const theta of [0.69, 0.7, 0.705, 0.71]) {
    const view = at({ theta, whole: false });
    assert.doesNotMatch(view.sentence, /arg|within|rising|0\.7 /);
    assert.ok(view.charts.every(({ guides, description }) => guides?.every(({ role }) => role !== 'optimum') && !/on it|under the crosshair/.test(description)));
  }
});

test('beside the peak the figure says so, and scores what was committed there', () => {
  const beside = at({ theta: 0.705, guess: '0.705' });
  assert.match(beside.sentence, /At θ = 0\.705 you are within 0\.01 of θ = 0\.7, the argmax/);
  for (const { guides } of beside.charts) assert.deepEqual(guides?.map(({ value, role }) => [value, role]), [[0.7, 'optimum']]);
  // (0.7/0.705)^7 (0.3/0.295)^3, which is not 1.
  assert.match(beside.sentence, new RegExp(`the data ${((0.7 / 0.705) ** 7 * (0.3 / 0.295) ** 3).toPrecision(6).replace(/0+$/, '')} times as probable there`));
  assert.match(at({ guess: '0.7' }).sentence, /You committed 0\.70: the peak\./);
});

test('before the commitment the curves are drawn where the learner has been; new flips begin the hunt anew', () => {
  const store = createStore(figure.fields, figure.settle);
  for (const theta of [0.5, 0.6]) store.set({ theta });
  const view = figure.view(store.state.value, engine);
  for (const { series } of view.charts) {
    assert.equal(series.length, 1);
    assert.ok(Array.from(series[0].x).every((theta) => theta > 0.39 && theta < 0.61));
  }
  Array.from(view.charts[2].series[0].x).forEach((theta, i) => {
    const nll = view.charts[2].series[0].y[i];
    if (Number.isFinite(nll)) near(nll, -7 * Math.log(theta) - 3 * Math.log(1 - theta), 1e-11);
  });
  assert.doesNotMatch(view.sentence, /wide|0\.7/);
  const commit = figure.controls.find(({ key }) => key === 'commit');
  assert.ok(commit?.kind === 'button');
  commit.act(store, store.state.value);
  // 7 log(0.7/0.6) + 3 log(0.3/0.4) = 0.216
  assert.match(figure.view(store.state.value, engine).sentence, /You committed 0\.60: the peak is 0\.216 nats higher, the data 1\.24 times as probable there/);
  store.set({ tied: true });
  assert.deepEqual([store.state.value.whole, store.state.value.guess], [true, '']);
  store.set({ seed: 1 });
  assert.deepEqual([store.state.value.whole, store.state.value.guess, store.state.value.trail], [false, '', '60']);
});

test('copies narrow the peak and leave its place', () => {
  for (const copies of [1, 2, 4, 8]) {
    const { perFlip } = evidence({ ...START, copies }, engine);
    near(perFlip.peak, 0.7);
    near(perFlip.width.size, widthAtHalf(7 * copies, 3 * copies), 5e-5);
  }
  assert.match(at({}).sentence, /0\.331 wide/);
  assert.match(at({ copies: 8 }).sentence, /0\.120 wide, with each flip counted 8 times/);
});

test('tied flips: every second copies the first, and one factor per pair is wider', () => {
  const [free, tied] = [flips({}), flips({ tied: true })];
  tied.forEach((flip, i) => assert.equal(flip, free[2 * Math.floor(i / 2)]));
  const { perFlip, perPair } = evidence({ ...START, tied: true }, engine);
  assert.ok(perPair);
  assert.deepEqual([perFlip.heads, perFlip.n, perPair.heads, perPair.n], [8, 10, 4, 5]);
  near(perPair.width.size / perFlip.width.size, widthAtHalf(4, 1) / widthAtHalf(8, 2), 1e-4);
  assert.match(at({ tied: true }).sentence, /0\.290 wide .* 0\.401 with one for each pair, 1\.38 times as wide/);
});

test('tied flips on the edge: the widths, 1 − 2^(−1/n), go as 1/n', () => {
  for (const [seed, ratio] of [[8, '1.93'], [14, '1.93']]) {
    const { perFlip, perPair } = evidence({ ...START, tied: true, seed: Number(seed) }, engine);
    assert.ok(perPair && [0, 1].includes(perFlip.peak));
    near(perPair.width.size / perFlip.width.size, (1 - 2 ** (-1 / 5)) / (1 - 2 ** (-1 / 10)), 1e-3);
    const { sentence } = at({ tied: true, seed });
    assert.ok(sentence.includes(`${ratio} times as wide, nearly 2:`), sentence);
    assert.doesNotMatch(sentence, /√2/);
  }
});

test('a seed draws other flips, the same for the same seed; the truth is drawn too', () => {
  assert.deepEqual(flips({ seed: 1 }), flips({ seed: 1 }));
  assert.notDeepEqual(flips({ seed: 1 }), flips({ seed: 2 }));
  assert.notEqual(sum(flips({ seed: 1 })), 7);
  for (const { guides } of at({ seed: 1 }).charts) assert.ok(guides?.some(({ value, role }) => value === 0.65 && role === 'neutral'));
  const heads = Array.from({ length: 2000 }, (_, i) => sum(flips({ seed: i + 1 })));
  // Mean share over 20,000 flips: standard error 0.0034.
  assert.ok(Math.abs(sum(heads) / 20000 - 0.65) < 0.014);
});

test('all heads: the edge is said, and the crosshair never stands on it', () => {
  const seed = Array.from({ length: 2000 }, (_, i) => i + 1).find((s) => sum(flips({ seed: s })) === 10) ?? 0;
  assert.ok(seed > 0);
  assert.match(at({ seed, theta: 0.99 }).sentence, /edge θ = 1, where its slope is not zero/);
  near(evidence({ ...START, seed }, engine).perFlip.width.size, widthAtHalf(10, 0), 2e-5);
});

test('every state gives a whole view', () => {
  for (const copies of [1, 2, 4, 8]) {
    for (const tied of [false, true]) {
      for (let seed = 0; seed < 150; seed += 1) {
        for (const theta of [0.01, 0.99]) for (const whole of [true, false]) assertReadable(at({ theta, copies, tied, seed, whole, guess: '0.37' }));
      }
    }
  }
});
