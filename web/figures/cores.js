/**
 * Starts each core once, when the first figure asks for it, for all figures of the page.
 *
 * @typedef {import('../core/lesson.js').Engine} Engine
 * @typedef {() => typeof import('../core/page.js')} MakeCore   stands alone: its text means the same in a worker
 * @typedef {{ unpack: () => Promise<Uint8Array>, loadEngine: (source: { wasmBinary: Uint8Array }) => Promise<any>, makeCore: MakeCore }} Core
 *   the bytes of a core, and what starts it: an Engine, or as much of one as its figures use
 * @typedef {{ engine: Engine, wasmBinary: Uint8Array, makeCore: MakeCore }} Running
 */

/** The smallest module there is: a browser that refuses it refuses every one, to compile or, in WebKit, to start. */
const EMPTY_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/** @type {Map<Core, Promise<Running>>} */
const running = new Map();

/** @returns {string | null} null, or why WebAssembly does not run here */
function obstacle() {
  if (typeof WebAssembly !== 'object') return 'this browser has WebAssembly switched off, and the numbers are computed with it.';
  try {
    new WebAssembly.Instance(new WebAssembly.Module(EMPTY_MODULE));
    return null;
  } catch {
    return 'the content policy of this page forbids WebAssembly, with which the numbers are computed. '
      + "Whoever looks after the page can add 'wasm-unsafe-eval' to its script-src, or show the figure in an iframe.";
  }
}

/** @param {Core} core @returns {Promise<Running>} */
async function start({ unpack, loadEngine, makeCore }) {
  const reason = obstacle();
  if (reason) throw new Error(reason);
  try {
    const wasmBinary = await unpack();
    return { engine: await loadEngine({ wasmBinary }), wasmBinary, makeCore };
  } catch {
    throw new Error('its computing core arrived damaged. Reload the page; if this stays, the copy of the lesson is broken.');
  }
}

/** @param {Core} core @returns {Promise<Running>} rejects with what a reader can do about it */
export function runningCore(core) {
  const known = running.get(core) ?? start(core);
  running.set(core, known);
  return known;
}
