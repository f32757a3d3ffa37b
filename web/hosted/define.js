import makeCore from '../core/page.js?function';
import css from '../shell/styles/hosted.css?hosted';
import { FigureElement } from '../figures/element.js';
import { saveWith } from '../figures/save.js';
import { shareFrom } from '../figures/share.js';
import { lessonCore } from '../shell/lesson-core.js';
import { siteBase } from '../shell/site-base.js';
import { isolate } from './isolation.js';

const core = lessonCore(makeCore);

/**
 * Defines <mle-figure> in somebody else's page. A page may bring our script more than once, or by two ways: the first one's
 * element serves all, with one core.
 * @param {readonly Readonly<import('../figures/figure.js').Figure>[]} figures
 * @param {string} site   the address of the site's folder, "" where this is no file of it
 */
export function define(figures, site) {
  const there = /** @type {typeof FigureElement | undefined} */ (customElements.get('mle-figure'));
  if (there) {
    there.add(figures, core);
    return;
  }
  FigureElement.isolation = isolate(css);
  FigureElement.save = saveWith(FigureElement.drawChart);
  FigureElement.share = shareFrom(siteBase(site));
  FigureElement.add(figures, core);
  FigureElement.giveUpWaiting((name, names) => (name === '' ? 'Which figure? Give its name' : `There is no figure named “${name}” here`)
    + `: <mle-figure name="…"> with one of ${names.join(', ')}.`);
  customElements.define('mle-figure', FigureElement);
}
