import { FigureElement } from '../figures/element.js';
import { saveWith } from '../figures/save.js';
import { start } from './start.js';

/**
 * One figure alone in its page, for an iframe.
 * @param {Readonly<import('../figures/figure.js').Figure>} figure
 * @param {import('../figures/element.js').Core} core
 */
export function startEmbed(figure, core) {
  FigureElement.save = saveWith(FigureElement.drawChart);
  start([figure], core, { lead: false });
}
