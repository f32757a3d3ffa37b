import coinFlips from './coin-flips.js';
import { others } from './others.js';

/** The figure that comes with the page's frame and answers first. */
export const first = coinFlips;

/** Every figure, in the lesson's order: embeds, stills, plots and tests find them here. */
export const figures = Object.freeze([first, ...others]);
