import { createHash } from 'node:crypto';

/** Content policies: nothing but our own, no eval, no inline style or script that the build did not write. */

/** @param {string} text */
const hash = (text) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

/** The site: files of its own origin. Of the workers, 'self' keeps the site for times without a network, `blob:` is the code cell's. */
export const SITE_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
  + "font-src 'self'; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'";

/** The gallery: it frames the figures beside it. */
export const GALLERY_POLICY = `${SITE_POLICY}; frame-src 'self'`;

/**
 * One self-contained file: exactly these scripts and styles. Hashes, because in a sandboxed frame the file has
 * no origin that 'self' could mean. The worker of the code cell inherits the policy, hence 'wasm-unsafe-eval' there too.
 * @param {string[]} scripts
 * @param {string[]} styles
 */
export const filePolicy = (scripts, styles) =>
  `default-src 'none'; script-src ${scripts.map(hash).join(' ')} 'wasm-unsafe-eval'; style-src ${styles.map(hash).join(' ')}; `
  + "img-src data:; font-src data:; worker-src blob:; base-uri 'none'; form-action 'none'";
