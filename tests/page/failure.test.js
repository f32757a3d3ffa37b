/** When the core is damaged, WebAssembly is missing or scripts are off, the lesson can still be read. */
import { figureIds } from './dist.js';
import { expect, test } from './fixtures.js';

test.use({ clean: false });

/**
 * A figure that cannot run says so in its place, and the rest of the page lives.
 * @param {import('./ui/ui.js').Ui} ui
 */
async function expectFailuresInPlace(ui) {
  for (const id of figureIds) {
    await ui.waitFor((figure) => document.getElementById(figure)?.dataset.status === 'failed', id);
    expect(await ui.text(`#${id} .figure-failure`), id).toMatch(/\w+ \w+ \w+/);
    expect(await ui.text(`#${id} .figure-title`), id).toMatch(/\S/);
  }
  expect(await ui.count('main section[id]')).toBeGreaterThanOrEqual(7);
  expect(await ui.count('.katex')).toBeGreaterThan(20);
  const { uncaught, violations } = await ui.errors();
  expect({ uncaught, violations }).toEqual({ uncaught: [], violations: [] });
  // The page lives: its own switch of colours works.
  await ui.click('.theme-choice input[value="dark"]');
  expect(await ui.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
}

test('bytes of the core are changed', async ({ ui, servers }) => {
  const before = servers.broken();
  await ui.goto(servers.brokenWasm);
  await expectFailuresInPlace(ui);
  expect(servers.broken()).toBeGreaterThan(before);
});

test('the browser has no WebAssembly', async ({ ui, servers }) => {
  await ui.goto(servers.noWasm);
  expect(await ui.evaluate(() => typeof WebAssembly)).toBe('undefined');
  await expectFailuresInPlace(ui);
});

test('the second script does not arrive', async ({ ui, servers }) => {
  const [first, ...others] = figureIds;
  await ui.goto(servers.oneScript);
  await ui.waitFor((id) => document.getElementById(id)?.dataset.status === 'alive', first);
  for (const id of others) {
    await ui.waitFor((figure) => document.getElementById(figure)?.dataset.status === 'failed', id);
    expect(await ui.text(`#${id} .figure-failure`), id).toContain('did not arrive');
  }
});

/**
 * What is in a page that runs no script; given the page's document, in words that can be sent to the browser.
 * @param {string[]} ids
 * @param {string} [frame] selector of the frame that holds the page
 */
function stillPage(ids, frame) {
  const page = frame
    ? /** @type {HTMLIFrameElement} */ (document.querySelector(frame)).contentDocument
    : document;
  if (!page) throw new Error('the page is not to be seen from here');
  return {
    upgraded: page.querySelectorAll('mle-figure[data-status]').length,
    sections: page.querySelectorAll('main section[id]').length,
    words: (page.querySelector('main')?.textContent ?? '').split(/\s+/).length,
    formulas: page.querySelectorAll('.katex').length,
    // A still picture, or what stands for one where the figure has nothing to draw.
    missing: ids.filter((id) => {
      const still = page.querySelector(`#${id} noscript`);
      const image = still?.querySelector('img');
      return image ? !(image.complete && image.naturalWidth > 0 && image.alt.length > 20) : !still?.querySelector('pre, table');
    }),
  };
}

/** @param {ReturnType<typeof stillPage>} still */
function expectReadable(still) {
  expect(still).toMatchObject({ upgraded: 0, missing: [] });
  expect(still.sections).toBeGreaterThanOrEqual(7);
  expect(still.words).toBeGreaterThan(4000);
  expect(still.formulas).toBeGreaterThan(20);
}

test('without scripts, in a frame that allows none', async ({ ui, servers }) => {
  // A frame with this sandbox runs no script, in every engine, and the page around it can look inside.
  await ui.goto(servers.host(servers.site, { sandbox: 'allow-same-origin' }));
  expectReadable(await ui.evaluate(stillPage, figureIds, 'iframe'));
});

test('without scripts each embed is its caption and its picture', async ({ ui, servers }) => {
  for (const id of figureIds) {
    await ui.goto(servers.host(`${servers.site}embed/${id}.html`, { sandbox: 'allow-same-origin' }));
    expect(await ui.evaluate(stillPage, [id], 'iframe'), id).toMatchObject({ upgraded: 0, missing: [] });
    const caption = await ui.evaluate(() => {
      const page = /** @type {Document} */ (/** @type {HTMLIFrameElement} */ (document.querySelector('iframe')).contentDocument);
      return ['h1', '.figure-description', 'noscript > *'].map((part) => {
        const { width, height } = /** @type {Element} */ (page.querySelector(part)).getBoundingClientRect();
        return width > 100 && height > 15;
      });
    });
    expect(caption, id).toEqual([true, true, true]);
  }
});

test.describe('without scripts, in the browser', () => {
  test.use({ scripts: false });
  test.skip(({ engine }) => engine !== 'chromium', 'Firefox and WebKit take no such order; the test above is theirs');

  test('site', async ({ ui, servers }) => {
    await ui.goto(servers.site);
    expectReadable(await ui.evaluate(stillPage, figureIds));
  });

  test('offline file', async ({ ui, offlinePage }) => {
    await ui.goto(offlinePage);
    expectReadable(await ui.evaluate(stillPage, figureIds));
  });
});
