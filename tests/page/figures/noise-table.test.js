/** The table of noise and loss: its rows, the row at work, the covered formulas. */
import { alive, stateOf } from '../figure.js';
import { expect, test } from '../fixtures.js';

const ID = 'noise-table';
/** @typedef {import('../ui/ui.js').Ui} Ui */

test.beforeEach(async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/${ID}.html`);
  await alive(ui, ID);
});

test.afterEach(async ({ ui }) => {
  expect(await ui.errors()).toMatchObject({ console: [], uncaught: [], violations: [] });
});

/** @param {Ui} ui */
async function given(ui) {
  await ui.drawn();
  return ui.evaluate((id) => [...document.querySelectorAll(`#${id} .noise-values-number`)].map((cell) => cell.textContent), ID);
}

test('a real table: ten noises, four libraries, the chosen row marked', async ({ ui }) => {
  expect(await ui.count(`#${ID} .noise-table tbody th[scope="row"]`)).toBe(10);
  expect(await ui.count(`#${ID} .noise-table thead th[scope="col"]`)).toBe(8);
  expect(await ui.text(`#${ID} .noise-table tr[aria-current] th`)).toBe('Gaussian');
  expect(await ui.text(`#${ID} .figure-value`)).toBe('1.044');
});

test('by keyboard: the next noise, with its numbers', async ({ ui }) => {
  await ui.focus(`#${ID} [data-key="noise"] input:checked`);
  await ui.press('ArrowRight');
  expect((await stateOf(ui, ID)).noise).toBe('laplace');
  expect(await given(ui)).toEqual(['0.500', '0.500', '0.500', '0.250', '1.193']);
  expect(await ui.text(`#${ID} .noise-table tr[aria-current] th`)).toBe('Laplace');
});

test('by touch and by typing: four functions, four answers at p = 0', async ({ ui }) => {
  await ui.tap(`#${ID} [data-key="noise"] input[value="bernoulli"]`);
  await ui.fill(`#${ID} [data-key="p"] input[type="number"]`, '0');
  expect(await given(ui)).toEqual(['100.000', '16.118', '36.044', 'infinite']);
  expect(await ui.text(`#${ID} .figure-value`)).toBe('infinite');
});

test('a slider changes the right numbers', async ({ ui }) => {
  await ui.fill(`#${ID} [data-key="scale"]:not([hidden]) input[type="range"]`, '2');
  expect(await given(ui)).toEqual(['0.250', '0.724', '1.643', '0.250', '0.250', '0.250', '0.250', '0.125']);
});

test('formulas are covered for eyes and ears alike, and uncovered', async ({ ui }) => {
  const shown = () => ui.evaluate((id) => [...document.querySelectorAll(`#${id} .noise-table-secret`)]
    .filter((part) => getComputedStyle(part).visibility === 'visible').length, ID);
  const all = await shown();
  expect(all).toBeGreaterThan(30);
  await ui.click(`#${ID} [data-key="cover"] input`);
  await ui.drawn();
  expect(await shown()).toBe(0);
  await ui.click(`#${ID} [data-action="reset"]`);
  await ui.drawn();
  expect(await shown()).toBe(all);
});

test('only the chosen row says what each function keeps, until every row is asked for', async ({ ui }) => {
  const open = () => ui.evaluate((id) => [...document.querySelectorAll(`#${id} .noise-table tr[data-noise]`)]
    .filter((row) => row.querySelector('.noise-table-detail').checkVisibility()).map((row) => row.dataset.noise), ID);
  expect(await open()).toEqual(['gaussian']);
  await ui.click(`#${ID} [data-key="noise"] input[value="poisson"]`);
  await ui.drawn();
  expect(await open()).toEqual(['poisson']);
  await ui.click(`#${ID} [data-key="full"] input`);
  await ui.drawn();
  expect(await open()).toHaveLength(10);
});

test('on a narrow screen each row is a card, whose cells have names and fit', async ({ ui }) => {
  await ui.resize(460, 800);
  await ui.drawn();
  expect(await ui.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  const { over, names } = await ui.evaluate((id) => {
    const region = /** @type {Element} */ (document.querySelector(`#${id} .noise-table-scroll`));
    const cells = [...region.querySelectorAll('tr[aria-current] td')];
    // Firefox gives the rule's own attr(data-column).
    const nameOf = (/** @type {Element} */ cell) => getComputedStyle(cell, '::before').content.replace('attr(data-column)', `"${cell.getAttribute('data-column')}"`);
    return { over: region.scrollWidth - region.clientWidth, names: cells.map(nameOf) };
  }, ID);
  expect(over).toBeLessThanOrEqual(0);
  expect(names).toEqual(expect.arrayContaining(['"Loss"', '"PyTorch"', '"JAX / Optax"']));
});

test('a function’s name stands on one line; on a phone only the chosen row is open', async ({ ui, engine }) => {
  test.skip(engine === 'webkit', 'has no window as narrow as a phone');
  const lines = () => ui.evaluate((id) => [...document.querySelectorAll(`#${id} .noise-table code`)]
    .filter((name) => name.checkVisibility()).map((name) => name.getClientRects().length), ID);
  const wide = await lines();
  expect(wide.length).toBeGreaterThan(30);
  expect(Math.max(...wide)).toBe(1);
  await ui.resize(360, 640);
  await ui.drawn();
  expect((await lines()).length).toBe(8);
  await ui.click(`#${ID} [data-key="full"] input`);
  await ui.drawn();
  expect((await lines()).length).toBe(wide.length);
});

test('a noise with a shape brings its own control, and says where a library has nothing', async ({ ui }) => {
  await ui.click(`#${ID} [data-key="noise"] input[value="asymmetric-laplace"]`);
  await ui.fill(`#${ID} [data-key="tau"] input[type="number"]`, '0.5');
  expect(await given(ui)).toEqual(['0.250', '0.250']);
  expect(await ui.text(`#${ID} tr[aria-current] .noise-table-none`)).toBe('none');
});
