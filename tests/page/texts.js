/**
 * Texts where they stand on the page, in the document and on canvases, and which of them lie on each other or are cut off.
 * These functions run in the page: ui.evaluate takes each by itself.
 */

/** From now on each canvas keeps what was written in its last drawing, in `window.written`. */
export function watchCanvases() {
  const prototype = CanvasRenderingContext2D.prototype;
  const { clearRect, fillText } = prototype;
  const written = /** @type {Map<HTMLCanvasElement, any[]>} */ (new Map());
  Object.assign(window, { written });
  /** A box in the context's own units as pixels of the canvas. @param {CanvasRenderingContext2D} context @param {number[][]} corners */
  const boxOf = (context, corners) => {
    const { a, b, c, d, e, f } = context.getTransform();
    const placed = corners.map(([x, y]) => [a * x + c * y + e, b * x + d * y + f]);
    const [across, down] = [0, 1].map((k) => placed.map((place) => place[k]));
    return { left: Math.min(...across), right: Math.max(...across), top: Math.min(...down), bottom: Math.max(...down) };
  };
  prototype.clearRect = function (x, y, width, height) {
    const { left, right, top, bottom } = boxOf(this, [[x, y], [x + width, y + height]]);
    // A new drawing begins.
    if (left <= 0 && top <= 0 && right >= this.canvas.width && bottom >= this.canvas.height) written.set(this.canvas, []);
    return clearRect.call(this, x, y, width, height);
  };
  prototype.fillText = function (text, x, y, ...rest) {
    const { actualBoundingBoxLeft, actualBoundingBoxRight, actualBoundingBoxAscent, actualBoundingBoxDescent } = this.measureText(text);
    const [left, right, top, bottom] = [x - actualBoundingBoxLeft, x + actualBoundingBoxRight, y - actualBoundingBoxAscent, y + actualBoundingBoxDescent];
    if (!written.has(this.canvas)) written.set(this.canvas, []);
    written.get(this.canvas)?.push({ text: String(text), colour: this.fillStyle, ...boxOf(this, [[left, top], [right, top], [left, bottom], [right, bottom]]) });
    return fillText.call(this, text, x, y, ...rest);
  };
}

/**
 * @param {string} figure its id
 * @returns {{ texts: number, canvasTexts: number, faults: string[] }} how many there are, and what is wrong with them
 */
export function textFaults(figure) {
  /** Of ink on a canvas, and of a line of text, whose box is higher than its letters: as much may touch. */
  const INK = { across: 1, share: 0.15 };
  const LINE = { across: 2, share: 0.4 };
  const element = /** @type {HTMLElement} */ (document.getElementById(figure));
  const faults = /** @type {string[]} */ ([]);
  const boxes = /** @type {any[]} */ ([]);
  const short = (/** @type {string} */ text) => `“${text.trim().replace(/\s+/g, ' ').slice(0, 40)}”`;

  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`the page is ${scrollWidth} wide in ${clientWidth}`);

  /**
   * What of a box its surroundings let through; a box that scrolls hides nothing for good, one that only cuts does.
   * @param {Element | null} from @param {DOMRect} box @param {string} text
   */
  const visible = (from, box, text) => {
    let { left, right, top, bottom } = box;
    for (let around = from; around && around !== document.body; around = around.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(around);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      const edge = around.getBoundingClientRect();
      const cuts = (/** @type {string} */ overflow) => overflow === 'hidden' || overflow === 'clip';
      if ((cuts(overflowX) && (left < edge.left - 1 || right > edge.right + 1)) || (cuts(overflowY) && (top < edge.top - 3 || bottom > edge.bottom + 3))) {
        faults.push(`cut off by ${around.className || around.tagName}: ${short(text)}`);
      }
      [left, right, top, bottom] = [Math.max(left, edge.left), Math.min(right, edge.right), Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    }
    return right - left > 1 && bottom - top > 1 ? { left, right, top, bottom } : null;
  };

  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    const parent = /** @type {Element} */ (node.parentElement);
    const text = node.textContent ?? '';
    if (!/\S/.test(text) || !parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (parent.closest('.visually-hidden, textarea, select, canvas')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const line of range.getClientRects()) {
      const box = line.width > 1 && visible(parent, line, text);
      if (box) boxes.push({ ...box, text, node, ...LINE });
    }
  }
  for (const field of element.querySelectorAll('input[type="number"], textarea, select')) {
    if (!field.checkVisibility({ visibilityProperty: true })) continue;
    const { value } = /** @type {HTMLInputElement} */ (field);
    if (field.tagName === 'INPUT' && field.scrollWidth > field.clientWidth + 1) faults.push(`wider than its field: ${short(value)}`);
    const box = visible(field, field.getBoundingClientRect(), value);
    // Code lies over its own coloured copy.
    if (box && field.tagName !== 'TEXTAREA') boxes.push({ ...box, text: value, node: field, ...LINE });
  }
  let canvasTexts = 0;
  for (const [canvas, texts] of /** @type {any} */ (window).written) {
    if (!element.contains(canvas)) continue;
    const place = canvas.getBoundingClientRect();
    const [wide, high] = [place.width / canvas.width, place.height / canvas.height];
    for (const { text, left, right, top, bottom } of texts) {
      canvasTexts += 1;
      if (left < -1 || top < -1 || right > canvas.width + 1 || bottom > canvas.height + 1) faults.push(`runs off the canvas: ${short(text)}`);
      boxes.push({
        text, node: canvas, ...INK,
        left: place.left + left * wide, right: place.left + right * wide, top: place.top + top * high, bottom: place.top + bottom * high,
      });
    }
  }
  boxes.sort((a, b) => a.top - b.top);
  boxes.forEach((one, i) => {
    for (let k = i + 1; k < boxes.length && boxes[k].top < one.bottom; k++) {
      const other = boxes[k];
      if (one.node === other.node && one.node.nodeType === Node.TEXT_NODE) continue;
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - other.top;
      const [least, share] = [Math.max(one.across, other.across), Math.max(one.share, other.share)];
      const height = Math.min(one.bottom - one.top, other.bottom - other.top);
      if (across > least && down > share * height) faults.push(`${short(one.text)} and ${short(other.text)} overlap by ${Math.round(across)} × ${Math.round(down)}`);
    }
  });
  return { texts: boxes.length, canvasTexts, faults: [...new Set(faults)] };
}
