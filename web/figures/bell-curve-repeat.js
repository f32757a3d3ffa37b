import { significant, wholeText } from '../ui/format.js';

/**
 * Thousands of samples from a known truth, each fitted: where the estimates fall, how SS/n is biased, which divisor of SS
 * errs least.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {import('./repeat-run.js').Results} Results
 * @typedef {{ name: string, mean: number, error: number, theory: number }} Row   of the three estimates of the variance
 * @typedef {{ mean: number, spread: number, theory: number, name: string, formula: string }} Spread   of an estimate
 * @typedef {{ rows: Row[], spreads: Spread[], mus: Float64Array, sigmas: Float64Array, squares: Float64Array }} Summary
 */

/** More dots than this hide each other. */
const DOTS = 2000;
const BINS = 48;

/** The divisors of SS that the learner bets on. */
export const DIVISORS = [{ value: 'n-1', label: 'n − 1', add: -1 }, { value: 'n', label: 'n', add: 0 }, { value: 'n+1', label: 'n + 1', add: 1 }];

/** @param {State} state @returns {import('./repeat-worker.js').Job} */
export const jobOf = ({ centre, width, n, runs, seed }) => ({ model: 'gaussian', theta: [centre, width], n, count: runs, seed: seed + 1 });

/** @type {{ results: Results, done: number, summary: Summary } | undefined} */
let last;

/** @param {Results} results @param {Engine} engine @returns {Summary} */
export function summarise(results, engine) {
  if (last?.results === results && last.done === results.done) return last.summary;
  const { job: { theta: [, width], n }, done, estimates } = results;
  const column = (/** @type {number} */ j) => Float64Array.from({ length: done }, (_, run) => estimates[2 * run + j]);
  const [mus, sigmas] = [column(0), column(1)];
  const squares = sigmas.map((sigma) => sigma * sigma); // SS/n
  const truth = new Float64Array(done).fill(width * width);
  const variance = width ** 4;
  const spread = (/** @type {Float64Array} */ values) => engine.fit('gaussian', values).theta;
  const rows = DIVISORS.map(({ label, add }) => {
    const scaled = squares.map((square) => (square * n) / (n + add));
    // SS/sigma^2 is chi-square with n - 1 degrees of freedom: this is bias squared and variance of SS/c.
    const theory = (variance * (2 * (n - 1) + (1 + add) ** 2)) / (n + add) ** 2;
    return { name: add === 0 ? 'SS/n' : `SS/(${label})`, mean: spread(scaled)[0], error: engine.meanSquaredError(scaled, truth), theory };
  });
  const [ofMu, ofSigma] = [spread(mus), spread(sigmas)];
  const summary = {
    rows, mus, sigmas, squares,
    spreads: [
      { name: 'μ', mean: ofMu[0], spread: ofMu[1], theory: width / Math.sqrt(n), formula: 'σ/√n' },
      { name: 'σ', mean: ofSigma[0], spread: ofSigma[1], theory: width / Math.sqrt(2 * n), formula: 'σ/√(2n)' },
    ],
  };
  last = { results, done, summary };
  return summary;
}

/** @param {Float64Array} values @param {number} end @returns {{ x: number[], y: number[] }} shares per unit, as a staircase */
function staircase(values, end) {
  const size = end / BINS;
  const bins = new Array(BINS).fill(0);
  for (const value of values) if (value < end) bins[Math.floor(value / size)] += 1;
  return {
    x: bins.flatMap((_, i) => [i * size, (i + 1) * size]),
    y: bins.flatMap((inside) => [inside / (values.length * size), inside / (values.length * size)]),
  };
}

/**
 * Who has the smallest mean squared error. Few samples may rank the divisors otherwise than theory does: then both are said.
 * @param {Row[]} rows @param {Row | undefined} chosen
 */
function verdictOn(rows, chosen) {
  const here = rows.reduce((a, b) => (b.error < a.error ? b : a));
  const best = rows.reduce((a, b) => (b.theory < a.theory ? b : a));
  if (here === best) {
    return `${best.name} has the smallest mean squared error, ${significant(best.error)}, and in theory too, ${significant(best.theory)}.${!chosen ? ''
      : chosen === best ? ` Your bet, ${chosen.name}, wins.` : ` Your bet was ${chosen.name}: ${significant(chosen.error)}.`}`;
  }
  return `In these samples ${here.name} has the smallest mean squared error, ${significant(here.error)}, by chance: in theory ${best.name} has, `
    + `${significant(best.theory)}.${!chosen ? '' : ` Your bet, ${chosen.name}, ${chosen === best ? 'is right in theory' : 'is not right in theory'}: here it has ${significant(chosen.error)}.`}`;
}

