/**
 * Where a source stops being JavaScript. A browser may keep that to itself: Firefox tells a page only that a worker's
 * script did not parse. So it is asked, in workers that run nothing, how many of the first lines can begin a program.
 */

/** What may be missing at a line's end, before the open brackets are closed. */
const COMPLETIONS = ['', 'x', '{}', ':x'];

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
 * @returns {Promise<boolean>}
 */
function parses(text) {
  const url = URL.createObjectURL(new Blob([`postMessage(0);(function(){"use strict";{\n${text}\n}})`], { type: 'text/javascript' }));
  const worker = new Worker(url);
  return new Promise((resolve) => {
    const answer = (/** @type {boolean} */ yes) => {
      worker.terminate();
      URL.revokeObjectURL(url);
      resolve(yes);
    };
    worker.onmessage = () => answer(true);
    worker.onerror = (event) => {
      event.preventDefault();
      answer(false);
    };
  });
}

/** @param {string} text @returns {Promise<boolean>} whether a program can begin so, as far as the completions tell */
async function canBegin(text) {
  const closers = closersOf(text);
  if (closers === null) return false;
  const answers = await Promise.all(COMPLETIONS.map((completion) => parses(`${text}\n${completion}${closers}`)));
  return answers.includes(true);
}

/**
 * The line, from 1, from which a source that does not parse cannot be read; where a statement runs over several
 * lines this may be its first. Null when nothing is wrong but that the source ends too early; 0 when not even an
 * empty source is accepted, that is, when no worker starts here.
 * @param {string} source
 * @returns {Promise<number | null>}
 */
export async function findSyntaxError(source) {
  const lines = source.split('\n');
  const first = (/** @type {number} */ count) => canBegin(lines.slice(0, count).join('\n'));
  if (!await parses('')) return 0;
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
