/** The peak hunt: coins that turn, a curve drawn by going there, guesses scored, and no peak before it was sought. */
import { expect, test } from '../fixtures.js';

/** @typedef {import('../ui/ui.js').Ui} Ui */

const figure = '#coin-flips';
const state = (/** @type {Ui} */ ui) => ui.evaluate((query) => /** @type {any} */ (document.querySelector(query)).state, figure);
const headline = (/** @type {Ui} */ ui) => ui.text(`${figure} .figure-value`);
const sentence = (/** @type {Ui} */ ui) => ui.text(`${figure} .figure-sentence`);
const shows = (/** @type {Ui} */ ui, /** @type {RegExp} */ text) => expect.poll(() => sentence(ui)).toMatch(text);
const described = (/** @type {Ui} */ ui) =>
  ui.evaluate((query) => document.querySelector(`${query} .chart [role="img"]`)?.getAttribute('aria-label'), figure);

/** Opens the figure alone. @param {Ui} ui @param {import('../server.js').Servers} servers */
async function open(ui, servers) {
  await ui.goto(`${servers.site}embed/coin-flips.html`);
  await ui.waitFor((query) => /** @type {any} */ (document.querySelector(query))?.dataset.status === 'alive', figure);
}

test('coins turn by mouse, finger and keyboard, and the product follows', async ({ ui, servers }) => {
  await open(ui, servers);
  await ui.fill(`${figure} [data-key="p"] input[type="number"]`, '0.5');
  await expect.poll(() => headline(ui)).toBe('0.000977');
  expect(await ui.text(`${figure} .coin-cell:last-child .coin-product`)).toBe('0.000977');
  await ui.click(`${figure} [data-flip="2"]`);
  expect((await state(ui)).flips).toBe('1111101101');
  await ui.tap(`${figure} [data-flip="1"]`);
  await expect.poll(async () => (await state(ui)).flips).toBe('0111101101');
  await ui.focus(`${figure} [data-flip="10"]`);
  await ui.press('Enter');
  expect((await state(ui)).flips).toBe('0111101100');
  await expect.poll(() => ui.evaluate((query) => document.querySelector(`${query} [data-flip="10"]`)?.getAttribute('aria-label'), figure))
    .toBe('Flip 10: tails. Turn it to heads.');
});

test('a hunt: drag, commit, score, reveal', async ({ ui, servers }) => {
  await open(ui, servers);
  await ui.click(`${figure} [data-action="reveal"]`);
  expect((await state(ui)).revealed).toBe(false);
  await ui.click(`${figure} [data-key="area"] input`);
  expect((await state(ui)).area).toBe(false);
  expect(await described(ui)).toContain('drawn only at the 1 of 101 places');

  await ui.fill(`${figure} [data-key="p"] input[type="number"]`, '0.5');
  await ui.click(`${figure} [data-action="commit"]`);
  await shows(ui, /0\.823 nats .* 2\.28 times as probable/);
  await ui.focus(`${figure} [data-key="p"] input[type="range"]`);
  await ui.press('ArrowRight');
  expect((await state(ui)).p).toBe(0.51);
  await ui.click(`${figure} [data-action="reveal"]`);
  await shows(ui, /7\/10 = 0\.70.*0\.823 nats/);
  expect(await described(ui)).toContain('maximum at p = 7/10');
});

test('the marker is dragged with mouse and finger, and leaves its trail', async ({ ui, servers }) => {
  await open(ui, servers);
  await ui.drag(`${figure} .chart`, await grip(ui), { x: 0.6, y: 0.5 });
  const dragged = await state(ui);
  expect(dragged.p).toBeGreaterThan(0.45);
  expect(dragged.trail).toBe(`40-${Math.round(dragged.p * 100)}`);
  await ui.swipe(`${figure} .chart`, await grip(ui), { x: 0.3, y: 0.5 });
  await expect.poll(async () => (await state(ui)).p).toBeLessThan(0.35);
});

test('all heads: a new hunt, the maximum on the boundary', async ({ ui, servers }) => {
  await open(ui, servers);
  await ui.click(`${figure} [data-action="commit"]`);
  for (const flip of [2, 6, 9]) await ui.click(`${figure} [data-flip="${flip}"]`);
  const { flips, guesses, trail } = await state(ui);
  expect({ flips, guesses, trail }).toEqual({ flips: '1111111111', guesses: '', trail: '40' });
  await ui.focus(`${figure} [data-key="p"] input[type="range"]`);
  await ui.press('End');
  await ui.click(`${figure} [data-action="commit"]`);
  await shows(ui, /leaves no gap/);
  await ui.click(`${figure} [data-action="reveal"]`);
  await shows(ui, /boundary, p = heads\/n = 1\. The slope of L there is 10, not 0/);
});

test('the area under L: 1/1320 over p, 1/252 over the logit', async ({ ui, servers }) => {
  await open(ui, servers);
  await ui.click(`${figure} [data-action="commit"]`);
  await ui.click(`${figure} [data-action="reveal"]`);
  await ui.click(`${figure} [data-key="area"] input`);
  await expect.poll(() => headline(ui)).toBe('1/1320');
  await ui.click(`${figure} [data-key="axis"] input[value="logit"]`);
  await expect.poll(() => headline(ui)).toBe('1/252');
  await shows(ui, /0\.70 is logit 0\.847/);
});

test('undo takes back a turned coin with the hunt that it ended', async ({ ui, servers }) => {
  await open(ui, servers);
  await ui.click(`${figure} [data-action="commit"]`);
  const before = await state(ui);
  await ui.click(`${figure} [data-flip="2"]`);
  expect((await state(ui)).guesses).toBe('');
  await ui.click(`${figure} [data-action="undo"]`);
  expect(await state(ui)).toEqual(before);
});

test('nothing spills over at 360 px', async ({ ui, servers }) => {
  test.skip(ui.engine === 'webkit', 'its narrowest window is 447 px');
  await ui.resize(360, 640);
  await open(ui, servers);
  for (const p of ['0.07', '0.5', '0.99']) {
    await ui.fill(`${figure} [data-key="p"] input[type="number"]`, p);
    await expect.poll(async () => (await state(ui)).p).toBe(Number(p));
    const spills = await ui.evaluate((query) => {
      const products = [...document.querySelectorAll(`${query} .coin-product`)].map((product) => {
        const range = document.createRange();
        range.selectNodeContents(product);
        return range.getBoundingClientRect();
      });
      const touching = products.filter((box, i) => i % 5 > 0 && box.left < products[i - 1].right).length;
      return { touching, wide: document.documentElement.scrollWidth > innerWidth };
    }, figure);
    expect(spills).toEqual({ touching: 0, wide: false });
  }
});

/** Where the handle stands in the chart, as fractions; its place is known from the axis drawn. @param {Ui} ui */
async function grip(ui) {
  return ui.evaluate((query) => {
    const element = /** @type {any} */ (document.querySelector(query));
    const { width, height } = element.querySelector('.chart').getBoundingClientRect();
    const { p, flips } = element.state;
    const heads = [...flips].filter((flip) => flip === '1').length;
    // The plot: 62 px for the tick labels on the left, 14 px free on the right, 10 px above, about 50 px below.
    const likelihood = p ** heads * (1 - p) ** (flips.length - heads);
    return { x: (62 + p * (width - 76)) / width, y: (10 + (1 - likelihood / 0.0025) * (height - 62)) / height };
  }, figure);
}
