import packed from '../core/wasm/first.wasm?packed';
import { loadEngine } from '../core/first.js';
import { unpack } from './unpack.js';

/** What the lesson's first figure computes with. */
export const firstCore = { unpack: () => unpack(packed), loadEngine };
