import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import subsetFont from 'subset-font';

/**
 * The page's fonts, each cut to the characters that the lesson uses. Source Serif and Source Sans (SIL OFL),
 * KaTeX's fonts for mathematics (SIL OFL).
 *
 * @typedef {{ family: string, weight: number, style: string, file: string, data: Buffer, range?: string }} Font
 */

const require = createRequire(import.meta.url);

/** Letters that figures and prose may show beyond ASCII; the fonts that lack one fall back. */
const TYPOGRAPHY = 'àáçèéêëíñóöúüÉ–—‘’“”…·×÷±−≈≠≤≥→←↑↓∞√∑∏∂½¼²³¹⁰⁴⁵⁶⁷⁸⁹⁻ᵢₙ₀₁₂₃°%‰§†©πσμθλτνδΔεφψαβγρΣΦ';
const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');
const GREEK = 'U+0370-03FF';

/** @param {string} family @param {string} slug @param {'latin' | 'greek'} script @param {number} weight @param {string} style */
const source = (family, slug, script, weight, style) => ({
  family, weight, style, text: ASCII + TYPOGRAPHY, range: script === 'greek' ? GREEK : undefined,
  from: path.join(path.dirname(require.resolve(`@fontsource/${slug}/package.json`)), 'files', `${slug}-${script}-${weight}-${style}.woff2`),
});

export const sansFonts = () => [
  source('Source Sans 3', 'source-sans-3', 'latin', 400, 'normal'),
  source('Source Sans 3', 'source-sans-3', 'latin', 600, 'normal'),
  source('Source Sans 3', 'source-sans-3', 'greek', 400, 'normal'),
];

export const serifFonts = () => [
  source('Source Serif 4', 'source-serif-4', 'latin', 400, 'normal'),
  source('Source Serif 4', 'source-serif-4', 'latin', 400, 'italic'),
  source('Source Serif 4', 'source-serif-4', 'latin', 600, 'normal'),
  source('Source Serif 4', 'source-serif-4', 'greek', 400, 'normal'),
];

/** KaTeX's fonts and the class that asks for each in its HTML. */
const KATEX = [
  ['KaTeX_Main', 'Main-Regular', 400, 'normal', /katex/],
  ['KaTeX_Main', 'Main-Bold', 700, 'normal', /mathbf|textbf/],
  ['KaTeX_Math', 'Math-Italic', 400, 'italic', /mathnormal/],
  ['KaTeX_AMS', 'AMS-Regular', 400, 'normal', /amsrm|mathbb/],
  ['KaTeX_Caligraphic', 'Caligraphic-Regular', 400, 'normal', /mathcal/],
  ['KaTeX_Typewriter', 'Typewriter-Regular', 400, 'normal', /mathtt|texttt/],
  ['KaTeX_Size1', 'Size1-Regular', 400, 'normal', /size1|small-op/],
  ['KaTeX_Size2', 'Size2-Regular', 400, 'normal', /size2|large-op/],
  ['KaTeX_Size3', 'Size3-Regular', 400, 'normal', /size3/],
  ['KaTeX_Size4', 'Size4-Regular', 400, 'normal', /size4|delim-size4/],
];

/** @param {string} html the page's mathematics */
export function katexFonts(html) {
  const folder = path.join(path.dirname(require.resolve('katex/package.json')), 'dist', 'fonts');
  const text = [...new Set(html.replace(/<[^>]*>/g, ''))].join('');
  return KATEX.filter(([, , , , used]) => /** @type {RegExp} */ (used).test(html)).map(([family, file, weight, style]) => ({
    family: String(family), weight: Number(weight), style: String(style), text, range: undefined,
    from: path.join(folder, `KaTeX_${file}.woff2`),
  }));
}

/**
 * @param {ReturnType<typeof source>[]} sources
 * @returns {Promise<Font[]>}
 */
export const subsetFonts = (sources) => Promise.all(sources.map(async ({ from, text, ...font }) => ({
  ...font, file: path.basename(from), data: await subsetFont(await readFile(from), text, { targetFormat: 'woff2' }),
})));

/**
 * @param {Font[]} fonts
 * @param {(font: Font) => string} url
 */
export const fontFaces = (fonts, url) => fonts.map((font) =>
  `@font-face{font-family:"${font.family}";font-weight:${font.weight};font-style:${font.style};font-display:swap;`
  + `src:url(${url(font)}) format("woff2")${font.range ? `;unicode-range:${font.range}` : ''}}`).join('\n');
