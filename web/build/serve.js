import { createServer } from 'node:http';
import sirv from 'sirv';
import { paths } from './paths.js';

/** Serves dist/site on the first free port from 8000 and prints its address. For this machine only. */

const FIRST_PORT = 8000;
const LAST_PORT = 8099;
/** What "localhost" may mean to a browser: a port that another program holds on either of them is taken. */
const HOSTS = ['127.0.0.1', '::1'];
/** The machine has no such address: IPv6 is switched off, say. */
const ABSENT = ['EADDRNOTAVAIL', 'EAFNOSUPPORT'];

/** A notebook on another port may import what is for other people's pages, as it may from a host (headers.js). */
const files = sirv(paths.site, {
  dev: true,
  setHeaders: (response, path) => { if (/^\/(mle-|oembed\/)/.test(path)) response.setHeader('Access-Control-Allow-Origin', '*'); },
});

/**
 * @param {string} host @param {number} port
 * @returns {Promise<import('node:http').Server | null>} null where there is no such host
 */
const listen = (host, port) => new Promise((resolve, reject) => {
  const server = createServer((request, response) => {
    const missing = () => {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end('There is no such page. The lesson is at /');
    };
    // Not kept by the browser: the next visit is for what was built since, and tomorrow this port serves something else.
    if (request.url === '/sw.js') missing();
    else files(request, response, missing);
  });
  server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
    if (ABSENT.includes(error.code ?? '')) resolve(null);
    else reject(error);
  });
  server.listen({ host, port, ipv6Only: true }, () => resolve(server));
});

/** @param {number} port @returns {Promise<number>} the port found free on every host */
async function serve(port) {
  const attempts = await Promise.allSettled(HOSTS.map((host) => listen(host, port)));
  const servers = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' && attempt.value ? [attempt.value] : []));
  const failure = attempts.find((attempt) => attempt.status === 'rejected')?.reason;
  if (!failure && servers.length > 0) return port;
  servers.forEach((server) => server.close());
  if (failure?.code === 'EADDRINUSE' && port < LAST_PORT) return serve(port + 1);
  throw failure ?? new Error('this machine has no address of its own');
}

try {
  console.log(`The lesson is at http://localhost:${await serve(FIRST_PORT)}/ (Ctrl+C stops it)`);
} catch (error) {
  console.error(`The lesson cannot be served: ${/** @type {Error} */ (error).message}`);
  process.exitCode = 1;
}
