/** Where this machine keeps its browsers. */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @param {string[]} names @returns {string | undefined} the first of these programs on the PATH */
function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
}

/** WebKitGTK keeps its small browser among its libraries: /usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser. */
function amongLibraries() {
  const folders = ['/usr/lib', '/usr/libexec', '/usr/lib64', ...readdirSync('/usr/lib').map((name) => `/usr/lib/${name}`)];
  return folders.flatMap((folder) => ['6.0', '4.1', '4.0'].flatMap((version) => [
    join(folder, `webkit2gtk-${version}`, 'MiniBrowser'), join(folder, `webkitgtk-${version}`, 'MiniBrowser'),
  ])).find((file) => existsSync(file));
}

/** MLE_BUNDLED_BROWSERS: Playwright's own, where the system's cannot be driven (build.sh). */
const bundled = Boolean(process.env.MLE_BUNDLED_BROWSERS);
export const chromiumPath = bundled ? undefined : onPath(['chromium', 'google-chrome']);
export const firefoxPath = bundled ? undefined : onPath(['firefox-esr', 'firefox']);
export const miniBrowserPath = onPath(['MiniBrowser']) ?? amongLibraries() ?? 'MiniBrowser';
