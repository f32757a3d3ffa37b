/**
 * The texts of web/COURSES.md in the real software of courses, where it is there: MkDocs and Sphinx (Debian's packages), MyST's
 * builder and its renderer, Jupyter's widget manager with anywidget (tests/course/, from npm).
 */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { declared, pasted, printed } from './course-texts.js';
import { alive } from './figure.js';
import { expect, test } from './fixtures.js';
import { fitted } from './frames.js';
import { startHost } from './host.js';
import { probeScript } from './ui/probe.js';
import { injectFirst } from './variants.js';

/** @typedef {import('./ui/ui.js').Ui} Ui */

const npm = fileURLToPath(new URL('../course/', import.meta.url));
const fromNpm = existsSync(join(npm, 'node_modules/mystmd')) && existsSync(join(npm, 'node_modules/anywidget'));
const NO_NPM = 'the packages of tests/course/ are not installed: ./build.sh test --all installs them';
const has = (/** @type {string} */ tool) => spawnSync(tool, ['--version']).status === 0;
/** @param {string} tool @param {string[]} words @returns {string} what it prints, "" where it is not there */
const saysOf = (tool, words) => spawnSync(tool, words, { encoding: 'utf8' }).stdout ?? '';

/** Whether the Python that a tool runs on has a module. @param {string} tool @param {string} module */
function hasWith(tool, module) {
  if (!has(tool)) return false;
  const [, python = 'python3'] = /^#!(\S+)/.exec(readFileSync(execFileSync('which', [tool], { encoding: 'utf8' }).trim(), 'utf8')) ?? [];
  return spawnSync(python, ['-c', `import ${module}`]).status === 0;
}

/** Not waiting for it in place: MyST's builder asks this process's servers. @param {string} tool @param {string[]} words @param {string} cwd */
const run = (tool, words, cwd) => promisify(execFile)(tool, words, { cwd, timeout: 60_000 });

/** @param {string} folder @param {Record<string, string>} files */
function fill(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** A course's folder, and its host; both end with the test. */
const withCourse = test.extend(/** @type {import('@playwright/test').Fixtures<{ course: { folder: string, host: import('./host.js').Host } }, {}, any>} */ ({
  course: async ({ ui, servers }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'mle-course-'));
    const host = await startHost(folder);
    servers.origins.push(new URL(host.site).origin);
    await use({ folder, host });
    await ui.goto('about:blank');
    host.stop();
    rmSync(folder, { recursive: true });
  },
}));

/** Finds the figure, also behind the shadow roots of the software around it, and waits until it is alive. @param {Ui} ui */
const figureAlive = (ui) => ui.waitFor(() => {
  /** @param {Document | ShadowRoot} root @returns {any} */
  const find = (root) => root.querySelector('mle-figure')
    ?? [...root.querySelectorAll('*')].map((element) => element.shadowRoot && find(element.shadowRoot)).find(Boolean);
  const figure = find(document);
  if (figure?.dataset.status === 'failed') throw new Error(figure.shadowRoot.textContent);
  /** @type {any} */ (window).figure = figure;
  return figure?.dataset.status === 'alive';
});
/** @param {Ui} ui @returns {Promise<{ p: number, y: number, exact: number, width: number }>} */
const figure = (ui) => ui.evaluate(() => {
  const { figure } = /** @type {any} */ (window);
  return { p: figure.state.p, y: figure.state.y, exact: figure.numbers.headline.exact, width: figure.getBoundingClientRect().width };
});

/** The printed figure: the price of p = 0.02 when y = 0, -log(1 - 0.02). @param {Ui} ui */
async function shown(ui) {
  await figureAlive(ui);
  const { p, y, exact, width } = await figure(ui);
  expect([p, y]).toEqual([0.02, 0]);
  expect(Math.abs(exact + Math.log1p(-0.02))).toBeLessThan(1e-17);
  expect(width).toBeGreaterThan(300);
}

