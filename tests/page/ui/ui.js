/**
 * What a test does with a page, the same on every engine. An engine's class brings the few things that only it can
 * do (the methods that throw here); the rest stands here once, so that the engines cannot come to differ.
 */
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * @typedef {{ x: number, y: number }} Point a place; in a gesture's `at`, `from` and `to` as fractions of the element
 *   from its left and top edge, elsewhere CSS pixels of the top window
 * @typedef {import('./probe.js').Seen & { requests: string[] }} Errors
 * @typedef {{ width: number, height: number, scripts: boolean }} PageOptions
 * @typedef {{ open: (options: PageOptions) => Promise<{ ui: Ui, close: () => Promise<void> }>, stop: () => Promise<void> }} Launched
 *   a browser that runs
 */

const patience = 20_000;
const middle = { x: 0.5, y: 0.5 };

export class Ui {
  /**
   * @param {'chromium' | 'firefox' | 'webkit'} engine
   * @param {{ ui: Ui, selector: string } | null} parent the page that holds this frame, and where; null at the top
   */
  constructor(engine, parent) {
    this.engine = engine;
    this.parent = parent;
  }

  /** Loads a page and waits for its load event. @param {string} url @returns {Promise<void>} */
  goto(url) { throw new Error(`goto ${url}: not here`); }

  /**
   * Runs a function in the page. Arguments and result are JSON; a promise is waited for.
   * @param {(...args: any[]) => any} fn stands alone: it sees the page, nothing of the test
   * @param {...any} args
   * @returns {Promise<any>}
   */
  evaluate(fn, ...args) { return this.run(String(fn), args); }

  /** The same for a function given as its source. @param {string} source @param {any[]} args @returns {Promise<any>} */
  run(source, args) { throw new Error(`run ${source} ${args}: not here`); }

  /** Presses a key with its modifiers: 'ArrowRight', 'Shift+Tab', 'Control+z'. @param {string} key @returns {Promise<void>} */
  press(key) { throw new Error(`press ${key}: not here`); }

  /** Types text, key by key, where the focus is. @param {string} text @returns {Promise<void>} */
  type(text) { throw new Error(`type ${text}: not here`); }

  /**
   * Presses the mouse at the first point, moves it through the others, lets go; or only moves it.
   * @param {Point[]} points
   * @param {boolean} [pressed]
   * @returns {Promise<void>}
   */
  mouse(points, pressed = true) { throw new Error(`mouse ${points} ${pressed}: not here`); }

  /** The same with a finger. @param {Point[]} points @returns {Promise<void>} */
  touch(points) { throw new Error(`touch ${points}: not here`); }

  /** The same interface for the page inside an iframe. @param {string} selector @returns {Promise<Ui>} */
  frame(selector) { throw new Error(`frame ${selector}: not here`); }

  /** Sets the inner size of the top window. @param {number} width @param {number} height @returns {Promise<void>} */
  resize(width, height) { throw new Error(`resize ${width} ${height}: not here`); }

  /** Writes a PNG of the window, or of one element. @param {string} path @param {string} [selector] @returns {Promise<void>} */
  screenshot(path, selector) { throw new Error(`screenshot ${path} ${selector}: not here`); }

  /** What went wrong since the test began, in this page and the frames in it, and every address asked for. @returns {Promise<Errors>} */
  errors() { throw new Error('errors: not here'); }

  /**
   * Called before the page is left: tests share a browser's profile, so an origin is left as empty as it was found.
   * @param {string} url where to
   */
  async leave(url) {
    await this.evaluate((next) => {
      if (new URL(next).origin === location.origin) return;
      try {
        localStorage.clear();
        sessionStorage.clear();
      } catch { /* a page without storage */ }
    }, url);
  }

  /** @param {'light' | 'dark'} scheme @returns {Promise<void>} */
  setScheme(scheme) {
    return this.evaluate((value) => { document.documentElement.dataset.theme = value; }, scheme);
  }

