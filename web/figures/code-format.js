/** How print() of the code cell writes a value. Numbers in the shortest digits that read back to the same double. */

const MOST_ENTRIES = 50;
const DEEPEST = 3;
const LONGEST_LINE = 2000;

/**
 * @param {Iterable<unknown>} entries
 * @param {number} count   of all entries; the first MOST_ENTRIES are written
 * @param {(entry: any) => string} write
 */
function list(entries, count, write) {
  /** @type {string[]} */
  const parts = [];
  for (const entry of entries) {
    if (parts.length === MOST_ENTRIES) break;
    parts.push(write(entry));
  }
  if (count > MOST_ENTRIES) parts.push(`… ${count} in all`);
  return parts.join(', ');
}

/** @param {unknown} value @param {number} depth @returns {string} */
function write(value, depth) {
  if (typeof value === 'string') return depth === 0 ? value : JSON.stringify(value);
  if (typeof value === 'function') return `function ${value.name}`.trim();
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (depth === DEEPEST) return '…';
  const inner = (/** @type {unknown} */ entry) => write(entry, depth + 1);
  if (Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))) {
    const entries = /** @type {ArrayLike<unknown> & Iterable<unknown>} */ (value);
    return `[${list(entries, entries.length, inner)}]`;
  }
  const keys = Object.keys(value);
  return keys.length === 0 ? '{}'
    : `{ ${list(keys, keys.length, (key) => `${key}: ${inner(/** @type {any} */ (value)[key])}`)} }`;
}

/**
 * The values as one line (or more, where a text brings its own line ends).
 * @param {unknown[]} values
 */
export function formatLine(values) {
  const text = values.map((value) => write(value, 0)).join(' ');
  return text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}…` : text;
}
