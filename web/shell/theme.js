import { computed, signal } from '@preact/signals-core';
import { dark, light } from './palette.js';

/** The learner's choice: 'auto' follows the system. Written as data-theme on <html>, which the styles read. */
const CHOICES = ['auto', 'light', 'dark'];
const KEY = 'mle-theme';

/** Storage is absent or throws in sandboxed frames and in private windows: the choice then lives as long as the page. */
function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

const system = matchMedia('(prefers-color-scheme: dark)');
const root = document.documentElement;

/** Counts the moments at which the colours of a place may be others than before. */
const turns = signal(0);
const printing = signal(false);
export const turn = () => { turns.value = turns.peek() + 1; };
const observer = new MutationObserver(turn);

system.addEventListener('change', turn);
observer.observe(root, { attributes: true });
// A print is on white paper, whatever the screen shows.
addEventListener('beforeprint', () => { printing.value = true; });
addEventListener('afterprint', () => { printing.value = false; });

/** @param {Element} place */
function isDark(place) {
  const schemes = getComputedStyle(place).colorScheme.split(' ');
  return schemes.includes('dark') && (system.matches || !schemes.includes('light'));
}

/**
 * The palette in force at a place of the page, as a signal: charts draw with it. It follows the color-scheme that the
 * styles give to the place, as their own light-dark() does, so that both always agree.
 * @param {Element} place
 * @param {(palette: import('./palette.js').Palette, place: Element) => import('./palette.js').Palette} adjust   to colours that
 *   the page around sets
 */
export function paletteAt(place, adjust) {
  // Pages keep their theme on <body> too, which is not there yet where a script stands in the head.
  if (document.body) observer.observe(document.body, { attributes: true });
  return computed(() => {
    turns.value;
    return printing.value ? light : adjust(isDark(place) ? dark : light, place);
  });
}

export function restoreTheme() {
  const choice = stored();
  if (choice && CHOICES.includes(choice)) root.dataset.theme = choice;
}

/** @param {string} choice one of auto, light, dark */
function chooseTheme(choice) {
  root.dataset.theme = choice;
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // Not kept; see stored().
  }
}

/** @param {HTMLElement} group radio inputs whose values are the choices */
export function bindThemeChoice(group) {
  for (const input of group.querySelectorAll('input')) {
    input.checked = input.value === (root.dataset.theme ?? 'auto');
    input.addEventListener('change', () => input.checked && chooseTheme(input.value));
  }
}