  /** Shows the page as on the screen or as on paper. @param {'screen' | 'print'} media @returns {Promise<void>} */
  setMedia(media) { throw new Error(`setMedia ${media}: not here`); }

  /** An element's text with runs of white space as one space. @param {string} selector @returns {Promise<string>} */
  text(selector) {
    return this.#of(selector, (element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim());
  }

  /** @param {string} selector @returns {Promise<string>} a control's value */
  value(selector) {
    return this.#of(selector, (element) => /** @type {HTMLInputElement} */ (element).value);
  }

  /** @param {string} selector @returns {Promise<number>} how many elements match */
  count(selector) {
    return this.evaluate((query) => document.querySelectorAll(query).length, selector);
  }

  /** Puts the focus on an element, or fails. @param {string} selector */
  async focus(selector) {
    // A page in a frame of another origin cannot take the focus from outside by itself.
    if (this.parent) await this.parent.ui.focus(this.parent.selector);
    await this.waitFor((query) => {
      const element = document.querySelector(query);
      element?.focus();
      return element !== null && document.activeElement === element;
    }, selector);
  }

  /** Moves the mouse over an element. @param {string} selector @param {Point} [at] */
  async hover(selector, at = middle) {
    await this.mouse([await this.#point(selector, at)], false);
  }

  /** Clicks with the mouse. @param {string} selector @param {Point} [at] */
  async click(selector, at = middle) {
    await this.drawn(); // what the last act brings may move the place
    await this.mouse([await this.#point(selector, at)]);
  }

  /** Taps with a finger. @param {string} selector @param {Point} [at] */
  async tap(selector, at = middle) {
    await this.drawn();
    await this.touch([await this.#point(selector, at)]);
  }

  /** Drags with the mouse, through nine points between. @param {string} selector @param {Point} from @param {Point} to */
  async drag(selector, from, to) {
    await this.mouse(await this.#line(selector, from, to));
  }

  /** Drags with a finger. @param {string} selector @param {Point} from @param {Point} to */
  async swipe(selector, from, to) {
    await this.touch(await this.#line(selector, from, to));
  }

  /**
   * Replaces a control's text by typing it. A range or colour cannot be typed: it gets its value with both events.
   * @param {string} selector
   * @param {string} text
   */
  async fill(selector, text) {
    await this.focus(selector);
    const typed = await this.#of(selector, (element, value) => {
      const control = /** @type {HTMLInputElement} */ (element);
      if (control.type === 'range' || control.type === 'color') {
        control.value = value;
        for (const name of ['input', 'change']) control.dispatchEvent(new Event(name, { bubbles: true }));
        return false;
      }
      if (control.select) control.select();
      else getSelection()?.selectAllChildren(control);
      return true;
    }, text);
    if (!typed) return;
    if (text === '') await this.press('Delete');
    else await this.type(text);
    // What the page made of the text half typed is gone when this returns.
    await this.drawn();
  }

  /** Waits until what was changed has been drawn. @returns {Promise<void>} */
  drawn() {
    return this.evaluate(() => new Promise((resolve) => {
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(undefined)));
    }));
  }

  /**
   * Waits until a function in the page gives something true, and returns that.
   * @param {((...args: any[]) => any) | string} fn the function or its source
   * @param {...any} args
   * @returns {Promise<any>}
   */
  async waitFor(fn, ...args) {
    const end = Date.now() + patience;
    for (;;) {
      const value = await this.run(String(fn), args);
      if (value) return value;
      if (Date.now() > end) {
        throw new Error(`${this.engine}: still ${value} after ${patience / 1000} s: (${fn})(${JSON.stringify(args)})`);
      }
      await sleep(50);
    }
  }

  /**
   * Scrolls an element into view and waits until it keeps its place: for a press, as a reader waits for what moves.
   * @param {(...args: any[]) => Element | null} find stands alone, and gives the element
   * @param {...any} args
   * @returns {Promise<{ left: number, top: number, width: number, height: number }>} its box in this frame's window
   */
  async still(find, ...args) {
    return this.run(`async (patience, ...rest) => {
      const element = (${find})(...rest);
      if (!element) throw new Error('nothing matches ' + JSON.stringify(rest));
      const frame = () => new Promise((resolve) => { requestAnimationFrame(resolve); });
      const end = performance.now() + patience;
      for (let before = '', same = 0; same < 3;) {
        element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
        const { left, top, width, height } = element.getBoundingClientRect();
        const now = [left, top, width, height].join(' ');
        same = now === before ? same + 1 : 0;
        before = now;
        if (performance.now() > end) throw new Error(JSON.stringify(rest) + ' does not stand still');
        await frame();
      }
      const { left, top, width, height } = element.getBoundingClientRect();
      return { left, top, width, height };
    }`, [patience, ...args]);
  }

  /**
   * Calls a function in the page with the first element that matches.
   * @param {string} selector
   * @param {(element: Element, ...args: any[]) => any} fn
   * @param {...any} args
   */
  async #of(selector, fn, ...args) {
    const answer = await this.run(`(query, ...rest) => {
      const element = document.querySelector(query);
      return element && { value: (${fn})(element, ...rest) };
    }`, [selector, ...args]);
    if (!answer) throw new Error(`${this.engine}: nothing matches ${selector}`);
    return answer.value;
  }

  /**
   * Scrolls an element into view and finds the place of fractions of its box in the top window.
   * @param {string} selector
   * @param {Point} at
   * @returns {Promise<Point>}
   */
  async #point(selector, at) {
    const [point] = await this.#points(selector, [at]);
    const hit = await this.#of(selector, (element, { x, y }) => {
      const top = document.elementFromPoint(x, y);
      const same = element.contains(top) || (top && top.closest('label')?.control === element);
      return same ? '' : `${top?.outerHTML.slice(0, 120)}`;
    }, point.inner);
    if (hit) throw new Error(`${this.engine}: at ${JSON.stringify(at)} of ${selector} lies ${hit}`);
    return point.outer;
  }

