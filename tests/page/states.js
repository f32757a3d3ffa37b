/** The faces of a figure: what its choices, switches and buttons bring into view, so that tests meet controls that the start hides. */

/** @typedef {import('./ui/ui.js').Ui} Ui */

/** The buttons that end a prediction, in the order in which they open. */
const OPENERS = ['commit', 'reveal', 'whole', 'fit'];

/** Presses what is there to reveal. @param {Ui} ui @param {string} id */
export const revealAll = (ui, id) => ui.evaluate(async (figure, openers) => {
  const frames = () => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); });
  for (let round = 0; round < 2; round++) {
    for (const action of openers) {
      const button = document.querySelector(`#${figure} .figure-stage [data-action="${action}"]`);
      if (!(button instanceof HTMLElement) || !button.checkVisibility()) continue;
      button.click();
      await frames();
    }
  }
}, id, OPENERS);

/**
 * Puts the mouse where it reads no chart and marks no control. Twice: to where it was before the page was scrolled, WebKit's does not move.
 * @param {Ui} ui @param {string} id
 */
export async function mouseAway(ui, id) {
  for (const x of [0.4, 0.5]) await ui.hover(`#${id} .figure-title`, { x, y: 0.5 });
}

/** Opens the table of numbers and the panels under the figure. @param {Ui} ui @param {string} id */
export const openPanels = (ui, id) => ui.evaluate((figure) => {
  for (const action of ['table', 'download', 'share']) document.querySelector(`#${figure} .figure-actions [data-action="${action}"]`)?.click();
}, id);

/** Shows a face of the figure. @param {Ui} ui @param {string} id @param {string} query its state in text form */
export const show = async (ui, id, query) => {
  await ui.evaluate((figure, text) => {
    const element = /** @type {any} */ (document.getElementById(figure));
    element.query = text;
  }, id, query);
  await ui.drawn();
};

/**
 * The start, what is revealed, and each option of each choice and switch, in text form.
 * @param {Ui} ui @param {string} id @returns {Promise<string[]>}
 */
export async function facesOf(ui, id) {
  const query = () => ui.evaluate((figure) => /** @type {any} */ (document.getElementById(figure)).query, id);
  const start = await query();
  await revealAll(ui, id);
  const revealed = await query();
  const faces = [start, revealed];
  for (const from of new Set([start, revealed])) {
    await show(ui, id, from);
    const options = await ui.evaluate((figure) => {
      const inputs = [...document.querySelectorAll(`#${figure} .control :is(input[type="radio"], input[type="checkbox"])`)];
      inputs.forEach((input, nth) => input.setAttribute('data-option', String(nth)));
      return inputs.length;
    }, id);
    for (let nth = 0; nth < options; nth++) {
      await ui.evaluate((figure, k) => {
        const input = /** @type {HTMLInputElement} */ (document.querySelector(`#${figure} [data-option="${k}"]`));
        if (input.checkVisibility() && !input.checked && input.getAttribute('aria-disabled') !== 'true') input.click();
      }, id, nth);
      faces.push(await query());
      await show(ui, id, from);
    }
  }
  await show(ui, id, start);
  return [...new Set(faces)];
}

