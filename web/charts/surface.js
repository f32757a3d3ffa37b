
/**
 * A value over the plane: deep where it is low, lighter with each contour line, and a key above the plot.
 */

/** The deepest band's share of colour, and where marks of every role must stand out from it. */
const BASE = 0.62;
const PALE = 0.35;
const SWATCH = { width: 30, height: 11 };
const SIZE = 12;

/** The room that the key takes above the plot. */
export const KEY_HEIGHT = 40;

/** Equal steps: shades stay apart on dark paper too. @param {import('../figures/figure.js').Surface} surface @param {number} band 0 below the first level */
const alphaOf = ({ bands, pale }, band) => (pale ? PALE : BASE) * (1 - band / (bands.length + 1));

/** @param {import('./config.js').Drawn} drawn */
export const surfacePlugin = (drawn) => ({
  id: 'mleSurface',
  /** @param {any} chart */
  beforeDatasetsDraw(chart) {
    const { view: { surface }, palette } = drawn;
    if (!surface) return;
    const { ctx: context, chartArea: area, scales: { x: xs, y: ys } } = chart;
    context.save();
    context.beginPath();
    context.rect(area.left, area.top, area.right - area.left, area.bottom - area.top);
    context.clip();
    // Both axes are linear: a factor is quicker than asking the scale for every point.
    const [stepX, stepY] = [(area.right - area.left) / (xs.max - xs.min), (area.bottom - area.top) / (ys.max - ys.min)];
    context.fillStyle = palette.model;
    context.globalAlpha = alphaOf(surface, 0);
    context.fillRect(area.left, area.top, area.right - area.left, area.bottom - area.top);
    surface.bands.forEach(({ rings }, k) => {
      context.beginPath();
      for (const ring of rings) {
        for (let i = 0; i < ring.length; i++) {
          context[i ? 'lineTo' : 'moveTo'](area.left + stepX * (ring[i][0] - xs.min), area.bottom - stepY * (ring[i][1] - ys.min));
        }
        context.closePath();
      }
      // Paper over what lies higher, so that the depth there becomes that of k + 1.
      context.fillStyle = palette.paper;
      context.globalAlpha = 1 - alphaOf(surface, k + 1) / alphaOf(surface, k);
      context.fill();
      context.strokeStyle = palette.ink;
      context.globalAlpha = 0.35;
      context.lineWidth = 0.75;
      context.stroke();
    });
    context.restore();
    drawKey(context, area, surface, palette);
  },
});

/** @param {any} context @param {any} area @param {import('../figures/figure.js').Surface} surface @param {import('../shell/palette.js').Palette} palette */
function drawKey(context, area, surface, palette) {
  const { bands, label, format = String } = surface;
  const count = bands.length + 1;
  const width = Math.min(SWATCH.width, (area.right - area.left) / 2 / count);
  const left = area.right - count * width;
  const top = area.top - KEY_HEIGHT + 4;
  context.save();
  context.textBaseline = 'middle';
  context.font = `400 ${SIZE}px ${palette.font}`;
  context.fillStyle = palette.muted;
  context.textAlign = 'right';
  const words = label.split(' ');
  let first = words.length;
  const fits = () => context.measureText(words.slice(0, first).join(' ')).width <= left - 12;
  while (first > 1 && !fits()) first--;
  // What the room beside the key does not hold stands on a second line.
  [words.slice(0, first), words.slice(first)].forEach((line, i) => context.fillText(line.join(' '), left - 8, top + SWATCH.height / 2 + i * (SIZE + 3)));
  context.textAlign = 'center';
  for (let band = 0; band < count; band++) {
    context.globalAlpha = alphaOf(surface, band);
    context.fillStyle = palette.model;
    context.fillRect(left + band * width, top, width, SWATCH.height);
    context.globalAlpha = 1;
    // Narrow swatches have room for every other number.
    if (band === 0 || (width < 20 && band % 2 === 0)) continue;
    context.fillStyle = palette.muted;
    context.fillText(format(bands[band - 1].level), left + band * width, top + SWATCH.height + 10);
  }
  context.restore();
}
