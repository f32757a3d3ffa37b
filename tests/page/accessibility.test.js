/** The lesson for people who do not see it, do not use a mouse, or read it on a narrow screen. */
import { violationsInBoth } from './axe.js';
import { examinedEmbeds, figureIds } from './dist.js';
import { alive } from './figure.js';
import { expect, test } from './fixtures.js';

/** @typedef {import('./ui/ui.js').Ui} Ui */

const embed = 'bernoulli-nll';

/** @param {Ui} ui @param {string[]} ids */
async function allAlive(ui, ids = figureIds) {
  for (const id of ids) await alive(ui, id);
}

const pages = [
  { form: 'site', path: '', ids: figureIds },
  { form: 'gallery', path: 'embed/index.html', ids: [] },
  ...examinedEmbeds(embed).map((id) => ({ form: `embed ${id}`, path: `embed/${id}.html`, ids: [id] })),
];
for (const { form, path, ids } of pages) {
  test(`axe finds nothing, light and dark: ${form}`, async ({ ui, servers }) => {
    await ui.goto(servers.site + path);
    await allAlive(ui, ids);
    expect(await violationsInBoth(ui)).toEqual({ light: [], dark: [] });
  });
}

test('every control has a name', async ({ ui, servers }) => {
  await ui.goto(servers.site);
  await allAlive(ui);
  const nameless = await ui.evaluate(() => {
    const named = (/** @type {any} */ control) => {
      const pointed = (control.getAttribute('aria-labelledby') ?? '').split(/\s+/)
        .map((/** @type {string} */ id) => document.getElementById(id)?.textContent ?? '');
      const labels = [...(control.labels ?? [])].map((label) => label.textContent);
      const own = ['INPUT', 'SELECT', 'TEXTAREA'].includes(control.tagName) ? '' : control.textContent;
      return [control.getAttribute('aria-label'), own, ...pointed, ...labels].some((text) => /\S/.test(text ?? ''));
    };
    const controls = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
    return { count: controls.length, nameless: controls.filter((control) => !named(control)).map((control) => control.outerHTML) };
  });
  expect(nameless.nameless).toEqual([]);
  expect(nameless.count).toBeGreaterThan(figureIds.length * 3);
});

for (const [form, path, ids] of /** @type {[string, string, string[]][]} */ ([
  ['site', '', figureIds], ['embed', `embed/${embed}.html`, [embed]], ['gallery', 'embed/index.html', []],
])) {
  test(`nothing is wider than 320 px: ${form}`, async ({ ui, servers }) => {
    // In a frame: WebKitGTK has no window as narrow as this.
    await ui.goto(servers.host(servers.site + path, { width: 320 }));
    const frame = await ui.frame('iframe');
    await allAlive(frame, ids);
    // Where a scroll bar takes room of its own, the frame grows by it.
    const taken = await frame.evaluate(() => innerWidth - document.documentElement.clientWidth);
    await ui.evaluate((width) => document.querySelector('iframe')?.setAttribute('width', width), 320 + taken);
    await frame.waitFor(() => document.documentElement.clientWidth === 320);
    await frame.drawn();
    const found = await frame.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const wide = [...document.body.querySelectorAll('*')].filter((element) => {
        const { right, width } = element.getBoundingClientRect();
        if (width === 0 || right <= clientWidth + 0.5) return false;
        // What lies in a box that scrolls or cuts by itself does not widen the page.
        for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
          if (getComputedStyle(box).overflowX !== 'visible') return false;
        }
        return true;
      });
      return { scrollWidth, wide: wide.slice(0, 10).map((element) => element.outerHTML.slice(0, 160)) };
    });
    expect(found.scrollWidth, `to the right of the edge: ${found.wide.join(', ')}`).toBe(320);
  });
}

/**
 * Marks what the Tab key should reach in a figure, numbered in order; of a group of radio buttons, the chosen one.
 * @param {Ui} ui
 * @param {string} id
 * @returns {Promise<number>} how many there are
 */
function markStops(ui, id) {
  return ui.evaluate((figure) => {
    const stops = [...document.querySelectorAll(`#${figure} :is(a[href], button, input, select, textarea, summary, [tabindex], [contenteditable])`)]
      .filter((stop) => {
        const element = /** @type {HTMLInputElement} */ (stop);
        if (element.tabIndex < 0 || element.disabled || !element.checkVisibility({ visibilityProperty: true })) return false;
        const group = element.type === 'radio' && document.querySelector(`#${figure} input[name="${element.name}"]:checked`);
        return !group || group === element;
      });
    stops.forEach((stop, k) => stop.setAttribute('data-stop', String(k)));
    return stops.length;
  }, id);
}

test('Tab reaches every control of every figure, and leaves it', async ({ ui, servers }) => {
  await ui.goto(servers.site);
  await allAlive(ui);
  for (const id of figureIds) {
    const stops = await markStops(ui, id);
    expect(stops, id).toBeGreaterThan(1);
    await ui.focus(`#${id} [data-stop="0"]`);
    const reached = new Set();
    for (let presses = 0; presses <= stops; presses += 1) {
      const stop = await ui.evaluate((figure) => {
        const { activeElement } = document;
        return document.getElementById(figure)?.contains(activeElement)
          ? activeElement?.getAttribute('data-stop') ?? `unmarked ${activeElement?.outerHTML.slice(0, 100)}` : 'outside';
      }, id);
      reached.add(stop);
      if (stop === 'outside') break;
      await ui.press('Tab');
    }
    expect([...reached], id).toEqual([...Array.from({ length: stops }, (_, k) => String(k)), 'outside']);
  }
});
