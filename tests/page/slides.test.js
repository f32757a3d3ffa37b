/** Figures on reveal.js's slides: arrow keys are the slides' until a figure is entered, and a scaled slide is pointed at rightly. */
import { alive, stateOf } from './figure.js';
import { expect, test } from './fixtures.js';
import { focusIn } from './hosted.js';

/** @param {import('./server.js').Servers} servers */
const slides = ({ site }) => `<link rel="stylesheet" href="/reveal.js/reveal.css">
<div class="reveal"><div class="slides">
<section><mle-figure id="figure" name="bernoulli-nll"></mle-figure></section>
<section><iframe title="figure" src="${site}embed/bernoulli-nll.html" width="900" height="600"></iframe></section>
<section>The end</section>
</div></div>
<script src="/reveal.js/reveal.js"></script>
<script>Reveal.initialize({ transition: 'none', width: 960, height: 1100 });</script>
<script src="${site}mle-figures.js"></script>`;

const slide = (/** @type {import('./ui/ui.js').Ui} */ ui) => ui.evaluate(() => /** @type {any} */ (window).Reveal.getIndices().h);
const RANGE = '[data-key="p"] input[type="range"]';

test.beforeEach(async ({ ui, servers }) => {
  await ui.goto(servers.page(slides(servers)));
  await ui.waitFor(() => /** @type {any} */ (window).Reveal.isReady());
  await alive(ui, 'figure');
});

test('arrow keys: the slides’, and the figure’s once it is entered', async ({ ui }) => {
  await ui.press('ArrowRight');
  expect(await slide(ui)).toBe(1);
  await ui.press('ArrowLeft');
  expect(await slide(ui)).toBe(0);
  const { p } = await stateOf(ui, 'figure');
  await focusIn(ui, 'figure', RANGE);
  await ui.press('ArrowRight');
  expect((await stateOf(ui, 'figure')).p).toBeGreaterThan(p);
  expect(await slide(ui)).toBe(0);
});

test('in a frame too', async ({ ui }) => {
  await ui.press('ArrowRight');
  const frame = await ui.frame('iframe');
  await alive(frame, 'bernoulli-nll');
  const { p } = await stateOf(frame, 'bernoulli-nll');
  await frame.focus(`#bernoulli-nll ${RANGE}`);
  await frame.press('ArrowRight');
  expect((await stateOf(frame, 'bernoulli-nll')).p).toBeGreaterThan(p);
  expect(await slide(ui)).toBe(1);
});

/** In the middle of the chart, as it stands: reveal.js takes back what scrolls its slides. @param {import('./ui/ui.js').Ui} ui */
async function pressChart(ui) {
  const { left, top, width, height } = await ui.evaluate(() => {
    const chart = document.getElementById('figure')?.shadowRoot?.querySelector('[data-chart="loss"]');
    return /** @type {Element} */ (chart).getBoundingClientRect().toJSON();
  });
  await ui.mouse([{ x: Math.round(left + 0.6 * width), y: Math.round(top + 0.5 * height) }]);
  await ui.drawn();
}

test('a press lands where it is made, however the slide is scaled', async ({ ui }) => {
  await ui.resize(1280, 1000);
  await ui.waitFor(() => /** @type {any} */ (window).Reveal.getScale() > 0.85);
  await ui.drawn();
  await pressChart(ui);
  const { p } = await stateOf(ui, 'figure');
  expect(Math.abs(p - 0.6)).toBeLessThan(0.1);
  const before = await ui.evaluate(() => document.getElementById('figure')?.getBoundingClientRect().width);
  await ui.evaluate(() => {
    /** @type {any} */ (document.getElementById('figure')).set({ p: 0.1 });
    /** @type {any} */ (window).Reveal.configure({ width: 960, height: 2000 });
  });
  await ui.waitFor((was) => /** @type {HTMLElement} */ (document.getElementById('figure')).getBoundingClientRect().width < 0.9 * was, before);
  await ui.waitFor(() => /** @type {any} */ (document.getElementById('figure')).state.p === 0.1);
  await pressChart(ui);
  expect(Math.abs((await stateOf(ui, 'figure')).p - p)).toBeLessThan(0.01);
});
