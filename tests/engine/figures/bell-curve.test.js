/** Newcomb's measurements under a bell, against R's fit (shared data's README) and closed forms; and repeated experiments. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engineFromDisk } from '../../../web/build/core.js';
import figure from '../../../web/figures/bell-curve.js';
import { dataText, fitOf, measurements } from '../../../web/figures/bell-curve-data.js';
import { jobOf, summarise } from '../../../web/figures/bell-curve-repeat.js';
import { newcomb } from '../../../web/figures/data/newcomb.js';
import { assertReadable, near } from './readable.js';

/** @typedef {import('../../../web/figures/repeat-run.js').Results} Results */

const engine = await engineFromDisk();
const START = /** @type {any} */ (Object.fromEntries(Object.entries(figure.fields).map(([key, field]) => [key, field.start])));
const at = (/** @type {object} */ changes, /** @type {any} */ custom = undefined) => figure.view({ ...START, ...changes }, engine, custom);
const settled = (/** @type {object} */ changes, previous = START) => {
  const next = { ...previous, ...changes };
  return { ...next, ...figure.settle?.(next, previous), ...changes };
};

/** @param {object} changes @returns {Results} */
function run(changes) {
  const job = jobOf({ ...START, ...changes });
  const { estimates } = engine.experiments(job.model, job.theta, job.n, { seed: job.seed, count: job.count });
  return { job, estimates, done: job.count, status: 'done' };
}

test('the peak is where R finds it, and its total is R’s', () => {
  const { theta: [mu, sigma], nll } = fitOf([...newcomb], engine);
  near(mu, 26.2121212121212, 1e-13);
  near(sigma, 10.6636100992555, 1e-13);
  near(nll, 249.861186503101, 1e-13);
  const view = at({ mu, sigma, revealed: true });
  assert.equal(view.headline?.value, '−249.86');
  assert.match(view.sentence, /peak is at μ = 26\.21, σ = 10\.66, with log-likelihood −249\.86; your bell is on it\. The value −44 ns costs most: 24\.96 of the 249\.86/);
});

test('the chips are the Gaussian log-densities, and they add up to the total', () => {
  for (const [mu, sigma] of [[10, 12], [27.75, 5.0434], [-60, 0.5]]) {
    const rows = [...at({ mu, sigma }).table.rows()];
    let sum = 0;
    rows.forEach(([point, y, density, log], i) => {
      const z = (newcomb[i] - mu) / sigma;
      assert.deepEqual([point, y], [i + 1, newcomb[i]]);
      near(Number(log), -0.5 * Math.log(2 * Math.PI) - Math.log(sigma) - z * z / 2, 1e-13);
      near(Number(density), Math.exp(Number(log)), 1e-13);
      sum += Number(log);
    });
    near(sum, -engine.nll('gaussian', newcomb, [mu, sigma]), 1e-13);
  }
  assert.match(at({ mu: 27.75, sigma: 5.0434 }).sentence, /−44 ns costs most: 103\.7/);
});

test('nothing shows the peak before it is revealed', () => {
  for (const state of [{}, { mu: 25, sigma: 11 }, { guesses: '20_9' }]) {
    const { sentence, charts } = at(state);
    assert.doesNotMatch(sentence, /26\.21|10\.66|249\.86/);
    for (const { series, guides = [], markers = [] } of charts) assert.ok([...series, ...guides, ...markers].every(({ role }) => role !== 'optimum'));
  }
  assert.match(at({ guesses: '20_9' }).sentence, /Your guess μ = 20, σ = 9 is \d+\.\d\d nats below the peak/);
});

test('a guess beside the peak is scored, not called the peak, and the cost is that of the bell drawn', () => {
  const beside = at({ mu: 26.21, sigma: 10.66, guesses: '26.21_10.66' }).sentence;
  // n (log(s/s0) + (s0^2 + (m - m0)^2) / (2 s^2) - 1/2), with m0 and s0 the estimates.
  const gap = 66 * (Math.log(10.66 / 10.6636100992555) + (10.6636100992555 ** 2 + (26.21 - 26.2121212121212) ** 2) / (2 * 10.66 ** 2) - 0.5);
  assert.ok(beside.includes(`is less than 0.005 nats below the peak: the data are ${Math.exp(gap).toPrecision(8)} times as dense there.`), beside);
  assert.match(at({ mu: 26.21, sigma: 10.66, revealed: true }).sentence, /your bell is less than 0\.005 nats below it/);
  // The mean of 1 and 3 is 2, and SS/n is 1.
  assert.match(at({ data: '1_3', mu: 2, sigma: 1, guesses: '2_1' }).sentence, /Your guess μ = 2, σ = 1 is the peak\./);
  const moved = at({ mu: 27.75, sigma: 5.0434, guesses: '20_9' }).sentence;
  assert.match(moved, /Your guess μ = 20, σ = 9 .* Under the bell now drawn, μ = 27\.75, σ = 5\.04, the value −44 ns costs most: 103\.7/);
  assert.doesNotMatch(at({ mu: 20, sigma: 9, guesses: '20_9' }).sentence, /now drawn/);
});

test('without the two wild values the bell is half as wide', () => {
  const data = dataText(newcomb.filter((value) => value > 0));
  const { theta: [mu, sigma] } = fitOf(measurements({ ...START, data }, engine), engine);
  near(mu, 27.75);
  near(sigma, 5.0434, 1e-4);
});

