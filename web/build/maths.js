import katex from 'katex';

/**
 * TeX to HTML and MathML at build time. The strict content policy forbids style attributes, so each distinct
 * inline style that KaTeX writes becomes a class.
 */

/** The lesson's colour macros: a symbol in a formula has the colour of its mark in the figures. */
const COLOURS = {
  data: 'data', model: 'model', opt: 'optimum', grad: 'gradient', one: 'one', zero: 'zero',
};

const macros = Object.fromEntries(
  Object.entries(COLOURS).map(([macro, role]) => [`\\${macro}`, `\\htmlClass{role-${role}}{#1}`]));

export function createMaths() {
  /** @type {Map<string, string>} */
  const classes = new Map();

  /** @param {string} style */
  function classFor(style) {
    if (!classes.has(style)) classes.set(style, `k${classes.size.toString(36)}`);
    return classes.get(style);
  }

  /** @param {string} html */
  const withoutStyles = (html) => html
    .replace(/<([a-z]+)([^>]*?) style="([^"]*)"([^>]*)>/g, (_, tag, before, style, after) => {
      const name = classFor(style);
      const rest = before + after;
      return /class="/.test(rest)
        ? `<${tag}${rest.replace('class="', `class="${name} `)}>`
        : `<${tag} class="${name}"${rest}>`;
    })
    // The TeX source beside the MathML serves no reader and doubles the formula's weight.
    .replace(/<annotation encoding="application\/x-tex">.*?<\/annotation>/gs, '');

  return {
    /** @param {string} tex @param {boolean} display */
    render(tex, display) {
      const html = katex.renderToString(tex, {
        displayMode: display, output: 'htmlAndMathml', throwOnError: true, strict: (/** @type {string} */ code) => (code === 'htmlExtension' ? 'ignore' : 'error'), macros: { ...macros },
        trust: ({ command }) => command === '\\htmlClass',
      });
      return withoutStyles(html);
    },
    /** The rules for the classes handed out so far. */
    css: () => [...classes].map(([style, name]) => `.katex .${name}{${style}}`).join('\n'),
  };
}
