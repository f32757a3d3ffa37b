import { marks } from '../shell/palette.js';

/**
 * Straight lines across the plot: a crosshair, the pinned place of an optimum, a bound. labels.js names them.
 */

/** @param {import('./config.js').Drawn} drawn */
export const guidesPlugin = (drawn) => ({
  id: 'mleGuides',
  /** @param {any} chart */
  beforeDatasetsDraw(chart) {
    const { view, palette } = drawn;
    const context = chart.ctx;
    const { left, right, top, bottom } = chart.chartArea;
    context.save();
    for (const guide of view.guides ?? []) {
      const at = chart.scales[guide.axis].getPixelForValue(guide.value);
      const vertical = guide.axis === 'x';
      if (vertical ? at < left - 1 || at > right + 1 : at < top - 1 || at > bottom + 1) continue;
      context.strokeStyle = palette[guide.role];
      context.lineWidth = 1.25;
      context.setLineDash(marks[guide.role].dash.length ? marks[guide.role].dash : [3, 3]);
      context.beginPath();
      context.moveTo(vertical ? at : left, vertical ? top : at);
      context.lineTo(vertical ? at : right, vertical ? bottom : at);
      context.stroke();
    }
    context.restore();
  },
});
