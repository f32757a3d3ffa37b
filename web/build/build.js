import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { figures, first } from '../figures/registry.js';
import { address } from './address.js';
import { bundleScript, FOR_ANY_PAGE, packedBytes, tighten } from './bundle.js';
import { cards } from './cards.js';
import { engineFromDisk } from './core.js';
import { galleryPage } from './gallery.js';
import { registerFonts } from './draw.js';
import { fontFaces, katexFonts, sansFonts, serifFonts, subsetFonts } from './fonts.js';
import { createMaths } from './maths.js';
import { writeHosted } from './hosted.js';
import { embedPage, figurePlace, inlineScript, lessonPage, stillPicture } from './pages.js';
import { paths } from './paths.js';
import { filePolicy, GALLERY_POLICY, SITE_POLICY } from './policy.js';
import { renderProse } from './prose.js';
import { drawStills } from './stills.js';
import { embedCss, galleryCss, lessonCss } from './styles.js';
import { gzipKb, rawKb, weigh } from './weigh.js';

/**
 * Writes the lesson's part of dist/: the site, one page for each embedded figure, and the offline file.
 *
 * @typedef {import('../figures/figure.js').Figure} Figure
 */

/** @param {string} name @param {string | Uint8Array} data */
function hashed(name, data) {
  const { name: stem, ext } = path.parse(name);
  return `${stem}.${createHash('sha256').update(data).digest('hex').slice(0, 10)}${ext}`;
}

/** @param {string | Uint8Array} data @param {string} type */
const dataUrl = (data, type) => `data:${type};base64,${Buffer.from(data).toString('base64')}`;

/** As text, which gzip can compress, within an attribute: hence its own quotes are the single ones. @param {string} svg */
const svgUrl = (svg) => `data:image/svg+xml,${svg.trim().replaceAll("'", '&#39;').replaceAll('"', "'").replace(/[%#&\n]/g, encodeURIComponent)}`;

/** @param {string} file @param {string | Uint8Array} data */
async function write(file, data) {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, data);
}

/** @param {string} name @param {string | Uint8Array} data @returns {Promise<string>} its address from the page */
async function asset(name, data) {
  const file = `assets/${hashed(name, data)}`;
  await write(`${paths.site}/${file}`, data);
  return file;
}

// Only what the build itself writes: MLE_DIST may name a folder that holds other things.
for (const written of [paths.site, paths.offline]) await rm(written, { recursive: true, force: true });
await registerFonts();
const engine = await engineFromDisk();
const stills = drawStills(figures, engine);
const byId = new Map(figures.map((figure) => [figure.id, figure]));

/** @param {Readonly<Figure>} figure @param {(svg: string) => string} url */
const stillOf = (figure, url) => {
  const still = stills.get(figure.id);
  return still ? stillPicture(figure, still, url(still.svg)) : figure.still?.(engine) ?? '';
};
/** @param {Readonly<Figure>} figure @param {(svg: string) => string} url */
const place = (figure, url) => figurePlace(figure, stillOf(figure, url));

/** @param {(svg: string, id: string) => string} stillUrl */
async function proseWith(stillUrl) {
  const maths = createMaths();
  const sections = await renderProse(paths.prose, {
    maths,
    figurePlace(id) {
      const figure = byId.get(id);
      if (!figure) return '';
      return place(figure, (svg) => stillUrl(svg, id));
    },
  });
  return { sections, mathsCss: maths.css() };
}

const sans = await subsetFonts(sansFonts());
const stillUrls = new Map(await Promise.all([...stills].map(async ([id, { svg }]) =>
  /** @type {const} */ ([id, await asset(`${id}.svg`, svg)]))));
const site = await proseWith((_, id) => /** @type {string} */ (stillUrls.get(id)));
const html = site.sections.map((section) => section.html).join('');
const fonts = [...sans, ...await subsetFonts(serifFonts(html)), ...await subsetFonts(katexFonts(html))];

// The site.
const script = await tighten(await bundleScript({ file: `${paths.web}/shell/lesson.js` }));
const moreScript = await tighten(await bundleScript({ file: `${paths.web}/shell/more-figures.js` }));
const fontUrls = new Map(await Promise.all(fonts.map(async (font) =>
  /** @type {const} */ ([font, path.basename(await asset(font.file, font.data))]))));
const css = await lessonCss(fontFaces(fonts, (font) => /** @type {string} */ (fontUrls.get(font))), site.mathsCss, html);
const offlineScript = await bundleScript({ file: `${paths.web}/shell/offline.js` });
const scriptUrls = [await asset('lesson.js', script), await asset('more-figures.js', moreScript), await asset('offline.js', offlineScript)];
const icon = await readFile(`${paths.web}/shell/icon.svg`);
const iconFile = await asset('icon.svg', icon);
const index = lessonPage(site.sections, {
  policy: SITE_POLICY,
  site: address,
  icon: iconFile,
  head: `<link rel="stylesheet" href="${await asset('lesson.css', css)}">`,
  scripts: scriptUrls.map((url) => `<script src="${url}" defer></script>`).join('\n'),
  gallery: 'embed/index.html',
});
await write(`${paths.site}/index.html`, index);

