/**
 * The site without a network. Each build is kept whole in a cache of its own, named by the build; the lesson's page comes
 * from the newest build of which every file is here. So a page and its assets are of one build always: the page names its
 * assets by their hashes, and the cache of a build stays while a page opened under it is still open.
 *
 * A new build is fetched in the background while the reader reads the kept one, and is there at the next visit or reload.
 * Figures' own pages (embed/) carry everything inside: they come from the network, and as they were last visited without it.
 *
 * Own code, in place of a library such as Workbox: that keeps the builds in one cache and tells them apart by query.
 */
const worker = /** @type {any} */ (self);

/** In the lasting cache: the name of the newest build that is here whole. */
const NEWEST = 'newest-build';
/** How long the last page that was given out may take to load and, as every page does, to register (offline.js). */
const LAST_LOAD_MS = 5000;
const LOOSELY = { ignoreSearch: true, ignoreVary: true };

/**
 * @param {string} build   a name that no other build has
 * @param {Record<string, string>} files   what it consists of: path within the site, and the integrity of its bytes
 */
export function keepSite(build, files) {
  const scope = /** @type {string} */ (worker.registration.scope);
  /** Other lessons of this host share its caches: the folder's address keeps them apart. @param {string} name */
  const cacheOf = (name) => `${scope}#${name}`;
  const lasting = () => caches.open(scope);

  async function newest() {
    const noted = await (await lasting()).match(scope + NEWEST);
    return noted ? noted.text() : '';
  }

  async function builds() {
    return (await caches.keys()).filter((name) => name.startsWith(cacheOf('')));
  }

  async function install() {
    const cache = await caches.open(cacheOf(build));
    await Promise.all(Object.entries(files).map(async ([path, integrity]) => {
      // The integrity refuses what a host has of another build just then. An asset's name has its hash: any copy will do.
      const response = await fetch(scope + path, { integrity, cache: path.startsWith('assets/') ? 'default' : 'reload' });
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      // A copy, because a response that was redirected may not answer a navigation.
      await cache.put(scope + path, new Response(response.body, response));
    }));
    await (await lasting()).put(scope + NEWEST, new Response(build));
  }

  /** Runs when no page of the build before is open any more. */
  async function cleanUp() {
    // A build that is just being fetched has a cache too; the next one to take over cleans up.
    if (worker.registration.installing) return;
    const needed = [cacheOf(build), cacheOf(await newest())];
    await Promise.all((await builds()).filter((name) => !needed.includes(name)).map((name) => caches.delete(name)));
  }

  /** Where the site was taken away, or another put in its place, the kept one must not stand in the way for ever. */
  async function leaveWhenGone() {
    const { ok, status, redirected, headers } = await fetch(`${scope}sw.js`, { method: 'HEAD', cache: 'no-store' });
    const other = ok && !redirected && !/javascript/.test(headers.get('content-type') ?? '');
    if (status !== 404 && status !== 410 && !other) return;
    await new Promise((resolve) => { setTimeout(resolve, LAST_LOAD_MS); });
    await worker.registration.unregister();
    await Promise.all([...await builds(), scope].map((name) => caches.delete(name)));
  }

  /** @param {Request} request */
  async function lesson(request) {
    const cache = await caches.open(cacheOf(await newest()));
    return (await cache.match(`${scope}index.html`)) ?? fetch(request);
  }

  /** @param {string} path @param {Request} request */
  async function asset(path, request) {
    for (const name of await builds()) {
      const kept = await (await caches.open(name)).match(scope + path, LOOSELY);
      if (kept) return kept;
    }
    return fetch(request);
  }

  /** @param {string} path @param {Request} request */
  async function figurePage(path, request) {
    const cache = await lasting();
    try {
      const response = await fetch(request);
      if (response.ok) await cache.put(scope + path, response.clone());
      return response;
    } catch {
      return (await cache.match(scope + path)) ?? Response.error();
    }
  }

  worker.addEventListener('install', (/** @type {any} */ event) => event.waitUntil(install()));
  worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(cleanUp()));
  worker.addEventListener('fetch', (/** @type {any} */ event) => {
    const { request } = event;
    const [address] = request.url.split(/[?#]/);
    if (request.method !== 'GET' || !address.startsWith(scope)) return;
    const path = address.slice(scope.length);
    if (request.mode === 'navigate' && (path === '' || path === 'index.html')) {
      event.respondWith(lesson(request));
      event.waitUntil(leaveWhenGone().catch(() => {}));
    } else if (request.mode === 'navigate' && path.startsWith('embed/')) {
      event.respondWith(figurePage(path, request));
    } else if (path.startsWith('assets/')) {
      event.respondWith(asset(path, request));
    }
  });
}
