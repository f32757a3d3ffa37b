/**
 * The SCORM 1.2 packages in the hands of scorm-again, the run-time environment that learning platforms use, and without
 * any platform.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { alive } from './figure.js';
import { NOT_LOOKED_AT, scorm } from './dist.js';
import { expect, test } from './fixtures.js';

/** What the build wrote: the lesson, and each of its sections. */
const PACKAGES = ['mle-lesson', ...[1, 2, 3, 4, 5, 6, 7].map((k) => `mle-section-${k}`)];

/**
 * The page of a platform: the API in the window around the package.
 * @param {Record<string, unknown>} [kept] what it has of an earlier visit @param {string} [name] of the package
 */
const platform = (kept = {}, name = 'mle-section-1') => `<script src="/scorm-again/scorm12.min.js"></script>
<script>window.API = new Scorm12API({ logLevel: 5 }); API.loadFromFlattenedJSON(${JSON.stringify(kept)});</script>
<iframe title="course" src="/scorm/${name}/index.html" width="900" height="600"></iframe>`;

/** @param {import('./ui/ui.js').Ui} ui @param {string} key of SCORM's data model */
const value = (ui, key) => ui.evaluate((name) => /** @type {any} */ (window).API.LMSGetValue(name), key);

/** Waits for a function of the package's document to give something true. @param {import('./ui/ui.js').Ui} ui @param {(inside: Document) => unknown} fn */
const inside = (ui, fn) => ui.waitFor(`() => Boolean((${fn})(document.querySelector('iframe').contentDocument))`);

const bothAlive = (/** @type {Document} */ page) => ['coin-flips', 'bell-curve'].every((id) => page.getElementById(id)?.dataset.status === 'alive');

test('a platform hears of a section read and of guesses, to completion', async ({ ui, servers }) => {
  await ui.goto(servers.page(platform()));
  await inside(ui, bothAlive);
  expect(await value(ui, 'cmi.core.lesson_status')).toBe('incomplete');
  expect(await value(ui, 'cmi.core.score.raw')).toBe('0');
  await inside(ui, (page) => {
    page.querySelector('main > section > :last-child')?.scrollIntoView();
    return page.querySelector('.contents .read');
  });
  expect(await value(ui, 'cmi.core.score.raw')).toBe('33');
  for (const [id, score] of [['coin-flips', '67'], ['bell-curve', '100']]) {
    await ui.evaluate((figure) => {
      const page = /** @type {HTMLIFrameElement} */ (document.querySelector('iframe')).contentDocument;
      /** @type {HTMLElement} */ (page?.querySelector(`#${figure} [data-action="commit"]`)).click();
    }, id);
    expect(await ui.waitFor((wanted) => {
      const raw = /** @type {any} */ (window).API.LMSGetValue('cmi.core.score.raw');
      return raw === wanted && raw;
    }, score)).toBe(score);
  }
  expect(await value(ui, 'cmi.core.lesson_status')).toBe('completed');
  expect(await value(ui, 'cmi.suspend_data')).toBe('core-intuition,guess:coin-flips,guess:bell-curve');
  await ui.evaluate(() => document.querySelector('iframe')?.remove());
  await ui.waitFor(() => /** @type {any} */ (window).API.isTerminated());
});

