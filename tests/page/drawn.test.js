/** Every chart as it is drawn, in Chromium: the ink of each of its series stands where the axes say. */
import { engineFromDisk } from '../../web/build/core.js';
import { figures } from '../../web/figures/registry.js';
import { light } from '../../web/shell/palette.js';
import { queryOf } from '../../web/ui/link.js';
import { figureIds } from './dist.js';
import { alive } from './figure.js';
import { expect, test } from './fixtures.js';
import { MARGIN } from './plot.js';

/** @typedef {import('../../web/figures/figure.js').ChartView} ChartView */

const SAMPLES = 40;
/** The rest may lie under labels, handles and other curves. */
const SHARE = 0.7;

/**
 * What a chart should show: for each series its colour and places, as shares of the axes from their lower ends.
 * @param {ChartView} chart
 */
const expectedInk = ({ x, y, series }) => series.map(({ role, faint, kind, x: xs, y: ys }) => {
  const inside = Array.from(xs, (value, i) => [(value - x.min) / (x.max - x.min), (ys[i] - y.min) / (y.max - y.min)])
    .filter(([across, up]) => across >= 0 && across <= 1 && up >= 0 && up <= 1);
  const step = Math.max(1, Math.floor(inside.length / SAMPLES));
  // A line of one point is there for its label alone.
  if (xs.length === 1 && kind === undefined) return { colour: light[role], places: [] };
  return { colour: faint ? light.muted : light[role], places: inside.filter((_, i) => i % step === 0) };
});

/**
 * Runs in the page: the share of each series' places at which its colour is found. The axes end below where the line of the
 * y axis does.
 * @param {string} selector @param {string} paper @param {{ left: number, right: number }} margin
 * @param {{ colour: string, places: number[][] }[]} series
 */
function sharesInked(selector, paper, margin, series) {
  const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector(selector));
  const { width, height } = canvas;
  const { data } = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).getImageData(0, 0, width, height);
  const rgb = (/** @type {string} */ colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const ground = rgb(paper);
  /** What shows at a pixel: the canvas is clear where nothing is drawn. @param {number} x @param {number} y */
  const shown = (x, y) => {
    const at = 4 * (y * width + x);
    return ground.map((part, k) => part + (data[at + k] - part) * (data[at + 3] / 255));
  };
  const apart = (/** @type {number[]} */ a, /** @type {number[]} */ b) => Math.hypot(...a.map((part, k) => part - b[k]));
  const bare = (/** @type {number} */ x, /** @type {number} */ y) => apart(shown(x, y), ground) < 12;
  const ratio = width / canvas.clientWidth;
  const [left, right] = [margin.left * ratio, width - margin.right * ratio];
  // The longest run of ink beside the left margin.
  let [top, bottom] = [0, 0];
  for (const x of [-1, 0, 1].map((aside) => Math.round(left) + aside)) {
    for (let y = 0, from = 0; y <= height; y++) {
      if (y < height && !bare(x, y)) continue;
      if (y - from > bottom - top) [top, bottom] = [from, y];
      from = y + 1;
    }
  }
  return series.map(({ colour, places }) => {
    const wanted = rgb(colour);
    const reach = 4;
    const inked = places.filter(([across, up]) => {
      const [x, y] = [Math.round(left + across * (right - left)), Math.round(bottom - up * (bottom - top))];
      for (let dy = -reach; dy <= reach; dy++) {
        for (let dx = -reach; dx <= reach; dx++) {
          const [px, py] = [x + dx, y + dy];
          if (px < 0 || py < 0 || px >= width || py >= height) continue;
          if (apart(shown(px, py), wanted) < 0.45 * apart(ground, wanted)) return true;
        }
      }
      return false;
    });
    // Of a few places, as coin-flips starts with, one lies under the marker; of many the share allows for it.
    const hidden = places.length > 1 && places.length < 10 ? 1 : 0;
    return places.length === 0 ? 1 : (inked.length + hidden) / places.length;
  });
}

for (const figure of figures.filter(({ id }) => figureIds.includes(id))) {
  test(`the ink of every series: ${figure.id}`, async ({ ui, servers, engine }) => {
    test.skip(engine !== 'chromium', 'pictures in Chromium');
    const core = await engineFromDisk();
    const start = Object.fromEntries(Object.entries(figure.fields).map(([key, field]) => [key, field.start]));
    const state = { ...start, ...figure.plotted };
    const { charts } = figure.view(state, core);
    test.skip(charts.length === 0, 'a figure without charts');
    const query = queryOf(figure.fields, state);
    await ui.goto(`${servers.site}embed/${figure.id}.html${query ? `#v1/${figure.id}?${query}` : ''}`);
    await alive(ui, figure.id);
    await ui.setScheme('light');
    await ui.drawn();
    for (const chart of charts) {
      const series = expectedInk(chart);
      const shares = await ui.evaluate(sharesInked, `#${figure.id} [data-chart="${chart.id}"] canvas`, light.paper, MARGIN, series);
      expect(shares.map((/** @type {number} */ share, /** @type {number} */ i) => share >= SHARE || `${chart.id}, series ${i}: ${share}`))
        .toEqual(series.map(() => true));
    }
  });
}
