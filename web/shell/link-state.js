import { fragmentOf, holdsState, readFragment } from '../ui/link.js';

/**
 * The address's fragment holds what the figures of the page show, so that the address is a link to just that.
 *
 * @typedef {(query: string, problem: string) => void} Restore   query: "" is the start; problem: why the link was not read
 */

/** Browsers refuse an address that changes with every step of a drag. */
const WRITE_AFTER_MS = 300;

/** @param {{ lead: boolean }} options   lead: scroll to the figure that the link is about */
export function linkState({ lead }) {
  /** What each figure shows now, the one that changed last first. @type {Map<string, string>} */
  let queries = new Map();
  /** @type {Map<string, Restore>} */
  const figures = new Map();
  let problem = '';
  let timer = 0;

  const fragment = () => location.hash.slice(1);

  function read() {
    const found = holdsState(fragment()) ? readFragment(fragment()) : { queries: new Map(), problem: '' };
    queries = found.queries;
    problem = found.problem;
  }

  function write() {
    clearTimeout(timer);
    const next = fragmentOf(queries);
    // A fragment that leads to a place in the text stays until there is something to say.
    if (next === (holdsState(fragment()) ? fragment() : '')) return;
    try {
      history.replaceState(history.state, '', next === '' ? location.pathname + location.search : `#${next}`);
    } catch { /* A frame without an address of its own has no link. */ }
  }

  read();
  addEventListener('hashchange', () => {
    if (!holdsState(fragment())) return;
    read();
    for (const [id, restore] of figures) restore(queries.get(id) ?? '', problem);
  });
  addEventListener('pagehide', write);

  return {
    /**
     * A figure has come to life: gives it what the link says of it.
     * @param {string} id @param {HTMLElement} element @param {Restore} restore
     */
    join(id, element, restore) {
      figures.set(id, restore);
      const query = queries.get(id);
      if (query === undefined && !problem) return;
      restore(query ?? '', problem);
      const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
      // A reload returns to where the reader was by itself.
      if (lead && id === queries.keys().next().value && navigation?.type !== 'reload') element.scrollIntoView();
    },

    /** @param {string} id */
    leave(id) { figures.delete(id); },

    /** @param {string} id @param {string} query what the figure shows now */
    show(id, query) {
      if ((queries.get(id) ?? '') === query) return;
      queries = new Map([[id, query], ...[...queries].filter(([other]) => other !== id)]);
      clearTimeout(timer);
      timer = window.setTimeout(write, WRITE_AFTER_MS);
    },
  };
}

/** @typedef {ReturnType<typeof linkState>} LinkState */
