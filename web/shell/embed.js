import { start } from './start.js';

/**
 * One figure alone in its page, for an iframe.
 * @param {Readonly<import('../figures/figure.js').Figure>} figure
 */
export const startEmbed = (figure) => start([figure], { lead: false });
