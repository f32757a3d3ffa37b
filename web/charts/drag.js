import { focusOn } from '../ui/focus.js';
import { name, nameFocused } from '../ui/naming.js';
import { keysOf } from './handles.js';
import { placeIn } from './place.js';

/**
 * Handles on a chart, moved with mouse, pen and touch. The handle is only a picture of a value that a native
 * range and number field own: keyboard and assistive technology use those.
 *
 * A press near a handle drags it, and chooses one data point among many. Elsewhere a press that does not travel places the
 * nearest handle there, or does what the view says of it.
 * The keyboard's focus goes along, so that Ctrl+Z takes the step back. touch-action: pan-y (styles) leaves vertical swipes to
 * the page.
 *
 * @typedef {import('../figures/figure.js').ChartView} ChartView
 * @typedef {import('../figures/figure.js').Marker} Marker
 */

/** Half of the 44 px target. */
const REACH = 22;
/** A press that travels less than this is a click. */
const CLICK_SLOP = 6;

/**
 * The value at a pixel, within the axis, with as many digits as a pixel can tell apart: number fields stay readable.
 * @param {import('../figures/figure.js').Axis} axis @param {any} scale @param {number} pixel @param {number} length
 */
function onAxis({ min, max }, scale, pixel, length) {
  const value = Math.min(max, Math.max(min, scale.getValueForPixel(pixel)));
  const decimals = Math.max(0, Math.ceil(-Math.log10((max - min) / Math.max(1, length))));
  return Math.min(max, Math.max(min, Number(value.toFixed(decimals))));
}

/**
 * @param {HTMLElement} box
 * @param {() => { view: ChartView, chart: any }} current
 * @param {import('../ui/store.js').Store} store
 * @returns {() => void} detach
 */
