import { el, setText } from '../ui/dom.js';
import { colourLines } from './code-colour.js';

/**
 * Code on the page: line numbers and coloured lines. Editable, it is a native textarea (caret, undo, selection,
 * screen reader and Tab are the browser's) whose own glyphs are see-through above the coloured ones.
 *
 * @typedef {import('./code-colour.js').Piece} Piece
 */

const CLASSES = { data: 'role-data', model: 'role-model', comment: 'code-comment' };

/** @param {Piece[]} pieces */
const drawLine = (pieces) => el('span', { class: 'code-line' },
  ...pieces.map(({ text, kind }) => (kind ? el('span', { class: CLASSES[kind] }, text) : text)));

/** @param {'slashes' | 'hash'} comments */
function createSheet(comments) {
  const numbers = el('span', { class: 'code-numbers', 'aria-hidden': 'true' });
  const lines = el('code', { class: 'code-lines' });
  /** @type {string[]} */
  let drawn = [];
  return {
    numbers,
    lines,
    /** Draws again what differs, line by line. @param {string} source */
    draw(source) {
      const next = colourLines(source, comments);
      const keys = next.map((pieces) => JSON.stringify(pieces));
      keys.forEach((key, i) => {
        if (key === drawn[i]) return;
        const line = drawLine(next[i]);
        if (lines.children[i]) lines.children[i].replaceWith(line);
        else lines.append(line);
      });
      while (lines.children.length > next.length) lines.lastElementChild?.remove();
      setText(numbers, next.map((_, i) => i + 1).join('\n'));
      drawn = keys;
    },
  };
}

/**
 * Code to read.
 * @param {string} source
 * @param {'slashes' | 'hash'} comments
 * @param {string} label
 */
export function createListing(source, comments, label) {
  const sheet = createSheet(comments);
  sheet.draw(source);
  return el('div', { class: 'code-scroll', role: 'group', tabindex: 0, 'aria-label': label },
    el('pre', { class: 'code-sheet' }, sheet.numbers, sheet.lines));
}

/**
 * Code to edit.
 * @param {{ id: string, describedBy: string, maxLength: number, onInput: (source: string) => void, onRun: () => void }} options
 */
export function createEditor({ id, describedBy, maxLength, onInput, onRun }) {
  const sheet = createSheet('slashes');
  sheet.lines.setAttribute('aria-hidden', 'true');
  const area = el('textarea', {
    id, class: 'code-area', wrap: 'off', spellcheck: 'false', autocomplete: 'off', autocapitalize: 'off', autocorrect: 'off',
    maxlength: maxLength, 'aria-describedby': describedBy,
  });
  area.addEventListener('input', () => onInput(area.value));
  area.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onRun();
  });
  return {
    element: el('div', { class: 'code-scroll' },
      el('div', { class: 'code-sheet' }, sheet.numbers, el('div', { class: 'code-field' }, sheet.lines, area))),
    area,
    /** @param {string} source @param {number | null} wrongLine */
    draw(source, wrongLine) {
      if (area.value !== source) area.value = source;
      sheet.draw(source);
      area.setAttribute('aria-invalid', String(wrongLine !== null));
      Array.from(sheet.lines.children, (line, i) => line.classList.toggle('code-line-wrong', i + 1 === wrongLine));
    },
  };
}
