// `mle-core/wasm`: the core without its bytes, which the caller passes or names: a fifth less to download.
import { checker } from '../core/arguments.js';
import { loadEngine, MleError } from '../core/engine.js';

export { MleError };

/** @param {URL | string} address */
async function fetched(address) {
  const fail = (/** @type {unknown} */ reason) =>
    new Error(`The likelihood core did not come from ${address}: ${reason}. In node, pass the bytes of mle.wasm.`);
  /** @type {Response} */
  let response;
  try {
    response = await fetch(address);
  } catch (error) {
    throw fail(error instanceof Error ? error.message : error);
  }
  if (!response.ok) throw fail(`status ${response.status}`);
  return response.arrayBuffer();
}

/** @param {ArrayBuffer | Uint8Array | URL | string} source */
export async function load(source) {
  if (source instanceof URL || typeof source === 'string') return loadEngine({ wasmBinary: await fetched(source) });
  if (!(source instanceof ArrayBuffer || ArrayBuffer.isView(source))) {
    checker('load').fail('source', 'must be the bytes of mle.wasm, or its address', source);
  }
  return loadEngine({ wasmBinary: source });
}
