/** What the tests of framed figures share: the pages around them. */

/** @typedef {import('./ui/ui.js').Ui} Ui */

/** How far a frame may be from its content, in CSS pixels. */
export const NEAR = 1;

/** @param {string} src @param {string} [attributes] */
export const frameTo = (src, attributes = 'width="640"') => `<iframe title="figure" height="300" ${attributes} src="${src.replace(/&/g, '&amp;')}"></iframe>`;

/** The script for pages around frames, as a snippet has it. @param {import('./server.js').Servers} servers */
export const fitScript = (servers) => `<script src="${servers.site}mle-embed.js" async></script>`;

/**
 * Waits until a frame is as high as its content, its letters being there, and holds that it stays so: a height that followed from itself would go on
 * growing.
 * @param {Ui} frame
 * @returns {Promise<number>} the height
 */
export async function fitted(frame) {
  await frame.evaluate(() => document.fonts.ready.then(() => true));
  const height = await frame.waitFor((near) => {
    const content = document.documentElement.getBoundingClientRect().height;
    return Math.abs(innerHeight - content) <= near && document.documentElement.scrollHeight <= innerHeight && innerHeight;
  }, NEAR);
  const later = await frame.evaluate(() => new Promise((resolve) => { setTimeout(() => resolve(innerHeight), 300); }));
  if (later !== height) throw new Error(`${frame.engine}: the frame was ${height} high, and then ${later}`);
  return height;
}
