import { fixed, significant } from '../ui/format.js';
import { keepLast } from './keep-last.js';

/**
 * What the noise models of noise-to-loss have in common: the shape of an entry, and charts for a family of models.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {import('./figure.js').ChartView} ChartView
 * @typedef {import('./figure.js').Axis} Axis
 * @typedef {import('./figure.js').Series} Series
 * @typedef {import('../ui/controls.js').Control} Control
 *
 * @typedef {{ why: string, formula: string, numbers: string }} Step   one line of the derivation (ui/formula.js)
 *
 * @typedef {object} Reading   everything that the figure shows of one model in one state
 * @property {number} nll       every constant included, nats
 * @property {number} loss      what the constants switch leaves of it
 * @property {ChartView[]} charts   density or mass, loss, pull
 * @property {Step[]} steps
 * @property {string} sentence
 * @property {import('./figure.js').Table} table
 *
 * @typedef {object} Noise     one noise model: an entry of noise-to-loss-models.js
 * @property {string} id
 * @property {string} label
 * @property {string} family    models of one family keep y and prediction when one is changed for the other
 * @property {Record<string, number>} start   of y, prediction and what else it uses, on arrival from another family
 * @property {Control[]} controls             models of one family share controls: the same objects
 * @property {(state: State, engine: Engine) => Reading} read
 */

/** The ends of y and of a location prediction, and so of the residual. */
export const REACH = 2.5;
export const SCALE = { min: 0.5, max: 3 };
export const LOGIT_REACH = 8;

/** @param {number} value @param {number} least @param {number} most */
export const clamp = (value, least, most) => Math.min(most, Math.max(least, value));

/**
 * A marker's height and text: a value beyond the axis is held at its edge, and the text says so.
 * @param {number} value @param {Axis} axis @param {string} text
 */
export function held(value, axis, text) {
  const y = clamp(value, axis.min, axis.max);
  return { y, label: value === y ? text : `${text} ${value > y ? '↑' : '↓'} off the chart` };
}

/**
 * A piece of the tangent, short enough to stay beside its point.
 * @param {number} x @param {number} y @param {number} slope @param {Axis} across @param {Axis} up
 * @returns {Series[]} empty where there is no finite slope, or its point is off the chart
 */
export function tangent(x, y, slope, across, up) {
  if (!Number.isFinite(slope) || !(y <= up.max)) return [];
  const reach = Math.min(0.14 * (across.max - across.min), (0.2 * (up.max - up.min)) / Math.abs(slope));
  return [{ label: '', role: 'gradient', x: [x - reach, x + reach], y: [y - reach * slope, y + reach * slope], labelAt: 'none' }];
}

/** A number inside a formula: a negative one in brackets. @param {number} x @param {number} [decimals] */
export const inFormula = (x, decimals = 3) => (fixed(x, decimals).startsWith('−') ? `(${fixed(x, decimals)})` : fixed(x, decimals));

/** @param {number} pull @param {string} what @param {string} unit */
export const pullWords = (pull, what, unit) =>
  (pull === 0 ? `does not pull ${what}`
    : `pulls ${what} ${pull > 0 ? 'up' : 'down'} with strength ${significant(Math.abs(pull))} ${unit}`);

/** One point for every two pixels of the widest half chart; odd, so that 0 is one of them. */
export const POINTS = 201;

/** The index of residual 0. */
const MIDDLE = (POINTS - 1) / 2;

/** @param {Float64Array} x @param {Float64Array} y @param {number} from @param {number} to @returns {Series} */
const pullLine = (x, y, from, to) =>
  ({ label: '', role: 'gradient', x: x.subarray(from, to), y: y.subarray(from, to), labelAt: 'none' });

/** @type {Axis} */
const RESIDUAL = { label: 'r = y − μ, residual in the unit of y', min: -2 * REACH, max: 2 * REACH };
/** @type {Axis} */
const LOSS = { label: 'loss −log p(r), nats', min: 0, max: 14 };
/** @type {Axis} */
const PULL = { label: 'pull, nats/unit', min: -5, max: 5 };

/** Shared by the location families. @type {Control[]} */
const LOCATION_CONTROLS = [
  { kind: 'range', key: 'y', symbol: 'y', label: 'observation', min: -REACH, max: REACH, step: 0.01 },
  { kind: 'range', key: 'prediction', symbol: 'μ', label: 'prediction, the centre', min: -REACH, max: REACH, step: 0.01 },
];

/**
 * A location family: density and loss over the residual, one scale.
 * @param {object} family
 * @param {string} family.id
 * @param {string} family.label
 * @param {{ symbol: string, label: string }} family.scale
 * @param {boolean} [family.kink]     whether the loss has no single slope at r = 0
 * @param {(numbers: { y: string, mu: string, r: string, rIn: string, scale: string, density: string, constant: string,
 *   normaliser: string, misfit: string, nll: string, gradient: string }) => Step[]} family.steps
 * @param {string} family.far         what becomes of the pull of a far point
 * @returns {Noise}
 */
