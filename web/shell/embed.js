import { FigureElement } from '../figures/element.js';
import { saveWith } from '../figures/save.js';
import { shareFrom } from '../figures/share.js';
import { el } from '../ui/dom.js';
import { fragmentOf, holdsState, queryOf, readFragment } from '../ui/link.js';
import { createStore } from '../ui/store.js';
import { sharedState } from './embed-group.js';
import { tellHeight } from './embed-height.js';
import { readOptions } from './embed-options.js';
import { linkState } from './link-state.js';
import { folderAbove, siteBase } from './site-base.js';
import { start } from './start.js';

/**
 * @typedef {import('./link-state.js').LinkState} LinkState
 * @typedef {import('../figures/figure.js').Figure} Figure
 */

/** @param {HTMLElement} place @param {string} search   the address's query @returns {Record<string, string>} */
function applyOptions(place, search) {
  const { options, problem } = readOptions(search);
  for (const [name, value] of Object.entries(options)) if (name !== 'lang') place.setAttribute(name, value);
  // The page's ground and its link have the figure's colours.
  const root = document.documentElement;
  if (options.theme) root.dataset.theme = options.theme;
  if (options.background) root.dataset.background = options.background;
  if (problem) {
    place.before(el('p', { class: 'embed-notice', role: 'status' }, `Options in this page’s address were not used (${problem}).`));
  }
  return options;
}

/**
 * What the address's fragment says of the figure.
 * @param {Readonly<Figure>} figure @returns {string} in text form, "" for the figure's own start
 */
function linkedState({ id, fields }) {
  const fragment = location.hash.slice(1);
  const query = (holdsState(fragment) && readFragment(fragment).queries.get(id)) || '';
  // One that cannot be read is the link's to say.
  return query === '' || createStore(fields).restore(query) !== null ? '' : query;
}

/**
 * The link below the figure leads to what the figure shows, in the lesson. A figure opened from a file of its own has no
 * lesson beside it, but the site that was built with it may be known.
 * @param {LinkState} link @param {() => string} queryNow @returns {LinkState}
 */
function leadsBack(link, queryNow) {
  const anchor = /** @type {HTMLAnchorElement} */ (document.querySelector('.embed-back a'));
  const lesson = location.protocol === 'file:' && SITE_URL ? `${siteBase('').base}/index.html` : '../index.html';
  return {
    ...link,
    show(id) {
      const query = queryNow();
      link.show(id, query);
      anchor.setAttribute('href', `${lesson}#${fragmentOf([[id, query]]) || id}`);
    },
  };
}

/**
 * One figure alone in its page, for an iframe.
 * @param {Readonly<Figure>} figure
 * @param {import('../figures/element.js').Core} core
 */
export function startEmbed(figure, core) {
  const place = /** @type {FigureElement} */ (document.querySelector('mle-figure'));
  const framed = parent !== window;
  const { group, lock } = applyOptions(place, location.search);
  const page = location.origin + location.pathname;
  FigureElement.save = saveWith(FigureElement.drawChart);
  FigureElement.share = shareFrom(siteBase(page.endsWith(`/embed/${figure.id}.html`) ? folderAbove(page) : ''));
  const begun = linkedState(figure);
  // What a page that frames the figure has chosen is where the figure starts: Reset returns there, not to what the lesson
  // begins with, and a locked setting stays there.
  if (begun !== '' && (framed || lock)) place.setAttribute('state', begun);
  if (framed) tellHeight(place, figure.id);
  // The element has no state yet when it tells of its first.
  const stateNow = () => (Object.keys(place.state).length > 0 ? place.state : null);
  const queryNow = () => {
    const state = stateNow();
    return state ? queryOf(figure.fields, state) : begun;
  };
  const link = leadsBack(linkState(null), queryNow);
  start([figure], core, framed && group ? sharedState(link, figure, group, stateNow) : link);
}
