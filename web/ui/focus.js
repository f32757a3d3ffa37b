/** A control that the arrow keys step and that opens no keyboard on a screen. */
const STEPPED = 'input[type="range"], input[type="radio"]:checked, input[type="checkbox"]';

/**
 * The keyboard goes to where a press on a picture was: to the control of what was moved, so that the arrow keys go on from
 * there, or to the picture itself. The figure hears Ctrl+Z then. Nothing scrolls.
 * @param {HTMLElement} picture
 * @param {readonly string[]} keys   the settings that were moved
 */
export function focusOn(picture, keys) {
  const parts = keys.map((key) => picture.closest('.figure')?.querySelector(`[data-key="${key}"]:not([hidden])`));
  /** @type {HTMLElement | null | undefined} */
  const control = parts.map((part) => /** @type {HTMLElement | null | undefined} */ (part?.querySelector(STEPPED))).find(Boolean);
  if (!control) picture.tabIndex = -1;
  (control ?? picture).focus({ preventScroll: true });
}
