/**
 * Handles on a chart, moved with mouse, pen and touch. The handle is only a picture of a value that a native
 * range and number field own: keyboard and assistive technology use those.
 *
 * A press near a handle drags it; a press elsewhere that does not travel places the nearest handle there.
 * touch-action: pan-y (styles) leaves vertical swipes to the page.
 *
 * @typedef {import('../figures/figure.js').ChartView} ChartView
 * @typedef {import('../figures/figure.js').Marker} Marker
 */

/** Half of the 44 px target. */
const REACH = 22;
/** A press that travels less than this is a click. */
const CLICK_SLOP = 6;

/**
 * @param {HTMLElement} box
 * @param {() => { view: ChartView, chart: any }} current
 * @param {import('../ui/store.js').Store} store
 * @returns {() => void} detach
 */
export function attachDrag(box, current, store) {
  /** @type {{ id: number, index: number, x: number, y: number, dragging: boolean } | null} */
  let press = null;

  /** @param {PointerEvent} event */
  const positionOf = (event) => {
    const { left, top } = box.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  /** @param {{ x: number, y: number }} at */
  function nearest(at) {
    const { view, chart } = current();
    let best = { index: -1, distance: Infinity, reach: false };
    (view.markers ?? []).forEach((marker, index) => {
      if (!marker.drag || !chart) return;
      const dx = chart.scales.x.getPixelForValue(marker.x) - at.x;
      const dy = chart.scales.y.getPixelForValue(marker.y) - at.y;
      const distance = Math.hypot(dx, Number.isFinite(dy) ? dy : 0);
      if (distance < best.distance) best = { index, distance, reach: distance <= REACH };
    });
    return best;
  }

  /** @param {number} index @param {{ x: number, y: number }} at */
  function moveTo(index, at) {
    const { view, chart } = current();
    const drag = view.markers?.[index]?.drag;
    if (!drag || !chart) return;
    const { min, max } = view.x;
    const scale = chart.scales.x;
    const value = Math.min(max, Math.max(min, scale.getValueForPixel(at.x)));
    // As many digits as a pixel can tell apart, so that the number field stays readable.
    const pixel = (max - min) / Math.max(1, scale.right - scale.left);
    const decimals = Math.max(0, Math.ceil(-Math.log10(pixel)));
    const rounded = Math.min(max, Math.max(min, Number(value.toFixed(decimals))));
    store.set({ [drag.key]: drag.toState ? drag.toState(rounded) : rounded });
  }

  /** @param {PointerEvent} event */
  function down(event) {
    if (!event.isPrimary || event.button !== 0) return;
    const at = positionOf(event);
    const { index, reach } = nearest(at);
    if (index < 0) return;
    press = { id: event.pointerId, index, ...at, dragging: reach };
    if (reach) box.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  function move(event) {
    const at = positionOf(event);
    // A press beside a handle is not captured: it may have ended where nothing was heard of it.
    if (press?.id === event.pointerId && event.buttons === 0) press = null;
    if (!press) {
      box.classList.toggle('chart-over-handle', event.pointerType === 'mouse' && nearest(at).reach);
      return;
    }
    if (event.pointerId === press.id && press.dragging) moveTo(press.index, at);
  }

  /** @param {PointerEvent} event */
  function up(event) {
    if (!press || event.pointerId !== press.id) return;
    const at = positionOf(event);
    const travelled = Math.hypot(at.x - press.x, at.y - press.y);
    if (!press.dragging && travelled <= CLICK_SLOP) moveTo(press.index, at);
    press = null;
  }

  const cancel = () => { press = null; };
  /** Not where a finger's own capture, of the canvas, gives way to the box's: that event bubbles. @param {PointerEvent} event */
  const lost = (event) => {
    if (event.target === box && event.pointerId === press?.id) press = null;
  };
  box.addEventListener('pointerdown', down);
  box.addEventListener('pointermove', move);
  box.addEventListener('pointerup', up);
  box.addEventListener('pointercancel', cancel);
  box.addEventListener('lostpointercapture', lost);
  return () => {
    box.removeEventListener('pointerdown', down);
    box.removeEventListener('pointermove', move);
    box.removeEventListener('pointerup', up);
    box.removeEventListener('pointercancel', cancel);
    box.removeEventListener('lostpointercapture', lost);
  };
}
