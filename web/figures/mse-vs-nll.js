import { number } from '../ui/fields.js';
import { fixed, significant } from '../ui/format.js';
import { defineFigure } from './figure.js';

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

/** @param {number} prediction @param {ReturnType<typeof lossesAt>} losses */
function sentenceFor(prediction, { mse, nll, misfit, rest, mseSlope, nllSlope }) {
  const read = `Prediction ${significant(prediction)}, observation ${Y}: MSE ${fixed(mse)}, Gaussian NLL ${fixed(nll)} nats`;
  if (Math.abs(nllSlope) < NEAR) {
    const where = nllSlope === 0 ? 'This is' : 'You are within 0.01 of';
    return `${read}. ${where} the lowest point of both. The ${fixed(rest)} that the NLL keeps here is `
      + '½ log 2π + log σ, which no prediction changes: everywhere the NLL is half the MSE plus that.';
  }
  return `${read}, of which ${fixed(misfit)} comes from the miss. Slopes: MSE ${significant(mseSlope)}, `
    + `NLL ${significant(nllSlope)}. Both send the prediction ${nllSlope < 0 ? 'up' : 'down'}, the NLL half as hard.`;
}

export default defineFigure({
  id: 'mse-vs-nll',
  title: 'Squared error and its likelihood',
  description: 'The squared error of one observation, y = 1, and its Gaussian negative log-likelihood with σ = 1, against the '
    + 'prediction: move the prediction and look for the lowest point of each.',
  hint: 'Drag either marker to the lowest point of its curve.',
  fields: { prediction: number({ start: 2.8, min: FROM, max: TO }) },
  controls: [
    { kind: 'range', key: 'prediction', label: 'prediction', min: FROM, max: TO, step: 0.01 },
  ],
  view({ prediction }, engine) {
    const x = engine.linspace(FROM, TO, POINTS);
    const mse = engine.squaredError(new Float64Array(POINTS).fill(Y), x);
    const nll = engine.curve('gaussian', [Y], [FROM, SIGMA], 0, x);
    const here = lossesAt(prediction, engine);
    const drag = { to: (/** @type {{ x: number }} */ { x }) => ({ prediction: Math.round(x * 100) / 100 }) };
    return {
      headline: { label: 'Gaussian NLL', value: fixed(here.nll), unit: 'nats' },
      sentence: sentenceFor(prediction, here),
      charts: [{
        id: 'losses',
        description: `Two parabolas over the prediction, for the observation y = ${Y}: the mean squared error, and the Gaussian `
          + `NLL with σ = ${SIGMA}. The markers stand at prediction ${significant(prediction)}: MSE ${fixed(here.mse)}, `
          + `NLL ${fixed(here.nll)} nats.`,
        x: { label: 'prediction of y (in the unit of y)', min: FROM, max: TO },
        y: { label: 'MSE, and NLL in nats', min: 0, max: 4.5 },
        series: [
          { label: 'MSE: (y − prediction)²', role: 'neutral', x, y: mse, labelAt: 'start' },
          { label: 'Gaussian NLL', role: 'model', x, y: nll, labelAt: 'start' },
        ],
        markers: [
          { label: `MSE ${fixed(here.mse)}`, role: 'neutral', x: prediction, y: here.mse, drag },
          { label: `NLL ${fixed(here.nll)}`, role: 'model', x: prediction, y: here.nll, drag },
        ],
        guides: [{ axis: 'x', value: Y, role: 'data', label: `data y = ${Y}` }],
      }],
      table: {
        caption: `Mean squared error, and Gaussian NLL in nats with σ = ${SIGMA}, of one observation y = ${Y}`,
        columns: ['prediction', 'MSE', 'Gaussian NLL'],
        rows: () => Array.from(x, (at, i) => [at, mse[i], nll[i]]),
      },
    };
  },
});
