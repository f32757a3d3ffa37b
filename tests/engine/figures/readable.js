/** What holds of every figure's view in every state. */
import assert from 'node:assert/strict';

/** @typedef {import('../../../web/figures/figure.js').View} View */

/** @param {number} got @param {number} expected @param {number} [tolerance] relative beyond 1, absolute below */
export function near(got, expected, tolerance = 1e-12) {
  assert.ok(Math.abs(got - expected) <= tolerance * Math.max(1, Math.abs(expected)), `${got} is not ${expected}`);
}

/**
 * No NaN or undefined in a number or a word; handles inside the plot, where a hand can reach them.
 * @param {View} view
 */
export function assertReadable(view) {
  const { exact = null, ...headline } = view.headline ?? {};
  assert.ok(!Number.isNaN(exact), 'the number behind the headline');
  const words = [view.sentence, ...Object.values(headline),
    ...view.charts.flatMap((chart) => [chart.description, chart.x.label, chart.y.label,
      ...[...chart.series, ...chart.markers ?? [], ...chart.guides ?? []].map(({ label = '' }) => label)])];
  for (const text of words) assert.doesNotMatch(text, /NaN|undefined|null|Infinity|\[object/, text);
  for (const { id, x, y, series, markers = [], guides = [] } of view.charts) {
    assert.ok(x.min < x.max && y.min < y.max, id);
    for (const line of series) {
      assert.equal(line.x.length, line.y.length, `${id}: ${line.label}`);
      assert.ok(Array.from(line.x).every(Number.isFinite), `${id}: x of ${line.label}`);
      assert.ok(!Array.from(line.y).some(Number.isNaN), `${id}: y of ${line.label}`);
    }
    for (const { value } of guides) assert.ok(Number.isFinite(value), `${id}: a guide`);
    for (const marker of markers.filter(({ drag }) => drag)) {
      assert.ok(marker.x >= x.min && marker.x <= x.max && marker.y >= y.min && marker.y <= y.max,
        `${id}: handle at (${marker.x}, ${marker.y})`);
    }
  }
  for (const row of view.table.rows()) {
    assert.equal(row.length, view.table.columns.length);
    assert.ok(!row.some((cell) => Number.isNaN(cell)), `table row ${row}`);
  }
}
