/**
 * The one text form of what figures show: the fragment of an address.
 *
 *   v1/bernoulli-nll?p=0.2&y=0/coin-flips?flips=1111111111
 *
 * Figures that stand at their start are left out, and so is every setting at its start. Numbers are written in the
 * shortest form that reads back to the same double.
 *
 * @typedef {import('./store.js').State} State
 * @typedef {import('./store.js').Fields} Fields
 */

const VERSION = 'v1';
/** A longer fragment than this is not read: no figure writes one, and some carriers of links cut them. */
export const MOST_CHARACTERS = 16_000;

/**
 * The settings that differ from the start, as a query: "" for none.
 * @param {Fields} fields
 * @param {Readonly<State>} state
 */
export function queryOf(fields, state) {
  const query = new URLSearchParams();
  for (const [key, field] of Object.entries(fields)) {
    if (state[key] !== field.start) query.append(key, field.format(state[key]));
  }
  return query.toString();
}

/** A name from outside, in a message. @param {string} name */
export const shortened = (name) => (name.length > 20 ? `${name.slice(0, 20)}…` : name);

/**
 * The settings that a query names.
 * @param {Fields} fields
 * @param {string} query
 * @returns {{ changes: State, refused: string | null }} refused: null, or the first that is none, with its rule
 */
export function changesOf(fields, query) {
  /** @type {State} */
  const changes = {};
  if (query.length > MOST_CHARACTERS) return { changes, refused: 'too long' };
  for (const [key, value] of new URLSearchParams(query)) {
    if (!Object.hasOwn(fields, key)) return { changes, refused: `${shortened(key)}: no such setting` };
    const parsed = fields[key].parse(value);
    if (parsed === undefined) return { changes, refused: `${key}: ${fields[key].rule}` };
    changes[key] = parsed;
  }
  return { changes, refused: null };
}

/**
 * @param {Iterable<readonly [string, string]>} queries   of figures by id
 * @returns {string} without the "#"; "" when every figure is at its start
 */
export function fragmentOf(queries) {
  const parts = [...queries].filter(([, query]) => query !== '').map(([id, query]) => `${id}?${query}`);
  return parts.length ? [VERSION, ...parts].join('/') : '';
}

/** Whether a fragment claims to hold the state of figures; any other leads to a place in the text. @param {string} fragment */
export const holdsState = (fragment) => /^v\d+\//.test(fragment);

/**
 * @param {string} fragment   without the "#"
 * @returns {{ queries: Map<string, string>, problem: string }} problem: "" or why it cannot be read
 */
export function readFragment(fragment) {
  const queries = new Map();
  const [version, ...parts] = fragment.slice(0, MOST_CHARACTERS + 1).split('/');
  if (fragment.length > MOST_CHARACTERS) return { queries, problem: 'the link is too long' };
  if (version !== VERSION) return { queries, problem: 'the link was made by another version of the lesson' };
  for (const part of parts) {
    const [, id, query] = /^([a-z-]{1,40})\?(.+)$/.exec(part) ?? [];
    if (!id || queries.has(id)) return { queries: new Map(), problem: 'the link is damaged' };
    queries.set(id, query);
  }
  return { queries, problem: '' };
}
