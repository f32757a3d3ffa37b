/** The code cell: what it prints, what it says when code is wrong, and that no code hurts the page. */
import { alive as figureAlive } from '../figure.js';
import { expect, test } from '../fixtures.js';

const START = [
  'log-likelihood (y=1, p=0.8): -0.2231435513142097',
  'loss (y=1, p=0.8): 0.2231435513142097',
  'Bernoulli NLL (y=1, p=0.8): 0.2231435513142097',
  'Gaussian NLL (y=2.0, mu=1.5, sigma=1), quadratic part: 0.125',
  'Gaussian NLL (y=2.0, mu=1.5, sigma=1), whole: 1.0439385332046727',
].join('\n');

/** @typedef {import('../ui/ui.js').Ui} Ui */

const output = (/** @type {Ui} */ ui) => ui.evaluate(() => document.querySelector('#code .code-output output')?.textContent);
const problem = (/** @type {Ui} */ ui) => ui.text('#code .code-problem');
const alive = (/** @type {Ui} */ ui) => figureAlive(ui, 'code');

/** Opens the figure alone. @param {Ui} ui @param {import('../server.js').Servers} servers */
async function open(ui, servers) {
  await ui.goto(`${servers.site}embed/code.html`);
  await alive(ui);
}

/** Puts a source into the cell, runs it, and waits for its end. @param {Ui} ui @param {string} source */
async function run(ui, source) {
  await ui.evaluate((text) => /** @type {any} */ (document.querySelector('#code')).set({ source: text }), source);
  await ui.waitFor((text) => /** @type {any} */ (document.querySelector('#code-source')).value === text, source);
  await ui.click('#code [data-action="run"]');
  await ended(ui);
}

/** @param {Ui} ui */
const ended = (ui) => ui.waitFor(() => document.querySelector('#code .code-output-title')?.textContent === 'Output'
  && document.querySelector('#code [data-action="stop"]')?.getAttribute('aria-disabled') === 'true');

test('starts with the numbers of the lesson, and the worker prints the same', async ({ ui, servers }) => {
  await open(ui, servers);
  expect(await output(ui)).toBe(START);
  await ui.click('#code [data-action="run"]');
  await ui.waitFor(() => document.querySelector('#code .figure-sentence')?.textContent === 'It ran and printed 5 lines.');
  expect(await output(ui)).toBe(START);
  expect(await ui.errors()).toMatchObject({ console: [], uncaught: [], violations: [] });
});

test('typing and Ctrl+Enter', async ({ ui, servers }) => {
  await open(ui, servers);
  await ui.fill('#code-source', "const p = 0.5;\nprint(mle.nll('bernoulli', [1], [p]));");
  await ui.press('Control+Enter');
  await ui.waitFor(() => document.querySelector('#code .code-output output')?.textContent === '0.6931471805599453');
  expect(await ui.count('#code .code-line')).toBeGreaterThan(2);
  expect(await ui.text('#code .code-numbers')).toBe('1 2');
  // The coloured glyphs stand where the textarea's own are.
  const [own, drawn] = await ui.evaluate(() => ['.code-area', '.code-field > .code-lines'].map((name) => {
    const { left, top, width, height } = /** @type {Element} */ (document.querySelector(name)).getBoundingClientRect();
    return [left, top, width, height].map(Math.round);
  }));
  expect(own.slice(0, 2)).toEqual(drawn.slice(0, 2));
  const fonts = await ui.evaluate(() => ['.code-area', '.code-field > .code-lines'].map((name) => {
    const { font, tabSize, letterSpacing, paddingLeft, paddingTop } = getComputedStyle(/** @type {Element} */ (document.querySelector(name)));
    return [font, tabSize, letterSpacing, paddingLeft, paddingTop];
  }));
  expect(fonts[0]).toEqual(fonts[1]);
  expect(await ui.evaluate(() => {
    const area = /** @type {HTMLTextAreaElement} */ (document.querySelector('#code-source'));
    return [area.scrollLeft, area.scrollTop, area.scrollWidth - area.clientWidth, area.scrollHeight - area.clientHeight];
  })).toEqual([0, 0, 0, 0]);
});

