import { flag, number } from '../ui/fields.js';
import { fixed, significant } from '../ui/format.js';
import { defineFigure } from './figure.js';
import { keepLast } from './keep-last.js';
import { hasMoved, trailAxis } from './trail-axis.js';

/** The one observation, the noise's width, and the predictions drawn: the lesson's, and those of 01_mse_vs_nll. */
const Y = 1;
const SIGMA = 1;
const FROM = -1;
const TO = 3;
const POINTS = 400;
/** A Gaussian of this width has the squared error for its misfit: its NLL has the slope of the squared error. */
const SQUARED_ERROR_WIDTH = Math.SQRT1_2;
/** A finger cannot do better than this: a prediction so near the lowest point counts as having found it. */
const NEAR = 0.0101;
const START = 2.8;

const axis = trailAxis({ min: FROM, max: TO, start: START, points: POINTS });

/** @typedef {import('./figure.js').Engine} Engine */

/** @param {number} prediction @param {Engine} engine */
function lossesAt(prediction, engine) {
  const { constant, normaliser, misfit } = engine.nllTerms('gaussian', [Y], [prediction, SIGMA]);
  return {
    mse: engine.meanSquaredError([Y], [prediction]),
    nll: engine.nll('gaussian', [Y], [prediction, SIGMA]),
    misfit: misfit[0],
    rest: constant[0] + normaliser[0],
    mseSlope: engine.gradient('gaussian', [Y], [prediction, SQUARED_ERROR_WIDTH])[0],
    nllSlope: engine.gradient('gaussian', [Y], [prediction, SIGMA])[0],
  };
}

/** @param {number} prediction @param {ReturnType<typeof lossesAt>} losses @param {boolean} whole */
function sentenceFor(prediction, { mse, nll, misfit, rest, mseSlope, nllSlope }, whole) {
  const read = `Prediction ${significant(prediction)}, observation ${Y}: MSE ${fixed(mse)}, Gaussian NLL ${fixed(nll)} nats`;
  if (whole && Math.abs(nllSlope) < NEAR) {
    const where = nllSlope === 0 ? 'This is' : 'You are within 0.01 of';
    return `${read}. ${where} the lowest point of both. The ${fixed(rest)} that the NLL keeps here is `
      + '½ log 2π + log σ, which no prediction changes: everywhere the NLL is half the MSE plus that.';
  }
  const pull = nllSlope === 0 ? '' : ` Both send the prediction ${nllSlope < 0 ? 'up' : 'down'}, the NLL half as hard.`;
  return `${read}, of which ${fixed(misfit)} comes from the miss. Slopes: MSE ${significant(mseSlope)}, `
    + `NLL ${significant(nllSlope)}.${pull}${whole ? ` Both are lowest at ${Y}, the observation: the NLL is ${fixed(misfit)} nats lower there.` : ' Look for the lowest point of each, then draw both curves.'}`;
}

/** Both losses at some predictions. @param {number[] | Float64Array} x @param {Engine} engine */
const lossesAlong = (x, engine) => ({
  mse: engine.squaredError(new Float64Array(x.length).fill(Y), x),
  nll: engine.curve('gaussian', [Y], [FROM, SIGMA], 0, x),
});

/** The curves where the learner has been, or whole; a drag inside the trail leaves them. */
const curves = keepLast((engine, /** @type {string} */ trail, /** @type {boolean} */ whole) => {
  const along = (/** @type {'mse' | 'nll'} */ loss) => axis.curve(trail, whole, engine, (x) => lossesAlong(x, engine)[loss]);
  return { mse: along('mse'), nll: along('nll') };
});

export default defineFigure({
  id: 'mse-vs-nll',
  title: 'Squared error and its likelihood',
  description: 'The squared error of one observation, y = 1, and its Gaussian negative log-likelihood with σ = 1, against the '
    + 'prediction: move the prediction and look for the lowest point of each. The curves appear where you have been.',
  hint: 'Drag either marker to the lowest point of its curve.',
  fields: {
    prediction: number({ start: START, min: FROM, max: TO }),
    trail: axis.field,
    whole: flag({ start: false }),
  },
  plotted: { whole: true },
  settle: (next, previous) => ({ trail: axis.after(next.trail, previous.prediction, next.prediction) }),
  controls: [
    { kind: 'range', key: 'prediction', symbol: 'μ', label: 'prediction', min: FROM, max: TO, step: 0.01 },
    {
      kind: 'button', key: 'whole', label: 'Lowest here: draw both curves', enabled: ({ whole, trail }) => !whole && hasMoved(trail),
      act: (store) => { store.set({ whole: true }); },
    },
  ],
  view({ prediction, trail, whole }, engine) {
    const { mse, nll } = curves(engine, trail, whole);
    const here = lossesAt(prediction, engine);
    const drag = { to: (/** @type {{ x: number }} */ { x }) => ({ prediction: Math.round(x * 100) / 100 }) };
    return {
      headline: { label: 'Gaussian NLL', value: fixed(here.nll), unit: 'nats', exact: here.nll },
      sentence: sentenceFor(prediction, here, whole),
      charts: [{
        id: 'losses',
        description: `${whole ? 'Two parabolas' : 'Two curves, drawn only where you have been,'} over the prediction, for the observation y = ${Y}: the mean squared error, and the Gaussian `
          + `NLL with σ = ${SIGMA}. The markers stand at prediction ${significant(prediction)}: MSE ${fixed(here.mse)}, `
          + `NLL ${fixed(here.nll)} nats.`,
        x: { label: 'μ, prediction of y, in its unit', min: FROM, max: TO },
        y: { label: 'MSE, and NLL in nats', min: 0, max: 4.5 },
        series: [
          { label: whole ? 'MSE' : '', role: 'neutral', ...mse, labelAt: 'start' },
          { label: whole ? 'NLL' : '', role: 'model', ...nll, labelAt: 'start' },
        ],
        markers: [
          { label: `MSE ${fixed(here.mse)}`, role: 'neutral', x: prediction, y: here.mse, drag },
          { label: `NLL ${fixed(here.nll)}`, role: 'model', x: prediction, y: here.nll, drag },
        ],
        guides: whole ? [{ axis: 'x', value: Y, role: 'data', label: `data y = ${Y}` }] : [],
      }],
      table: {
        caption: `Mean squared error, and Gaussian NLL in nats with σ = ${SIGMA}, of one observation y = ${Y}`,
        columns: ['prediction', 'MSE', 'Gaussian NLL'],
        rows: () => {
          const at = axis.listed(trail, whole, engine);
          const read = lossesAlong(at, engine);
          return Array.from(at, (one, i) => [one, read.mse[i], read.nll[i]]);
        },
      },
    };
  },
});
