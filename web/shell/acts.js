import { FigureElement } from '../figures/element.js';
import { el } from '../ui/dom.js';
import { name, unname } from '../ui/naming.js';

/**
 * Verbs in the prose that move a figure: <a class="act" data-figure="…" data-set="p=0.9">. Where the figure's
 * picture is out of sight, the press leads there, and a button in the figure leads back to the sentence. Who points at
 * such a verb, or moves the focus onto it, sees marked in the figure what it will change.
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

/** The verb under an event, and its figure. @param {Event} event */
function actOf({ target }) {
  const act = target instanceof Element ? target.closest('a.act') : null;
  const figure = act instanceof HTMLAnchorElement ? document.getElementById(act.dataset.figure ?? '') : null;
  return act instanceof HTMLAnchorElement && figure instanceof FigureElement ? { act, figure } : null;
}

export function bindActs() {
  for (const event of ['pointerover', 'focusin']) {
    document.addEventListener(event, (over) => {
      const found = actOf(over);
      if (found) name(found.figure, [...new URLSearchParams(found.act.dataset.set).keys()]);
    });
  }
  for (const event of ['pointerout', 'focusout']) {
    document.addEventListener(event, (out) => {
      const found = actOf(out);
      if (found) unname(found.figure);
    });
  }
  document.addEventListener('click', (event) => {
    const found = actOf(event);
    if (!found || found.figure.setFromText(found.act.dataset.set ?? '') !== null) return;
    const { act, figure } = found;
    event.preventDefault();
    const picture = figure.querySelector('.chart') ?? figure.querySelector('.figure-body');
    if (picture && !inSight(picture)) leadThere(figure, act);
  });
}
