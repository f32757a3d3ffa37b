import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

/** What the README shows is run, and prints what the README says. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const block = (language) => new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1] ?? '';
/** The text after `//` or `#` at the end of the lines that print. */
const promised = (code, printing) => code.split('\n').filter((line) => printing.test(line)).map((line) => line.split('// ')[1].trim());

test('the C++ example', () => {
  const code = block('cpp');
  const compiler = ['c++', 'g++', 'clang++'].find((name) => spawnSync(name, ['--version']).status === 0);
  const folder = mkdtempSync(path.join(tmpdir(), 'mle-readme-'));
  try {
    writeFileSync(path.join(folder, 'example.cpp'), code);
    execFileSync(compiler, ['-std=c++20', '-ffp-contract=off', `-I${root}cpp`, 'example.cpp', '-o', 'example'], { cwd: folder });
    const printed = execFileSync(path.join(folder, 'example'), { encoding: 'utf8' }).trim().split('\n');
    assert.deepEqual(printed, promised(code, /printf/));
    // 3 (0.5 log 2 pi) + (0.5^2 + 0.5^2 + 3^2) / 2, and the root of SS / n = 6.5 / 3, to the digits printed.
    assert.ok(Math.abs(Number(printed[0]) - (1.5 * Math.log(2 * Math.PI) + 4.75)) < 1e-14);
    assert.equal(printed[1], `2.5 ${Math.sqrt(6.5 / 3).toPrecision(6)} 1`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the JavaScript example', () => {
  const code = block('js');
  const printing = code.replace(/^(engine\..*?);.*$/gm, 'console.log(JSON.stringify($1, (k, v) => v));');
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', printing], { cwd: root, encoding: 'utf8' });
  assert.deepEqual(printed.trim().split('\n'), promised(code, /^engine\./));
});

test('the commands', () => {
  const shown = [...readme.matchAll(/```sh\n\$ \.\/build\/native\/mle (.+)\n([\s\S]*?)```/g)];
  assert.equal(shown.length, 2);
  for (const [, words, output] of shown)
    assert.equal(execFileSync(path.join(root, 'build/native/mle'), words.split(' '), { cwd: root, encoding: 'utf8' }), output);
});
