/**
 * Where the site will stand, told by the environment variable SITE_URL: the address of its folder. All that needs an
 * absolute address (canonical links, sitemap, oEmbed, social pictures) is made from it, and left out without it.
 * @param {string | undefined} text
 * @returns {string | null} with a slash at its end
 */
export function siteUrl(text) {
  if (!text) return null;
  const refuse = (/** @type {string} */ rule) => { throw new Error(`SITE_URL ${rule}, got “${text}”`); };
  if (!URL.canParse(text)) refuse('must be a whole address such as https://example.org/mle/');
  const { protocol, username, password, pathname, origin } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') refuse('must begin with https:// or http://');
  if (username || password) refuse('must hold no user name or password');
  // Looked for in the text: an empty query or fragment is one too, and URL does not tell it.
  if (text.includes('?')) refuse('must have no query (“?”)');
  if (text.includes('#')) refuse('must have no fragment (“#”)');
  if (/\.html?$/.test(pathname)) refuse('must be the address of the site’s folder, not of a page');
  return origin + pathname.replace(/\/*$/, '/');
}

/** What this build was told. */
export const address = siteUrl(process.env.SITE_URL);
