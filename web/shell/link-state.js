import { fragmentOf, holdsState, readFragment, shortened } from '../ui/link.js';

/**
 * The address's fragment holds what the figures of the page show, so that the address is a link to just that.
 *
 * @typedef {(query: string, problem: string) => void} Restore   query: "" is the start; problem: why the link was not read
 * @typedef {(problem: string, followed: boolean) => void} Tell   problem: "" for none; followed: in the open page, not at its start
 */

/** Browsers refuse an address that changes with every step of a drag. */
const WRITE_AFTER_MS = 300;

/** @param {string} id   as readFragment() gives it */
const isHere = (id) => document.querySelector(`mle-figure[name="${id}"]`) !== null;

/**
 * @param {Tell | null} tell   the place of a page with several figures for what is wrong with a link as a whole, which each of them
 *   would say; such a page leads to the figure that the link is about. Null: the page's one figure says it
 */
export function linkState(tell) {
  /** What each figure shows now, the one that changed last first. @type {Map<string, string>} */
  let queries = new Map();
  /** @type {Map<string, Restore>} */
  const figures = new Map();
  let problem = '';
  let timer = 0;

  const fragment = () => location.hash.slice(1);
  /** As last heard of: where the address differs, a link has been followed that is about to be read. */
  let heard = fragment();

  /** @param {boolean} followed */
  function read(followed) {
    const found = holdsState(fragment()) ? readFragment(fragment()) : { queries: new Map(), problem: '' };
    const strange = [...found.queries.keys()].filter((id) => !isHere(id));
    for (const id of strange) found.queries.delete(id);
    queries = found.queries;
    problem = found.problem;
    // A link to the whole lesson may be put behind the address of one figure's own page.
    if (strange.length && (tell || queries.size === 0)) problem = `no figure here is named “${shortened(strange[0])}”`;
    tell?.(problem, followed);
  }

  function write() {
    clearTimeout(timer);
    if (fragment() !== heard) return;
    const next = fragmentOf(queries);
    // A fragment that leads to a place in the text stays until there is something to say.
    if (next === (holdsState(fragment()) ? fragment() : '')) return;
    try {
      history.replaceState(history.state, '', next === '' ? location.pathname + location.search : `#${next}`);
      heard = fragment();
    } catch { /* A frame without an address of its own has no link. */ }
  }

  read(false);
  addEventListener('hashchange', () => {
    heard = fragment();
    if (!holdsState(heard)) return;
    read(true);
    for (const [id, restore] of figures) restore(queries.get(id) ?? '', tell ? '' : problem);
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
      if (query === undefined && (tell || !problem)) return;
      restore(query ?? '', tell ? '' : problem);
      const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
      // A reload returns to where the reader was by itself.
      if (tell && id === queries.keys().next().value && navigation?.type !== 'reload') element.scrollIntoView();
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
