/** A finger on a handle drags it and leaves the page where it is; elsewhere on a chart it scrolls the page and changes nothing. */
import { FEW } from './dist.js';
import { alive, stateOf } from './figure.js';
import { expect, test } from './fixtures.js';
import { chartsOf } from './handles.js';

/** @typedef {import('./ui/ui.js').Ui} Ui @typedef {import('./handles.js').Chart} Chart */

/** A page longer than its window, in both ways from the middle of each chart. */
const WINDOW = { width: 700, height: 420 };
/** Twice the reach of a handle: no one would call this a press on it. */
const CLEAR = 44;
/** As far as a thumb moves to read on. */
const SWIPE = 120;

/** @param {Ui} ui @param {string} selector @param {Chart} chart @returns {Promise<{ box: { width: number, height: number }, handles: { x: number, y: number, upright: boolean, free: boolean }[] }>} in pixels of the chart's box */
async function measure(ui, selector, { view, margin }) {
  const box = await ui.evaluate((query) => {
    const { width, height } = document.querySelector(query).getBoundingClientRect();
    return { width, height };
  }, selector);
  const share = (/** @type {number} */ value, /** @type {{ min: number, max: number }} */ axis) => (value - axis.min) / (axis.max - axis.min);
  const handles = (view.markers ?? []).filter((marker) => marker.drag).map((marker) => {
    const [across, up] = [share(marker.x, view.x), share(marker.y, view.y)];
    return {
      across,
      x: margin.left + across * (box.width - margin.left - margin.right),
      y: margin.top + (1 - up) * (box.height - margin.top - margin.bottom),
      upright: marker.drag?.upright ?? false, free: marker.drag?.free ?? false,
    };
  }).filter(({ across, y }) => across >= 0 && across <= 1 && y >= 0 && y <= box.height);
  return { box, handles };
}

/** The place of a chart that is farthest from each handle, with room for the swipe above it. */
function emptiest(/** @type {{ width: number, height: number }} */ box, /** @type {{ x: number, y: number }[]} */ handles) {
  let best = { x: 0, y: 0, distance: -1 };
  for (let x = 8; x < box.width - 8; x += 8) {
    for (let y = 8; y < box.height - 8; y += 8) {
      const distance = Math.min(...handles.map((handle) => Math.hypot(handle.x - x, handle.y - y)));
      if (distance > best.distance) best = { x, y, distance };
    }
  }
  return best;
}

/**
 * A finger from a place of a chart's box, by so many pixels.
 * @param {Ui} ui @param {string} id @param {string} selector @param {{ width: number, height: number }} box
 * @param {{ x: number, y: number }} from @param {{ x: number, y: number }} by
 */
async function finger(ui, id, selector, box, from, by) {
  const place = (/** @type {number} */ x, /** @type {number} */ y) => ({ x: x / box.width, y: y / box.height });
  // Brings the chart into view, so that the swipe need not.
  await ui.hover(selector, place(from.x, from.y));
  const seen = async () => ({ state: JSON.stringify(await stateOf(ui, id)), scrolled: await ui.evaluate(() => scrollY) });
  const before = await seen();
  await ui.swipe(selector, place(from.x, from.y), place(from.x + by.x, from.y + by.y));
  await ui.drawn();
  const after = await seen();
  return { changed: after.state !== before.state, scrolled: Math.round(after.scrolled - before.scrolled) };
}

for (const id of FEW) {
  test(`dragging never scrolls, scrolling never drags: ${id}`, async ({ ui, servers, engine }) => {
    test.skip(engine !== 'chromium', 'Firefox’s driver scrolls nothing by touch, WebKit’s has none');
    const charts = await chartsOf(id);
    test.skip(charts.length === 0, 'a figure without charts');
    await ui.resize(WINDOW.width, WINDOW.height);
    await ui.goto(`${servers.site}embed/${id}.html`);
    await alive(ui, id);
    // Room above the first chart and below the last.
    await ui.evaluate(() => { document.body.style.padding = '300px 0'; });
    for (const chart of charts) {
      const selector = `#${id} [data-chart="${chart.id}"]`;
      const { box, handles } = await measure(ui, selector, chart);
      const reset = () => ui.evaluate((figure) => { /** @type {any} */ (document.getElementById(figure)).query = ''; }, id);
      for (const handle of [handles[0], handles.at(-1)].filter((one, i, all) => one && all.indexOf(one) === i)) {
        const inward = handle.x < box.width / 2 ? 60 : -60;
        const by = handle.upright ? { x: 0, y: handle.y < box.height / 2 ? 60 : -60 } : { x: inward, y: 8 };
        expect(await finger(ui, id, selector, box, handle, by), `${chart.id}: along the handle at ${Math.round(handle.x)}, ${Math.round(handle.y)}`)
          .toEqual({ changed: true, scrolled: 0 });
        await reset();
        await ui.drawn();
        // Not at its very middle: no finger is.
        const beside = { x: handle.x + (handle.x < box.width / 2 ? 8 : -8), y: handle.y };
        const down = { x: 0, y: handle.y < box.height / 2 ? 60 : -60 };
        const { changed, scrolled } = await finger(ui, id, selector, box, beside, down);
        expect(changed && scrolled !== 0, `${chart.id}: up or down from a handle, ${scrolled} px scrolled and the state changed`).toBe(false);
        await reset();
        await ui.drawn();
      }
      const clear = handles.length > 0 ? emptiest(box, handles) : { x: box.width / 2, y: box.height / 2, distance: CLEAR };
      expect(clear.distance, `${chart.id}: a place that is clear of its handles`).toBeGreaterThanOrEqual(CLEAR);
      const { changed, scrolled } = await finger(ui, id, selector, box, clear, { x: 0, y: -SWIPE });
      expect({ changed, scrolls: scrolled > SWIPE / 2 }, `${chart.id}: up from ${clear.x}, ${clear.y} of ${JSON.stringify(box)}: ${scrolled} px`)
        .toEqual({ changed: false, scrolls: true });
    }
  });
}
