import { el, setText } from '../ui/dom.js';
import { fixed, significant, wholeText } from '../ui/format.js';
import { chosen, logSum, product } from './underflow-data.js';

/**
 * Two gauges, the float32 and the float64 product, each on the range of its format, and the log sum beside them.
 *
 * @typedef {import('./figure.js').State} State
 */

/** The smallest and the largest positive number of each format (IEEE 754). */
const FORMATS = {
  float32: { smallest: 2 ** -149, largest: (2 - 2 ** -23) * 2 ** 127 },
  float64: { smallest: Number.MIN_VALUE, largest: Number.MAX_VALUE },
};
const WIDTH = 200;

/** @param {import('./figure.js').CustomContext} context @returns {import('./figure.js').CustomPart} */
export function gauges({ engine }) {
  const float32 = gauge('float32');
  const float64 = gauge('float64');
  const sum = el('output', { class: 'gauge-value' });
  const perOne = el('p', { class: 'gauge-note' });
  const element = el('div', { class: 'gauges' }, float32.element, float64.element,
    el('div', { class: 'gauge', 'data-gauge': 'log' }, el('p', { class: 'gauge-name' }, 'sum of logarithms'), sum, perOne));
  return {
    element,
    update(state) {
      const total = logSum(state, engine);
      const power = total / engine.log(10);
      float32.update(state, product(state, engine, 'float32'), power);
      float64.update(state, product(state, engine, 'float64'), power);
      setText(sum, `${fixed(total, 1)} nats`);
      setText(perOne, `${fixed(total / state.n, 3)} per ${chosen(state).one} on average: inside either format`);
    },
  };
}

/** @param {'float32' | 'float64'} format */
function gauge(format) {
  const { smallest, largest } = FORMATS[format];
  const [least, most] = [Math.log10(smallest), Math.log10(largest)];
  const at = (/** @type {number} */ power) => (WIDTH * (Math.min(most, Math.max(least, power)) - least)) / (most - least);
  const svg = (/** @type {string} */ tag, /** @type {Record<string, string | number>} */ attributes) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
    return node;
  };
  const level = svg('rect', { class: 'gauge-level', y: 4, height: 8 });
  const needle = svg('rect', { class: 'gauge-needle', y: 0, width: 4, height: 16 });
  const picture = svg('svg', { class: 'gauge-bar', viewBox: `-2 0 ${WIDTH + 4} 16`, preserveAspectRatio: 'none', 'aria-hidden': 'true' });
  picture.append(svg('rect', { class: 'gauge-track', x: 0, y: 4, width: WIDTH, height: 8 }), level,
    svg('rect', { class: 'gauge-one', x: at(0) - 0.5, y: 0, width: 1, height: 16 }), needle);
  const value = el('output', { class: 'gauge-value' });
  const note = el('p', { class: 'gauge-note' });
  const element = el('div', { class: 'gauge', 'data-gauge': format },
    el('p', { class: 'gauge-name' }, `${format} product`), value, picture,
    el('p', { class: 'gauge-ends' }, el('span', {}, significant(smallest, 2)), el('span', {}, significant(largest, 2))), note);
  return {
    element,
    /** @param {State} state @param {import('./underflow-data.js').Product} result @param {number} power the exact product's */
    update(state, result, power) {
      element.dataset.failed = String(result.failedAt > 0);
      setText(value, result.value === 0 ? 'exactly 0' : result.value === Infinity ? 'Infinity' : significant(result.value));
      const [from, to] = [Math.min(at(0), at(power)), Math.max(at(0), at(power))];
      level.setAttribute('x', String(from));
      level.setAttribute('width', String(to - from));
      needle.setAttribute('x', String(at(power) - 2));
      const { one } = chosen(state);
      const room = power < 0 ? power - least : most - power;
      setText(note, result.failedAt ? `since ${one} ${wholeText(result.failedAt)}`
        : `${fixed(Math.max(0, room), 1)} powers of ten left`);
    },
  };
}
