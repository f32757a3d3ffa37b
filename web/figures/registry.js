import bernoulliNll from './bernoulli-nll.js';
import code from './code.js';
import coinFlips from './coin-flips.js';
import ladder from './ladder.js';
import mseVsNll from './mse-vs-nll.js';
import noiseTable from './noise-table.js';
import noiseToLoss from './noise-to-loss.js';
import samePeak from './same-peak.js';
import underflow from './underflow.js';

/** Every figure, in the lesson's order: page, embeds, offline file, stills, plots and tests find them here. */
export const figures = Object.freeze([
  coinFlips, underflow, samePeak, ladder, noiseToLoss, code, bernoulliNll, mseVsNll, noiseTable,
]);
