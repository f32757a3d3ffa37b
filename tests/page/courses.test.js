/** web/COURSES.md and the README: each text that a teacher copies is pasted as it stands, with the address of this site in place of the stand-in. */
import { WIDTH } from '../../web/build/heights.js';
import { declared, pasted, printed } from './course-texts.js';
import { alive, stateOf } from './figure.js';
import { expect, test } from './fixtures.js';
import { fitted } from './frames.js';

/** Fonts and a sentence's last line: what does not fit scrolls in the frame. */
const SHARE = 0.06;

/** The figure of a pasted page gets an id, as alive and stateOf look for one. @param {import('./ui/ui.js').Ui} ui */
const named = (ui) => ui.evaluate(() => { /** @type {Element} */ (document.querySelector('mle-figure')).id = 'figure'; });

test('iframe: alive, in its state, and as high as its figure', async ({ ui, servers }) => {
  await ui.goto(servers.page(pasted(printed('Iframe', 'html'), servers), { elsewhere: true }));
  const frame = await ui.frame('iframe');
  await alive(frame, 'bernoulli-nll');
  expect((await stateOf(frame, 'bernoulli-nll')).p).toBe(0.02);
  await frame.waitFor(() => Math.abs(innerHeight - document.documentElement.getBoundingClientRect().height) <= 1);
});

test('the README’s iframe: alive, as high as its figure; where no script is allowed, high enough', async ({ ui, servers }) => {
  const text = pasted(printed('Three ways to use the lesson', 'html', 'README.md'), servers);
  await ui.goto(servers.page(`<div style="width: ${WIDTH}px">${text}</div>`, { elsewhere: true }));
  const frame = await ui.frame('iframe');
  await alive(frame, 'bernoulli-nll');
  const height = await fitted(frame);
  await ui.goto(servers.page(`<div style="width: ${WIDTH}px">${text.replace(/<script.*<\/script>/, '')}</div>`, { elsewhere: true }));
  const alone = await ui.frame('iframe');
  await alive(alone, 'bernoulli-nll');
  expect(Math.abs(await alone.evaluate(() => innerHeight) / height - 1)).toBeLessThan(SHARE);
});

test('script tag, its events and its styles', async ({ ui, servers }) => {
  const script = printed('Script tag', 'js');
  const listener = `<script>window.heard = []; console.log = (...all) => heard.push(all.join(' '));\n${script}</script>`;
  const style = `<style>${printed('Script tag', 'css')}</style>`;
  await ui.goto(servers.page(pasted(`${style}${listener}${printed('Script tag', 'html')}`, servers)));
  await named(ui);
  await alive(ui, 'figure');
  expect(await stateOf(ui, 'figure')).toMatchObject({ p: 0.02, y: 0 });
  const promised = script.split('\n').filter((line) => line.includes('console.log')).map((line) => line.split(' // ')[1]);
  await ui.evaluate(() => /** @type {any} */ (document.getElementById('figure')).set({ p: 0.03 }));
  await ui.drawn();
  const heard = await ui.evaluate(() => /** @type {any} */ (window).heard);
  expect(heard).toEqual(promised);
  expect(Math.abs(Number(heard[2]) + Math.log1p(-0.03))).toBeLessThan(1e-16);
  const width = await ui.evaluate(() => /** @type {Element} */ (document.getElementById('figure')?.shadowRoot?.querySelector('.figure')).getBoundingClientRect().width);
  expect(width).toBeLessThanOrEqual(46 * 16);
});

/** What a notebook sends to the widget: by the names and values that the cell declares. @param {import('./ui/ui.js').Ui} ui @param {string} module @param {unknown} values */
async function notebook(ui, module, values) {
  await ui.waitFor(`async () => {
    const { default: widget } = await import(${JSON.stringify(module)});
    const values = ${JSON.stringify(values)};
    const el = document.body.appendChild(document.createElement('div'));
    widget.render({ el, model: { get: (key) => values[key], set() {}, save_changes() {}, on() {}, off() {} } });
    return true;
  }`);
  await ui.waitFor(() => document.querySelector('mle-figure') !== null);
  await named(ui);
  await alive(ui, 'figure');
  expect(await stateOf(ui, 'figure')).toMatchObject({ p: 0.02, y: 0 });
}

test('a notebook’s cell: its Python runs, and what it declares shows the figure', async ({ ui, servers }, testInfo) => {
  const { module, values } = declared(servers, testInfo.outputPath('stand-ins'));
  await ui.goto(servers.page(''));
  await notebook(ui, module, values);
});

test('MyST: the directive’s module and body show the figure', async ({ ui, servers }) => {
  const [, module, body] = /^```\{anywidget\} (\S+)\n([\s\S]*?)\n```$/.exec(pasted(printed('Notebooks', 'md'), servers).trim()) ?? [];
  await ui.goto(servers.page(''));
  await notebook(ui, module, JSON.parse(body));
});
