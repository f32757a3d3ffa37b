/**
 * Each figure's picture, in Chromium: the same again after a reload, a link and a change of theme, to the last pixel; and ink
 * where the view says that something stands. No picture is kept to compare with: letters and curves come out a little different
 * with each version of the browser and of its font library, so that a stored one would hold on one machine, or with a
 * tolerance under which a label can vanish.
 */
import { readFile } from 'node:fs/promises';
import { light, marks } from '../../web/shell/palette.js';
import { FEW } from './dist.js';
import { alive, changeFirstControl } from './figure.js';
import { expect, test } from './fixtures.js';
import { chartsOf } from './handles.js';
import { textFaults, watchCanvases } from './texts.js';

/** @typedef {import('./ui/ui.js').Ui} Ui */

test.beforeEach(({ engine }) => test.skip(engine !== 'chromium', 'pictures in Chromium'));

/** @param {Ui} ui @param {string} id @param {string} path @returns {Promise<Buffer>} of the figure without the row of its actions: what can be undone is no part of a link; and without the browser's own switches, whose edges come out a shade otherwise now and then */
async function pictureOf(ui, id, path) {
  await ui.evaluate((figure) => {
    /** @type {HTMLElement} */ (document.activeElement)?.blur();
    for (const part of document.querySelectorAll(`#${figure} :is(.figure-actions, input:not([type="number"]))`)) {
      /** @type {HTMLElement} */ (part).style.visibility = 'hidden';
    }
    scrollTo(0, 0);
  }, id);
  await ui.mouse([{ x: 0, y: 0 }], false);
  await ui.evaluate(() => document.fonts.ready.then(() => null));
  await ui.drawn();
  await ui.screenshot(path, `#${id}`);
  return readFile(path);
}

for (const id of FEW) {
  test(`the same picture after a reload, a link, dark and light: ${id}`, async ({ ui, servers }, testInfo) => {
    const page = `${servers.site}embed/${id}.html`;
    const take = (/** @type {string} */ name) => pictureOf(ui, id, testInfo.outputPath(`${name}.png`));
    const open = async (/** @type {string} */ address) => {
      await ui.goto(address);
      await alive(ui, id);
    };
    await ui.setScheme('light');
    await open(page);
    const start = await take('start');
    await open(`${page}?again`);
    expect(start.equals(await take('reloaded')), 'after a reload').toBe(true);
    await ui.setScheme('dark');
    expect(start.equals(await take('dark')), 'light and dark look alike').toBe(false);
    await ui.setScheme('light');
    expect(start.equals(await take('light-again')), 'after dark and light again').toBe(true);
    await changeFirstControl(ui, id);
    const changed = await take('changed');
    expect(start.equals(changed), 'after a change of state').toBe(false);
    const fragment = await ui.waitFor(() => location.hash.startsWith('#v1/') && location.hash);
    await open(`${page}?linked${fragment}`);
    expect(changed.equals(await take('linked')), 'after link out and in').toBe(true);
  });
}

/**
 * Runs in the page: what is found of a chart's parts.
 * @param {string} selector @param {string} paper @param {{ left: number, right: number, top: number, bottom: number }} margin
 * @param {{ across: number, up: number, colour: string, ring: boolean, over: boolean }[]} markers by their shares of the axes; ring: drawn hollow;
 * over: around a point of the data
 */
function inkOf(selector, paper, margin, markers) {
  const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector(`${selector} canvas`));
  const { width, height } = canvas;
  const { data } = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).getImageData(0, 0, width, height);
  const ratio = width / canvas.clientWidth;
  const rgb = (/** @type {string} */ colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const ground = rgb(paper);
  const apart = (/** @type {number[]} */ a, /** @type {number[]} */ b) => Math.hypot(...a.map((part, k) => part - b[k]));
  const shown = (/** @type {number} */ x, /** @type {number} */ y) => {
    const at = 4 * (Math.round(y) * width + Math.round(x));
    return ground.map((part, k) => part + (data[at + k] - part) * (data[at + 3] / 255));
  };
  const inked = (/** @type {number} */ x, /** @type {number} */ y) => apart(shown(x, y), ground) > 24;
  const plot = { left: margin.left * ratio, right: width - margin.right * ratio, top: margin.top * ratio, bottom: height - margin.bottom * ratio };
  /** How much of a region has ink, and in how many colours. @param {number} left @param {number} right @param {number} top @param {number} bottom */
  const region = (left, right, top, bottom) => {
    let [all, some] = [0, 0];
    const colours = new Map();
    for (let y = Math.ceil(top); y < bottom; y++) {
      for (let x = Math.ceil(left); x < right; x++) {
        all += 1;
        if (!inked(x, y)) continue;
        some += 1;
        const colour = shown(x, y).map((part) => Math.round(part / 8)).join();
        colours.set(colour, (colours.get(colour) ?? 0) + 1);
      }
    }
    // Of a flat area, not of the edges of letters.
    return { share: some / all, flat: [...colours.values()].filter((count) => count > 40).length };
  };
  return {
    plot: region(plot.left, plot.right, plot.top, plot.bottom),
    key: region(plot.left, plot.right, 0, plot.top - 18 * ratio),
    markers: markers.map(({ across, up, colour, ring: hollow, over }) => {
      const [x, y] = [plot.left + across * (plot.right - plot.left), plot.bottom - up * (plot.bottom - plot.top)];
      const wanted = rgb(colour);
      // The axes' lower end is known to a few pixels: the best of the places near.
      let best = 0;
      for (let dy = -5; dy <= 5; dy++) {
        for (let dx = -2; dx <= 2; dx++) {
          // Round, square or pointed: somewhere between its middle and its rim each way.
          const found = Array.from({ length: 16 }, (_, k) => (Math.PI * k) / 8).filter((angle) => (hollow ? [5, 6, 7, 8, 9] : [1, 2, 3]).some((reach) => {
            const [px, py] = [dx + reach * Math.cos(angle), dy + reach * Math.sin(angle)].map((part, axis) => [x, y][axis] + part * ratio);
            return px < 0 || py < 0 || px >= width - 1 || py >= height - 1 || apart(shown(px, py), wanted) < 0.5 * apart(ground, wanted);
          })).length;
          // In it is the paper, or the point that it rings.
          if (!hollow || over || !inked(x + dx * ratio, y + dy * ratio)) best = Math.max(best, found / 16);
        }
      }
      return best;
    }),
  };
}

