/** Screen readers hear the figure's sentence when the learner pauses: soon after a key, not at every step of a drag. */
import { alive, findHandle, stateOf } from './figure.js';
import { expect, test } from './fixtures.js';

const FIGURE = '#bernoulli-nll';
const LIVE = `${FIGURE} .visually-hidden[role="status"]`;
const RANGE = `${FIGURE} [data-key="p"] input[type="range"]`;

test.beforeEach(async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/bernoulli-nll.html`);
  await alive(ui, 'bernoulli-nll');
});

test('after a key the sentence is said', async ({ ui }) => {
  expect(await ui.text(LIVE)).toBe('');
  await ui.focus(RANGE);
  await ui.press('ArrowLeft');
  await ui.drawn();
  const sentence = await ui.text(`${FIGURE} .figure-sentence`);
  await ui.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 1500); }));
  expect(await ui.text(LIVE)).toBe(sentence);
});

test('during a drag nothing is said; after it, the last sentence alone', async ({ ui }) => {
  const chart = `${FIGURE} .chart`;
  const start = await stateOf(ui, 'bernoulli-nll');
  // Half way along the plot, which is not where the handle stands: it comes to the press.
  await ui.click(chart, { x: 0.5, y: 0.5 });
  await ui.waitFor((live) => document.querySelector(live).textContent !== '', LIVE);
  const from = await findHandle(ui, chart, 0.5);
  // Steps of a hand that takes longer than the pause, as the chart hears them, and every word that is said.
  const said = await ui.evaluate(async (figure, live, at) => {
    const box = document.querySelector(`${figure} .chart`);
    const { left, top, width, height } = box.getBoundingClientRect();
    const words = [];
    const watch = new MutationObserver(() => words.push(document.querySelector(live).textContent));
    watch.observe(document.querySelector(live), { childList: true, characterData: true, subtree: true });
    const send = (type, x, buttons) => box.dispatchEvent(new PointerEvent(type, {
      pointerType: 'touch', isPrimary: true, pointerId: 77, button: 0, buttons, bubbles: true, clientX: left + x * width, clientY: top + at.y * height,
    }));
    box.setPointerCapture = () => {};
    send('pointerdown', at.x, 1);
    for (let i = 1; i <= 20; i++) {
      send('pointermove', at.x + i * 0.01, 1);
      await new Promise((resolve) => { setTimeout(resolve, 60); });
    }
    const during = words.length;
    send('pointerup', at.x + 0.2, 0);
    await new Promise((resolve) => { setTimeout(resolve, 1500); });
    watch.disconnect();
    return { during, words };
  }, FIGURE, LIVE, from);
  expect(await stateOf(ui, 'bernoulli-nll')).not.toEqual(start);
  expect(said).toEqual({ during: 0, words: [await ui.text(`${FIGURE} .figure-sentence`)] });
});
