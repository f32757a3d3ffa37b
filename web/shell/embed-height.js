import { HIGHEST, isA, LOWEST, send } from './embed-messages.js';

/** A page that has not made the frame higher by then does not do it. */
const FOLLOWED_WITHIN_MS = 2000;
/** A drag changes much at once; where the frame is drawn, its observer has told of the height by then. */
const MEASURE_AFTER_MS = 50;

/**
 * Tells the page around a framed figure how high the figure is: mle-embed.js and Canvas listen. The root element is as
 * high as its content whatever the frame's height, so that the answer does not change what was asked. A scroll bar would: beside
 * it the content is narrower, its charts lower, and a frame cut to that would need the scroll bar for ever. So it is measured without
 * one (embed.css), and there is none while the page follows.
 *
 * Browsers do not draw a frame of another site that is out of sight: there no observer of sizes speaks, no animation frame comes,
 * and the frame does not hear how high it was made. Its page has its place in the text all the same.
 * @param {HTMLElement} place @param {string} id
 */
export function tellHeight(place, id) {
  const root = document.documentElement;
  let told = 0;
  let following = 0;
  let measuring = 0;
  const say = () => {
    send(parent, 'height', { id, height: told });
    parent.postMessage({ subject: 'lti.frameResize', height: told }, '*');
  };
  const heightWithoutBar = () => {
    const followed = root.classList.contains('followed');
    root.classList.add('followed');
    const { height } = root.getBoundingClientRect();
    root.classList.toggle('followed', followed);
    return height;
  };
  const measure = () => {
    // A frame made to fit the place that waits for the figure would jump twice.
    if (place.dataset.status === 'waiting') return;
    // The sum of many fractions may miss a whole number by a hair.
    const height = Math.min(HIGHEST, Math.max(LOWEST, Math.ceil(heightWithoutBar() - 0.01)));
    if (height === told) return;
    told = height;
    say();
    clearTimeout(following);
    // In the next animation frame: only a frame that is drawn knows how high it is.
    following = window.setTimeout(() => requestAnimationFrame(() => {
      if (innerHeight < told) root.classList.remove('followed');
    }), FOLLOWED_WITHIN_MS);
  };
  const measureSoon = () => {
    measuring ||= window.setTimeout(() => {
      measuring = 0;
      measure();
    }, MEASURE_AFTER_MS);
  };
  // Not within its call: what the measuring changes for a moment would come back to it.
  new ResizeObserver(() => setTimeout(measure)).observe(root);
  new MutationObserver(measureSoon).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  document.fonts.addEventListener('loadingdone', measureSoon);
  addEventListener('resize', () => { if (told > 0 && innerHeight >= told) root.classList.add('followed'); });
  addEventListener('message', ({ source, data }) => {
    if (source === parent && isA(data, 'ask') && told > 0) say();
  });
}
