import { createServer } from 'node:http';
import sirv from 'sirv';
import { paths } from './paths.js';

/** Serves dist/site on the first free port from 8000 and prints its address. For this machine only. */

const FIRST_PORT = 8000;
const LAST_PORT = 8099;
const files = sirv(paths.site, { dev: true });

/** @param {number} port */
function listen(port) {
  const server = createServer((request, response) => files(request, response, () => {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
    response.end('There is no such page. The lesson is at /');
  }));
  server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
    if (error.code === 'EADDRINUSE' && port < LAST_PORT) return listen(port + 1);
    console.error(`The lesson cannot be served: ${error.message}`);
    process.exitCode = 1;
  });
  server.listen(port, 'localhost', () => console.log(`The lesson is at http://localhost:${port}/ (Ctrl+C stops it)`));
}

listen(FIRST_PORT);
