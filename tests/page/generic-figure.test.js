/** What every figure can do, tested on each in its embed: keyboard, reset, undo, data table. */
import { figureIds } from './dist.js';
import { alive, changeFirstControl, reading, stateOf } from './figure.js';
import { expect, test } from './fixtures.js';

/** @typedef {import('./ui/ui.js').Ui} Ui */

/** @param {Ui} ui @param {string} id @param {'undo' | 'reset' | 'table'} action */
async function act(ui, id, action) {
  await ui.click(`#${id} .figure-actions [data-action="${action}"]`);
  await ui.drawn();
}

/**
 * Reset and undo, from the start state to the start state.
 * @param {Ui} ui
 * @param {string} id
 */
async function resetAndUndo(ui, id) {
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
}

/** @param {Ui} ui @param {string} id */
async function arrowKeys(ui, id) {
  const range = `#${id} .control-range:not([hidden]) input[type="range"]`;
  if (await ui.count(range) === 0) return; // a figure without a range
  const key = await ui.evaluate((query) => document.querySelector(query).closest('[data-key]').dataset.key, range);
  const now = async () => {
    await ui.drawn();
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
}

/** @param {Ui} ui @param {string} id */
async function dataTable(ui, id) {
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
}

for (const id of figureIds) {
  test(`keyboard, reset, undo, data table: ${id}`, async ({ ui, servers }) => {
    await ui.goto(`${servers.site}embed/${id}.html`);
    await alive(ui, id);
    await test.step('reset and undo', () => resetAndUndo(ui, id));
    await test.step('arrow keys on the first range', () => arrowKeys(ui, id));
    await test.step('data table', () => dataTable(ui, id));
  });
}
