/** Chromium and Firefox, through @playwright/test. */
import { chromium, firefox } from '@playwright/test';
import { chromiumPath, firefoxPath } from './browsers.js';
import { mark, probeScript } from './probe.js';
import { chromiumTouch, firefoxTouch } from './touch.js';
import { Ui } from './ui.js';

/** Debian's browsers; what each flag is for stands in the README beside. */
const chromiumOptions = {
  executablePath: chromiumPath,
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
  ],
};
const firefoxOptions = {
  channel: firefoxPath && 'moz-firefox',
  executablePath: firefoxPath,
  firefoxUserPrefs: {
    // The runner's profile turns this off, and so hides what fails in a page opened by double click.
    'security.fileuri.strict_origin_policy': true,
    // Otherwise the bytes of a canvas vary.
    'privacy.baselineFingerprintingProtection': false,
  },
};

/**
 * What Firefox says of a formula that it lays out before the rest of it has arrived. Whether the formulas are whole,
 * html.test.js asks.
 */
const unfinished = /^Incorrect number of children for <m\w+\/> tag/;

/**
 * @typedef {{ page: import('@playwright/test').Page, zoomed?: import('@playwright/test').CDPSession } & import('./ui.js').Errors} Shared
 *   what a page's frames share
 */

class PlaywrightUi extends Ui {
  #frame;
  #shared;

  /**
   * @param {'chromium' | 'firefox'} engine
   * @param {{ ui: Ui, selector: string } | null} parent
   * @param {import('@playwright/test').Frame} frame
   * @param {Shared} shared
   */
  constructor(engine, parent, frame, shared) {
    super(engine, parent);
    this.#frame = frame;
    this.#shared = shared;
  }

  /** @param {string} url */
  async goto(url) {
    await this.leave(url);
    await this.#frame.goto(url, { waitUntil: 'load' });
  }

  /**
   * @param {string} source
   * @param {any[]} args
   */
  async run(source, args) {
    const call = /** @type {(args: any[]) => any} */ (new Function('args', `return (${source})(...args);`));
    const value = await this.#frame.evaluate(call, args);
    return value === undefined ? null : JSON.parse(JSON.stringify(value)); // as WebDriver gives it
  }

  /** @param {string} key */
  press(key) {
    return this.#shared.page.keyboard.press(key);
  }

  /** @param {string} text */
  type(text) {
    return this.#shared.page.keyboard.type(text);
  }

  /**
   * @param {import('./ui.js').Point[]} points
   * @param {boolean} [pressed]
   */
  async mouse(points, pressed = true) {
    const { mouse } = this.#shared.page;
    await mouse.move(points[0].x, points[0].y);
    if (pressed) await mouse.down();
    for (const { x, y } of points.slice(1)) await mouse.move(x, y);
    if (pressed) await mouse.up();
  }

