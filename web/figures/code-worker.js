/**
 * What runs in the workers. What starts the core stands before this in the same script, as the function self.makeCore
 * (worker-text.js). For the code cell the learner's source follows, as the function self.cell (code-run.js); for repeated
 * experiments the job comes by message (repeat-run.js), with the bytes of the core as always.
 *
 * @typedef {{ started: true } | { line: string } | { cut: true } | { done: true } | import('./repeat-worker.js').Part
 *   | { problem: { message: string, at: number[] } } | { failed: string }} Message
 */
import { formatLine } from './code-format.js';
import { runJob } from './repeat-worker.js';

const MOST_LINES = 1000;

/** Ways out of the worker. The page's policy refuses the network; where a host's policy is laxer, this still holds. */
const WITHDRAWN = ['fetch', 'XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'WebTransport', 'EventSource', 'importScripts',
  'Worker', 'SharedWorker', 'indexedDB', 'caches', 'BroadcastChannel', 'RTCPeerConnection', 'postMessage', 'onmessage'];

const scope = /** @type {any} */ (self);
/** @type {(message: Message) => void} */
const tell = scope.postMessage.bind(scope);

function withdraw() {
  for (let object = scope; object; object = Object.getPrototypeOf(object)) {
    for (const name of WITHDRAWN) {
      if (Object.hasOwn(object, name)) Object.defineProperty(object, name, { value: undefined });
    }
  }
}

let printed = 0;
/** @param {...unknown} values */
function print(...values) {
  printed += 1;
  if (printed <= MOST_LINES) tell({ line: formatLine(values) });
  else if (printed === MOST_LINES + 1) tell({ cut: true });
}

const console = Object.freeze({ log: print, info: print, warn: print, error: print, debug: print });

/**
 * An error's text, and the script lines on its way, innermost first: the page finds the learner's own among them.
 * @param {unknown} error
 */
function describe(error) {
  if (!(error instanceof Error)) return { message: `Thrown: ${formatLine([error])}`, at: [] };
  const frames = String(error.stack).matchAll(/blob:[^\s)]*?:(\d+):\d+/g);
  return { message: `${error.name}: ${formatLine([error.message])}`, at: Array.from(frames, ([, line]) => Number(line)) };
}

scope.addEventListener('message', async (/** @type {MessageEvent<{ wasmBinary: Uint8Array, job?: import('./repeat-worker.js').Job }>} */ { data }) => {
  /** @type {import('../core/lesson.js').Engine} */
  let mle;
  try {
    mle = await scope.makeCore().loadLesson(data);
    if (data.job) {
      await runJob(mle, data.job, tell);
      tell({ done: true });
      return;
    }
  } catch (error) {
    tell({ failed: /** @type {Error} */ (error).message });
    return;
  }
  withdraw();
  tell({ started: true });
  try {
    scope.cell(mle, print, console);
    tell({ done: true });
  } catch (error) {
    tell({ problem: describe(error) });
  }
}, { once: true });
