import createLessonModule from './wasm/lesson.cjs';
import { experimentFunctions } from './experiments.js';
import { plainFunctions } from './functions.js';
import { likelihoodFunctions } from './likelihoods.js';
import { lossFunctions } from './losses.js';
import { regressionFunctions } from './regressions.js';
import { startCore } from './start.js';

/**
 * The core as the lesson's figures have it: the models that they draw (cpp/bindings/lesson_models.cpp), regression and
 * repeated experiments under them, and the noise behind a loss; without distribution functions. engine.js has everything.
 * @typedef {ReturnType<typeof lessonEngineOf>} Engine
 */

/** @param {import('./wasm/mle.cjs').Core} core */
function lessonEngineOf(core) {
  const likelihoods = likelihoodFunctions(core);
  return Object.freeze({
    ...likelihoods, ...regressionFunctions(core, likelihoods.models), ...experimentFunctions(core, likelihoods.models),
    ...lossFunctions(core), ...plainFunctions(core),
  });
}

/**
 * Starts the lesson's core.
 * @param {import('./start.js').Source} source the bytes of lesson.wasm
 * @returns {Promise<Engine>} rejects with an Error that says why, if the core does not start
 */
export const loadEngine = (source) => startCore(createLessonModule, source, lessonEngineOf);
