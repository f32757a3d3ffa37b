import { SHORT_TITLE } from './head.js';
import { SITE_POLICY } from './policy.js';

/**
 * The page for addresses that lead nowhere. A host shows it at any depth, so a relative address cannot name the lesson:
 * where the site's own is known (address.js) the page leads there, in the lesson's style; else to the two folders in
 * which the lesson can be, in the browser's style. A script could not look for it either: it would need an address.
 * @param {string | null} site
 * @param {string} index   the lesson's page: names its styles
 */
export function notFoundPage(site, index) {
  const styles = /<link rel="stylesheet" href="([^"]+)">/.exec(index)?.[1];
  if (!styles) throw new Error('the lesson’s page names no styles');
  const way = site
    ? `<p><a href="${site}">Go to the lesson “${SHORT_TITLE}”</a></p>`
    : `<p>The lesson “${SHORT_TITLE}” may be in <a href="./">this folder</a> or in <a href="../">the one above</a>.</p>`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${SITE_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>No such page · ${SHORT_TITLE}</title>
${site ? `<link rel="stylesheet" href="${site}${styles}">` : ''}
</head>
<body>
<main>
<h1>There is no such page</h1>
<p>The address may have a letter too many, or the page has moved.</p>
${way}
</main>
</body>
</html>
`;
}
