/** The notebook widget with a stand-in for the notebook's model, to the anywidget contract: the state goes both ways. */
import { expect, test } from './fixtures.js';
import { clickIn, textIn } from './hosted.js';

/** @typedef {import('./ui/ui.js').Ui} Ui */

/** @param {Ui} ui @param {Record<string, string>} values */
async function show(ui, values) {
  await ui.waitFor(() => 'show' in window);
  await ui.evaluate((all) => /** @type {any} */ (window).show(all), values);
  await ui.waitFor(() => {
    const figure = document.querySelector('mle-figure');
    if (figure instanceof HTMLElement) figure.id = 'widget';
    return figure instanceof HTMLElement && figure.dataset.status === 'alive';
  });
}
const kernel = (/** @type {Ui} */ ui) => ui.evaluate(() => /** @type {any} */ (window).model.kernel);

test('the kernel’s state is shown, the reader’s goes to the kernel', async ({ ui, servers }) => {
  await ui.goto(`${servers.harness}widget.html`);
  await show(ui, { name: 'bernoulli-nll', state: 'y=0&p=0.02', theme: 'dark', hide: 'clip', lock: 'y' });
  const state = () => ui.evaluate(() => /** @type {any} */ (document.querySelector('mle-figure')).state);
  expect(await state()).toMatchObject({ p: 0.02, y: 0 });
  expect(await ui.evaluate(() => getComputedStyle(/** @type {Element} */ (document.querySelector('mle-figure')?.shadowRoot?.querySelector('mle-root'))).backgroundColor)).toBe('rgb(21, 24, 29)');
  // Nothing was changed: nothing is sent, though the text form has an order of its own.
  expect(await kernel(ui)).toEqual([]);

  await clickIn(ui, 'widget', '[data-key="p"] [data-step="1"]');
  await expect.poll(() => kernel(ui)).toEqual([{ state: 'p=0.0201&y=0' }]);

  await ui.evaluate(() => /** @type {any} */ (window).model.set('state', 'p=0.5&y=0&unit=bits'));
  await ui.drawn();
  expect(await state()).toMatchObject({ p: 0.5, unit: 'bits' });
  expect(await textIn(ui, 'widget', '.figure-value')).toBe('1.000');
  await ui.evaluate(() => /** @type {any} */ (window).model.set('hide', 'clip,unit'));
  await ui.waitFor(() => document.querySelector('mle-figure')?.shadowRoot?.querySelector('[data-key="unit"]')?.hasAttribute('hidden'));
  await ui.waitFor(() => /** @type {any} */ (document.querySelector('mle-figure')).dataset.status === 'alive');
  expect(await state()).toMatchObject({ p: 0.5, unit: 'bits' });
});

test('a name alone is enough; a damaged state is the start; cleaned up, nothing listens', async ({ ui, servers }) => {
  await ui.goto(`${servers.harness}widget.html`);
  await show(ui, { name: 'coin-flips', state: 'p=javascript:alert(1)' });
  expect(await ui.evaluate(() => /** @type {any} */ (document.querySelector('mle-figure')).state.p)).toBe(0.4);
  expect(await textIn(ui, 'widget', '.figure-notice')).toContain('state: p');
  await ui.evaluate(() => {
    /** @type {any} */ (document.querySelector('mle-figure')).set({ p: 0.9 });
    /** @type {any} */ (window).away();
  });
  await ui.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 300); }));
  expect(await ui.count('mle-figure')).toBe(0);
  expect(await ui.evaluate(() => /** @type {any} */ (window).model.heard)).toBe(0);
  expect(await kernel(ui)).toEqual([]);
});

test('a model that can neither save nor stop telling, as MyST’s, troubles nobody', async ({ ui, servers }) => {
  await ui.goto(`${servers.harness}widget.html`);
  await show(ui, { name: 'bernoulli-nll', state: 'p=0.02&y=0' });
  await ui.evaluate(() => {
    const refuse = () => { throw new Error('not implemented yet'); };
    Object.assign(/** @type {any} */ (window).model, { save_changes: refuse, off: refuse });
  });
  await clickIn(ui, 'widget', '[data-key="p"] [data-step="1"]');
  await expect.poll(() => ui.evaluate(() => /** @type {any} */ (window).model.get('state'))).toBe('p=0.0201&y=0');
  await ui.evaluate(() => /** @type {any} */ (window).away());
  expect(await ui.count('mle-figure')).toBe(0);
});
