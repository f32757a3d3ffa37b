import packed from '../core/wasm/lesson.wasm?packed';
import { unpack } from './unpack.js';

/**
 * What the other figures compute with.
 * @param {import('../figures/cores.js').MakeCore} makeCore
 * @returns {import('../figures/cores.js').Core}
 */
export const lessonCore = (makeCore) => ({ unpack: () => unpack(packed), loadEngine: makeCore().loadLesson, makeCore });
