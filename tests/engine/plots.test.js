import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { figures } from '../../web/figures/registry.js';

const { createCanvas, loadImage } = createRequire(new URL('../../web/package.json', import.meta.url))('@napi-rs/canvas');
const output = (name) => new URL(`../../outputs/${name}`, import.meta.url);

before(() => execFileSync(process.execPath, [fileURLToPath(new URL('../../web/build/plots.js', import.meta.url))]));

function csv(name) {
  const [head, ...rows] = readFileSync(output(name), 'utf8').trim().split('\n').map((line) => line.split(','));
  return { head, rows: rows.map((row) => row.map(Number)) };
}
const close = (a, b) => assert.ok(Math.abs(a - b) <= 1e-12 * (1 + Math.abs(b)), `${a} is not ${b}`);

test('00_bernoulli_nll.csv: 400 evenly spaced p and both losses', () => {
  const { head, rows } = csv('00_bernoulli_nll.csv');
  assert.deepEqual(head, ['p', 'y=1', 'y=0']);
  assert.equal(rows.length, 400);
  rows.forEach(([p, one, zero], i) => {
    close(p, 1e-4 + (i * (1 - 2e-4)) / 399);
    close(one, -Math.log(p));
    close(zero, -Math.log1p(-p));
  });
});

test('01_mse_vs_nll.csv: 400 evenly spaced predictions, MSE and Gaussian NLL of y = 1', () => {
  const { head, rows } = csv('01_mse_vs_nll.csv');
  assert.deepEqual(head, ['prediction', 'MSE', 'Gaussian NLL']);
  assert.equal(rows.length, 400);
  rows.forEach(([prediction, mse, nll], i) => {
    close(prediction, -1 + (4 * i) / 399);
    close(mse, (1 - prediction) ** 2);
    close(nll, 0.5 * Math.log(2 * Math.PI) + (1 - prediction) ** 2 / 2);
  });
});

test('one set for each figure, the lesson’s two plots first', () => {
  const names = readdirSync(output('')).map((name) => name.replace(/\.(png|svg|csv)$/, ''));
  const ids = figures.map(({ id }) => id.replaceAll('-', '_'));
  const expected = [...new Set(['bernoulli_nll', 'mse_vs_nll', ...ids])].map((id, i) => `${String(i).padStart(2, '0')}_${id}`);
  assert.deepEqual([...new Set(names)].sort(), expected);
  assert.equal(names.length, 3 * expected.length);
});

for (const name of ['00_bernoulli_nll', '01_mse_vs_nll']) {
  test(`${name}.svg is vector: paths and text`, () => {
    const svg = readFileSync(output(`${name}.svg`), 'utf8');
    assert.ok((svg.match(/<path /g) ?? []).length >= 3);
    assert.ok((svg.match(/<text /g) ?? []).length >= 8);
    assert.doesNotMatch(svg, /<image|NaN|undefined/);
    const longest = Math.max(...[...svg.matchAll(/ d="([^"]*)"/g)].map(([, d]) => d.split('L').length));
    assert.ok(longest >= 390, `the longest path has ${longest} points`);
  });

  test(`${name}.png shows a curve on paper`, async () => {
    const image = await loadImage(readFileSync(output(`${name}.png`)));
    const context = createCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let ink = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i] < 200 || data[i + 1] < 200 || data[i + 2] < 200) ink++;
    const share = ink / (data.length / 4);
    assert.ok(image.width >= 1600 && share > 0.003 && share < 0.2, `${image.width} px wide, ${share} inked`);
  });
}