export function attachDrag(box, current, store) {
  /** waiting: the page may still take the finger's way for a swipe. @type {{ id: number, index: number, x: number, y: number, dragging: boolean, waiting: boolean } | null} */
  let press = null;
  /** The settings of the handle under the mouse or the finger, joined. */
  let over = '';
  /** The settings of the handle that the last press was about; null where it came to nothing. @type {string[] | null} */
  let pressed = null;

  /** @param {{ clientX: number, clientY: number }} pointer */
  const positionOf = (pointer) => placeIn(box, pointer);

  /** @param {{ x: number, y: number }} at */
  function nearest(at) {
    const { view, chart } = current();
    let best = { index: -1, distance: Infinity, reach: false };
    (view.markers ?? []).forEach((marker, index) => {
      if (!marker.drag || !chart) return;
      const dx = chart.scales.x.getPixelForValue(marker.x) - at.x;
      const dy = chart.scales.y.getPixelForValue(marker.y) - at.y;
      const distance = Math.hypot(dx, Number.isFinite(dy) ? dy : 0);
      if (marker.dot && distance > REACH) return;
      if (distance < best.distance) best = { index, distance, reach: distance <= REACH };
    });
    return best;
  }

  /** @param {{ x: number, y: number }} at @returns {{ x: number, y: number }} in the axes' units */
  function valuesAt(at) {
    const { view, chart: { scales: { x, y } } } = current();
    return { x: onAxis(view.x, x, at.x, x.right - x.left), y: onAxis(view.y, y, at.y, y.bottom - y.top) };
  }

  /** @param {number} index of the marker @param {{ x: number, y: number }} place in the axes' units */
  const moveTo = (index, place) => {
    const drag = current().view.markers?.[index]?.drag;
    if (drag) store.set(drag.to(place, store.state.value));
  };

  /** What the handle under the hand is about is named all over the figure. @param {number} index of its marker, −1 for none */
  function nameHandle(index) {
    const { view } = current();
    const keys = keysOf(view.markers?.[index], view, store.state.value);
    if (keys.join() === over) return;
    over = keys.join();
    if (over) name(box, keys);
    else nameFocused(box);
  }

  /**
   * A press that did not travel.
   * @param {number} index of the nearest marker @param {boolean} reach @param {{ x: number, y: number }} at
   * @returns {number} the index of the marker that it was about, −1 for none
   */
  function click(index, reach, at) {
    const { view: { markers = [], points, place } } = current();
    if (reach) {
      if (markers[index].dot) moveTo(index, { x: markers[index].x, y: markers[index].y });
      return index;
    }
    if (points?.pick(placeOf(at))) return -1;
    if (place) {
      store.set(place(valuesAt(at), store.state.value));
      return -1;
    }
    moveTo(index, valuesAt(at));
    return index;
  }

  /** @param {{ x: number, y: number }} at @returns {import('../figures/figure.js').Near} */
  function placeOf(at) {
    const { view, chart } = current();
    const { x, y } = chart.scales;
    return {
      x: x.getValueForPixel(at.x), y: y.getValueForPixel(at.y),
      reach: { x: (REACH * (view.x.max - view.x.min)) / (x.right - x.left), y: (REACH * (view.y.max - view.y.min)) / (y.bottom - y.top) },
    };
  }

  /** @param {PointerEvent} event */
  function down(event) {
    if (!event.isPrimary || event.button !== 0) return;
    const at = positionOf(event);
    const { index, reach } = nearest(at);
    if (!current().chart || (index < 0 && !current().view.points && !current().view.place)) return;
    pressed = null;
    const waiting = event.pointerType === 'touch' && !current().view.markers?.[index]?.drag?.free;
    press = { id: event.pointerId, index, ...at, dragging: reach, waiting };
    if (!reach) return;
    box.setPointerCapture(event.pointerId);
    nameHandle(index);
  }

  /** @param {PointerEvent} event */
  function move(event) {
    const at = positionOf(event);
    // A press beside a handle is not captured: it may have ended where nothing was heard of it.
    if (press?.id === event.pointerId && event.buttons === 0) press = null;
    if (!press) {
      const mouse = event.pointerType === 'mouse';
      const { index, reach } = nearest(at);
      box.classList.toggle('chart-over-handle', mouse && reach);
      nameHandle(mouse && reach ? index : -1);
      if (mouse && current().chart) current().view.points?.over(placeOf(at));
      return;
    }
    if (event.pointerId !== press.id || !press.dragging) return;
    const along = Math.abs(at.x - press.x);
    if (along > CLICK_SLOP && along >= Math.abs(at.y - press.y)) press.waiting = false;
    if (!press.waiting) moveTo(press.index, valuesAt(at));
  }

  /** @param {PointerEvent} event */
  function up(event) {
    if (!press || event.pointerId !== press.id) return;
    const at = positionOf(event);
    const travelled = Math.hypot(at.x - press.x, at.y - press.y);
    const { view } = current();
    const before = store.state.value;
    const about = travelled <= CLICK_SLOP ? click(press.index, press.dragging, at) : press.index;
    if (press.dragging || store.state.value !== before) {
      pressed = keysOf(view.markers?.[about], view, before);
      focus();
    }
    nameHandle(-1);
    press = null;
  }
  // A tap's own mouse events follow its pointer's, and the focus goes with them: at the click it is fetched back.
  const focus = () => { if (pressed) focusOn(box, pressed); };

  // A finger on a handle that moves freely would scroll the page instead: only there the page gives way.
  const hold = (/** @type {TouchEvent} */ event) => {
    const { index, reach } = nearest(positionOf(event.touches[0]));
    if (reach && current().view.markers?.[index]?.drag?.free) event.preventDefault();
  };
  const cancel = () => {
    press = null;
    nameHandle(-1);
  };
  const leave = () => {
    current().view.points?.over(null);
    if (!press) nameHandle(-1);
  };
  /** Not where a finger's own capture, of the canvas, gives way to the box's: that event bubbles. @param {PointerEvent} event */
  const lost = (event) => {
    if (event.target === box && event.pointerId === press?.id) press = null;
  };
  box.addEventListener('touchstart', hold, { passive: false });
  box.addEventListener('pointerdown', down);
  box.addEventListener('pointermove', move);
  box.addEventListener('pointerup', up);
  box.addEventListener('pointercancel', cancel);
  box.addEventListener('lostpointercapture', lost);
  box.addEventListener('pointerleave', leave);
  box.addEventListener('click', focus);
  return () => {
    box.removeEventListener('touchstart', hold);
    box.removeEventListener('pointerdown', down);
    box.removeEventListener('pointermove', move);
    box.removeEventListener('pointerup', up);
    box.removeEventListener('pointercancel', cancel);
    box.removeEventListener('lostpointercapture', lost);
    box.removeEventListener('pointerleave', leave);
    box.removeEventListener('click', focus);
  };
}
