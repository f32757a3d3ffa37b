import { el, setText } from '../ui/dom.js';
import { flipsOf } from './same-peak-data.js';

/** The row of flips above the curves: which are heads, which are tied, how often each is counted. */

const NAMES = ['tails', 'heads'];

/** @param {import('./figure.js').CustomContext} context @returns {import('./figure.js').CustomPart} */
export function flipRow({ engine }) {
  const coins = el('span', { class: 'peak-coins', role: 'img' });
  const times = el('span', { class: 'peak-times' });
  const element = el('div', { class: 'figure-custom peak-flips', 'data-key': 'seed' }, coins, times);
  return {
    element,
    update(state) {
      const flips = flipsOf(state, engine);
      const words = flips.map((flip) => NAMES[flip]).join(', ');
      const tied = state.tied ? ', the second of each pair a copy of the first' : '';
      coins.setAttribute('aria-label', `Ten flips${tied}: ${words}.`);
      coins.classList.toggle('peak-tied', state.tied);
      coins.replaceChildren(...flips.map((flip, i) => el('span', {
        class: `peak-coin ${flip ? 'peak-heads' : 'peak-tails'}${state.tied && i % 2 ? ' peak-copy' : ''}`,
      }, flip ? 'H' : 'T')));
      setText(times, state.copies === 1 ? '' : `× ${state.copies}`);
    },
  };
}
