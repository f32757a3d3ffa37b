/**
 * The one home of the colours: the build writes them as custom properties, charts and stills read them here.
 * Each role is one hue, one dash and one shape, in every figure, formula and sentence. Text contrast is at
 * least 4.5:1 on the paper of its palette (tests/engine/palette.test.js computes it).
 *
 * @typedef {import('../figures/figure.js').Role} Role
 * @typedef {Record<Role | 'ink' | 'paper' | 'panel' | 'muted' | 'rule' | 'grid' | 'focus' | 'font', string>} Palette   colours,
 *   and the font of what charts write
 */

export const FONT_SANS = '"Source Sans 3", "Segoe UI", "Helvetica Neue", Arial, sans-serif';

/** @type {Palette} */
export const light = {
  paper: '#fdfcf9', panel: '#f5f3ec', ink: '#1f2328', muted: '#5c626b', rule: '#d8d5cb', grid: '#e8e5dc', focus: '#1f57c8',
  data: '#17703f', model: '#1f57c8', optimum: '#8b2fa8', gradient: '#875400', one: '#bb3d12', zero: '#0a7182',
  neutral: '#5c626b', font: FONT_SANS,
};

/** @type {Palette} */
export const dark = {
  paper: '#15181d', panel: '#1d2127', ink: '#e6e4de', muted: '#a3a8b0', rule: '#3a4049', grid: '#2a2f37', focus: '#8fb2ff',
  data: '#6ecf98', model: '#8fb2ff', optimum: '#dd97f2', gradient: '#e3b04b', one: '#ff9068', zero: '#55c6d8',
  neutral: '#a3a8b0', font: FONT_SANS,
};

/** @type {Record<Role, { dash: number[], shape: 'circle' | 'rect' | 'rectRot' | 'triangle' | 'star' | 'crossRot' }>} */
export const marks = {
  data: { dash: [1, 4], shape: 'circle' },
  model: { dash: [], shape: 'circle' },
  optimum: { dash: [2, 3], shape: 'star' },
  gradient: { dash: [6, 3, 1, 3], shape: 'triangle' },
  one: { dash: [], shape: 'triangle' },
  zero: { dash: [8, 4], shape: 'rect' },
  neutral: { dash: [4, 4], shape: 'crossRot' },
};
