import { el, setText } from '../ui/dom.js';
import { formula } from '../ui/formula.js';
import { toDom } from '../ui/tree.js';
import { readAll, steps } from './ladder-steps.js';
import { valueText } from './ladder-words.js';

let serial = 0;

/**
 * The ladder itself: one radio button for each rung, the ground at the bottom, so that ArrowUp climbs. A rung shows
 * its number once the learner stands on it or above.
 *
 * @param {import('./figure.js').CustomContext} context
 * @returns {import('./figure.js').CustomPart}
 */
export function rungs({ engine, store }) {
  const name = `rungs-${++serial}`;
  const rows = steps.map((step, index) => {
    const input = el('input', { type: 'radio', name, value: index });
    const value = el('span', { class: 'ladder-number' });
    input.addEventListener('change', () => input.checked && store.set({ step: index }));
    const label = el('label', { class: 'ladder-rung', 'data-step': index }, input,
      el('span', { class: 'ladder-name' }, step.name, ' ', el('span', { class: 'ladder-formula' }, ...formula(step.formula).map(toDom))), value);
    return { input, value, label };
  });
  return {
    element: el('fieldset', { class: 'figure-custom ladder', 'data-key': 'step' },
      el('legend', {}, 'Ladder, from the ground up'), ...rows.map((row) => row.label).reverse()),
    update({ step, p }) {
      const read = readAll(p, engine);
      rows.forEach(({ input, value, label }, index) => {
        input.checked = index === step;
        label.classList.toggle('ladder-here', index === step);
        setText(value, index <= step ? valueText(read[index].value) : '');
      });
    },
  };
}
