import { readdir, readFile } from 'node:fs/promises';
import MarkdownIt from 'markdown-it';
import container from 'markdown-it-container';

/**
 * The lesson's Markdown to HTML. Beyond CommonMark: $…$ and $$…$$ for mathematics, `::: figure id`, `::: note`,
 * `::: question`, `::: takeaway`, and links [text](figure:id?key=value) that move a figure.
 *
 * @typedef {{ id: string, title: string, html: string }} Section
 */

/** @param {string} text */
export const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

/** @param {string} text */
export const escapeHtml = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/**
 * @param {any} md
 * @param {{ render: (tex: string, display: boolean) => string }} maths
 */
function mathsPlugin(md, maths) {
  md.inline.ruler.after('escape', 'maths', (/** @type {any} */ state, /** @type {boolean} */ silent) => {
    if (state.src[state.pos] !== '$') return false;
    const display = state.src.startsWith('$$', state.pos);
    const mark = display ? '$$' : '$';
    const from = state.pos + mark.length;
    const to = state.src.indexOf(mark, from);
    if (to < 0) throw new Error(`unclosed ${mark} in: ${state.src.slice(state.pos, state.pos + 60)}`);
    if (!silent) {
      const token = state.push('maths', '', 0);
      token.content = state.src.slice(from, to).trim();
      token.meta = { display };
    }
    state.pos = to + mark.length;
    return true;
  });
  md.renderer.rules.maths = (/** @type {any[]} */ tokens, /** @type {number} */ i) => {
    const formula = maths.render(tokens[i].content, tokens[i].meta.display);
    // A line may break beside a formula, even before a full stop, but not beside a word joiner.
    const before = /\($/.test(tokens[i - 1]?.content ?? '') ? '\u2060' : '';
    const after = /^[.,;:?)’”]/.test(tokens[i + 1]?.content ?? '') ? '\u2060' : '';
    return before + formula + after;
  };
}

/** @param {any} md @param {(id: string) => string} figurePlace */
function containersPlugin(md, figurePlace) {
  md.use(container, 'figure', {
    render: (/** @type {any[]} */ tokens, /** @type {number} */ i) =>
      (tokens[i].nesting === 1 ? figurePlace(tokens[i].info.trim().split(/\s+/)[1]) : ''),
  });
  for (const [name, tag] of [['note', 'aside'], ['question', 'div'], ['takeaway', 'div']]) {
    md.use(container, name, {
      render: (/** @type {any[]} */ tokens, /** @type {number} */ i) =>
        (tokens[i].nesting === 1 ? `<${tag} class="${name}">\n` : `</${tag}>\n`),
    });
  }
}

/** @param {any} md */
function actsPlugin(md) {
  const validate = md.validateLink;
  md.validateLink = (/** @type {string} */ url) => url.startsWith('figure:') || validate(url);
  md.renderer.rules.link_open = (/** @type {any[]} */ tokens, /** @type {number} */ i, /** @type {any} */ options,
    /** @type {any} */ _, /** @type {any} */ self) => {
    const href = tokens[i].attrGet('href');
    if (href.startsWith('figure:')) {
      const [id, set = ''] = href.slice('figure:'.length).split('?');
      tokens[i].attrs = [['class', 'act'], ['href', `#${id}`], ['data-figure', id], ['data-set', decodeURIComponent(set)]];
    }
    return self.renderToken(tokens, i, options);
  };
}

/** @param {any} md @param {boolean} shift whether `#` is a section (h2) rather than the page's title (h1) */
function outlinePlugin(md, shift) {
  md.core.ruler.push('outline', (/** @type {any} */ state) => {
    state.tokens.forEach((/** @type {any} */ token) => {
      if (shift && /^heading_/.test(token.type)) token.tag = `h${Number(token.tag[1]) + 1}`;
      if (token.type === 'table_open') token.attrJoin('class', 'prose-table');
      // Alignment comes as a style attribute, which the content policy forbids.
      if (token.attrGet('style') === 'text-align:right') token.attrs = [['class', 'number-cell']];
      else if (token.attrGet('style')) token.attrs = null;
    });
  });
}

/**
 * @param {string} folder
 * @param {{ maths: { render: (tex: string, display: boolean) => string }, figurePlace: (id: string) => string }} parts
 * @returns {Promise<Section[]>}
 */
export async function renderProse(folder, { maths, figurePlace }) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort();
  return Promise.all(names.map(async (name) => {
    const source = await readFile(`${folder}/${name}`, 'utf8');
    const title = /^# (.+)$/m.exec(source)?.[1];
    if (!title) throw new Error(`${name}: the first line must be "# Title"`);
    const md = new MarkdownIt({ html: true });
    mathsPlugin(md, maths);
    containersPlugin(md, figurePlace);
    actsPlugin(md);
    outlinePlugin(md, !name.startsWith('00'));
    try {
      return { id: slug(title), title, html: md.render(source) };
    } catch (error) {
      throw new Error(`web/lesson/en/${name}: ${/** @type {Error} */ (error).message}`);
    }
  }));
}
