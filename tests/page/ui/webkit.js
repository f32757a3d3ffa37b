/** WebKitGTK, through its WebDriver, on a display of its own. */
import { writeFile } from 'node:fs/promises';
import { miniBrowserPath } from './browsers.js';
import { POINTER, startDisplay } from './display.js';
import { chordActions, typingActions } from './keys.js';
import { Ui } from './ui.js';
import { startWall } from './wall.js';
import { WebDriver, elementKey } from './webdriver.js';

/**
 * @typedef {object} Shared what the frames of one page share
 * @property {WebDriver} driver
 * @property {import('./ui.js').Errors} past what pages left since noted
 * @property {string[]} elsewhere every address asked for that is not on this machine
 */

/**
 * The server's pointer is in the window, or it would have no focus, but in the edge above the page: over a chart it would read it.
 */
const CORNER = { x: POINTER.x - 20, y: POINTER.y - 4 };

class WebKitUi extends Ui {
  #shared;
  #index;

  /**
   * @param {{ ui: WebKitUi, selector: string } | null} parent
   * @param {Shared} shared
   * @param {number} [index] the frame's number in its parent, where it was not found by a selector
   */
  constructor(parent, shared, index) {
    super('webkit', parent);
    this.#shared = shared;
    this.#index = index;
  }

  /** Makes this frame the one that the driver's next command is about. */
  async #enter() {
    const { driver } = this.#shared;
    if (!this.parent) {
      await driver.send('POST', '/frame', { id: null });
      return;
    }
    await this.#above().#enter();
    await driver.send('POST', '/frame', { id: this.#index ?? await this.#above().#find(this.parent.selector) });
  }

  #above() {
    return /** @type {WebKitUi} */ (this.parent?.ui);
  }

