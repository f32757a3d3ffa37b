/** What the build says of the site to machines and hosts: addresses only where it knows them, and nothing that differs from the pages. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { siteUrl } from '../../web/build/address.js';
import { aboutFigure, aboutTags, LESSON } from '../../web/build/head.js';
import { headersFile, nginxConf } from '../../web/build/headers.js';
import { notFoundPage } from '../../web/build/not-found.js';
import { oembed } from '../../web/build/oembed.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const SITE = 'https://example.org/mle/';
const FIGURE = aboutFigure(/** @type {any} */ ({ id: 'a-figure', title: 'Loss & "noise" <b>', description: 'One </script> sentence.' }));
const attributes = (html, tag, key) => [...html.matchAll(new RegExp(`<${tag}\\b[^>]* ${key}="([^"]*)"`, 'g'))].map((match) => match[1]);

test('SITE_URL: an address of a folder, with a slash at its end', () => {
  assert.equal(siteUrl(undefined), null);
  assert.equal(siteUrl(''), null);
  assert.equal(siteUrl('https://example.org'), 'https://example.org/');
  assert.equal(siteUrl('https://example.org/mle'), SITE);
  assert.equal(siteUrl('https://example.org/mle//'), SITE);
  assert.equal(siteUrl('http://localhost:8000/a/b/'), 'http://localhost:8000/a/b/');
});

