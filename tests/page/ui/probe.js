/**
 * What runs in a page before anything of its own, to note what goes wrong there. Chromium and Firefox run it as an
 * init script in every frame; WebKit has no such thing, so the test server writes it into the head (server.js).
 * @typedef {{ console: string[], uncaught: string[], violations: string[] }} Seen
 */

/** What the probe's own messages on the console begin with. */
export const mark = 'noted by the probe: ';

/**
 * Notes are kept in the page, and said on the console too: a note on the console outlives the page.
 * @param {string} begin
 */
export function probe(begin) {
  /** @type {Seen} */
  const seen = { console: [], uncaught: [], violations: [] };
  Object.defineProperty(window, '__seen', { value: seen });
  const { debug, error } = console;
  /** @param {keyof Seen} kind @param {string} text */
  const note = (kind, text) => {
    seen[kind].push(text);
    debug.call(console, begin + JSON.stringify({ kind, text }));
  };
  console.error = (...parts) => {
    note('console', parts.map(String).join(' '));
    error.apply(console, parts);
  };
  // Capturing on the window: a picture or script that does not load tells its element alone.
  addEventListener('error', (event) => {
    const { target } = event;
    note('uncaught', target instanceof Element ? `does not load: ${target.outerHTML.slice(0, 200)}` : event.message);
  }, true);
  addEventListener('unhandledrejection', (event) => note('uncaught', `rejected: ${event.reason}`));
  addEventListener('securitypolicyviolation', (event) => {
    const place = `${event.sourceFile}:${event.lineNumber}`;
    note('violations', `${event.effectiveDirective} blocked ${event.blockedURI} at ${place} ${event.sample}`.trim());
  }, true);
}

/** The same as the text of a script. */
export const probeScript = `(${probe})(${JSON.stringify(mark)});`;
