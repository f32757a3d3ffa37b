import { fixed, probability } from '../ui/format.js';
import { keepLast } from './keep-last.js';
import { clamp, held, inFormula, LOGIT_REACH, POINTS, PROBABILITY, pullWords, STEEP, tangent, ticksAt } from './noise-to-loss-parts.js';

/**
 * The noise models of labels: the probability is over the label, the loss over the parameter.
 *
 * @typedef {import('./noise-to-loss-parts.js').Noise} Noise
 * @typedef {import('./figure.js').ChartView} ChartView
 * @typedef {import('./figure.js').Axis} Axis
 */

/** Loss of either label over p, and the pull of the observed one. */
const bernoulliCurves = keepLast((engine, /** @type {number} */ y) => {
  const grid = Float64Array.from([...engine.linspace(0, 1, POINTS), ...STEEP, ...STEEP.map((p) => 1 - p)]).sort();
  const [whenOne, whenZero] = [1, 0].map((label) => engine.curve('bernoulli', [label], [0.5], 0, grid));
  return { grid, whenOne, whenZero, pulls: grid.map((p) => -engine.gradient('bernoulli', [y], [p])[0]) };
});

/** @type {Noise} */
export const bernoulli = {
  id: 'bernoulli',
  label: 'Bernoulli',
  strip: false,
  family: 'binary',
  start: { y: 1, prediction: 0.8 },
  controls: [
    { kind: 'choice', key: 'y', label: 'Observation', options: [{ value: 1, label: 'y = 1' }, { value: 0, label: 'y = 0' }] },
    { kind: 'range', key: 'prediction', symbol: 'p', label: 'prediction, the probability of y = 1', min: 0, max: 1, step: 0.001 },
  ],
  read(state, engine) {
    // A link may name any y and prediction that some model accepts: the nearest that this one does.
    const y = state.y >= 0.5 ? 1 : 0;
    const p = clamp(state.prediction, 0, 1);
    const { grid, whenOne, whenZero, pulls } = bernoulliCurves(engine, y);
    const mass = engine.density('bernoulli', [0, 1], [p]);
    const nll = engine.nll('bernoulli', [y], [p]);
    const gradient = engine.gradient('bernoulli', [y], [p])[0];
    const pull = -gradient + 0;
    const inLogit = p > 0 && p < 1 ? engine.gradient('bernoulli-logit', [y], [engine.logit(p)])[0] : null;
    const role = y === 1 ? /** @type {const} */ ('one') : /** @type {const} */ ('zero');
    const nats = `${fixed(nll)} nats`;
    /** @type {Axis} */
    const across = { label: 'p, predicted probability of y = 1', min: 0, max: 1 };
    /** @type {Axis} */
    const lossAxis = { label: 'loss −log P(y), nats', min: 0, max: 7 };
    /** @type {Axis} */
    const pullAxis = { label: 'pull on p, nats', min: -10, max: 10 };
    const toLabel = (/** @type {number} */ x) => (x >= 0.5 ? 1 : 0);
    const impossible = nll === Infinity;

    /** @type {ChartView[]} */
    const charts = [{
      id: 'density', shape: 'half',
      description: `Two probabilities over the label: ${probability(mass[0])} for y = 0, ${probability(mass[1])} for y = 1. Observed: y = ${y}.`,
      x: { label: 'y, label', min: -0.5, max: 1.5, ticks: ticksAt(0, 1) },
      y: PROBABILITY,
      series: [
        { label: '', role: 'zero', kind: 'stems', x: [0], y: [mass[0]], labelAt: 'none' },
        { label: '', role: 'one', kind: 'stems', x: [1], y: [mass[1]], labelAt: 'none' },
      ],
      markers: [{ label: `P(${y}) = ${probability(mass[y])}`, role, x: y, y: mass[y], drag: { to: ({ x: at }) => ({ y: toLabel(at) }) } }],
    }, {
      id: 'loss', shape: 'half', x: across, y: lossAxis,
      description: `Loss over the predicted probability: falling for y = 1, rising for y = 0. The marker stands at p = ${probability(p)} `
        + `on the curve for y = ${y}, loss ${nats}; a short line shows the slope there.`,
      series: [
        ...tangent(p, nll, gradient, across, lossAxis),
        { label: 'y = 1', role: 'one', x: grid, y: whenOne, labelAt: 'start' },
        { label: 'y = 0', role: 'zero', x: grid, y: whenZero, labelAt: 'end' },
      ],
      markers: [{ role, x: p, ...held(nll, lossAxis, nats), drag: { to: ({ x: at }) => ({ prediction: at }) } }],
    }, {
      id: 'pull', shape: 'strip', x: across, y: pullAxis,
      description: `Pull of the point on p over p, for y = ${y}: ${y === 1 ? 'upwards' : 'downwards'}, without bound where the model is confident and wrong. Here: ${fixed(pull, 2)}.`,
      series: [{ label: '', role: 'gradient', x: grid, y: pulls, labelAt: 'none' }],
      markers: [{ role: 'gradient', x: p, ...held(pull, pullAxis, `pull ${fixed(pull, 2)}`), drag: { to: ({ x: at }) => ({ prediction: at }) } }],
      guides: [{ axis: 'y', value: 0, role: 'neutral' }],
    }];

    return {
      nll, loss: nll, charts,
      steps: [
        { why: 'Choose the noise', formula: 'P([data:y]) = [model:p]^{[data:y]} (1 − [model:p])^{1 − [data:y]}',
          numbers: `P(${y}) = ${probability(mass[y])}` },
        { why: 'Take minus the logarithm', formula: '−log P = −[data:y] log [model:p] − (1 − [data:y]) log(1 − [model:p])',
          numbers: `−log ${probability(mass[y])} = ${fixed(nll)}` },
        { why: 'Drop what is free of p', formula: 'nothing: every term contains [model:p]', numbers: `loss = ${fixed(nll)}` },
        { why: 'Differentiate by p, by the logit z', formula: '[gradient:∂/∂p] = ([model:p] − [data:y]) / ([model:p](1 − [model:p])), [gradient:∂/∂z] = [model:p] − [data:y]',
          numbers: `${fixed(gradient)}; ${inLogit === null ? 'no finite logit here' : fixed(inLogit)}` },
      ],
      sentence: impossible
        ? `The model gave y = ${y} probability 0, and it happened: the loss is infinite, and rightly so. One such point rules this prediction out.`
        : `The model gave y = ${y} probability ${probability(mass[y])}, so the loss is ${nats}. The point ${pullWords(pull, 'p', 'unit of p')}. `
          + `${inLogit === null ? 'No finite logit gives this p.' : `On the logit its pull is ${fixed(-inLogit)}: label minus prediction.`}`,
      table: {
        caption: `Bernoulli noise, nats; the pull is for y = ${y}`,
        columns: ['p', '−log P(1)', '−log P(0)', 'pull on p'],
        rows: () => Array.from(grid, (at, i) => [at, whenOne[i], whenZero[i], pulls[i] + 0]),
      },
    };
  },
};

