import { choice, flag, number, text } from '../ui/fields.js';
import { coinRow } from './coin-flips-coins.js';
import { headsIn, isOpen } from './coin-flips-hunt.js';
import { extendTrail, TRAIL_PATTERN, trailAt } from './coin-flips-trail.js';
import { view } from './coin-flips-view.js';
import { defineFigure } from './figure.js';

/** Where the marker begins: neither at a fair coin, which the lesson asks for, nor at the peak. */
const START_P = 0.4;
/** As many guesses as one hunt may take. */
const MOST_GUESSES = 24;
/** A probability as the engine's numbers print: "0", "0.68", "5e-7", "1". */
const GUESS = '(?:0(?:\\.\\d{1,17})?|1|[1-9](?:\\.\\d{1,17})?e-\\d{1,3})';

/** @param {string} guesses */
const countGuesses = (guesses) => (guesses === '' ? 0 : guesses.split('_').length);

export default defineFigure({
  id: 'coin-flips',
  title: 'Ten flips and one probability',
  description: 'Each flip shows the probability that the model gave it, and their product is the likelihood of p. '
    + 'Turn flips, move p, and hunt for the p that makes these ten flips most probable.',
  hint: 'Drag the marker or the slider to move p. Press a coin to turn it.',
  fields: {
    flips: text({ start: '1011101101', pattern: /^[01]{10}$/, rule: 'ten flips, each 1 for heads or 0 for tails' }),
    p: number({ start: START_P, min: 0, max: 1 }),
    axis: choice({ start: 'p', options: ['p', 'logit'] }),
    area: flag({ start: false }),
    trail: text({ start: trailAt(START_P), pattern: TRAIL_PATTERN, rule: 'visited hundredths, such as 38-52_70' }),
    guesses: text({
      start: '', pattern: new RegExp(`^(?:${GUESS}(?:_${GUESS}){0,${MOST_GUESSES - 1}})?$`), rule: 'probabilities joined by _',
    }),
    revealed: flag({ start: false }),
  },
  plotted: { revealed: true },
  settle(next, previous) {
    // Other flips with the same count of heads have the same likelihood: the hunt goes on.
    if (headsIn(next.flips) !== headsIn(previous.flips)) {
      return { trail: trailAt(next.p), guesses: '', revealed: false, area: false };
    }
    return {
      ...(next.p !== previous.p && { trail: extendTrail(previous.trail, previous.p, next.p) }),
      // Who has seen the area has seen the peak.
      ...((next.area || previous.area) && { revealed: true }),
    };
  },
  controls: [
    { kind: 'range', key: 'p', symbol: 'p', label: 'probability of heads', min: 0, max: 1, step: 0.01 },
    {
      kind: 'button', key: 'commit', label: 'Commit this guess',
      enabled: (state) => !isOpen(state) && countGuesses(state.guesses) < MOST_GUESSES,
      act: (store, { p, guesses }) => {
        const others = guesses.split('_').filter((/** @type {string} */ guess) => guess !== '' && Number(guess) !== p);
        store.set({ guesses: [...others, String(p)].join('_') });
      },
    },
    {
      kind: 'button', key: 'reveal', label: 'Reveal the peak',
      enabled: (state) => !isOpen(state) && state.guesses !== '',
      act: (store) => { store.set({ revealed: true }); },
    },
    { kind: 'choice', key: 'axis', label: 'Axis', options: [{ value: 'p', label: 'probability p' }, { value: 'logit', label: 'logit p' }] },
    { kind: 'toggle', key: 'area', label: 'Area under L (after the reveal)', enabled: isOpen },
  ],
  view,
  custom: coinRow,
});
