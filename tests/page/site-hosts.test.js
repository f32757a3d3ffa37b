/**
 * The site on hosts: what is written for them agrees with the pages, and nginx itself, where it is installed, serves the
 * site with the file written for it.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { nginxConf, pagePolicies } from '../../web/build/headers.js';
import { dist, figureIds, site } from './dist.js';
import { alive } from './figure.js';
import { expect, test } from './fixtures.js';
import { startHost } from './host.js';

const files = readdirSync(site, { recursive: true }).map(String);
const pages = files.filter((file) => file.endsWith('.html'));
const read = (/** @type {string} */ file) => readFileSync(join(site, file));
const metaPolicy = (/** @type {string} */ html) => /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];

test.describe('files', () => {
  test.skip(({ engine }) => engine !== 'chromium', 'once is enough');

  test('each page’s policy by header is the one in its head', () => {
    const headers = read('_headers').toString();
    const nginx = readFileSync(join(dist, 'nginx.conf'), 'utf8');
    for (const page of pages) {
      const policy = metaPolicy(read(page).toString());
      expect(policy, page).toContain("default-src 'none'");
      expect(headers, page).toContain(`\n/${page}\n  Content-Security-Policy: ${policy}\n`);
      expect(nginx, page).toContain(`"${policy}";`);
    }
  });

  test('each text has a smaller copy in both forms, and the copy is the text', () => {
    const texts = files.filter((file) => /\.(html|css|m?js|json|svg|xml|txt|wasm)$/.test(file) && read(file).length > 1000);
    expect(texts).toContain('index.html');
    for (const file of texts) {
      const data = read(file);
      expect(gunzipSync(read(`${file}.gz`)).equals(data), file).toBe(true);
      expect(brotliDecompressSync(read(`${file}.br`)).equals(data), file).toBe(true);
      expect(read(`${file}.br`).length, file).toBeLessThan(data.length);
    }
  });

  test('the zip holds the site', () => {
    const python = ['import json, sys, zipfile', 'z = zipfile.ZipFile(sys.argv[1])', 'assert z.testzip() is None',
      'print(json.dumps({i.filename: i.CRC for i in z.infolist()}))'].join('\n');
    test.skip(spawnSync('python3', ['--version']).status !== 0, 'python3 reads the zip');
    const held = JSON.parse(execFileSync('python3', ['-c', python, join(dist, 'mle-site.zip')], { encoding: 'utf8' }));
    const wanted = files.filter((file) => !/\.(gz|br)$/.test(file) && /\.[^/]*$|_headers$/.test(file));
    expect(Object.keys(held).sort()).toEqual(wanted.map((file) => `mle/${file}`).sort());
  });

  test('no address of a page leads to another host by itself', () => {
    for (const page of pages) {
      const html = read(page).toString().replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '<$1>');
      const loaded = [...html.matchAll(/<(?:img|script|iframe|source|link rel="(?:stylesheet|icon)")\b[^>]*? (?:src|href)="([^"]*)"/g)];
      for (const [, address] of loaded) expect(address, page).toMatch(/^(data:|[\w./-]+$)/);
    }
  });
});

test('opened from its folder, without a server', async ({ ui }) => {
  await ui.goto(`file://${join(site, 'index.html')}`);
  await alive(ui, 'coin-flips');
});

test.describe('a host that knows no types but the oldest', () => {
  test.use({ clean: false }); // Chromium reports that it takes no service worker of that type
  test('the pages are alive, and nothing is kept', async ({ ui, servers }) => {
    const host = await startHost(site, (response, path) => {
      if (!/\.(html|css)$|\/$/.test(path)) response.setHeader('content-type', 'application/octet-stream');
    });
    servers.origins.push(new URL(host.site).origin);
    try {
      await ui.goto(host.site);
      await alive(ui, 'coin-flips');
      await ui.goto(`${host.site}embed/surface.html`);
      await alive(ui, 'surface');
      expect(await ui.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
      const { uncaught, violations } = await ui.errors();
      expect([...uncaught, ...violations]).toEqual([]);
    } finally {
      await ui.goto('about:blank');
      host.stop();
    }
  });
});

const nginx = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/bin/nginx', '/opt/homebrew/bin/nginx'].find((file) => existsSync(file));

/** @returns {Promise<number>} */
const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    server.close(() => resolve(port));
  });
});

