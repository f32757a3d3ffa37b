/** Tables as CSV: every double reads back, and no cell breaks out of its field (RFC 4180). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toCsv } from '../../web/ui/csv.js';

test('numbers read back to the same double', () => {
  const values = [0.1 + 0.2, 5e-324, 1.7976931348623157e308, -0.25, 1e21];
  const [head, ...lines] = toCsv({ caption: '', columns: ['x'], rows: () => values.map((x) => [x]) }).trimEnd().split('\n');
  assert.equal(head, 'x');
  assert.deepEqual(lines.map(Number), values);
});

test('commas, quotes and line ends are quoted', () => {
  assert.equal(toCsv({ caption: '', columns: ['a, b', 'c'], rows: () => [['say "x"', 1], ['two\nlines', 'plain']] }),
    '"a, b",c\n"say ""x""",1\n"two\nlines",plain\n');
});