const CLASSES = [0, 1, 2];
/** @param {import('./figure.js').State} state */
const logitsOf = (state) => CLASSES.map((k) => /** @type {number} */ (state[`z${k}`]));
/** A change of every logit at once, if all of them stay on the axis. @param {(z: number) => number} change */
const onEveryLogit = (change) => ({
  act: (/** @type {import('./figure.js').Store} */ store, /** @type {import('./figure.js').State} */ state) => {
    store.set(Object.fromEntries(logitsOf(state).map((z, k) => [`z${k}`, Number(change(z).toFixed(6))])));
  },
  enabled: (/** @type {import('./figure.js').State} */ state) => logitsOf(state).every((z) => Math.abs(change(z)) <= LOGIT_REACH),
});

/** @type {Noise} */
export const categorical = {
  id: 'categorical',
  label: 'Categorical',
  strip: false,
  family: 'class',
  start: { y: 0, z0: 1, z1: 0, z2: -1 },
  controls: [
    { kind: 'choice', key: 'y', label: 'Observation', options: CLASSES.map((k) => ({ value: k, label: `class ${k}` })) },
    ...CLASSES.map((k) => (/** @type {const} */ ({ kind: 'range', key: `z${k}`, symbol: `z${'₀₁₂'[k]}`,
      label: `logit of class ${k}`, min: -LOGIT_REACH, max: LOGIT_REACH, step: 0.01 }))),
    { kind: 'button', key: 'add-one', label: 'Add 1 to every logit', ...onEveryLogit((z) => z + 1) },
    { kind: 'button', key: 'double', label: 'Double every logit', ...onEveryLogit((z) => 2 * z) },
  ],
  read(state, engine) {
    const y = clamp(Math.round(state.y), 0, CLASSES.length - 1);
    const z = logitsOf(state);
    const sub = '₀₁₂'[y];
    const grid = engine.linspace(-LOGIT_REACH, LOGIT_REACH, POINTS);
    const losses = engine.curve('categorical', [y], z, y, grid);
    const mass = engine.density('categorical', CLASSES, z);
    const nlls = engine.nll('categorical', CLASSES, z, { reduction: 'none' });
    const { normaliser } = engine.nllTerms('categorical', [y], z);
    const nll = nlls[y];
    const gradient = engine.gradient('categorical', [y], z);
    const pulls = gradient.map((g) => -g + 0);
    const nats = `${fixed(nll)} nats`;
    const classTicks = ticksAt(...CLASSES);
    /** @type {Axis} */
    const across = { label: `z${sub}, logit of the observed class ${y}`, min: -LOGIT_REACH, max: LOGIT_REACH };
    /** @type {Axis} */
    const lossAxis = { label: 'loss −log P(y), nats', min: 0, max: 14 };
    const list = (/** @type {ArrayLike<number>} */ values) => Array.from(values, (v) => fixed(v)).join(', ');

    /** @type {ChartView[]} */
    const charts = [{
      id: 'density', shape: 'half',
      description: `Three probabilities over the class: ${list(mass)}. Observed: class ${y}.`,
      x: { label: 'y, class', min: -0.5, max: 2.5, ticks: classTicks },
      y: PROBABILITY,
      series: [{ label: '', role: 'model', kind: 'stems', x: CLASSES, y: mass, labelAt: 'none' }],
      markers: [{ label: `P(${y}) = ${probability(mass[y])}`, role: 'data', x: y, y: mass[y],
        drag: { to: ({ x }) => ({ y: clamp(Math.round(x), 0, 2) }) } }],
    }, {
      id: 'loss', shape: 'half', x: across, y: lossAxis,
      description: `Loss over the logit of the observed class, the other logits held: falling, straight where the model is wrong. `
        + `The marker stands at z = ${fixed(z[y], 2)}, loss ${nats}; a short line shows the slope there.`,
      series: [...tangent(z[y], nll, gradient[y], across, lossAxis),
        { label: 'other logits held', role: 'model', x: grid, y: losses, labelAt: 'start' }],
      markers: [{ role: 'data', x: z[y], ...held(nll, lossAxis, nats), drag: { to: ({ x }) => ({ [`z${y}`]: x }) } }],
    }, {
      id: 'pull', shape: 'strip',
      description: `Pull of the point on each logit: ${list(pulls)}. They add up to 0.`,
      x: { label: 'k, class', min: -0.5, max: 2.5, ticks: classTicks },
      y: { label: 'pull on z, nats', min: -1.15, max: 1.15, ticks: ticksAt(-1, 0, 1) },
      series: [{ label: '', role: 'gradient', kind: 'stems', x: CLASSES, y: pulls, labelAt: 'none' }],
      markers: CLASSES.map((k) => ({ label: fixed(pulls[k]), role: /** @type {const} */ ('gradient'), x: k, y: pulls[k] })),
      guides: [{ axis: 'y', value: 0, role: 'neutral' }],
    }];

    return {
      nll, loss: nll, charts,
      steps: [
        { why: 'Choose the noise', formula: 'P([data:y] = [k]) = exp([model:z]_{[k]}) / Σ_{[j]} exp([model:z]_{[j]})', numbers: list(mass) },
        { why: 'Take minus the logarithm', formula: '−log P([data:y]) = log Σ_{[j]} exp([model:z]_{[j]}) − [model:z]_{[data:y]}',
          numbers: `${fixed(normaliser[0])} − ${inFormula(z[y])} = ${fixed(nll)}` },
        { why: 'Drop what is free of the logits', formula: 'nothing: the sum contains every logit', numbers: `loss = ${fixed(nll)}` },
        { why: 'Differentiate by each logit', formula: '[gradient:∂loss/∂z]_{[k]} = P([k]) − 1 if [k] = [data:y], else P([k])', numbers: list(gradient) },
      ],
      sentence: `The model gave class ${y} probability ${probability(mass[y])}, so the loss is ${nats}. The point pulls its own logit up with strength `
        + `${fixed(pulls[y])} and the other two down with ${CLASSES.filter((k) => k !== y).map((k) => fixed(-pulls[k])).join(' and ')}: `
        + 'label minus probability, and the three add up to 0.',
      table: {
        caption: `Categorical noise, nats; the pull is for class ${y}`,
        columns: ['class', 'logit z', 'probability', '−log P(class)', 'pull on z'],
        rows: () => CLASSES.map((k) => [k, z[k], mass[k], nlls[k], pulls[k]]),
      },
    };
  },
};
