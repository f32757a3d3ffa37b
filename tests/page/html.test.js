/** The pages that the build writes are valid HTML. No browser is needed: one project runs this. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { figureIds, offlineFile, site } from './dist.js';
import { expect, test } from './fixtures.js';

test.skip(({ engine }) => engine !== 'chromium', 'asks no browser: once is enough');

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  elements: ['html5', { 'mle-figure': { flow: true, permittedContent: ['@flow'], attributes: { name: { required: true } } } }],
});

const files = { site: join(site, 'index.html'), 'offline file': offlineFile, embed: join(site, 'embed', `${figureIds[0]}.html`) };
for (const [name, path] of Object.entries(files)) {
  test(`valid HTML: ${name}`, () => {
    const { results } = validator.validateStringSync(readFileSync(path, 'utf8'));
    const found = results.flatMap(({ messages }) => messages.map(
      ({ line, column, ruleId, message }) => `${line}:${column} ${ruleId}: ${message}`));
    expect(found.slice(0, 20)).toEqual([]);
  });
}
