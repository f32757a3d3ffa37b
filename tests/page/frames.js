/** What the tests of framed figures share: the pages around them. */
import { expect } from './fixtures.js';

/** @typedef {import('./ui/ui.js').Ui} Ui */

/** How far a frame may be from its content, in CSS pixels. */
export const NEAR = 1;

/** @param {string} src @param {string} [attributes] */
export const frameTo = (src, attributes = 'width="640"') => `<iframe title="figure" height="300" ${attributes} src="${src.replace(/&/g, '&amp;')}"></iframe>`;

/** The script for pages around frames, as a snippet has it. @param {import('./server.js').Servers} servers */
export const fitScript = (servers) => `<script src="${servers.site}mle-embed.js" async></script>`;

/**
 * Waits until a frame is as high as its content, and stays so: a height that followed from itself would go on growing.
 * @param {Ui} frame
 * @returns {Promise<number>} the height
 */
export function fitted(frame) {
  return frame.waitFor(async (near) => {
    const fits = () => Math.abs(innerHeight - document.documentElement.getBoundingClientRect().height) <= near
      && document.documentElement.scrollHeight <= innerHeight && innerHeight;
    const height = fits();
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    return fits() === height && height;
  }, NEAR);
}

/**
 * Waits until the page has made a frame as high as its content, wherever it stands: a browser does not tell a frame of another
 * site that is out of sight how high it is.
 * @param {Ui} ui @param {string} selector
 * @returns {Promise<number>} the height
 */
export async function framed(ui, selector) {
  const frame = await ui.frame(selector);
  let height = 0;
  await expect.poll(async () => {
    height = await ui.evaluate((query) => document.querySelector(query).clientHeight, selector);
    return Math.abs(height - await frame.evaluate(() => document.documentElement.getBoundingClientRect().height));
  }, { message: `${selector}: how far the frame is from its content`, timeout: 10_000 }).toBeLessThanOrEqual(NEAR);
  return height;
}

/**
 * Opens or closes a part of the figure, and waits until it is. Not with the mouse: WebKit's driver cannot scroll the page
 * around a frame of another origin to it.
 * @param {Ui} frame @param {string} action @param {boolean} open
 */
export async function turn(frame, action, open) {
  await frame.evaluate((name) => /** @type {HTMLElement} */ (document.querySelector(`[data-action="${name}"]`)).click(), action);
  await frame.waitFor((name, state) => document.querySelector(`[data-action="${name}"]`)?.getAttribute('aria-expanded') === state, action, String(open));
}
