/** Scripts are read in the charset of the page that brings them, where the host names none: ours mean the same in any. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { figureIds, looksAt, site } from './dist.js';
import { alive } from './figure.js';
import { expect, test } from './fixtures.js';
import { fitScript, fitted, frameTo } from './frames.js';

for (const name of ['mle-figures.js', 'mle-embed.js']) {
  test(`${name} is ASCII throughout`, () => {
    expect([...readFileSync(join(site, name))].findIndex((byte) => byte > 0x7e || (byte < 0x20 && byte !== 0x0a && byte !== 0x09))).toBe(-1);
  });
}

test('in a page in windows-1252 every word and symbol of a figure is right', async ({ ui, servers }) => {
  test.setTimeout(120_000);
  const ids = figureIds.filter((id) => looksAt(id));
  const body = `<p id="own">Caf\u00e9</p><script src="${servers.site}mle-figures.js"></script>`
    + ids.map((id) => `<mle-figure name="${id}" id="${id}"></mle-figure>`).join('\n');
  /** @param {string} [charset] */
  const texts = async (charset) => {
    await ui.goto(servers.page(body, { charset }));
    for (const id of ids) await alive(ui, id);
    expect(await ui.evaluate(() => document.characterSet)).toBe(charset ?? 'UTF-8');
    expect(await ui.text('#own')).toBe('Caf\u00e9');
    return ui.evaluate((all) => Object.fromEntries(all.map((/** @type {string} */ id) => {
      const figure = /** @type {any} */ (document.getElementById(id));
      return [id, [figure.shadowRoot.querySelector('.figure').textContent, JSON.stringify(figure.numbers)]];
    })), ids);
  };
  const there = await texts();
  expect(JSON.stringify(there)).toContain('\u03c3');
  expect(await texts('windows-1252')).toEqual(there);
});

test('in a page in windows-1252 a frame fits, and its figure is in its own charset', async ({ ui, servers }) => {
  await ui.goto(servers.page(frameTo(`${servers.site}embed/bernoulli-nll.html`) + fitScript(servers), { charset: 'windows-1252' }));
  const frame = await ui.frame('iframe');
  await alive(frame, 'bernoulli-nll');
  expect(await frame.evaluate(() => document.characterSet)).toBe('UTF-8');
  await fitted(frame);
});
