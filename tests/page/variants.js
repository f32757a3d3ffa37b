/** What is done to a page or script on its way to the browser. */

/**
 * Puts tags in front of everything else in a page's head, behind a charset of its own: those tags may be long, and a
 * file's charset must stand in its first 1024 bytes.
 * @param {string} html
 * @param {string} tags
 */
export function injectFirst(html, tags) {
  if (tags === '') return html;
  const head = /<head(?:\s[^>]*)?>/.exec(html);
  if (!head) throw new Error('a page without <head> cannot be given a script');
  const end = head.index + head[0].length;
  return `${html.slice(0, end)}<meta charset="utf-8">${tags}${html.slice(end)}`;
}

/** A core in base64, deflated: no other string of a script is so long. */
const packed = /(?<=["'`])[A-Za-z0-9+/]{10000,}/g;

/**
 * Changes bytes near the start of every core that a script carries.
 * @param {string} script
 * @returns {{ text: string, count: number }}
 */
export function breakWasm(script) {
  let count = 0;
  const text = script.replace(packed, (bytes) => {
    count += 1;
    return `${bytes.slice(0, 24)}${'/'.repeat(24)}${bytes.slice(48)}`;
  });
  return { text, count };
}
