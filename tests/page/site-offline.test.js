/**
 * The site without a network, and from one build to the next. Each test has a host of its own: what a browser keeps of a
 * site is kept by its address.
 */
import { site } from './dist.js';
import { alive, reading } from './figure.js';
import { expect, test as base } from './fixtures.js';
import { anotherBuild, startHost } from './host.js';

const test = base.extend(/** @type {any} */ ({
  builds: [async ({}, use) => {
    const builds = [await anotherBuild('first'), await anotherBuild('second')];
    await use(builds.map(({ folder }) => folder));
    builds.forEach(({ remove }) => remove());
  }, { scope: 'worker' }],
  host: async ({ builds, servers }, use) => {
    const host = await startHost(builds[0]);
    servers.origins.push(new URL(host.site).origin);
    await use(host);
    host.stop();
  },
}));

/** @typedef {import('./ui/ui.js').Ui} Ui */

/** Which build the page says it is of, and which its styles. @param {Ui} ui @returns {Promise<[string, string]>} */
const shown = (ui) => ui.evaluate(() =>
  [document.title, getComputedStyle(document.documentElement).getPropertyValue('--build').trim()]);
const FIRST = ['first', 'first'];
const SECOND = ['second', 'second'];

/** Waits until so many builds are kept whole and none is on its way. @param {Ui} ui @param {number} count */
const kept = (ui, count) => ui.waitFor(async (wanted) => {
  const registration = await navigator.serviceWorker.getRegistration();
  const names = (await caches.keys()).filter((name) => name.includes('#'));
  return registration?.active && !registration.installing && names.length === wanted;
}, count);

test('after the first visit the lesson needs no network', async ({ ui, host }) => {
  host.serve(site);
  await ui.goto(host.site);
  await alive(ui, 'coin-flips');
  const said = await reading(ui, 'coin-flips');
  await kept(ui, 1);
  await ui.goto(`${host.site}embed/mse-vs-nll.html`);
  host.online(false);
  await ui.goto(`${host.site}index.html?from=mail#coin-flips`);
  await alive(ui, 'coin-flips');
  expect(await reading(ui, 'coin-flips')).toEqual(said);
  await alive(ui, 'softmax');
  expect(await ui.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts].filter(({ status }) => status === 'error').map(({ family }) => family);
  })).toEqual([]);
  // A figure's own page is there when it was visited before.
  await ui.goto(`${host.site}embed/mse-vs-nll.html?again`);
  await alive(ui, 'mse-vs-nll');
});

test('a new build takes the old one’s place, page and styles together', async ({ ui, host, builds }) => {
  await ui.goto(host.site);
  await kept(ui, 1);
  host.serve(builds[1]);
  await ui.goto(`${host.site}?second-visit`);
  expect(await shown(ui)).toEqual(FIRST);
  await kept(ui, 2);
  await ui.goto(`${host.site}?third-visit`);
  expect(await shown(ui)).toEqual(SECOND);
  host.online(false);
  await ui.goto(`${host.site}?without-network`);
  expect(await shown(ui)).toEqual(SECOND);
  await alive(ui, 'coin-flips');
});

test('a page that is open keeps its build’s files while another shows the new build', async ({ ui, host, builds }) => {
  await ui.goto(host.site);
  await kept(ui, 1);
  // Outside the folder that is kept, with two frames in it.
  host.outside('<!doctype html><title>course</title><iframe id="old"></iframe><iframe id="new"></iframe>');
  await ui.goto(new URL('/outside', host.site).href);
  await ui.evaluate((address) => { /** @type {HTMLIFrameElement} */ (document.getElementById('old')).src = address; }, host.site);
  const old = await ui.frame('#old');
  expect(await shown(old)).toEqual(FIRST);
  host.serve(builds[1]);
  await old.evaluate(async () => { await (await navigator.serviceWorker.ready).update(); });
  await kept(old, 2);
  await ui.evaluate((address) => { /** @type {HTMLIFrameElement} */ (document.getElementById('new')).src = address; }, host.site);
  expect(await shown(await ui.frame('#new'))).toEqual(SECOND);
  host.online(false);
  const styles = await old.evaluate(async () =>
    (await fetch(/** @type {HTMLLinkElement} */ (document.querySelector('link[rel="stylesheet"]')).href)).text());
  expect(styles).toContain('--build:first');
  // With both gone, the old build goes too.
  host.online(true);
  host.outside('<!doctype html><title>course</title>');
  await ui.goto(new URL('/outside', host.site).href);
  await ui.goto(`${host.site}?later`);
  await kept(ui, 1);
  expect(await shown(ui)).toEqual(SECOND);
});

test('a build that has arrived on the host in part is not kept', async ({ ui, host, builds }) => {
  await ui.goto(host.site);
  await kept(ui, 1);
  // The new worker and assets are there, the page is still the old one.
  host.serve(builds[1]);
  host.instead('index.html', builds[0]);
  await ui.goto(`${host.site}?between`);
  expect(await shown(ui)).toEqual(FIRST);
  expect(await ui.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    await new Promise((resolve) => {
      const { installing } = registration;
      if (!installing) resolve(null);
      else installing.addEventListener('statechange', resolve, { once: true });
    });
    return Boolean(registration.waiting);
  })).toBe(false);
  await ui.goto(`${host.site}?still-between`);
  expect(await shown(ui)).toEqual(FIRST);
  // The rest has arrived.
  host.serve(builds[1]);
  await ui.evaluate(async () => { await (await navigator.serviceWorker.ready).update(); });
  await ui.waitFor(async () => (await navigator.serviceWorker.getRegistration())?.waiting !== null);
  await ui.goto(`${host.site}?then`);
  expect(await shown(ui)).toEqual(SECOND);
});

test('a site that was taken away is not kept', async ({ ui, host }) => {
  await ui.goto(host.site);
  await kept(ui, 1);
  host.serve(null);
  await ui.goto(`${host.site}?away`);
  // This once the page is still here, and whole.
  await alive(ui, 'coin-flips');
  await ui.waitFor(async () => (await navigator.serviceWorker.getRegistration()) === undefined);
  await ui.waitFor(async () => (await caches.keys()).length === 0);
});

test('not kept: in a frame of another page, and by a figure’s own page', async ({ ui, host }) => {
  await ui.goto(`${host.site}embed/coin-flips.html`);
  await alive(ui, 'coin-flips');
  expect(await ui.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  host.outside(`<!doctype html><title>course</title><iframe id="lesson" src="${host.site}"></iframe>`);
  await ui.goto(new URL('/outside', host.site).href);
  await alive(await ui.frame('#lesson'), 'coin-flips');
  expect(await ui.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
});
