import { el, setText } from '../ui/dom.js';
import { exact, nats, significant, wholeText } from '../ui/format.js';
import { dataText, MEASUREMENT_RULE, MOST_POINTS, measurements, onGrid, REACH } from './bell-curve-data.js';
import { jobOf } from './bell-curve-repeat.js';
import { showValue } from './bell-curve-view.js';
import { startJob } from './repeat-run.js';
import { workerText } from './worker-text.js';

/**
 * bell-curve's own DOM: a chip for each point with the editor of the one that was picked; and, for repeated experiments,
 * their progress and what they add up to.
 *
 * @typedef {import('./figure.js').CustomContext} CustomContext
 * @typedef {import('./figure.js').State} State
 * @typedef {import('./repeat-run.js').Results} Results
 * @typedef {import('./figure.js').CustomPart & { over: number, point: (index: number) => void, pick: (index: number) => void,
 *   readonly results: Results | null }} BellPart
 */

/** Steps of the arrow keys from chip to chip. @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

/** @param {CustomContext} context @returns {BellPart} */
export function bellParts(context) {
  const { engine, store, announce, redraw } = context;
  const values = () => measurements(store.state.peek(), engine);
  const list = el('div', { class: 'bell-chips', role: 'group', 'aria-label': 'Each measurement with its log-density' });
  const total = el('p', { class: 'bell-total' });
  /** @type {{ button: HTMLButtonElement, value: HTMLElement, log: HTMLElement }[]} */
  const chips = [];
  let tabStop = 0;

  const field = el('input', { type: 'number', min: -REACH, max: REACH, step: 1, id: 'bell-value', inputmode: 'decimal', autocomplete: 'off' });
  const fieldLabel = el('label', { for: 'bell-value' });
  const problem = el('p', { class: 'control-error', role: 'alert' });
  const remove = el('button', { type: 'button', 'data-action': 'remove' }, 'Remove it');
  const add = el('button', { type: 'button', 'data-action': 'add' }, 'Add a point');
  const editor = el('div', { class: 'bell-editor', 'data-key': 'data' }, fieldLabel, field, remove, add, problem);
  const sample = el('div', { class: 'bell-sample' }, list, total, editor);

  const repeated = repeatPart(context);

  /** @param {number} index */
  const pick = (index) => {
    tabStop = index;
    store.set({ point: store.state.peek().point === index + 1 ? 0 : index + 1 });
  };
  /** @param {number} index of the point that the hand is on, −1 for none: then the chip with the keyboard's focus counts */
  const point = (index) => {
    const over = index < 0 ? chips.findIndex(({ button }) => button.matches(':focus')) : index;
    if (over === part.over) return;
    part.over = over;
    redraw();
  };

  /** @param {number} index */
  function makeChip(index) {
    const value = el('span', { class: 'bell-value' });
    const log = el('span', { class: 'bell-log' });
    const button = el('button', { type: 'button', class: 'bell-chip', 'data-point': index + 1, tabindex: -1 }, value, log);
    button.addEventListener('click', () => pick(index));
    button.addEventListener('pointerenter', (event) => { if (event.pointerType === 'mouse') point(index); });
    button.addEventListener('pointerleave', () => point(-1));
    button.addEventListener('focus', () => { tabStop = index; point(index); });
    button.addEventListener('blur', () => point(-1));
    list.append(button);
    return { button, value, log };
  }
  list.addEventListener('keydown', (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const next = Math.min(values().length - 1, Math.max(0, tabStop + step * (event.shiftKey && Number.isFinite(step) ? 10 : 1)));
    chips[next].button.focus();
  });

  field.addEventListener('input', () => {
    const { point: picked } = store.state.peek();
    const value = field.valueAsNumber;
    const good = value >= -REACH && value <= REACH && picked > 0;
    setText(problem, good || picked === 0 ? '' : MEASUREMENT_RULE);
    if (good) store.set({ data: dataText(values().map((other, i) => (i === picked - 1 ? onGrid(value) : other))) });
  });
  field.addEventListener('blur', () => { setText(problem, ''); refreshField(); });
  remove.addEventListener('click', () => {
    const { point: picked } = store.state.peek();
    const all = values();
    if (picked === 0 || picked > all.length || all.length < 2) return;
    announce(`Point ${picked} is gone.`);
    store.set({ data: dataText(all.filter((_, i) => i !== picked - 1)), point: 0 });
  });
  add.addEventListener('click', () => {
    const all = values();
    if (all.length >= MOST_POINTS) return;
    const { mu } = store.state.peek();
    store.set({ data: dataText([...all, mu]), point: all.length + 1 });
    announce(`Point ${all.length + 1} is added at the centre of your bell.`);
  });

  function refreshField() {
    const all = values();
    const { point: picked } = store.state.peek();
    const there = picked > 0 && picked <= all.length;
    setText(fieldLabel, there ? `Point ${picked} of ${all.length}` : 'Pick a chip or a point to change it');
    field.disabled = !there;
    if (!there) field.value = '';
    else if (field.valueAsNumber !== all[picked - 1]) field.value = exact(all[picked - 1]);
    remove.setAttribute('aria-disabled', String(!there || all.length < 2));
    add.setAttribute('aria-disabled', String(all.length >= MOST_POINTS));
  }

  /** @type {BellPart} */
  const part = {
    element: sample,
    below: repeated.element,
    over: -1,
    point,
    pick,
    get results() { return repeated.resultsFor(store.state.peek()); },
    update(state, view) {
      sample.hidden = state.part !== 'sample';
      repeated.update(state, view);
      if (sample.hidden) return;
      const shown = /** @type {import('./bell-curve-view.js').Shown} */ (view.own);
      const { values: all, logs, marked } = shown;
      while (chips.length < all.length) chips.push(makeChip(chips.length));
      if (tabStop >= all.length) tabStop = 0;
      const dear = (/** @type {number} */ log) => log < 2 * (shown.total / all.length);
      chips.forEach(({ button, value, log }, i) => {
        button.hidden = i >= all.length;
        if (button.hidden) return;
        setText(value, showValue(all[i]));
        setText(log, nats(logs[i]));
        button.classList.toggle('bell-marked', i === marked);
        button.classList.toggle('bell-dear', dear(logs[i]));
        button.setAttribute('aria-pressed', String(i === state.point - 1));
        button.tabIndex = i === tabStop ? 0 : -1;
      });
      setText(total, `The ${all.length === 1 ? 'chip is' : `${all.length} chips add up to`} ${nats(shown.total)} nats.${logs.some(dear) ? ' The bold ones cost more than twice the average.' : ''}`);
      const typing = field.matches(':focus') && problem.textContent !== '';
      if (!typing) refreshField();
    },
    dispose: repeated.stop,
  };
  return part;
}

