// For a page: the numbers from the page itself, from a worker, and from the form with a separate .wasm.
import { load } from 'mle-core';
import { load as loadSeparate } from 'mle-core/wasm';
import { numbers } from './numbers.js';
import { source } from './source.js';

const inWorker = new Promise((resolve, reject) => {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = ({ message }) => reject(new Error(message));
});

Promise.all([load().then(numbers), inWorker, loadSeparate(source).then(numbers)]).then(
  ([page, worker, separate]) => { globalThis.said = { page, worker, separate }; },
  (error) => { globalThis.said = { failed: String(error) }; },
);
