/** The texts that web/COURSES.md and the README print to be copied. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const textOf = (/** @type {string} */ file) => readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8');

/** The only text in a language under a heading. @param {string} heading @param {string} language @param {string} [file] */
export function printed(heading, language, file = 'web/COURSES.md') {
  const [, section = ''] = textOf(file).split(`\n## ${heading}\n`);
  const found = [...section.split('\n## ')[0].matchAll(new RegExp(`^( *)(\`{3,})${language}\\n([\\s\\S]*?)^\\1\\2$`, 'gm'))]
    .map(([, indent, , text]) => text.replace(new RegExp(`^${indent}`, 'gm'), ''));
  if (found.length !== 1) throw new Error(`${file} has ${found.length} texts in ${language} under ${heading}`);
  return found[0];
}

/** @param {string} snippet @param {import('./server.js').Servers} servers */
export const pasted = (snippet, { site }) => snippet.replaceAll('https://your.site/mle/', site);

/**
 * What the notebook's cell declares, by running it, with stand-ins for the two packages that keep it: the first argument of
 * each trait, and _esm.
 * @param {import('./server.js').Servers} servers
 * @param {string} folder for the stand-ins
 * @returns {{ module: string, values: Record<string, string> }}
 */
export function declared(servers, folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'traitlets.py'), 'class Unicode:\n  def __init__(self, value): self.value = value\n  def tag(self, sync): assert sync; return self\n');
  writeFileSync(join(folder, 'anywidget.py'), 'class AnyWidget: pass\n');
  const cell = `${pasted(printed('Notebooks', 'python'), servers)}
import json
values = {key: trait.value for key, trait in vars(Figure).items() if isinstance(trait, traitlets.Unicode)}
print(json.dumps({"module": Figure._esm, "values": values}))`;
  return JSON.parse(execFileSync('python3', ['-c', cell], { env: { ...process.env, PYTHONPATH: folder }, encoding: 'utf8' }));
}
