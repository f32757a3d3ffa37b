import createMleModule from './wasm/mle.cjs';
import { MleError } from './errors.js';
import { plainFunctions } from './functions.js';
import { likelihoodFunctions } from './likelihoods.js';
import { regressionFunctions } from './regressions.js';

export { MleError };

/** @typedef {ReturnType<typeof engineOf>} Engine */
/** @typedef {import('./likelihoods.js').Model} Model */
/** @typedef {import('./likelihoods.js').Parameter} Parameter */
/** @typedef {import('./likelihoods.js').Fit} Fit */
/** @typedef {import('./likelihoods.js').Descent} Descent */
/** @typedef {import('./regressions.js').Regression} Regression */

/** 0.5 log(2 pi) + 0.5^2 / 2: the Gaussian NLL of y = 2 at mu = 1.5, sigma = 1. */
const KNOWN_NLL = 1.0439385332046727;

/** @param {import('./wasm/mle.cjs').Core} core */
export function engineOf(core) {
  const likelihoods = likelihoodFunctions(core);
  return Object.freeze({ ...likelihoods, ...regressionFunctions(core, likelihoods.models), ...plainFunctions(core) });
}

/**
 * Starts the likelihood core: the C++ of cpp/, as WebAssembly. This is the only place that knows of it.
 * @param {{ wasmBinary: ArrayBuffer | Uint8Array }} source the bytes of mle.wasm
 * @returns {Promise<Engine>} rejects with an Error that says why, if the core does not start
 */
export async function loadEngine({ wasmBinary }) {
  if (typeof WebAssembly === 'undefined') throw new Error('The likelihood core needs WebAssembly, which is not there.');
  if (!(wasmBinary instanceof ArrayBuffer || ArrayBuffer.isView(wasmBinary))) {
    throw new MleError('loadEngine', 'wasmBinary', 'must be the bytes of mle.wasm', wasmBinary);
  }
  // Asked first, because the glue writes to the console before it rejects.
  if (!WebAssembly.validate(/** @type {BufferSource} */ (wasmBinary))) {
    throw new Error('The likelihood core is damaged: its bytes are not valid WebAssembly.');
  }
  try {
    const engine = engineOf(await createMleModule({ wasmBinary }));
    if (engine.nll('gaussian', [2], [1.5, 1]) !== KNOWN_NLL) throw new Error('it gives a wrong number');
    return engine;
  } catch (error) {
    throw new Error(`The likelihood core is damaged: ${error instanceof Error ? error.message : error}.`);
  }
}
