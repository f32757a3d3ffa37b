import { fixed, significant } from '../ui/format.js';
import { keepLast } from './keep-last.js';
import { clamp, held, inFormula, POINTS, pullWords, REACH, SCALE, tangent, ticksAt } from './noise-to-loss-parts.js';

/**
 * The location families of noise-to-loss: density and loss are both over the residual, with one scale and at most one
 * number for the shape.
 *
 * @typedef {import('./figure.js').ChartView} ChartView
 * @typedef {import('./figure.js').Axis} Axis
 * @typedef {import('./figure.js').Series} Series
 * @typedef {import('../ui/controls.js').Control} Control
 * @typedef {import('./noise-to-loss-parts.js').Noise} Noise
 * @typedef {import('./noise-to-loss-parts.js').Step} Step
 *
 * @typedef {object} Numbers   of a derivation, as texts; rIn and logScale with brackets where negative
 * @property {string} y @property {string} mu @property {string} r @property {string} rIn
 * @property {string} scale @property {string} shape @property {string} density
 * @property {string} constant    what is left of minus the log-density at residual 0 and scale 1
 * @property {string} logScale @property {string} misfit @property {string} nll @property {string} gradient
 * @property {{ r: number, scale: number, shape: number }} exact
 */

/** The index of residual 0. */
const MIDDLE = (POINTS - 1) / 2;

/** @type {Axis} */
const RESIDUAL = { label: 'r = y − μ, residual in the unit of y', min: -2 * REACH, max: 2 * REACH, ticks: ticksAt(-8, -4, 0, 4, 8) };
/** @type {Axis} */
const LOSS = { label: 'loss −log p(r), nats', min: 0, max: 14 };
/** @type {Axis} */
const BARE = { ...LOSS, label: 'loss, constants dropped, nats' };
/** No pull that is bounded goes further: Huber noise reaches k / σ = 6. @type {Axis} */
const PULL = { label: 'pull, nats/unit', min: -6, max: 6 };

/** Shared by the location families. @type {Control[]} */
const LOCATION_CONTROLS = [
  { kind: 'range', key: 'y', symbol: 'y', label: 'observation', min: -REACH, max: REACH, step: 0.01 },
  { kind: 'range', key: 'prediction', symbol: 'μ', label: 'prediction, the centre', min: -REACH, max: REACH, step: 0.01 },
];

/** @param {Float64Array} x @param {Float64Array} y @param {number} from @param {number} to @returns {Series} */
const pullLine = (x, y, from, to) =>
  ({ label: '', role: 'gradient', x: x.subarray(from, to), y: y.subarray(from, to), labelAt: 'none' });

/**
 * @param {object} family
 * @param {string} family.id
 * @param {string} family.label
 * @param {{ symbol: string, label: string }} family.scale
 * @param {{ key: string, symbol: string, label: string, min: number, max: number, step: number, scale?: 'log' }} [family.shape]
 *   the first number of theta, where the model has three
 * @param {boolean} [family.kink]     whether the loss has no single slope at r = 0
 * @param {(numbers: Numbers) => Step[]} family.steps
 * @param {(exact: Numbers['exact']) => string} family.far   what becomes of the pull of a far point
 * @returns {Noise}
 */
