/** What the tests of figures in somebody else's page share: the figures stand behind shadow roots there. */

/** @typedef {import('./ui/ui.js').Ui} Ui */

/**
 * Adds a figure to the page, with its name or another id as its id.
 * @param {Ui} ui @param {Record<string, string>} attributes
 */
export const add = (ui, attributes) => ui.evaluate((all) => {
  const figure = document.createElement('mle-figure');
  for (const [name, value] of Object.entries({ id: all.name, ...all })) figure.setAttribute(name, value);
  /** @type {HTMLElement} */ (document.getElementById('place')).append(figure);
}, attributes);

/**
 * The place of an element inside a figure, in the window, once it stands still.
 * @param {Ui} ui @param {string} id @param {string} selector @param {{ x: number, y: number }} [at]   fractions of its box
 */
export const placeIn = async (ui, id, selector, at = { x: 0.5, y: 0.5 }) => {
  const { left, top, width, height } = await ui.still((figure, query) => {
    const inside = document.getElementById(figure)?.shadowRoot?.querySelector(query);
    if (!inside) throw new Error(`nothing in ${figure} matches ${query}`);
    return inside;
  }, id, selector);
  return { x: Math.round(left + at.x * width), y: Math.round(top + at.y * height) };
};

/** Clicks inside a figure. @param {Ui} ui @param {string} id @param {string} selector @param {{ x: number, y: number }} [at] */
export async function clickIn(ui, id, selector, at) {
  await ui.drawn();
  await ui.mouse([await placeIn(ui, id, selector, at)]);
  await ui.drawn();
}

/** Puts the focus inside a figure. @param {Ui} ui @param {string} id @param {string} selector */
export const focusIn = (ui, id, selector) => ui.waitFor((figure, query) => {
  const inside = /** @type {HTMLElement} */ (document.getElementById(figure)?.shadowRoot?.querySelector(query));
  inside.focus();
  return inside.matches(':focus');
}, id, selector);

/** @param {Ui} ui @param {string} id @param {string} selector @returns {Promise<string>} */
export const textIn = (ui, id, selector) => ui.evaluate((figure, query) =>
  (document.getElementById(figure)?.shadowRoot?.querySelector(query)?.textContent ?? '').replace(/\s+/g, ' ').trim(), id, selector);

/** @param {Ui} ui @param {string} id @param {string} selector @returns {Promise<boolean>} */
export const shownIn = (ui, id, selector) => ui.evaluate((figure, query) =>
  document.getElementById(figure)?.shadowRoot?.querySelector(query)?.checkVisibility() ?? false, id, selector);
