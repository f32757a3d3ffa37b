import { FONT_SANS, marks } from '../shell/palette.js';

/**
 * Straight lines across the plot: a crosshair, the pinned place of an optimum, a bound.
 *
 * @typedef {import('../figures/figure.js').ChartView} ChartView
 * @typedef {import('../shell/palette.js').Palette} Palette
 */

export const guidesPlugin = {
  id: 'mleGuides',
  /** @param {any} chart @param {unknown} _ @param {{ view: ChartView, palette: Palette }} options */
  beforeDatasetsDraw(chart, _, { view, palette }) {
    const context = chart.ctx;
    const { left, right, top, bottom } = chart.chartArea;
    context.save();
    context.font = `400 13px ${FONT_SANS}`;
    for (const guide of view.guides ?? []) {
      const at = chart.scales[guide.axis].getPixelForValue(guide.value);
      const vertical = guide.axis === 'x';
      if (vertical ? at < left - 1 || at > right + 1 : at < top - 1 || at > bottom + 1) continue;
      context.strokeStyle = context.fillStyle = palette[guide.role];
      context.lineWidth = 1.25;
      context.setLineDash(marks[guide.role].dash.length ? marks[guide.role].dash : [3, 3]);
      context.beginPath();
      context.moveTo(vertical ? at : left, vertical ? top : at);
      context.lineTo(vertical ? at : right, vertical ? bottom : at);
      context.stroke();
      if (!guide.label) continue;
      // Beside the line, on the side that has room.
      const room = vertical ? at < (left + right) / 2 : at > top + 20;
      context.textAlign = vertical && !room ? 'right' : 'left';
      context.textBaseline = vertical ? 'top' : room ? 'bottom' : 'top';
      context.fillText(guide.label, vertical ? at + (room ? 5 : -5) : left + 6, vertical ? top + 2 : at + (room ? -3 : 3));
    }
    context.restore();
  },
};
