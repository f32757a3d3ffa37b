import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dark, light, marks } from '../../web/shell/palette.js';

/** WCAG 2.2 relative luminance and contrast, from their definitions. */
function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a, b) {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

for (const [name, palette] of Object.entries({ light, dark })) {
  test(`${name}: text in a role's colour has 4.5:1 on paper and panel`, () => {
    for (const role of [...Object.keys(marks), 'ink', 'muted', 'focus']) {
      for (const ground of ['paper', 'panel']) {
        const ratio = contrast(palette[role], palette[ground]);
        assert.ok(ratio >= 4.5, `${role} on ${ground}: ${ratio.toFixed(2)}`);
      }
    }
  });
}

test('the contrast formula gives the published values', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21);
  assert.equal(contrast('#777777', '#ffffff').toFixed(2), '4.48');
});

test('no two roles share hue and mark', () => {
  const seen = Object.entries(marks).map(([role, { dash, shape }]) => `${dash} ${shape} ${light[role]}`);
  assert.equal(new Set(seen).size, seen.length);
});
