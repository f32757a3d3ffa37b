// `mle-core`: the core with its bytes inside. No fetch, no file: node, pages, workers and bundlers are alike to it.
import wasmBinary from '../core/wasm/mle.wasm';
import { loadEngine, MleError } from '../core/engine.js';

export { MleError };

export const load = () => loadEngine({ wasmBinary });
