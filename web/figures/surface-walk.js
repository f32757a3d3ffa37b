import { el, setText } from '../ui/dom.js';

/** Step, back and play, above the map. Play takes a step at a time; under reduced motion it goes to the end at once. */

const EVERY_MS = 300;

/** @param {import('./figure.js').CustomContext} context @returns {import('./figure.js').CustomPart} */
export function walker({ store }) {
  const button = (/** @type {string} */ action, /** @type {string} */ label) => el('button', { type: 'button', 'data-action': action }, label);
  const [back, step, play] = [button('back', 'Back'), button('step', 'Step'), button('play', 'Play')];
  const where = el('span', { class: 'walk-where' });
  let timer = 0;
  let expected = 0;
  let last = 0;
  let at = 0;

  function pause() {
    clearInterval(timer);
    timer = 0;
    setText(play, 'Play');
  }
  /** @param {number} taken */
  function go(taken) {
    expected = taken;
    store.set({ taken });
  }
  const may = (/** @type {HTMLElement} */ b) => b.getAttribute('aria-disabled') !== 'true';
  back.addEventListener('click', () => { if (may(back)) { pause(); go(at - 1); } });
  step.addEventListener('click', () => { if (may(step)) { pause(); go(at + 1); } });
  play.addEventListener('click', () => {
    if (timer) return pause();
    if (!may(play)) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return go(last);
    setText(play, 'Pause');
    go(at + 1);
    timer = window.setInterval(() => {
      // Any other change of the state ends the play: the hand comes first.
      if (store.state.peek().taken !== expected || expected >= last) return pause();
      go(expected + 1);
    }, EVERY_MS);
  });

  return {
    element: el('div', { class: 'figure-custom walk', role: 'group', 'aria-label': 'The descent' }, back, step, play, where),
    update(state, { own }) {
      ({ at, last } = /** @type {{ at: number, last: number }} */ (own));
      if (timer && state.taken !== expected) pause();
      back.setAttribute('aria-disabled', String(at === 0));
      step.setAttribute('aria-disabled', String(at >= last));
      if (at >= last && timer) pause();
      play.setAttribute('aria-disabled', String(at >= last));
      setText(where, at < last ? `step ${at}` : at === 0 ? 'no step to take' : `step ${at}, the last`);
    },
    dispose: pause,
  };
}
