import { fixed, probability } from '../ui/format.js';
import { keepLast } from './keep-last.js';
import { clamp, COUNT, held, inFormula, POINTS, pullWords, RATE, STEEP, tangent, ticksAt } from './noise-to-loss-parts.js';

/**
 * Poisson noise: the probability is over the count, the loss over the rate, and log y! is the strip.
 *
 * @typedef {import('./noise-to-loss-parts.js').Noise} Noise
 * @typedef {import('./figure.js').ChartView} ChartView
 * @typedef {import('./figure.js').Axis} Axis
 */

/** As far as probabilities are drawn: at the largest rate all but 0.06 of it lies within. */
const DRAWN = Array.from({ length: 13 }, (_, count) => count);

/** @type {Axis} */
const ACROSS = { label: 'λ, predicted rate', min: 0, max: RATE.max };
/** The loss without log y! goes below 0: 6 − 6 log 6 is −4.75. @type {Axis} */
const LOSS = { label: 'loss −log P(y), nats', min: -5, max: 14 };
/** @type {Axis} */
const BARE = { ...LOSS, label: 'loss without log y!, nats' };
/** @type {Axis} */
const PULL = { label: 'pull on λ, nats', min: -3, max: 9 };

/** Loss and pull over the rate, for one count. */
const curves = keepLast((engine, /** @type {number} */ y) => {
  const grid = Float64Array.from([...STEEP, ...engine.linspace(RATE.min, RATE.max, POINTS)]);
  const whole = engine.curve('poisson', [y], [1], 0, grid);
  const [constant] = engine.nllTerms('poisson', [y], [1]).constant;
  return {
    grid, whole, constant,
    bare: whole.map((nll) => nll - constant),
    pulls: grid.map((rate) => -engine.gradient('poisson', [y], [rate])[0]),
  };
});

