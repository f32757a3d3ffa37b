/** The ring around a handle while its control, or a link about it, is pointed at or has the focus. */

const RADIUS = 15;

/** @param {import('./config.js').Drawn} drawn */
export const namedPlugin = (drawn) => ({
  id: 'mleNamed',
  /** @param {any} chart */
  beforeDatasetsDraw(chart) {
    const { view, palette, named } = drawn;
    if (!named) return;
    const { ctx: context, scales: { x, y } } = chart;
    context.save();
    for (const marker of view.markers ?? []) {
      // Of many data points each would be marked.
      if (marker.dot || !Number.isFinite(marker.y) || !named(marker)) continue;
      context.fillStyle = `${palette[marker.role]}40`;
      context.beginPath();
      context.arc(x.getPixelForValue(marker.x), y.getPixelForValue(marker.y), RADIUS, 0, 2 * Math.PI);
      context.fill();
    }
    context.restore();
  },
});
