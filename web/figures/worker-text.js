/**
 * The script of a worker: what starts the core, which the page has already and a worker takes by its text, and what runs on it.
 * @param {import('./cores.js').MakeCore} makeCore
 * @returns {Promise<string>}
 */
export async function workerText(makeCore) {
  const { default: text } = await import('./code-worker.js?worker');
  return `self.makeCore=${makeCore};\n${text}`;
}
