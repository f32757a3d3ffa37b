/** web/COURSES.md: each text that a teacher copies is pasted as it stands, with the address of this site in place of the stand-in. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alive, stateOf } from './figure.js';
import { expect, test } from './fixtures.js';

const text = readFileSync(fileURLToPath(new URL('../../web/COURSES.md', import.meta.url)), 'utf8');
/** The only text in a language under a heading. @param {string} heading @param {string} language */
function printed(heading, language) {
  const [, section = ''] = text.split(`\n## ${heading}\n`);
  const found = [...section.split('\n## ')[0].matchAll(new RegExp(`^(\`{3,})${language}\\n([\\s\\S]*?)^\\1$`, 'gm'))].map((match) => match[2]);
  if (found.length !== 1) throw new Error(`COURSES.md has ${found.length} texts in ${language} under ${heading}`);
  return found[0];
}

/** @param {string} snippet @param {import('./server.js').Servers} servers */
const pasted = (snippet, { site }) => snippet.replaceAll('https://your.site/mle/', site);

/** The figure of a pasted page gets an id, as alive and stateOf look for one. @param {import('./ui/ui.js').Ui} ui */
const named = (ui) => ui.evaluate(() => { /** @type {Element} */ (document.querySelector('mle-figure')).id = 'figure'; });

test('iframe: alive, in its state, and as high as its figure', async ({ ui, servers }) => {
  await ui.goto(servers.page(pasted(printed('Iframe', 'html'), servers), { elsewhere: true }));
  const frame = await ui.frame('iframe');
  await alive(frame, 'bernoulli-nll');
  expect((await stateOf(frame, 'bernoulli-nll')).p).toBe(0.02);
  await frame.waitFor(() => Math.abs(innerHeight - document.documentElement.getBoundingClientRect().height) <= 1);
});

test('script tag, its events and its styles', async ({ ui, servers }) => {
  const script = printed('Script tag', 'js');
  const listener = `<script>window.heard = []; console.log = (...all) => heard.push(all.join(' '));\n${script}</script>`;
  const style = `<style>${printed('Script tag', 'css')}</style>`;
  await ui.goto(servers.page(pasted(`${style}${listener}${printed('Script tag', 'html')}`, servers)));
  await named(ui);
  await alive(ui, 'figure');
  expect(await stateOf(ui, 'figure')).toMatchObject({ p: 0.02, y: 0 });
  const promised = script.split('\n').filter((line) => line.includes('console.log')).map((line) => line.split(' // ')[1]);
  await ui.evaluate(() => /** @type {any} */ (document.getElementById('figure')).set({ p: 0.03 }));
  await ui.drawn();
  const heard = await ui.evaluate(() => /** @type {any} */ (window).heard);
  expect(heard).toEqual(promised);
  expect(Math.abs(Number(heard[2]) + Math.log1p(-0.03))).toBeLessThan(1e-16);
  const width = await ui.evaluate(() => /** @type {Element} */ (document.getElementById('figure')?.shadowRoot?.querySelector('.figure')).getBoundingClientRect().width);
  expect(width).toBeLessThanOrEqual(46 * 16);
});

/** What a notebook sends to the widget: by the names and values that the cell declares. @param {import('./ui/ui.js').Ui} ui @param {string} module @param {unknown} values */
async function notebook(ui, module, values) {
  await ui.waitFor(`async () => {
    const { default: widget } = await import(${JSON.stringify(module)});
    const values = ${JSON.stringify(values)};
    const el = document.body.appendChild(document.createElement('div'));
    widget.render({ el, model: { get: (key) => values[key], set() {}, save_changes() {}, on() {}, off() {} } });
    return true;
  }`);
  await ui.waitFor(() => document.querySelector('mle-figure') !== null);
  await named(ui);
  await alive(ui, 'figure');
  expect(await stateOf(ui, 'figure')).toMatchObject({ p: 0.02, y: 0 });
}

test('a notebook’s cell: its Python runs, and what it declares shows the figure', async ({ ui, servers }, testInfo) => {
  // Stand-ins for the two packages, which keep what the cell declares: the first argument of each trait, and _esm.
  const folder = testInfo.outputPath('stand-ins');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'traitlets.py'), 'class Unicode:\n  def __init__(self, value): self.value = value\n  def tag(self, sync): assert sync; return self\n');
  writeFileSync(join(folder, 'anywidget.py'), 'class AnyWidget: pass\n');
  const cell = `${pasted(printed('Notebooks', 'python'), servers)}
import json
declared = {key: trait.value for key, trait in vars(Figure).items() if isinstance(trait, traitlets.Unicode)}
print(json.dumps([Figure._esm, declared]))`;
  const [module, values] = JSON.parse(execFileSync('python3', ['-c', cell], { env: { ...process.env, PYTHONPATH: folder }, encoding: 'utf8' }));
  await ui.goto(servers.page(''));
  await notebook(ui, module, values);
});

test('MyST: the directive’s module and body show the figure', async ({ ui, servers }) => {
  const [, module, body] = /^```\{anywidget\} (\S+)\n([\s\S]*?)\n```$/.exec(pasted(printed('Notebooks', 'md'), servers).trim()) ?? [];
  await ui.goto(servers.page(''));
  await notebook(ui, module, JSON.parse(body));
});
