/**
 * A control that the page has locked: it shows its value and can be found and read, and nobody can change it. The store
 * refuses the change in any case (ui/store.js); here the control says so and does not move under the hand.
 */

/** Keys that would change a range, a radio or a switch, or press a button. */
const CHANGING = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown', ' ', 'Enter'];

/** @param {Event} event */
const stop = (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
};

/**
 * @param {HTMLElement} element   of one control
 * @param {() => void} restore   shows the value again, whatever an assistive tool has made of the range
 */
export function holdStill(element, restore) {
  element.addEventListener('click', stop, true);
  element.addEventListener('keydown', (event) => { if (CHANGING.includes(event.key)) stop(event); }, true);
  element.addEventListener('input', (event) => {
    stop(event);
    restore();
  }, true);
}

/** To be said again after each refresh: controls have reasons of their own to be out of reach. @param {HTMLElement} element */
export function sayLocked(element) {
  for (const part of element.querySelectorAll('input, button')) {
    if (part instanceof HTMLInputElement && part.type === 'number') part.readOnly = true;
    else part.setAttribute('aria-disabled', 'true');
  }
}
