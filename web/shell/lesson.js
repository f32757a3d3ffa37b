import first from '../figures/coin-flips.js';
import { FigureElement } from '../figures/element.js';
import { followReader } from './contents.js';
import { start } from './start.js';
import { bindThemeChoice, restoreTheme } from './theme.js';

restoreTheme();
bindThemeChoice(/** @type {HTMLElement} */ (document.querySelector('.theme-choice')));
followReader(/** @type {HTMLElement} */ (document.querySelector('.contents')));
// The lesson's first figure comes with the frame and answers while the others are on their way (more-figures.js).
start([first]);
Object.assign(window, { mleAddFigures: FigureElement.add });

// Verbs in the prose that move a figure: <a class="act" data-figure="…" data-set="p=0.9">.
document.addEventListener('click', (event) => {
  const act = event.target instanceof Element ? event.target.closest('a.act') : null;
  if (!(act instanceof HTMLAnchorElement)) return;
  const figure = document.getElementById(act.dataset.figure ?? '');
  if (!(figure instanceof FigureElement) || figure.setFromText(act.dataset.set ?? '') !== null) return;
  event.preventDefault();
  // Where the figure is out of sight, the press leads there as well.
  const { top, bottom } = figure.getBoundingClientRect();
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (bottom < 80 || top > innerHeight - 80) figure.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
});