/** Both ways into a page of HTML. @param {Ui} ui @param {string} address @param {string} [link] */
async function bothShown(ui, address, link) {
  await ui.goto(address);
  if (link) {
    await ui.evaluate((words) => {
      /** @type {any} */ (window).stayed = true;
      [...document.querySelectorAll('article a')].find((a) => a.textContent === words).click();
    }, link);
  }
  await shown(ui);
  await ui.evaluate(() => document.querySelector('iframe')?.scrollIntoView());
  await ui.waitFor(() => document.querySelector('iframe')?.style.height !== ''); // mle-embed.js has heard of it
  const frame = await ui.frame('iframe');
  await alive(frame, 'bernoulli-nll');
  await fitted(frame);
  if (link) expect(await ui.evaluate(() => /** @type {any} */ (window).stayed)).toBe(true);
}

/** @typedef {{ site: string, framed: string, tagged: string }} Given   the host's address and the two texts */
const markdown = (/** @type {Given} */ { framed, tagged }) => `# Week 3\n\nWords.\n\n${framed}\nMore words.\n\n${tagged}\nWords after.\n`;
/**
 * By what a page is built. What it would take from other hosts, fonts and highlighting, is turned off.
 * @typedef {object} Builder
 * @property {() => string | false} missing
 * @property {(given: Given) => Record<string, string>} files
 * @property {(folder: string) => Promise<unknown>} write
 * @property {string} page
 * @property {string} [follow]   the link on it to the page with the figures
 * @property {string} [heading]   where the text that frames the figure stands in COURSES.md
 * @property {string} [language]
 */

/** @type {Record<string, Builder>} */
const BUILDERS = {
  'MkDocs': {
    missing: () => !has('mkdocs') && 'mkdocs is not installed here',
    files: (given) => ({ 'mkdocs.yml': 'site_name: A course\ntheme:\n  name: mkdocs\n  highlightjs: false\n', 'docs/index.md': markdown(given) }),
    write: (folder) => run('mkdocs', ['build', '--strict', '-q', '-d', 'out'], folder),
    page: 'out/index.html',
  },
  'MkDocs with Material, links followed without loading a page': {
    follow: 'Week 3',
    missing: () => !saysOf('mkdocs', ['build', '--help']).includes('material') && 'mkdocs-material is not installed here',
    files: (given) => ({
      'mkdocs.yml': `site_name: A course\nsite_url: ${given.site}out/\ntheme:\n  name: material\n  font: false\n  features: [navigation.instant]\n`,
      'docs/index.md': '# A course\n\n[Week 3](week.md)\n', 'docs/week.md': markdown(given),
    }),
    write: (folder) => run('mkdocs', ['build', '--strict', '-q', '-d', 'out'], folder),
    page: 'out/index.html',
  },
  'Sphinx, raw:: html': {
    missing: () => !has('sphinx-build') && 'sphinx is not installed here',
    heading: 'MkDocs and Sphinx',
    language: 'rst',
    files: ({ framed, tagged }) => ({
      'conf.py': "project = 'A course'\nhtml_theme = 'alabaster'\n",
      'index.rst': `Week 3\n======\n\nWords.\n\n${framed}\nMore words.\n\n.. raw:: html\n\n${tagged.replace(/^(?=.)/gm, '   ')}\nWords after.\n`,
    }),
    write: (folder) => run('sphinx-build', ['-q', '-W', '-b', 'html', '.', 'out'], folder),
    page: 'out/index.html',
  },
  'Sphinx, Markdown by MyST-Parser': {
    missing: () => !hasWith('sphinx-build', 'myst_parser') && 'Sphinx with MyST-Parser is not installed here',
    files: (given) => ({ 'conf.py': "project = 'A course'\nextensions = ['myst_parser']\n", 'index.md': markdown(given) }),
    write: (folder) => run('sphinx-build', ['-q', '-W', '-b', 'html', '.', 'out'], folder),
    page: 'out/index.html',
  },
};

/** Writes the probe into the pages, where the engine cannot be told to run it first. @param {string} folder @param {string} engine */
function probe(folder, engine) {
  if (engine !== 'webkit') return;
  for (const name of readdirSync(folder, { recursive: true }).map(String).filter((file) => file.endsWith('.html'))) {
    writeFileSync(join(folder, name), injectFirst(readFileSync(join(folder, name), 'utf8'), `<script>${probeScript}</script>`));
  }
}

