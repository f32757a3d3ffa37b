import { readdir, readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dark, light } from '../shell/palette.js';
import { minifyCss } from './bundle.js';
import { forShadow } from './hosted-styles.js';
import { paths } from './paths.js';

const require = createRequire(import.meta.url);

/** The palettes as custom properties that follow color-scheme. */
function paletteCss() {
  const names = /** @type {(keyof typeof light)[]} */ (Object.keys(light)).filter((name) => name !== 'font');
  return `:root{${names.map((name) => `--${name}:light-dark(${light[name]},${dark[name]})`).join(';')}}`;
}

/**
 * Of KaTeX's own rules those for the formulas there are, a sixth. Without its font faces: those come from fonts.js, cut to
 * what the lesson uses.
 * @param {string} html the page's prose
 */
async function katexCss(html) {
  const css = (await readFile(require.resolve('katex/dist/katex.min.css'), 'utf8')).replace(/@font-face\{[^}]*\}/g, '');
  if (css.includes('@')) throw new Error('KaTeX’s styles have more than plain rules now: katexCss() must learn to read them');
  const used = new Set(Array.from(html.matchAll(/class="([^"]*)"/g), ([, names]) => names.split(' ')).flat());
  const applies = (/** @type {string} */ selector) => Array.from(selector.replace(/:not\([^)]*\)/g, '').matchAll(/\.([a-z][\w-]*)/gi)).every(([, name]) => used.has(name));
  return css.replace(/([^{}]+)(\{[^}]*\})/g, (_, selectors, body) => {
    const those = selectors.split(',').filter(applies).join(',');
    return those && those + body;
  });
}

/** @param {string} name */
const own = (name) => readFile(`${paths.styles}/${name}.css`, 'utf8');

/** The rules for one figure's own DOM, where it has some. @param {string} id */
const ofFigure = async (id) => (existsSync(`${paths.styles}/figures/${id}.css`) ? own(`figures/${id}`) : '');

async function ofAllFigures() {
  const names = (await readdir(`${paths.styles}/figures`)).sort();
  return (await Promise.all(names.map((name) => ofFigure(name.replace(/\.css$/, ''))))).join('\n');
}

/** @param {string} faces the @font-face rules  @param {string} mathsClasses what createMaths().css() returned  @param {string} html the page's prose */
export async function lessonCss(faces, mathsClasses, html) {
  return minifyCss([faces, paletteCss(), await own('tokens'), await katexCss(html), mathsClasses, await own('page'),
    await own('prose'), await own('figure'), await own('share'), await ofAllFigures(), await own('print')].join('\n'));
}

/** @param {string} faces @param {string} id */
export async function embedCss(faces, id) {
  return minifyCss([faces, paletteCss(), await own('tokens'), await own('figure'), await own('share'), await ofFigure(id), await own('embed'),
    await own('print')].join('\n'));
}

/** @param {string} faces */
export async function galleryCss(faces) {
  return minifyCss([faces, paletteCss(), await own('tokens'), await own('figure'), await own('share'), await ofAllFigures(), await own('gallery'),
    await own('print')].join('\n'));
}

/** For figures in other people's pages, behind a shadow root (hosted-styles.js). */
export const hostedCss = async () => minifyCss(forShadow([await own('hosted'), paletteCss(), await own('tokens'), await own('figure'),
  await ofAllFigures(), await own('print')].join('\n')));
