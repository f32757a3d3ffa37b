import { MleError } from './errors.js';

/** @typedef {import('./wasm/mle.cjs').Core} Core */
/** @typedef {{ wasmBinary: ArrayBuffer | Uint8Array }} Source the bytes of a core */

/** -log 0.8: the Bernoulli NLL of y = 1 at p = 0.8. */
const KNOWN_NLL = 0.2231435513142097;

/**
 * Starts a core: the C++ of cpp/, as WebAssembly. engine.js has the whole of it, lesson.js and first.js what
 * the page's figures need.
 * @template {{ nll: import('./likelihoods.js').Nll }} E
 * @param {(options: Source) => Promise<Core>} createModule the glue
 * @param {Source} source
 * @param {(core: Core) => E} engineOf
 * @returns {Promise<E>} rejects with an Error that says why, if the core does not start
 */
export async function startCore(createModule, { wasmBinary }, engineOf) {
  if (typeof WebAssembly === 'undefined') throw new Error('The likelihood core needs WebAssembly, which is not there.');
  if (!(wasmBinary instanceof ArrayBuffer || ArrayBuffer.isView(wasmBinary))) {
    throw new MleError('loadEngine', 'wasmBinary', 'must be the bytes of mle.wasm', wasmBinary);
  }
  // Asked first, because the glue writes to the console before it rejects.
  if (!WebAssembly.validate(/** @type {BufferSource} */ (wasmBinary))) {
    throw new Error('The likelihood core is damaged: its bytes are not valid WebAssembly.');
  }
  try {
    const engine = engineOf(await createModule({ wasmBinary }));
    if (engine.nll('bernoulli', [1], [0.8]) !== KNOWN_NLL) throw new Error('it gives a wrong number');
    return engine;
  } catch (error) {
    throw new Error(`The likelihood core is damaged: ${error instanceof Error ? error.message : error}.`);
  }
}
