/** No text lies on another or is cut off: in the document and on canvases, at the widths that readers have, light, dark and zoomed. */
import { FEW } from './dist.js';
import { alive } from './figure.js';
import { expect, test } from './fixtures.js';
import { openPanels, revealAll } from './states.js';
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

/** WebKit's window is not as narrow as the first, and Chromium alone can be told of a zoom. @param {Ui} ui */
const windowsOf = (ui) => [360, 768, 1440].filter((width) => ui.engine !== 'webkit' || width > 447)
  .flatMap((width) => [{ width, zoom: 1 }, ...(ui.engine === 'chromium' && width > 360 ? [{ width, zoom: 2 }] : [])]);

for (const id of FEW) {
  test(`no text overlaps or is cut off: ${id}`, async ({ ui, servers }) => {
    test.slow();
    await ui.goto(`${servers.site}embed/${id}.html`);
    await alive(ui, id);
    await ui.evaluate(watchCanvases);
    const wrong = [];
    for (const opened of [false, true]) {
      if (opened) {
        await revealAll(ui, id);
        await openPanels(ui, id);
      }
      for (const { width, zoom } of windowsOf(ui)) {
        if (zoom === 1) await ui.resize(width, 900);
        else await /** @type {any} */ (ui).zoom(width, 900, zoom);
        const where = `${width} px${zoom === 1 ? '' : ` at ${100 * zoom} %`}, ${opened ? 'opened' : 'start'}`;
        wrong.push(...await faultsIn(ui, id, where, zoom === 1 ? ['light', 'dark'] : ['light']));
      }
    }
    const { texts, canvasTexts } = await ui.evaluate(textFaults, id);
    const canvases = await ui.count(`#${id} canvas`);
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
