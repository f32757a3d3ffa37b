import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixed, ratioText, significant, unbroken, ungrouped, wholeText } from '../../web/ui/format.js';

test('a comma between thousands, in whole numbers, with decimals and below zero; none among decimals', () => {
  assert.equal(wholeText(100000), '100,000');
  assert.equal(wholeText(999), '999');
  assert.equal(fixed(-1386.294361, 1), '−1,386.3');
  assert.equal(fixed(-996118.9, 2), '−996,118.90');
  assert.equal(fixed(0.123456, 6), '0.123456');
  assert.equal(significant(-1000), '−1,000');
  assert.equal(significant(12345.678, 7), '12,345.68');
  assert.equal(ratioText(140123), '140,000');
  assert.equal(ungrouped(significant(1953, 4)), '1953');
});

test('no line break within a number and what it is said of; elsewhere as before', () => {
  const tied = (text) => unbroken(text).replaceAll('\u00a0', '_');
  assert.equal(tied('At p = 0.72 the data are 6.16 × 10²⁸ times as likely.'), 'At p_=_0.72 the data are 6.16_×_10²⁸ times as likely.');
  assert.equal(tied('μ = −26.2, half SSE / σ², 1 − 8 × 10⁻⁵ and log L'), 'μ_=_−26.2, half SSE_/_σ², 1_−_8_×_10⁻⁵ and log_L');
  assert.equal(tied('It fell from 3 to 2; NLL = half SSE'), 'It fell from 3 to 2; NLL = half SSE');
});
