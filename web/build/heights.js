import { readFileSync } from 'node:fs';

/**
 * How high each figure's page is in its start state, WIDTH wide: measured in a browser (tests/page/heights.js), which a build
 * has not got. For frames that nobody fits.
 */
export const WIDTH = 800;

/** @type {Record<string, number>} */
const heights = JSON.parse(readFileSync(new URL('heights.json', import.meta.url), 'utf8'));

/** Of a figure that is too new to have been measured. */
const USUAL = 1000;

/** @param {string} id of a figure */
export const heightOf = (id) => heights[id] ?? USUAL;