/** @param {CustomContext} context */
function repeatPart({ engine, store, core: { wasmBinary, makeCore }, redraw }) {
  const worker = workerText(makeCore);
  /** @type {ReturnType<typeof startJob> | null} */
  let run = null;
  let disposed = false;
  let wanted = '';

  const bar = el('progress', { max: 1, value: 0, 'aria-label': 'Experiments done' });
  const words = el('span', { class: 'bell-progress-words' });
  const cancel = el('button', { type: 'button', 'data-action': 'cancel' }, 'Cancel');
  cancel.addEventListener('click', () => { if (cancel.getAttribute('aria-disabled') !== 'true') store.set({ ran: false }); });
  const body = el('tbody');
  const table = el('table', {}, el('caption', {}, 'Estimates of σ² and standard errors'),
    el('thead', {}, el('tr', {}, ...['', 'mean', 'mean squared error', 'in theory'].map((name) => el('th', { scope: 'col' }, name)))), body);
  const cells = Array.from({ length: 5 }, (_, i) => {
    const row = [el('th', { scope: 'row' }), el('td'), el('td'), el('td')];
    if (i === 3) body.append(el('tr', {}, el('th', { scope: 'col' }, ''), ...['mean', 'standard deviation', 'in theory, about'].map((name) => el('th', { scope: 'col' }, name))));
    body.append(el('tr', {}, ...row));
    return row;
  });
  const element = el('div', { class: 'bell-repeat' }, el('div', { class: 'bell-progress' }, bar, words, cancel), table);

  const stop = () => {
    disposed = true;
    run?.stop();
  };

  /** Starts the job that the state asks for, ends any other. @param {State} state */
  async function follow(state) {
    const job = jobOf(state);
    const key = state.part === 'repeat' && state.ran ? JSON.stringify(job) : '';
    if (key === wanted) return;
    wanted = key;
    run?.stop();
    run = null;
    if (key === '') return;
    const workerSource = await worker;
    if (disposed || wanted !== key) return;
    run = startJob(job, { engine, workerSource, wasmBinary, changed: redraw });
    redraw();
  }

  return {
    element,
    stop,
    /** @param {State} state @returns {Results | null} */
    resultsFor: (state) => (state.ran && run && JSON.stringify(run.results.job) === JSON.stringify(jobOf(state)) ? run.results : null),
    /** @param {State} state @param {import('./figure.js').View} view */
    update(state, view) {
      follow(state);
      element.hidden = state.part !== 'repeat';
      if (element.hidden) return;
      const done = state.ran && run ? run.results.done : 0;
      const running = state.ran && run?.results.status !== 'done' && run?.results.status !== 'wrong';
      bar.value = done / state.runs;
      setText(words, `${wholeText(done)} of ${wholeText(state.runs)}`);
      cancel.setAttribute('aria-disabled', String(!running));
      const summary = /** @type {import('./bell-curve-repeat.js').Summary | null} */ (view.own);
      const lines = [
        ...['SS/(n − 1)', 'SS/n', 'SS/(n + 1)'].map((name, i) => {
          const row = summary?.rows[i];
          return [name, ...(row ? [row.mean, row.error, row.theory].map((value) => significant(value)) : ['–', '–', '–'])];
        }),
        ...['estimate of μ', 'estimate of σ'].map((name, i) => {
          const row = summary?.spreads[i];
          return [name, ...(row ? [significant(row.mean, 4), significant(row.spread), `${row.formula} = ${significant(row.theory)}`] : ['–', '–', '–'])];
        }),
      ];
      lines.forEach((line, i) => line.forEach((text, j) => setText(cells[i][j], text)));
    },
  };
}