  /**
   * @param {string} selector
   * @param {Point} from
   * @param {Point} to
   */
  async #line(selector, from, to) {
    const steps = Array.from({ length: 11 }, (_, k) => k / 10);
    const at = (/** @type {number} */ t) => ({ x: from.x + t * (to.x - from.x), y: from.y + t * (to.y - from.y) });
    return (await this.#points(selector, steps.map(at))).map((point) => point.outer);
  }

  /**
   * @param {string} selector
   * @param {Point[]} fractions
   * @returns {Promise<{ inner: Point, outer: Point }[]>} in this frame's window and in the top window
   */
  async #points(selector, fractions) {
    if (this.parent) await this.parent.ui.#intoView(this.parent.selector);
    const box = await this.still((query) => document.querySelector(query), selector);
    const offset = await this.#offset();
    return fractions.map(({ x, y }) => {
      const inner = { x: Math.round(box.left + x * box.width), y: Math.round(box.top + y * box.height) };
      return { inner, outer: { x: Math.round(inner.x + offset.x), y: Math.round(inner.y + offset.y) } };
    });
  }

  /** @param {string} selector */
  #intoView(selector) {
    return this.#of(selector, (element) => {
      element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
    });
  }

  /** @returns {Promise<Point>} where this frame's window begins in the top window */
  async #offset() {
    if (!this.parent) return { x: 0, y: 0 };
    const here = await this.parent.ui.#of(this.parent.selector, (element) => {
      const { left, top } = element.getBoundingClientRect();
      const { paddingLeft, paddingTop } = getComputedStyle(element);
      return { x: left + element.clientLeft + parseFloat(paddingLeft), y: top + element.clientTop + parseFloat(paddingTop) };
    });
    const above = await this.parent.ui.#offset();
    return { x: here.x + above.x, y: here.y + above.y };
  }
}
