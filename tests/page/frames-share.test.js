/** The share panel: what it copies is the figure as it stands, and works in a course's page exactly as it is printed. */
import { alive, stateOf } from './figure.js';
import { expect, test } from './fixtures.js';
import { fitted } from './frames.js';

/** @typedef {import('./ui/ui.js').Ui} Ui */

const ID = 'bernoulli-nll';
const FORMS = ['Link', 'Iframe', 'Script tag', 'MyST', 'Python'];

/** The texts of the open panel by their names. @param {Ui} ui @returns {Promise<Record<string, string>>} */
const texts = (ui) => ui.evaluate((id) => Object.fromEntries([...document.querySelectorAll(`#${id} .copy`)].map((copy) => [
  copy.querySelector('button')?.getAttribute('aria-label')?.replace('Copy: ', ''), copy.querySelector('textarea')?.value,
])), ID);

/** @param {Ui} ui @param {string} address @param {object} [state] */
async function openPanel(ui, address, state = {}) {
  await ui.goto(address);
  await alive(ui, ID);
  // Figures above that are still to come would move this one away under the mouse.
  await ui.waitFor(() => document.querySelector('mle-figure[data-status="waiting"]') === null);
  await ui.evaluate((id, changes) => /** @type {any} */ (document.getElementById(id)).set(changes), ID, state);
  await ui.click(`#${ID} [data-action="share"]`);
}

/** Sets a box of the panel. @param {Ui} ui @param {string} name @param {string} value */
const tick = (ui, name, value) => ui.click(`#${ID} .figure-share input[name="${name}"][value="${value}"]`);

/** What the page writes to the clipboard from now on. @param {Ui} ui @param {'takes' | 'refuses' | 'absent'} how */
const clipboard = (ui, how) => ui.evaluate((kind) => {
  const written = /** @type {string[]} */ ([]);
  const writeText = (/** @type {string} */ text) => (kind === 'takes' ? Promise.resolve(written.push(text)) : Promise.reject(new Error('refused')));
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: kind === 'absent' ? undefined : { writeText } });
  Object.assign(window, { written });
}, how);

for (const [form, path] of [['the lesson', ''], ['an embed', `embed/${ID}.html`]]) {
  test(`from ${form}: five texts of the figure as it stands, kept up as it moves`, async ({ ui, servers }) => {
    await openPanel(ui, servers.site + path, { p: 0.02, y: 0 });
    const first = await texts(ui);
    expect(Object.keys(first).sort()).toEqual([...FORMS].sort());
    expect(first.Link).toBe(`${servers.site}embed/${ID}.html#v1/${ID}?p=0.02&y=0`);
    expect(first.Iframe).toContain(`src="${servers.site}embed/${ID}.html#v1/${ID}?p=0.02&amp;y=0"`);
    expect(first['Script tag']).toContain(`<mle-figure name="${ID}" state="p=0.02&amp;y=0"></mle-figure>`);
    expect(first.MyST).toContain('"state": "p=0.02&y=0"');
    expect(first.Python).toContain('"p=0.02&y=0"');
    expect(await ui.count('.share-base')).toBe(0);

    await ui.evaluate((id) => /** @type {any} */ (document.getElementById(id)).set({ p: 0.125 }), ID);
    expect((await texts(ui)).Link).toContain('p=0.125');
    await ui.click(`#${ID} .figure-share summary`);
    await tick(ui, 'hide', 'unit');
    await tick(ui, 'hide', 'actions');
    await tick(ui, 'lock', 'y');
    await ui.evaluate((id) => {
      const select = /** @type {HTMLSelectElement} */ (document.querySelector(`#${id} .figure-share select`));
      select.value = 'dark';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }, ID);
    const chosen = await texts(ui);
    expect(chosen.Link).toBe(`${servers.site}embed/${ID}.html?theme=dark&hide=unit,actions&lock=y#v1/${ID}?p=0.125&y=0`);
    expect(chosen['Script tag']).toContain('state="p=0.125&amp;y=0" theme="dark" hide="unit,actions" lock="y"');
    expect(chosen.Iframe).toContain('<script src=');
    await ui.click(`#${ID} .figure-share input[name="fitted"]`);
    expect((await texts(ui)).Iframe).not.toContain('<script');
    // Closed, it writes nothing; opened again, it is up to date.
    await ui.click(`#${ID} [data-action="share"]`);
    await ui.evaluate((id) => /** @type {any} */ (document.getElementById(id)).set({ p: 0.75 }), ID);
    await ui.click(`#${ID} [data-action="share"]`);
    expect((await texts(ui)).Link).toContain('p=0.75');
  });
}

