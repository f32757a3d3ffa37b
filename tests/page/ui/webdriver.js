/**
 * A small client of the W3C WebDriver protocol (https://www.w3.org/TR/webdriver2/), as much of it as WebKitGTK's
 * driver needs. Every command has a time limit: this driver answers some wrong requests with silence, and a
 * silent test run tells nobody what happened.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const limit = 40_000;

/** The key under which the protocol sends a reference to an element. */
export const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

/** @returns {Promise<number>} a port that was free a moment ago */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

export class WebDriver {
  #address;
  #process;
  #session = '';

  /**
   * @param {string} address
   * @param {import('node:child_process').ChildProcess} process
   */
  constructor(address, process) {
    this.#address = address;
    this.#process = process;
  }

  /**
   * Starts the driver and one browser session.
   * @param {{ command: string, environment: Record<string, string>, capabilities: object }} options
   * @returns {Promise<WebDriver>}
   */
  static async start({ command, environment, capabilities }) {
    const port = await freePort();
    // MiniBrowser talks to the terminal about missing desktop services; nothing in it concerns a test.
    const driver = spawn(command, [`--port=${port}`], { env: { ...process.env, ...environment }, stdio: 'ignore' });
    const failed = once(driver, 'error').then(([error]) => { throw new Error(`${command}: ${error.message}`); });
    const client = new WebDriver(`http://127.0.0.1:${port}`, driver);
    try {
      await Promise.race([failed, client.#listening()]);
      await client.#open(capabilities);
    } catch (error) {
      driver.kill();
      throw error;
    }
    return client;
  }

  async #listening() {
    const end = Date.now() + limit;
    for (;;) {
      try {
        await fetch(`${this.#address}/status`, { signal: AbortSignal.timeout(1000) });
        return;
      } catch (error) {
        if (Date.now() > end) throw new Error(`WebDriver does not listen after ${limit / 1000} s`, { cause: error });
        await sleep(50);
      }
    }
  }

  /** @param {object} capabilities */
  async #open(capabilities) {
    const { sessionId } = await this.#request('POST', '/session', { capabilities: { alwaysMatch: capabilities } });
    this.#session = `/session/${sessionId}`;
  }

  /**
   * One command of the open session.
   * @param {'GET' | 'POST' | 'DELETE'} method
   * @param {string} path after /session/<id>, for example '/url'
   * @param {object} [body]
   * @returns {Promise<any>} the value in the answer
   */
  send(method, path, body) {
    return this.#request(method, this.#session + path, method === 'POST' ? body ?? {} : undefined);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   */
  async #request(method, path, body) {
    let answer;
    try {
      answer = await fetch(this.#address + path, {
        method,
        body: body && JSON.stringify(body),
        headers: body && { 'content-type': 'application/json' },
        signal: AbortSignal.timeout(limit),
      });
    } catch (error) {
      throw new Error(`WebDriver gave no answer to ${method} ${path} within ${limit / 1000} s`, { cause: error });
    }
    const { value } = /** @type {any} */ (await answer.json());
    if (!answer.ok) throw new Error(`WebDriver ${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }

  /** Closes the browser, then the driver. */
  async stop() {
    await this.send('DELETE', '').catch(() => {}); // a browser that has crashed cannot be closed; the driver can
    this.#process.kill();
  }
}
