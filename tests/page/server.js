/**
 * The two hosts that the tests need: one with the lesson under a sub-path, as a course site has it, under a strict
 * content policy; one of another origin whose page embeds a figure in an iframe.
 */
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { scorm, site } from './dist.js';
import { galleryPolicy, insidePolicy, sitePolicy } from './policy.js';
import { probeScript } from './ui/probe.js';
import { breakWasm, injectFirst } from './variants.js';

/**
 * @typedef {object} Servers
 * @property {string} site the lesson's address
 * @property {string} brokenWasm the same with bytes of the core changed
 * @property {string} noWasm the same in a browser without WebAssembly
 * @property {string} oneScript the same where the second script does not arrive
 * @property {string} scorm the packages for learning platforms
 * @property {string} harness the tests' own pages
 * @property {string[]} origins of all of these
 * @property {(address: string, frame: { sandbox?: string, width?: number, elsewhere?: boolean }) => string} host
 *   the address of a page with that address in an iframe, 600 px high, and nothing else in it
 * @property {(html: string, options?: { elsewhere?: boolean, charset?: string }) => string} page the address of a page that stands for
 *   a course's own, with this in its body; charset: one that only the host names, its page does not
 * @property {() => number} broken how many cores were broken so far
 * @property {() => void} stop
 */

/** Scripts that a page may be given before its own. A strict policy lets them in by their address alone. */
const given = /** @type {Record<string, string>} */ ({
  '/given/probe.js': probeScript,
  '/given/no-wasm.js': 'delete globalThis.WebAssembly;',
});

const folders = [
  { prefix: '/course/mle/', folder: site, variant: '' },
  { prefix: '/broken-wasm/course/mle/', folder: site, variant: 'broken-wasm' },
  { prefix: '/no-wasm/course/mle/', folder: site, variant: 'no-wasm' },
  { prefix: '/one-script/course/mle/', folder: site, variant: 'one-script' },
  { prefix: '/scorm/', folder: scorm, variant: '' },
  // Software of courses, as their pages have it.
  ...['scorm-again', 'reveal.js'].map((name) => ({
    prefix: `/${name}/`, folder: fileURLToPath(new URL(`../node_modules/${name}/dist/`, import.meta.url)), variant: '',
  })),
  { prefix: '/harness/', folder: fileURLToPath(new URL('harness/', import.meta.url)), variant: '' },
].map((place) => ({ ...place, files: sirv(place.folder, { dev: true, etag: true }) }));

/**
 * A page as the host gives it, with its policy.
 * @param {string} html
 * @param {string[]} scripts addresses in `given`
 * @param {boolean} inside whether the page carries everything inside
 */
function dressed(html, scripts, inside) {
  const tags = scripts.map((src) => (inside ? `<script>${given[src]}</script>` : `<script src="${src}"></script>`));
  const text = injectFirst(html, tags.join(''));
  return { text, policy: inside ? insidePolicy(text) : sitePolicy };
}

/** Pages given by tests, by number. @type {{ html: string, charset?: string }[]} */
const pages = [];

/** @param {string} body @param {string} [meta] */
const coursePage = (body, meta = '<meta charset="utf-8">') => `<!doctype html><html lang="en"><head>${meta}<title>A course page</title></head>`
  + `<body>\n${body}\n</body></html>`;

/** @param {URLSearchParams} query */
function hostPage(query) {
  const sandbox = query.has('sandbox') ? ` sandbox="${query.get('sandbox')}"` : '';
  return '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A course page</title></head><body>'
    + `<iframe title="figure" src="${query.get('src')}" width="${query.get('width')}" height="600"${sandbox}></iframe>`;
}

/**
 * @param {{ probed: boolean, away: string }} options probed: write the probe into every page, for an engine without init scripts;
 *   away: the other host's name
 * @returns {Promise<Servers>}
 */
export async function startServers({ probed, away }) {
  let broken = 0;

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  function answer(request, response) {
    const { pathname, searchParams } = new URL(`${request.url}`, 'http://host');
    /** @param {string} type @param {string} body */
    const send = (type, body) => {
      response.setHeader('content-type', `${type}; charset=utf-8`);
      response.end(body);
    };
    const place = folders.find(({ prefix }) => pathname.startsWith(prefix));
    if (place) {
      const name = pathname.slice(place.prefix.length) || 'index.html';
      const path = join(place.folder, name);
      if (name.endsWith('.html') && existsSync(path)) {
        const scripts = probed ? ['/given/probe.js'] : [];
        if (place.variant === 'no-wasm') scripts.push('/given/no-wasm.js');
        const gallery = name === 'embed/index.html';
        const { text, policy } = dressed(readFileSync(path, 'utf8'), scripts, name.startsWith('embed/') && !gallery);
        response.setHeader('content-security-policy', gallery ? galleryPolicy : policy);
        send('text/html', text);
      } else if (name.startsWith('assets/offline.')) {
        // What a browser keeps of the site would stand between a test and what it looks at (site-offline.test.js has its own host).
        send('text/javascript', '');
      } else if (place.variant === 'one-script' && name.includes('more-figures')) {
        response.writeHead(404).end();
      } else if (place.variant === 'broken-wasm' && name.endsWith('.js') && existsSync(path)) {
        const { text, count } = breakWasm(readFileSync(path, 'utf8'));
        broken += count;
        send('text/javascript', text);
      } else {
        // As the site's hosts are told (web/build/headers.js): other people's pages import the module.
        if (name.startsWith('mle-')) response.setHeader('access-control-allow-origin', '*');
        request.url = `/${name}`;
        place.files(request, response, () => { response.writeHead(404).end(); });
      }
    } else if (given[pathname]) {
      send('text/javascript', given[pathname]);
    } else if (pathname === '/host') {
      send('text/html', hostPage(searchParams));
    } else if (pathname.startsWith('/page/')) {
      const { html, charset } = pages[Number(pathname.slice('/page/'.length))];
      response.setHeader('content-type', `text/html; charset=${charset ?? 'utf-8'}`);
      response.end(charset ? Buffer.from(coursePage(html, ''), 'latin1') : coursePage(html));
    } else {
      // A browser asks for /favicon.ico by itself, at the root of the host, which is not the lesson's.
      response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
    }
  }

  const servers = [createServer(answer), createServer(answer)];
  // Not another port alone: browsers draw, keep and isolate by the site.
  const [own, other] = await Promise.all(servers.map(async (server, i) => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://${['127.0.0.1', away][i]}:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
  }));
  return {
    site: `${own}/course/mle/`,
    brokenWasm: `${own}/broken-wasm/course/mle/`,
    noWasm: `${own}/no-wasm/course/mle/`,
    oneScript: `${own}/one-script/course/mle/`,
    scorm: `${own}/scorm/`,
    harness: `${own}/harness/`,
    origins: [own, other],
    host(address, { sandbox, width = 640, elsewhere = false }) {
      const query = new URLSearchParams({ src: address, width: String(width) });
      if (sandbox !== undefined) query.set('sandbox', sandbox);
      return `${elsewhere ? other : own}/host?${query}`;
    },
    page(html, { elsewhere = false, charset } = {}) {
      return `${elsewhere ? other : own}/page/${pages.push({ html, charset }) - 1}`;
    },
    broken: () => broken,
    stop() {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}
