import bernoulliNll from './bernoulli-nll.js';

/** Every figure, in the lesson's order: page, embeds, offline file, stills, plots and tests find them here. */
export const figures = Object.freeze([bernoulliNll]);