test('one measurement, or equal ones, have no maximum, and the figure says so', () => {
  for (const data of ['5', '5_5_5']) {
    const view = at({ data, revealed: true });
    assert.match(view.sentence, /there is no maximum/);
    assertReadable(view);
  }
});

test('a change of the data voids the guesses, not the reveal; a new sample voids both', () => {
  const played = { ...START, guesses: '20_9', revealed: true };
  assert.deepEqual([settled({ data: '1_2' }, played)].map(({ guesses, revealed }) => [guesses, revealed]), [['', true]]);
  assert.deepEqual([settled({ seed: 1 }, played)].map(({ guesses, revealed, data }) => [guesses, revealed, data]), [['', false, '']]);
  assert.equal(settled({ n: 7 }, { ...START, ran: true }).ran, false);
});

test('fields refuse what is no data, no guess', () => {
  for (const bad of ['a', '1__2', '_1', '1_', '61', '1.234', '-', '1e1', 'NaN', ' 1', '5_'.repeat(100) + '5']) {
    assert.equal(figure.fields.data.parse(bad), undefined, bad);
  }
  for (const bad of ['1', '1_0.4', '1_41', '1_2_3']) assert.equal(figure.fields.guesses.parse(bad), undefined, bad);
  assert.equal(figure.fields.data.parse('-44_2.5_0'), '-44_2.5_0');
  assert.equal(figure.fields.guesses.parse('-4.5_0.5_60_40'), '-4.5_0.5_60_40');
});

test('n = 5, variance 4, 10,000 runs: mean squared errors near 5.76, 8, 5.33; SS/n is biased', () => {
  const results = run({});
  const { rows, spreads } = summarise(results, engine);
  const expected = /** @type {const} */ ([['SS/(n − 1)', 4, 8], ['SS/n', 3.2, 5.76], ['SS/(n + 1)', 16 / 6, 16 / 3]]);
  rows.forEach(({ name, mean, error, theory }, i) => {
    assert.equal(name, expected[i][0]);
    assert.ok(Math.abs(mean / expected[i][1] - 1) < 0.03, `${name}: ${mean}`);
    assert.ok(Math.abs(error / expected[i][2] - 1) < 0.05, `${name}: ${error}`);
    near(theory, expected[i][2]);
  });
  // Standard deviations over 10,000 runs are known to 1 %.
  assert.ok(Math.abs(spreads[0].spread / (2 / Math.sqrt(5)) - 1) < 0.03);
  const view = at({ part: 'repeat', bet: 'n+1', ran: true }, { results });
  assert.match(view.sentence, /10,000 samples of 5: SS\/n is 3\.\d+ on average, where σ² is 4: 0\.[78]\d+ times that; in theory \(n − 1\)\/n, 0\.8: too small\. .*SS\/\(n \+ 1\) has the smallest mean squared error, 5\.\d+, and in theory too, 5\.33\. Your bet, SS\/\(n \+ 1\), wins/);
  assertReadable(view);
});

test('where few samples rank the divisors by chance, theory is said beside them', () => {
  const state = { part: 'repeat', ran: true, n: 50, width: 2, seed: 3, runs: 1000 };
  const results = run(state);
  const said = (/** @type {string} */ bet) => at({ ...state, bet }, { results }).sentence;
  // sigma^4 (2 (n - 1) + 4) / (n + 1)^2: the least, whatever n is.
  const least = (16 * 102 / 51 ** 2).toPrecision(3);
  assert.ok(said('n+1').includes(`In these samples SS/n has the smallest mean squared error, 0.582, by chance: in theory SS/(n + 1) has, ${least}. `
    + 'Your bet, SS/(n + 1), is right in theory: here it has 0.585.'), said('n+1'));
  assert.match(said('n'), /Your bet, SS\/n, is not right in theory/);
  assert.match(at({ part: 'repeat' }).sentence, /which divisor of SS.* makes the mean squared distance from the true σ² smallest\?/);
});

test('SE(mu) and SE(sigma) can be read off: sigma/√n and nearly sigma/√(2n)', () => {
  const { spreads: [mu, sigma] } = summarise(run({ n: 66, width: 4 }), engine);
  assert.ok(Math.abs(mu.spread / (4 / Math.sqrt(66)) - 1) < 0.03);
  assert.ok(Math.abs(sigma.spread / (4 / Math.sqrt(132)) - 1) < 0.03);
  assert.ok(mu.spread > sigma.spread);
});

test('the truth is drawn with the estimates, and nothing is told before the bet', () => {
  for (const results of [null, run({ runs: 1000 })]) {
    const { charts: [estimates, variance] } = at({ part: 'repeat', runs: 1000, bet: 'n', ran: results !== null }, { results });
    assert.deepEqual(estimates.guides?.map(({ axis, value }) => [axis, value]), [['x', 20], ['y', 2]]);
    assert.equal(variance.guides?.[0].value, 4);
  }
  assert.match(at({ part: 'repeat' }).sentence, /Bet, then repeat/);
});

test('every state gives a whole view', () => {
  for (const part of ['sample', 'repeat']) {
    for (const [mu, sigma] of [[-60, 0.5], [0, 40], [60, 3]]) {
      for (const seed of [0, 1, 9999]) {
        for (const n of [3, 100]) {
          for (const revealed of [false, true]) assertReadable(at({ part, mu, sigma, seed, n, revealed, centre: 30, width: 5, point: 2 }));
        }
      }
    }
  }
  for (const n of [3, 100]) assertReadable(at({ part: 'repeat', n, ran: true, runs: 1000 }, { results: run({ n, runs: 1000 }) }));
});
