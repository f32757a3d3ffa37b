/**
 * Figures of one name and one group show one state: what is changed in one is changed in the others.
 *
 * @typedef {object} Member
 * @property {() => unknown} state   another object for each other state
 * @property {() => string} query    the state in text form
 * @property {(query: string) => void} restore
 */

/** @type {Map<string, Set<{ restore: (query: string) => void, query: () => string }>>} */
const groups = new Map();

/**
 * @param {string} key   of the group
 * @param {Member} member   takes over the state of those that are there already
 * @returns {{ tell: () => void, leave: () => void }} tell: the member's state has changed
 */
export function joinGroup(key, { state, query, restore }) {
  /** What this one makes of another's state is not told back: a locked setting of its own stays its own. @type {unknown} */
  let heard = null;
  const self = {
    query,
    restore(/** @type {string} */ said) {
      restore(said);
      heard = state();
    },
  };
  const members = groups.get(key) ?? new Set();
  groups.set(key, members);
  const [first] = members;
  if (first) self.restore(first.query());
  members.add(self);
  return {
    tell() {
      if (state() === heard) return;
      for (const other of members) if (other !== self) other.restore(query());
    },
    leave() {
      members.delete(self);
      if (members.size === 0) groups.delete(key);
    },
  };
}
