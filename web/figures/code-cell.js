import { el, setText } from '../ui/dom.js';
import { createEditor, createListing } from './code-editor.js';
import { runSource } from './code-run.js';
import { CPP, PYTHON } from './code-samples.js';
import { createTabs } from './code-tabs.js';
import { workerText } from './worker-text.js';

/**
 * The figure's own DOM: tabs with the cell and the two listings, and below them what the code of the open tab prints.
 *
 * @typedef {import('./code-run.js').Result} Result
 * @typedef {import('./code.js').Shown} Shown
 * @typedef {import('./figure.js').CustomPart & { readonly last: Result | null }} Cell
 */

const CALLS = [
  ['mle.nll(model, y, theta)', 'the NLL'],
  ["mle.nll(model, y, theta, { reduction: 'none' })", "one value an observation, or with 'mean' their mean"],
  ['mle.nllTerms(model, y, theta)', 'its constant, normaliser and misfit'],
  ['mle.density(model, y, theta)', 'probabilities or densities'],
  ['mle.gradient(model, y, theta)', 'of the NLL in theta'],
  ['mle.fit(model, y)', 'the maximum, or why there is none'],
  ['mle.sample(model, theta, n, seed)', 'n draws'],
  ['mle.log(x), mle.exp(x), mle.sigmoid(z), mle.logit(p)', 'of a number or an array'],
  ['mle.models', 'all models with their parameters'],
  ['print(value)', 'a line of output; console.log does the same'],
];

function help() {
  return el('details', { class: 'code-help' }, el('summary', {}, 'What the cell can call'),
    el('p', {}, 'y and theta are arrays, values are in nats. A model is a name: ',
      el('code', {}, "'bernoulli'"), ' takes [p], ', el('code', {}, "'gaussian'"), ' takes [mu, sigma].'),
    el('ul', {}, ...CALLS.map(([call, words]) => el('li', {}, el('code', {}, call), `: ${words}`))));
}

/**
 * @param {import('./figure.js').CustomContext} context
 * @param {number} maxLength   of the source, in characters
 * @returns {Cell}
 */
export function createCell({ store, core: { wasmBinary, makeCore }, redraw }, maxLength) {
  const worker = workerText(makeCore);
  /** @type {ReturnType<typeof runSource> | null} */
  let run = null;
  let disposed = false;

  async function start() {
    const workerSource = await worker;
    if (disposed) return;
    run?.stop();
    run = runSource(store.state.value.source, { workerSource, wasmBinary, changed: redraw });
    redraw();
  }

  const editor = createEditor({
    id: 'code-source', describedBy: 'code-keys code-problem', maxLength,
    onInput: (source) => store.set({ source }),
    onRun: start,
  });
  const runButton = el('button', { type: 'button', class: 'code-run', 'data-action': 'run' }, 'Run');
  const stopButton = el('button', { type: 'button', 'data-action': 'stop' }, 'Stop');
  runButton.addEventListener('click', start);
  stopButton.addEventListener('click', () => run?.stop());

  const tabs = createTabs('Language', [
    { value: 'javascript', label: 'JavaScript', note: 'live', panel: [
      el('label', { for: 'code-source', class: 'visually-hidden' }, 'JavaScript to edit and run'),
      editor.element,
      el('div', { class: 'code-bar' }, runButton, stopButton,
        el('p', { id: 'code-keys', class: 'code-note' }, 'Ctrl+Enter runs. Tab leaves the editor.')),
    ] },
    { value: 'cpp', label: 'C++', note: '', panel: [
      createListing(CPP, 'slashes', 'The same in C++'),
      el('p', { class: 'code-note' }, 'In the folder of the lesson’s source: ', el('code', {}, 'c++ -std=c++20 -ffp-contract=off -Icpp demo.cpp && ./a.out')),
    ] },
    { value: 'python', label: 'Python', note: '', panel: [
      createListing(PYTHON, 'hash', 'The same in Python'),
      el('p', { class: 'code-note' }, 'Python needs no library for this: ', el('code', {}, 'python3 demo.py')),
    ] },
  ], (tab) => store.set({ tab }));

  const heading = el('p', { class: 'code-output-title' });
  const output = el('output', { for: 'code-source' });
  const problem = el('span', { class: 'code-problem', id: 'code-problem' });
  const region = el('div', { class: 'code-output', role: 'region', tabindex: 0, 'aria-label': 'Output' },
    el('pre', {}, output, problem));

  return {
    element: el('div', { class: 'code' }, tabs.element, heading, region, help()),
    get last() {
      return run?.result ?? null;
    },
    update(state, view) {
      const shown = /** @type {Shown} */ (view.own);
      const running = run?.result.status === 'running';
      tabs.show(state.tab);
      editor.draw(state.source, shown.stale ? null : shown.problem?.line ?? null);
      stopButton.setAttribute('aria-disabled', String(!running));
      setText(heading, shown.title);
      output.setAttribute('aria-busy', String(shown.status === 'running'));
      setText(output, [...shown.lines, ...(shown.cut ? ['… more was printed and is not shown.'] : [])].join('\n'));
      // What went wrong is the last line, and must be in sight.
      const news = shown.ending !== '' && problem.textContent !== shown.ending;
      setText(problem, shown.ending);
      if (news) region.scrollTop = region.scrollHeight;
      region.classList.toggle('code-output-stale', shown.stale);
    },
    dispose() {
      disposed = true;
      run?.stop();
    },
  };
}
