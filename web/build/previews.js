import { createCanvas } from '@napi-rs/canvas';
import { wrap } from '../charts/picture.js';
import { drawChart } from '../charts/still.js';
import { FONT_SANS, light } from '../shell/palette.js';
import { PREVIEW, SHORT_TITLE } from './head.js';

/**
 * The pictures of the cards that a pasted link becomes: what the page is, in words that can be read at a third of the
 * size, beside the figure's first chart, drawn small and enlarged so that its words can be read too.
 */

const MARGIN = 56;
const WORDS = 420;
const CHART = { width: 430, height: 360, scale: 1.45 };
const LEADING = 1.25;

/** @param {number} size @param {number} weight */
const font = (size, weight) => `${weight} ${size}px ${FONT_SANS}`;

/**
 * @param {{ title: string, description: string }} about
 * @param {import('../figures/figure.js').ChartView | undefined} chart   without one the words have the whole width
 * @returns {Buffer} PNG
 */
export function previewPng({ title, description }, chart) {
  const canvas = createCanvas(PREVIEW.width, PREVIEW.height);
  const context = canvas.getContext('2d');
  context.fillStyle = light.paper;
  context.fillRect(0, 0, PREVIEW.width, PREVIEW.height);
  context.fillStyle = light.model;
  context.fillRect(0, 0, 12, PREVIEW.height);

  const [room, zoom] = chart ? [WORDS, 1] : [PREVIEW.width - 2 * MARGIN, 1.4];
  let y = MARGIN;
  /** @param {string} text @param {number} size @param {number} weight @param {string} colour */
  const write = (text, size, weight, colour) => {
    const leading = size * LEADING;
    const lines = wrap(text, room, size, weight, context);
    const shown = lines.slice(0, Math.floor((PREVIEW.height - MARGIN - y) / leading));
    if (lines.length > shown.length) shown.push(`${shown.pop()?.replace(/\W*\s\S*$/, '')} …`);
    context.font = font(size, weight);
    context.fillStyle = colour;
    shown.forEach((line, i) => context.fillText(line, MARGIN, y + (i + 1) * leading));
    y += shown.length * leading + size * 0.7;
  };
  const own = title.replace(`${SHORT_TITLE}: `, '');
  write(SHORT_TITLE, 26 * zoom, 400, light.muted);
  write(own[0].toUpperCase() + own.slice(1), 50 * zoom, 600, light.ink);
  write(description, 28 * zoom, 400, light.ink);

  if (chart) {
    const { width, height, scale } = CHART;
    const part = createCanvas(width, height);
    drawChart(chart, part, scale, () => context.drawImage(part, PREVIEW.width - width * scale - MARGIN / 2, (PREVIEW.height - height * scale) / 2));
  }
  return canvas.toBuffer('image/png');
}
