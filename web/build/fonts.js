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

/** Letters that figures show beyond ASCII. */
const TYPOGRAPHY = '–’“”…·×÷−≈≤≥↑↓∞√∑∂½⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂°πσμθλτνδαβρΣ\u00a0▸☰';
const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');
/** What a figure writes in the prose's italics: its symbols. */
const SYMBOLS = `${ASCII}−∂²πσμθλτνδαβρ₀₁₂`;

/** What the styles ask for; every other feature (small capitals, swashes) would bring its glyphs along. */
const FEATURES = ['kern', 'liga', 'mark', 'ccmp', 'tnum'];

/** @param {'source-sans' | 'source-serif'} name @param {string} file */
export const fontFile = (name, file) =>
  path.join(path.dirname(require.resolve(`${name}/package.json`)), 'WOFF2', 'TTF', `${file}.ttf.woff2`);

/** @param {string} family @param {string} from @param {number} weight @param {string} style @param {string} text its letters */
const source = (family, from, weight, style, text) => ({ family, weight, style, text, from });

export const sansFonts = () => [
  source('Source Sans 3', fontFile('source-sans', 'SourceSans3-Regular'), 400, 'normal', ASCII + TYPOGRAPHY),
  source('Source Sans 3', fontFile('source-sans', 'SourceSans3-Semibold'), 600, 'normal', ASCII + TYPOGRAPHY),
];

/** Every letter of some HTML, without its mathematics. @param {string} html */
const lettersOf = (html) => [...new Set(html.replace(/<math[\s\S]*?<\/math>/g, '').replace(/<[^>]*>/g, '')
  .replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&'))].join('');

/**
 * The prose's own: upright, of what lies beyond ASCII, what it holds; italic and semibold, the letters that are set so.
 * @param {string} html the page's prose
 */
export function serifFonts(html) {
  const within = (/** @type {RegExp} */ elements) => lettersOf([...html.matchAll(elements)].map(([text]) => text).join(''));
  const italic = within(/<(em|dfn)\b[\s\S]*?<\/\1>|<(\w+) class="question"[\s\S]*?<\/\2>/g);
  const semibold = within(/<(h[12]|strong)\b[\s\S]*?<\/\1>|<h3>[\s\S]*?<\/h3>/g);
  return [
    source('Source Serif 4', fontFile('source-serif', 'SourceSerif4-Regular'), 400, 'normal', ASCII + lettersOf(html)),
    source('Source Serif 4', fontFile('source-serif', 'SourceSerif4-It'), 400, 'italic', italic + SYMBOLS),
    source('Source Serif 4', fontFile('source-serif', 'SourceSerif4-Semibold'), 600, 'normal', semibold),
  ];
}

/** KaTeX's fonts and the class that asks for each in its HTML. */
const KATEX = [
  ['KaTeX_Main', 'Main-Regular', 400, 'normal', /katex/],
  ['KaTeX_Main', 'Main-Bold', 700, 'normal', /mathbf|textbf/],
  ['KaTeX_Math', 'Math-Italic', 400, 'italic', /mathnormal/],
  ['KaTeX_SansSerif', 'SansSerif-Regular', 400, 'normal', /mathsf/],
  ['KaTeX_AMS', 'AMS-Regular', 400, 'normal', /amsrm|mathbb/],
  ['KaTeX_Caligraphic', 'Caligraphic-Regular', 400, 'normal', /mathcal/],
  ['KaTeX_Typewriter', 'Typewriter-Regular', 400, 'normal', /mathtt|texttt/],
  ['KaTeX_Size1', 'Size1-Regular', 400, 'normal', /size1|small-op/],
  ['KaTeX_Size2', 'Size2-Regular', 400, 'normal', /size2|large-op/],
  ['KaTeX_Size3', 'Size3-Regular', 400, 'normal', /size3/],
  ['KaTeX_Size4', 'Size4-Regular', 400, 'normal', /size4|delim-size4/],
];

/** What KaTeX draws of the page's formulas: its HTML, without MathML. @param {string} html */
function formulasOf(html) {
  return Array.from(html.matchAll(/<span class="katex-html"/g), ({ index }) => {
    let depth = 0;
    for (const tag of html.slice(index).matchAll(/<(\/?)span\b[^>]*>/g)) {
      depth += tag[1] ? -1 : 1;
      if (depth === 0) return html.slice(index, index + tag.index);
    }
    throw new Error('a formula does not end');
  }).join('');
}

/** @param {string} html the page's mathematics */
export function katexFonts(html) {
  const folder = path.join(path.dirname(require.resolve('katex/package.json')), 'dist', 'fonts');
  const formulas = formulasOf(html);
  const classed = [...formulas.matchAll(/<span class="([^"]*)"[^>]*>([^<]*)/g)];
  return KATEX.filter(([, , , , used]) => /** @type {RegExp} */ (used).test(html)).map(([family, file, weight, style, used]) => {
    const own = classed.filter(([, name]) => /** @type {RegExp} */ (used).test(name)).map(([, , letters]) => letters).join('');
    return {
      family: String(family), weight: Number(weight), style: String(style), text: lettersOf(file === 'Main-Regular' || own === '' ? formulas : own),
      from: path.join(folder, `KaTeX_${file}.woff2`),
    };
  });
}

/**
 * Without hints: Source's have none either, and KaTeX's would be a third of its fonts.
 * @param {ReturnType<typeof source>[]} sources
 * @returns {Promise<Font[]>}
 */
export const subsetFonts = (sources) => Promise.all(sources.map(async ({ from, text, ...font }) => ({
  ...font, file: path.basename(from), data: await subsetFont(await readFile(from), text, { targetFormat: 'woff2', keepFeatures: FEATURES, noHinting: true }),
})));

/**
 * @param {Font[]} fonts
 * @param {(font: Font) => string} url
 */
export const fontFaces = (fonts, url) => fonts.map((font) =>
  `@font-face{font-family:"${font.family}";font-weight:${font.weight};font-style:${font.style};font-display:swap;`
  + `src:url(${url(font)}) format("woff2")}`).join('\n');
