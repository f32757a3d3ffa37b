/**
 * Where in a chart's box a pointer is, in the box's own pixels: a slide of reveal.js or a page's zoom may have scaled it.
 * @param {HTMLElement} box
 * @param {{ clientX: number, clientY: number }} pointer
 */
export function placeIn(box, { clientX, clientY }) {
  const { left, top, width } = box.getBoundingClientRect();
  // offsetWidth is a whole number: nearer than that nothing is scaled.
  const scale = Math.abs(box.offsetWidth - width) < 1 ? 1 : box.offsetWidth / width;
  return { x: (clientX - left) * scale, y: (clientY - top) * scale };
}