/** @param {State} state @param {Results | null} results @param {Summary | null} summary */
function sentenceFor({ bet, n, ran }, results, summary) {
  if (!ran) {
    return bet !== 'none' ? 'Your bet is placed. Repeat the experiment and see.'
      : 'Before you start: which divisor of SS, the sum of squared deviations from the mean, makes the mean squared distance from the true σ² smallest? Bet, then repeat.';
  }
  if (results?.status === 'wrong') return 'The experiments could not be run in this browser. Reset and try again.';
  if (!results || !summary) return 'Starting.';
  const { rows, spreads } = summary;
  const chosen = rows[DIVISORS.findIndex(({ value }) => value === bet)];
  const [mu, sigma] = spreads;
  const counted = `${wholeText(results.done)} samples of ${n}`;
  return `${counted}: SS/n is ${significant(rows[1].mean)} on average, where σ² is ${significant(results.job.theta[1] ** 2)}: `
    + `${significant(rows[1].mean / results.job.theta[1] ** 2)} times that; in theory (n − 1)/n, ${significant((n - 1) / n)}: too small. `
    + `${verdictOn(rows, chosen)} `
    + `The estimates of μ scatter with standard deviation ${significant(mu.spread)}, those of σ with ${significant(sigma.spread)}.`;
}

/**
 * @param {State} state @param {Engine} engine @param {Results | null} results   of this very job
 * @returns {import('./figure.js').View}
 */
export function repeatView(state, engine, results) {
  const { centre, width, n } = state;
  const summary = results && results.done > 1 ? summarise(results, engine) : null;
  const [seMu, seSigma] = [width / Math.sqrt(n), width / Math.sqrt(2 * n)];
  const variance = width * width;
  const deviation = (variance * Math.sqrt(2 * (n - 1))) / n;
  const end = variance + 5 * deviation;
  const dots = summary ? Math.min(DOTS, summary.mus.length) : 0;
  const none = new Float64Array(0);
  const [mu, sigma] = summary?.spreads ?? [];
  return {
    headline: summary ? { label: 'SS/n on average', value: significant(summary.rows[1].mean, 4), unit: `where σ² is ${significant(variance, 4)}`, exact: summary.rows[1].mean }
      : { label: 'the known truth', value: `σ² = ${significant(variance, 4)}`, unit: '', exact: variance },
    sentence: sentenceFor(state, results, summary),
    charts: [{
      id: 'estimates', shape: 'half',
      description: `The estimates of centre and width from each sample${summary ? `: ${dots} of ${results?.done} drawn, around the truth` : ', not yet drawn; the truth'} at ${centre} and ${width}.`,
      x: { label: 'estimate of μ, a dot a sample, × their mean', min: centre - 4.5 * seMu, max: centre + 4.5 * seMu },
      y: { label: 'estimate of σ', min: 0, max: width + 5 * seSigma },
      series: [{
        label: '', role: 'model', kind: 'points', small: true, x: summary ? summary.mus.subarray(0, dots) : none, y: summary ? summary.sigmas.subarray(0, dots) : none,
      }],
      markers: [
        ...(mu && sigma ? [/** @type {const} */ ({ label: '', role: 'neutral', x: mu.mean, y: sigma.mean })] : []),
        { label: '', role: 'optimum', x: centre, y: width },
      ],
      guides: [{ axis: 'x', value: centre, role: 'optimum', label: 'true μ' }, { axis: 'y', value: width, role: 'optimum', label: 'true σ' }],
    }, {
      id: 'variance', shape: 'half',
      description: `How SS/n is spread over the samples${summary ? `, with mean ${significant(summary.rows[1].mean)}` : ': not yet known'}; the true variance is ${significant(variance, 4)}.`,
      x: { label: 'SS/n, estimate of σ²', min: 0, max: end },
      y: { label: 'share of samples, per unit', min: 0, max: 0.8 / deviation },
      series: [{ label: '', role: 'model', kind: 'area', ...(summary ? staircase(summary.squares, end) : { x: none, y: none }) }],
      guides: [
        { axis: 'x', value: variance, role: 'optimum', label: 'true σ²' },
        ...(summary ? [/** @type {const} */ ({ axis: 'x', value: summary.rows[1].mean, role: 'neutral', label: 'mean' })] : []),
      ],
    }],
    own: summary,
    table: {
      caption: summary ? `Estimates from ${results?.done} samples of ${n} from mu = ${centre}, sigma = ${width}` : 'Estimates: none yet',
      columns: ['run', 'mu', 'sigma', 'SS/n'],
      rows: () => Array.from({ length: Math.min(dots, 1000) }, (_, run) =>
        [run + 1, summary?.mus[run] ?? 0, summary?.sigmas[run] ?? 0, summary?.squares[run] ?? 0]),
    },
  };
}

