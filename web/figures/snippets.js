/**
 * What a teacher pastes to have a figure in a course: as text, from the figure, what it shows and what of it is hidden or
 * locked. Pure, so that the page, the gallery that the build writes and the tests have the same.
 *
 * @typedef {import('./figure.js').Figure} Figure
 *
 * @typedef {object} Wish
 * @property {string} base      the site's address without a "/" at its end
 * @property {string} id
 * @property {string} title
 * @property {string} query     what it shows, in the text form of ui/link.js; "" is its start
 * @property {string} theme     auto, light or dark
 * @property {string[]} hide    controls' keys, `actions`, `description`
 * @property {string[]} lock    controls' keys
 * @property {number} height    of the frame in CSS pixels, until the page is told a better one
 * @property {boolean} fitted   whether the iframe brings the script that fits its height
 *
 * @typedef {'link' | 'iframe' | 'script' | 'myst' | 'python'} Kind
 */

/** Parts that are no controls and can be hidden. */
export const OTHER_PARTS = Object.freeze([['description', 'Description'], ['actions', 'Undo, reset, data table, download, share']]);

/**
 * A figure's controls by key. Controls that stand for one setting in turn, and so are hidden and locked together, are one.
 * @param {Readonly<Figure>} figure
 * @returns {{ key: string, label: string }[]}
 */
export function partsOf({ controls }) {
  /** @type {Map<string, Set<string>>} */
  const labels = new Map();
  for (const control of controls) {
    const symbol = 'symbol' in control && control.symbol ? `${control.symbol} ` : '';
    labels.set(control.key, (labels.get(control.key) ?? new Set()).add(symbol + control.label));
  }
  return [...labels].map(([key, all]) => ({ key, label: [...all].join(' / ') }));
}

/** @param {string} text */
const inAttribute = (text) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** The wish as attributes of <mle-figure> and traits of the widget: those that differ from what is so anyway. @param {Wish} wish */
const attributesOf = ({ query, theme, hide, lock }) =>
  Object.entries({ state: query, theme: theme === 'auto' ? '' : theme, hide: hide.join(','), lock: lock.join(',') })
    .filter(([, value]) => value !== '');

/** @param {Wish} wish */
function address(wish) {
  const options = attributesOf(wish).filter(([name]) => name !== 'state').map(([name, value]) => `${name}=${value}`).join('&');
  const fragment = wish.query === '' ? '' : `#v1/${wish.id}?${wish.query}`;
  return `${wish.base}/embed/${wish.id}.html${options && `?${options}`}${fragment}`;
}

/** @param {Wish} wish */
function iframe(wish) {
  const frame = `<iframe src="${inAttribute(address(wish))}" title="${inAttribute(wish.title)}" width="100%" height="${wish.height}" `
    + 'style="border: 0" loading="lazy" allow="clipboard-write"></iframe>';
  return wish.fitted ? `${frame}\n<script src="${inAttribute(wish.base)}/mle-embed.js" async></script>` : frame;
}

/** @param {Wish} wish */
function script(wish) {
  const attributes = [['name', wish.id], ...attributesOf(wish)].map(([name, value]) => ` ${name}="${inAttribute(value)}"`).join('');
  return `<script src="${inAttribute(wish.base)}/mle-figures.js"></script>\n<mle-figure${attributes}></mle-figure>`;
}

/** @param {Wish} wish */
const myst = (wish) =>
  `\`\`\`{anywidget} ${wish.base}/mle-widget.mjs\n${JSON.stringify({ name: wish.id, ...Object.fromEntries(attributesOf(wish)) }, null, 2)}\n\`\`\``;

/** JSON's strings are Python's too. @param {Wish} wish */
function python(wish) {
  const traits = { name: wish.id, state: wish.query, ...Object.fromEntries(attributesOf(wish)) };
  return `import anywidget, traitlets

class Figure(anywidget.AnyWidget):
    _esm = ${JSON.stringify(`${wish.base}/mle-widget.mjs`)}
${Object.entries(traits).map(([name, value]) => `    ${name} = traitlets.Unicode(${JSON.stringify(value)}).tag(sync=True)`).join('\n')}

Figure()`;
}

/** @type {readonly { kind: Kind, label: string, use: string, text: (wish: Wish) => string }[]} */
export const SNIPPETS = Object.freeze([
  { kind: 'link', label: 'Link', use: 'for a message, a slide or a reading list', text: address },
  { kind: 'iframe', label: 'Iframe', use: 'for Canvas, Moodle, WordPress, slides and most pages', text: iframe },
  { kind: 'script', label: 'Script tag', use: 'for a page of your own that allows scripts', text: script },
  { kind: 'myst', label: 'MyST', use: 'for Jupyter Book 2 and other MyST sites', text: myst },
  { kind: 'python', label: 'Python', use: 'a cell for Jupyter, Colab and marimo, with anywidget', text: python },
]);
