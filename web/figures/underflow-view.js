import { fixed, powerOfTen, significant, wholeText } from '../ui/format.js';
import { chosen, curves, logSum, MOST, product } from './underflow-data.js';

export { MOST };

/**
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {import('./figure.js').ChartView} ChartView
 * @typedef {{ best: number, ties: number, at: number, zeros: number, infinities: number }} Answer
 */

/** Heights of the product's axis, in units of the power of ten of its largest value. */
const TOPS = [2, 5, 10];
/** Of that height: where infinite values are drawn. */
const CEILING = 0.82;

/** x over a power of ten, also where that power itself is no number: 5e-324 over 10⁻³²⁴. @param {number} x @param {number} power */
const inUnits = (x, power) => (power < -300 ? (x * 1e300) / 10 ** (power + 300) : x / 10 ** power);

/** What a curve answers to "which parameter is best?". @param {Float64Array} values @returns {Answer} */
function answer(values) {
  const best = values.reduce((a, b) => Math.max(a, b));
  const equal = (/** @type {number} */ wanted) => values.reduce((many, value) => many + (value === wanted ? 1 : 0), 0);
  return { best, ties: equal(best), at: values.indexOf(best), zeros: equal(0), infinities: equal(Infinity) };
}

/** @param {State} state @param {Engine} engine @returns {import('./figure.js').View} */
export function view(state, engine) {
  const { precision, ask } = state;
  const model = chosen(state);
  const { symbol, digits, theta: [truth] } = model;
  const { grid, products, logs, peak, highest } = curves(state, engine);
  const points = grid.length;
  const found = answer(products);
  const x = { label: model.axis, min: model.from, max: model.to };

  return {
    sentence: tell(),
    charts: [productChart(), logChart()],
    table: {
      caption: `Product of ${state.n} factors in ${precision}, and the log-likelihood in double precision, by ${symbol}`,
      columns: [symbol, `L in ${precision}`, 'log L, nats'],
      rows: () => Array.from(grid, (at, i) => [at, products[i], logs[i]]),
    },
  };

  /** @returns {ChartView} */
  function productChart() {
    const largest = products.reduce((a, b) => (Number.isFinite(b) ? Math.max(a, b) : a), 0);
    const power = largest > 0 ? Number(largest.toExponential().split('e')[1]) : 0;
    const top = TOPS.find((end) => end >= 1.15 * inUnits(largest, power)) ?? 10;
    const finite = Float64Array.from(products, (value) => (Number.isFinite(value) ? inUnits(value, power) : NaN));
    const infinite = Float64Array.from(products, (value) => (value === Infinity ? CEILING * top : NaN));
    const noted = found.best === 0 ? `exactly 0 at all ${points} values` : '';
    return {
      id: 'product', shape: 'half',
      description: `The product of ${state.n} factors in ${precision} over ${symbol}: ${found.best === 0 ? 'exactly zero everywhere.'
        : found.infinities ? `Infinity at ${found.infinities} of ${points} values, zero at ${found.zeros}.` : `at most ${significant(found.best)}.`}`,
      x,
      y: {
        label: largest > 0 && power !== 0 ? `L(${symbol}), unit ${powerOfTen(power)}` : `L(${symbol})`, min: 0, max: top,
        ...(largest === 0 && { ticks: [{ value: 0, label: '0' }] }),
      },
      series: [
        { label: noted || (found.infinities ? '' : `${precision} product`), role: 'model', x: grid, y: finite, labelAt: noted ? 'start' : 'top' },
        ...(found.infinities ? [{
          label: `Infinity at ${found.infinities} of ${points}`, role: /** @type {const} */ ('neutral'), x: grid, y: infinite,
          labelAt: /** @type {const} */ ('start'),
        }] : []),
      ],
      markers: ask && found.ties === 1 ? [{ label: '', role: 'optimum', x: grid[found.at], y: inUnits(found.best, power) }] : [],
      guides: ask && found.ties === 1 ? [{ axis: 'x', value: grid[found.at], role: 'optimum' }] : [],
    };
  }

  /** @returns {ChartView} */
  function logChart() {
    const inside = logs.filter((value, i) => Number.isFinite(value) && grid[i] >= model.from + model.edge && grid[i] <= model.to - model.edge);
    const lowest = inside.reduce((a, b) => Math.min(a, b));
    const step = niceStep((highest - lowest) / 4);
    const max = Math.ceil(highest / step + 0.15) * step;
    // The first flips are all tails: the best p is the edge.
    const shape = peak === model.from ? 'falling all the way' : peak === model.to ? 'rising all the way' : 'one smooth hill';
    return {
      id: 'log', shape: 'half',
      description: `The log-likelihood of the same data over ${symbol}, in nats: ${shape}, `
        + `${ask ? `highest at ${symbol} = ${fixed(peak, digits)}.` : `between ${significant(lowest)} and ${significant(highest)}.`}`,
      x,
      y: { label: `log L(${symbol}), nats`, min: Math.floor(lowest / step) * step, max },
      series: [{ label: 'sum of logarithms', role: 'model', x: grid, y: logs, labelAt: 'start' }],
      markers: ask ? [{ label: `best: ${fixed(peak, digits)}`, role: 'optimum', x: peak, y: highest }] : [],
      guides: ask ? [{ axis: 'x', value: truth, role: 'neutral', label: 'truth' }, { axis: 'x', value: peak, role: 'optimum' }] : [],
    };
  }

  function tell() {
    const many = `${wholeText(state.n)} ${state.n === 1 ? model.many.replace(/s /, ' ') : model.many}`;
    const failed = /** @type {const} */ (['float32', 'float64']).map((format) => {
      const { value, failedAt } = product(state, engine, format);
      if (!failedAt) return `in ${format} it is ${significant(value)}`;
      return value === 0 ? `in ${format} it is exactly 0` : `in ${format} it has overflowed to Infinity`;
    });
    const sum = `The product of ${many}: ${failed.join(', ')}. The logarithms add up to ${fixed(logSum(state, engine), 1)} nats.`;
    if (!ask) return sum;
    return `${sum} Which ${symbol} is best? ${productAnswer()} The log curve says ${symbol} = ${fixed(peak, digits)}; the observations were drawn with ${symbol} = ${truth}.`;
  }

  function productAnswer() {
    const { best, ties, at } = found;
    if (ties === 1) return `The ${precision} product says ${symbol} = ${fixed(grid[at], digits)}, the best of the ${points} values drawn.`;
    const value = best === 0 ? 'exactly 0' : best === Infinity ? 'Infinity' : significant(best);
    return `The ${precision} product has no answer: ${ties} of ${points} values tie at ${value}.`;
  }
}

/** A step of 1, 2 or 5 times a power of ten, at least as wide as asked. @param {number} least */
function niceStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  const mantissa = [1, 2, 5, 10].find((m) => m * power >= least * (1 - 1e-9)) ?? 10;
  return mantissa * power;
}
