/** What every figure can do, tested on each in its embed: keyboard, reset, undo, data table. */
import { figureIds } from './dist.js';
import { alive, drawn, reading, stateOf } from './figure.js';
import { expect, test } from './fixtures.js';

/** @typedef {import('./ui/ui.js').Ui} Ui */

/** @param {Ui} ui @param {import('./server.js').Servers} servers @param {string} id */
async function open(ui, servers, id) {
  await ui.goto(`${servers.site}embed/${id}.html`);
  await alive(ui, id);
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
async function changeFirstControl(ui, id) {
  const start = await stateOf(ui, id);
  const kinds = await ui.evaluate((figure) => {
    const controls = [...document.querySelectorAll(`#${figure} :is(button, input, select, textarea)`)].filter((control) =>
      !control.closest('.figure-actions, .figure-table') && control.checkVisibility({ visibilityProperty: true }) && !control.matches(':disabled'));
    controls.forEach((control, k) => control.setAttribute('data-nth', String(k)));
    return controls.map((control) => /** @type {HTMLInputElement} */ (control).type);
  }, id);
  for (const [k, kind] of kinds.entries()) {
    for (const key of keys[kind] ?? keys.button) {
      await ui.focus(`#${id} [data-nth="${k}"]`);
      await ui.press(key);
      await drawn(ui);
      if (JSON.stringify(await stateOf(ui, id)) !== JSON.stringify(start)) return;
    }
  }
  throw new Error(`${id}: no control changes the state from the keyboard`);
}

/** @param {Ui} ui @param {string} id @param {'undo' | 'reset' | 'table'} action */
async function act(ui, id, action) {
  await ui.click(`#${id} .figure-actions [data-action="${action}"]`);
  await drawn(ui);
}

for (const id of figureIds) {
  test(`reset and undo: ${id}`, async ({ ui, servers }) => {
    await open(ui, servers, id);
    const both = async () => ({ state: await stateOf(ui, id), reading: await reading(ui, id) });
    const start = await both();
    await changeFirstControl(ui, id);
    const changed = await both();
    expect(changed.state).not.toEqual(start.state);

    await act(ui, id, 'reset');
    expect(await both()).toEqual(start);
    await act(ui, id, 'undo');
    expect(await both()).toEqual(changed);
    await act(ui, id, 'undo');
    expect(await both()).toEqual(start);
    await act(ui, id, 'undo'); // nothing left to take back
    expect(await both()).toEqual(start);
  });

  test(`data table: ${id}`, async ({ ui, servers }) => {
    await open(ui, servers, id);
    const table = () => ui.evaluate((figure) => {
      const region = /** @type {HTMLElement} */ (document.querySelector(`#${figure} .figure-table`));
      const cells = (/** @type {Element} */ row) => [...row.children].map((cell) => (cell.textContent ?? '').trim());
      return {
        shown: region.checkVisibility(),
        caption: region.querySelector('caption')?.textContent ?? '',
        head: [...region.querySelectorAll('thead tr')].map(cells),
        rows: [...region.querySelectorAll('tbody tr')].map(cells),
      };
    }, id);
    expect((await table()).shown).toBe(false);
    await act(ui, id, 'table');
    const { shown, caption, head, rows } = await table();
    expect(shown).toBe(true);
    expect(caption).toMatch(/\S/);
    expect(head).toHaveLength(1);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row).toHaveLength(head[0].length);
      expect(row.join(' ')).not.toMatch(/NaN|undefined|null|\[object/);
    }
    await act(ui, id, 'table');
    expect((await table()).shown).toBe(false);
  });

  test(`arrow keys on the first range: ${id}`, async ({ ui, servers }) => {
    await open(ui, servers, id);
    const range = `#${id} .control-range:not([hidden]) input[type="range"]`;
    test.skip(await ui.count(range) === 0, 'this figure has no range');
    const key = await ui.evaluate((query) => /** @type {HTMLElement} */ (
      document.querySelector(query).closest('[data-key]')).dataset.key, range);
    const now = async () => {
      await drawn(ui);
      return {
        position: Number(await ui.value(range)),
        value: (await stateOf(ui, id))[key],
        field: Number(await ui.value(`#${id} [data-key="${key}"] input[type="number"]`)),
      };
    };
    await ui.focus(range);
    const start = await now();
    await ui.press('ArrowLeft');
    const left = await now();
    expect(left.position).toBeLessThan(start.position);
    expect(left.value).toBeLessThan(start.value);
    expect(left.field).toBeCloseTo(left.value, 6);
    await ui.press('ArrowRight');
    expect(await now()).toEqual(start);
    await ui.press('End');
    expect((await now()).value).toBeGreaterThan(start.value);
  });
}
