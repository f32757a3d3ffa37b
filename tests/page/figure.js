/** What the tests of any figure share. */

/** @typedef {import('./ui/ui.js').Ui} Ui */

/**
 * Waits until a figure is alive. One that has failed is reported by its message.
 * @param {Ui} ui
 * @param {string} id
 */
export async function alive(ui, id) {
  const status = await ui.waitFor((figure) => {
    const element = document.getElementById(figure);
    const { status } = element?.dataset ?? {};
    return status === 'failed' ? `failed: ${element?.textContent}` : status === 'alive' && status;
  }, id);
  if (status !== 'alive') throw new Error(`${id} ${status}`);
}

/** @param {Ui} ui @param {string} id @returns {Promise<Record<string, any>>} the figure's state */
export function stateOf(ui, id) {
  return ui.evaluate((figure) => /** @type {any} */ (document.getElementById(figure)).state, id);
}

/**
 * What a figure says: the number it is about, its sentence, what stands in its controls.
 * @param {Ui} ui
 * @param {string} id
 * @returns {Promise<{ headline: string, sentence: string, controls: string[] }>}
 */
export function reading(ui, id) {
  return ui.evaluate((figure) => {
    const place = /** @type {HTMLElement} */ (document.getElementById(figure));
    const element = place.shadowRoot ?? place;
    const text = (/** @type {string} */ selector) => element.querySelector(selector)?.textContent ?? '';
    const controls = [...element.querySelectorAll('input')].map((input) => {
      const key = /** @type {HTMLElement | null} */ (input.closest('[data-key]'))?.dataset.key;
      return `${key} ${input.type} ${input.value}${input.checked ? ' checked' : ''}`;
    });
    return { headline: text('.figure-headline'), sentence: text('.figure-sentence'), controls };
  }, id);
}

/**
 * What is shown and what is behind it, to the last digit.
 * @param {Ui} ui
 * @param {string} id
 */
export const whole = async (ui, id) => ({
  state: await stateOf(ui, id),
  reading: await reading(ui, id),
  numbers: await ui.evaluate((figure) => /** @type {any} */ (document.getElementById(figure)).numbers, id),
});

/** @typedef {Awaited<ReturnType<typeof whole>>} Whole */

/**
 * A figure as it starts and after one interaction, which is the same wherever the figure stands.
 * @param {Ui} ui
 * @param {string} id
 * @returns {Promise<{ start: Whole, changed: Whole }>}
 */
export async function startAndChanged(ui, id) {
  await alive(ui, id);
  const start = await whole(ui, id);
  await changeFirstControl(ui, id);
  return { start, changed: await whole(ui, id) };
}

/**
 * Finds the handle on a chart that stands at a fraction of its width, by moving the mouse down there.
 * @param {Ui} ui
 * @param {string} chart selector
 * @param {number} x
 * @returns {Promise<import('./ui/ui.js').Point>} a place from which it can be dragged, as fractions
 */
export async function findHandle(ui, chart, x) {
  for (let y = 0.98; y > 0; y -= 0.06) {
    await ui.hover(chart, { x, y });
    if (await ui.count('.chart-over-handle') > 0) return { x, y };
  }
  throw new Error(`${ui.engine}: no handle on ${chart} at ${x} of its width`);
}

/**
 * The places of a chart from which the mouse can drag something, on a grid finer than a handle, as fractions of its box.
 * @param {Ui} ui @param {string} chart selector @returns {Promise<import('./ui/ui.js').Point[]>}
 */
export function handlePlaces(ui, chart) {
  return ui.evaluate((query) => {
    const element = document.querySelector(query);
    const { left, top, width, height } = element.getBoundingClientRect();
    const places = [];
    for (let x = 10; x < width; x += 20) {
      for (let y = 10; y < height; y += 20) {
        element.dispatchEvent(new PointerEvent('pointermove', { pointerType: 'mouse', clientX: left + x, clientY: top + y, bubbles: true }));
        if (element.matches('.chart-over-handle')) places.push({ x: x / width, y: y / height });
      }
    }
    return places;
  }, chart);
}

/** The keys that change a control, by its kind; more than one where it may stand at an end. */
const keys = /** @type {Record<string, string[]>} */ ({
  range: ['ArrowRight', 'ArrowLeft'], number: ['ArrowUp', 'ArrowDown'], radio: ['ArrowRight'], checkbox: ['Space'],
  textarea: ['x'], 'select-one': ['ArrowDown'], button: ['Enter'],
});

/**
 * Changes the first control of a figure that can change its state, with the keyboard alone.
 * @param {Ui} ui
 * @param {string} id
 */
export async function changeFirstControl(ui, id) {
  const start = await stateOf(ui, id);
  const kinds = await ui.evaluate((figure) => {
    const element = /** @type {HTMLElement} */ (document.getElementById(figure));
    const controls = [...(element.shadowRoot ?? element).querySelectorAll('button, input, select, textarea')].filter((control) =>
      !control.closest('.figure-actions, .figure-table') && control.checkVisibility({ visibilityProperty: true }) && !control.matches(':disabled'));
    controls.forEach((control, k) => control.setAttribute('data-nth', String(k)));
    return controls.map((control) => /** @type {HTMLInputElement} */ (control).type);
  }, id);
  for (const [k, kind] of kinds.entries()) {
    for (const key of keys[kind] ?? keys.button) {
      // As Ui.focus, but into a shadow root too.
      if (ui.parent) await ui.parent.ui.focus(ui.parent.selector);
      await ui.waitFor((figure, nth) => {
        const element = /** @type {HTMLElement} */ (document.getElementById(figure));
        const control = /** @type {HTMLElement} */ ((element.shadowRoot ?? element).querySelector(`[data-nth="${nth}"]`));
        control.focus();
        return control.matches(':focus');
      }, id, k);
      await ui.press(key);
      await ui.drawn();
      if (JSON.stringify(await stateOf(ui, id)) !== JSON.stringify(start)) return;
    }
  }
  throw new Error(`${id}: no control changes the state from the keyboard`);
}
