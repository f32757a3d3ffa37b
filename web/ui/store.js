import { signal } from '@preact/signals-core';

/**
 * @typedef {Record<string, any>} State
 * @typedef {Record<string, import('./fields.js').Field<any>>} Fields
 */

/** Changes that follow each other within this time are one step of undo: a drag is taken back whole. */
const ONE_GESTURE_MS = 500;
const UNDO_DEPTH = 100;

/** A name from outside, in a message. @param {string} name */
const shortened = (name) => (name.length > 20 ? `${name.slice(0, 20)}…` : name);

/**
 * The one home of a figure's state. Every change passes the fields' checks; a value that a field does not
 * accept is refused and the state stays as it was.
 * @param {Fields} fields
 * @param {(next: Readonly<State>, previous: Readonly<State>) => Partial<State>} [settle]   what a change brings with it,
 *   in the same step of undo: the trail of a marker, guesses that new data make void. A key that the change itself
 *   names keeps the value named.
 */
export function createStore(fields, settle = () => ({})) {
  const start = Object.freeze(Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.start])));
  const state = signal(/** @type {Readonly<State>} */ (start));
  const undoable = signal(false);
  /** @type {Readonly<State>[]} */
  let past = [];
  let lastChange = -Infinity;
  let lastKeys = '';

  /** @param {Readonly<State>} next @param {string} keys */
  function change(next, keys) {
    const now = performance.now();
    const sameGesture = keys === lastKeys && now - lastChange < ONE_GESTURE_MS;
    if (!sameGesture) past = [...past.slice(1 - UNDO_DEPTH), state.value];
    lastChange = now;
    lastKeys = keys;
    undoable.value = true;
    state.value = next;
  }

  /** @param {string} query @returns {{ changes: State, refused: string | null }} */
  function read(query) {
    /** @type {State} */
    const changes = {};
    for (const [key, value] of new URLSearchParams(query)) {
      if (!Object.hasOwn(fields, key)) return { changes, refused: `${shortened(key)}: no such setting` };
      const parsed = fields[key].parse(value);
      if (parsed === undefined) return { changes, refused: `${key}: ${fields[key].rule}` };
      changes[key] = parsed;
    }
    return { changes, refused: null };
  }

  return {
    /** The state as a signal: read `.value`, never write it. */
    state,
    /** Whether there is a step to take back. */
    undoable,
    fields,

    /**
     * @param {Partial<State>} changes
     * @returns {string | null} null, or what was refused: "p: from 0 to 1"
     */
    set(changes) {
      for (const [key, value] of Object.entries(changes)) {
        if (!Object.hasOwn(fields, key)) return `${key}: no such setting`;
        if (!fields[key].accepts(value)) return `${key}: ${fields[key].rule}`;
      }
      const differs = Object.entries(changes).some(([key, value]) => state.value[key] !== value);
      if (differs) {
        const next = { ...state.value, ...changes };
        change(Object.freeze({ ...next, ...settle(next, state.value), ...changes }), Object.keys(changes).sort().join());
      }
      return null;
    },

    /**
     * Changes in text form, as in a prose link: "p=0.9&y=0".
     * @param {string} query
     * @returns {string | null}
     */
    setFromText(query) {
      const { changes, refused } = read(query);
      return refused ?? this.set(changes);
    },

    /**
     * The start with these changes and nothing else: what a link to a state holds.
     * @param {string} query
     * @returns {string | null} null, or what was refused; the start is then shown
     */
    restore(query) {
      const { changes, refused } = read(query);
      const next = Object.freeze({ ...start, ...(refused === null ? changes : {}) });
      if (Object.keys(next).some((key) => next[key] !== state.value[key])) change(next, 'restore');
      return refused;
    },

    undo() {
      const previous = past.at(-1);
      if (!previous) return;
      past = past.slice(0, -1);
      lastChange = -Infinity;
      undoable.value = past.length > 0;
      state.value = previous;
    },

    reset() {
      const atStart = Object.keys(start).every((key) => start[key] === state.value[key]);
      if (!atStart) change(start, 'reset');
    },
  };
}

/** @typedef {ReturnType<typeof createStore>} Store */
