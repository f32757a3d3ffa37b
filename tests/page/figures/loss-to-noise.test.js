/** From loss to noise: handles that bend the loss, losses by name, a prediction before the noise is shown. */
import { alive, stateOf } from '../figure.js';
import { expect, test } from '../fixtures.js';
import { onPlot } from '../plot.js';

const chart = (/** @type {string} */ id) => `#loss-to-noise [data-chart="${id}"]`;
const headline = '#loss-to-noise .figure-headline';
const sentence = '#loss-to-noise .figure-sentence';
/** @param {number} r @param {number} loss */
const place = (r, loss) => ({ x: (r + 6) / 12, y: loss / 9 });
/** The n-th answer of the question that is asked now. @param {number} n */
const answer = (n) => `#loss-to-noise [data-key="verdict"]:not([hidden]) label:nth-child(${n}) input`;
/** @param {string} loss */
const radio = (loss) => `#loss-to-noise [data-key="loss"] input[value="${loss}"]`;

test.beforeEach(async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/loss-to-noise.html`);
  await alive(ui, 'loss-to-noise');
});

test('the mouse pulls an outer handle down to its neighbour: no density', async ({ ui }) => {
  expect(await ui.text(headline)).toMatch(/exp\(−loss\) 2$/);
  await ui.drag(chart('loss'), await onPlot(ui, chart('loss'), place(3, 3)), await onPlot(ui, chart('loss'), place(3, 1)));
  await ui.drawn();
  expect((await stateOf(ui, 'loss-to-noise')).h6).toBeCloseTo(1, 0);
  expect(await ui.text(headline)).toMatch(/infinite no density$/);
  expect(await ui.text(sentence)).toMatch(/^Beyond r = 3 the loss never rises again/);
});

test('a finger bends the loss, and the page does not scroll', async ({ ui }) => {
  await ui.swipe(chart('loss'), await onPlot(ui, chart('loss'), place(-3, 3)), await onPlot(ui, chart('loss'), place(-3, 6)));
  await ui.drawn();
  expect((await stateOf(ui, 'loss-to-noise')).h0).toBeCloseTo(6, 0);
});

test('the keyboard bends it too; nonsense is refused', async ({ ui }) => {
  await ui.focus('#loss-to-noise [data-key="h3"] input[type="range"]');
  await ui.press('End');
  await ui.drawn();
  expect((await stateOf(ui, 'loss-to-noise')).h3).toBe(9);
  for (const bad of ['-1', '99', '']) {
    await ui.fill('#loss-to-noise [data-key="h3"] input[type="number"]', bad);
    await ui.drawn();
    expect(await ui.text('#loss-to-noise [data-key="h3"] .control-error')).toContain('a number from 0 to 9');
  }
});

test('a named loss asks first, then shows; another loss asks again', async ({ ui }) => {
  await ui.click(radio('clipped'));
  await ui.drawn();
  expect(await ui.text(headline)).toMatch(/\?$/);
  await ui.click(answer(1));
  await ui.drawn();
  expect(await ui.text(sentence)).toMatch(/^Not so\. Beyond \|r\| = 2\.00 the loss stays at 4.*no noise on the whole real line has this loss/);
  await ui.click(radio('squared'));
  await ui.drawn();
  expect(await ui.text(headline)).toMatch(/\?$/);
  await ui.click(answer(1));
  await ui.drawn();
  expect(await ui.text(headline)).toMatch(/1\.772$/);
  expect(await ui.text(sentence)).toContain('Gaussian');
});

test('a handle on a named loss bends it', async ({ ui }) => {
  await ui.click(radio('absolute'));
  await ui.drawn();
  await ui.drag(chart('loss'), await onPlot(ui, chart('loss'), place(2, 2)), await onPlot(ui, chart('loss'), place(2, 5)));
  const state = await stateOf(ui, 'loss-to-noise');
  expect(state).toMatchObject({ loss: 'bent', h0: 3, h3: 0, h6: 3 });
  expect(state.h5).toBeCloseTo(5, 0);
});

test('hinge: Z moves with the prediction', async ({ ui }) => {
  await ui.click(radio('hinge'));
  await ui.drawn();
  expect(await ui.text(headline)).toMatch(/0\.736$/);
  await ui.fill('#loss-to-noise [data-key="f"] input[type="number"]', '1');
  await ui.drawn();
  expect(await ui.text(headline)).toMatch(/1\.135$/);
  await ui.click(answer(2));
  await ui.drawn();
  expect(await ui.text(sentence)).toMatch(/^Right\. .*it depends on the prediction/);
  await ui.tap(chart('normaliser'), await onPlot(ui, chart('normaliser'), { x: 0.25, y: 0.2 }));
  expect((await stateOf(ui, 'loss-to-noise')).f).toBeCloseTo(-1.5, 1);
});
