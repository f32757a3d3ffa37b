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
 * Every setting, those at the start too: frames of one group may have been given different starts.
 * @param {import('../ui/store.js').Fields} fields @param {import('../ui/store.js').State} state
 */
const wholeQuery = (fields, state) =>
  new URLSearchParams(Object.entries(fields).map(([key, field]) => [key, field.format(state[key])])).toString();

/**
 * @param {LinkState} link   told of every change, as without a group
 * @param {Readonly<import('../figures/figure.js').Figure>} figure
 * @param {string} group
 * @param {() => import('../ui/store.js').State | null} stateNow   null before the figure has begun
 * @returns {LinkState}
 */
export function sharedState(link, figure, group, stateNow) {
  const { id, fields } = figure;
  /** @type {import('./link-state.js').Restore | undefined} */
  let restore;
  /** What the group shows as far as is known here. */
  let known = '';
  let begun = false;
  let timer = 0;
  /** What is made here of another's state is not told back: a setting locked here stays its own. */
  let hearing = false;

  const join = () => send(parent, 'join', { id, group });
  /** Whether a text is a state of the figure: one that is not must not bring back the start. @param {unknown} query */
  const isState = (query) => isQuery(query) && createStore(fields).restore(/** @type {string} */ (query)) === null;

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
      const state = stateNow();
      const whole = state ? wholeQuery(fields, state) : '';
      const quiet = !begun || hearing || whole === known;
      begun = true;
      known = whole;
      if (quiet) return;
      // Not an animation frame: out of sight there is none.
      timer ||= window.setTimeout(() => {
        timer = 0;
        send(parent, 'state', { id, group, query: known });
      }, TELL_AFTER_MS);
    },
  };
}
