/** No text lies on another or is cut off: in the document and on canvases, at the widths that readers have, light, dark and zoomed. */
import { FEW } from './dist.js';
import { alive } from './figure.js';
import { expect, test } from './fixtures.js';
import { mouseAway, openPanels, revealAll } from './states.js';
import { textFaults, watchCanvases } from './texts.js';

/** @typedef {import('./ui/ui.js').Ui} Ui */

/** In each palette, so that each chart is drawn anew at this width. @param {Ui} ui @param {string} id @param {string} where @param {('light' | 'dark')[]} schemes */
async function faultsIn(ui, id, where, schemes) {
  const wrong = [];
  for (const scheme of schemes) {
    await ui.setScheme(scheme);
    await ui.drawn();
    const { faults } = await ui.evaluate(textFaults, id);
    wrong.push(...faults.map((/** @type {string} */ fault) => `${where}, ${scheme}: ${fault}`));
  }
  return wrong;
}

/** At 200 % a window shows half as many of the page's pixels. */
const WINDOWS = [360, 768, 1440].flatMap((width) => (width > 360 ? [1, 2] : [1]).map((zoom) => ({ width, zoom })));

/**
 * The figure's page in a frame as wide as a window would be: WebKit has no window as narrow as a phone's. Chromium draws
 * what is zoomed finer, too.
 * @param {Ui} ui @param {Ui} frame @param {number} width @param {number} zoom
 */
async function lookThrough(ui, frame, width, zoom) {
  if (ui.engine === 'chromium') await /** @type {any} */ (ui).zoom(1440, 900, zoom);
  // Where a scroll bar takes room of its own, the frame grows by it.
  const taken = await frame.evaluate(() => innerWidth - document.documentElement.clientWidth);
  await ui.evaluate((across) => document.querySelector('iframe')?.setAttribute('width', across), width / zoom + taken);
  await frame.waitFor((across) => document.documentElement.clientWidth === across, width / zoom);
}

/** The same with the reading cursor at some places of each chart. @param {Ui} frame @param {string} id @param {string} where */
async function faultsWhileReading(frame, id, where) {
  const charts = await frame.evaluate((figure) => [...document.querySelectorAll(`#${figure} .chart`)]
    .filter((chart) => chart.checkVisibility())
    .map((chart) => ({ chart: chart.getAttribute('data-chart'), curves: chart.querySelector('.chart-cursor:not([hidden])') !== null })), id);
  const wrong = [];
  for (const { chart, curves } of charts) {
    await mouseAway(frame, id);
    await frame.drawn();
    const { canvasTexts: unread } = await frame.evaluate(textFaults, id);
    let most = 0;
    for (const across of [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]) {
      await frame.hover(`#${id} [data-chart="${chart}"]`, { x: across, y: 0.5 });
      await frame.drawn();
      const { faults, canvasTexts } = await frame.evaluate(textFaults, id);
      most = Math.max(most, canvasTexts - unread);
      wrong.push(...faults.map((/** @type {string} */ fault) => `${where}, read at ${across} of ${chart}: ${fault}`));
    }
    if (curves && most === 0) wrong.push(`${where}: nothing can be read on ${chart}`);
  }
  await mouseAway(frame, id);
  return wrong;
}

for (const id of FEW) {
  test(`no text overlaps or is cut off: ${id}`, async ({ ui, servers }) => {
    test.slow();
    await ui.goto(servers.host(`${servers.site}embed/${id}.html`, { width: 1440 }));
    const frame = await ui.frame('iframe');
    await alive(frame, id);
    await frame.evaluate(watchCanvases);
    const wrong = [];
    for (const opened of [false, true]) {
      if (opened) {
        await revealAll(frame, id);
        await openPanels(frame, id);
      }
      for (const { width, zoom } of WINDOWS) {
        await lookThrough(ui, frame, width, zoom);
        const where = `${width} px${zoom === 1 ? '' : ` at ${100 * zoom} %`}, ${opened ? 'opened' : 'start'}`;
        wrong.push(...await faultsIn(frame, id, where, zoom === 1 ? ['light', 'dark'] : ['light']));
      }
      await lookThrough(ui, frame, 768, 1);
      wrong.push(...await faultsWhileReading(frame, id, opened ? 'opened' : 'start'));
    }
    const { texts, canvasTexts } = await frame.evaluate(textFaults, id);
    const canvases = await frame.count(`#${id} canvas`);
    expect(texts).toBeGreaterThan(10);
    expect(canvasTexts).toBeGreaterThanOrEqual(4 * canvases);
    expect(wrong).toEqual([]);
  });
}

test('what looks for such texts finds them', async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/bernoulli-nll.html`);
  await alive(ui, 'bernoulli-nll');
  await ui.evaluate(watchCanvases);
  await ui.setScheme('dark');
  await ui.setScheme('light');
  await ui.drawn();
  expect((await ui.evaluate(textFaults, 'bernoulli-nll')).faults).toEqual([]);
  await ui.evaluate(() => {
    const [canvas] = document.querySelectorAll('#bernoulli-nll canvas');
    const context = /** @type {HTMLCanvasElement} */ (canvas).getContext('2d');
    context.fillText('planted one', 200, 100);
    context.save();
    context.translate(205, 102);
    context.fillText('planted two', 0, 0);
    context.restore();
    context.fillText('planted beyond', canvas.clientWidth - 10, 60);
    const sentence = /** @type {HTMLElement} */ (document.querySelector('#bernoulli-nll .figure-sentence'));
    const over = document.createElement('span');
    over.textContent = 'planted over the sentence';
    over.style.position = 'absolute';
    sentence.prepend(over);
    const title = /** @type {HTMLElement} */ (document.querySelector('#bernoulli-nll .figure-title'));
    title.style.overflow = 'hidden';
    title.style.whiteSpace = 'nowrap';
    title.style.width = '3em';
  });
  const { faults } = await ui.evaluate(textFaults, 'bernoulli-nll');
  for (const fault of [/planted one.*planted two/, /off the canvas.*planted beyond/, /planted over the sentence.*overlap/, /cut off by figure-title/]) {
    expect(faults.join('\n')).toMatch(fault);
  }
});
