import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import fontverter from 'fontverter';
import { Chart, chartConfig } from '../charts/config.js';
import { SvgContext } from '../charts/svg-context.js';
import { light } from '../shell/palette.js';

/**
 * Charts outside a browser, from the same configuration as the page's: PNG through Skia, SVG as paths and text.
 *
 * @typedef {import('../figures/figure.js').ChartView} ChartView
 */

const require = createRequire(import.meta.url);
const SIZES = { wide: [800, 400], half: [400, 320], strip: [800, 200] };

/** Skia measures and draws with the page's own fonts, whatever the machine has installed. */
export async function registerFonts() {
  const folder = path.join(path.dirname(require.resolve('@fontsource/source-sans-3/package.json')), 'files');
  for (const name of ['latin-400', 'latin-600', 'greek-400']) {
    const woff2 = await readFile(path.join(folder, `source-sans-3-${name}-normal.woff2`));
    GlobalFonts.register(await fontverter.convert(woff2, 'truetype'), 'Source Sans 3');
  }
}

/** @param {ChartView} view */
export const sizeOf = (view) => SIZES[view.shape ?? 'wide'];

/**
 * @param {ChartView} view
 * @param {object} item   what Chart.js draws into
 * @param {number} ratio  device pixels per CSS pixel
 */
function drawInto(view, item, ratio) {
  const config = chartConfig({ view, palette: light });
  const chart = new Chart(/** @type {any} */ (item), /** @type {any} */ ({
    ...config, options: { ...config.options, responsive: false, devicePixelRatio: ratio },
  }));
  chart.destroy();
}

/** @param {ChartView} view @param {number} [ratio] @returns {Buffer} */
export function drawPng(view, ratio = 2) {
  const [width, height] = sizeOf(view);
  const canvas = createCanvas(width, height);
  // Chart.js scales the canvas itself by the ratio.
  const scaled = createCanvas(width * ratio, height * ratio);
  drawInto(view, canvas, ratio);
  const context = scaled.getContext('2d');
  context.fillStyle = light.paper;
  context.fillRect(0, 0, scaled.width, scaled.height);
  context.drawImage(canvas, 0, 0, scaled.width, scaled.height);
  return scaled.toBuffer('image/png');
}

/** @param {ChartView} view @returns {string} */
export function drawSvg(view) {
  const [width, height] = sizeOf(view);
  const context = new SvgContext(width, height, createCanvas(1, 1).getContext('2d'));
  drawInto(view, context.canvas, 1);
  return context.toSvg(light.paper, view.description);
}
