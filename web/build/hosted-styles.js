import { light } from '../shell/palette.js';

/**
 * The page's own styles for a figure behind a shadow root, in somebody else's page: there is no <html> and no rem of ours,
 * and what the page may set (`--mle-…`) goes before what we set.
 */

/** Our custom properties and the names under which a page sets them. */
const SETTABLE = { ...Object.fromEntries(Object.keys(light).map((name) => [name, name])), sans: 'font', serif: 'serif', mono: 'mono' };
/** What 1rem is unless the page says otherwise: its own is as likely to be 62.5 %. */
const ROOT_PX = 16;

/** @param {string} css */
const withoutRem = (css) => css
  .replace(/@(?:container|media)[^{]*/g, (prelude) => prelude.replace(/([\d.]+)rem/g, (_, n) => `${Number(n) * ROOT_PX}px`))
  .replace(/(-?[\d.]+)rem\b/g, (_, n) => `calc(${n} * var(--mle-size, ${ROOT_PX}px))`);

/** @param {string} css */
const withoutPage = (css) => css
  .replace(/mle-figure:not\(:defined\),\s*/g, '')
  .replace(/(^|[{},\s]):root\b/g, '$1mle-root')
  .replace(/(^|[},\s])html(?=\s*[{,])/g, '$1mle-root')
  .replace(/\bmle-figure\b/g, 'mle-root');

/** @param {string} css */
const settable = (css) => css.replace(/--([\w]+):\s*([^;{}]+)/g, (whole, name, value) =>
  (Object.hasOwn(SETTABLE, name) ? `--${name}: var(--mle-${SETTABLE[/** @type {keyof typeof SETTABLE} */ (name)]}, ${value.trim()})` : whole));

/** @param {string} css */
export const forShadow = (css) => settable(withoutPage(withoutRem(css.replace(/\/\*[^]*?\*\//g, ''))));
