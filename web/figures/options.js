import { changesOf, shortened } from '../ui/link.js';

/**
 * What the page around a figure asks of it, as attributes of <mle-figure>. Each is checked here; one that cannot be used
 * counts as not given, and the figure says so. `theme` and `background` act through the styles alone.
 *
 *   state        where the figure starts, and what Reset returns to, in the text form of ui/link.js: "p=0.02&y=0"
 *   hide         controls by their keys, and `controls` (all), `actions`, `description`: "clip,axis,actions"
 *   lock         controls by their keys, shown with the start's value, which then stays: "y"
 *   group        figures of one name and one group on a page show one state
 *   theme        auto, light or dark
 *   background   paper or transparent
 *
 * @typedef {import('./figure.js').Figure} Figure
 *
 * @typedef {object} Options
 * @property {Partial<import('../ui/store.js').State>} changes   of the figure's own start
 * @property {Set<string>} hide
 * @property {Set<string>} lock
 * @property {string} group       "" for none
 * @property {string[]} problems  what could not be used
 */

export const ATTRIBUTES = Object.freeze(['state', 'hide', 'lock', 'group', 'theme', 'background']);
/** Parts of a figure that can be hidden beside its controls. */
const PARTS = ['controls', 'actions', 'description'];
/** @type {Record<string, string[]>} */
const CHOICES = { theme: ['auto', 'light', 'dark'], background: ['paper', 'transparent'] };
const MOST_CHARACTERS = 1000;

/**
 * @param {Readonly<Figure>} figure
 * @param {(name: string) => string | null} attribute
 * @returns {Options}
 */
export function readOptions({ fields, controls }, attribute) {
  const keys = controls.map(({ key }) => key);
  /** @type {string[]} */
  const problems = [];

  const { changes, refused } = changesOf(fields, attribute('state') ?? '');
  if (refused) problems.push(`state: ${refused}`);

  /** @param {string} name @param {string[]} known */
  const list = (name, known) => {
    const words = (attribute(name) ?? '').slice(0, MOST_CHARACTERS).split(',').map((word) => word.trim()).filter((word) => word !== '');
    const wrong = words.find((word) => !known.includes(word));
    if (wrong !== undefined) problems.push(`${name}: ${shortened(wrong)} is none of ${known.join(', ')}`);
    return new Set(words.filter((word) => known.includes(word)));
  };
  const [hide, lock] = [list('hide', [...PARTS, ...new Set(keys)]), list('lock', [...new Set(keys)])];

  for (const [name, known] of Object.entries(CHOICES)) {
    const value = attribute(name);
    if (value && !known.includes(value)) problems.push(`${name}: ${shortened(value)} is none of ${known.join(', ')}`);
  }

  const asked = attribute('group') ?? '';
  const group = /^[\w-]{0,40}$/.test(asked) ? asked : '';
  if (group !== asked) problems.push('group: at most 40 letters, digits and hyphens');
  return { changes: refused === null ? changes : {}, hide, lock, group, problems };
}
