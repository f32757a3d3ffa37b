/** A static host for one folder at a time, under a sub-path: what it serves can be changed, and it can go away. */
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sirv from 'sirv';
import { serviceWorker } from '../../web/build/worker.js';
import { site } from './dist.js';

/**
 * @typedef {object} Host
 * @property {string} site the lesson's address
 * @property {(folder: string | null) => void} serve null: nothing is there any more
 * @property {(path: string, folder: string) => void} instead takes one file from another folder, until the next `serve`
 * @property {(html: string) => void} outside the page at /outside, which is not the site's
 * @property {(there: boolean) => void} online
 * @property {() => void} stop
 */

const PREFIX = '/course/mle/';

/**
 * @param {string} folder
 * @param {(response: import('node:http').ServerResponse, path: string) => void} [setHeaders] for each file
 * @returns {Promise<Host>}
 */
export async function startHost(folder, setHeaders) {
  /** @param {string | null} from */
  const filesOf = (from) => from && sirv(from, { dev: true, etag: true, setHeaders });
  let files = filesOf(folder);
  let there = true;
  let outside = '';
  /** @type {Map<string, ReturnType<typeof filesOf>>} */
  const others = new Map();

  const server = createServer((request, response) => {
    if (!there) {
      request.socket.destroy();
      return;
    }
    const { pathname } = new URL(`${request.url}`, 'http://host');
    if (pathname === '/outside') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(outside);
      return;
    }
    const from = pathname.startsWith(PREFIX) && (others.get(pathname.slice(PREFIX.length)) ?? files);
    const nothing = () => { response.writeHead(pathname === '/favicon.ico' ? 204 : 404, { 'content-type': 'text/html' }).end(); };
    request.url = `${request.url}`.slice(PREFIX.length - 1);
    if (from) from(/** @type {any} */ (request), /** @type {any} */ (response), nothing);
    else nothing();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    site: `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}${PREFIX}`,
    serve(next) {
      others.clear();
      files = filesOf(next);
    },
    instead: (path, from) => { others.set(path, filesOf(from)); },
    outside: (html) => { outside = html; },
    online(value) {
      there = value;
      if (!there) server.closeAllConnections();
    },
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * The site as another build would write it: its page says so in its title, and its styles, under another name, do too. With
 * one figure alone, which is enough to see and quick to load.
 * @param {string} name
 * @returns {Promise<{ folder: string, remove: () => void }>}
 */
export async function anotherBuild(name) {
  const folder = mkdtempSync(join(tmpdir(), 'mle-build-'));
  cpSync(site, folder, { recursive: true, filter: (path) => !/\.(gz|br)$/.test(path) });
  const index = readFileSync(join(folder, 'index.html'), 'utf8');
  const styles = /assets\/lesson\.\w+\.css/.exec(index)?.[0] ?? '';
  const renamed = styles.replace('lesson.', `lesson.${name}-`);
  renameSync(join(folder, styles), join(folder, renamed));
  writeFileSync(join(folder, renamed), `${readFileSync(join(folder, renamed), 'utf8')}:root{--build:${name}}`);
  writeFileSync(join(folder, 'index.html'), index.replace(styles, renamed)
    .replace(/<title>.*<\/title>/, `<title>${name}</title>`).replace(/<script src="assets\/more-figures.*<\/script>/, ''));
  writeFileSync(join(folder, 'sw.js'), await serviceWorker(folder));
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
