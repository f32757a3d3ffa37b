import { once } from 'node:events';
import { createServer } from 'node:http';

/**
 * Starts a proxy that lets nothing out and notes what wanted to go.
 * @returns {Promise<{ asked: string[], address: string, stop: () => void }>}
 */
export async function startWall() {
  /** @type {string[]} */
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(`${request.url}`);
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket) => {
    asked.push(`https://${request.url}`);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { asked, address: `http://127.0.0.1:${port}`, stop: () => { server.close(); } };
}
