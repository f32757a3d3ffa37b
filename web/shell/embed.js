import { FigureElement } from '../figures/element.js';
import { saveWith } from '../figures/save.js';
import { shareFrom } from '../figures/share.js';
import { el } from '../ui/dom.js';
import { fragmentOf, holdsState, readFragment } from '../ui/link.js';
import { sharedState } from './embed-group.js';
import { tellHeight } from './embed-height.js';
import { readOptions } from './embed-options.js';
import { linkState } from './link-state.js';
import { folderAbove, siteBase } from './site-base.js';
import { start } from './start.js';

/** @typedef {import('./link-state.js').LinkState} LinkState */

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
 * The link below the figure leads to what the figure shows, in the lesson. A figure opened from a file of its own has no
 * lesson beside it, but the site that was built with it may be known.
 * @param {LinkState} link @returns {LinkState}
 */
function leadsBack(link) {
  const anchor = /** @type {HTMLAnchorElement} */ (document.querySelector('.embed-back a'));
  const lesson = location.protocol === 'file:' && SITE_URL ? `${siteBase('').base}/index.html` : '../index.html';
  return {
    ...link,
    show(id, query) {
      link.show(id, query);
      anchor.setAttribute('href', `${lesson}#${fragmentOf([[id, query]]) || id}`);
    },
  };
}

/**
 * Reset returns to what the page around a frame has chosen, not to what the lesson begins with; and a locked setting stays
 * at what the link says.
 * @param {HTMLElement} place @param {string} id
 */
function keepStart(place, id) {
  const fragment = location.hash.slice(1);
  const query = holdsState(fragment) ? readFragment(fragment).queries.get(id) : undefined;
  if (query !== undefined) place.setAttribute('state', query);
}

/**
 * One figure alone in its page, for an iframe.
 * @param {Readonly<import('../figures/figure.js').Figure>} figure
 * @param {import('../figures/element.js').Core} core
 */
export function startEmbed(figure, core) {
  const place = /** @type {HTMLElement} */ (document.querySelector('mle-figure'));
  const framed = parent !== window;
  const { group, lock } = applyOptions(place, location.search);
  const page = location.origin + location.pathname;
  FigureElement.save = saveWith(FigureElement.drawChart);
  FigureElement.share = shareFrom(siteBase(page.endsWith(`/embed/${figure.id}.html`) ? folderAbove(page) : ''));
  if (framed || lock) keepStart(place, figure.id);
  if (framed) tellHeight(place, figure.id);
  const link = leadsBack(linkState({ lead: false }));
  start([figure], core, framed && group ? sharedState(link, figure, group) : link);
}
