/** What every figure can do, tested on each in its embed: keyboard, reset, undo, Ctrl+Z after a press on a chart, data table. */
import { figureIds, looksLong, NOT_LOOKED_AT } from './dist.js';
import { alive, changeFirstControl, handlePlaces, reading, stateOf } from './figure.js';
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

/**
 * Minus and plus beside each number, and Shift for ten steps, from the first range's start.
 * @param {Ui} ui @param {string} id
 */
async function steppers(ui, id) {
  const control = `#${id} .control-range:not([hidden])`;
  if (await ui.count(control) === 0) return;
  await ui.click(`#${id} .figure-actions [data-action="reset"]`);
  const { key, step, log, min, max } = await ui.evaluate((query) => {
    const element = document.querySelector(query);
    const [range, field] = element.querySelectorAll('input');
    return { key: element.dataset.key, step: Number(field.step), log: range.max !== field.max, min: Number(field.min), max: Number(field.max) };
  }, control);
  const value = async () => (await stateOf(ui, id))[key];
  const start = await value();
  const button = (/** @type {number} */ direction) => `${control} .stepper[data-step="${direction}"]`;
  await ui.click(button(1));
  const up = await value();
  if (log) expect(up).toBeGreaterThan(start);
  else expect(up).toBeCloseTo(Math.min(max, start + step), 6);
  await ui.click(button(-1));
  expect(await value()).toBeCloseTo(start, 6);
  await ui.focus(`${control} input[type="range"]`);
  await ui.press('Shift+ArrowLeft');
  if (log) expect(await value()).toBeLessThan(start);
  else expect(await value()).toBeCloseTo(Math.max(min, start - 10 * step), 6);
  // At an end the button that leads beyond says so and does nothing.
  await ui.press('Home');
  await ui.drawn();
  const least = await value();
  expect(await ui.evaluate((query) => document.querySelector(query).getAttribute('aria-disabled'), button(-1))).toBe('true');
  await ui.click(button(-1));
  expect(await value()).toBe(least);
}

/**
 * A press on a chart, and a drag, are taken back with the keys alone, and the page does not scroll.
 * @param {Ui} ui @param {string} id
 */
async function undoKeysOnCharts(ui, id) {
  await act(ui, id, 'reset');
  const start = await stateOf(ui, id);
  const takenBack = async () => {
    const scrolled = await ui.evaluate(() => scrollY);
    await ui.press('Control+z');
    await ui.drawn();
    expect(await stateOf(ui, id)).toEqual(start);
    expect(await ui.evaluate(() => scrollY)).toBe(scrolled);
  };
  const charts = await ui.evaluate((figure) => [...document.querySelectorAll(`#${figure} .chart`)].map((chart) => chart.getAttribute('data-chart')), id);
  for (const name of charts) {
    const chart = `#${id} [data-chart="${name}"]`;
    await ui.click(chart, { x: 0.55, y: 0.4 });
    if (JSON.stringify(await stateOf(ui, id)) !== JSON.stringify(start)) await takenBack();
    const [from] = await handlePlaces(ui, chart);
    if (!from) continue;
    const to = { x: from.x < 0.5 ? from.x + 0.2 : from.x - 0.2, y: from.y < 0.5 ? from.y + 0.2 : from.y - 0.2 };
    await ui.drag(chart, from, to);
    expect(await stateOf(ui, id), `dragged on ${chart}`).not.toEqual(start);
    await takenBack();
  }
}

/**
 * In a number field Ctrl+Z is the browser's while text is typed; what was taken over is a step of the figure.
 * @param {Ui} ui @param {string} id
 */
async function undoKeysInField(ui, id) {
  const field = `#${id} .control-range:not([hidden]) input[type="number"]`;
  if (await ui.count(field) === 0) return;
  await act(ui, id, 'reset');
  const start = await stateOf(ui, id);
  await ui.focus(field);
  await ui.press('ArrowUp');
  expect(await stateOf(ui, id)).not.toEqual(start);
  await ui.press('Control+z');
  expect(await stateOf(ui, id)).toEqual(start);
  const most = await ui.evaluate((query) => document.querySelector(query).max, field);
  await ui.fill(field, most);
  await ui.press('Enter');
  const typed = await stateOf(ui, id);
  await ui.press('Control+z');
  expect(await stateOf(ui, id)).not.toEqual(typed);
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
    test.skip(!looksLong(ui.engine, id), NOT_LOOKED_AT);
    await ui.goto(`${servers.site}embed/${id}.html`);
    await alive(ui, id);
    await test.step('reset and undo', () => resetAndUndo(ui, id));
    await test.step('arrow keys on the first range', () => arrowKeys(ui, id));
    await test.step('steppers', () => steppers(ui, id));
    await test.step('Ctrl+Z after a press on a chart', () => undoKeysOnCharts(ui, id));
    await test.step('Ctrl+Z in a number field', () => undoKeysInField(ui, id));
    await test.step('data table', () => dataTable(ui, id));
  });
}
