import { createHash } from 'node:crypto';

/** The strictest policy that a host is likely to put on the lesson. */
export const sitePolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
  + "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:";

/** The same for the gallery, which frames the figures beside it. */
export const galleryPolicy = `${sitePolicy}; frame-src 'self'`;

/** @param {string} text */
const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * @param {string} html
 * @param {string} tag
 * @returns {string} the hashes of the bodies of such elements
 */
function hashes(html, tag) {
  const bodies = [...html.matchAll(new RegExp(`<${tag}(?:\\s[^>]*)?>([\\s\\S]*?)</${tag}>`, 'g'))].map((match) => match[1]);
  return bodies.filter((body) => body !== '').map(hash).join(' ');
}

/**
 * The same strictness for a page that carries everything inside: in a sandboxed iframe its origin is opaque, 'self'
 * is nobody, so its own scripts and styles are named by their hashes. Nothing may be fetched.
 * @param {string} html
 */
export function insidePolicy(html) {
  return `default-src 'none'; script-src ${hashes(html, 'script')} 'wasm-unsafe-eval'; `
    + `style-src ${hashes(html, 'style')}; img-src data:; font-src data:; worker-src blob:`;
}