for (const [what, source, message] of /** @type {const} */ ([
  ['a syntax error', 'const a = 1;\n\nconst b = = 2;\nprint(a);', /^Line 3: SyntaxError: /],
  ['a brace too many', 'print(1);\n}\nprint(2);', /^Line 2: SyntaxError: /],
  ['a text without its end', 'print(1);\nprint("abc);\nprint(2);', /^Line 2: SyntaxError: /],
  ['a brace too few', 'if (true) {\nprint(1);', /^Line 2: SyntaxError: /],
  ['an unknown name', 'print(1);\nprint(two);', /^Line 2: ReferenceError: .*two/],
  ['an error inside a function', 'function f(x) {\n  return x.y.z;\n}\n\nf({});', /^Line 2: TypeError: /],
  ['a refusal by the engine', "const p = 1.2;\n\nprint(mle.nll('bernoulli',\n  [1], [p]));", /^Line [34]: MleError: nll: p must be from 0 to 1, got 1.2$/],
  ['an error of their own', 'print(1);\nthrow new Error("mine");', /^Line 2: Error: mine$/],
  ['something else thrown', 'throw { a: 1 };', /^Thrown: \{ a: 1 \}$/],
  ['a recursion without end', 'function f() {\n  return f() + 1;\n}\nf();', /^Line [124]: (RangeError|InternalError): /],
])) {
  test(`${what} is shown on its line`, async ({ ui, servers }) => {
    await open(ui, servers);
    await run(ui, source);
    const shown = await problem(ui);
    expect(shown).toMatch(message);
    expect(await ui.text('#code .figure-sentence')).toBe(shown);
    const line = /^Line (\d+)/.exec(shown)?.[1];
    const marked = await ui.evaluate(() => Array.from(document.querySelectorAll('#code .code-field .code-line'))
      .flatMap((element, i) => (element.classList.contains('code-line-wrong') ? [i + 1] : [])));
    expect(marked).toEqual(line ? [Number(line)] : []);
    expect(await ui.evaluate(() => document.querySelector('#code-source')?.getAttribute('aria-invalid'))).toBe(String(Boolean(line)));
  });
}

test('a loop without end is stopped after five seconds, and the page stays alive', async ({ ui, servers }) => {
  await open(ui, servers);
  const began = Date.now();
  await run(ui, 'print("before");\nwhile (true) {}');
  expect(Date.now() - began).toBeGreaterThan(4900);
  expect(await output(ui)).toBe('before');
  expect(await problem(ui)).toBe('Stopped: it was still running after 5 seconds. Look for a loop that never ends.');
  await run(ui, 'print(1 + 1);');
  expect(await output(ui)).toBe('2');
});

test('Stop ends a run at once', async ({ ui, servers }) => {
  await open(ui, servers);
  await ui.evaluate(() => /** @type {any} */ (document.querySelector('#code')).set({ source: 'print("go");\nfor (;;) {}' }));
  await ui.click('#code [data-action="run"]');
  await ui.waitFor(() => document.querySelector('#code .code-output output')?.textContent === 'go');
  await ui.click('#code [data-action="stop"]');
  await ended(ui);
  expect(await problem(ui)).toBe('Stopped.');
});

test('output is cut after 1,000 lines', async ({ ui, servers }) => {
  await open(ui, servers);
  await run(ui, 'for (let i = 1; i <= 5000; i += 1) console.log(i);');
  const lines = String(await output(ui)).split('\n');
  expect(lines.length).toBe(1001);
  expect(lines.slice(999)).toEqual(['1000', '… more was printed and is not shown.']);
});

test('values are written so that they read back', async ({ ui, servers }) => {
  await open(ui, servers);
  await run(ui, "print(-0, 0.1 + 0.2, Infinity, 'a b', [1, 'x'], mle.log([1, 0]), { theta: [0.7], deep: { a: null } }, undefined);");
  expect(await output(ui)).toBe('0 0.30000000000000004 Infinity a b [1, "x"] [0, -Infinity] { theta: [0.7], deep: { a: null } } undefined');
});

test('the cell cannot reach the network', async ({ ui, servers }) => {
  await ui.goto(servers.site);
  await alive(ui);
  const own = `${servers.site}reached-from-the-cell`;
  await run(ui, `for (const ask of [() => fetch('${own}'), () => new XMLHttpRequest(), () => importScripts('${own}'),
  () => new WebSocket('ws://elsewhere.invalid'), () => Object.getPrototypeOf(Object.getPrototypeOf(self)).fetch('${own}')]) {
  try { ask(); print('went out'); } catch (error) { print(error.name); }
}`);
  expect(String(await output(ui)).split('\n')).toEqual(Array(5).fill('TypeError'));
});