/** @type {Noise} */
export const poisson = {
  id: 'poisson',
  label: 'Poisson',
  strip: true,
  family: 'count',
  start: { count: 3, rate: 1.5 },
  controls: [
    { kind: 'range', key: 'count', symbol: 'y', label: 'observation, a count', ...COUNT, step: 1 },
    { kind: 'range', key: 'rate', symbol: 'λ', label: 'prediction, the rate', ...RATE, step: 0.01 },
  ],
  read({ count: y, rate, constants }, engine) {
    const { grid, whole, bare, constant, pulls } = curves(engine, y);
    const mass = engine.density('poisson', DRAWN, [rate]);
    const nll = engine.nll('poisson', [y], [rate]);
    const { normaliser, misfit } = engine.nllTerms('poisson', [y], [rate]);
    const kept = normaliser[0] + misfit[0];
    const gradient = engine.gradient('poisson', [y], [rate])[0];
    const pull = -gradient + 0;
    const loss = constants ? nll : kept;
    const nats = `${fixed(loss)} nats`;
    const chance = probability(mass[y]);
    const lambda = fixed(rate, 2);
    const drag = { to: (/** @type {{ x: number }} */ { x }) => ({ rate: clamp(Number(x.toFixed(2)), RATE.min, RATE.max) }) };

    /** @type {ChartView[]} */
    const charts = [{
      id: 'density', shape: 'half',
      description: `Probabilities of the counts from 0 to ${DRAWN.length - 1} at rate ${lambda}. Observed: y = ${y}, probability ${chance}.`,
      x: { label: 'y, count', min: -0.5, max: DRAWN.length - 0.5, ticks: ticksAt(0, 2, 4, 6, 8, 10, 12) },
      y: { label: 'probability P(y)', min: 0, max: 1 },
      series: [{ label: '', role: 'model', kind: 'stems', x: DRAWN, y: mass, labelAt: 'none' }],
      markers: [{ label: `P(${y}) = ${chance}`, role: 'data', x: y, y: mass[y],
        drag: { to: ({ x }) => ({ count: clamp(Math.round(x), COUNT.min, COUNT.max) }) } }],
    }, {
      id: 'loss', shape: 'half', x: ACROSS, y: constants ? LOSS : BARE,
      description: `Loss over the rate for the count ${y}, ${constants ? `with the constant log y!, ${fixed(constant)} nats, as a strip` : 'without log y!'}: `
        + `${y === 0 ? 'a straight line up' : 'steep at small rates, then gently rising'}. The marker stands at λ = ${lambda}, loss ${nats}; a short line shows the slope there.`,
      series: [
        ...(constants ? [{ label: `constant log y! = ${fixed(constant)}`, role: /** @type {const} */ ('neutral'), kind: /** @type {const} */ ('area'),
          x: [ACROSS.min, ACROSS.max], y: [constant, constant], labelAt: /** @type {const} */ ('end') }]
          : [{ label: '', role: /** @type {const} */ ('neutral'), faint: true, x: grid, y: whole, labelAt: /** @type {const} */ ('none') }]),
        ...tangent(rate, loss, gradient, ACROSS, LOSS),
        { label: '', role: 'model', x: grid, y: constants ? whole : bare, labelAt: 'none' },
      ],
      markers: [{ role: 'data', x: rate, ...held(loss, LOSS, nats), drag }],
    }, {
      id: 'pull', shape: 'strip', x: ACROSS, y: PULL,
      description: `Pull of the point on the rate over the rate, for y = ${y}: ${y === 0 ? 'always down, by 1' : `up below ${y}, down above it`}. Here: ${fixed(pull, 2)}.`,
      series: [{ label: '', role: 'gradient', x: grid, y: pulls, labelAt: 'none' }],
      markers: [{ role: 'gradient', x: rate, ...held(pull, PULL, `pull ${fixed(pull, 2)}`), drag }],
      guides: [{ axis: 'y', value: 0, role: 'neutral' }],
    }];

    return {
      nll, loss, charts,
      steps: [
        { why: 'Choose the noise', formula: 'P([data:y]) = e^{−[model:λ]} [model:λ]^{[data:y]} / [data:y]!', numbers: `P(${y}) = ${chance}` },
        { why: 'Take minus the logarithm', formula: '−log P = [model:λ] − [data:y] log [model:λ] + log [data:y]!',
          numbers: `${fixed(normaliser[0])} + ${inFormula(misfit[0])} + ${fixed(constant)} = ${fixed(nll)}` },
        { why: 'Drop what is free of λ', formula: 'loss = [model:λ] − [data:y] log [model:λ], the Poisson loss', numbers: `${lambda} − ${y} log ${lambda} = ${fixed(kept)}` },
        { why: 'Differentiate by λ, by η = log λ', formula: '[gradient:∂loss/∂λ] = 1 − [data:y] / [model:λ], [gradient:∂loss/∂η] = [model:λ] − [data:y]',
          numbers: `1 − ${y} / ${lambda} = ${fixed(gradient)}; ${lambda} − ${y} = ${fixed(rate * gradient)}` },
      ],
      sentence: `The model gave the count ${y} probability ${chance}. ${constants
        ? `The NLL is ${fixed(nll)} nats, of which ${fixed(constant)} is log y!, the same for every rate.`
        : `Without log y! the loss is ${fixed(kept)} nats, and it may be negative; the whole NLL is ${fixed(nll)}.`} `
        + `The point ${pullWords(pull, 'λ', 'unit')}. On log λ its pull is ${fixed(-rate * gradient)}: observation minus prediction.`
        + `${y === 0 ? ' With y = 0 the loss is least at the edge, λ = 0.' : ''}`,
      table: {
        caption: `Poisson noise, y = ${y}, nats; the constant log y! is ${constant}`,
        columns: ['λ', 'NLL', 'without log y!', 'pull on λ'],
        rows: () => Array.from(grid, (at, i) => [at, whole[i], bare[i], pulls[i] + 0]),
      },
    };
  },
};
