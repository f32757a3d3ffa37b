import { FigureElement } from '../figures/element.js';
import { el } from '../ui/dom.js';

/**
 * Verbs in the prose that move a figure: <a class="act" data-figure="…" data-set="p=0.9">. Where the figure's
 * picture is out of sight, the press leads there, and a button in the figure leads back to the sentence.
 */

/** @param {Element} element */
const inSight = (element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
};

const calm = matchMedia('(prefers-reduced-motion: reduce)');
const motion = () => (calm.matches ? 'auto' : 'smooth');

/** @param {FigureElement} figure @param {HTMLAnchorElement} act */
function leadThere(figure, act) {
  figure.querySelector('.figure-return')?.remove();
  const back = el('button', { type: 'button' }, 'Back to the text');
  const place = el('p', { class: 'figure-return' }, back);
  const leave = () => {
    place.remove();
    act.scrollIntoView({ block: 'center', behavior: motion() });
    act.focus({ preventScroll: true });
  };
  back.addEventListener('click', leave);
  figure.querySelector('figcaption')?.after(place);
  // The keyboard goes along, so that Tab enters the figure and not the paragraph left behind.
  back.focus({ preventScroll: true });
  place.scrollIntoView({ block: 'start', behavior: motion() });
}

export function bindActs() {
  document.addEventListener('click', (event) => {
    const act = event.target instanceof Element ? event.target.closest('a.act') : null;
    if (!(act instanceof HTMLAnchorElement)) return;
    const figure = document.getElementById(act.dataset.figure ?? '');
    if (!(figure instanceof FigureElement) || figure.setFromText(act.dataset.set ?? '') !== null) return;
    event.preventDefault();
    const picture = figure.querySelector('.figure-body');
    if (picture && !inSight(picture)) leadThere(figure, act);
  });
}
