import { branch, toDom } from '../ui/tree.js';
import { formula } from '../ui/formula.js';
import { choice, flag, integer, number } from '../ui/fields.js';
import { fixed } from '../ui/format.js';
import { el, setText } from '../ui/dom.js';
import { defineFigure } from './figure.js';
import { noises } from './noise-to-loss-models.js';
import { COUNT, LOGIT_REACH, RATE, REACH, SCALE, SHAPES } from './noise-to-loss-parts.js';

/** @typedef {import('./figure.js').State} State */
/** @typedef {import('./noise-to-loss-parts.js').Step} Step */
/** @typedef {import('../ui/controls.js').Control} Control */

const byId = new Map(noises.map((noise) => [noise.id, noise]));
/** @param {Readonly<State>} state */
const chosen = (state) => /** @type {import('./noise-to-loss-parts.js').Noise} */ (byId.get(state.noise));

/** Every model's controls, those of a family once; each is shown where the chosen model has it. @type {Control[]} */
const modelControls = [...new Set(noises.flatMap(({ controls }) => controls))]
  .map((control) => ({ ...control, when: (state) => chosen(state).controls.includes(control) }));

export default defineFigure({
  id: 'noise-to-loss',
  title: 'From noise to loss',
  description: 'What density or probability the noise model gives to an observation, its minus logarithm, which is the loss, '
    + 'and how hard the point pulls. Choose the noise and move the point.',
  hint: 'Drag the point away from the middle, then change the noise.',
  fields: {
    noise: choice({ start: 'gaussian', options: noises.map(({ id }) => id) }),
    y: number({ start: 1.5, min: -REACH, max: REACH }),
    prediction: number({ start: 0, min: -REACH, max: REACH }),
    scale: number({ start: 1, ...SCALE }),
    nu: number({ start: 4, ...SHAPES.nu }),
    k: number({ start: 1.345, ...SHAPES.k }),
    tau: number({ start: 0.8, ...SHAPES.tau }),
    count: integer({ start: 3, ...COUNT }),
    rate: number({ start: 1.5, ...RATE }),
    constants: flag({ start: true }),
    z0: number({ start: 1, min: -LOGIT_REACH, max: LOGIT_REACH }),
    z1: number({ start: 0, min: -LOGIT_REACH, max: LOGIT_REACH }),
    z2: number({ start: -1, min: -LOGIT_REACH, max: LOGIT_REACH }),
  },
  settle: (next, previous) => (chosen(next).family === chosen(previous).family ? {} : chosen(next).start),
  controls: [
    { kind: 'choice', key: 'noise', label: 'Noise', options: noises.map(({ id, label }) => ({ value: id, label })) },
    ...modelControls,
    { kind: 'toggle', key: 'constants', label: 'Keep the additive constants', when: (state) => chosen(state).strip },
  ],
  view(state, engine) {
    const { loss, charts, steps, sentence, table } = chosen(state).read(state, engine);
    const bare = chosen(state).strip && !state.constants;
    return {
      headline: {
        label: bare ? 'loss of this point, constants dropped' : 'loss of this point',
        ...(loss === Infinity ? { value: 'infinite', unit: '' } : { value: fixed(loss), unit: 'nats' }), exact: loss,
      },
      sentence, charts, table, own: steps,
    };
  },
  customAt: 'end',
  custom() {
    const list = el('ol', { class: 'derivation-steps' });
    let drawn = '';
    /** @type {Element[]} */
    let numbers = [];
    return {
      element: el('div', { class: 'derivation' },
        el('p', { class: 'derivation-title' }, 'The derivation, with the numbers put in'), list),
      update(_, { own }) {
        const steps = /** @type {Step[]} */ (own);
        // The formulas stay while only their numbers change, and with them what is marked in them.
        const lines = JSON.stringify(steps.map(({ why, formula: source }) => [why, source]));
        if (lines !== drawn) {
          drawn = lines;
          list.replaceChildren(...steps.map(({ why, formula: source }) => toDom(branch('li', {},
            branch('span', { class: 'derivation-why' }, why),
            branch('span', { class: 'derivation-formula' }, ...formula(source)),
            branch('span', { class: 'derivation-numbers' })))));
          numbers = [...list.querySelectorAll('.derivation-numbers')];
        }
        steps.forEach((step, i) => setText(numbers[i], step.numbers));
      },
    };
  },
});
