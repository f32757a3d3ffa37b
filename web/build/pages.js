import { aboutFigure, aboutTags, LESSON, SHORT_TITLE } from './head.js';
import { escapeHtml } from './prose.js';

/**
 * The pages' HTML. What differs between site, offline file and embed is only how scripts, styles, icon and stills
 * are reached.
 *
 * @typedef {import('../figures/figure.js').Figure} Figure
 * @typedef {import('./prose.js').Section} Section
 * @typedef {{ policy: string, icon: string, head: string, scripts: string, site: string | null, gallery?: string }} Delivery
 *   site: see address.js; gallery: the address of the page for teachers, from a page that has it beside it
 */

/** The lesson's sections have numbers; what follows them (further reading) has none. */
const NUMBERED = 7;

/** @param {string} text */
const inScript = (text) => text.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');

/** @param {string} code */
export const inlineScript = (code) => inScript(code);

/**
 * @param {Readonly<Figure>} figure
 * @param {{ width: number, height: number, sentence: string }} still
 * @param {string} url
 */
export const stillPicture = ({ description }, { width, height, sentence }, url) =>
  `<img class="figure-still" src="${url}" width="${width}" height="${height}" alt="${escapeHtml(`${description} ${sentence}`)}">`;

/**
 * @param {Readonly<Figure>} figure
 * @param {string} still   HTML: what stands there without scripts
 */
export function figurePlace({ id, title, description, controls }, still) {
  const guess = controls.some(({ key }) => key === 'commit') ? ' data-guess' : '';
  return `<mle-figure name="${id}" id="${id}"${guess}><figure class="figure" aria-labelledby="${id}-title"><figcaption>`
    + `<h3 class="figure-title" id="${id}-title">${escapeHtml(title)}</h3>`
    + `<p class="figure-description">${escapeHtml(description)}</p></figcaption>`
    + `<div class="figure-body"><noscript>${still}</noscript></div></figure></mle-figure>\n`;
}

/** @param {Section[]} sections numbered sections first, then what has no number */
function contents(sections) {
  const items = sections.map(({ id, title }, i) =>
    `<li><a href="#${id}"><span class="number">${i < NUMBERED ? i + 1 : ''}</span>${escapeHtml(title)}</a></li>`).join('');
  const themes = [['auto', 'Auto'], ['light', 'Light'], ['dark', 'Dark']].map(([value, label]) =>
    `<label><input type="radio" name="theme" value="${value}"><span>${label}</span></label>`).join('');
  return `<nav class="contents" aria-label="Contents"><details open><summary>Contents</summary><ol>${items}</ol></details>`
    + `<fieldset class="theme-choice"><legend class="visually-hidden">Colours</legend>${themes}</fieldset></nav>`;
}

/** @param {Section} section @param {number} i */
const sectionHtml = ({ id, html }, i) => {
  const number = i < NUMBERED ? `<span class="number">Section ${i + 1}</span> ` : '';
  return `<section id="${id}" aria-labelledby="${id}-title">\n${html.replace('<h2>', `<h2 id="${id}-title">${number}`)}</section>\n`;
};

/** @param {Delivery} delivery @param {{ title: string, about: import('./head.js').About, bodyClass: string, body: string }} page */
export const htmlPage = ({ policy, icon, head, scripts, site }, { title, about, bodyClass, body }) => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<meta name="color-scheme" content="light dark">
${aboutTags(about, site)}
<link rel="icon" type="image/svg+xml" href="${icon}">
${head}
</head>
<body class="${bodyClass}">
${body}
${scripts}
</body>
</html>
`;

/** @param {Section[]} all the opening first @param {Delivery} delivery */
export function lessonPage([opening, ...sections], delivery) {
  return htmlPage(delivery, {
    title: LESSON.title,
    about: LESSON,
    bodyClass: 'lesson',
    body: `<a class="skip" href="#content">Skip to the lesson</a>
${contents(sections)}
<main id="content" tabindex="-1">
<header>
${opening.html}</header>
${sections.map(sectionHtml).join('')}</main>
<footer>
<p>Text and figures: <a href="https://creativecommons.org/licenses/by/4.0/" rel="license noopener">CC BY 4.0</a>. Code: MIT. Every result in the figures is computed in this page; nothing leaves your machine.</p>
${delivery.gallery ? `<p class="screen-only"><a href="${delivery.gallery}">Figures for your own course</a></p>\n` : ''}</footer>`,
  });
}

/**
 * @param {Readonly<Figure>} figure
 * @param {string} place   its figurePlace
 * @param {Delivery} delivery
 */
export function embedPage(figure, place, delivery) {
  return htmlPage(delivery, {
    title: `${figure.title} · ${SHORT_TITLE}`,
    about: aboutFigure(figure),
    bodyClass: 'embed',
    body: `<main>
${place.replaceAll('<h3 ', '<h1 ').replaceAll('</h3>', '</h1>')}</main>
<footer class="embed-back"><a href="../index.html#${figure.id}" target="_blank" rel="noopener">From the lesson “Maximum Likelihood Estimation”</a></footer>`,
  });
}
