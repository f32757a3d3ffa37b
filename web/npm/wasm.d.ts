import type { Engine } from './index.js';

export * from './index.js';

/**
 * Starts the core from the bytes of `mle-core/mle.wasm`, or from their address, which is fetched (in node, pass the
 * bytes). Each call starts a core of its own.
 */
export function load(source: ArrayBuffer | Uint8Array | URL | string): Promise<Engine>;
