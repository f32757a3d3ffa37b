/** A build that knows where its site will stand: every absolute address in it is of the site, and there is a file at its end. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { figureIds } from './dist.js';
import { expect, test } from './fixtures.js';

/** WordPress looks no further for an oEmbed document. */
const EARLY = 150_000;
const SITE = 'https://course.example/mle/';

test.describe.configure({ mode: 'serial' });
test.skip(({ engine }) => engine !== 'chromium' || !process.env.MLE_TEST_ALL, 'a second build takes long, and once is enough: ./build.sh test --all');

let folder = '';
test.beforeAll(() => {
  test.setTimeout(600_000);
  folder = mkdtempSync(join(tmpdir(), 'mle-address-'));
  for (const step of ['build', 'hosting']) {
    execFileSync(process.execPath, [fileURLToPath(new URL(`../../web/build/${step}.js`, import.meta.url))], {
      env: { ...process.env, SITE_URL: SITE.replace(/\/$/, ''), MLE_DIST: folder }, stdio: 'pipe',
    });
  }
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (/** @type {string} */ path) => join(folder, 'site', path);
const text = (/** @type {string} */ path) => readFileSync(file(path), 'utf8');
/** The file of the site that an address leads to. @param {string} address */
const pathOf = (address) => {
  expect(address.startsWith(SITE), address).toBe(true);
  expect(address.slice('https://'.length), address).not.toContain('//');
  return address.slice(SITE.length).replace(/[?#].*$/, '').replace(/(^|\/)$/, '$1index.html');
};
const expectThere = (/** @type {string} */ address) => expect(existsSync(file(pathOf(address))), address).toBe(true);
/** @param {string} html @param {RegExp} tag whose first group is an address */
const only = (html, tag) => {
  const found = [...html.matchAll(new RegExp(tag, 'g'))];
  expect(found.map(([whole]) => whole), String(tag)).toHaveLength(1);
  return { address: found[0][1], at: Buffer.byteLength(html.slice(0, found[0].index + found[0][0].length)) };
};

const PAGES = ['index.html', 'embed/index.html', ...figureIds.map((id) => `embed/${id}.html`)];

test('each page names its own address, and no other that leads nowhere', () => {
  for (const path of PAGES) {
    const html = text(path);
    expect(pathOf(only(html, /<link rel="canonical" href="([^"]*)">/).address)).toBe(path);
    for (const [address] of html.matchAll(/https:\/\/course\.example\/mle\/[^"'\s<>&\\]*/g)) expectThere(address);
  }
});

test('each page tells of its oEmbed document early, and the document of a frame and a picture that are there', () => {
  for (const path of PAGES) {
    const { address, at } = only(text(path), /<link rel="alternate" type="application\/json\+oembed" href="([^"]*)"[^>]*>/);
    expect(at, path).toBeLessThan(EARLY);
    const document = JSON.parse(text(pathOf(address)));
    expect(document).toMatchObject({ type: 'rich', version: '1.0', provider_url: SITE });
    const shown = only(document.html, /^<iframe src="([^"]*)" /).address;
    expect(pathOf(shown)).toBe(path.endsWith('index.html') ? `embed/${figureIds[0]}.html` : path);
    expectThere(document.thumbnail_url);
  }
});

test('each page has a picture of the size it says', () => {
  for (const path of PAGES) {
    const html = text(path);
    const { address } = only(html, /<meta property="og:image" content="([^"]*)">/);
    const png = readFileSync(file(pathOf(address)));
    expect(png.toString('latin1', 1, 4)).toBe('PNG');
    const said = ['width', 'height'].map((name) => Number(only(html, new RegExp(`<meta property="og:image:${name}" content="(\\d+)">`)).address));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(said);
  }
});

test('the sitemap has every page once, and robots.txt leads to it', () => {
  const listed = [...text('sitemap.xml').matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => pathOf(address));
  expect(listed.sort()).toEqual([...PAGES].sort());
  expect(text('robots.txt')).toContain(`Sitemap: ${SITE}sitemap.xml\n`);
  expect(readdirSync(file('embed')).filter((name) => name.endsWith('.html'))).toHaveLength(figureIds.length + 1);
});