/** Runs in the page: of the texts last written on a chart, those under which there is no ink of their colour. @param {string} selector */
function textsOf(selector) {
  const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector(`${selector} canvas`));
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const texts = /** @type {any} */ (window).written.get(canvas) ?? [];
  return texts.filter((/** @type {any} */ one) => one.text !== '').map((/** @type {any} */ { text, colour, left, right, top, bottom }) => {
    const wanted = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    const { data } = context.getImageData(Math.floor(left), Math.floor(top), Math.ceil(right - left) + 1, Math.ceil(bottom - top) + 1);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] > 100 && Math.hypot(...wanted.map((part, k) => part - data[at + k])) < 90) count += 1;
    }
    return { text, inked: count >= 3 };
  });
}

/** In how many of 16 directions the colour of a marker is found: of a hollow one nearly all, of a cross its arms. */
const FOUND = { hollow: 0.6, filled: 0.3 };
const CROSSES = ['star', 'crossRot'];

for (const id of FEW) {
  test(`ink of map and key, handles, ticks and words: ${id}`, async ({ ui, servers }) => {
    await ui.setScheme('dark');
    await ui.goto(`${servers.site}embed/${id}.html`);
    await alive(ui, id);
    await ui.evaluate(watchCanvases);
    await ui.setScheme('light');
    await ui.drawn();
    const charts = await chartsOf(id);
    for (const { view, margin } of charts) {
      const selector = `#${id} [data-chart="${view.id}"]`;
      const share = (/** @type {number} */ value, /** @type {{ min: number, max: number }} */ axis) => (value - axis.min) / (axis.max - axis.min);
      const markers = (view.markers ?? []).filter(({ dot }) => !dot).map(({ x, y, role, drag, label }) => ({
        over: view.series.some((series) => series.kind === 'points' && series.x.some((at, i) => at === x && series.y[i] === y)),
        across: share(x, view.x), up: share(y, view.y), colour: light[role], ring: Boolean(drag) && !CROSSES.includes(marks[role].shape), label,
      })).filter(({ across, up }) => across >= 0 && across <= 1 && up >= 0 && up <= 1);
      const ink = await ui.evaluate(inkOf, selector, light.paper, margin, markers);
      expect(ink.plot.share, `${view.id}: the plot`).toBeGreaterThan(view.surface ? 0.6 : 0.002);
      if (view.surface) {
        expect(ink.plot.flat, `${view.id}: bands of the map`).toBeGreaterThan(view.surface.bands.length);
        expect(ink.key.flat, `${view.id}: swatches of the key`).toBeGreaterThan(view.surface.bands.length);
      }
      markers.forEach(({ ring, label }, i) => expect(ink.markers[i], `${view.id}: the marker “${label}”`)
        .toBeGreaterThanOrEqual(ring ? FOUND.hollow : FOUND.filled));

      const texts = await ui.evaluate(textsOf, selector);
      expect(texts.filter((/** @type {any} */ one) => !one.inked), `${view.id}: words without ink`).toEqual([]);
      const words = texts.map((/** @type {any} */ one) => one.text);
      const named = [view.x.label, view.y.label, view.surface?.label, ...(view.guides ?? []).map(({ label }) => label)];
      for (const label of named) if (label) expect(words.join(' '), `${view.id}: ${label}`).toContain(label);
      // Numbers on both axes, or on the one that this chart names.
      expect(words.filter((/** @type {string} */ word) => /\d/.test(word)).length, `${view.id}: ticks`).toBeGreaterThan(view.x.label === '' ? 1 : 3);
    }
    // Where there is no chart, the words are the figure; whether their colours can be read, axe asks.
    const { texts } = await ui.evaluate(textFaults, id);
    expect(texts).toBeGreaterThan(charts.length > 0 ? 10 : 40);
  });
}
