import { escapeHtml } from './prose.js';
import { heightOf, WIDTH } from './heights.js';
import { PREVIEW, previewPath, SHORT_TITLE } from './head.js';

/**
 * oEmbed documents (https://oembed.com, version 1.0), one beside each page: a platform that asks for one by a pasted link
 * gets a frame with the figure. They are files, so `maxwidth` and `maxheight` of a request are not looked at.
 *
 * The lesson's own and the gallery's show the lesson's first figure, which leads to the lesson: platforms put the frame into a
 * sandbox, where these two pages, being made of several files, do not run.
 */

/** What the figures need beyond scripts: the link back opens a window, Download saves. */
const SANDBOX = 'allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads';

/**
 * @param {import('./head.js').About} about   of a figure's page, the lesson or the gallery
 * @param {import('./head.js').About} shown   the figure in the frame
 * @param {string} site
 */
export const oembed = (about, shown, site) => ({
  type: 'rich',
  version: '1.0',
  title: about.title,
  author_name: SHORT_TITLE,
  author_url: site,
  provider_name: SHORT_TITLE,
  provider_url: site,
  cache_age: 86_400,
  thumbnail_url: site + previewPath(about.id),
  thumbnail_width: PREVIEW.width,
  thumbnail_height: PREVIEW.height,
  width: WIDTH,
  height: heightOf(shown.id),
  html: `<iframe src="${escapeHtml(site + shown.path)}" title="${escapeHtml(shown.title)}" `
    + `width="${WIDTH}" height="${heightOf(shown.id)}" loading="lazy" sandbox="${SANDBOX}" allow="clipboard-write"></iframe>`,
});
