/**
 * Where a source stops being JavaScript. A browser may keep that to itself: Firefox tells a page only that a worker's
 * script did not parse. So it is asked, in workers that run nothing, how many of the first lines can begin a program.
 */

/** What may be missing at a line's end, before the open brackets are closed. */
const COMPLETIONS = ['', 'x', '{}', ':x'];

/** Parsing takes a moment; a worker that has not answered by then is not going to. */
const ANSWER_WITHIN_MS = 2000;

const CODE = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|[`(){}[\]]/g;
const TEMPLATE = /\\[\s\S]|\$\{|`/g;

/**
 * What closes everything that is still open at the end of a text; null where something is closed that was not open.
 * @param {string} text
 */
export function closersOf(text) {
  /** @type {string[]} */
  const open = [];
  let comment = '';
  for (let at = 0, token; ; at = token.index + token[0].length) {
    const inTemplate = open.at(-1) === '`';
    const pattern = inTemplate ? TEMPLATE : CODE;
    pattern.lastIndex = at;
    token = pattern.exec(text);
    if (!token) return comment + open.reverse().join('');
    const [found] = token;
    if (found === '${') open.push('}');
    else if (found === '`' && inTemplate) open.pop();
    else if (found === '`') open.push('`');
    else if (found === '(') open.push(')');
    else if (found === '[') open.push(']');
    else if (found === '{') {
      const before = text.slice(0, token.index);
      open.push(/\btry\s*$/.test(before) ? '}catch{}' : /\bdo\s*$/.test(before) ? '}while(0)' : '}');
    } else if (')]}'.includes(found)) {
      if (open.pop()?.[0] !== found) return null;
    } else if (found.startsWith('/*') && !(found.length > 3 && found.endsWith('*/'))) comment = '*/';
  }
}

/**
 * Whether a text parses, inside a function as the cell's source stands. It is not run.
 * @param {string} text
 * @param {AbortSignal} signal   ends the worker
 * @returns {Promise<boolean>} fails when it was ended, or does not answer in time
 */
async function parses(text, signal) {
  signal.throwIfAborted();
  const url = URL.createObjectURL(new Blob([`postMessage(0);(function(){"use strict";{\n${text}\n}})`], { type: 'text/javascript' }));
  const worker = new Worker(url);
  /** @type {() => void} */
  let end = () => {};
  const answer = new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the parsing worker does not answer')), ANSWER_WITHIN_MS);
    const stopped = () => reject(signal.reason);
    signal.addEventListener('abort', stopped);
    worker.onmessage = () => resolve(true);
    worker.onerror = (event) => {
      event.preventDefault();
      resolve(false);
    };
    end = () => {
      clearTimeout(late);
      signal.removeEventListener('abort', stopped);
      worker.terminate();
      URL.revokeObjectURL(url);
    };
  });
  return answer.finally(end);
}

/**
 * Whether a program can begin so, as far as the completions tell.
 * @param {string} text @param {AbortSignal} signal @returns {Promise<boolean>}
 */
async function canBegin(text, signal) {
  const closers = closersOf(text);
  if (closers === null) return false;
  const answers = await Promise.all(COMPLETIONS.map((completion) => parses(`${text}\n${completion}${closers}`, signal)));
  return answers.includes(true);
}

/**
 * The line, from 1, from which a source that does not parse cannot be read; where a statement runs over several
 * lines this may be its first. Null when nothing is wrong but that the source ends too early; 0 when not even an
 * empty source is accepted, that is, when no worker starts here. Fails when a worker does not answer in time or the
 * signal comes; either way no worker is left behind.
 * @param {string} source
 * @param {AbortSignal} signal
 * @returns {Promise<number | null>}
 */
export async function findSyntaxError(source, signal) {
  const search = new AbortController();
  const stop = () => search.abort(signal.reason);
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    return await firstUnreadable(source, search.signal);
  } finally {
    signal.removeEventListener('abort', stop);
    // One worker that fails ends the others.
    search.abort();
  }
}

/** @param {string} source @param {AbortSignal} signal @returns {Promise<number | null>} */
async function firstUnreadable(source, signal) {
  const lines = source.split('\n');
  const first = (/** @type {number} */ count) => canBegin(lines.slice(0, count).join('\n'), signal);
  if (!await parses('', signal)) return 0;
  if (await first(lines.length)) return null;
  let good = 0;
  let bad = lines.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (await first(middle)) good = middle;
    else bad = middle;
  }
  return good + 1;
}
