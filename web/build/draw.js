import { readFile } from 'node:fs/promises';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import fontverter from 'fontverter';
import { compose, toCanvas, toSvg } from '../charts/picture.js';
import { drawChart } from '../charts/still.js';
import { fontFile } from './fonts.js';

/**
 * Pictures outside a browser: PNG through Skia, SVG as paths and text.
 *
 * @typedef {import('../charts/picture.js').Picture} Picture
 */

const tools = { makeCanvas: createCanvas, drawChart };

/** Skia measures and draws with the page's own fonts, whatever the machine has installed. */
export async function registerFonts() {
  for (const name of ['SourceSans3-Regular', 'SourceSans3-Semibold']) {
    GlobalFonts.register(await fontverter.convert(await readFile(fontFile('source-sans', name)), 'sfnt'), 'Source Sans 3');
  }
}

/** @param {{ title: string }} figure @param {import('../figures/figure.js').View} view */
export const pictureOf = (figure, view) => compose(figure, view, createCanvas);

/** @param {Picture} picture @returns {string} */
export const svgOf = (picture) => toSvg(picture, tools);

/** @param {Picture} picture @returns {Buffer} */
export const pngOf = (picture) => toCanvas(picture, tools).toBuffer('image/png');
