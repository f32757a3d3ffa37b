/** The lesson on paper: figures whole, on the page and readable; on the screen again afterwards. */
import { figures } from '../../web/figures/registry.js';
import { figureIds } from './dist.js';
import { alive } from './figure.js';
import { expect, test } from './fixtures.js';

/** A4 less its margins, in CSS pixels. */
const PAPER = { width: 658, height: 980 };

/** @param {import('./ui/ui.js').Ui} ui @returns {Promise<{ width: number, height: number, dots: number }[]>} of each canvas, what it was drawn for */
const drawn = (ui) => ui.evaluate(() => [...document.querySelectorAll('.chart canvas')].map((element) => {
  const canvas = /** @type {HTMLCanvasElement} */ (element);
  const [width, height] = [parseFloat(canvas.style.width), parseFloat(canvas.style.height)];
  return { width, height, dots: canvas.width / width };
}));

test('charts are drawn for paper, and for the screen again', async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/bell-curve.html`);
  await alive(ui, 'bell-curve');
  await ui.drawn(); // a chart looks at its box once more in its first frame
  const before = await drawn(ui);
  expect(before[0].width).toBeGreaterThan(800);
  await ui.evaluate(() => dispatchEvent(new Event('beforeprint')));
  for (const { width, dots } of await drawn(ui)) {
    expect(width).toBeLessThanOrEqual(640.5);
    expect(dots).toBeGreaterThanOrEqual(1.99);
  }
  await ui.evaluate(() => dispatchEvent(new Event('afterprint')));
  expect(await drawn(ui)).toEqual(before);
});

/** Where something is hidden until it was sought, with a state in which a learner may print. */
const HUNTS = [
  ...figures.filter(({ plotted }) => plotted).map(({ id }) => ({ id, query: '' })),
  { id: 'ladder', query: 'guess=0.6' }, { id: 'sigma-matters', query: 'step=free' },
];

test('paper shows what a learner uncovers, and the screen hides it again', async ({ ui, servers }) => {
  test.slow();
  for (const { id, query } of HUNTS) {
    await ui.goto(`${servers.site}embed/${id}.html${query ? `#v1/${id}?${query}` : ''}`);
    await alive(ui, id);
    await ui.drawn();
    const shown = () => ui.evaluate((figure) => {
      const element = /** @type {any} */ (document.getElementById(figure));
      const says = [...element.querySelectorAll('.chart-picture')].map((picture) => picture.getAttribute('aria-label')).join(' ');
      return { says, sentence: element.querySelector('.figure-sentence').textContent, state: element.state, hash: location.hash,
        undo: element.querySelector('[data-action="undo"]').getAttribute('aria-disabled') };
    }, id);
    const before = await shown();
    await ui.evaluate(() => dispatchEvent(new Event('beforeprint')));
    const paper = await shown();
    // The pictures' own words: of a part of a curve, or of all of it.
    if (!query.startsWith('guess')) expect(before.says, id).toMatch(/drawn only/);
    expect(paper.says, id).not.toMatch(/drawn only/);
    expect(paper.sentence, id).not.toMatch(/^Where|Find the|You pinned 0\.40/);
    expect({ ...paper, says: '', sentence: '' }).toEqual({ ...before, says: '', sentence: '' });
    await ui.evaluate(() => dispatchEvent(new Event('afterprint')));
    await ui.drawn();
    expect(await shown(), id).toEqual(before);
  }
});

test('nothing runs over the paper or out of its box', async ({ ui, servers }) => {
  test.skip(ui.engine !== 'chromium', 'the others do not show a page as it prints');
  await ui.goto(servers.site);
  for (const id of figureIds) await alive(ui, id);
  await ui.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await ui.setMedia('print');
  await ui.resize(PAPER.width, PAPER.height);
  await ui.drawn();
  const wrong = await ui.evaluate((width) => {
    const box = (/** @type {Element} */ element) => element.getBoundingClientRect();
    const seen = (/** @type {Element} */ element) => box(element).width > 0 && box(element).height > 0;
    const charts = [...document.querySelectorAll('.chart')].filter(seen).filter((chart) => {
      const [inner, outer] = [box(/** @type {Element} */ (chart.querySelector('canvas'))), box(chart)];
      return inner.right > outer.right + 1 || inner.bottom > outer.bottom + 1 || outer.right > width + 1;
    });
    const over = [...document.querySelectorAll('main p, main h2, main table, .figure, .katex-display')].filter(seen).filter((element) => box(element).right > width + 1);
    const controls = [...document.querySelectorAll('.figure-controls, .figure-actions, .contents')].filter(seen);
    const high = [...document.querySelectorAll('mle-figure')].filter((figure) => box(figure).height > 980);
    return {
      charts: charts.map((chart) => chart.closest('mle-figure')?.id), over: over.map((element) => element.outerHTML.slice(0, 120)),
      controls: controls.length, high: high.map(({ id }) => id),
    };
  }, PAPER.width);
  // The table of noise models is longer than a page: its rows stay whole.
  expect(wrong).toEqual({ charts: [], over: [], controls: 0, high: ['noise-table'] });
});
