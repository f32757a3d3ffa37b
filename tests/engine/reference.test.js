/** The table of functions in cpp/REFERENCE.md against what there is: the headers, the module, the command's help. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { engine } from './load.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const section = readFileSync(path.join(root, 'cpp/REFERENCE.md'), 'utf8').split('\n## Functions\n')[1].split('\n## ')[0];
const rows = section.split('\n').filter((line) => line.startsWith('|')).slice(2)
  .map((line) => line.split('|').slice(2, -1).map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name)));
/** The names in some columns, each once. @param {number[]} columns */
const names = (...columns) => [...new Set(rows.flatMap((row) => columns.flatMap((column) => row[column])))];

test('JavaScript: every name, and none besides', () => {
  assert.deepEqual(names(2).sort(), Object.keys(engine).sort());
});

test('C++: mle/mle.hpp has every name', () => {
  const compiler = ['c++', 'g++', 'clang++'].find((name) => spawnSync(name, ['--version']).status === 0);
  assert.ok(compiler);
  const uses = names(0, 1).map((name, i) => {
    const member = /^(Model|M)::(\w+)$/.exec(name);
    if (member === null) return `namespace use${i} { using mle::${name}; }`;
    return `inline auto use${i} = &mle::${member[1] === 'M' ? 'Gaussian' : 'Model'}::${member[2]};`;
  });
  const { status, stderr } = spawnSync(compiler, ['-std=c++20', '-fsyntax-only', `-I${root}cpp`, '-x', 'c++', '-'],
    { input: `#include <mle/mle.hpp>\n${uses.join('\n')}\n`, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
});

test('C++: a checked function answers with a Status', () => {
  const folder = path.join(root, 'cpp/mle');
  const headers = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.hpp'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8')).join('\n');
  for (const name of names(0).filter((each) => each !== 'models' && each !== 'find_model'))
    assert.match(headers, new RegExp(`\\bStatus ${name.split('::').at(-1)}\\(`), name);
});

test('the command: every verb of its help', () => {
  const help = spawnSync(path.join(root, 'build/native/mle'), ['help'], { encoding: 'utf8' }).stdout;
  const verbs = [...help.split(/subcommands:/i)[1]?.matchAll(/^ {2}(\w+) /gm) ?? []].map(([, verb]) => verb).filter((verb) => verb !== 'help');
  assert.deepEqual([...new Set(names(3).map((words) => words.split(' ')[1]))].sort(), verbs.sort());
});
