/** What the package's README shows is run in a project that has installed it, and gives what the README says. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { installPackage } from './package.js';

const { folder, remove } = installPackage();
after(remove);
const readme = readFileSync(path.join(folder, 'node_modules/mle-core/README.md'), 'utf8');
const examples = [...readme.matchAll(/```js\n([\s\S]*?)```/g)].map((match) => match[1]).filter((code) => code.includes('import {'));
/** A statement with what it gives behind it: `engine.exp(0); // 1`. */
const promising = /^( *)(\S.*?);\s*\/\/ (.*)$/gm;

test('there are examples', () => assert.equal(examples.length, 4));

for (const [number, code] of examples.entries()) {
  test(`example ${number + 1}`, () => {
    const promised = [...code.matchAll(promising)].map((match) => match[3]);
    assert.ok(promised.length > 0);
    const file = path.join(folder, `example${number}.js`);
    writeFileSync(file, code.replace(promising, '$1console.log(JSON.stringify($2));'));
    assert.deepEqual(execFileSync(process.execPath, [file], { encoding: 'utf8' }).trim().split('\n'), promised);
  });
}
