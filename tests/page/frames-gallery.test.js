/** The gallery for teachers: every figure, its picture, its parts, its texts, and the figure itself on a press. */
import { violations } from './axe.js';
import { figureIds } from './dist.js';
import { alive } from './figure.js';
import { expect, test } from './fixtures.js';
import { fitted } from './frames.js';

const ID = 'bernoulli-nll';

test('every figure with its picture, what it teaches, its parts and five texts that name this site', async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/index.html`);
  const entries = await ui.evaluate(() => [...document.querySelectorAll('main > section')].map((section) => {
    const picture = section.querySelector('.gallery-picture');
    const image = picture?.querySelector('img');
    return {
      id: section.id, title: section.querySelector('h2')?.textContent, words: section.querySelector('p')?.textContent?.length,
      shows: image ? image.complete && image.naturalWidth > 300 : (picture?.textContent?.length ?? 0) > 200,
      parts: [...section.querySelectorAll('tbody th')].map((cell) => cell.textContent),
      texts: [...section.querySelectorAll('textarea')].map(({ value }) => value), copies: section.querySelectorAll('.copy button').length,
    };
  }));
  expect(entries.map((/** @type {any} */ { id }) => id).sort()).toEqual([...figureIds].sort());
  for (const { id, title, words, shows, parts, texts, copies } of entries) {
    expect({ shows, copies }, id).toEqual({ shows: true, copies: 5 });
    expect(title, id).toMatch(/\S/);
    expect(words, id).toBeGreaterThan(40);
    expect(parts, id).toContain('actions');
    expect(texts.length, id).toBe(5);
    for (const text of texts) expect(text, id).toContain(`${servers.site}${text.includes('/embed/') ? `embed/${id}.html` : 'mle-'}`);
  }
  expect(entries.find((/** @type {any} */ { id }) => id === ID).parts).toEqual(['p', 'y', 'unit', 'axis', 'clip', 'description', 'actions']);
  expect(await ui.evaluate(() => document.querySelector('.share-base')?.checkVisibility())).toBe(false);
});

test('a press brings the figure to life in place of its picture, as high as it is; another brings the picture back', async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/index.html`);
  await ui.click(`#${ID} .gallery-acts button`);
  const frame = await ui.frame(`#${ID} iframe`);
  await alive(frame, ID);
  await fitted(frame);
  expect(await ui.count('iframe')).toBe(1);
  await ui.click(`#${ID} .gallery-acts button`);
  expect(await ui.count('iframe')).toBe(0);
  expect(await ui.count(`#${ID} .figure-still`)).toBe(1);
});

test('a text copied from the gallery, pasted into a page of another origin, is the figure', async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/index.html`);
  const text = await ui.value(`#${ID} .copy[data-label="Iframe"] textarea`);
  await ui.goto(servers.page(text, { elsewhere: true }));
  const frame = await ui.frame('iframe');
  await alive(frame, ID);
  await fitted(frame);
});

test('the lesson leads to the gallery, and back', async ({ ui, servers }) => {
  await ui.goto(servers.site);
  const address = await ui.evaluate(() => [...document.querySelectorAll('footer a')].map((link) => /** @type {HTMLAnchorElement} */ (link).href)
    .find((href) => href.includes('/embed/')));
  expect(address).toBe(`${servers.site}embed/index.html`);
  await ui.goto(address);
  expect(await ui.evaluate(() => /** @type {HTMLAnchorElement} */ (document.querySelector('main a')).href)).toBe(`${servers.site}index.html`);
});

test('axe finds nothing with everything open, in the gallery and in a share panel', async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/index.html`);
  await ui.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
  expect(await violations(ui)).toEqual([]);
  await ui.goto(`${servers.site}embed/${ID}.html`);
  await alive(ui, ID);
  await ui.click('[data-action="share"]');
  await ui.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
  expect(await violations(ui)).toEqual([]);
});
