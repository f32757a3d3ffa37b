import { FigureElement } from '../figures/element.js';
import { linkState } from './link-state.js';

/**
 * Brings the figures of a page to life.
 * @param {readonly Readonly<import('../figures/figure.js').Figure>[]} figures
 * @param {import('../figures/element.js').Core} core   what they compute with
 * @param {{ lead: boolean }} link   lead: a link to a figure's state scrolls to the figure
 */
export function start(figures, core, link) {
  FigureElement.link = linkState(link);
  customElements.define('mle-figure', FigureElement);
  FigureElement.add(figures, core);
}