test('SITE_URL: what is wrong with another is named', () => {
  const wrong = [
    ['example.org/mle', /whole address/], ['/mle/', /whole address/], ['ftp://example.org/', /https:\/\/ or http:\/\//],
    ['file:///srv/mle/', /https:\/\/ or http:\/\//], ['javascript:alert(1)', /https:\/\/ or http:\/\//],
    ['https://example.org/?a=1', /no query/], ['https://example.org/?', /no query/], ['https://example.org/#top', /no fragment/],
    ['https://example.org/#', /no fragment/], ['https://me:secret@example.org/', /user name/], ['https://example.org/mle/index.html', /folder/],
  ];
  for (const [text, rule] of wrong) {
    assert.throws(() => siteUrl(text), (error) => rule.test(error.message) && error.message.startsWith('SITE_URL ') && error.message.includes(text), text);
  }
});

test('a wrong SITE_URL stops the build before it removes anything', () => {
  assert.throws(() => execFileSync(process.execPath, [`${root}web/build/build.js`], {
    env: { ...process.env, SITE_URL: 'https://example.org/?draft', MLE_DIST: '/nowhere' }, stdio: 'pipe', encoding: 'utf8',
  }), (error) => error.stderr.includes('SITE_URL must have no query (“?”), got “https://example.org/?draft”'));
});

test('without an address a page names none', () => {
  for (const about of [LESSON, FIGURE]) {
    const tags = aboutTags(about, null);
    assert.deepEqual(attributes(tags, 'link', 'rel'), []);
    assert.doesNotMatch(tags, /og:|twitter:/);
    const data = JSON.parse(/<script type="application\/ld\+json">(.*)<\/script>/.exec(tags)[1]);
    assert.equal(data['@type'], 'LearningResource');
    assert.equal('url' in data || 'image' in data || 'url' in (data.isPartOf ?? {}), false);
  }
});

test('with one, every address is absolute and of the page itself', () => {
  const tags = aboutTags(FIGURE, SITE);
  assert.deepEqual(attributes(tags, 'link', 'href'), [`${SITE}embed/a-figure.html`, `${SITE}oembed/a-figure.json`]);
  assert.ok(tags.includes(`<meta property="og:url" content="${SITE}embed/a-figure.html">`));
  assert.ok(tags.includes(`<meta property="og:image" content="${SITE}previews/a-figure.png">`));
  assert.ok(tags.includes('<meta property="og:title" content="Loss &amp; &quot;noise&quot; &lt;b&gt;">'));
  const blocks = [...tags.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)];
  assert.equal(blocks.length, 1);
  const data = JSON.parse(blocks[0][1]);
  assert.equal(data.description, FIGURE.description);
  assert.equal(data.url, `${SITE}embed/a-figure.html`);
  assert.equal(data.isPartOf.url, SITE);
});

test('oEmbed 1.0: what the type rich requires, and a frame that survives in HTML', () => {
  for (const [about, shown] of [[FIGURE, FIGURE], [LESSON, FIGURE]]) {
    const document = oembed(about, shown, SITE);
    assert.equal(document.type, 'rich');
    assert.equal(document.version, '1.0');
    for (const key of ['width', 'height', 'thumbnail_width', 'thumbnail_height']) assert.ok(Number.isInteger(document[key]), key);
    assert.equal(document.thumbnail_url, `${SITE}previews/${about.id}.png`);
    assert.match(document.html, /^<iframe [^<>]*><\/iframe>$/);
    assert.deepEqual(['width', 'height'].flatMap((key) => attributes(document.html, 'iframe', key)), [`${document.width}`, `${document.height}`]);
    assert.deepEqual(attributes(document.html, 'iframe', 'src'), [`${SITE}embed/a-figure.html`]);
    assert.deepEqual(attributes(document.html, 'iframe', 'title'), ['Loss &amp; &quot;noise&quot; &lt;b&gt;']);
  }
});

const PAGES = [{ path: 'embed/a.html', policy: "script-src 'sha256-a+b/c='" }, { path: 'index.html', policy: "script-src 'self'" }];

test('_headers: no two policies meet on one address', () => {
  const rules = headersFile(PAGES).split(/\n(?=\/)/).filter((rule) => rule.includes('Content-Security-Policy'));
  assert.deepEqual(rules.map((rule) => rule.trim().split('\n').map((line) => line.trim())), [
    ['/embed/a.html', "Content-Security-Policy: script-src 'sha256-a+b/c='"],
    ['/', "Content-Security-Policy: script-src 'self'"], ['/index.html', "Content-Security-Policy: script-src 'self'"],
  ]);
});

test('nginx.conf: the sub-path and the policies stand in it, and no placeholder is left', () => {
  const conf = nginxConf(readFileSync(`${root}web/deploy/nginx.conf`, 'utf8'), PAGES, '/mle/');
  assert.ok(conf.includes("  ~^/mle/embed/a\\.html$ \"script-src 'sha256-a+b/c='\";\n"));
  assert.ok(conf.includes('location /mle/ {'));
  assert.doesNotMatch(conf, /BASE|POLICIES/);
});

test('the page for wrong addresses leads to the lesson where its address is known, else to the two folders that it can be in', () => {
  const index = '<link rel="stylesheet" href="assets/lesson.0a.css">';
  assert.deepEqual(attributes(notFoundPage(SITE, index), 'a', 'href'), [SITE]);
  assert.deepEqual(attributes(notFoundPage(SITE, index), 'link', 'href'), [`${SITE}assets/lesson.0a.css`]);
  assert.deepEqual(attributes(notFoundPage(null, index), 'a', 'href'), ['./', '../']);
  assert.deepEqual(attributes(notFoundPage(null, index), 'link', 'href'), []);
});

test('the workflow for GitHub Pages hands on the folder that the build writes, and its address', () => {
  const workflow = readFileSync(`${root}web/deploy/github-pages.yml`, 'utf8');
  assert.match(workflow, /run: \.\/build\.sh\n\s+env:\n\s+SITE_URL: /);
  assert.match(workflow, /path: dist\/site\n/);
});

test('the zip has the same bytes in every time zone', () => {
  const zipped = (TZ) => execFileSync(process.execPath, ['--input-type=module', '-e', `
    import { createHash } from 'node:crypto';
    import { zipOf } from './web/build/compress.js';
    const zip = await zipOf('web/deploy', ['github-pages.yml', 'nginx.conf'], 'mle/');
    console.log(createHash('sha256').update(zip).digest('hex'), zip.length);
  `], { cwd: root, env: { ...process.env, TZ }, encoding: 'utf8' });
  assert.equal(zipped('Asia/Tokyo'), zipped('America/New_York'));
});
