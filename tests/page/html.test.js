/** The pages that the build writes are valid HTML and MathML. That does not depend on the engine: one project runs this. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { examinedEmbeds, figureIds, offlineFile, site } from './dist.js';
import { expect, test } from './fixtures.js';

test.skip(({ engine }) => engine !== 'chromium', 'once is enough');

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // A note is an <aside> inside a section, which is no landmark (HTML-AAM); this rule takes it for one. axe judges them.
    'unique-landmark': 'off',
    // A box that scrolls is a region with a name so that the keyboard can reach it; it is no section of the text.
    'prefer-native-element': ['error', { exclude: ['region'] }],
    // A table laid out as cards says what it is: some browsers go by its display alone.
    'no-redundant-role': 'off',
  },
  elements: ['html5', { 'mle-figure': { flow: true, permittedContent: ['@flow'], attributes: { name: { required: true } } } }],
});

const files = {
  site: join(site, 'index.html'), 'offline file': offlineFile, gallery: join(site, 'embed/index.html'),
  ...Object.fromEntries(examinedEmbeds(figureIds[0]).map((id) => [`embed ${id}`, join(site, 'embed', `${id}.html`)])),
};
for (const [name, path] of Object.entries(files)) {
  test(`valid HTML: ${name}`, () => {
    const { results } = validator.validateStringSync(readFileSync(path, 'utf8'));
    const found = results.flatMap(({ messages }) => messages.map(
      ({ line, column, ruleId, message }) => `${line}:${column} ${ruleId}: ${message}`));
    expect(found.slice(0, 20)).toEqual([]);
  });
}

test('formulas: each element of MathML has as many children as it needs', async ({ ui, servers }) => {
  await ui.goto(servers.site);
  const wrong = await ui.evaluate(() => {
    const needed = { msup: 2, msub: 2, mfrac: 2, mroot: 2, mover: 2, munder: 2, msubsup: 3, munderover: 3 };
    return Object.entries(needed).flatMap(([name, count]) => [...document.querySelectorAll(`math ${name}`)]
      .filter((element) => element.children.length !== count).map((element) => element.outerHTML));
  });
  expect(wrong).toEqual([]);
  expect(await ui.count('math')).toBeGreaterThan(20);
});
