/**
 * Where the site is that a page belongs to: the address under which others reach embed/, mle-embed.js and their neighbours,
 * without a "/" at its end.
 *
 * @typedef {{ base: string, known: boolean }} SiteBase   known: false for a stand-in that the reader must replace
 */

const STAND_IN = 'https://your.site/mle';

/**
 * @param {string} address   of the site's folder, "" where the page is not the site's
 * @param {string} [built]   what the build was told
 * @returns {SiteBase}
 */
export function siteBase(address, built = SITE_URL) {
  const known = [address, built].find((candidate) => /^https?:\/\//.test(candidate));
  return { base: (known ?? STAND_IN).replace(/\/+$/, ''), known: known !== undefined };
}

/** The folder above a file of the site's: "" where there is none, as in a file that carries everything inside. @param {string} url */
export const folderAbove = (url) => (/^(https?|file):\/\/.*\/[^/]+\/[^/]*$/.test(url) ? new URL('..', url).href : '');

/** The folder of a file of the site's: "" for none. @param {string} url */
export const folderOf = (url) => (/^https?:/.test(url) ? new URL('.', url).href : '');
