import { readFileSync } from 'node:fs';
import { loadEngine } from '../../web/core/engine.js';

/** The bytes of the core, as the page's build inlines them. */
export const wasmBinary = readFileSync(new URL('../../web/core/wasm/mle.wasm', import.meta.url));

export const engine = await loadEngine({ wasmBinary });

/** A small generator for reproducible test inputs, apart from the core's own. @param {number} seed */
export function mulberry(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
