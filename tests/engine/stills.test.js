/** The stills: one picture for each figure with charts, whose parts do not take each other's clips. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { figures } from '../../web/figures/registry.js';

/** @type {import('../../web/figures/figure.js').ChartView} */
const WORDS = {
  id: 'words', shape: 'half', description: 'the clip is clipped', x: { label: 'clip', min: 0, max: 1 }, y: { label: 'y', min: 0, max: 1 },
  series: [{ label: 'clip1', role: 'model', x: [0, 1], y: [0, 1] }],
};

// In a process of its own: the fonts' tools make code from strings, which this one may not.
const drawn = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', `
  import { engineFromDisk } from './web/build/core.js';
  import { registerFonts, svgOf } from './web/build/draw.js';
  import { stack } from './web/charts/picture.js';
  import { drawStills } from './web/build/stills.js';
  import { figures } from './web/figures/registry.js';
  await registerFonts();
  const words = ${JSON.stringify(WORDS)};
  console.log(JSON.stringify({
    stills: [...drawStills(figures, await engineFromDisk())], words: svgOf(stack([words, words], 'clips')),
  }));
`], { cwd: fileURLToPath(new URL('../../', import.meta.url)), encoding: 'utf8', maxBuffer: 1e8 }));
/** @type {Map<string, { height: number, svg: string }>} */
const stills = new Map(drawn.stills);

test('a picture for every figure but those that bring their own HTML', () => {
  assert.deepEqual(figures.filter(({ id }) => !stills.has(id)).map(({ id }) => id), ['code', 'noise-table']);
  for (const { height } of stills.values()) assert.ok(height >= 200);
});

test('every id is there once, and every reference finds its own', () => {
  for (const [name, { svg }] of stills) {
    const ids = [...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    assert.ok(ids.length > 0, name);
    assert.equal(new Set(ids).size, ids.length, name);
    for (const [, id] of svg.matchAll(/url\(#([^)]*)\)/g)) assert.ok(ids.includes(id), `${name}: ${id}`);
  }
});

test('a word of a label is not taken for an id', () => {
  assert.equal((drawn.words.match(/>clip1</g) ?? []).length, 4);
  assert.equal((drawn.words.match(/<title>the clip is clipped<\/title>/g) ?? []).length, 2);
});