/** The site under a sub-path, as dist/nginx.conf has it when SITE_URL says so. */
async function startNginx() {
  const folder = mkdtempSync(join(tmpdir(), 'mle-nginx-'));
  const port = await freePort();
  const template = readFileSync(new URL('../../web/deploy/nginx.conf', import.meta.url), 'utf8');
  const conf = nginxConf(template, await pagePolicies(site, pages), '/teaching/mle/')
    .replace('listen 80;', `listen 127.0.0.1:${port};`).replace('/srv/mle/site/', `"${site}/"`);
  writeFileSync(join(folder, 'nginx.conf'), `daemon off; user root; pid ${folder}/pid; error_log ${folder}/error.log; events {}
http { access_log off; ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
${conf}
}`);
  const server = spawn(/** @type {string} */ (nginx), ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  const address = `http://127.0.0.1:${port}/teaching/mle/`;
  for (let k = 0; k < 100 && !await fetch(address).then(() => true, () => false); k += 1) {
    if (server.exitCode !== null) throw new Error(readFileSync(join(folder, 'error.log'), 'utf8'));
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  return {
    site: address,
    stop() {
      server.on('exit', () => rmSync(folder, { recursive: true }));
      server.kill();
    },
  };
}

test.describe('nginx', () => {
  test.skip(!nginx, 'nginx is not installed here');
  /** @type {Awaited<ReturnType<typeof startNginx>>} */
  let host;
  test.beforeAll(async () => { host = await startNginx(); });
  test.afterAll(() => host?.stop());

  test('sends the copies, the types, the policies and how long each may be kept', async () => {
    const ask = async (/** @type {string} */ path, encoding = 'gzip') => {
      const { status, headers } = await fetch(host.site + path, { headers: { 'accept-encoding': encoding } });
      return [status, ...['content-type', 'content-encoding', 'cache-control', 'content-security-policy'].map((name) => headers.get(name))];
    };
    const index = metaPolicy(read('index.html').toString());
    const script = files.find((file) => /^assets\/lesson\.\w+\.js$/.test(file)) ?? '';
    const embed = `embed/${figureIds[0]}.html`;
    expect(await ask('')).toEqual([200, 'text/html; charset=utf-8', 'gzip', 'no-cache', index]);
    expect(await ask('index.html', 'identity')).toEqual([200, 'text/html; charset=utf-8', null, 'no-cache', index]);
    expect(await ask(embed)).toEqual([200, 'text/html; charset=utf-8', 'gzip', 'no-cache', metaPolicy(read(embed).toString())]);
    expect(await ask(script)).toEqual([200, 'text/javascript; charset=utf-8', 'gzip', 'public, max-age=31536000, immutable', null]);
    expect(await ask('sw.js')).toEqual([200, 'text/javascript; charset=utf-8', 'gzip', 'no-cache', null]);
    const [status, type, , , policy] = await ask('no/such/page');
    expect([status, type, policy]).toEqual([404, 'text/html; charset=utf-8', metaPolicy(read('404.html').toString())]);
  });

  test('the lesson and a figure’s page are alive there', async ({ ui, servers }) => {
    servers.origins.push(new URL(host.site).origin);
    await ui.goto(host.site);
    await alive(ui, 'coin-flips');
    await ui.goto(`${host.site}embed/surface.html`);
    await alive(ui, 'surface');
  });

  test.describe('a wrong address', () => {
    test.skip(({ engine }) => engine !== 'chromium', 'links are the same in each');
    test.use({ clean: false }); // Chromium reports each answer 404 as an error
    for (const [address, link] of [['nowhere', 'a[href="./"]'], ['embed/nowhere.html', 'a[href="../"]']]) {
      test(`leads back to the lesson: ${address}`, async ({ ui }) => {
        await ui.goto(host.site + address);
        expect(await ui.text('h1')).toBe('There is no such page');
        expect(await ui.evaluate((selector) => document.querySelector(selector).href, link)).toBe(host.site);
      });
    }
  });
});