export function location({ id, label, scale, kink = false, steps, far }) {
  const curves = keepLast((engine, /** @type {number} */ width) => {
    const theta = [0, width];
    const grid = engine.linspace(RESIDUAL.min, RESIDUAL.max, POINTS);
    const slopes = engine.gradientPoints(id, grid, theta);
    return {
      grid,
      density: engine.density(id, grid, theta),
      whole: engine.nll(id, grid, theta, { reduction: 'none' }),
      misfits: engine.nllTerms(id, grid, theta).misfit,
      // By the prediction, a unit up is a residual a unit down: the pull on μ is the slope over r.
      pulls: grid.map((_, i) => -slopes[2 * i]),
    };
  });
  return {
    id,
    label,
    family: 'location',
    start: { y: 1.5, prediction: 0, scale: 1 },
    controls: [...LOCATION_CONTROLS,
      { kind: 'range', key: 'scale', symbol: scale.symbol, label: scale.label, ...SCALE, step: 0.01 }],
    read({ y, prediction, scale: width, constants }, engine) {
      const theta = [0, width];
      const { grid, density, whole, misfits, pulls } = curves(engine, width);
      const residual = Number((y - prediction).toFixed(6));
      const terms = engine.nllTerms(id, [residual], theta);
      const [constant, normaliser, misfit] = [terms.constant[0], terms.normaliser[0], terms.misfit[0]];
      const nll = engine.nll(id, [residual], theta);
      const height = engine.density(id, [residual], theta)[0];
      const heightText = height < 5e-4 ? significant(height, 2) : fixed(height);
      const gradient = engine.gradient(id, [residual], theta)[0];
      const dropped = constant + normaliser;
      const loss = constants ? nll : misfit;
      const atKink = kink && residual === 0;
      const drag = { to: (/** @type {{ x: number }} */ { x: r }) => ({ y: clamp(Number((prediction + r).toFixed(2)), -REACH, REACH) }) };
      const nats = fixed(loss);
      const pull = -gradient + 0;

      /** @type {ChartView[]} */
      const charts = [{
        id: 'density', shape: 'half', x: RESIDUAL,
        description: `${label} density over the residual, highest at 0. The marker stands at r = ${fixed(residual, 2)}, density ${heightText}.`,
        y: { label: 'density p(r), 1/unit', min: 0, max: 1 },
        series: [{ label: '', role: 'model', x: grid, y: density, labelAt: 'none' }],
        markers: [{ label: `density ${heightText}`, role: 'data', x: residual, y: height, drag }],
      }, {
        id: 'loss', shape: 'half', x: RESIDUAL,
        description: `Minus its logarithm over the residual, ${constants ? `with the constants, ${fixed(dropped)} nats, as a strip below` : 'without its constants'}. `
          + `The marker stands at r = ${fixed(residual, 2)}, loss ${nats} nats; a short line shows the slope there.`,
        y: LOSS,
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
        description: `Pull of the point on the prediction over the residual: ${far}. Here: ${atKink ? 'no single slope' : fixed(pull, 2)}.`,
        y: PULL,
        series: kink ? [pullLine(grid, pulls, 0, MIDDLE), pullLine(grid, pulls, MIDDLE + 1, POINTS)] : [pullLine(grid, pulls, 0, POINTS)],
        markers: atKink ? [] : [{ role: 'gradient', x: residual, ...held(pull, PULL, `pull ${fixed(pull, 2)}`), drag }],
        guides: [{ axis: 'y', value: 0, role: 'neutral' }],
      }];

      const whatPulls = atKink
        ? 'At the kink there is no single slope, and still the loss is least there.'
        : `The point ${pullWords(pull, 'the prediction', 'nats per unit')}; as it moves away, its pull ${far}.`;
      return {
        nll, loss, charts,
        steps: steps({
          y: fixed(y, 2), mu: inFormula(prediction, 2), r: fixed(residual, 2), rIn: inFormula(residual, 2), scale: fixed(width, 2), density: heightText,
          constant: fixed(constant), normaliser: inFormula(normaliser), misfit: fixed(misfit), nll: fixed(nll),
          gradient: atKink ? 'no single slope' : fixed(gradient),
        }),
        sentence: `The residual is ${fixed(residual, 2)}. ${constants
          ? `The NLL is ${fixed(nll)} nats: ${fixed(dropped)} that no prediction can change, and ${fixed(misfit)} of misfit.`
          : `Without its constants the loss is ${fixed(misfit)} nats; the whole NLL is ${fixed(nll)}.`} ${whatPulls}`,
        table: {
          caption: `${label} noise, ${scale.symbol} = ${width}, nats; the constants are ${dropped}`,
          columns: ['r', 'density', 'NLL', 'without constants', 'pull on μ'],
          rows: () => Array.from(grid, (r, i) => [r, density[i], whole[i], misfits[i],
            kink && r === 0 ? 'no single slope' : pulls[i] + 0]),
        },
      };
    },
  };
}
