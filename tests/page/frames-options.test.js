/** What an embed's address asks of it: done where it can be, refused in a few quiet words where not, and never more than that. */
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { site } from './dist.js';
import { alive, reading, stateOf } from './figure.js';
import { expect, test } from './fixtures.js';

/** @typedef {import('./ui/ui.js').Ui} Ui */

const ID = 'bernoulli-nll';
const OPTIONS = 'theme=dark&background=transparent&hide=unit,actions&lock=y&group=coin&lang=en';
const ATTRIBUTES = { theme: 'dark', background: 'transparent', hide: 'unit,actions', lock: 'y', group: 'coin', lang: null };

/** The figure's attributes by the options' names. @param {Ui} ui */
const given = (ui) => ui.evaluate((names) => {
  const place = /** @type {Element} */ (document.querySelector('mle-figure'));
  return Object.fromEntries(names.map((/** @type {string} */ name) => [name, place.getAttribute(name)]));
}, Object.keys(ATTRIBUTES));
const ground = (/** @type {Ui} */ ui) => ui.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

/** @param {Ui} ui */
async function asAsked(ui) {
  await alive(ui, ID);
  expect(await given(ui)).toEqual(ATTRIBUTES);
  expect(await ui.count('.embed-notice')).toBe(0);
  expect(await ground(ui)).toBe('rgba(0, 0, 0, 0)');
  expect(await ui.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark');
  expect((await stateOf(ui, ID)).p).toBe(0.02);
}

test('options and state of an address', async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/${ID}.html?${OPTIONS}#v1/${ID}?p=0.02`);
  await asAsked(ui);
});

test('options in a sandboxed frame of another origin', async ({ ui, servers }) => {
  await ui.goto(servers.host(`${servers.site}embed/${ID}.html?${OPTIONS}#v1/${ID}?p=0.02`, { sandbox: 'allow-scripts', elsewhere: true }));
  await asAsked(await ui.frame('iframe'));
});

test('options of a file opened by double click', async ({ ui }) => {
  await ui.goto(`${pathToFileURL(join(site, 'embed', `${ID}.html`)).href}?${OPTIONS}#v1/${ID}?p=0.02`);
  await asAsked(ui);
});

const HOSTILE = ['javascript:alert(1)', '<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', "';alert(1)//", 'a'.repeat(300)];
test('what is no option’s value does nothing but say so', async ({ ui, servers }) => {
  const address = `${servers.site}embed/${ID}.html`;
  await ui.goto(address);
  await alive(ui, ID);
  const [start, plain] = [await reading(ui, ID), await ground(ui)];
  for (const value of HOSTILE) {
    const query = new URLSearchParams(Object.keys(ATTRIBUTES).map((name) => [name, value]));
    await ui.goto(`${address}?${query}`);
    await alive(ui, ID);
    expect(await reading(ui, ID)).toEqual(start);
    expect(await ground(ui)).toBe(plain);
    expect(Object.values(await given(ui))).toEqual(Object.keys(ATTRIBUTES).map(() => null));
    const notice = await ui.text('.embed-notice');
    expect(notice).toContain('were not used');
    expect(notice).not.toContain(value.slice(0, 10));
    expect(await ui.count('main img, main script, main a')).toBe(0);
  }
});

test('more options than a figure can have, opened from a file, are not read', async ({ ui }) => {
  await ui.goto(`${pathToFileURL(join(site, 'embed', `${ID}.html`)).href}?theme=dark&hide=${'a,'.repeat(1e4)}a`);
  await alive(ui, ID);
  expect(Object.values(await given(ui))).toEqual(Object.keys(ATTRIBUTES).map(() => null));
  expect(await ui.text('.embed-notice')).toContain('longer than');
});

test('what a course adds to addresses of its own passes', async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/${ID}.html?utm_source=course&wmode=opaque#?secret=Ab12Cd34Ef`);
  await alive(ui, ID);
  expect(await ui.count('.embed-notice')).toBe(0);
  expect(await ui.evaluate(() => document.querySelector('.figure-notice')?.checkVisibility())).toBe(false);
});

test('the link below leads to what the figure shows, in the lesson', async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/${ID}.html`);
  await alive(ui, ID);
  const target = () => ui.evaluate(() => /** @type {HTMLAnchorElement} */ (document.querySelector('.embed-back a')).href);
  expect(await target()).toBe(`${servers.site}index.html#${ID}`);
  await ui.evaluate(() => /** @type {any} */ (document.querySelector('mle-figure')).set({ p: 0.125 }));
  expect(await target()).toBe(`${servers.site}index.html#v1/${ID}?p=0.125`);
  await ui.goto(await target());
  await alive(ui, ID);
  expect((await stateOf(ui, ID)).p).toBe(0.125);
});

test('in a frame, Reset returns to what the page around it chose', async ({ ui, servers }) => {
  await ui.goto(servers.host(`${servers.site}embed/${ID}.html#v1/${ID}?p=0.02`, {}));
  const frame = await ui.frame('iframe');
  await alive(frame, ID);
  expect(await frame.evaluate(() => document.querySelector('mle-figure')?.getAttribute('state'))).toBe('p=0.02');
});