  /** @param {import('./ui.js').Point[]} points */
  touch(points) {
    return (this.engine === 'chromium' ? chromiumTouch : firefoxTouch)(this.#shared.page, points);
  }

  /** @param {string} selector */
  async frame(selector) {
    const element = await this.#frame.waitForSelector(selector, { state: 'attached' });
    const frame = await element.contentFrame();
    if (!frame) throw new Error(`${this.engine}: ${selector} is no iframe`);
    await frame.waitForLoadState('load');
    return new PlaywrightUi(/** @type {any} */ (this.engine), { ui: this, selector }, frame, this.#shared);
  }

  /**
   * @param {number} width
   * @param {number} height
   */
  async resize(width, height) {
    await unzoom(this.#shared);
    await this.#shared.page.setViewportSize({ width, height });
  }

  /**
   * A window of this size with its page so many times as large: fewer pixels of the page's, each drawn finer. Chromium alone,
   * until the next resize.
   * @param {number} width @param {number} height @param {number} factor
   */
  async zoom(width, height, factor) {
    const inner = { width: Math.round(width / factor), height: Math.round(height / factor) };
    await this.resize(inner.width, inner.height);
    const { page } = this.#shared;
    this.#shared.zoomed = await page.context().newCDPSession(page);
    await this.#shared.zoomed.send('Emulation.setDeviceMetricsOverride', { ...inner, deviceScaleFactor: factor, mobile: false });
    await this.waitFor((ratio) => devicePixelRatio === ratio, factor);
  }

  /**
   * @param {string} path
   * @param {string} [selector]
   */
  async screenshot(path, selector) {
    const of = selector ? this.#frame.locator(selector).first() : this.#shared.page;
    await of.screenshot({ path, animations: 'disabled' });
  }

  /** @param {'light' | 'dark'} scheme */
  async setScheme(scheme) {
    // Firefox takes emulateMedia without doing it, so it gets the page's own switch, as WebKit does.
    if (this.engine === 'chromium') await this.#shared.page.emulateMedia({ colorScheme: scheme });
    else await super.setScheme(scheme);
  }

  /** @param {'screen' | 'print'} media */
  setMedia(media) {
    // Firefox takes emulateMedia without doing it.
    return this.engine === 'chromium' ? this.#shared.page.emulateMedia({ media }) : super.setMedia(media);
  }

  /** The reader's own few colours in place of the page's. Chromium alone. */
  async forceColours() {
    await this.#shared.page.emulateMedia({ forcedColors: 'active' });
  }

  /**
   * The fonts that each element with text of its own is drawn with. Chromium alone.
   * @returns {Promise<{ text: string, font: string, own: boolean }[]>} own: one of the page's
   */
  async fontsDrawn() {
    const session = await this.#shared.page.context().newCDPSession(this.#shared.page);
    for (const domain of ['DOM', 'CSS']) await session.send(/** @type {any} */ (`${domain}.enable`));
    const { root } = await session.send('DOM.getDocument', { depth: -1 });
    /** @type {{ nodeId: number, text: string }[]} */
    const texts = [];
    const left = [root];
    for (let node = left.pop(); node; node = left.pop()) {
      const { nodeId, localName, children = [] } = node;
      // For screen readers, beside what is seen.
      if (localName === 'math') continue;
      left.push(...children);
      const text = children.filter(({ nodeType }) => nodeType === 3).map(({ nodeValue }) => nodeValue).join('').trim();
      if (text) texts.push({ nodeId, text: text.slice(0, 60) });
    }
    const drawn = await Promise.all(texts.map(async ({ nodeId, text }) => {
      const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
      return fonts.map(({ familyName, isCustomFont }) => ({ text, font: familyName, own: isCustomFont }));
    }));
    await session.detach();
    return drawn.flat();
  }

  async errors() {
    const { console, uncaught, violations, requests } = this.#shared;
    return structuredClone({ console, uncaught, violations, requests });
  }
}

/** @param {Shared} shared */
async function unzoom(shared) {
  await shared.zoomed?.detach();
  shared.zoomed = undefined;
}

/**
 * A new window with what it does wrong noted.
 * @param {import('@playwright/test').Browser} browser
 * @param {boolean} scripts
 * @returns {Promise<Shared>}
 */
async function openWindow(browser, scripts) {
  const context = await browser.newContext({ javaScriptEnabled: scripts });
  context.setDefaultTimeout(40_000);
  await context.addInitScript(probeScript);
  const page = await context.newPage();
  /** @type {Shared} */
  const shared = { page, console: [], uncaught: [], violations: [], requests: [] };
  page.on('request', (request) => { if (!/^(data|blob):/.test(request.url())) shared.requests.push(request.url()); });
  page.on('pageerror', (error) => { if (!unfinished.test(error.message)) shared.uncaught.push(error.message); });
  page.on('console', (message) => {
    const text = message.text();
    if (text.startsWith(mark)) {
      const note = /** @type {{ kind: keyof import('./probe.js').Seen, text: string }} */ (
        JSON.parse(text.slice(mark.length)));
      shared[note.kind].push(note.text);
    } else if (message.type() === 'error') {
      shared.console.push(text);
    }
  });
  return shared;
}

/**
 * Starts a browser.
 * @param {'chromium' | 'firefox'} engine
 * @returns {Promise<import('./ui.js').Launched>}
 */
export async function startPlaywright(engine) {
  const browser = engine === 'chromium'
    ? await chromium.launch(chromiumOptions)
    : await firefox.launch(firefoxOptions);
  /** @type {Shared | undefined} the window that tests share, one after the other: a new one takes half a second */
  let kept;
  return {
    async open({ width, height, scripts }) {
      if (!scripts && engine !== 'chromium') throw new Error(`${engine} takes no order to run without scripts`);
      const shared = scripts ? kept ??= await openWindow(browser, true) : await openWindow(browser, false);
      const { page } = shared;
      for (const notes of [shared.console, shared.uncaught, shared.violations, shared.requests]) notes.length = 0;
      await unzoom(shared);
      await page.setViewportSize({ width, height });
      await page.mouse.move(0, 0);
      const ui = new PlaywrightUi(engine, null, page.mainFrame(), shared);
      return {
        ui,
        async close() {
          if (!scripts) return page.context().close();
          await ui.goto('about:blank');
          if (engine === 'chromium') await page.emulateMedia({ colorScheme: null, media: null, forcedColors: null });
        },
      };
    },
    stop: () => browser.close(),
  };
}
