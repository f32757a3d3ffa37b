import createLessonModule from './wasm/lesson.cjs';
import { plainFunctions } from './functions.js';
import { likelihoodFunctions } from './likelihoods.js';
import { startCore } from './start.js';

/**
 * The core as the lesson's page has it: the models that its figures draw (cpp/bindings/lesson_models.cpp), and no
 * regression. engine.js has everything, at three times the weight.
 * @typedef {ReturnType<typeof lessonEngineOf>} Engine
 */

/** @param {import('./wasm/mle.cjs').Core} core */
const lessonEngineOf = (core) => Object.freeze({ ...likelihoodFunctions(core), ...plainFunctions(core) });

/**
 * Starts the lesson's core.
 * @param {import('./start.js').Source} source the bytes of lesson.wasm
 * @returns {Promise<Engine>} rejects with an Error that says why, if the core does not start
 */
export const loadEngine = (source) => startCore(createLessonModule, source, lessonEngineOf);
