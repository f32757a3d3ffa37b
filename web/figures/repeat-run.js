import { runJob } from './repeat-worker.js';

/**
 * Runs a job of repeated experiments in a worker, from a blob as the code cell's (code-run.js); where the page's policy
 * forbids workers, in parts on the page's own thread.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./repeat-worker.js').Job} Job
 * @typedef {import('./code-worker.js').Message} Message
 *
 * @typedef {object} Results
 * @property {Job} job
 * @property {Float64Array} estimates   rows of theta; those of the first `done` runs are there
 * @property {number} done
 * @property {'running' | 'done' | 'wrong'} status
 */

/**
 * @param {Job} job
 * @param {{ engine: Engine, workerSource: string, wasmBinary: Uint8Array, changed: () => void }} options
 * @returns {{ results: Results, stop: () => void }}
 */
export function startJob(job, { engine, workerSource, wasmBinary, changed }) {
  /** @type {Results} */
  const results = { job, estimates: new Float64Array(job.count * job.theta.length), done: 0, status: 'running' };
  const abort = new AbortController();
  const url = URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' }));
  /** @type {Worker | undefined} */
  let worker;

  const release = () => {
    worker?.terminate();
    worker = undefined;
    URL.revokeObjectURL(url);
  };
  /** @param {Results['status']} status */
  const end = (status) => {
    release();
    if (abort.signal.aborted) return;
    results.status = status;
    changed();
  };
  /** @param {Message} message */
  const hear = (message) => {
    if ('part' in message) {
      results.estimates.set(message.part.estimates, results.done * job.theta.length);
      results.done = message.part.done;
      changed();
    } else {
      end('done' in message ? 'done' : 'wrong');
    }
  };
  const here = () => {
    release();
    results.done = 0;
    runJob(engine, job, hear, abort.signal).then(() => end('done'), () => end('wrong'));
  };

  try {
    worker = new Worker(url);
    worker.onmessage = ({ data }) => hear(data);
    worker.onerror = (event) => {
      event.preventDefault();
      here();
    };
    worker.postMessage({ wasmBinary, job });
  } catch {
    here();
  }
  return {
    results,
    stop() {
      abort.abort();
      release();
    },
  };
}
