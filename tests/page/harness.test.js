/** The tools of the tests themselves: what they claim to see and do, they see and do, in each engine. */
import { expect, test } from './fixtures.js';

test.use({ clean: false });

test('a page that does wrong is noticed', async ({ ui, servers }) => {
  await ui.goto(`${servers.harness}wrong.html`);
  await ui.waitFor(() => document.readyState === 'complete');
  await expect(async () => {
    const { console, uncaught, violations } = await ui.errors();
    expect(console.join('\n')).toContain('said on the console');
    expect(uncaught.join('\n')).toContain('thrown in the page');
    expect(uncaught.join('\n')).toContain('rejected in the page');
    expect(violations.join('\n')).toContain('style-src-attr');
    expect(violations.join('\n')).toContain('script-src-elem');
    expect(violations.join('\n')).toContain('elsewhere.invalid');
  }).toPass({ timeout: 5000 });
  expect(await ui.evaluate(() => document.title)).toBe('Everything wrong');
});

test('a request to another origin is noticed, in a frame too', async ({ ui, servers }) => {
  await ui.goto(servers.host('http://elsewhere.invalid/framed', {}));
  await expect.poll(async () => (await ui.errors()).requests).toContain('http://elsewhere.invalid/framed');
});

test('what goes wrong in a sandboxed frame of another origin is noticed', async ({ ui, servers }) => {
  await ui.goto(servers.host(`${servers.harness}embed/wrong.html`, { sandbox: 'allow-scripts', elsewhere: true }));
  await expect.poll(async () => (await ui.errors()).violations.join('\n')).toContain('style-src-attr');
  // WebKit says no more than "Script error." of an opaque origin.
  expect((await ui.errors()).uncaught.join('\n')).toContain(ui.engine === 'webkit' ? 'Script error' : 'thrown in a frame');
});

test('a page that does nothing wrong has nothing noted', async ({ ui, servers }) => {
  await ui.goto(`${servers.harness}controls.html`);
  const { requests, ...wrong } = await ui.errors();
  expect(wrong).toEqual({ console: [], uncaught: [], violations: [] });
  expect(requests).toContain(`${servers.harness}controls.js`);
});

test('text, value, count, what is not there', async ({ ui, servers }) => {
  await ui.goto(`${servers.harness}controls.html`);
  expect(await ui.text('#words')).toBe('Two words');
  expect(await ui.value('#number')).toBe('5');
  expect(await ui.count('input')).toBe(2);
  await expect(ui.text('#nowhere')).rejects.toThrow('nothing matches #nowhere');
  expect(await ui.evaluate(async (a, b) => a + await b, 2, 3)).toBe(5);
});

for (const where of ['window', 'frame of another origin']) {
  /** @param {import('./ui/ui.js').Ui} ui @param {import('./server.js').Servers} servers */
  const open = async (ui, servers) => {
    const address = `${servers.harness}controls.html`;
    await ui.goto(where === 'window' ? address : servers.host(address, { elsewhere: true }));
    return where === 'window' ? ui : ui.frame('iframe');
  };

  test(`keys: ${where}`, async ({ ui, servers }) => {
    const page = await open(ui, servers);
    await page.focus('#press');
    for (const key of ['Tab', 'Tab', 'ArrowRight', 'Shift+Tab', 'Control+b']) await page.press(key);
    expect(await page.value('#range')).toBe('6');
    const keys = (await page.evaluate(() => /** @type {any} */ (window).keys)).join(', ');
    expect(keys).toContain('Tab on press, Tab on number, ArrowRight on range');
    expect(keys).toContain('Control+b on number');
    await page.focus('#press');
    await page.press('Enter');
    expect(await page.evaluate(() => document.title)).toBe('pressed');
  });

  test(`fill: ${where}`, async ({ ui, servers }) => {
    const page = await open(ui, servers);
    await page.fill('#number', '0.25');
    await page.fill('#area', 'two\nlines, "C++"');
    await page.fill('#range', '3');
    expect(await page.value('#number')).toBe('0.25');
    expect(await page.value('#area')).toBe('two\nlines, "C++"');
    expect(await page.value('#range')).toBe('3');
    const inputs = await page.evaluate(() => /** @type {any} */ (window).inputs);
    expect(inputs[0]).toBe('number=0'); // typed, key by key
    expect(inputs.at(-1)).toBe('range=3');
  });

  test(`click, drag, tap, swipe: ${where}`, async ({ ui, servers }) => {
    const page = await open(ui, servers);
    await page.click('#press');
    expect(await page.evaluate(() => document.title)).toBe('pressed');
    const noted = () => page.evaluate(() => /** @type {any} */ (window).noted.splice(0));

    for (const [pointer, drag, press] of /** @type {const} */ ([['mouse', 'drag', 'click'], ['touch', 'swipe', 'tap']])) {
      await page[drag]('#pad', { x: 0.1, y: 0.5 }, { x: 0.9, y: 0.5 });
      const dragged = await noted();
      expect(dragged.every((/** @type {any} */ event) => event.trusted && event.pointer === pointer)).toBe(true);
      expect(dragged[0]).toMatchObject({ type: 'pointerdown', x: 30, y: 50 });
      expect(dragged.filter((/** @type {any} */ event) => event.type === 'pointermove').length).toBeGreaterThan(4);
      expect(dragged.find((/** @type {any} */ event) => event.type === 'pointerup')).toMatchObject({ x: 270, y: 50 });

      await page[press]('#pad', { x: 0.25, y: 0.5 });
      await page.waitFor(() => /** @type {any} */ (window).noted.at(-1)?.type === 'click');
      const pressed = await noted();
      expect(pressed[0]).toMatchObject({ type: 'pointerdown', pointer, x: 75, y: 50, trusted: true });
      expect(pressed.at(-1)).toMatchObject({ type: 'click', x: 75, y: 50 });
    }
  });
}

test('what lies under something else is not clicked', async ({ ui, servers }) => {
  await ui.goto(`${servers.harness}controls.html`);
  await ui.evaluate(() => {
    const cover = Object.assign(document.createElement('dialog'), { id: 'cover', textContent: 'in front' });
    document.body.append(cover);
    cover.showModal();
  });
  await expect(ui.click('#press')).rejects.toThrow('of #press lies');
});

test('resize and screenshot', async ({ ui, servers }, testInfo) => {
  await ui.goto(`${servers.harness}controls.html`);
  await ui.resize(700, 500);
  expect(await ui.evaluate(() => [innerWidth, innerHeight])).toEqual([700, 500]);
  const path = testInfo.outputPath('window.png');
  await ui.screenshot(path);
  const { readFile } = await import('node:fs/promises');
  const bytes = await readFile(path);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([700, 500]);
  await ui.screenshot(path, '#pad');
  expect((await readFile(path)).readUInt32BE(16)).toBe(300);
});

test('nothing is stored from one test to the next: first', async ({ ui, servers }) => {
  await ui.goto(`${servers.harness}controls.html`);
  expect(await ui.evaluate(() => localStorage.getItem('left'))).toBe(null);
  await ui.evaluate(() => localStorage.setItem('left', 'over'));
});

test('nothing is stored from one test to the next: second', async ({ ui, servers }) => {
  await ui.goto(`${servers.harness}controls.html`);
  expect(await ui.evaluate(() => localStorage.getItem('left'))).toBe(null);
  await ui.evaluate(() => localStorage.setItem('left', 'over'));
});