  /** @param {string} selector */
  #find(selector) {
    return this.#shared.driver.send('POST', '/element', { using: 'css selector', value: selector });
  }

  /** @param {string} url */
  async goto(url) {
    const { past, driver } = this.#shared;
    const seen = await this.#seen();
    for (const kind of /** @type {(keyof typeof past)[]} */ (Object.keys(past))) past[kind].push(...seen[kind]);
    await this.leave(url);
    await driver.send('POST', '/url', { url });
  }

  /**
   * @param {string} source
   * @param {any[]} args
   */
  async run(source, args) {
    await this.#enter();
    return this.#shared.driver.send('POST', '/execute/sync', { script: `return (${source})(...arguments);`, args });
  }

  /** @param {object} source an input source with its actions */
  async #act(source) {
    // Keys go to where the focus is and points are of the top window, in whichever frame the driver is.
    await this.#shared.driver.send('POST', '/actions', { actions: [source] });
  }

  /** @param {string} selector */
  async focus(selector) {
    if (this.parent) {
      // A script may move the focus in a frame of another origin only once the reader has done something there.
      await this.parent.ui.focus(this.parent.selector);
      await this.press('Shift');
    }
    await super.focus(selector);
  }

  /** @param {string} key */
  press(key) {
    return this.#act({ type: 'key', id: 'keyboard', actions: chordActions(key) });
  }

  /** @param {string} text */
  type(text) {
    return this.#act({ type: 'key', id: 'keyboard', actions: typingActions(text) });
  }

  /**
   * @param {import('./ui.js').Point[]} points
   * @param {boolean} [pressed]
   */
  mouse(points, pressed = true) {
    return this.#pointer('mouse', points, pressed);
  }

  /**
   * The driver has no touch, but a pen; for the length of the gesture the page is told that the pen is a finger.
   * Its events are the browser's own, so that capture and the click after a tap are too. touch-action is not obeyed.
   * @param {import('./ui.js').Point[]} points
   */
  async touch(points) {
    await this.evaluate(() => {
      const own = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(PointerEvent.prototype, 'pointerType'));
      Object.defineProperty(PointerEvent.prototype, 'pointerType', {
        configurable: true,
        get() { return own.get?.call(this).replace('pen', 'touch'); },
      });
    });
    await this.#pointer('pen', points, true);
  }

  /**
   * @param {'mouse' | 'pen'} pointerType
   * @param {import('./ui.js').Point[]} points
   * @param {boolean} pressed
   */
  #pointer(pointerType, points, pressed) {
    const [first, ...rest] = points.map((point) => ({ type: 'pointerMove', duration: 0, ...point }));
    const [down, up] = pressed ? [[{ type: 'pointerDown', button: 0 }], [{ type: 'pointerUp', button: 0 }]] : [[], []];
    const actions = [first, ...down, ...rest, ...up];
    return this.#act({ type: 'pointer', id: pointerType, parameters: { pointerType }, actions });
  }

  /** @param {string} selector */
  async frame(selector) {
    const ui = new WebKitUi({ ui: this, selector }, this.#shared);
    await ui.waitFor(() => document.readyState === 'complete' && location.href !== 'about:blank');
    return ui;
  }

  /**
   * @param {number} width
   * @param {number} height
   */
  async resize(width, height) {
    const { driver } = this.#shared;
    if (width < 447) throw new Error('WebKitGTK has no window narrower than 447 pixels: put the page into an iframe');
    await this.#enter();
    const frame = await this.evaluate(() => ({ width: outerWidth - innerWidth, height: outerHeight - innerHeight }));
    await driver.send('POST', '/window/rect', { ...CORNER, width: width + frame.width, height: height + frame.height });
    await this.waitFor((w, h) => innerWidth === w && innerHeight === h, width, height);
  }

  /**
   * @param {string} path
   * @param {string} [selector]
   */
  async screenshot(path, selector) {
    await this.#enter();
    const of = selector ? `/element/${(await this.#find(selector))[elementKey]}` : '';
    await writeFile(path, await this.#shared.driver.send('GET', `${of}/screenshot`), 'base64');
  }

  async errors() {
    const { past, elsewhere } = this.#shared;
    const seen = await this.#seen();
    return {
      console: [...past.console, ...seen.console],
      uncaught: [...past.uncaught, ...seen.uncaught],
      violations: [...past.violations, ...seen.violations],
      requests: [...past.requests, ...seen.requests, ...elsewhere],
    };
  }

  /** What the page that is there now, and the frames in it, have noted. @returns {Promise<import('./ui.js').Errors>} */
  async #seen() {
    const { frames, ...own } = await this.evaluate(() => {
      const { console, uncaught, violations } = /** @type {any} */ (window).__seen
        ?? { console: [], uncaught: [], violations: [] };
      const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
      const requests = entries.map((entry) => entry.name).filter((name) => !/^(data|blob|about):/.test(name));
      return { console, uncaught, violations, requests, frames: window.length };
    });
    for (let k = 0; k < frames; k += 1) {
      const inner = await new WebKitUi({ ui: this, selector: 'iframe' }, this.#shared, k).#seen();
      for (const kind of /** @type {(keyof typeof inner)[]} */ (Object.keys(inner))) own[kind].push(...inner[kind]);
    }
    return own;
  }
}

/**
 * Starts a browser.
 * @returns {Promise<import('./ui.js').Launched>}
 */
export async function startWebKit() {
  const display = await startDisplay();
  const wall = await startWall();
  const stop = () => {
    display.stop();
    wall.stop();
  };
  const driver = await WebDriver.start({
    command: 'WebKitWebDriver',
    environment: {
      DISPLAY: display.name,
      GDK_BACKEND: 'x11',
      NO_AT_BRIDGE: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
      // Not the driver's `proxy` capability: with that, one session in 25 never starts.
      http_proxy: wall.address,
      https_proxy: wall.address,
      no_proxy: '127.0.0.1,localhost',
    },
    capabilities: {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: miniBrowserPath, args: ['--automation'] },
    },
  }).catch((error) => {
    stop();
    throw error;
  });
  return {
    /** Opens a page with nothing stored. There is one window: close the page before you open the next. */
    async open({ width, height, scripts }) {
      if (!scripts) throw new Error('webkit takes no order to run without scripts');
      wall.asked.length = 0;
      const past = { console: [], uncaught: [], violations: [], requests: [] };
      const ui = new WebKitUi(null, { driver, past, elsewhere: wall.asked });
      await ui.resize(width, height);
      return { ui, close: () => ui.goto('about:blank') };
    },
    async stop() {
      await driver.stop();
      stop();
    },
  };
}
