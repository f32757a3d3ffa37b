import { createStore } from '../ui/store.js';
import { isA, isQuery, send } from './embed-messages.js';

/**
 * Frames of one page that show the same figure and name the same group share its state; mle-embed.js in that page
 * passes it on.
 *
 * @typedef {import('./link-state.js').LinkState} LinkState
 */

/** A drag changes the state more often than it is drawn. */
const TELL_AFTER_MS = 16;

/**
 * @param {LinkState} link   told of every change, as without a group
 * @param {Readonly<import('../figures/figure.js').Figure>} figure
 * @param {string} group
 * @returns {LinkState}
 */
export function sharedState(link, figure, group) {
  const { id } = figure;
  /** @type {import('./link-state.js').Restore | undefined} */
  let restore;
  /** What the group shows as far as is known here. @type {string | undefined} */
  let known;
  let timer = 0;
  /** What is made here of another's state is not told back: a setting locked here stays its own. */
  let hearing = false;

  const join = () => send(parent, 'join', { id, group });
  /** Whether a text is a state of the figure: one that is not must not bring back the start. @param {string} query */
  const isState = (query) => isQuery(query) && createStore(figure.fields).restore(query) === null;

  addEventListener('message', ({ source, data }) => {
    if (source !== parent || !restore) return;
    if (isA(data, 'ask')) join();
    if (!isA(data, 'state') || data.id !== id || data.group !== group || data.query === known || !isState(data.query)) return;
    known = data.query;
    hearing = true;
    restore(data.query, '');
    hearing = false;
  });

  return {
    ...link,
    join(name, element, own) {
      restore = own;
      link.join(name, element, own);
      join();
    },
    show(name, query) {
      link.show(name, query);
      const quiet = hearing || known === undefined || query === known;
      known = query;
      if (quiet) return;
      // Not an animation frame: out of sight there is none.
      timer ||= window.setTimeout(() => {
        timer = 0;
        send(parent, 'state', { id, group, query: known ?? '' });
      }, TELL_AFTER_MS);
    },
  };
}
