/**
 * Ctrl+Z, or Cmd+Z, takes back a step of the figure that has the focus. While a text is being typed its own steps are taken
 * back, by the browser; a number that has been taken over, by Enter or an arrow key, is a step of the figure.
 * @param {HTMLElement} figure
 * @param {import('./store.js').Store} store
 */
export function bindUndoKeys(figure, store) {
  /** @type {EventTarget | null} */
  let typed = null;
  figure.addEventListener('input', ({ target }) => { typed = target; });
  for (const done of ['change', 'focusout']) figure.addEventListener(done, () => { typed = null; });
  figure.addEventListener('keydown', (event) => {
    const { target, key, ctrlKey, metaKey, shiftKey } = event;
    const inText = target instanceof HTMLTextAreaElement
      || (target instanceof HTMLInputElement && target.type === 'number' && target === typed);
    if (inText || key.toLowerCase() !== 'z' || !(ctrlKey || metaKey) || shiftKey) return;
    event.preventDefault();
    store.undo();
  });
}
