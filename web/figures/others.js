import bellCurve from './bell-curve.js';
import bernoulliNll from './bernoulli-nll.js';
import code from './code.js';
import gradients from './gradients.js';
import ladder from './ladder.js';
import logistic from './logistic.js';
import lossToNoise from './loss-to-noise.js';
import mseVsNll from './mse-vs-nll.js';
import noiseTable from './noise-table.js';
import noiseToLoss from './noise-to-loss.js';
import outliers from './outliers.js';
import samePeak from './same-peak.js';
import sigmaMatters from './sigma-matters.js';
import softmax from './softmax.js';
import surface from './surface.js';
import underflow from './underflow.js';

/** The figures after the lesson's first, in its order. They come in a script of their own (shell/more-figures.js). */
export const others = Object.freeze([
  bellCurve, underflow, samePeak, ladder, surface, noiseToLoss, outliers, sigmaMatters, logistic, softmax,
  lossToNoise, code, bernoulliNll, mseVsNll, gradients, noiseTable,
]);