for (const name of PACKAGES) {
  test(`every step of ${name} counts the same, to 100 and completion`, async ({ ui, servers }) => {
    test.skip(ui.engine !== 'chromium' && !process.env.MLE_TEST_ALL, NOT_LOOKED_AT);
    await ui.goto(servers.page(platform({}, name)));
    await inside(ui, (page) => {
      const figures = /** @type {HTMLElement[]} */ ([...page.querySelectorAll('mle-figure')]);
      return page.readyState === 'complete' && figures.every((figure) => figure.dataset.status === 'alive');
    });
    /** @type {{ sections: string[], guesses: string[] }} */
    const { sections, guesses } = await ui.evaluate(() => {
      const page = /** @type {Document} */ (/** @type {HTMLIFrameElement} */ (document.querySelector('iframe')).contentDocument);
      const ids = (/** @type {Element[]} */ all) => all.map(({ id }) => id);
      return {
        sections: ids([...page.querySelectorAll('main > section')].filter((section) => section.querySelector('h2 .number'))),
        guesses: ids([...page.querySelectorAll('mle-figure')].filter((figure) => figure.querySelector('[data-action="commit"]'))),
      };
    });
    expect(sections.length).toBe(name === 'mle-lesson' ? 7 : 1);
    const whole = sections.length + guesses.length;
    let done = 0;
    const scored = () => ui.waitFor((wanted) => {
      const { API } = /** @type {any} */ (window);
      return API.LMSGetValue('cmi.core.score.raw') === wanted && API.LMSGetValue('cmi.core.lesson_status');
    }, String(Math.round((100 * done) / whole)));
    expect(await scored()).toBe('incomplete');
    for (const id of [...sections, ...guesses]) {
      await ui.evaluate((step) => {
        const page = /** @type {HTMLIFrameElement} */ (document.querySelector('iframe')).contentDocument;
        const place = page?.getElementById(step);
        const commit = /** @type {HTMLElement | undefined | null} */ (place?.querySelector(':scope:not(section) [data-action="commit"]'));
        if (commit) commit.click();
        else place?.lastElementChild?.scrollIntoView({ behavior: 'instant' });
      }, id);
      done += 1;
      expect(await scored(), id).toBe(done === whole ? 'completed' : 'incomplete');
    }
    expect(await value(ui, 'cmi.suspend_data')).toBe([...sections, ...guesses.map((id) => `guess:${id}`)].join(','));
  });
}

test('the next visit goes on where the last one ended', async ({ ui, servers }) => {
  await ui.goto(servers.page(platform({
    'cmi.suspend_data': 'core-intuition,guess:bell-curve', 'cmi.core.lesson_status': 'incomplete', 'cmi.core.score.raw': '67',
  })));
  await inside(ui, bothAlive);
  await inside(ui, (page) => page.querySelector('.contents .read'));
  expect(await value(ui, 'cmi.core.score.raw')).toBe('67');
  expect(await value(ui, 'cmi.core.lesson_status')).toBe('incomplete');
});

test('without a platform a package is the lesson, and keeps progress as the lesson does', async ({ ui, servers }) => {
  await ui.goto(`${servers.scorm}mle-lesson/index.html`);
  await alive(ui, 'noise-table');
  expect(await ui.count('main > section')).toBe(8);
  await ui.goto(`${servers.scorm}mle-section-6/index.html`);
  await alive(ui, 'gradients');
  expect(await ui.count('main > section')).toBe(1);
  expect(await ui.evaluate(() => [...document.querySelectorAll('a[href^="#"]')].filter((link) =>
    !document.getElementById(/** @type {HTMLAnchorElement} */ (link).hash.slice(1))).length)).toBe(0);
});

test('the site keeps what was read, and shows it', async ({ ui, servers }) => {
  await ui.goto(servers.site);
  await alive(ui, 'noise-table');
  await ui.waitFor(() => {
    document.querySelector('#code-demo > :last-child')?.scrollIntoView();
    return document.querySelector('.contents a[href="#code-demo"] .read') !== null;
  });
  await ui.goto(`${servers.site}?again`);
  await ui.waitFor(() => document.querySelector('.contents a[href="#code-demo"] .read') !== null);
  expect(await ui.count('.contents a[href="#key-takeaways"] .read')).toBe(0);
});

test('each manifest names just the files that are there', () => {
  const names = readdirSync(scorm).filter((name) => statSync(join(scorm, name)).isDirectory());
  expect(names.sort()).toEqual(PACKAGES);
  for (const name of names) {
    const manifest = readFileSync(join(scorm, name, 'imsmanifest.xml'), 'utf8');
    const named = [...manifest.matchAll(/<file href="([^"]+)"/g)].map((match) => match[1]);
    const there = readdirSync(join(scorm, name), { recursive: true }).map(String).filter((file) => statSync(join(scorm, name, file)).isFile());
    expect([...named, 'imsmanifest.xml'].sort()).toEqual(there.sort());
    expect(manifest).toContain('adlcp:scormtype="sco" href="index.html"');
  }
});
