import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { bundleScript } from './bundle.js';
import { filesIn } from './files.js';

/** What the lesson's page and nothing else of the site needs. @param {string} path */
const ofLesson = (path) => path === 'index.html' || path.startsWith('assets/');

/**
 * The service worker for a site as it stands in a folder (shell/service-worker.js).
 * @param {string} folder
 * @returns {Promise<string>} the script
 */
export async function serviceWorker(folder) {
  /** @type {Record<string, string>} */
  const files = {};
  for (const path of (await filesIn(folder)).filter(ofLesson)) {
    files[path] = `sha256-${createHash('sha256').update(await readFile(`${folder}/${path}`)).digest('base64')}`;
  }
  const list = JSON.stringify(files);
  const build = createHash('sha256').update(list).digest('hex').slice(0, 16);
  return bundleScript({ source: `import { keepSite } from './shell/service-worker.js'; keepSite('${build}', ${list});` });
}
