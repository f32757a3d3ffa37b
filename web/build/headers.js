import { readFile } from 'node:fs/promises';

/**
 * What a host may say of each file beside its bytes. A page's policy by header is the one in its head, read there: the two
 * cannot differ, and pages that carry their scripts inside keep the hashes that only they know.
 *
 * @typedef {{ path: string, policy: string }} PagePolicy
 */

/** @param {string} folder @param {string[]} files @returns {Promise<PagePolicy[]>} of each page, by its path within the site */
export async function pagePolicies(folder, files) {
  return Promise.all(files.filter((path) => path.endsWith('.html')).map(async (path) => {
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(await readFile(`${folder}/${path}`, 'utf8'))?.[1];
    if (!policy) throw new Error(`${path} has no content policy`);
    return { path, policy };
  }));
}

const IMMUTABLE = 'public, max-age=31536000, immutable';
/** For other people's pages: scripts to load (modules ask for leave), documents to fetch. */
const FOR_OTHERS = ['/mle-*', '/oembed/*'];

/**
 * Netlify's and Cloudflare Pages' `_headers`. Both answer a folder's address with its index.html.
 * @param {PagePolicy[]} pages
 */
export function headersFile(pages) {
  /** @param {string} path @param {Record<string, string>} headers */
  const rule = (path, headers) => `${path}\n${Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`).join('')}`;
  return [
    rule('/*', { 'X-Content-Type-Options': 'nosniff' }),
    rule('/assets/*', { 'Cache-Control': IMMUTABLE }),
    ...FOR_OTHERS.map((path) => rule(path, { 'Access-Control-Allow-Origin': '*' })),
    ...pages.flatMap(({ path, policy }) => {
      const addresses = path.endsWith('index.html') ? [`/${path.slice(0, -'index.html'.length)}`, `/${path}`] : [`/${path}`];
      return addresses.map((address) => rule(address, { 'Content-Security-Policy': policy }));
    }),
  ].join('');
}

/**
 * deploy/nginx.conf with what the build knows put in: the pages' policies and the path that the site stands under.
 * @param {string} template
 * @param {PagePolicy[]} pages
 * @param {string} base   "/mle/"
 */
export function nginxConf(template, pages, base) {
  const exactly = (/** @type {string} */ path) => `~^${(base + path).replace(/[.+]/g, '\\$&')}$`;
  const policies = pages.map(({ path, policy }) => `  ${exactly(path)} "${policy}";`).join('\n');
  return template.replace('  # POLICIES', () => policies).replaceAll('@BASE@', base);
}
