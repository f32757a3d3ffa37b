/** The link below a figure's page leads to the lesson: beside it on a host; from a file of its own, to the site that it was built for. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { site } from './dist.js';
import { alive } from './figure.js';
import { expect, test } from './fixtures.js';

const ID = 'bernoulli-nll';
const STATE = `#v1/${ID}?p=0.4`;
const page = readFileSync(join(site, `embed/${ID}.html`), 'utf8');

/** Its script as a build with this SITE_URL writes it; the whole build takes ten times as long. @param {string} address */
const scriptFor = (address) => execFileSync('node', ['--input-type=module', '-e', `
  import { bundleScript } from './web/build/bundle.js';
  import { inlineScript } from './web/build/pages.js';
  process.stdout.write(inlineScript(await bundleScript({ source: "import figure from './figures/${ID}.js';"
    + "import makeCore from './core/page.js?function'; import { lessonCore } from './shell/lesson-core.js';"
    + "import { startEmbed } from './shell/embed.js'; startEmbed(figure, lessonCore(makeCore));" })));`],
{ cwd: fileURLToPath(new URL('../../', import.meta.url)), env: { ...process.env, SITE_URL: address }, encoding: 'utf8', maxBuffer: 1e7 });

/** A copy in a folder of its own, without the policy, which names the script that the page had. @param {string} folder @param {string} address */
function copy(folder, address) {
  const before = page.slice(0, page.lastIndexOf('<script>')).replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${ID}.html`);
  writeFileSync(file, `${before}<script>${scriptFor(address)}</script></body></html>`);
  return pathToFileURL(file).href;
}

/** @param {import('./ui/ui.js').Ui} ui @param {string} address @returns {Promise<string>} */
async function linkOf(ui, address) {
  await ui.goto(address + STATE);
  await alive(ui, ID);
  expect(await ui.evaluate(() => location.hash)).toBe(STATE);
  return ui.evaluate(() => /** @type {HTMLAnchorElement} */ (document.querySelector('.embed-back a')).getAttribute('href') ?? '');
}

test('on a host: the lesson beside it, with what the figure shows', async ({ ui, servers }) => {
  expect(await linkOf(ui, `${servers.site}embed/${ID}.html`)).toBe(`../index.html${STATE}`);
});

test('from a file: the site that it was built for; else beside it', async ({ ui }, testInfo) => {
  expect(await linkOf(ui, copy(testInfo.outputPath('built'), 'https://example.org/mle/'))).toBe(`https://example.org/mle/index.html${STATE}`);
  await ui.evaluate((id) => /** @type {any} */ (document.getElementById(id)).set({ p: 0.4 }), ID);
  await ui.drawn();
  expect(await ui.evaluate(() => /** @type {HTMLAnchorElement} */ (document.querySelector('.embed-back a')).href)).toBe(`https://example.org/mle/index.html#v1/${ID}?p=0.4`);
  const [, known = '../'] = /<link rel="canonical" href="([^"]*)embed\//.exec(page) ?? [];
  expect(await linkOf(ui, pathToFileURL(join(site, `embed/${ID}.html`)).href)).toBe(`${known}index.html${STATE}`);
});
