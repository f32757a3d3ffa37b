/** Data are changed in the table too: the same checks as beside the chart, by keyboard alone, one step of undo. */
import { alive, stateOf } from './figure.js';
import { expect, test } from './fixtures.js';

/** @typedef {import('./ui/ui.js').Ui} Ui */

/** @param {string} id @param {number} row from 1 @param {number} column from 1 */
const cell = (id, row, column) => `#${id} .figure-table tbody tr:nth-child(${row}) td:nth-child(${column}) input`;

/** @param {Ui} ui @param {import('./server.js').Servers} servers @param {string} id */
async function open(ui, servers, id) {
  await ui.goto(`${servers.site}embed/${id}.html`);
  await alive(ui, id);
  await ui.click(`#${id} .figure-actions [data-action="table"]`);
  await ui.drawn();
}

test('a year of outliers is put right in the table, and taken back', async ({ ui, servers }) => {
  await open(ui, servers, 'outliers');
  // Without minutes in place of calls, 1969 would lie near the years around it: the line falls with it.
  const slope = async () => Number((await ui.text('#outliers .figure-headline .figure-value')).replace('−', '-'));
  expect(await slope()).toBeCloseTo(5.04, 2);
  await ui.fill(cell('outliers', 20, 3), '25');
  expect((await stateOf(ui, 'outliers')).calls).toBe(25);
  expect(await slope()).toBeLessThan(4.5);
  // The focus stays in the field that is typed in, and another row is another point.
  expect(await ui.evaluate((query) => document.activeElement === document.querySelector(query), cell('outliers', 20, 3))).toBe(true);
  await ui.press('Tab');
  await ui.fill(cell('outliers', 19, 3), '24');
  const { point, calls } = await stateOf(ui, 'outliers');
  expect({ point, calls }).toEqual({ point: 19, calls: 24 });
  expect(await ui.value(cell('outliers', 20, 3))).toBe('25');
});

test('what the fields beside the chart refuse, the table refuses, in the same words', async ({ ui, servers }) => {
  await open(ui, servers, 'outliers');
  const start = await stateOf(ui, 'outliers');
  const said = () => ui.text('#outliers .figure-table .control-error');
  for (const [column, text] of /** @type {const} */ ([[2, '2001'], [3, '-5'], [3, '']])) {
    await ui.fill(cell('outliers', 20, column), text);
    expect(await said()).toMatch(column === 2 ? /a whole number from 1950 to 1973/ : /a number from 0 to 230/);
  }
  await ui.fill(cell('outliers', 20, 3), '-5');
  await ui.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
  expect(await said()).toBe('');
  expect(await ui.value(cell('outliers', 20, 3))).toBe('212');
  expect(await stateOf(ui, 'outliers')).toEqual(start);
});

test('a measurement under the bell is changed in the table; Ctrl+Z after Enter takes it back', async ({ ui, servers }) => {
  await open(ui, servers, 'bell-curve');
  expect(await ui.value(cell('bell-curve', 2, 2))).toBe('-44');
  await ui.focus(cell('bell-curve', 2, 2));
  await ui.press('ArrowUp');
  await ui.drawn();
  expect(await ui.text('#bell-curve [data-point="2"]')).toMatch(/^−43/);
  await ui.press('Control+z');
  await ui.drawn();
  expect(await ui.text('#bell-curve [data-point="2"]')).toMatch(/^−44/);
  expect(await ui.value(cell('bell-curve', 2, 2))).toBe('-44');
  await ui.fill(cell('bell-curve', 2, 2), '61');
  expect(await ui.text('#bell-curve .figure-table .control-error')).toBe('A measurement is a number from −60 to 60.');
  // Each row's field follows the last one's.
  await ui.press('Tab');
  expect(await ui.evaluate((query) => document.activeElement === document.querySelector(query), cell('bell-curve', 3, 2))).toBe(true);
});
