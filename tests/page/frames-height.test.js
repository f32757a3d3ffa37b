/** A frame is as high as its figure, from load on, whatever opens in it, however wide it is and whoever is around it. */
import { alive } from './figure.js';
import { expect, test } from './fixtures.js';
import { fitScript, fitted, frameTo, turn } from './frames.js';

const ID = 'bernoulli-nll';

const FORMS = [
  { form: 'same origin', elsewhere: false, attributes: 'width="640"' },
  { form: 'another origin', elsewhere: true, attributes: 'width="640"' },
  { form: 'another origin, sandboxed', elsewhere: true, attributes: 'width="640" sandbox="allow-scripts"' },
  { form: 'a frame with borders inside its height', elsewhere: false, attributes: 'width="640" style="box-sizing: border-box; border: 7px solid; padding: 3px"' },
];
for (const { form, elsewhere, attributes } of FORMS) {
  test(`as high as its figure: ${form}`, async ({ ui, servers }) => {
    await ui.goto(servers.page(frameTo(`${servers.site}embed/${ID}.html`, attributes) + fitScript(servers), { elsewhere }));
    const frame = await ui.frame('iframe');
    await alive(frame, ID);
    const closed = await fitted(frame);

    await frame.evaluate(() => { document.documentElement.dataset.theme = 'dark'; });
    expect(await fitted(frame)).toBe(closed);

    await turn(frame, 'table', true);
    const withTable = await fitted(frame);
    expect(withTable).toBeGreaterThan(closed + 100);
    await turn(frame, 'share', true);
    expect(await fitted(frame)).toBeGreaterThan(withTable + 100);
    await turn(frame, 'share', false);
    await turn(frame, 'table', false);
    expect(await fitted(frame)).toBe(closed);

    await ui.evaluate(() => document.querySelector('iframe')?.setAttribute('width', '360'));
    await frame.waitFor(() => innerWidth <= 360);
    await frame.drawn();
    expect(await fitted(frame)).not.toBe(closed);
  });
}

test('a script that comes after the figure asks it for its height', async ({ ui, servers }) => {
  const src = `${servers.site}embed/${ID}.html`;
  await ui.goto(servers.page(frameTo(src)));
  const frame = await ui.frame('iframe');
  await alive(frame, ID);
  expect(await frame.evaluate(() => innerHeight)).toBe(300);
  await ui.evaluate((address) => {
    document.body.append(Object.assign(document.createElement('script'), { src: address }));
  }, `${servers.site}mle-embed.js`);
  await fitted(frame);
});

test('a lazy frame gets its height when it loads', async ({ ui, servers }) => {
  const below = '<p style="height: 6000px">Text of the course.</p>';
  await ui.goto(servers.page(below + frameTo(`${servers.site}embed/${ID}.html`, 'width="640" loading="lazy"') + fitScript(servers)));
  await ui.evaluate(() => document.querySelector('iframe')?.scrollIntoView());
  const frame = await ui.frame('iframe');
  await alive(frame, ID);
  await fitted(frame);
});

test('a figure that cannot run says why at its full height', async ({ ui, servers }) => {
  await ui.goto(servers.page(frameTo(`${servers.noWasm}embed/${ID}.html`) + fitScript(servers)));
  const frame = await ui.frame('iframe');
  await frame.waitFor(() => document.querySelector('mle-figure[data-status="failed"]'));
  await fitted(frame);
});

/** Says something to the course's page, from a window in it that is no figure or from a figure's that lies. */
const speak = (/** @type {any[]} */ ...messages) => `<script>${messages.map((message) => `parent.postMessage(${JSON.stringify(message)}, '*');`).join('')}</script>`;

test('a height counts only from a figure’s own frame, and only where it is one', async ({ ui, servers }) => {
  const tall = { type: 'mle:height', version: 1, id: ID, height: 5000 };
  const stranger = servers.page(speak(tall), { elsewhere: true });
  await ui.goto(servers.page(`${frameTo(`${servers.site}embed/${ID}.html`)}${frameTo(stranger, 'width="640" class="stranger"')}${fitScript(servers)}`));
  const frame = await ui.frame('iframe');
  await alive(frame, ID);
  const height = await fitted(frame);
  await ui.evaluate((message) => postMessage(message, '*'), tall);
  await ui.frame('.stranger');
  // What a figure's own frame could be made to say.
  await frame.evaluate((message) => {
    for (const wrong of [-1, 0, 49, 1e9, '700', '1px;color:red', null, { valueOf: 700 }, 700.5, Infinity]) parent.postMessage({ ...message, height: wrong }, '*');
    for (const other of [{ version: 2 }, { id: 'coin-flips' }, { id: '__proto__' }, { type: 'height' }]) parent.postMessage({ ...message, ...other }, '*');
    for (const odd of [null, 7, 'mle:height', [], { type: 'mle:state', version: 1, id: 'bernoulli-nll', group: '', query: 'p=0.9' }]) parent.postMessage(odd, '*');
  }, tall);
  await ui.drawn();
  expect(await fitted(frame)).toBe(height);
  expect(await ui.evaluate(() => document.querySelector('.stranger')?.clientHeight)).toBe(300);
});

test('where the page allows a frame less than the figure needs, the figure can be scrolled', async ({ ui, servers }) => {
  const src = `${servers.site}embed/${ID}.html`;
  await ui.goto(servers.page(`${frameTo(src, 'width="640"')}${fitScript(servers)}`));
  const frame = await ui.frame('iframe');
  await alive(frame, ID);
  await fitted(frame);
  await ui.evaluate(() => { /** @type {HTMLElement} */ (document.querySelector('iframe')).style.maxHeight = '400px'; });
  await frame.waitFor(() => innerHeight === 400);
  await turn(frame, 'table', true);
  await frame.waitFor(() => {
    scrollTo(0, 200);
    return scrollY === 200 && getComputedStyle(document.documentElement).overflowY !== 'hidden';
  });
});
