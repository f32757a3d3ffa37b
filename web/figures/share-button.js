import { el } from '../ui/dom.js';

/**
 * The button that opens the share panel (share.js), which is made when it is first asked for.
 *
 * @typedef {object} Shared
 * @property {Readonly<import('./figure.js').Figure>} figure
 * @property {import('../ui/store.js').Store} store
 * @property {HTMLElement} place    the <mle-figure>
 * @typedef {(shared: Shared) => { element: HTMLElement, open: () => void, close: () => void }} Share
 */

/** @param {Shared} shared @param {() => Share | undefined} share   undefined while its script is on its way */
export function createShareButton(shared, share) {
  const { title } = shared.figure;
  const region = el('div', { class: 'figure-share', role: 'group', 'aria-label': `Share: ${title}`, hidden: true });
  const button = el('button', { type: 'button', 'data-action': 'share', 'aria-expanded': 'false' }, 'Share');
  /** @type {ReturnType<Share> | undefined} */
  let panel;
  button.addEventListener('click', () => {
    const opens = region.hidden;
    panel ??= share()?.(shared);
    if (opens) panel?.open();
    else panel?.close();
    region.replaceChildren(panel?.element ?? 'The page is still loading. Press Share again in a moment.');
    region.hidden = !opens;
    button.setAttribute('aria-expanded', String(opens));
  });
  return { button, element: region };
}
