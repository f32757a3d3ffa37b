import { spawn } from 'node:child_process';

const limit = 30_000;
/** Larger than any window with its corner in the middle. */
const SCREEN = { width: 4000, height: 3000 };
/** Where the server's own pointer is: it has no other that could be moved. */
export const POINTER = { x: SCREEN.width / 2, y: SCREEN.height / 2 };

/**
 * Starts an X server without a screen on the first free display.
 * @returns {Promise<{ name: string, stop: () => void }>} its name, for DISPLAY, and how to end it
 */
export async function startDisplay() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${SCREEN.width}x${SCREEN.height}x24`, '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const pipe = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
  const number = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Xvfb named no display within ${limit / 1000} s`)), limit);
    let text = '';
    pipe.on('data', (chunk) => {
      text += chunk;
      if (!text.includes('\n')) return;
      clearTimeout(timer);
      resolve(text.trim());
    });
    server.once('error', (error) => reject(new Error(`Xvfb does not start: ${error.message}`)));
    server.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}`)));
  });
  return { name: `:${number}`, stop: () => { server.kill(); } };
}
