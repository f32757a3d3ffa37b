/**
 * Repeated experiments in a worker: what code-worker.js does with a job.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {{ model: string, theta: number[], n: number, count: number, seed: number }} Job
 * @typedef {{ part: { estimates: Float64Array, done: number } }} Part
 */

/** @param {Engine} engine @param {Job} job @param {(part: Part) => void} tell @param {AbortSignal} [signal] */
export const runJob = async (engine, { model, theta, n, count, seed }, tell, signal) =>
  engine.repeat(model, theta, n, { count, seed, signal, onPart: ({ estimates }, done) => tell({ part: { estimates, done } }) });
