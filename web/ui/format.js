/**
 * Numbers for readers. Full precision belongs to data tables and downloads; these are for sentences and labels.
 */

const SUPERSCRIPT = { '-': '⁻', 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹' };

/** A comma between thousands: "12,000", "−1,386.3". @param {string} text */
const grouped = (text) => text.replace(/^\D?\d{4,}/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));

/** As on an axis, which may be one of years: "1953". @param {string} text */
export const ungrouped = (text) => text.replace(/,/g, '');

/** @param {string} text */
const forReaders = (text) => grouped(text.replace(/-/g, '−'));

/** A whole number: "100,000". @param {number} x */
export const wholeText = (x) => forReaders(String(x));

/** As a string: the bundler writes strings in ASCII, for pages of any charset, and leaves a pattern's letters as they are. */
const SIGN = new RegExp(' ([=≈<>≤≥×−/]) (?=[−\\dσ∞])', 'g');

/**
 * A sentence with no-break spaces within its numbers and their signs: "p = 0.72", "6.16 × 10²⁸", "log L".
 * @param {string} text
 */
export const unbroken = (text) => text.replace(SIGN, '\u00a0$1\u00a0').replace(/\blog (?=\S)/g, 'log\u00a0');

/** "⁷", "⁻⁴⁵". @param {number} exponent a whole number */
export const superscript = (exponent) =>
  [...String(exponent)].map((c) => SUPERSCRIPT[/** @type {keyof typeof SUPERSCRIPT} */ (c)]).join('');

/** @param {number} exponent */
export const powerOfTen = (exponent) => `10${superscript(exponent)}`;

/**
 * x at a number of significant digits: "0.223", "−1.5", "3.2 × 10⁻⁹", "∞".
 * @param {number} x
 * @param {number} [digits]
 */
export function significant(x, digits = 3) {
  if (!Number.isFinite(x)) return x > 0 ? '∞' : '−∞';
  if (x === 0) return '0';
  const size = Math.abs(x);
  if (size >= 1e-3 && size < 1e6) return forReaders(String(Number(x.toPrecision(digits))));
  const [mantissa, exponent] = x.toExponential(digits - 1).split('e');
  return `${forReaders(String(Number(mantissa)))} × ${powerOfTen(Number(exponent))}`;
}

/**
 * x with a fixed number of decimals, so that a changing number keeps its width.
 * @param {number} x
 * @param {number} [decimals]
 */
export function fixed(x, decimals = 3) {
  if (!Number.isFinite(x)) return x > 0 ? '∞' : '−∞';
  const text = x.toFixed(decimals);
  return forReaders(Number(text) === 0 ? text.replace('-', '') : text);
}

/**
 * Nats by their size: hundredths below a thousand, whole ones from there on: "−249.86", "−15,488".
 * @param {number} x
 */
export const nats = (x) => (Math.abs(x) < 999.995 || !Number.isFinite(x) ? fixed(x, 2) : wholeText(Math.round(x)));

/**
 * How many times as large, before the word "times": "2.28", "140,000", and never "1" for a ratio above 1.
 * @param {number} ratio
 */
export function ratioText(ratio) {
  if (ratio > 1 && ratio < 1.005) return String(Number(ratio.toPrecision(Math.min(12, 2 - Math.floor(Math.log10(ratio - 1))))));
  return significant(ratio);
}

/**
 * A probability: never rounded to 0 or 1 unless it is 0 or 1.
 * @param {number} p
 * @param {number} [decimals]
 */
export function probability(p, decimals = 3) {
  if (p === 0 || p === 1) return String(p);
  const text = p.toFixed(decimals);
  if (Number(text) === 0) return significant(p, 2);
  if (Number(text) === 1) return `1 − ${significant(1 - p, 2)}`;
  return text;
}

/**
 * The shortest text that reads back to the same double: for tables, downloads and number fields.
 * @param {number} x
 */
export const exact = (x) => (Number.isFinite(x) ? String(x) : x > 0 ? 'Infinity' : '-Infinity');

/**
 * A count with its noun: "1 head", "3 heads".
 * @param {number} n
 * @param {string} noun
 * @param {string} [plural]
 */
export const count = (n, noun, plural = `${noun}s`) => `${n} ${n === 1 ? noun : plural}`;
