import { light } from '../shell/palette.js';

/**
 * The colours and the font that a page sets as custom properties (`--mle-model: rebeccapurple`), for charts: the styles
 * read the same properties themselves.
 *
 * @typedef {import('../shell/palette.js').Palette} Palette
 */

const names = /** @type {(keyof Palette)[]} */ (Object.keys(light));

/** Any CSS colour as #rrggbb, to which charts add transparency. @param {string} colour */
function hex(colour) {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
  return `#${[r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** @param {Palette} palette @param {Element} place @returns {Palette} */
export function pageColours(palette, place) {
  const given = getComputedStyle(place);
  const set = names.filter((name) => given.getPropertyValue(`--mle-${name}`).trim() !== '');
  if (set.length === 0) return palette;
  // What light-dark(), var() and their like come to, only an element knows.
  const probe = document.createElement('span');
  probe.hidden = true;
  place.append(probe);
  const found = set.map((name) => {
    if (name === 'font') return [name, given.getPropertyValue('--mle-font').trim()];
    probe.style.color = `var(--mle-${name})`;
    return [name, hex(getComputedStyle(probe).color)];
  });
  probe.remove();
  return { ...palette, ...Object.fromEntries(found) };
}
