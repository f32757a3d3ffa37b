import { pageColours } from './colours.js';

/**
 * A figure in somebody else's page stands behind a shadow root with styles of its own. They are a constructed sheet,
 * shared by all figures: a strict content policy lets it pass, where it would refuse a <style>.
 *
 * @typedef {object} Isolation
 * @property {(host: HTMLElement) => HTMLElement} place   the element that holds the figure
 * @property {typeof pageColours} colours
 */

/** Attributes that the styles go by. */
const STYLED = ['name', 'theme', 'background'];

/** Keys that have another use on many pages while none of their own fields has the focus: slides turn, notebook cells go. */
const theirs = (/** @type {KeyboardEvent} */ { key, ctrlKey, metaKey, altKey }) =>
  ctrlKey || metaKey || altKey || key === 'Tab' || key === 'Escape' || /^F\d/.test(key);

/** @param {string} css @returns {Isolation} */
export function isolate(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);

  /** @param {HTMLElement} host */
  function enclose(host) {
    const root = host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    const place = document.createElement('mle-root');
    place.lang = 'en';
    // From outside, the page cannot see that the focus is in a field of ours.
    place.addEventListener('keydown', (event) => { if (!theirs(event)) event.stopPropagation(); });
    root.append(place);
    return place;
  }

  return {
    place(host) {
      const place = /** @type {HTMLElement | null | undefined} */ (host.shadowRoot?.querySelector('mle-root')) ?? enclose(host);
      for (const name of STYLED) {
        const value = host.getAttribute(name);
        if (value === null) place.removeAttribute(name);
        else place.setAttribute(name, value);
      }
      return place;
    },
    colours: pageColours,
  };
}
