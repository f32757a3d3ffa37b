import wasmBinary from '../core/wasm/lesson.wasm';
import { loadEngine } from '../core/lesson.js';
import { FigureElement } from '../figures/element.js';
import { linkState } from './link-state.js';

/**
 * Brings the figures of a page to life: one core for all of them.
 * @param {readonly Readonly<import('../figures/figure.js').Figure>[]} figures
 * @param {{ lead: boolean }} link   lead: a link to a figure's state scrolls to the figure
 */
export function start(figures, link) {
  FigureElement.link = linkState(link);
  FigureElement.wasmBinary = wasmBinary;
  FigureElement.engine = typeof WebAssembly === 'object'
    ? loadEngine({ wasmBinary }).catch(() => {
      throw new Error('its computing core arrived damaged. Reload the page; if this stays, the copy of the lesson is broken.');
    })
    : Promise.reject(new Error('this browser has WebAssembly switched off, and the numbers are computed with it.'));
  // Each figure reports the failure in its own place.
  FigureElement.engine.catch(() => {});
  customElements.define('mle-figure', FigureElement);
  FigureElement.add(figures);
}
