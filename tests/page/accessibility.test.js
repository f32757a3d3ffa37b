/** The lesson for people who do not see it, do not use a mouse, or read it on a narrow screen. */
import { light } from '../../web/shell/palette.js';
import { violations, violationsInBoth } from './axe.js';
import { examinedEmbeds, FEW, figureIds } from './dist.js';
import { alive } from './figure.js';
import { expect, test } from './fixtures.js';
import { openPanels, revealAll, show } from './states.js';

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

/** Where a figure says that there is no maximum, none alone, or an infinite loss. */
const WITHOUT_MAXIMUM = /** @type {Record<string, { query: string, says: RegExp }>} */ ({
  'bernoulli-nll': { query: 'p=0', says: /infinit/ },
  'bell-curve': { query: 'data=5_5_5&revealed=1', says: /there is no maximum/ },
  outliers: { query: 'noise=laplace', says: /Many lines share the highest likelihood/ },
  logistic: { query: 'guess=0_-0.05&separable=1', says: /No maximum exists/ },
  softmax: { query: 'pair=depth-mass&fitted=1', says: /No maximum exists/ },
});

for (const id of FEW) {
  test(`axe finds nothing with all revealed and opened, and an error shown: ${id}`, async ({ ui, servers }) => {
    test.slow();
    await ui.goto(`${servers.site}embed/${id}.html`);
    await alive(ui, id);
    const without = WITHOUT_MAXIMUM[id];
    if (without) {
      await show(ui, id, without.query);
      expect(await ui.text(`#${id} .figure-sentence`)).toMatch(without.says);
      expect(await violations(ui), without.query).toEqual([]);
      await show(ui, id, '');
    }
    await revealAll(ui, id);
    await openPanels(ui, id);
    const field = `#${id} .control-range:not([hidden]) input[type="number"]`;
    if (await ui.count(field) > 0) {
      await ui.fill(field, '');
      expect(await ui.text(`#${id} .control-range:has(:focus) .control-error`)).toMatch(/\S/);
    }
    await ui.drawn();
    expect(await violationsInBoth(ui), 'revealed, opened, an error shown').toEqual({ light: [], dark: [] });
  });
}

/** Colours are judged above, in both palettes; here axe takes a button at half a pixel for one without a ground. */
const ALL_BUT_COLOUR = {
  type: 'tag', values: ['cat.aria', 'cat.forms', 'cat.keyboard', 'cat.language', 'cat.name-role-value', 'cat.parsing', 'cat.semantics',
    'cat.sensory-and-visual-cues', 'cat.structure', 'cat.tables', 'cat.text-alternatives'],
};

for (const id of examinedEmbeds(embed)) {
  test(`200 % zoom, then forced colours: ${id}`, async ({ ui, servers, engine }) => {
    // A window 1280 pixels wide at 200 % shows half as many of the page's.
    await ui.resize(640, 800);
    await ui.goto(`${servers.site}embed/${id}.html`);
    await alive(ui, id);
    await ui.drawn();
    const cut = await ui.evaluate((figure) => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const texts = [...document.querySelectorAll(`#${figure} :is(button, label, legend, p, th, td)`)]
        .filter((text) => text.checkVisibility() && !text.matches('.visually-hidden, .visually-hidden *') && text.clientWidth > 0 && text.scrollWidth > text.clientWidth + 1);
      return [...(scrollWidth > clientWidth ? ['the page'] : []), ...texts.map((text) => text.outerHTML.slice(0, 160))];
    }, id);
    expect(cut, 'wider than their place').toEqual([]);
    expect(await violations(ui, ALL_BUT_COLOUR), '200 %').toEqual([]);

    // The other drivers cannot force colours.
    if (engine !== 'chromium') return;
    await /** @type {any} */ (ui).forceColours();
    expect(await ui.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
    expect(await violations(ui, ALL_BUT_COLOUR), 'forced colours').toEqual([]);
    // Charts keep their own colours, and so need their own ground; an empty button says so without them.
    const { grounds, grey, plain } = await ui.evaluate((figure) => {
      const style = (/** @type {Element} */ element) => getComputedStyle(element);
      const own = document.getElementById(figure);
      const undo = own.querySelector('[data-action="undo"]');
      const reset = own.querySelector('[data-action="reset"]');
      return {
        grounds: [...own.querySelectorAll('.chart canvas')].map((canvas) => style(canvas).backgroundColor),
        grey: style(undo).color, plain: style(reset).color,
      };
    }, id);
    const paper = [1, 3, 5].map((at) => parseInt(light.paper.slice(at, at + 2), 16)).join(', ');
    for (const ground of grounds) expect(ground).toBe(`rgb(${paper})`);
    expect(grey).not.toBe(plain);
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
