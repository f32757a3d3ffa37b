/** The Belgian calls: points dragged, chosen and typed; the noise changed. Numbers: the fits named in the engine's test. */
import { alive, stateOf } from '../figure.js';
import { expect, test } from '../fixtures.js';
import { onPlot } from '../plot.js';

const LINES = '#outliers [data-chart="lines"]';
const field = (/** @type {string} */ key) => `#outliers [data-key="${key}"] input[type="number"]`;
const headline = '#outliers .figure-headline';
/** Where a point stands in the plot, as shares of its axes. @param {number} year @param {number} calls */
const share = (year, calls) => ({ x: (year - 1949.5) / 24, y: (calls + 20) / 260 });

test.beforeEach(async ({ ui, servers }) => {
  await ui.goto(`${servers.site}embed/outliers.html`);
  await alive(ui, 'outliers');
});

test('the noise changes the line: 5.04, 3.90, 1.40 and 1.76', async ({ ui }) => {
  for (const [noise, slope] of [['huber', '3.90'], ['laplace', '1.40'], ['student-t', '1.76'], ['gaussian', '5.04']]) {
    await ui.click(`#outliers [data-key="noise"] input[value="${noise}"]`);
    await ui.drawn();
    expect(await ui.text(headline)).toContain(` ${slope} `);
  }
});

test('the mouse drags a point that was not chosen, and undo takes it back', async ({ ui }) => {
  await ui.drag(LINES, await onPlot(ui, LINES, share(1969, 212)), await onPlot(ui, LINES, share(1969, 28)));
  const state = await stateOf(ui, 'outliers');
  expect(state).toMatchObject({ point: 20, year: 1969 });
  expect(Math.abs(state.calls - 28)).toBeLessThan(6);
  await new Promise((done) => { setTimeout(done, 600); }); // drags that follow at once are one step of undo
  await ui.drag(LINES, await onPlot(ui, LINES, share(1950, 4.4)), await onPlot(ui, LINES, share(1950, 150)));
  const second = await stateOf(ui, 'outliers');
  expect(second).toMatchObject({ point: 1, year: 1950 });
  expect(second.points).toContain(`_1969-${state.calls}_`);
  expect(Math.abs(second.calls - 150)).toBeLessThan(6);
  await ui.click('#outliers [data-action="undo"]');
  expect(await stateOf(ui, 'outliers')).toEqual(state);
});

test('points that are added one after the other stand apart', async ({ ui }) => {
  for (let i = 0; i < 16; i++) {
    await ui.click('#outliers [data-action="add"]');
    await ui.drawn();
  }
  const { points } = await stateOf(ui, 'outliers');
  const places = points.split('_');
  expect(places).toHaveLength(40);
  expect(new Set(places).size).toBe(40);
});

test('a finger drags a point', async ({ ui }) => {
  await ui.swipe(LINES, await onPlot(ui, LINES, share(1964, 119)), await onPlot(ui, LINES, share(1964, 40)));
  const state = await stateOf(ui, 'outliers');
  expect(state.point).toBe(15);
  expect(Math.abs(state.calls - 40)).toBeLessThan(6);
});

test('by keyboard: choose a point, move it, choose another', async ({ ui }) => {
  await ui.focus('#outliers [data-key="point"] input[type="range"]');
  await ui.press('ArrowLeft');
  expect(await stateOf(ui, 'outliers')).toMatchObject({ point: 19, year: 1968, calls: 182, points: '' });
  await ui.focus('#outliers [data-key="calls"] input[type="range"]');
  await ui.press('ArrowLeft');
  expect((await stateOf(ui, 'outliers')).calls).toBeCloseTo(181.9, 9);
  await ui.fill(field('calls'), '26.5');
  await ui.fill(field('point'), '20');
  await ui.drawn();
  expect(await stateOf(ui, 'outliers')).toMatchObject({ point: 20, calls: 212, points: expect.stringContaining('_1968-26.5_') });
  await ui.click('#outliers [data-action="put-back"]');
  await ui.drawn();
  expect(await stateOf(ui, 'outliers')).toMatchObject({ point: 20, calls: 212, points: '' });
  expect(await ui.text(headline)).toContain(' 5.04 ');
});

test('a press on a point chooses it, where it stands', async ({ ui }) => {
  await ui.click(LINES, await onPlot(ui, LINES, share(1960, 13.5)));
  expect(await stateOf(ui, 'outliers')).toMatchObject({ point: 11, year: 1960, calls: 13.5, points: '' });
});

test('with the switch on, a press on an empty place adds a point; it is taken back, and can be dragged', async ({ ui }) => {
  await ui.click('#outliers [data-key="adding"] input');
  await ui.drawn();
  await ui.click(LINES, await onPlot(ui, LINES, share(1953, 150)));
  const { point, year, calls } = await stateOf(ui, 'outliers');
  expect({ point, year }).toEqual({ point: 25, year: 1953 });
  expect(Math.abs(calls - 150)).toBeLessThan(3);
  await ui.drawn();
  expect(await ui.text('#outliers .figure-sentence')).toContain('Point 25 (1953');
  await ui.click('#outliers [data-action="undo"]');
  expect(await stateOf(ui, 'outliers')).toMatchObject({ point: 20, points: '', adding: true });
  await ui.drawn();
  await ui.click(LINES, await onPlot(ui, LINES, share(1953, 150)));
  await ui.drawn();
  await ui.drag(LINES, await onPlot(ui, LINES, share(1953, 150)), await onPlot(ui, LINES, share(1956, 60)));
  expect(await stateOf(ui, 'outliers')).toMatchObject({ point: 25, year: 1956 });
});

test('by keyboard: add a point, move it, take it away; the last point is the last that can be chosen', async ({ ui }) => {
  await ui.focus('#outliers [data-action="add"]');
  await ui.press('Enter');
  await ui.drawn();
  expect(await stateOf(ui, 'outliers')).toMatchObject({ point: 25, year: 1962, calls: 105 });
  await ui.fill(field('calls'), '0');
  await ui.fill(field('year'), '1973');
  await ui.fill(field('point'), '26');
  expect(await ui.text('#outliers [data-key="point"] .control-error')).toContain('at most 25');
  await ui.press('Tab');
  await ui.focus('#outliers [data-key="point"] input[type="range"]');
  await ui.press('Home');
  await ui.press('End');
  expect(await stateOf(ui, 'outliers')).toMatchObject({ point: 25, year: 1973, calls: 0 });
  await ui.focus('#outliers [data-action="remove"]');
  await ui.press('Enter');
  await ui.drawn();
  expect(await stateOf(ui, 'outliers')).toMatchObject({ point: 24, year: 1973, calls: 29, points: '' });
  expect(await ui.text(headline)).toContain(' 5.04 ');
});

test('a finger adds a point', async ({ ui }) => {
  await ui.click('#outliers [data-key="adding"] input');
  await ui.drawn();
  await ui.tap(LINES, await onPlot(ui, LINES, share(1953, 150)));
  await ui.waitFor(() => document.querySelector('#outliers').state.point === 25);
});

test('nonsense in a field is refused where it stands', async ({ ui }) => {
  for (const [key, text] of [['calls', '-1'], ['point', '0'], ['year', '1949']]) {
    await ui.fill(field(key), text);
    expect(await ui.text(`#outliers [data-key="${key}"] .control-error`)).toContain('number from');
    await ui.press('Tab');
  }
  expect(await stateOf(ui, 'outliers')).toMatchObject({ point: 20, year: 1969, calls: 212 });
});
