import { first } from '../figures/registry.js';
import bernoulliNll from '../figures/bernoulli-nll.js';
import { GALLERY } from './gallery.js';
import { aboutFigure, LESSON, oembedPath, previewPath } from './head.js';
import { oembed } from './oembed.js';
import { previewPng } from './previews.js';
import { startState } from './stills.js';

/**
 * What a pasted link becomes: for the lesson, the gallery and each figure a picture for cards and an oEmbed document. Both say where
 * they are, so they need the site's address.
 *
 * @typedef {import('../figures/figure.js').Figure} Figure
 */

/**
 * @param {readonly Readonly<Figure>[]} figures
 * @param {import('../figures/figure.js').Engine} engine
 * @param {string} site
 * @returns {{ path: string, data: string | Uint8Array }[]} files of the site
 */
export function cards(figures, engine, site) {
  /** @param {import('./head.js').About} about @param {Readonly<Figure>} drawn @param {Readonly<Figure>} framed */
  const card = (about, drawn, framed) => {
    const { charts } = drawn.view({ ...startState(drawn), ...drawn.plotted }, engine);
    return [
      { path: previewPath(about.id), data: previewPng(about, charts[0]) },
      { path: oembedPath(about.id), data: JSON.stringify(oembed(about, aboutFigure(framed), site)) },
    ];
  };
  return [LESSON, GALLERY].flatMap((about) => card(about, bernoulliNll, first)).concat(figures.flatMap((figure) => card(aboutFigure(figure), figure, figure)));
}
