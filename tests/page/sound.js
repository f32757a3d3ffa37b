/** What no reader should meet on a figure, and what no field should take. */

/** @typedef {import('./ui/ui.js').Ui} Ui */

/** Typed into a field. */
export const NONSENSE = ['', '-', 'abc', '1e', '-1e9', '1e400', '0.1234567890123', '99999999', '1e-12', '<b>1</b>', '١٢', '0x10', '2,5'];
/** What no reader should meet. */
const BROKEN = /\bNaN\b|\bundefined\b|\bnull\b|\[object|\bInfinity\b/;
/** A product that overflows is what this figure is about, and the word is what a program would print. */
const OVERFLOWS = 'underflow';

/** What stands on the page that should not. @param {Ui} ui @param {string} id @returns {Promise<string[]>} */
export const faultsOf = async (ui, id) => {
  await ui.drawn();
  const { words, status, problem } = await ui.evaluate((figure) => {
    const element = /** @type {HTMLElement} */ (document.getElementById(figure));
    const labels = [...element.querySelectorAll('[aria-label], [aria-valuetext]')]
      .map((one) => `${one.getAttribute('aria-label') ?? ''} ${one.getAttribute('aria-valuetext') ?? ''}`);
    const problems = element.querySelector('.figure-problem');
    return {
      words: [...element.innerText.split('\n'), ...labels], status: element.dataset.status,
      problem: problems instanceof HTMLElement && !problems.hidden ? problems.textContent : '',
    };
  }, id);
  const broken = words.filter((/** @type {string} */ text) => BROKEN.test(id === OVERFLOWS ? text.replaceAll('Infinity', '∞') : text));
  return [...broken, ...(status === 'alive' ? [] : [`status ${status}`]), ...(problem ? [problem] : [])];
};
