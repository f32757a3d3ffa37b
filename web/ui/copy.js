import { el, setText } from './dom.js';

/**
 * A text to take away: shown whole, with a button that copies it. Where the clipboard is refused (a frame without leave, a
 * page without https) the text is selected instead, and the note says so.
 * @param {string} label   of the text: "Iframe"
 * @param {string} use     what it is for
 * @param {HTMLElement} note   a polite live region, shared by neighbours
 * @returns {{ element: HTMLElement, show: (text: string) => void }}
 */
export function createCopy(label, use, note) {
  const text = el('textarea', { readonly: true, spellcheck: 'false', autocomplete: 'off', rows: 1 });
  const button = copyButton(label, text, note);
  return {
    element: el('div', { class: 'copy' }, el('label', {}, el('span', {}, `${label}, ${use}`), text), button),
    show(next) {
      if (text.value === next) return;
      text.value = next;
      text.rows = next.split('\n').length;
    },
  };
}

/** @param {string} label @param {HTMLTextAreaElement} text @param {HTMLElement} note */
export function copyButton(label, text, note) {
  const button = el('button', { type: 'button', 'aria-label': `Copy: ${label}` }, 'Copy');
  // A text copied twice is said twice: a region speaks only when its words change.
  const say = (/** @type {string} */ words) => {
    setText(note, '');
    requestAnimationFrame(() => setText(note, words));
  };
  button.addEventListener('click', () => {
    const copied = navigator.clipboard?.writeText(text.value) ?? Promise.reject(new Error('there is no clipboard'));
    copied.then(() => say(`Copied: ${label}.`), () => {
      text.focus();
      text.select();
      say(`This page may not use the clipboard. ${label}: the text is selected, press Ctrl+C (on a Mac ⌘C).`);
    });
  });
  return button;
}
