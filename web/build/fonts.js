import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import subsetFont from 'subset-font';

/**
 * The page's fonts, each cut to the characters that the lesson uses. Source Serif and Source Sans (SIL OFL),
 * KaTeX's fonts for mathematics (SIL OFL).
 *
 * @typedef {{ family: string, weight: number, style: string, file: string, data: Buffer }} Font
 */

const require = createRequire(import.meta.url);

/** Letters that figures and prose may show beyond ASCII. */
const TYPOGRAPHY = 'àáçèéêëíñóöúüŷÉ–—‘’“”…·×÷±−≈≠≤≥→←↑↓∞√∑∏∂½¼⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂₃°‰§†©πσμθλτνδΔεφψαβγρΣΦ'
  + '\u00a0\u2009\u0302‹›▸☰';
const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');

/** What the styles ask for; every other feature (small capitals, swashes) would bring its glyphs along. */
const FEATURES = ['kern', 'liga', 'mark', 'ccmp', 'tnum'];

/** @param {'source-sans' | 'source-serif'} name @param {string} file */
export const fontFile = (name, file) =>
  path.join(path.dirname(require.resolve(`${name}/package.json`)), 'WOFF2', 'TTF', `${file}.ttf.woff2`);

/** @param {string} family @param {string} from @param {number} weight @param {string} style */
const source = (family, from, weight, style) => ({ family, weight, style, text: ASCII + TYPOGRAPHY, from });

export const sansFonts = () => [
  source('Source Sans 3', fontFile('source-sans', 'SourceSans3-Regular'), 400, 'normal'),
  source('Source Sans 3', fontFile('source-sans', 'SourceSans3-Semibold'), 600, 'normal'),
];

export const serifFonts = () => [
  source('Source Serif 4', fontFile('source-serif', 'SourceSerif4-Regular'), 400, 'normal'),
  source('Source Serif 4', fontFile('source-serif', 'SourceSerif4-It'), 400, 'italic'),
  source('Source Serif 4', fontFile('source-serif', 'SourceSerif4-Semibold'), 600, 'normal'),
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
    family: String(family), weight: Number(weight), style: String(style), text,
    from: path.join(folder, `KaTeX_${file}.woff2`),
  }));
}

/**
 * @param {ReturnType<typeof source>[]} sources
 * @returns {Promise<Font[]>}
 */
export const subsetFonts = (sources) => Promise.all(sources.map(async ({ from, text, ...font }) => ({
  ...font, file: path.basename(from), data: await subsetFont(await readFile(from), text, { targetFormat: 'woff2', keepFeatures: FEATURES }),
})));

/**
 * @param {Font[]} fonts
 * @param {(font: Font) => string} url
 */
export const fontFaces = (fonts, url) => fonts.map((font) =>
  `@font-face{font-family:"${font.family}";font-weight:${font.weight};font-style:${font.style};font-display:swap;`
  + `src:url(${url(font)}) format("woff2")}`).join('\n');
