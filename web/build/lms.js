import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleScript } from './bundle.js';
import { zipOf } from './compress.js';
import { filesIn } from './files.js';
import { SHORT_TITLE } from './head.js';
import { paths } from './paths.js';
import { escapeHtml } from './prose.js';
import { rawKb, weigh } from './weigh.js';

/**
 * dist/scorm/: packages for learning platforms by SCORM 1.2 (lms/scorm.js), one of the whole lesson and one of each
 * numbered section, cut from the site as it stands in dist/site/.
 */

const SECTION = /<section id="([^"]+)" aria-labelledby="[^"]+-title">\n<h2[^>]*>(<span class="number">[^<]*<\/span> )?(.*?)<\/h2>[\s\S]*?\n<\/section>\n/g;

/** @param {string} html */
const plain = (html) => html.replace(/<[^>]*>/g, '');

const page = await readFile(`${paths.site}/index.html`, 'utf8');
const sections = [...page.matchAll(SECTION)].map(([html, id, number, title]) => ({ html, id, number: Boolean(number), title: plain(title) }));
if (sections.filter(({ number }) => number).length !== 7) throw new Error('lms.js does not find the seven sections in index.html');

/**
 * The page with these sections alone. A verb or link whose target is not in it becomes plain text.
 * @param {typeof sections} kept
 */
function pageOf(kept) {
  const left = sections.filter((section) => !kept.includes(section));
  const without = left.reduce((html, { html: own, id }) =>
    html.replace(own, '').replace(new RegExp(`<li><a href="#${id}">.*?</a></li>`), ''), page);
  return without
    .replace(/<a [^>]*?href="#([^"]+)"[^>]*>([\s\S]*?)<\/a>/g, (link, target, text) => (without.includes(` id="${target}"`) ? link : text))
    .replace(/<p class="screen-only"><a href="embed[\s\S]*?<\/p>\n/, '')
    .replace(/<script src="assets\/offline\.[^>]*><\/script>\n?/, '')
    .replace(/<script src=/, '<script src="scorm.js" defer></script>\n$&');
}

/** What a page's files name of assets/, and what those name. @param {string} html */
async function assetsOf(html) {
  const found = new Set();
  const look = async (/** @type {string} */ text) => {
    for (const [, name] of text.matchAll(/(?:assets\/|url\(["']?)([\w.-]+\.[0-9a-f]{10}\.\w+)/g)) {
      if (found.has(name)) continue;
      found.add(name);
      if (name.endsWith('.css')) await look(await readFile(`${paths.site}/assets/${name}`, 'utf8'));
    }
  };
  await look(html);
  return [...found];
}

/** @param {string} name @param {string} title @param {string[]} files */
const manifest = (name, title, files) => `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="${name}" version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="${name}-organization"><organization identifier="${name}-organization"><title>${title}</title>
<item identifier="${name}-item" identifierref="${name}-resource" isvisible="true"><title>${title}</title></item>
</organization></organizations>
<resources><resource identifier="${name}-resource" type="webcontent" adlcp:scormtype="sco" href="index.html">
${files.map((file) => `<file href="${file}"/>`).join('\n')}
</resource></resources>
</manifest>
`;

const script = await bundleScript({ file: `${paths.web}/lms/start.js` });

/** @param {string} name @param {string} title @param {string} html */
async function writePackage(name, title, html) {
  const folder = `${paths.dist}/scorm/${name}`;
  const assets = await assetsOf(html);
  const files = /** @type {[string, string | Uint8Array][]} */ ([['index.html', html], ['scorm.js', script],
    ...await Promise.all(assets.map(async (asset) => [`assets/${asset}`, await readFile(`${paths.site}/assets/${asset}`)]))]);
  files.push(['imsmanifest.xml', manifest(name, escapeHtml(title), files.map(([file]) => file))]);
  for (const [file, data] of files) {
    await mkdir(path.dirname(`${folder}/${file}`), { recursive: true });
    await writeFile(`${folder}/${file}`, data);
  }
  const zip = await zipOf(folder, await filesIn(folder), '');
  await writeFile(`${folder}.zip`, zip);
  return rawKb(zip);
}

await rm(`${paths.dist}/scorm`, { recursive: true, force: true });
const whole = await writePackage('mle-lesson', SHORT_TITLE, pageOf(sections));
let largest = 0;
for (const [k, section] of sections.filter(({ number }) => number).entries()) {
  const own = await writePackage(`mle-section-${k + 1}`, `${SHORT_TITLE}: ${section.title}`, pageOf([section]));
  largest = Math.max(largest, own);
}
console.log('dist/scorm/ (SCORM 1.2):');
weigh([
  { name: 'mle-lesson.zip (raw)', kb: whole, limit: 700 },
  { name: 'the largest of a section (raw)', kb: largest, limit: 700 },
]);