test('the iframe and the link, pasted as they are printed, show the figure as it stood', async ({ ui, servers }) => {
  await openPanel(ui, servers.site, { p: 0.02, y: 0 });
  const { Link, Iframe } = await texts(ui);
  await ui.goto(servers.page(Iframe, { elsewhere: true }));
  const frame = await ui.frame('iframe');
  await alive(frame, ID);
  expect(await stateOf(frame, ID)).toMatchObject({ p: 0.02, y: 0 });
  await fitted(frame);
  await ui.goto(servers.page(`<a href="${Link.replace(/&/g, '&amp;')}">the figure</a>`));
  await ui.goto(await ui.evaluate(() => /** @type {HTMLAnchorElement} */ (document.querySelector('a')).href));
  await alive(ui, ID);
  expect(await stateOf(ui, ID)).toMatchObject({ p: 0.02, y: 0 });
});

test('without its script the iframe has about the height that the figure had', async ({ ui, servers }) => {
  await openPanel(ui, `${servers.site}embed/${ID}.html`);
  await ui.click(`#${ID} .figure-share input[name="fitted"]`);
  const { Iframe } = await texts(ui);
  await ui.goto(servers.page(`<style>body { margin: 0; }</style>${Iframe}`));
  const frame = await ui.frame('iframe');
  await alive(frame, ID);
  const spare = await frame.evaluate(() => innerHeight - document.documentElement.getBoundingClientRect().height);
  expect(Math.abs(spare)).toBeLessThan(40);
});

test('Copy works from the keyboard and says so', async ({ ui, servers }) => {
  await openPanel(ui, `${servers.site}embed/${ID}.html`);
  const all = await texts(ui);
  await clipboard(ui, 'takes');
  for (const name of FORMS) {
    await ui.focus(`.copy button[aria-label="Copy: ${name}"]`);
    await ui.press('Enter');
    await ui.waitFor((words) => document.querySelector('.share-note')?.textContent === words, `Copied: ${name}.`);
    expect(await ui.evaluate(() => /** @type {any} */ (window).written.at(-1))).toBe(all[name]);
  }
  expect(await ui.evaluate(() => document.querySelector('.share-note')?.getAttribute('role'))).toBe('status');
});

for (const how of /** @type {const} */ (['refuses', 'absent'])) {
  test(`where the clipboard ${how === 'absent' ? 'is absent' : 'refuses'}, the text is selected and the panel says so`, async ({ ui, servers }) => {
    await openPanel(ui, `${servers.site}embed/${ID}.html`);
    await clipboard(ui, how);
    await ui.focus('.copy button[aria-label="Copy: MyST"]');
    await ui.press('Enter');
    await ui.waitFor(() => document.querySelector('.share-note')?.textContent?.includes('MyST: the text is selected'));
    const { selected, whole } = await ui.evaluate(() => {
      const { value, selectionStart, selectionEnd } = /** @type {HTMLTextAreaElement} */ (document.activeElement);
      return { selected: value.slice(selectionStart, selectionEnd), whole: value };
    });
    expect(selected).toBe(whole);
    expect(selected).toContain('{anywidget}');
  });
}

test('the offline file names a stand-in for the site’s address, and says so', async ({ ui, offlinePage }) => {
  await openPanel(ui, offlinePage);
  expect((await texts(ui)).Link).toBe(`https://your.site/mle/embed/${ID}.html`);
  expect(await ui.text('.share-base')).toContain('Put the address of your copy of the site in place of https://your.site/mle');
});
