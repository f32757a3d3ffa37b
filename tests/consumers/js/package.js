/** A package as a stranger gets it: packed from dist/, installed into a project of its own, without a network. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
/** MLE_DIST names another folder to test instead. */
const dist = process.env.MLE_DIST ?? path.join(root, 'dist');

/**
 * @param {'npm' | 'npm-figures'} [name]   which of the two packages in dist/
 * @returns {{ folder: string, packed: string[], remove: () => void }} the project, and the names in the package
 */
export function installPackage(name = 'npm') {
  const built = path.join(dist, name);
  if (!existsSync(built)) throw new Error(`${built} is not there: build first (./build.sh)`);
  const folder = mkdtempSync(path.join(tmpdir(), 'mle-consumer-'));
  const npm = (/** @type {string[]} */ ...args) => execFileSync('npm', args, { cwd: folder, encoding: 'utf8' });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  const [{ filename, files }] = JSON.parse(npm('pack', built, '--json', '--loglevel=error'));
  npm('install', `./${filename}`, '--offline', '--no-audit', '--no-fund', '--loglevel=error');
  return {
    folder,
    packed: files.map((/** @type {{ path: string }} */ file) => file.path).sort(),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