for (const [name, { missing, files, write, page, follow, heading = 'Iframe', language = 'html' }] of Object.entries(BUILDERS)) {
  withCourse(`${name}: both texts are shown`, async ({ ui, servers, engine, course: { folder, host } }) => {
    const lacks = missing();
    test.skip(Boolean(lacks), String(lacks));
    fill(folder, files({ site: host.site, framed: pasted(printed(heading, language), servers), tagged: pasted(printed('Script tag', 'html'), servers) }));
    await write(folder);
    probe(folder, engine);
    await bothShown(ui, host.site + page, follow);
  });
}

/** A page with one of tests/course/'s scripts. @param {string} folder @param {string} script @param {string} engine */
async function writePage(folder, script, engine) {
  await build({
    entryPoints: [join(npm, script)], bundle: true, outfile: join(folder, 'script.js'), format: 'iife', target: 'es2022', logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' }, loader: { '.css': 'empty' },
  });
  fill(folder, {
    'index.html': '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A course</title><script src="script.js" defer></script></head><body></body></html>',
  });
  probe(folder, engine);
}

withCourse.describe('packages of npm', () => {
  test.skip(!fromNpm, NO_NPM);

  withCourse('Jupyter’s widget manager and anywidget: the cell’s figure is shown, its state goes to the kernel and comes from it',
    async ({ ui, servers, engine, course: { folder, host } }, testInfo) => {
      const { module, values } = declared(servers, testInfo.outputPath('stand-ins'));
      await writePage(folder, 'jupyter.js', engine);
      await ui.goto(host.site);
      await ui.evaluate(async (esm, state) => { /** @type {any} */ (window).view = await /** @type {any} */ (window).show(esm, state); }, module, values);
      await shown(ui);
      const sent = () => ui.evaluate(() => /** @type {any} */ (window).sent.map((/** @type {any} */ data) => [data.method, data.state]));
      expect(await sent()).toEqual([]);
      await ui.evaluate(() => /** @type {any} */ (window).figure.set({ p: 0.3 }));
      await expect.poll(sent).toEqual([['update', { state: 'p=0.3&y=0' }]]);
      await ui.evaluate(() => /** @type {any} */ (window).tell({ state: 'p=0.5&y=0' }));
      await ui.waitFor(() => /** @type {any} */ (window).figure.state.p === 0.5);
      await ui.evaluate(() => /** @type {any} */ (window).view.remove());
      await ui.waitFor(() => !(/** @type {any} */ (window).figure.isConnected));
    });

  withCourse('MyST: its builder takes the block and keeps the widget, its renderer shows the figure',
    async ({ ui, servers, engine, course: { folder, host } }) => {
      fill(folder, {
        'myst.yml': 'version: 1\nproject:\n  title: A course\nsite:\n  title: A course\n  template: ./theme\n',
        // A theme without anything: the real one would come from the network.
        'theme/template.yml': 'jtex: v1\nkind: site\ntitle: none\nversion: 1.0.0\nbuild:\n  install: "true"\n  start: "true"\n',
        'index.md': `# Week 3\n\n${pasted(printed('Notebooks', 'md'), servers)}`,
      });
      await run('node', [join(npm, 'node_modules/mystmd/dist/myst.cjs'), 'build', '--site'], folder);
      /** @param {any} node @returns {any} */
      const find = (node) => (node.type === 'anywidget' ? node : (node.children ?? []).map(find).find(Boolean));
      const node = find(JSON.parse(readFileSync(join(folder, '_build/site/content/index.json'), 'utf8')).mdast);
      expect(node.esm).toMatch(/^\/\w+\.mjs$/);
      await writePage(folder, 'myst.js', engine);
      await ui.goto(host.site);
      await ui.evaluate((given) => /** @type {any} */ (window).show(given), { ...node, esm: `${host.site}_build/site/public${node.esm}` });
      await shown(ui);
      // What MyST's model cannot do (save, stop telling) troubles nobody.
      await ui.evaluate(() => /** @type {any} */ (window).figure.set({ p: 0.3 }));
      await ui.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 300); }));
      // The copy that the builder keeps does not take itself for a file of the site.
      await ui.evaluate(() => /** @type {any} */ (window).figure.shadowRoot.querySelector('[data-action="share"]').click());
      expect(await ui.evaluate(() => /** @type {any} */ (window).figure.shadowRoot.querySelector('.share-base').textContent)).toContain('https://your.site/mle');
      await ui.evaluate(() => /** @type {any} */ (window).away());
      await ui.waitFor(() => !(/** @type {any} */ (window).figure.isConnected));
    });
});
