import { HIGHEST, isA, LOWEST, send } from './embed-messages.js';

/** A page that has not made the frame higher by then does not do it. */
const FOLLOWED_WITHIN_MS = 2000;

/**
 * Tells the page around a framed figure how high the figure is: mle-embed.js and Canvas listen. The root element is as
 * high as its content whatever the frame's height, so that the answer does not change what was asked. A scroll bar would: beside
 * it the content is narrower, its charts lower, and a frame cut to that would need the scroll bar for ever. So there is none
 * (embed.css) while the page follows.
 * @param {HTMLElement} place @param {string} id
 */
export function tellHeight(place, id) {
  const root = document.documentElement;
  let told = 0;
  let timer = 0;
  const say = () => {
    send(parent, 'height', { id, height: told });
    parent.postMessage({ subject: 'lti.frameResize', height: told }, '*');
  };
  const measure = () => {
    // A frame made to fit the place that waits for the figure would jump twice.
    if (place.dataset.status === 'waiting') return;
    // The sum of many fractions may miss a whole number by a hair.
    const height = Math.min(HIGHEST, Math.max(LOWEST, Math.ceil(root.getBoundingClientRect().height - 0.01)));
    if (height === told) return;
    told = height;
    say();
    clearTimeout(timer);
    timer = window.setTimeout(() => { if (innerHeight < told) root.classList.remove('followed'); }, FOLLOWED_WITHIN_MS);
  };
  new ResizeObserver(measure).observe(root);
  addEventListener('resize', () => { if (told > 0 && innerHeight >= told) root.classList.add('followed'); });
  new MutationObserver(measure).observe(place, { attributes: true, attributeFilter: ['data-status'] });
  addEventListener('message', ({ source, data }) => {
    if (source === parent && isA(data, 'ask') && told > 0) say();
  });
}
