import wasmBinary from '../core/wasm/first.wasm';
import { loadEngine } from '../core/first.js';

/** What the lesson's first figure computes with. */
export const firstCore = { wasmBinary, loadEngine };
