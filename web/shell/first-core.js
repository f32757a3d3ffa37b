import packed from '../core/wasm/first.wasm?packed';
import { unpack } from './unpack.js';

/**
 * What the lesson's first figure computes with.
 * @param {import('../figures/cores.js').MakeCore} makeCore
 * @returns {import('../figures/cores.js').Core}
 */
export const firstCore = (makeCore) => ({ unpack: () => unpack(packed), loadEngine: makeCore().loadFirst, makeCore });
