/** The product dies (or bursts) at the observation where its format says, in the page as in the core. */
import { expect, test } from '../fixtures.js';

/** @typedef {import('../ui/ui.js').Ui} Ui */

const figure = '#underflow';
const n = `${figure} [data-key="n"] input[type="number"]`;
const gauge = (/** @type {Ui} */ ui, /** @type {string} */ name) => ui.text(`${figure} [data-gauge="${name}"] .gauge-value`);
const sentence = (/** @type {Ui} */ ui) => ui.text(`${figure} .figure-sentence`);

/** Opens the figure alone. @param {Ui} ui @param {import('../server.js').Servers} servers */
async function open(ui, servers) {
  await ui.goto(`${servers.site}embed/underflow.html`);
  await ui.waitFor((query) => /** @type {any} */ (document.querySelector(query))?.dataset.status === 'alive', figure);
}

test('a fair coin: float32 is exactly 0 from 150, float64 from 1,075, the sum goes on', async ({ ui, servers }) => {
  await open(ui, servers);
  await ui.fill(n, '149');
  await expect.poll(() => gauge(ui, 'float32')).toBe('1.4 × 10⁻⁴⁵');
  await ui.click(`${figure} [data-action="add-1"]`);
  await expect.poll(() => gauge(ui, 'float32')).toBe('exactly 0');
  expect(await ui.text(`${figure} [data-gauge="float32"] .gauge-note`)).toBe('since flip 150');
  await ui.fill(n, '1074');
  await expect.poll(() => gauge(ui, 'float64')).toBe('4.94 × 10⁻³²⁴');
  await ui.tap(`${figure} [data-action="add-1"]`);
  await expect.poll(() => gauge(ui, 'float64')).toBe('exactly 0');
  expect(await gauge(ui, 'log')).toBe('−745.1 nats');
});

test('the dead product has no answer, the log curve has one', async ({ ui, servers }) => {
  await open(ui, servers);
  expect(await sentence(ui)).not.toContain('best');
  await ui.click(`${figure} [data-action="add-1000"]`);
  await ui.focus(`${figure} [data-key="ask"] input`);
  await ui.press('Space');
  await expect.poll(() => sentence(ui)).toMatch(/float32 product has no answer: 201 of 201 values tie at exactly 0\. The log curve says p = 0\.\d{3}/);
});

test('a narrow Gaussian overflows', async ({ ui, servers }) => {
  await open(ui, servers);
  await ui.click(`${figure} [data-key="model"] input[value="gaussian"]`);
  await ui.fill(n, '300');
  await expect.poll(() => gauge(ui, 'float32')).toBe('Infinity');
  expect(await gauge(ui, 'float64')).toBe('Infinity');
  expect(await sentence(ui)).toContain('overflowed to Infinity');
});

test('the slider steps by one at the start and ends at 5,000', async ({ ui, servers }) => {
  await open(ui, servers);
  await ui.focus(`${figure} [data-key="n"] input[type="range"]`);
  await ui.press('ArrowRight');
  expect(await ui.value(n)).toBe('11');
  await ui.press('End');
  await expect.poll(() => ui.value(n)).toBe('5000');
  await ui.click(`${figure} [data-action="add-100"]`);
  expect(await ui.value(n)).toBe('5000');
});
