/** Every figure under a stream of random actions from a seed: whatever is pressed, set, typed or dragged, the page stays sound. */
import { figureIds, looksLong, NOT_LOOKED_AT } from './dist.js';
import { alive, stateOf } from './figure.js';
import { expect, test } from './fixtures.js';
import { faultsOf, NONSENSE } from './sound.js';

/** @typedef {import('./ui/ui.js').Ui} Ui */
/** @typedef {{ nth: number, type: string, min: number, max: number, key: string | null }} Target */

const SEED = 20260101;

/** Mulberry32: the same stream for the same seed. @param {number} seed */
function stream(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Marks what can be acted on, and tells of it. @param {Ui} ui @param {string} id @returns {Promise<{ targets: Target[], charts: number }>} */
const findTargets = (ui, id) => ui.evaluate((figure) => {
  const element = /** @type {HTMLElement} */ (document.getElementById(figure));
  element.querySelectorAll('[data-random]').forEach((old) => old.removeAttribute('data-random'));
  const shown = [...element.querySelectorAll('button, input, select, textarea')].filter((control) =>
    control.checkVisibility({ visibilityProperty: true }) && !control.matches(':disabled, [data-download]'));
  element.querySelectorAll('.chart').forEach((chart, k) => chart.setAttribute('data-random-chart', String(k)));
  return {
    charts: element.querySelectorAll('.chart').length,
    targets: shown.map((control, nth) => {
      control.setAttribute('data-random', String(nth));
      const { type, min, max } = /** @type {HTMLInputElement} */ (control);
      return { nth, type, min: Number(min), max: Number(max), key: control.closest('[data-key]')?.getAttribute('data-key') ?? null };
    }),
  };
}, id);

/** One act. @param {Ui} ui @param {string} id @param {() => number} random @returns {Promise<string>} what was done */
async function act(ui, id, random) {
  const { targets, charts } = await findTargets(ui, id);
  const between = (/** @type {number} */ from, /** @type {number} */ to) => from + (to - from) * random();
  const one = (/** @type {readonly any[]} */ list) => list[Math.floor(random() * list.length)];
  if (charts > 0 && random() < 0.25) {
    const chart = `#${id} [data-random-chart="${Math.floor(random() * charts)}"]`;
    const place = () => ({ x: between(0.02, 0.98), y: between(0.05, 0.95) });
    const [from, to] = [place(), place()];
    const gesture = one(['drag', 'swipe', 'tap']);
    await (gesture === 'drag' ? ui.drag(chart, from, to) : gesture === 'swipe' ? ui.swipe(chart, from, to) : ui.tap(chart, from));
    return `${gesture} ${chart} ${JSON.stringify([from, to])}`;
  }
  /** @type {Target} */
  const target = one(targets);
  const selector = `#${id} [data-random="${target.nth}"]`;
  const what = `${target.type} ${target.key ?? target.nth}`;
  if (target.type === 'range') {
    if (random() < 0.3) {
      const key = one(['ArrowLeft', 'ArrowRight', 'Shift+ArrowRight', 'Home', 'End', 'PageUp', 'Control+z']);
      await ui.focus(selector);
      await ui.press(key);
      return `${what} ${key}`;
    }
    const value = String(random() < 0.2 ? one([target.min, target.max]) : between(target.min, target.max));
    await ui.fill(selector, value);
    return `${what} = ${value}`;
  }
  if (['number', 'text', 'textarea'].includes(target.type)) {
    const text = random() < 0.5 && target.type === 'number' ? between(target.min, target.max).toPrecision(4) : one(NONSENSE);
    await ui.focus(selector);
    await ui.press('Control+a');
    await (text === '' ? ui.press('Delete') : ui.type(text));
    return `${what} typed “${text}”`;
  }
  const finger = random() < 0.3;
  await (finger ? ui.tap(selector) : ui.click(selector));
  return `${finger ? 'tap' : 'press'} ${what}`;
}

/** Between two looks at the address. */
const OFTEN = 20;

/**
 * The address holds the state: opened anew it gives the same. The page is then the new one.
 * @param {Ui} ui @param {string} id @param {string} page @param {number} done how many acts, so that no two addresses are alike
 */
async function addressAgrees(ui, id, page, done) {
  // A tap is a click a moment later, a descent walks on, and the address is written a moment after the last change.
  let state;
  do {
    state = await stateOf(ui, id);
    await ui.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 500); }));
  } while (JSON.stringify(state) !== JSON.stringify(await stateOf(ui, id)));
  const hash = await ui.evaluate(() => location.hash);
  await ui.goto(`${page}?${done}${hash}`);
  await alive(ui, id);
  expect(await stateOf(ui, id)).toEqual(state);
  expect(await ui.text(`#${id} .figure-notice`)).toBe('');
}

for (const id of figureIds) {
  test(`random actions: ${id}`, async ({ ui, servers, engine }) => {
    test.skip(!looksLong(engine, id), NOT_LOOKED_AT);
    test.slow();
    const actions = process.env.MLE_TEST_ALL ? 200 : 60;
    const random = stream([...id].reduce((seed, letter) => Math.imul(seed, 31) + letter.charCodeAt(0), SEED));
    const page = `${servers.site}embed/${id}.html`;
    await ui.goto(page);
    await alive(ui, id);
    /** @type {string[]} */
    const done = [];
    for (let i = 0; i < actions; i++) {
      done.push(await act(ui, id, random));
      const faults = await faultsOf(ui, id);
      expect(faults, `after ${done.length} actions, the last of them ${done.slice(-6).join('; ')}`).toEqual([]);
      if (done.length % OFTEN === 0) await addressAgrees(ui, id, page, done.length);
    }
  });
}
