/**
 * Formula, number and control are one: what a prose link or a control is about is marked, quietly, wherever the figure
 * shows it.
 */

const NAMED = 'named';

/** @param {Element} figure */
export const unname = (figure) => figure.querySelectorAll(`.${NAMED}`).forEach((element) => element.classList.remove(NAMED));

/**
 * Marks the parts of a figure that hold these settings, and their symbols in its formulas.
 * @param {Element} figure
 * @param {readonly string[]} keys
 * @param {{ parts?: boolean }} [options]   parts: false where the hand or the focus is on the part already
 */
export function name(figure, keys, { parts = true } = {}) {
  unname(figure);
  const all = [...figure.querySelectorAll('[data-key]')].filter((element) => element instanceof HTMLElement && !element.hidden);
  const meant = all.filter((element) => element instanceof HTMLElement && keys.includes(element.dataset.key ?? ''));
  if (parts) meant.forEach((element) => element.classList.add(NAMED));
  const symbols = new Set(meant.flatMap((element) => [...element.querySelectorAll('label > .symbol')].map((symbol) => symbol.textContent)));
  figure.querySelectorAll('.symbol').forEach((symbol) => {
    if (symbols.has(symbol.textContent) && !symbol.closest('.control')) symbol.classList.add(NAMED);
  });
}

/** Whoever touches a control of the figure sees its symbol in the figure's formulas. @param {HTMLElement} figure */
export function nameTouched(figure) {
  const touched = (/** @type {Event} */ { target }) => {
    const part = target instanceof Element ? target.closest('[data-key]') : null;
    if (part instanceof HTMLElement) name(figure, [part.dataset.key ?? ''], { parts: false });
  };
  const left = () => unname(figure);
  for (const event of ['pointerover', 'focusin']) figure.addEventListener(event, touched);
  for (const event of ['pointerout', 'focusout']) figure.addEventListener(event, left);
}
