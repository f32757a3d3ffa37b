import { significant, ungrouped } from '../ui/format.js';
import { readingAt } from './cursor.js';
import { choose } from './placing.js';

/** The reading cursor as it is drawn: a line, a dot on each curve, and the numbers beside them. */

const SIZE = 13;
const LINE = 17;
/** From the line to the numbers. */
const ASIDE = 8;
/** How far below its curve a number may stand, in lines. */
const LINES = [0, 1, 2];
/** Curves may run under the numbers: these stand on the paper's colour. */
const NO_INK = { within: () => 0 };

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
    context.textAlign = 'left';
    context.lineJoin = 'round';
    const near = x < (area.left + area.right) / 2 ? 1 : -1;
    const taken = [...drawn.taken ?? []];
    let free = area.top + LINE / 2;
    /** At this height, or below it where a label or the number above is. @param {string} text @param {number} y @param {string} colour */
    const write = (text, y, colour) => {
      const first = Math.max(y, free);
      const size = { width: context.measureText(text).width, height: LINE };
      const places = [near, -near].flatMap((side) => LINES.map((lines) =>
        (/** @type {import('./placing.js').Place} */ ({ x: x + ASIDE * side, y: first + LINE * lines, align: side > 0 ? 'left' : 'right' }))));
      const { box } = choose(places, size, area, taken, NO_INK);
      taken.push(box);
      const middle = (box.top + box.bottom) / 2;
      free = middle + LINE;
      context.strokeStyle = palette.paper;
      context.lineWidth = 5;
      context.strokeText(text, box.left, middle);
      context.fillStyle = colour;
      context.fillText(text, box.left, middle);
    };
    write(ungrouped(significant(reading.x, 4)), free, palette.muted);
    const dots = reading.values.map(({ series, y }) => ({ y, pixel: ys.getPixelForValue(y), colour: series.faint ? palette.muted : palette[series.role] }))
      .filter(({ pixel }) => pixel >= area.top - 1 && pixel <= area.bottom + 1)
      .sort((a, b) => a.pixel - b.pixel);
    for (const { y, pixel, colour } of dots) {
      context.fillStyle = colour;
      context.beginPath();
      context.arc(x, pixel, 3.5, 0, 2 * Math.PI);
      context.fill();
      write(significant(y, 4), pixel, colour);
    }
    context.restore();
  },
});
