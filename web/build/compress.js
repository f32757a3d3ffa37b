import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { zipSync } from 'fflate';

/** Copies of the site's files, smaller or in one. */

const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

/** Fonts and PNG are compressed already. */
const TEXT = /\.(html|css|m?js|json|svg|txt|xml|wasm)$/;
const WORTH_IT = 1000;
/** One below the highest: half the time, and half a per cent larger. */
const BROTLI_QUALITY = 10;

/**
 * Writes `<file>.gz` and `<file>.br` beside each file that is worth it, for hosts that send them as they are.
 * @param {string} folder
 * @param {string[]} files
 */
export async function precompress(folder, files) {
  for (const file of files.filter((name) => TEXT.test(name))) {
    const data = await readFile(`${folder}/${file}`);
    if (data.length <= WORTH_IT) continue;
    const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: data.length };
    const [gz, br] = await Promise.all([gzipped(data, { level: 9 }), brotlied(data, { params })]);
    await writeFile(`${folder}/${file}.gz`, gz);
    await writeFile(`${folder}/${file}.br`, br);
  }
}

/** ZIP knows local times alone: the same ones everywhere. */
const TIME = new Date(2000, 0, 1);

/**
 * One archive; the same bytes from the same files.
 * @param {string} folder
 * @param {string[]} files
 * @param {string} top   before each name in the archive: "mle/", or ""
 */
export async function zipOf(folder, files, top) {
  const contents = await Promise.all(files.map(async (file) => [top + file, new Uint8Array(await readFile(`${folder}/${file}`))]));
  return zipSync(Object.fromEntries(contents), { level: 9, mtime: TIME });
}
