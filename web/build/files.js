import { readdir, stat } from 'node:fs/promises';

/** @param {string} folder @returns {Promise<string[]>} every file in it, by its path within, in an order that is the same everywhere */
export async function filesIn(folder) {
  const names = await readdir(folder, { recursive: true });
  const isFile = await Promise.all(names.map(async (name) => (await stat(`${folder}/${name}`)).isFile()));
  return names.filter((_, i) => isFile[i]).map((name) => name.replaceAll('\\', '/')).sort();
}
