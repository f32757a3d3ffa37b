import { el, setText } from '../ui/dom.js';
import { fixed, ratioText, significant } from '../ui/format.js';
import { decimal, fraction, isOpen, isTop, productByFlip, scores, showP } from './coin-flips-hunt.js';
import { showGap } from './coin-flips-sentence.js';

/**
 * The row of coins above the chart, and the score of the hunt below it.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 */

const FACES = { 1: { letter: 'H', name: 'heads', other: 'tails' }, 0: { letter: 'T', name: 'tails', other: 'heads' } };

/** @param {import('./figure.js').CustomContext} context @returns {import('./figure.js').CustomPart} */
export function coinRow({ engine, store, announce }) {
  const coins = Array.from(store.state.value.flips, (_, i) => coin(i, () => {
    const { flips } = store.state.value;
    const turned = flips[i] === '1' ? '0' : '1';
    store.set({ flips: flips.slice(0, i) + turned + flips.slice(i + 1) });
    announce(`Flip ${i + 1} is now ${FACES[turned].name}.`);
  }));
  const board = scoreBoard();
  const element = el('div', { class: 'coin-flips', 'data-key': 'flips' },
    el('ol', { class: 'coins', role: 'list', 'aria-label': 'Ten flips, each with its probability under the model and the product so far' },
      ...coins.map(({ element: cell }) => cell)),
    el('p', { class: 'coins-key' }, '× probability under the model, = product so far'));
  return {
    element,
    below: board.element,
    update(state) {
      const { factors, products } = productByFlip(state, engine);
      coins.forEach(({ update }, i) => update(state.flips[i], factors[i], products[i]));
      board.update(state, engine);
    },
  };
}

/** @param {number} index @param {() => void} turn */
function coin(index, turn) {
  const svg = (/** @type {string} */ tag) => document.createElementNS('http://www.w3.org/2000/svg', tag);
  const level = svg('rect');
  level.setAttribute('width', '1');
  const picture = svg('svg');
  for (const [name, value] of Object.entries({ viewBox: '0 0 1 1', preserveAspectRatio: 'none', 'aria-hidden': 'true', class: 'coin-level' })) {
    picture.setAttribute(name, value);
  }
  picture.append(level);
  const letter = el('span', { class: 'coin-letter', 'aria-hidden': 'true' });
  const button = el('button', { type: 'button', class: 'coin', 'data-flip': index + 1 });
  button.append(picture, letter);
  button.addEventListener('click', turn);
  const factor = el('span', { class: 'coin-factor' });
  const product = el('span', { class: 'coin-product' });
  return {
    element: el('li', { class: 'coin-cell' }, button, factor, product),
    /** @param {string} flip @param {number} probability @param {number} soFar */
    update(flip, probability, soFar) {
      const { letter: face, name, other } = FACES[/** @type {'0' | '1'} */ (flip)];
      button.dataset.face = name;
      button.setAttribute('aria-label', `Flip ${index + 1}: ${name}. Turn it to ${other}.`);
      setText(letter, face);
      level.setAttribute('y', String(1 - probability));
      level.setAttribute('height', String(probability));
      factor.dataset.face = name;
      setText(factor, showP(probability));
      setText(product, showSmall(soFar));
    },
  };
}

/** Three digits at most, in the width of a coin. @param {number} value */
const showSmall = (value) => (value > 0 && value < 1e-4 ? significant(value, 2).replace(/ /g, '') : decimal(value));

/** The last guess and the best one; with the area shown, peak and area over either axis. */
function scoreBoard() {
  const heads = [1, 2, 3].map(() => el('th', { scope: 'col' }));
  const rows = [0, 1].map(() => ({ head: el('th', { scope: 'row' }), cells: [el('td'), el('td'), el('td')] }));
  const caption = el('caption', { class: 'visually-hidden' });
  const element = el('div', { class: 'coin-flips-board' }, el('table', {}, caption,
    el('thead', {}, el('tr', {}, el('td'), ...heads)),
    el('tbody', {}, ...rows.map(({ head, cells }) => el('tr', {}, head, ...cells)))));
  /** @param {string} title @param {string[]} columns @param {string[][]} lines */
  const write = (title, columns, lines) => {
    setText(caption, title);
    heads.forEach((head, i) => setText(head, columns[i]));
    rows.forEach(({ head, cells }, i) => [head, ...cells].forEach((cell, j) => setText(cell, lines[i][j])));
  };
  return {
    element,
    /** @param {State} state @param {Engine} engine */
    update(state, engine) {
      if (state.area) {
        write('Peak and area over each axis', ['peak', 'area under L', 'as a number'], areaLines(state, engine));
        return;
      }
      const { last, best } = scores(state, engine);
      const line = (/** @type {string} */ name, /** @type {typeof last} */ guess) => [name, ...(guess
        ? [showP(guess.p), guess.gap === Infinity ? 'infinite' : showGap(guess.gap), isTop(guess) ? 'the same' : guess.times === Infinity ? 'infinitely more' : `${ratioText(guess.times)} × as probable`]
        : ['–', '–', '–'])];
      write(isOpen(state) ? 'Your guesses against the peak' : 'The hunt so far',
        ['p', 'gap in log L', 'data at the maximum'], [line('Last guess', last), line('Best so far', best)]);
    },
  };
}

/** What the change to the logit does is told once it is made. @param {State} state @param {Engine} engine */
function areaLines({ flips, axis }, engine) {
  const y = Array.from(flips, Number);
  const heads = y.filter((flip) => flip === 1).length;
  const [peak] = engine.fit('bernoulli', y).theta;
  const logit = engine.logit(peak);
  const line = (/** @type {'p' | 'logit'} */ over, /** @type {string} */ at) => {
    const area = engine.bernoulliArea(heads, y.length - heads, over);
    return [`over ${over === 'p' ? 'p' : 'logit p'}`, at, fraction(area), Number.isFinite(area) ? decimal(area) : '–'];
  };
  return [line('p', showP(peak)), axis === 'p' ? ['over logit p', '?', '?', '?'] : line('logit', Number.isFinite(logit) ? fixed(logit) : 'none finite')];
}
