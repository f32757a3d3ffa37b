/** Where in a chart's box a place of its axes lies: the margins that web/charts/config.js sets, and the axis below. */
export const MARGIN = { left: 62, right: 14, top: 10 };
/** Ticks and title under the plot; a chart that shares its axis with the one below has none. */
const BELOW = 50;

/**
 * @param {import('./ui/ui.js').Ui} ui
 * @param {string} selector the chart
 * @param {{ x: number, y: number }} share of the way along each axis, from its lower end
 * @param {{ below?: number, top?: number }} [options]   top: 40 for a chart with a surface, whose key stands above the plot
 * @returns {Promise<{ x: number, y: number }>} fractions of the chart's box, for ui.click, tap, drag and swipe
 */
export async function onPlot(ui, selector, share, { below = BELOW, top = MARGIN.top } = {}) {
  const { width, height } = await ui.evaluate((query) => {
    const box = /** @type {Element} */ (document.querySelector(query)).getBoundingClientRect();
    return { width: box.width, height: box.height };
  }, selector);
  return {
    x: (MARGIN.left + share.x * (width - MARGIN.left - MARGIN.right)) / width,
    y: (top + (1 - share.y) * (height - top - below)) / height,
  };
}
