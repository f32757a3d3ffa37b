/** Frames of one figure and one group show one state; nobody else can put one in. */
import { alive, stateOf } from './figure.js';
import { expect, test } from './fixtures.js';
import { fitScript, frameTo } from './frames.js';

/** @typedef {import('./ui/ui.js').Ui} Ui */

const ID = 'bernoulli-nll';

/** @param {Ui} frame @param {number} p */
const shows = (frame, p) => frame.waitFor((value) => /** @type {any} */ (document.querySelector('mle-figure')).state?.p === value, p);
/** @param {Ui} frame @param {object} changes */
const set = (frame, changes) => frame.evaluate((state) => /** @type {any} */ (document.querySelector('mle-figure')).set(state), changes);
const start = async (/** @type {Ui} */ frame) => (await stateOf(frame, ID)).p;

for (const [form, attributes] of [['plain', ''], ['sandboxed', 'sandbox="allow-scripts"']]) {
  test(`frames of a group move together, others stay: ${form}`, async ({ ui, servers }) => {
    const to = (/** @type {string} */ name, id = ID) => `${servers.site}embed/${id}.html?group=${name}`;
    await ui.goto(servers.page([
      frameTo(to('coin'), `class="a" ${attributes}`), frameTo(to('coin'), `class="b" ${attributes}`),
      frameTo(to('other'), `class="c" ${attributes}`), frameTo(to('coin', 'gradients'), `class="d" ${attributes}`), fitScript(servers),
    ].join('\n'), { elsewhere: true }));
    const [a, b, c] = [await ui.frame('.a'), await ui.frame('.b'), await ui.frame('.c')];
    const d = await ui.frame('.d');
    for (const frame of [a, b, c]) await alive(frame, ID);
    await alive(d, 'gradients');
    const [before, gradients] = [await start(c), await stateOf(d, 'gradients')];

    await set(a, { p: 0.125, y: 0 });
    await shows(b, 0.125);
    expect(await stateOf(b, ID)).toEqual(await stateOf(a, ID));
    await set(b, { p: 0.75 });
    await shows(a, 0.75);
    // A whole state is passed on: what went back to its start goes back there too.
    await a.evaluate(() => /** @type {any} */ (document.querySelector('[data-action="reset"]')).click());
    await shows(b, before);
    expect(await stateOf(b, ID)).toEqual(await stateOf(a, ID));
    expect(await start(c)).toBe(before);
    expect(await stateOf(d, 'gradients')).toEqual(gradients);
    // What was passed on can be taken back where it arrived, a step of its own after half a second.
    await ui.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 600); }));
    await set(a, { p: 0.25 });
    await shows(b, 0.25);
    await b.evaluate(() => /** @type {any} */ (document.querySelector('[data-action="undo"]')).click());
    await shows(a, before);
  });
}

test('a frame that loads later shows what its group shows; one that is gone is missed by nobody', async ({ ui, servers }) => {
  const src = `${servers.site}embed/${ID}.html?group=coin`;
  await ui.goto(servers.page(`${frameTo(src, 'class="a"')}<div id="later"></div>${fitScript(servers)}`));
  const a = await ui.frame('.a');
  await alive(a, ID);
  await ui.waitFor(() => 'mleEmbed' in window);
  await set(a, { p: 0.0625 });
  const add = (/** @type {string} */ name) => ui.evaluate((html) => {
    const place = /** @type {HTMLElement} */ (document.getElementById('later'));
    place.innerHTML = html;
  }, frameTo(src, `class="${name}"`));
  await add('b');
  await shows(await ui.frame('.b'), 0.0625);
  await add('c');
  const c = await ui.frame('.c');
  await shows(c, 0.0625);
  await set(a, { p: 0.5 });
  await shows(c, 0.5);
});

test('a state counts only from the page around, and only where it is one', async ({ ui, servers }) => {
  const src = `${servers.site}embed/${ID}.html?group=coin`;
  // A neighbour that reaches for the figure's window directly, and one that speaks to the page as if it were a figure.
  const forged = JSON.stringify({ type: 'mle:state', version: 1, id: ID, group: 'coin', query: 'p=0.9' });
  const neighbour = servers.page(`<script>
    setInterval(() => { parent.frames[0].postMessage(${forged}, '*'); parent.postMessage(${forged}, '*'); }, 20);
  </script>`, { elsewhere: true });
  await ui.goto(servers.page(`${frameTo(src, 'class="a"')}${frameTo(neighbour, 'class="n"')}${fitScript(servers)}`));
  const a = await ui.frame('.a');
  await alive(a, ID);
  const before = await stateOf(a, ID);
  await ui.frame('.n');
  await ui.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 300); }));
  expect(await stateOf(a, ID)).toEqual(before);

  // The page itself: what is no state of this figure and this group leaves it as it stands.
  await set(a, { p: 0.125 });
  const moved = await stateOf(a, ID);
  await ui.evaluate((message) => {
    const { contentWindow } = /** @type {HTMLIFrameElement} */ (document.querySelector('.a'));
    const queries = ['p=7', 'p=', '__proto__=1', 'p=javascript:alert(1)', '<img src=x onerror=alert(1)>=1', `p=${'9'.repeat(1e6)}`, 7, null, ['p=0.5'], {}];
    for (const query of queries) contentWindow?.postMessage({ ...message, query }, '*');
    for (const other of [{ version: 2 }, { id: 'coin-flips' }, { group: 'tails' }, { group: undefined }]) contentWindow?.postMessage({ ...message, ...other }, '*');
  }, JSON.parse(forged));
  await a.drawn();
  expect(await stateOf(a, ID)).toEqual(moved);
  expect(await a.evaluate(() => document.querySelector('.figure-notice')?.checkVisibility())).toBe(false);
});

test('without a group a figure shares nothing', async ({ ui, servers }) => {
  const src = `${servers.site}embed/${ID}.html`;
  await ui.goto(servers.page(`${frameTo(src, 'class="a"')}${frameTo(src, 'class="b"')}${fitScript(servers)}`));
  const [a, b] = [await ui.frame('.a'), await ui.frame('.b')];
  for (const frame of [a, b]) await alive(frame, ID);
  const before = await start(b);
  await set(a, { p: 0.125 });
  await a.drawn();
  await b.drawn();
  expect(await start(b)).toBe(before);
});
