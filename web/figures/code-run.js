import { findSyntaxError } from './code-syntax.js';

/**
 * Runs a learner's source in a worker of its own: a classic worker from a blob, because that is what runs from
 * file://, in a sandboxed frame and under a policy without eval alike.
 *
 * @typedef {import('./code-worker.js').Message} Message
 *
 * @typedef {object} Result
 * @property {string} source
 * @property {string[]} lines           what it printed
 * @property {boolean} cut              whether it printed more than is shown
 * @property {'running' | 'done' | 'wrong' | 'late' | 'stopped'} status
 * @property {{ message: string, line: number | null } | null} problem   line: of the source, from 1
 */

export const SECONDS = 5;
/** The worker itself must be up by then; the learner's seconds count from there. */
const START_SECONDS = 20;

const NO_WORKER = 'The browser refused to start the cell: the policy of the page around it may forbid workers.';
const ENDS_EARLY = 'SyntaxError: the code ends too early. A bracket, a quote or a comment is not closed.';
const UNREADABLE = 'SyntaxError: from here on this is not JavaScript.';
const UNREADABLE_SOMEWHERE = 'SyntaxError: somewhere this is not JavaScript; the browser does not say where.';

/** What the browser says; nothing where it withholds it, as WebKit does in a file. @param {string | undefined} message */
const plain = (message = '') => (/\bscript error\b/i.test(message) ? '' : message.replace(/^Uncaught (?=\w*Error)/, ''));

/**
 * @param {string} source
 * @param {object} options
 * @param {string} options.workerSource
 * @param {Uint8Array} options.wasmBinary
 * @param {() => void} options.changed   told after each change of the result
 * @returns {{ result: Result, stop: () => void }}
 */
export function runSource(source, { workerSource, wasmBinary, changed }) {
  /** @type {Result} */
  const result = { source, lines: [], cut: false, status: 'running', problem: null };
  const head = `${workerSource}\nself.cell=function(mle,print,console){"use strict";{\n`;
  const above = head.split('\n').length - 1;
  const length = source.split('\n').length;
  const url = URL.createObjectURL(new Blob([head, source, '\n}};'], { type: 'text/javascript' }));
  /** @type {Worker | undefined} */
  let worker;
  let timer = 0;
  const search = new AbortController();

  /** @param {Result['status']} status @param {Result['problem']} [problem] */
  const end = (status, problem = null) => {
    if (result.status !== 'running') return;
    clearTimeout(timer);
    worker?.terminate();
    search.abort();
    URL.revokeObjectURL(url);
    Object.assign(result, { status, problem });
    changed();
  };
  const wrong = (/** @type {string} */ message, /** @type {number | null} */ line = null) => end('wrong', { message, line });

  /** @param {Message} message */
  const hear = (message) => {
    if ('started' in message) {
      clearTimeout(timer);
      timer = window.setTimeout(() => end('late'), SECONDS * 1000);
    } else if ('line' in message) {
      result.lines.push(message.line);
      changed();
    } else if ('cut' in message) {
      result.cut = true;
      changed();
    } else if ('problem' in message) {
      const { message: text, at } = message.problem;
      const own = at.map((line) => line - above).find((line) => line >= 1 && line <= length);
      wrong(text, own ?? null);
    } else if ('failed' in message) {
      wrong(`The core did not start in the cell: ${message.failed}`);
    } else if ('done' in message) {
      end('done');
    }
  };

  /** Says what the browser says, and where, as far as it tells: see code-syntax.js. @param {ErrorEvent} event */
  const refused = async (event) => {
    event.preventDefault();
    const message = plain(event.message);
    const own = event.lineno - above;
    if (message && own >= 1 && own <= length) {
      wrong(message, own);
      return;
    }
    try {
      const line = await findSyntaxError(source, search.signal);
      if (line === 0) wrong(NO_WORKER);
      else if (line === null) wrong(message || ENDS_EARLY, length);
      else wrong(message || UNREADABLE, line);
    } catch {
      // No answer in time; or the run was ended, and then this changes nothing.
      wrong(message || UNREADABLE_SOMEWHERE);
    }
  };

  try {
    worker = new Worker(url);
    worker.onmessage = ({ data }) => hear(data);
    worker.onerror = refused;
    worker.postMessage({ wasmBinary });
    timer = window.setTimeout(() => wrong(`The cell did not start within ${START_SECONDS} seconds. Run it again.`), START_SECONDS * 1000);
  } catch {
    queueMicrotask(() => wrong(NO_WORKER));
  }
  return { result, stop: () => end('stopped') };
}
