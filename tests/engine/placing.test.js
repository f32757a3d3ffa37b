import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { drawChart } from '../../web/charts/still.js';
import { createInk } from '../../web/charts/ink.js';
import { choose } from '../../web/charts/placing.js';
import { engineFromDisk } from '../../web/build/core.js';
import { figures } from '../../web/figures/registry.js';
import { light } from '../../web/shell/palette.js';

const { createCanvas } = createRequire(new URL('../../web/package.json', import.meta.url))('@napi-rs/canvas');
const AREA = { left: 0, right: 300, top: 0, bottom: 200 };
const SIZE = { width: 80, height: 18 };
const over = { x: 100, y: 90, align: 'left' };
const under = { x: 100, y: 110, align: 'left' };

/** @param {...{ x: number, y: number, skip?: boolean }[]} curves */
function inkOf(...curves) {
  const ink = createInk();
  ink.clear(AREA);
  curves.forEach((curve) => ink.curve(curve));
  return ink;
}
const level = (y) => [{ x: 0, y }, { x: 300, y }];
const chosen = (curves, taken = [], kept = undefined, places = [over, under]) => choose(places, SIZE, AREA, taken, inkOf(...curves), kept);

test('the first place that nothing runs through', () => {
  assert.deepEqual(chosen([level(100)]), { index: 0, clear: true, box: { left: 100, right: 180, top: 81, bottom: 99 } });
  assert.equal(chosen([level(90)]).index, 1);
  // Steep, through the middle of the first box alone; from far off the plot to far off it.
  assert.equal(chosen([[{ x: 140, y: -1e9 }, { x: 140, y: 101 }]]).index, 1);
  assert.equal(chosen([[{ x: -1e9, y: 90 }, { x: 1e9, y: 90 }]]).index, 1);
});

test('a gap in a curve, and what lies off the plot, is free', () => {
  assert.equal(chosen([[{ x: 0, y: 90 }, { x: 99, y: 90, skip: true }, { x: 300, y: 90 }]]).index, 0);
  assert.equal(chosen([[{ x: -200, y: 90 }, { x: -1, y: 90 }], [{ x: 0, y: 1e300 }, { x: 300, y: Infinity }], level(-50), level(250)]).index, 0);
});

test('never over another label or a handle while a place is left, though a line runs through that', () => {
  const placed = chosen([level(110)], [{ left: 150, right: 160, top: 85, bottom: 95 }]);
  assert.equal(placed.index, 1);
  assert.equal(placed.clear, false);
});

test('where each place is crossed: the one that is crossed least', () => {
  const placed = chosen([level(90), [{ x: 170, y: 0 }, { x: 170, y: 200 }]]);
  assert.equal(placed.index, 1);
  assert.equal(placed.clear, false);
});

test('a place is kept while it is free, and given up when it is not', () => {
  assert.equal(chosen([level(100)], [], 1).index, 1);
  assert.equal(chosen([level(110)], [], 1).index, 0);
  assert.equal(chosen([level(150)], [{ left: 90, right: 110, top: 100, bottom: 120 }], 1).index, 0);
  // Its curve has left the place.
  assert.equal(chosen([level(150)], [], 1, [over, null]).index, 0);
});

test('a label stays within the plot', () => {
  const { box } = chosen([], [], undefined, [{ x: 290, y: -40, align: 'left' }]);
  assert.ok(box.left >= AREA.left && box.right <= AREA.right && box.top >= AREA.top && box.bottom <= AREA.bottom, JSON.stringify(box));
});

/** The texts that a chart writes, and the plates under them: all that is filled in the paper's colour. @param {object} parts */
function drawn(parts) {
  const canvas = createCanvas(800, 400);
  const context = canvas.getContext('2d');
  const [texts, plates] = [[], []];
  const { fillText, fillRect } = context;
  context.fillText = (text, x, y) => { texts.push({ text, x, y, width: context.measureText(text).width }); fillText.call(context, text, x, y); };
  context.fillRect = (...box) => { if (context.fillStyle === light.paper) plates.push(box); fillRect.call(context, ...box); };
  drawChart({ id: 'x', description: '', x: { label: 'x', min: 0, max: 10 }, y: { label: 'y', min: 0, max: 10 }, series: [], ...parts }, canvas, 1, () => {});
  return { texts, plates };
}
const flat = (y) => ({ label: '', role: 'neutral', x: [0, 10], y: [y, y] });

test('a chart: the name of a mark stands off the curve through it, and has a plate only where curves leave no room', () => {
  const marker = { label: 'here', role: 'model', x: 5, y: 5 };
  const free = drawn({ markers: [marker], series: [flat(5)] });
  assert.deepEqual(free.plates, []);
  const mesh = drawn({ markers: [marker], series: Array.from({ length: 40 }, (_, i) => flat(i / 4)) });
  const { x, y, width } = mesh.texts.find(({ text }) => text === 'here');
  assert.equal(mesh.plates.length, 1);
  const [left, top, wide, high] = mesh.plates[0];
  assert.ok(left < x && left + wide > x + width && top < y - 5 && top + high > y + 5, 'the plate lies under the whole text');
});

/** What a pixel may differ from paper by and still be paper, grid or a pale filling. */
const PALE = 90;

/**
 * The names that a chart writes (they alone have a halo), with the share of their letters' pixels that a line or mark has
 * coloured: drawn without any text or plate, so that what the placement knew of lines plays no part.
 * @param {object} view @param {number} width @param {number} height
 */
function struck(view, width, height) {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const names = [];
  let plate = false;
  const { fillRect } = context;
  context.strokeText = (text, x, y) => { names.push({ text, x, y, wide: context.measureText(text).width, plate }); plate = false; };
  context.fillText = () => {};
  context.fillRect = (...box) => { if (context.fillStyle === light.paper) plate = true; else fillRect.call(context, ...box); };
  let shares;
  drawChart(view, canvas, 1, () => {
    const paper = [1, 3, 5].map((at) => parseInt(light.paper.slice(at, at + 2), 16));
    shares = names.map(({ text, x, y, wide, plate: covered }) => {
      const { data } = context.getImageData(Math.round(x), Math.round(y) - 4, Math.max(1, Math.round(wide)), 8);
      let inked = 0;
      for (let i = 0; i < data.length; i += 4) {
        const far = Math.hypot(...paper.map((part, k) => (data[i + k] - part) * (data[i + 3] / 255)));
        if (far > PALE) inked++;
      }
      return { text, covered, share: inked / (data.length / 4) };
    });
  });
  return shares;
}

test('no name of any figure has a line through it without a plate, on a wide screen and a narrow one', async () => {
  const engine = await engineFromDisk();
  let seen = 0;
  for (const figure of figures) {
    const start = Object.fromEntries(Object.entries(figure.fields).map(([key, field]) => [key, field.start]));
    for (const state of [start, { ...start, ...figure.plotted }]) {
      // On a map the bands are dark themselves.
      for (const view of figure.view(state, engine).charts.filter(({ surface }) => !surface)) {
        for (const [width, height] of [[864, 400], [328, 200]]) {
          for (const { text, covered, share } of struck(view, width, height)) {
            seen++;
            assert.ok(covered || share < 0.01, `${figure.id}, ${view.id}, ${width} px: ${(100 * share).toFixed(0)} % of "${text}" is struck`);
          }
        }
      }
    }
  }
  assert.ok(seen > 100, `${seen} names`);
});
