/** Each figure gives its picture and its numbers: caught on the way to the reader's disk, the same bytes' kinds in every engine. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { figures } from '../../web/figures/registry.js';
import { queryOf } from '../../web/ui/link.js';
import { figureIds, looksLong, NOT_LOOKED_AT } from './dist.js';
import { alive, changeFirstControl } from './figure.js';
import { expect, test } from './fixtures.js';

/** @typedef {import('./ui/ui.js').Ui} Ui */

/** Catches what the page would save. @param {Ui} ui */
const watch = (ui) => ui.evaluate(() => {
  const saved = /** @type {any[]} */ ([]);
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {
    if (!this.download) return click.call(this);
    saved.push({ name: this.download, href: this.href });
  };
  Object.assign(window, { saved });
});

/** @param {Ui} ui @param {string} id @param {string} kind */
async function save(ui, id, kind) {
  await ui.evaluate(() => { /** @type {any} */ (window).saved.length = 0; });
  await ui.click(`#${id} [data-download="${kind}"]`);
  await ui.waitFor(() => /** @type {any} */ (window).saved.length === 1);
  return ui.evaluate(() => /** @type {any} */ (window).saved[0].name);
}

/** The blobs that the page makes, as text. @param {Ui} ui */
const watchBlobs = (ui) => ui.evaluate(() => {
  const made = /** @type {{ type: string, blob: Blob }[]} */ ([]);
  const create = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (/** @type {any} */ blob) => {
    made.push({ type: blob.type, blob });
    return create(blob);
  };
  Object.assign(window, { made });
});

const lastBlob = (/** @type {Ui} */ ui) => ui.evaluate(async () => {
  const { type, blob } = /** @type {any} */ (window).made.at(-1);
  const bytes = new Uint8Array(await blob.arrayBuffer());
  if (!type.startsWith('image/png')) return { type, text: await blob.text() };
  const view = new DataView(bytes.buffer);
  return { type, magic: [...bytes.subarray(1, 4)].map((c) => String.fromCharCode(c)).join(''), width: view.getUint32(16), height: view.getUint32(20), size: bytes.length };
});

for (const id of figureIds) {
  test(`PNG, SVG and CSV: ${id}`, async ({ ui, servers }) => {
    test.skip(!looksLong(ui.engine, id), NOT_LOOKED_AT);
    await ui.goto(`${servers.site}embed/${id}.html`);
    await alive(ui, id);
    await changeFirstControl(ui, id);
    await watch(ui);
    await watchBlobs(ui);
    await ui.click(`#${id} [data-action="download"]`);

    expect(await save(ui, id, 'png')).toBe(`mle-${id}.png`);
    expect(await lastBlob(ui)).toMatchObject({ type: 'image/png', magic: 'PNG', width: 1600 });

    expect(await save(ui, id, 'svg')).toBe(`mle-${id}.svg`);
    const { text: svg } = await lastBlob(ui);
    expect(svg).toMatch(/^<svg /);
    expect(svg).not.toMatch(/NaN|undefined|<image/);
    const title = await ui.text(`#${id} .figure-title`);
    const sentence = await ui.text(`#${id} .figure-sentence`);
    expect(svg).toContain(`>${title}</text>`);
    const problems = await ui.evaluate((/** @type {string} */ text) =>
      new DOMParser().parseFromString(text, 'image/svg+xml').querySelectorAll('parsererror').length, svg);
    expect(problems).toBe(0);
    // The sentence is broken into lines: its first word begins one.
    expect(svg).toContain(`>${sentence.split(' ')[0].replace(/&/g, '&amp;').replace(/</g, '&lt;')}`);

    expect(await save(ui, id, 'csv')).toBe(`mle-${id}.csv`);
    const { text: csv } = await lastBlob(ui);
    expect(csv.split('\n').length).toBeGreaterThan(1);
    expect(csv).not.toMatch(/NaN|undefined|\[object/);
    expect(await ui.text(`#${id} .figure-download-note`)).toContain(`Saved as mle-${id}.csv`);
  });
}

test('the numbers that a figure saves are those of ./build.sh plots, to the last digit', async ({ ui, servers, engine }) => {
  test.skip(engine !== 'chromium', 'an engine may have mathematics of its own; where the plots are made it is this one’s');
  test.setTimeout(180_000);
  const root = fileURLToPath(new URL('../../', import.meta.url));
  execFileSync(process.execPath, [`${root}web/build/plots.js`]);
  const written = new Map(readdirSync(`${root}outputs`).filter((name) => name.endsWith('.csv'))
    .map((name) => [name.slice(3, -4).replaceAll('_', '-'), readFileSync(`${root}outputs/${name}`, 'utf8')]));
  expect([...written.keys()].sort()).toEqual([...figureIds].sort());
  const revealed = figures.filter(({ plotted }) => plotted);
  const readme = readFileSync(`${root}README.md`, 'utf8').split('`./build.sh plots` writes')[1].split('\n\n')[0];
  expect(figureIds.filter((id) => readme.includes(`\`${id}\``)).sort()).toEqual(revealed.map(({ id }) => id).sort());
  for (const { id, fields, plotted = {} } of figures) {
    if (!revealed.some((figure) => figure.id === id) && !looksLong(engine, id)) continue;
    const start = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.start]));
    const query = queryOf(fields, { ...start, ...plotted });
    await ui.goto(`${servers.site}embed/${id}.html${query && `#v1/${id}?${query}`}`);
    await alive(ui, id);
    await ui.drawn();
    await watch(ui);
    await watchBlobs(ui);
    await ui.click(`#${id} [data-action="download"]`);
    await save(ui, id, 'csv');
    expect((await lastBlob(ui)).text, id).toBe(written.get(id));
  }
});
