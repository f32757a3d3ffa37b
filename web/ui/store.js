import { signal } from '@preact/signals-core';
import { changesOf } from './link.js';

/**
 * @typedef {Record<string, any>} State
 * @typedef {Record<string, import('./fields.js').Field<any>>} Fields
 */

/** Changes that follow each other within this time are one step of undo: a drag is taken back whole. */
const ONE_GESTURE_MS = 500;
const UNDO_DEPTH = 100;

/**
 * The one home of a figure's state. Every change passes the fields' checks; a value that a field does not
 * accept is refused and the state stays as it was.
 * @param {Fields} fields
 * @param {(next: Readonly<State>, previous: Readonly<State>) => Partial<State>} [settle]   what a change brings with it,
 *   in the same step of undo: the trail of a marker, guesses that new data make void. A key that the change itself
 *   names keeps the value named.
 * @param {{ changes?: Partial<State>, locked?: ReadonlySet<string> }} [place]   what the page around the figure asks: where it
 *   starts, as changes of the fields' own start; and settings that stay at that start, whatever is asked later
 */
export function createStore(fields, settle = () => ({}), { changes: moved = {}, locked = new Set() } = {}) {
  const own = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.start]));
  const start = Object.freeze(/** @type {State} */ ({ ...own, ...moved }));
  const held = Object.fromEntries([...locked].filter((key) => Object.hasOwn(start, key)).map((key) => [key, start[key]]));
  const state = signal(/** @type {Readonly<State>} */ (start));
  const undoable = signal(false);
  /** @type {Readonly<State>[]} */
  let past = [];
  let lastChange = -Infinity;
  let lastKeys = '';
  let gesture = 0;

  /** @param {Readonly<State>} next @param {string} keys */
  function change(next, keys) {
    const now = performance.now();
    const sameGesture = keys === lastKeys && now - lastChange < ONE_GESTURE_MS;
    if (!sameGesture) {
      past = [...past.slice(1 - UNDO_DEPTH), state.value];
      gesture += 1;
    }
    lastChange = now;
    lastKeys = keys;
    undoable.value = true;
    state.value = next;
  }

  return {
    /** The state as a signal: read `.value`, never write it. */
    state,
    /** Whether there is a step to take back. */
    undoable,
    fields,
    start,
    /** Counts the steps of undo, and those back. */
    get gesture() { return gesture; },

    /**
     * Changes what is not locked.
     * @param {Partial<State>} asked
     * @returns {string | null} null, or what was refused: "p: from 0 to 1"
     */
    set(asked) {
      for (const [key, value] of Object.entries(asked)) {
        if (!Object.hasOwn(fields, key)) return `${key}: no such setting`;
        if (!fields[key].accepts(value)) return `${key}: ${fields[key].rule}`;
      }
      const changes = { ...asked, ...Object.fromEntries(Object.entries(held).filter(([key]) => Object.hasOwn(asked, key))) };
      const differs = Object.entries(changes).some(([key, value]) => state.value[key] !== value);
      if (differs) {
        const next = { ...state.value, ...changes };
        change(Object.freeze({ ...next, ...settle(next, state.value), ...changes, ...held }), Object.keys(changes).sort().join());
      }
      return null;
    },

    /**
     * Changes in text form, as in a prose link: "p=0.9&y=0".
     * @param {string} query
     * @returns {string | null}
     */
    setFromText(query) {
      const { changes, refused } = changesOf(fields, query);
      return refused ?? this.set(changes);
    },

    /**
     * The fields' own start with these changes and nothing else, except for what is locked: what a link to a state holds.
     * @param {string} query
     * @returns {string | null} null, or what was refused; the start is then shown
     */
    restore(query) {
      const { changes, refused } = changesOf(fields, query);
      const next = Object.freeze(refused === null ? { ...own, ...changes, ...held } : start);
      if (Object.keys(next).some((key) => next[key] !== state.value[key])) change(next, 'restore');
      return refused;
    },

    undo() {
      const previous = past.at(-1);
      if (!previous) return;
      past = past.slice(0, -1);
      lastChange = -Infinity;
      gesture += 1;
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
