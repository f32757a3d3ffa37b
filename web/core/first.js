import createFirstModule from './wasm/first.cjs';
import { plainFunctions } from './functions.js';
import { likelihoodFunctions } from './likelihoods.js';
import { startCore } from './start.js';

/**
 * The core as the lesson's first figure has it: the coin alone (cpp/bindings/first_models.cpp), a quarter of the weight of
 * what the other figures need (lesson.js). So the page answers while the rest is on its way.
 * @typedef {ReturnType<typeof firstEngineOf>} Engine
 */

/** @param {import('./wasm/mle.cjs').Core} core */
const firstEngineOf = (core) => Object.freeze({ ...likelihoodFunctions(core), ...plainFunctions(core) });

/**
 * Starts the first core.
 * @param {import('./start.js').Source} source the bytes of first.wasm
 * @returns {Promise<Engine>} rejects with an Error that says why, if the core does not start
 */
export const loadEngine = (source) => startCore(createFirstModule, source, firstEngineOf);