export function location({ id, label, scale, shape, kink = false, steps, far }) {
  const thetaOf = (/** @type {number} */ form, /** @type {number} */ width) => (shape ? [form, 0, width] : [0, width]);
  const at = shape ? 1 : 0;
  const curves = keepLast((engine, /** @type {number} */ form, /** @type {number} */ width) => {
    const theta = thetaOf(form, width);
    const grid = engine.linspace(RESIDUAL.min, RESIDUAL.max, POINTS);
    const slopes = engine.gradientPoints(id, grid, theta);
    const terms = engine.nllTerms(id, grid, theta);
    return {
      grid,
      density: engine.density(id, grid, theta),
      whole: engine.nll(id, grid, theta, { reduction: 'none' }),
      misfits: terms.misfit,
      dropped: terms.constant[MIDDLE] + terms.normaliser[MIDDLE],
      unit: engine.nll(id, [0], thetaOf(form, 1)),
      // By the prediction, a unit up is a residual a unit down: the pull on μ is the slope over r.
      pulls: grid.map((_, i) => -slopes[theta.length * i + at]),
    };
  });
  return {
    id,
    label,
    strip: true,
    family: 'location',
    start: { y: 1.5, prediction: 0, scale: 1 },
    controls: [...LOCATION_CONTROLS,
      { kind: 'range', key: 'scale', symbol: scale.symbol, label: scale.label, ...SCALE, step: 0.01 },
      ...(shape ? [/** @type {Control} */ ({ kind: 'range', ...shape })] : [])],
    read(state, engine) {
      const { y, prediction, scale: width, constants } = state;
      const form = shape ? state[shape.key] : 0;
      const theta = thetaOf(form, width);
      const { grid, density, whole, misfits, dropped, unit, pulls } = curves(engine, form, width);
      const residual = Number((y - prediction).toFixed(6));
      const misfit = engine.nllTerms(id, [residual], theta).misfit[0];
      const nll = engine.nll(id, [residual], theta);
      const height = engine.density(id, [residual], theta)[0];
      const heightText = height < 5e-4 ? significant(height, 2) : fixed(height);
      const gradient = engine.gradient(id, [residual], theta)[at];
      const loss = constants ? nll : misfit;
      const atKink = kink && residual === 0;
      const drag = { to: (/** @type {{ x: number }} */ { x: r }) => ({ y: clamp(Number((prediction + r).toFixed(2)), -REACH, REACH) }) };
      const nats = fixed(loss);
      const pull = -gradient + 0;
      const exact = { r: residual, scale: width, shape: form };
      const fate = far(exact);

      /** @type {ChartView[]} */
      const charts = [{
        id: 'density', shape: 'half', x: RESIDUAL,
        description: `${label} density over the residual, highest at 0. The marker stands at r = ${fixed(residual, 2)}, density ${heightText}.`,
        y: { label: 'density p(r), 1/unit', min: 0, max: 1 },
        series: [{ label: '', role: 'model', x: grid, y: density, labelAt: 'none' }],
        markers: [{ label: `density ${heightText}`, labelSide: residual < 0 ? 'left' : 'right', role: 'data', x: residual, y: height, drag }],
      }, {
        id: 'loss', shape: 'half', x: RESIDUAL,
        description: `Minus its logarithm over the residual, ${constants ? `with the constants, ${fixed(dropped)} nats, as a strip below` : 'without its constants'}. `
          + `The marker stands at r = ${fixed(residual, 2)}, loss ${nats} nats; a short line shows the slope there.`,
        y: constants ? LOSS : BARE,
        series: [
          ...(constants ? [{ label: `constants ${fixed(dropped)}`, role: /** @type {const} */ ('neutral'), kind: /** @type {const} */ ('area'),
            x: [RESIDUAL.min, RESIDUAL.max], y: [dropped, dropped], labelAt: /** @type {const} */ ('start') }]
            : [{ label: '', role: /** @type {const} */ ('neutral'), faint: true, x: grid, y: whole, labelAt: /** @type {const} */ ('none') }]),
          ...(atKink ? [] : tangent(residual, loss, pull, RESIDUAL, LOSS)),
          { label: '', role: 'model', x: grid, y: constants ? whole : misfits, labelAt: 'none' },
        ],
        markers: [{ role: 'data', x: residual, ...held(loss, LOSS, `${nats} nats`), drag }],
      }, {
        id: 'pull', shape: 'strip', x: RESIDUAL,
        description: `Pull of the point on the prediction over the residual: ${fate}. Here: ${atKink ? 'no single slope' : fixed(pull, 2)}.`,
        y: PULL,
        series: kink ? [pullLine(grid, pulls, 0, MIDDLE), pullLine(grid, pulls, MIDDLE + 1, POINTS)] : [pullLine(grid, pulls, 0, POINTS)],
        markers: atKink ? [] : [{ role: 'gradient', x: residual, ...held(pull, PULL, `pull ${fixed(pull, 2)}`), drag }],
        guides: [{ axis: 'y', value: 0, role: 'neutral' }],
      }];

      const whatPulls = atKink
        ? 'At the kink there is no single slope, and still the loss is least there.'
        : `The point ${pullWords(pull, 'the prediction', 'unit')}; as it moves away, its pull ${fate}.`;
      return {
        nll, loss, charts,
        steps: steps({
          y: fixed(y, 2), mu: inFormula(prediction, 2), r: fixed(residual, 2), rIn: inFormula(residual, 2), scale: fixed(width, 2),
          shape: significant(form), density: heightText, constant: fixed(unit), logScale: inFormula(engine.log(width)),
          misfit: fixed(misfit), nll: fixed(nll), gradient: atKink ? 'no single slope' : fixed(gradient), exact,
        }),
        sentence: `The residual is ${fixed(residual, 2)}. ${constants
          ? `The NLL is ${fixed(nll)} nats: ${fixed(dropped)} that no prediction can change, and ${fixed(misfit)} of misfit.`
          : `Without its constants the loss is ${fixed(misfit)} nats; the whole NLL is ${fixed(nll)}.`} ${whatPulls}`,
        table: {
          caption: `${label} noise, ${scale.symbol} = ${width}${shape ? `, ${shape.symbol} = ${form}` : ''}, nats; the constants are ${dropped}`,
          columns: ['r', 'density', 'NLL', 'without constants', 'pull on μ'],
          rows: () => Array.from(grid, (r, i) => [r, density[i], whole[i], misfits[i],
            kink && r === 0 ? 'no single slope' : pulls[i] + 0]),
        },
      };
    },
  };
}
