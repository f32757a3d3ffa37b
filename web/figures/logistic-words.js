import { count, fixed, probability, ratioText, significant } from '../ui/format.js';
import { COLDEST, costOf, logitAt, MEAN } from './logistic-data.js';

/**
 * The sentence of logistic.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {import('./logistic-view.js').Standing} Standing
 */

/** So close, in nats, counts as there. */
const CLOSE = 1e-6;
const FAR = 1e6;

/** @param {number} at */
const extrapolated = (at) => (at < COLDEST
  ? ` No flight was colder than ${COLDEST} °F: this answer lies ${COLDEST - at} °F outside the data, and takes for granted that the line goes on.` : '');

/** @param {Readonly<State>} state @param {Standing} now @param {Engine} engine */
function curveInWords({ at, l2 }, { line, nll, labels }, engine) {
  const half = MEAN - line.alpha / line.beta;
  const where = line.beta !== 0 && Math.abs(half) < 500 ? `P passes one half at ${fixed(half, 1)} °F` : 'P never passes one half near these temperatures';
  const constant = engine.fit('bernoulli', labels).nll;
  const heads = labels.filter((y) => y === 1).length;
  const p = engine.sigmoid(logitAt(line, at));
  return `${where} and is ${p === 0 || p === 1 ? `${p} to the last digit` : probability(p, 4)} at ${at} °F. `
    + `${l2 > 0 ? `NLL ${significant(nll, 4)} nats; a` : 'A'} constant P of ${heads}/${labels.length} has NLL ${fixed(constant, 2)}.`;
}

/** @param {Readonly<State>} state @param {Standing} now */
function walkInWords({ l2 }, { walk: { path, stopped }, line, cost, best }) {
  if (path.length < 2 && !stopped) return '';
  if (stopped || Math.abs(line.beta) > FAR) {
    return ' Newton has diverged: from a guess this far out its steps overshoot. Start from a curve nearer to the points.';
  }
  const steps = ` After ${count(path.length - 1, 'Newton step')} β = ${fixed(line.beta, 4)}`;
  if (!best.line) return `${steps}, and each step goes further: the weights run away.`;
  if (cost - best.cost < CLOSE) return `${steps}: the ${l2 > 0 ? 'lowest NLL + penalty' : 'maximum of the likelihood'}, where a further step stays.`;
  return `${steps}.`;
}

/** @param {Readonly<State>} state @param {Standing} now @param {Engine} engine */
function guessInWords({ separable, l2 }, { guess, best }, engine) {
  if (!guess || !best.line) return '';
  const gap = costOf(guess, separable, l2, engine).cost - best.cost;
  const times = l2 > 0 ? '' : `: the data are ${ratioText(engine.exp(gap))} times as probable at the maximum`;
  return ` Your guess lies ${significant(gap, 2)} nats above the lowest${times}.`;
}

/**
 * @param {Readonly<State>} state @param {Standing} now @param {{ low: number, p: number, high: number } | null} interval
 * @param {Engine} engine
 */
export function describe(state, now, interval, engine) {
  const { separable, l2, at } = state;
  const { best, open } = now;
  if (!now.guess) return `${curveInWords(state, now, engine)} Move the curve until the NLL is as low as you can make it, then commit.`;
  if (!best.line) {
    return 'No maximum exists: some temperature separates the labels, so a steeper curve is always more probable, and the '
      + `NLL tends to ${significant(best.nll, 2)} without reaching it.${walkInWords(state, now)} ${curveInWords(state, now, engine)}`;
  }
  const map = l2 > 0 ? ` The penalty is a Gaussian prior on β with standard deviation ${significant(1 / Math.sqrt(l2), 2)}: `
    + `its answer is the MAP estimate, not the maximum of the likelihood${separable ? ', and it is finite where that does not exist' : ''}.` : '';
  if (!open) return `${curveInWords(state, now, engine)}${walkInWords(state, now)}${map}`;
  const answer = `${l2 > 0 ? 'Lowest' : 'Maximum likelihood'}: β = ${fixed(best.line.beta, 4)}, `
    + `logit ${fixed(best.line.alpha - best.line.beta * MEAN, 2)} at 0 °F, NLL ${fixed(best.nll, 2)}.`;
  const wald = interval ? ` There P at ${at} °F is ${probability(interval.p, 4)}, approximate 95% Wald interval `
    + `${fixed(interval.low, 2)} to ${fixed(interval.high, 2)}.${extrapolated(at)}` : '';
  return `${answer}${wald}${guessInWords(state, now, engine)}${walkInWords(state, now)}${map}`;
}

