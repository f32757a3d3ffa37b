import { FONT_SANS } from '../shell/palette.js';

/**
 * A 2D context that writes SVG instead of pixels: the part of the canvas interface that our charts use, as
 * paths and text. It needs no document, so that the page and the command line share it, and its output is the
 * same from run to run (the libraries for this need a DOM and name their clips at random).
 *
 * @typedef {[number, number, number, number, number, number]} Matrix   a b c d e f, as in canvas
 */

/** A tenth of a pixel is finer than any screen shows; more digits only weigh. */
const round = (/** @type {number} */ v) => String(Math.round(v * 10) / 10);
const escape = (/** @type {string} */ s) => s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

const ANCHOR = { left: 'start', start: 'start', right: 'end', end: 'end', center: 'middle' };
/** Baseline as a share of the font size: SVG's own dominant-baseline differs between viewers. */
const BASELINE = { alphabetic: 0, bottom: -0.22, ideographic: -0.22, middle: 0.34, top: 0.93, hanging: 0.8 };

export class SvgContext {
  #parts = /** @type {string[]} */ ([]);
  #stack = /** @type {object[]} */ ([]);
  #path = '';
  #clips = 0;
  #prefix;
  #measure;
  #state = {
    matrix: /** @type {Matrix} */ ([1, 0, 0, 1, 0, 0]), clip: '', dash: /** @type {number[]} */ ([]),
    fillStyle: '#000', strokeStyle: '#000', lineWidth: 1, lineDashOffset: 0, lineCap: 'butt', lineJoin: 'miter',
    globalAlpha: 1, font: '10px sans-serif',
    textAlign: /** @type {keyof typeof ANCHOR} */ ('start'), textBaseline: /** @type {keyof typeof BASELINE} */ ('alphabetic'),
  };

  /**
   * @param {number} width
   * @param {number} height
   * @param {{ font: string, measureText: (text: string) => { width: number } }} measure   a real context that measures text
   * @param {string} [prefix]   of every id, where several pictures share a document
   */
  constructor(width, height, measure, prefix = '') {
    this.canvas = { width, height, getContext: () => this };
    this.#prefix = prefix;
    this.#measure = measure;
  }

  /** @param {string} background @param {string} title */
  toSvg(background, title) {
    const { width, height } = this.canvas;
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" `
      + `font-family="${escape(FONT_SANS)}" font-weight="400">`
      + `<title>${escape(title)}</title><rect width="${width}" height="${height}" fill="${background}"/>${this.#parts.join('')}</svg>\n`;
  }

  /**
   * Another picture within this one.
   * @param {SvgContext} part @param {number} x @param {number} y @param {string} title   what it shows, for who cannot see it
   */
  embed(part, x, y, title) {
    this.#parts.push(`<g transform="translate(${x} ${y})"><title>${escape(title)}</title>${part.#parts.join('')}</g>`);
  }

  save() { this.#stack.push({ ...this.#state }); }

  restore() { this.#state = /** @type {any} */ (this.#stack.pop()) ?? this.#state; }

  /** @param {Matrix} m */
  transform(...m) {
    const [a, b, c, d, e, f] = this.#state.matrix;
    this.#state.matrix = [
      a * m[0] + c * m[1], b * m[0] + d * m[1], a * m[2] + c * m[3], b * m[2] + d * m[3],
      a * m[4] + c * m[5] + e, b * m[4] + d * m[5] + f,
    ];
  }

  /** @param {Matrix} m */
  setTransform(...m) { this.#state.matrix = m; }
  resetTransform() { this.#state.matrix = [1, 0, 0, 1, 0, 0]; }
  /** @param {number} x @param {number} y */
  translate(x, y) { this.transform(1, 0, 0, 1, x, y); }
  /** @param {number} x @param {number} y */
  scale(x, y) { this.transform(x, 0, 0, y, 0, 0); }
  /** @param {number} angle */
  rotate(angle) { this.transform(Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0); }

  /** @param {number} x @param {number} y */
  #at(x, y) {
    const [a, b, c, d, e, f] = this.#state.matrix;
    return `${round(a * x + c * y + e)} ${round(b * x + d * y + f)}`;
  }

  beginPath() { this.#path = ''; }
  closePath() { this.#path += 'Z'; }
  /** @param {number} x @param {number} y */
  moveTo(x, y) { this.#path += `M${this.#at(x, y)}`; }
  /** @param {number} x @param {number} y */
  lineTo(x, y) { this.#path += `${this.#path ? 'L' : 'M'}${this.#at(x, y)}`; }
  /** @param {number[]} c */
  bezierCurveTo(...c) { this.#path += `C${this.#at(c[0], c[1])} ${this.#at(c[2], c[3])} ${this.#at(c[4], c[5])}`; }
  /** @param {number} x @param {number} y @param {number} w @param {number} h */
  rect(x, y, w, h) { this.#path += `M${this.#at(x, y)}L${this.#at(x + w, y)}L${this.#at(x + w, y + h)}L${this.#at(x, y + h)}Z`; }

  /**
   * An arc, as Bézier curves of at most a quarter turn (error below 3e-4 of the radius).
   * @param {number} x @param {number} y @param {number} radius @param {number} from @param {number} to @param {boolean} [counter]
   */
  arc(x, y, radius, from, to, counter = false) {
    const full = 2 * Math.PI;
    let sweep = Math.abs(to - from) >= full ? full * (counter ? -1 : 1) : to - from;
    const [a, b, c, d] = this.#state.matrix;
    if (Math.abs(sweep) === full && a === d && b === 0 && c === 0) {
      this.#circle(x, y, radius, a);
      return;
    }
    if (Math.abs(sweep) < full) sweep = counter ? -((((from - to) % full) + full) % full) : ((sweep % full) + full) % full;
    const pieces = Math.max(1, Math.ceil(Math.abs(sweep) / (Math.PI / 2) - 1e-9));
    const step = sweep / pieces;
    const k = (4 / 3) * Math.tan(step / 4) * radius;
    this.lineTo(x + radius * Math.cos(from), y + radius * Math.sin(from));
    for (let i = 0; i < pieces; i++) {
      const [a, b] = [from + i * step, from + (i + 1) * step];
      this.bezierCurveTo(
        x + radius * Math.cos(a) - k * Math.sin(a), y + radius * Math.sin(a) + k * Math.cos(a),
        x + radius * Math.cos(b) + k * Math.sin(b), y + radius * Math.sin(b) - k * Math.cos(b),
        x + radius * Math.cos(b), y + radius * Math.sin(b));
    }
  }

  /** Two half turns. @param {number} x @param {number} y @param {number} radius @param {number} scale */
  #circle(x, y, radius, scale) {
    const r = round(radius * scale);
    this.lineTo(x + radius, y);
    this.#path += `a${r} ${r} 0 1 1 ${round(-2 * radius * scale)} 0a${r} ${r} 0 1 1 ${round(2 * radius * scale)} 0`;
  }

  clip() {
    const id = `${this.#prefix}clip${++this.#clips}`;
    const outer = this.#state.clip ? ` clip-path="url(#${this.#state.clip})"` : '';
    this.#parts.push(`<clipPath id="${id}"><path d="${this.#path}"${outer}/></clipPath>`);
    this.#state.clip = id;
  }

  /** @param {string} element the opening of the element, without its end */
  #push(element, content = '', tag = '') {
    const clip = this.#state.clip ? ` clip-path="url(#${this.#state.clip})"` : '';
    const alpha = this.#state.globalAlpha === 1 ? '' : ` opacity="${this.#state.globalAlpha}"`;
    this.#parts.push(content ? `<${element}${clip}${alpha}>${content}</${tag}>` : `<${element}${clip}${alpha}/>`);
  }

  #pen() {
    const { strokeStyle, lineWidth, dash, lineDashOffset, lineCap, lineJoin } = this.#state;
    return ` stroke="${strokeStyle}" stroke-width="${round(lineWidth)}"${lineCap === 'butt' ? '' : ` stroke-linecap="${lineCap}"`}`
      + `${lineJoin === 'miter' ? '' : ` stroke-linejoin="${lineJoin}"`}`
      + `${dash.length ? ` stroke-dasharray="${dash.join(' ')}" stroke-dashoffset="${lineDashOffset}"` : ''}`;
  }

  stroke() { if (this.#path) this.#push(`path d="${this.#path}" fill="none"${this.#pen()}`); }
  /** Shapes filled alike one after the other, such as a cloud of points, become one path; not where they shine through. */
  fill() {
    if (!this.#path) return;
    const { clip, globalAlpha, fillStyle } = this.#state;
    const end = `" fill="${fillStyle}"${clip ? ` clip-path="url(#${clip})"` : ''}/>`;
    const last = this.#parts.at(-1);
    if (globalAlpha === 1 && /^#[0-9a-f]{6}$/i.test(fillStyle) && last?.startsWith('<path d="') && last.endsWith(end)) {
      this.#parts[this.#parts.length - 1] = last.slice(0, -end.length) + this.#path + end;
    } else this.#push(`path d="${this.#path}" fill="${fillStyle}"`);
  }
  // The chart clears before it draws: there is nothing below to clear.
  clearRect() {}
  /** @param {number} x @param {number} y @param {number} w @param {number} h */
  fillRect(x, y, w, h) { this.beginPath(); this.rect(x, y, w, h); this.fill(); }
  /** @param {number} x @param {number} y @param {number} w @param {number} h */
  strokeRect(x, y, w, h) { this.beginPath(); this.rect(x, y, w, h); this.stroke(); }

  /** @param {string} text */
  measureText(text) {
    this.#measure.font = this.#state.font;
    return this.#measure.measureText(text);
  }

  /** @param {string} text @param {number} x @param {number} y @param {string} paint */
  #text(text, x, y, paint) {
    const { font, textAlign, textBaseline, matrix } = this.#state;
    const [, style = '', weight = '400', size = '10', family = 'sans-serif'] =
      /^(?:(italic|normal) )?(?:(\d+|bold|normal) )?([\d.]+)px(?:\/\S+)? (.+)$/.exec(font) ?? [];
    const upright = matrix[0] === 1 && matrix[1] === 0 && matrix[2] === 0 && matrix[3] === 1;
    const shift = BASELINE[textBaseline] * Number(size);
    const at = upright ? `x="${round(x + matrix[4])}" y="${round(y + matrix[5] + shift)}"`
      : `transform="matrix(${matrix.map((v) => Math.round(v * 1e4) / 1e4).join(' ')})" x="${round(x)}" y="${round(y + shift)}"`;
    const own = family === FONT_SANS ? '' : ` font-family="${escape(family)}"`;
    // The width that the labels were placed by: a viewer without the font has another, wider one.
    const length = text.length > 1 ? ` textLength="${round(this.measureText(text).width)}" lengthAdjust="spacingAndGlyphs"` : '';
    this.#push(`text ${at}${own} font-size="${size}"${weight === '400' ? '' : ` font-weight="${weight}"`}${length}`
      + `${style === 'italic' ? ' font-style="italic"' : ''} text-anchor="${ANCHOR[textAlign]}"${paint}`, escape(text), 'text');
  }

  /** @param {string} text @param {number} x @param {number} y */
  fillText(text, x, y) { this.#text(text, x, y, ` fill="${this.#state.fillStyle}"`); }
  /** @param {string} text @param {number} x @param {number} y */
  strokeText(text, x, y) { this.#text(text, x, y, ` fill="none"${this.#pen()}`); }

  /** @param {number[]} dash */
  setLineDash(dash) { this.#state.dash = [...dash]; }
  getLineDash() { return [...this.#state.dash]; }

  get fillStyle() { return this.#state.fillStyle; }
  set fillStyle(v) { this.#state.fillStyle = v; }
  get strokeStyle() { return this.#state.strokeStyle; }
  set strokeStyle(v) { this.#state.strokeStyle = v; }
  get lineWidth() { return this.#state.lineWidth; }
  set lineWidth(v) { this.#state.lineWidth = v; }
  get lineDashOffset() { return this.#state.lineDashOffset; }
  set lineDashOffset(v) { this.#state.lineDashOffset = v; }
  get lineCap() { return this.#state.lineCap; }
  set lineCap(v) { this.#state.lineCap = v; }
  get lineJoin() { return this.#state.lineJoin; }
  set lineJoin(v) { this.#state.lineJoin = v; }
  get globalAlpha() { return this.#state.globalAlpha; }
  set globalAlpha(v) { this.#state.globalAlpha = v; }
  get font() { return this.#state.font; }
  set font(v) { this.#state.font = v; }
  get textAlign() { return this.#state.textAlign; }
  set textAlign(v) { this.#state.textAlign = v; }
  get textBaseline() { return this.#state.textBaseline; }
  set textBaseline(v) { this.#state.textBaseline = v; }
}