test('tabs by keyboard, the same digits in each; the panel in place', async ({ ui, servers }) => {
  await open(ui, servers);
  const bottom = () => ui.evaluate(() => document.querySelector('#code .code-output')?.getBoundingClientRect().top);
  const before = await bottom();
  await ui.focus('#tab-javascript');
  for (const [key, tab, text] of /** @type {const} */ ([
    ['ArrowRight', 'cpp', 'mle::nll_sum<mle::Gaussian>(y, theta)'], ['End', 'python', 'math.log(2 * math.pi)'],
    ['ArrowRight', 'javascript', 'JavaScript to edit'], ['ArrowLeft', 'python', 'math.log'], ['Home', 'javascript', 'Run'],
  ])) {
    await ui.press(key);
    await ui.waitFor((name) => document.activeElement?.id === `tab-${name}`
      && document.activeElement.getAttribute('aria-selected') === 'true'
      && getComputedStyle(/** @type {Element} */ (document.getElementById(`panel-${name}`))).visibility === 'visible', tab);
    expect(await ui.text(`#panel-${tab}`)).toContain(text);
    expect(await ui.count('#code [role="tab"][aria-selected="true"]')).toBe(1);
    expect(await output(ui)).toBe(START);
    expect(await bottom()).toBe(before);
  }
});

test('Tab leaves the editor; Undo and Reset bring the source back; the table holds the lines', async ({ ui, servers }) => {
  await open(ui, servers);
  const start = await ui.value('#code-source');
  await ui.focus('#code-source');
  await ui.press('Tab');
  expect(await ui.evaluate(() => document.activeElement?.getAttribute('data-action'))).toBe('run');
  expect(await ui.value('#code-source')).toBe(start);
  await ui.press('Shift+Tab');
  expect(await ui.evaluate(() => document.activeElement?.id)).toBe('code-source');

  await run(ui, 'print(1);');
  await ui.click('#code [data-action="undo"]');
  await ui.waitFor((text) => /** @type {any} */ (document.querySelector('#code-source')).value === text, start);
  await ui.waitFor((text) => document.querySelector('#code .code-output output')?.textContent === text, START);
  await run(ui, 'print("kept");\nprint(3);');
  await ui.click('#code [data-action="table"]');
  expect(await ui.text('#code .figure-table tbody')).toBe('1kept23');
  await ui.click('#code [data-action="reset"]');
  await ui.waitFor((text) => /** @type {any} */ (document.querySelector('#code-source')).value === text, start);
  await ui.waitFor(() => document.querySelectorAll('#code .figure-table tbody tr').length === 5);
});

test('in a sandboxed frame of another origin', async ({ ui, servers }) => {
  await ui.goto(servers.host(`${servers.site}embed/code.html`, { sandbox: 'allow-scripts', elsewhere: true }));
  const frame = await ui.frame('iframe');
  await alive(frame);
  await run(frame, "print(mle.nll('gaussian', [2], [1.5, 1]));");
  expect(await output(frame)).toBe('1.0439385332046727');
  await run(frame, 'print(1);\nnot a program');
  expect(await problem(frame)).toMatch(/^Line 2: SyntaxError: /);
  await run(frame, "print(1);\n\nmle.nll('gaussian', [2], [1.5, 0]);");
  expect(await problem(frame)).toBe('Line 3: MleError: nll: sigma must be above 0 and finite, got 0');
});

test('in the offline file', async ({ ui, offlinePage }) => {
  await ui.goto(`${offlinePage}#code`);
  await alive(ui);
  await run(ui, "print(mle.nll('gaussian', [2], [1.5, 1]));");
  expect(await output(ui)).toBe('1.0439385332046727');
  await run(ui, 'print(1);\nnot a program');
  expect(await problem(ui)).toMatch(/^Line 2: SyntaxError: /);
  await run(ui, "print(1);\n\nmle.nll('gaussian', [2], [1.5, 0]);");
  expect(await problem(ui)).toBe('Line 3: MleError: nll: sigma must be above 0 and finite, got 0');
});
