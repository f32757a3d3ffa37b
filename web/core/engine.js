import createMleModule from './wasm/mle.cjs';
import { batchFunctions } from './batches.js';
import { bootstrapFunctions } from './bootstraps.js';
import { curvatureFunctions } from './curvatures.js';
import { distributionFunctions } from './distributions.js';
import { MleError } from './errors.js';
import { experimentFunctions } from './experiments.js';
import { plainFunctions } from './functions.js';
import { heteroscedasticFunctions } from './heteroscedastic.js';
import { inferenceFunctions } from './inference.js';
import { likelihoodFunctions } from './likelihoods.js';
import { lossFunctions } from './losses.js';
import { regressionFunctions } from './regressions.js';
import { startCore } from './start.js';
import { summaryFunctions } from './summaries.js';

export { MleError };

/** @typedef {ReturnType<typeof engineOf>} Engine */
/** @typedef {import('./start.js').Source} Source */
/** @typedef {import('./likelihoods.js').Model} Model */
/** @typedef {import('./likelihoods.js').Parameter} Parameter */
/** @typedef {import('./summaries.js').Fit} Fit */
/** @typedef {import('./likelihoods.js').Descent} Descent */
/** @typedef {import('./regressions.js').Regression} Regression */

/** @param {import('./wasm/mle.cjs').Core} core */
export function engineOf(core) {
  const likelihoods = likelihoodFunctions(core);
  const { models } = likelihoods;
  return Object.freeze({
    ...likelihoods, ...curvatureFunctions(core, models), ...summaryFunctions(core, models),
    ...distributionFunctions(core, models), ...regressionFunctions(core, models), ...inferenceFunctions(core, models),
    ...bootstrapFunctions(core, models, experimentFunctions(core, models)), ...heteroscedasticFunctions(core),
    ...batchFunctions(core), ...lossFunctions(core), ...plainFunctions(core),
  });
}

/**
 * Starts the whole core.
 * @param {Source} source the bytes of mle.wasm
 * @returns {Promise<Engine>} rejects with an Error that says why, if the core does not start
 */
export const loadEngine = (source) => startCore(createMleModule, source, engineOf);
