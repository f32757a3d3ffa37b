/** Formula, number and pixel are one: what a prose link, a control or a handle is about is marked in the figure. */
import { figureIds, looksLong, NOT_LOOKED_AT } from './dist.js';
import { alive, handlePlaces } from './figure.js';
import { expect, test } from './fixtures.js';

/** @typedef {import('./ui/ui.js').Ui} Ui */

/** @param {Ui} ui @param {string} id */
const named = (ui, id) => ui.evaluate((figure) => [...document.querySelectorAll(`#${figure} .named`)]
  .map((element) => element.getAttribute('data-key') ?? element.textContent), id);

test('a verb in the prose, pointed at or focused, marks what it will change', async ({ ui, servers }) => {
  await ui.goto(servers.site);
  await alive(ui, 'coin-flips');
  await alive(ui, 'ladder');
  await ui.focus('a.act[data-set="p=0.5"]');
  expect(new Set(await named(ui, 'coin-flips'))).toEqual(new Set(['p']));
  await ui.focus('a.act[data-set="flips=1111111111"]');
  expect(await named(ui, 'coin-flips')).toEqual(['flips']);
  await ui.focus('a.act[data-figure="ladder"]');
  expect(await named(ui, 'coin-flips')).toEqual([]);
  expect(new Set(await named(ui, 'ladder'))).toEqual(new Set(['step', 'p']));
  await ui.hover('a.act[data-set="p=0.9"]');
  expect(new Set(await named(ui, 'coin-flips'))).toEqual(new Set(['p']));
});

test('a control that is touched marks its symbol in the formulas', async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/noise-to-loss.html`);
  await alive(ui, 'noise-to-loss');
  await ui.focus('#noise-to-loss [data-key="scale"]:not([hidden]) input[type="range"]');
  const marked = await named(ui, 'noise-to-loss');
  expect(marked.length).toBeGreaterThan(3);
  expect(new Set(marked)).toEqual(new Set(['σ']));
  // The formulas stay while their numbers change, and with them the marks.
  await ui.press('ArrowRight');
  await ui.drawn();
  expect(await named(ui, 'noise-to-loss')).toEqual(marked);
  await ui.focus('#noise-to-loss [data-key="constants"] input');
  expect(await named(ui, 'noise-to-loss')).toEqual([]);
});

test('a control that has the focus marks its handle, and the words around it as they change', async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/same-peak.html`);
  await alive(ui, 'same-peak');
  /** Whether the chart looks as it did at the first call. */
  const looksAlike = () => ui.evaluate(() => {
    const chart = document.querySelector('#same-peak [data-chart="nll"]');
    const picture = chart.querySelector('canvas').toDataURL();
    chart.first ??= picture;
    return picture === chart.first;
  });
  const range = '#same-peak [data-key="theta"] input[type="range"]';
  await ui.drawn();
  await looksAlike();
  await ui.focus(range);
  expect(await looksAlike()).toBe(false);
  await ui.evaluate((query) => document.querySelector(query).blur(), range);
  expect(await looksAlike()).toBe(true);
  expect(await named(ui, 'same-peak')).toEqual([]);
  await ui.focus(range);
  expect(await ui.text('#same-peak .figure-headline .named')).toBe('θ');
  await ui.press('ArrowRight');
  await ui.drawn();
  expect(await ui.text('#same-peak .figure-headline .named')).toBe('θ');
});

for (const id of figureIds) {
  test(`each range and each handle is named: ${id}`, async ({ ui, servers, engine }) => {
    test.skip(!looksLong(engine, id), NOT_LOOKED_AT);
    await ui.goto(`${servers.site}embed/${id}.html`);
    await alive(ui, id);
    const ranges = await ui.evaluate((figure) => [...document.querySelectorAll(`#${figure} .control-range:not([hidden])`)].map((control) => control.getAttribute('data-key')), id);
    for (const key of ranges) {
      await ui.focus(`#${id} [data-key="${key}"]:not([hidden]) input[type="range"]`);
      expect(await named(ui, id), `the range of ${key}`).not.toEqual([]);
    }
    await ui.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
    const charts = await ui.evaluate((figure) => [...document.querySelectorAll(`#${figure} .chart`)].map((chart) => chart.getAttribute('data-chart')), id);
    for (const name of charts) {
      const chart = `#${id} [data-chart="${name}"]`;
      const places = await handlePlaces(ui, chart);
      // One place of each handle: those next to each other on the grid are the same one's.
      for (const place of places.filter(({ x, y }, i) => i === 0 || Math.hypot(x - places[i - 1].x, y - places[i - 1].y) > 0.15)) {
        await ui.hover(chart, place);
        expect(await named(ui, id), `the handle of ${name} at ${JSON.stringify(place)}`).not.toEqual([]);
      }
      await ui.hover(`#${id} .figure-title`);
      expect(await named(ui, id)).toEqual([]);
    }
  });
}
