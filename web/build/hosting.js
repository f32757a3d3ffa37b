import { readFile, writeFile } from 'node:fs/promises';
import { address as site } from './address.js';
import { precompress, zipOf } from './compress.js';
import { filesIn } from './files.js';
import { headersFile, nginxConf, pagePolicies } from './headers.js';
import { notFoundPage } from './not-found.js';
import { paths } from './paths.js';
import { gzipKb, rawKb, weigh } from './weigh.js';
import { serviceWorker } from './worker.js';

/**
 * The last step of the build: what makes the site in dist/site/ fit for any host, from the files that stand there by then.
 * Its service worker, the page for wrong addresses, what search engines and hosts look for, compressed copies and a zip.
 */

/** @param {string} name @param {string | Uint8Array} data */
const write = (name, data) => writeFile(`${paths.site}/${name}`, data);

await write('404.html', notFoundPage(site, await readFile(`${paths.site}/index.html`, 'utf8')));
const worker = await serviceWorker(paths.site);
await write('sw.js', worker);
// GitHub Pages would leave out what it takes for Jekyll's own.
await write('.nojekyll', '');

const pages = await pagePolicies(paths.site, await filesIn(paths.site));
await write('_headers', headersFile(pages));
const nginx = nginxConf(await readFile(`${paths.web}/deploy/nginx.conf`, 'utf8'), pages, site ? new URL(site).pathname : '/');
await writeFile(`${paths.dist}/nginx.conf`, nginx);

await write('robots.txt', `User-agent: *\nAllow: /\n${site ? `Sitemap: ${site}sitemap.xml\n` : ''}`);
if (site) {
  const addresses = pages.map(({ path }) => site + path.replace(/(^|\/)index\.html$/, '$1')).filter((address) => !address.endsWith('/404.html'));
  await write('sitemap.xml', `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n`
    + `${addresses.map((address) => `<url><loc>${address}</loc></url>\n`).join('')}</urlset>\n`);
}

const files = (await filesIn(paths.site)).filter((path) => !/\.(gz|br)$/.test(path));
const zip = await zipOf(paths.site, files, 'mle/');
await writeFile(`${paths.dist}/mle-site.zip`, zip);
await precompress(paths.site, files);

console.log('The site around its pages (gzip unless raw):');
weigh([
  { name: 'service worker', kb: gzipKb(worker), limit: 5 },
  { name: 'site as a zip (raw)', kb: rawKb(zip), limit: 9000 },
]);
