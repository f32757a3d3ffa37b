/** Formula, number and control are one: what a prose link or a control is about is marked in the figure. */
import { alive } from './figure.js';
import { expect, test } from './fixtures.js';

/** @typedef {import('./ui/ui.js').Ui} Ui */

/** @param {Ui} ui @param {string} id */
const named = (ui, id) => ui.evaluate((figure) => [...document.querySelectorAll(`#${figure} .named`)]
  .map((element) => element.getAttribute('data-key') ?? element.textContent), id);

test('a verb in the prose, pointed at or focused, marks what it will change', async ({ ui, servers }) => {
  await ui.goto(servers.site);
  await alive(ui, 'coin-flips');
  await alive(ui, 'ladder');
  await ui.focus('a.act[data-set="p=0.5"]');
  expect(await named(ui, 'coin-flips')).toEqual(['p']);
  await ui.focus('a.act[data-set="flips=1111111111"]');
  expect(await named(ui, 'coin-flips')).toEqual(['flips']);
  await ui.focus('a.act[data-figure="ladder"]');
  expect(await named(ui, 'coin-flips')).toEqual([]);
  const [first, ...rest] = await named(ui, 'ladder');
  expect(first).toBe('step');
  expect(rest).toContain('p');
  await ui.hover('a.act[data-set="p=0.9"]');
  expect(await named(ui, 'coin-flips')).toEqual(['p']);
});

test('a control that is touched marks its symbol in the formulas', async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/noise-to-loss.html`);
  await alive(ui, 'noise-to-loss');
  await ui.focus('#noise-to-loss [data-key="scale"]:not([hidden]) input[type="range"]');
  const marked = await named(ui, 'noise-to-loss');
  expect(marked.length).toBeGreaterThan(3);
  expect(new Set(marked)).toEqual(new Set(['σ']));
  // The formulas stay while their numbers change, and with them the marks.
  await ui.press('ArrowRight');
  await ui.drawn();
  expect(await named(ui, 'noise-to-loss')).toEqual(marked);
  await ui.focus('#noise-to-loss [data-key="constants"] input');
  expect(await named(ui, 'noise-to-loss')).toEqual([]);
});
