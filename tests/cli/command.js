// The command as a child process.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
const binary = path.join(root, process.env.MLE_COMMAND ?? 'build/native/mle');

const folder = mkdtempSync(path.join(tmpdir(), 'mle-cli-'));
after(() => rmSync(folder, { recursive: true }));

/** Writes a file and gives its path. @param {string | Uint8Array} content */
export const file = (content, name = 'data.csv') => {
  const to = path.join(folder, name);
  writeFileSync(to, content);
  return to;
};

/** A file of the core's tests. @param {string} name */
export const data = (name) => path.join(root, 'tests/core/data', name);

/**
 * @param {string[]} words
 * @param {string | Uint8Array} [input] of standard input
 */
export const mle = (words, input = '') => {
  const { status, stdout, stderr } = spawnSync(binary, words, {
    input, encoding: 'utf8', timeout: 60_000, maxBuffer: 1 << 28,
  });
  return { code: status, out: stdout, err: stderr };
};

/** What a verb says with --json, whatever its exit code. @param {string[]} words */
export const asked = (words, input = '') => {
  const { code, out, err } = mle([...words, '--json'], input);
  assert.notEqual(code, 2, err);
  return { code, err, ...JSON.parse(out) };
};

/** Bad input: exit code 2, nothing on stdout, one line on stderr. @param {string[]} words @param {string} message */
export const refused = (words, message, input = '') => {
  const { code, out, err } = mle(words, input);
  assert.deepEqual({ code, out, err }, { code: 2, out: '', err: `mle: ${message}\n` });
};

/** @param {number} got @param {number} want */
export const near = (got, want, tolerance = 1e-12) => {
  assert.ok(Math.abs(got - want) <= tolerance * Math.abs(want), `${got} is not ${want}`);
};
