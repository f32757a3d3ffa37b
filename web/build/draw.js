import { readFile } from 'node:fs/promises';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import fontverter from 'fontverter';
import { Chart, chartConfig } from '../charts/config.js';
import { SvgContext } from '../charts/svg-context.js';
import { fontFile } from './fonts.js';
import { light } from '../shell/palette.js';

/**
 * Charts outside a browser, from the same configuration as the page's: PNG through Skia, SVG as paths and text.
 *
 * @typedef {import('../figures/figure.js').ChartView} ChartView
 */

const SIZES = { wide: [800, 400], half: [400, 320], strip: [800, 200] };

/** Skia measures and draws with the page's own fonts, whatever the machine has installed. */
export async function registerFonts() {
  for (const name of ['SourceSans3-Regular', 'SourceSans3-Semibold']) {
    GlobalFonts.register(await fontverter.convert(await readFile(fontFile('source-sans', name)), 'sfnt'), 'Source Sans 3');
  }
}

/** @param {ChartView} view */
export const sizeOf = (view) => SIZES[view.shape ?? 'wide'];

/**
 * @template T
 * @param {ChartView} view
 * @param {object} item   what Chart.js draws into
 * @param {number} ratio  device pixels per CSS pixel
 * @param {() => T} take  takes the picture, before the chart is destroyed and its canvas cleared
 * @returns {T}
 */
function drawInto(view, item, ratio, take) {
  // A picture has no handles to drag.
  const markers = view.markers?.map((marker) => ({ ...marker, drag: undefined }));
  const config = chartConfig({ view: { ...view, markers }, palette: light });
  const chart = new Chart(/** @type {any} */ (item), /** @type {any} */ ({
    ...config, options: { ...config.options, responsive: false, devicePixelRatio: ratio },
  }));
  const picture = take();
  chart.destroy();
  return picture;
}

/** @param {ChartView} view @param {number} [ratio] @returns {Buffer} */
export function drawPng(view, ratio = 2) {
  const [width, height] = sizeOf(view);
  const canvas = createCanvas(width, height);
  return drawInto(view, canvas, ratio, () => {
    // Chart.js has scaled its canvas by the ratio; the picture gets the paper below it.
    const picture = createCanvas(canvas.width, canvas.height);
    const context = picture.getContext('2d');
    context.fillStyle = light.paper;
    context.fillRect(0, 0, picture.width, picture.height);
    context.drawImage(canvas, 0, 0);
    return picture.toBuffer('image/png');
  });
}

/** @param {ChartView} view @param {string} [prefix] of its ids @returns {string} */
export function drawSvg(view, prefix) {
  const [width, height] = sizeOf(view);
  const context = new SvgContext(width, height, createCanvas(1, 1).getContext('2d'), prefix);
  return drawInto(view, context.canvas, 1, () => context.toSvg(light.paper, view.description));
}
