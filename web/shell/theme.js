import { signal } from '@preact/signals-core';
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

function currentPalette() {
  const chosen = root.dataset.theme;
  return (chosen === 'dark' || (chosen !== 'light' && system.matches)) ? dark : light;
}

/** The palette in force, as a signal: charts draw with it. */
export const palette = signal(currentPalette());

const follow = () => { palette.value = currentPalette(); };
system.addEventListener('change', follow);
new MutationObserver(follow).observe(root, { attributes: true, attributeFilter: ['data-theme'] });
// A print is on white paper, whatever the screen shows.
addEventListener('beforeprint', () => { palette.value = light; });
addEventListener('afterprint', follow);

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
