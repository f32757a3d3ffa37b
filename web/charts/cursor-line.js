import { significant, ungrouped } from '../ui/format.js';
import { readingAt } from './cursor.js';

/** The reading cursor as it is drawn: a line, a dot on each curve, and the numbers beside them. */

const SIZE = 13;
const LINE = 17;

/** @param {import('./config.js').Drawn} drawn */
export const cursorPlugin = (drawn) => ({
  id: 'mleCursor',
  /** @param {any} chart */
  afterDraw(chart) {
    const { view, palette, cursor } = drawn;
    const reading = cursor === null || cursor === undefined ? null : readingAt(view, cursor);
    if (!reading) return;
    const { ctx: context, chartArea: area, scales: { x: xs, y: ys } } = chart;
    const x = xs.getPixelForValue(reading.x);
    context.save();
    context.strokeStyle = palette.muted;
    context.lineWidth = 1;
    context.setLineDash([2, 3]);
    context.beginPath();
    context.moveTo(x, area.top);
    context.lineTo(x, area.bottom);
    context.stroke();
    context.setLineDash([]);
    context.font = `600 ${SIZE}px ${palette.font}`;
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    const right = x < (area.left + area.right) / 2;
    context.textAlign = right ? 'left' : 'right';
    const at = x + (right ? 8 : -8);
    /** @param {string} text @param {number} y @param {string} colour */
    const write = (text, y, colour) => {
      context.strokeStyle = palette.paper;
      context.lineWidth = 5;
      context.strokeText(text, at, y);
      context.fillStyle = colour;
      context.fillText(text, at, y);
    };
    // The numbers stand at their curves, pushed apart where curves meet.
    write(ungrouped(significant(reading.x, 4)), area.top + LINE / 2, palette.muted);
    let free = area.top + 1.5 * LINE;
    const dots = reading.values.map(({ series, y }) => ({ y, pixel: ys.getPixelForValue(y), colour: series.faint ? palette.muted : palette[series.role] }))
      .filter(({ pixel }) => pixel >= area.top - 1 && pixel <= area.bottom + 1)
      .sort((a, b) => a.pixel - b.pixel);
    for (const { y, pixel, colour } of dots) {
      context.fillStyle = colour;
      context.beginPath();
      context.arc(x, pixel, 3.5, 0, 2 * Math.PI);
      context.fill();
      const line = Math.min(area.bottom - LINE / 2, Math.max(pixel, free));
      write(significant(y, 4), line, colour);
      free = line + LINE;
    }
    context.restore();
  },
});
