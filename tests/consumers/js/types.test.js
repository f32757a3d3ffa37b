/** The hand-kept declarations against the code that they describe, and in the hands of a strict consumer. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installPackage, root } from './package.js';

const { folder, remove } = installPackage();
after(remove);
const here = fileURLToPath(new URL('types/', import.meta.url));

/** @param {string[]} args */
function compile(...args) {
  const { stdout, status } = spawnSync(process.execPath, [path.join(root, 'web/node_modules/typescript/bin/tsc'), '--noEmit',
    '--strict', '--target', 'es2022', '--lib', 'es2022,dom', '--types', '', ...args], { cwd: folder, encoding: 'utf8' });
  assert.equal(status, 0, stdout);
}

test('declared as the JavaScript is: arguments and results', () => {
  compile('--module', 'esnext', '--moduleResolution', 'bundler', '--allowJs', '--checkJs', '--skipLibCheck', path.join(here, 'agree.ts'));
});

test('declared as the package is: names and numbers of arguments', async () => {
  const of = (/** @type {string} */ file) => import(pathToFileURL(path.join(folder, 'node_modules/mle-core', file)).href);
  const [inlined, separate] = [await of('index.js'), await of('wasm.js')];
  const engine = await inlined.load();
  const names = (/** @type {object} */ object) => JSON.stringify(Object.fromEntries(Object.keys(object).map((name) => [name, true])));
  const functions = Object.keys(engine).filter((name) => typeof engine[name] === 'function');
  writeFileSync(path.join(folder, 'real.ts'), [
    "import * as inlined from 'mle-core';",
    "import * as separate from 'mle-core/wasm';",
    `export const exported: Record<keyof typeof inlined, true> = ${names(inlined)};`,
    `export const exportedApart: Record<keyof typeof separate, true> = ${names(separate)};`,
    `export const engine: Record<keyof inlined.Engine, true> = ${names(engine)};`,
    'type Count<K extends keyof inlined.Engine> = inlined.Engine[K] extends (...given: infer A) => unknown ? A["length"] : never;',
    ...functions.map((name) => `export const ${name}: Count<'${name}'> = ${engine[name].length};`),
    `export const loads: [0, 1] = [${inlined.load.length}, ${separate.load.length}];`,
  ].join('\n'));
  compile('--module', 'nodenext', 'real.ts');
});

for (const resolution of ['nodenext', 'bundler']) {
  test(`a strict consumer, ${resolution}`, () => {
    copyFileSync(path.join(here, 'consumer.ts'), path.join(folder, 'consumer.ts'));
    const settings = resolution === 'nodenext' ? ['--module', 'nodenext'] : ['--module', 'esnext', '--moduleResolution', 'bundler'];
    compile(...settings, '--noUncheckedIndexedAccess', '--exactOptionalPropertyTypes', 'consumer.ts');
  });
}
