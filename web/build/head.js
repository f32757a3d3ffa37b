import { escapeHtml } from './prose.js';

/**
 * What a page says of itself to machines: description, licence and place for search engines (schema.org), and, where
 * the site's address is known (address.js), canonical link, oEmbed discovery and the card that a pasted link becomes.
 *
 * @typedef {object} About
 * @property {string} id            of its picture and oEmbed document: a figure's id, or "lesson"
 * @property {string} path          of the page within the site
 * @property {string} title
 * @property {string} description
 */

/** The lesson as a whole. */
export const LESSON = {
  id: 'lesson',
  path: '',
  title: 'Maximum Likelihood Estimation: why loss functions look the way they do',
  description: 'An interactive lesson: minimising squared error or cross-entropy is maximising a likelihood in disguise. Choose the noise model and the loss follows.',
};
/** The same, where there is little room. */
export const SHORT_TITLE = 'Maximum Likelihood Estimation';

export const PREVIEW = { width: 1200, height: 630 };

/** @param {string} id */
export const previewPath = (id) => `previews/${id}.png`;
/** @param {string} id */
export const oembedPath = (id) => `oembed/${id}.json`;

/** @param {About} about @param {string | null} site */
function learningResource({ id, path, title, description }, site) {
  const places = site ? { url: site + path, image: site + previewPath(id) } : {};
  const common = {
    '@context': 'https://schema.org', '@type': 'LearningResource', name: title, description, ...places,
    inLanguage: 'en', isAccessibleForFree: true, license: 'https://creativecommons.org/licenses/by/4.0/',
  };
  return id === LESSON.id
    ? {
      ...common, learningResourceType: 'interactive lesson', timeRequired: 'PT90M',
      teaches: ['maximum likelihood estimation', 'negative log-likelihood', 'cross-entropy', 'mean squared error', 'loss functions'],
    }
    : {
      ...common, learningResourceType: 'interactive figure',
      isPartOf: { '@type': 'LearningResource', name: LESSON.title, ...(site ? { url: site } : {}) },
    };
}

/** @param {About} about @param {string} site */
function absoluteTags({ id, path, title, description }, site) {
  const card = {
    'og:type': 'website', 'og:site_name': SHORT_TITLE, 'og:locale': 'en_GB', 'og:title': title, 'og:description': description,
    'og:url': site + path, 'og:image': site + previewPath(id), 'og:image:type': 'image/png',
    'og:image:width': String(PREVIEW.width), 'og:image:height': String(PREVIEW.height), 'og:image:alt': `${title}. ${description}`,
  };
  return [
    `<link rel="canonical" href="${escapeHtml(site + path)}">`,
    `<link rel="alternate" type="application/json+oembed" href="${escapeHtml(site + oembedPath(id))}" title="${escapeHtml(title)}">`,
    ...Object.entries(card).map(([property, content]) => `<meta property="${property}" content="${escapeHtml(content)}">`),
    '<meta name="twitter:card" content="summary_large_image">',
  ];
}

/**
 * The tags, to stand early in the head: WordPress reads no more than the first 150 KB of a page.
 * @param {About} about @param {string | null} site
 */
export function aboutTags(about, site) {
  const data = JSON.stringify(learningResource(about, site)).replaceAll('<', '\\u003c');
  return [
    `<meta name="description" content="${escapeHtml(about.description)}">`,
    ...(site ? absoluteTags(about, site) : []),
    `<script type="application/ld+json">${data}</script>`,
  ].join('\n');
}

/** @param {Readonly<import('../figures/figure.js').Figure>} figure @returns {About} */
export const aboutFigure = ({ id, title, description }) => ({ id, path: `embed/${id}.html`, title, description });
