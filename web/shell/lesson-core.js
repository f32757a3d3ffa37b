import packed from '../core/wasm/lesson.wasm?packed';
import { loadEngine } from '../core/lesson.js';
import { unpack } from './unpack.js';

/** What the other figures compute with. */
export const lessonCore = { unpack: () => unpack(packed), loadEngine };
