import { HIGHEST, isA, LOWEST, send } from './embed-messages.js';

/**
 * Tells the page around a framed figure how high the figure is: mle-embed.js and Canvas listen. The root element is as
 * high as its content whatever the frame's height, so that the answer does not change what was asked.
 * @param {HTMLElement} place @param {string} id
 */
export function tellHeight(place, id) {
  const root = document.documentElement;
  let told = 0;
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
  };
  new ResizeObserver(measure).observe(root);
  new MutationObserver(measure).observe(place, { attributes: true, attributeFilter: ['data-status'] });
  addEventListener('message', ({ source, data }) => {
    if (source === parent && isA(data, 'ask') && told > 0) say();
  });
}
