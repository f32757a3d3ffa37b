import { FigureElement } from '../figures/element.js';

/**
 * Brings the figures of a page to life.
 * @param {readonly Readonly<import('../figures/figure.js').Figure>[]} figures
 * @param {import('../figures/element.js').Core} core   what they compute with
 * @param {import('./link-state.js').LinkState} link   what is told of their state, and gives it back
 */
export function start(figures, core, link) {
  FigureElement.link = link;
  customElements.define('mle-figure', FigureElement);
  FigureElement.add(figures, core);
}
