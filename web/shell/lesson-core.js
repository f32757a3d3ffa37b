import wasmBinary from '../core/wasm/lesson.wasm';
import { loadEngine } from '../core/lesson.js';

/** What the other figures compute with. */
export const lessonCore = { wasmBinary, loadEngine };
