// The place of the separate .wasm, as vite and webpack find it.
export const source = new URL('mle-core/mle.wasm', import.meta.url);
