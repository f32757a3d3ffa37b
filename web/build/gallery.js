import { OTHER_PARTS, partsOf, SNIPPETS } from '../figures/snippets.js';
import { siteBase } from '../shell/site-base.js';
import { address } from './address.js';
import { SHORT_TITLE } from './head.js';
import { heightOf } from './heights.js';
import { htmlPage } from './pages.js';
import { escapeHtml } from './prose.js';

/**
 * embed/index.html, for teachers: every figure with its picture, its parts, the texts that bring it into a course, and the
 * figure itself on a press. The buttons come with the script (shell/gallery.js); without it the texts can be marked by hand.
 *
 * @typedef {import('../figures/figure.js').Figure} Figure
 */

/** @type {import('./head.js').About} */
export const GALLERY = {
  id: 'gallery',
  path: 'embed/',
  title: 'Figures for your course',
  description: 'Every figure of the lesson on maximum likelihood, with its picture, its options and the texts that bring it into a course page.',
};

/** @param {string} title @param {[string, string][]} rows HTML @param {[string, string]} heads */
const table = (title, rows, heads) => `<table class="gallery-table"><caption class="visually-hidden">${title}</caption>`
  + `<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>`
  + `<tbody>${rows.map(([name, meaning]) => `<tr><th scope="row"><code>${name}</code></th><td>${meaning}</td></tr>`).join('')}</tbody></table>`;

/** @param {Readonly<Figure>} figure @param {string} base */
function snippets({ id, title }, base) {
  const wish = { base, id, title, query: '', theme: 'auto', hide: [], lock: [], height: heightOf(id), fitted: true };
  return SNIPPETS.map(({ label, use, text }) => {
    const code = text(wish);
    return `<div class="copy" data-label="${label}"><label><span>${label}, ${use}</span>`
      + `<textarea readonly spellcheck="false" autocomplete="off" rows="${code.split('\n').length}">${escapeHtml(code)}</textarea></label></div>`;
  }).join('\n');
}

/** @param {Readonly<Figure>} figure @param {string} still HTML @param {string} base */
function entry(figure, still, base) {
  const { id, title, description } = figure;
  const parts = [...partsOf(figure).map(({ key, label }) => /** @type {[string, string]} */ ([key, escapeHtml(label)])),
    ...OTHER_PARTS.map(([key, label]) => /** @type {[string, string]} */ ([key, `${label} (hide alone)`]))];
  return `<section id="${id}" aria-labelledby="${id}-title" data-title="${escapeHtml(title)}">
<h2 id="${id}-title">${escapeHtml(title)}</h2>
<p>${escapeHtml(description)}</p>
<div class="gallery-picture">${still}</div>
<p class="gallery-acts"><a href="${id}.html">Open it alone</a></p>
<details><summary>Its parts, by the names that hide and lock take</summary>${table(`Parts: ${escapeHtml(title)}`, parts, ['Name', 'Part'])}</details>
<details><summary>Texts to copy</summary>
${snippets(figure, base)}
<p class="share-note" role="status"></p>
</details>
</section>`;
}

/** @type {[string, string][]} */
const OPTIONS = [
  ['theme', '<code>light</code> or <code>dark</code>; without it the figure follows the reader’s system'],
  ['background', '<code>transparent</code> lets the ground of your page through'],
  ['hide', 'parts that do not show, with commas between them; <code>controls</code> hides all controls. A result is never hidden'],
  ['lock', 'controls that show their value and stay there'],
  ['group', 'a name of your choice: frames of one figure and one group on a page show the same state (with mle-embed.js)'],
];

/**
 * @param {readonly Readonly<Figure>[]} figures
 * @param {(figure: Readonly<Figure>) => string} still   HTML
 * @param {import('./pages.js').Delivery} delivery
 */
export function galleryPage(figures, still, delivery) {
  const { base } = siteBase('', address ?? '');
  return htmlPage(delivery, {
    title: `${GALLERY.title} · ${SHORT_TITLE}`,
    about: GALLERY,
    bodyClass: 'gallery',
    body: `<main>
<h1>Figures for your course</h1>
<p>Each figure of the lesson <a href="../index.html">Maximum Likelihood Estimation</a> can stand in a page of yours. Open its texts, copy one,
and paste it where your page’s HTML is edited. Take the iframe unless you know that you want another form.</p>
<p>To have a figure in another state than its start, or with parts hidden or locked: open it, bring it there, and press Share. Its texts are then of
the figure as it stands.</p>
<p class="share-base" data-base="${escapeHtml(base)}">Put the address of your copy of the site in place of ${escapeHtml(base)}.</p>
<nav aria-label="Figures"><ul>${figures.map(({ id, title }) => `<li><a href="#${id}">${escapeHtml(title)}</a></li>`).join('')}</ul></nav>
<h2>What the address of an iframe may ask</h2>
<p>Written after a question mark, as in <code>embed/bernoulli-nll.html?theme=dark&amp;hide=unit,axis&amp;lock=y</code>; the script tag has the same words as
attributes.</p>
${table('Options', OPTIONS, ['Option', 'Meaning'])}
${figures.map((figure) => entry(figure, still(figure), base)).join('\n')}
</main>`,
  });
}
