import { BasicPlatform } from './library.js';
import { light } from '../shell/palette.js';
import { Chart, chartConfig } from './config.js';

/**
 * A chart as a picture: on light paper, without handles.
 * @param {import('../figures/figure.js').ChartView} view
 * @param {any} item      what Chart.js draws into: a canvas, or an SvgContext's stand-in for one
 * @param {number} ratio  device pixels per CSS pixel
 * @param {() => void} take  takes the picture, before the chart is destroyed and its canvas cleared
 */
export function drawChart(view, item, ratio, take) {
  // A picture has no handles to drag.
  const markers = view.markers?.map((marker) => ({ ...marker, drag: undefined }));
  const config = chartConfig({ view: { ...view, markers }, palette: light });
  const chart = new Chart(item, /** @type {any} */ ({
    ...config, platform: BasicPlatform, options: { ...config.options, responsive: false, devicePixelRatio: ratio },
  }));
  take();
  chart.destroy();
}