// The offline file.
const iconUrl = svgUrl(icon.toString());
const offlineProse = await proseWith(svgUrl);
const inlineFaces = (/** @type {typeof fonts} */ list) => fontFaces(list, (font) => dataUrl(font.data, 'font/woff2'));
const offlineCss = await lessonCss(inlineFaces(fonts), offlineProse.mathsCss, html);
const codes = [script, moreScript].map(inlineScript);
const offline = lessonPage(offlineProse.sections, {
  policy: filePolicy(codes, [offlineCss]),
  site: address,
  icon: iconUrl,
  head: `<style>${offlineCss}</style>`,
  scripts: codes.map((code) => `<script>${code}</script>`).join('\n'),
});
await write(paths.offline, offline);

// One page for each figure.
/** @param {Readonly<Figure>} figure @param {string} file @param {string} core */
const startSource = ({ id }, file, core) => `import figure from './figures/${id}.js'; import { ${core} } from '${file}';
  import makeCore from './core/page.js?function'; import { startEmbed } from './shell/embed.js'; startEmbed(figure, ${core}(makeCore));`;
const embeds = await Promise.all(figures.map(async (figure) => {
  const oneCss = await embedCss(inlineFaces(sans), figure.id);
  const own = inlineScript(await bundleScript({
    source: figure.id === first.id
      ? startSource(figure, './shell/first-core.js', 'firstCore') : startSource(figure, './shell/lesson-core.js', 'lessonCore'),
  }));
  const text = embedPage(figure, place(figure, svgUrl), {
    policy: filePolicy([own], [oneCss]),
    site: address,
    icon: iconUrl,
    head: `<style>${oneCss}</style>`,
    scripts: `<script>${own}</script>`,
  });
  await write(`${paths.site}/embed/${figure.id}.html`, text);
  return { id: figure.id, kb: gzipKb(text) };
}));

// For teachers: the script around frames, and the gallery.
const embedScript = await bundleScript({ file: `${paths.web}/shell/mle-embed.js` }, FOR_ANY_PAGE);
await write(`${paths.site}/mle-embed.js`, embedScript);
const galleryStyle = await galleryCss(fontFaces(sans, (font) => /** @type {string} */ (fontUrls.get(font))));
const galleryScript = await bundleScript({ file: `${paths.web}/shell/gallery.js` });
const galleryStill = (/** @type {Readonly<Figure>} */ figure) => stillOf(figure, () => `../${stillUrls.get(figure.id)}`);
await write(`${paths.site}/embed/index.html`, galleryPage(figures, galleryStill, {
  policy: GALLERY_POLICY,
  site: address,
  icon: `../${iconFile}`,
  head: `<link rel="stylesheet" href="../${await asset('gallery.css', galleryStyle)}">`,
  scripts: `<script src="../${await asset('gallery.js', galleryScript)}" defer></script>`,
}));
if (address) for (const { path: file, data } of cards(figures, engine, address)) await write(`${paths.site}/${file}`, data);
// The figures as an element, for other people's pages and notebooks.
const hosted = await writeHosted();

// Weights: each part bundled on its own, then what a visitor receives.
const part = async (/** @type {string} */ source) => gzipKb(await bundleScript({ source }));
const core = rawKb(await packedBytes(paths.firstWasm));
const coreScript = await part("import make from './core/page.js?function'; make();");
const lessonCore = rawKb(await packedBytes(paths.lessonWasm));
const charting = await part("export * from './charts/config.js'");
const beforeFonts = gzipKb(index) + gzipKb(css) + gzipKb(script);
const fontWeight = fonts.reduce((sum, font) => sum + rawKb(font.data), 0);
const heaviest = embeds.reduce((a, b) => (b.kb > a.kb ? b : a));
// The limits leave a twentieth for other versions of Emscripten.
console.log('Weights (gzip unless raw):');
weigh([
  { name: 'core of the first figure (wasm, deflated)', kb: core, limit: 22 },
  { name: 'glue of both cores, core/first.js, core/lesson.js', kb: coreScript, limit: 15 },
  { name: 'Chart.js and chart set-up', kb: charting, limit: 52 },
  { name: 'frame and first figure (rest of lesson.js)', kb: gzipKb(script) - core - coreScript - charting, limit: 18 },
  { name: 'core of the other figures (wasm, deflated)', kb: lessonCore, limit: 86 },
  { name: 'the other figures (rest of more-figures.js)', kb: gzipKb(moreScript) - lessonCore, limit: 80 },
  { name: 'prose with mathematics (index.html)', kb: gzipKb(index), limit: 42 },
  { name: 'styles', kb: gzipKb(css), limit: 11 },
  { name: 'fonts (raw woff2)', kb: fontWeight, limit: 69 },
  { name: 'before the first figure answers, fonts apart', kb: beforeFonts, limit: 160 },
  { name: 'site in all, with fonts', kb: beforeFonts + gzipKb(moreScript) + fontWeight, limit: 395 },
  { name: `heaviest embed (${heaviest.id})`, kb: heaviest.kb, limit: 220 },
  { name: 'mle-embed.js, around frames', kb: gzipKb(embedScript), limit: 1 },
  ...hosted,
  { name: 'offline file (raw)', kb: rawKb(offline), limit: 1200 },
]);
