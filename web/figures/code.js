import { choice, text } from '../ui/fields.js';
import { count, fixed } from '../ui/format.js';
import { createCell } from './code-cell.js';
import { SECONDS } from './code-run.js';
import { JAVASCRIPT, sampleLines } from './code-samples.js';
import { defineFigure } from './figure.js';

/**
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {import('./code-run.js').Result} Result
 *
 * @typedef {object} Shown   what stands in the output
 * @property {string} title
 * @property {readonly string[]} lines
 * @property {boolean} cut
 * @property {Result['status'] | 'start'} status   'start': not run, the start text's known output
 * @property {Result['problem']} problem
 * @property {string} ending   what stands after the lines: an error, a stop
 * @property {boolean} stale   printed before the last change of the source
 */

const MOST_CHARACTERS = 8000;

/** @param {Result} result */
function endingOf({ status, problem }) {
  if (problem) return `${problem.line === null ? '' : `Line ${problem.line}: `}${problem.message}`;
  if (status === 'late') return `Stopped: it was still running after ${SECONDS} seconds. Look for a loop that never ends.`;
  return status === 'stopped' ? 'Stopped.' : '';
}

/**
 * What the output shows: the last run, if it ran this source; the start text's own output; else the last run, as past.
 * @param {State} state
 * @param {Engine} engine
 * @param {Result | null} last
 * @returns {Shown}
 */
function shownFor({ source, tab }, engine, last) {
  /** @type {(title: string) => Shown} */
  const known = (title) => ({
    title, lines: sampleLines(engine), cut: false, status: 'start', problem: null, ending: '', stale: false,
  });
  if (tab !== 'javascript') return known('What it prints');
  if (source === JAVASCRIPT && last?.source !== source) return known('Output');
  if (!last) return { ...known('Output of the start text'), stale: true };
  const stale = last.source !== source;
  const title = stale ? 'Output of the last run, before your change' : last.status === 'running' ? 'Output, running' : 'Output';
  return { ...last, title, ending: endingOf(last), stale };
}

/** @param {Shown} shown @param {State} state @param {Engine} engine */
function sentenceFor(shown, state, engine) {
  if (state.tab === 'cpp') return 'The same computation in C++, with the headers that this page is compiled from: the same digits.';
  if (state.tab === 'python') {
    return 'The same computation in plain Python: the same digits for these values. At p = 0 or 1 Python’s math.log stops with an error '
      + 'where the core gives infinity or 0.';
  }
  if (shown.stale) return 'You have changed the code. Predict what it prints, then run it.';
  if (shown.status === 'running') return `Running. After ${SECONDS} seconds it is stopped.`;
  if (shown.ending) return shown.ending;
  if (shown.status === 'start') {
    const { constant, normaliser, misfit } = engine.nllTerms('gaussian', [2], [1.5, 1]);
    return `The loss ${fixed(engine.nll('bernoulli', [1], [0.8]))} is the log-likelihood with its sign turned. `
      + `The bell’s whole NLL is its quadratic part, ${fixed(misfit[0])}, plus ${fixed(constant[0] + normaliser[0])} `
      + 'from the constant and the width.';
  }
  return shown.lines.length === 0 ? 'It ran and printed nothing: print(value) shows a value.'
    : `It ran and printed ${count(shown.lines.length, 'line')}${shown.cut ? ' and more' : ''}.`;
}

/** @param {string} plain */
const escape = (plain) => plain.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

export default defineFigure({
  id: 'code',
  title: 'The same numbers from your own code',
  description: 'A cell of JavaScript that calls the lesson’s compiled core: change it and run it, and read the same '
    + 'computation in C++ and in Python.',
  hint: 'Change p to 0.08, predict the loss, then run the cell.',
  fields: {
    source: text({ start: JAVASCRIPT, pattern: new RegExp(`^[^]{0,${MOST_CHARACTERS}}$`), rule: `at most ${MOST_CHARACTERS} characters` }),
    tab: choice({ start: 'javascript', options: ['javascript', 'cpp', 'python'] }),
  },
  controls: [],
  view(state, engine, custom) {
    const { last } = /** @type {import('./code-cell.js').Cell} */ (custom ?? { last: null });
    const shown = shownFor(state, engine, last);
    return {
      sentence: sentenceFor(shown, state, engine),
      charts: [],
      own: shown,
      table: {
        caption: shown.title,
        columns: ['line', 'printed'],
        rows: () => [...shown.lines, ...(shown.ending ? [shown.ending] : [])].map((line, i) => [i + 1, line]),
      },
    };
  },
  custom: (context) => createCell(context, MOST_CHARACTERS),
  still: (engine) => `<pre class="code-still"><code>${escape(JAVASCRIPT)}</code></pre><p>It prints:</p>`
    + `<pre class="code-still"><samp>${escape(sampleLines(engine).join('\n'))}</samp></pre>`,
});
