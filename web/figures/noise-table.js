import { choice, flag, number } from '../ui/fields.js';
import { fixed } from '../ui/format.js';
import { formula } from '../ui/formula.js';
import { branch, toDom, toHtml } from '../ui/tree.js';
import { el } from '../ui/dom.js';
import { defineFigure } from './figure.js';
import { libraries } from './noise-table-parts.js';
import { rows } from './noise-table-rows.js';
import { SHAPES } from './noise-to-loss-parts.js';

/**
 * The whole table, static (it is its own still), and one of its rows at work on one observation.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {import('./noise-table-parts.js').Row} Row
 * @typedef {import('../ui/tree.js').Tree} Tree
 */

const byId = new Map(rows.map((row) => [row.id, row]));
/** @param {State} state */
const chosen = (state) => /** @type {Row} */ (byId.get(state.noise));

/** @param {number} nats */
const words = (nats) => (Number.isFinite(nats) ? fixed(nats) : 'infinite');

/** A long name may break after a dot, an underscore or an opening bracket, and between its words. @param {string} name */
const code = (name) => branch('code', {},
  ...name.split(/(?<=[._(])|(?<=[a-z])(?=[A-Z])/).flatMap((piece, i) => (i ? [branch('wbr'), piece] : [piece])));

/** What the reader may cover, to write it down first. @param {...Tree} children */
const secret = (...children) => branch('span', { class: 'noise-table-secret' }, ...children);

const COLUMNS = ['Noise', 'NLL of one observation', 'Loss', 'Output layer', ...libraries];
/** The column's name goes with the cell: the rows are drawn as cards, and their roles keep them a table. @param {string} column @param {...Tree} children */
const cell = (column, ...children) => branch('td', { role: 'cell', 'data-column': column }, branch('div', {}, ...children));

/** @param {Row} row @param {string} library */
function libraryCell({ functions }, library) {
  const own = functions.filter((one) => one.library === library);
  if (own.length === 0) return cell(library, branch('span', { class: 'noise-table-none' }, 'none'));
  return cell(library, ...own.map(({ name, keeps, reduction }) =>
    branch('p', {}, code(name), branch('span', { class: 'noise-table-detail' },
      ' ', secret(...formula(keeps)), ' ', branch('span', { class: 'noise-table-reduction' }, reduction)))));
}

const NOTE = 'The last line says how a batch is reduced unless you ask otherwise: to a mean, to a sum, or not at all (one value each). '
  + 'r = y − μ is the residual. “None” means that the library itself has no such function. '
  + 'Keras’s names are in keras.losses, scikit-learn’s in metrics and linear_model. '
  + 'Checked against PyTorch 2, Keras 3, scikit-learn 1.5 and later, JAX with Optax 0.2.';

/** @returns {Tree} */
const wholeTable = () => branch('section', { class: 'noise-table-scroll', 'aria-label': 'Noise models and their losses in four libraries' },
  branch('table', { class: 'noise-table', role: 'table' },
    branch('caption', {}, 'What each function keeps'),
    branch('thead', {}, branch('tr', {}, ...COLUMNS.map((title) => branch('th', { scope: 'col' }, title)))),
    branch('tbody', { role: 'rowgroup' }, ...rows.map((row) => branch('tr', { role: 'row', 'data-noise': row.id },
      branch('th', { role: 'rowheader', scope: 'row' }, row.label),
      cell(COLUMNS[1], secret(...formula(row.nll))),
      cell(COLUMNS[2], secret(...formula(row.loss))),
      cell(COLUMNS[3], ...formula(row.output)),
      ...libraries.map((library) => libraryCell(row, library)))))));

/**
 * @param {State} state
 * @param {Engine} engine
 */
function read(state, engine) {
  const row = chosen(state);
  const [y, theta] = row.example(state);
  const terms = engine.nllTerms(row.id, [y], theta);
  const reading = { constant: terms.constant[0], normaliser: terms.normaliser[0], misfit: terms.misfit[0],
    nll: engine.nll(row.id, [y], theta), state, engine };
  return { ...reading, row, values: row.functions.map((one) => ({ ...one, value: one.value(reading) })) };
}

/** @typedef {ReturnType<typeof read>} Reading */

/** What the last term holds where it is no misfit: of a count or a class it may be below 0, and it is not 0 where the prediction is right. */
const TOGETHER = 'observation and prediction together';

/** @param {Row} row @param {State} state */
const captionOf = (row, state) => `What each function gives for ${row.given(state)}; in nats only where it keeps the whole NLL or drops a constant`;

/** @param {Reading} reading @returns {Tree[]} the NLL as the sum of its terms, and what each function makes of it */
function liveParts({ row, constant, normaliser, misfit, nll, values, state }) {
  const parts = /** @type {[string, string, number][]} */ ([
    [row.terms.constant, 'free of every parameter', constant],
    [row.terms.normaliser, row.spread ? `constant while ${row.spread} ${row.spread === 'the scale' ? 'is' : 'are'} fixed` : 'free of the observation', normaliser],
    [row.terms.misfit, row.spread ? 'misfit' : TOGETHER, misfit],
  ]).filter(([source]) => source);
  return [
    branch('dl', { class: 'noise-terms' }, ...parts.map(([source, role, value], i) => branch('div', {},
      branch('dt', {}, ...(i ? ['+ '] : []), secret(...formula(source)), branch('span', { class: 'noise-terms-role' }, role)),
      branch('dd', {}, words(value)))),
    branch('div', {}, branch('dt', {}, '= NLL', branch('span', { class: 'noise-terms-role' }, 'every term')), branch('dd', {}, words(nll)))),
    branch('table', { class: 'noise-values' },
      branch('caption', {}, captionOf(row, state)),
      branch('thead', {}, branch('tr', {}, ...['Function', 'Keeps', 'Value'].map((title) => branch('th', { scope: 'col' }, title)))),
      branch('tbody', {}, ...values.map(({ library, name, keeps, value }) => branch('tr', {},
        branch('th', { scope: 'row' }, branch('span', { class: 'noise-values-library' }, library), code(name)),
        branch('td', {}, secret(...formula(keeps))),
        branch('td', { class: 'noise-values-number' }, words(value)))))),
  ];
}

/** @param {Reading} reading */
function sentenceOf({ row, constant, normaliser, misfit, nll, values, state }) {
  const start = `For ${row.given(state)} the whole NLL is ${words(nll)}${nll === Infinity ? '' : ' nats'}`;
  const different = values.filter(({ value }) => value !== nll).length;
  const end = different === 0 ? 'Here all functions of this row give this number.'
    : `${different} of the ${values.length} functions of this row give${different === 1 ? 's' : ''} another number.`;
  if (!row.terms.constant && !row.terms.normaliser) return `${start}: one term, nothing to drop. ${end}`;
  return `${start}: ${row.terms.constant ? `${fixed(constant)} free of every parameter, ` : ''}${fixed(normaliser)} `
    + `${row.spread ? `that depends on ${row.spread} alone` : 'free of the observation'}, and ${fixed(misfit)} ${row.spread ? 'of misfit' : `from ${TOGETHER}`}. ${end}`;
}

/** @param {...string} ids */
const only = (...ids) => ({ when: (/** @type {State} */ { noise }) => ids.includes(noise) });

export default defineFigure({
  id: 'noise-table',
  title: 'Noise, loss and its names',
  description: 'Each noise model with its loss, its output layer and its names in four libraries. '
    + 'Choose a row and see which terms of one observation’s NLL each function keeps.',
  hint: 'Choose Bernoulli from a probability and move p to 0: do the four functions agree?',
  fields: {
    noise: choice({ start: 'gaussian', options: rows.map(({ id }) => id) }),
    mu: number({ start: 1.5, min: -3, max: 5 }),
    scale: number({ start: 1, min: 0.1, max: 5 }),
    nu: number({ start: 4, ...SHAPES.nu }),
    k: number({ start: 1.345, ...SHAPES.k }),
    tau: number({ start: 0.8, ...SHAPES.tau }),
    p: number({ start: 0.8, min: 0, max: 1 }),
    z: number({ start: 1.386, min: -60, max: 60 }),
    z0: number({ start: 2, min: -60, max: 60 }),
    rate: number({ start: 2, min: 0.05, max: 12 }),
    cover: flag({ start: false }),
    full: flag({ start: false }),
  },
  controls: [
    { kind: 'choice', key: 'noise', label: 'Noise model', options: rows.map(({ id, label }) => ({ value: id, label })) },
    { kind: 'range', key: 'mu', symbol: 'μ', label: 'prediction, the centre', min: -3, max: 5, step: 0.01, when: ({ noise }) => byId.get(noise)?.spread !== undefined },
    { kind: 'range', key: 'scale', symbol: 'σ', label: 'standard deviation', min: 0.1, max: 5, step: 0.01, ...only('gaussian') },
    { kind: 'range', key: 'scale', symbol: 'σ', label: 'scale', min: 0.1, max: 5, step: 0.01, ...only('student-t', 'huber') },
    { kind: 'range', key: 'scale', symbol: 'b', label: 'scale', min: 0.1, max: 5, step: 0.01, ...only('laplace', 'asymmetric-laplace') },
    { kind: 'range', key: 'scale', symbol: 's', label: 'scale', min: 0.1, max: 5, step: 0.01, ...only('logistic') },
    { kind: 'range', key: 'nu', symbol: 'ν', label: 'degrees of freedom', ...SHAPES.nu, step: 0.1, scale: 'log', ...only('student-t') },
    { kind: 'range', key: 'k', symbol: 'k', label: 'where squared turns linear, in scales', ...SHAPES.k, step: 0.005, ...only('huber') },
    { kind: 'range', key: 'tau', symbol: 'τ', label: 'which quantile the prediction is', ...SHAPES.tau, step: 0.01, ...only('asymmetric-laplace') },
    { kind: 'range', key: 'p', symbol: 'p', label: 'predicted probability of y = 1', min: 0, max: 1, step: 0.001, ...only('bernoulli') },
    { kind: 'range', key: 'z', symbol: 'z', label: 'predicted logit of y = 1', min: -60, max: 60, step: 0.001, ...only('bernoulli-logit') },
    { kind: 'range', key: 'z0', symbol: 'z₀', label: 'logit of the observed class', min: -60, max: 60, step: 0.1, ...only('categorical') },
    { kind: 'range', key: 'rate', symbol: 'λ', label: 'predicted rate', min: 0.05, max: 12, step: 0.01, ...only('poisson') },
    { kind: 'toggle', key: 'cover', label: 'Cover the formulas, to write them down first' },
    { kind: 'toggle', key: 'full', label: 'Show every row of the table in full' },
  ],
  view(state, engine) {
    const reading = read(state, engine);
    const { row, nll, values } = reading;
    return {
      headline: { label: `${row.label}: whole NLL of one observation`, value: words(nll), unit: Number.isFinite(nll) ? 'nats' : '', exact: nll },
      sentence: sentenceOf(reading),
      charts: [],
      table: {
        caption: `${row.label}. ${captionOf(row, state)}`,
        columns: ['library', 'function', 'reduction', 'value'],
        rows: () => [['', 'whole NLL', '', nll], ...values.map(({ library, name, reduction, value }) => [library, name, reduction, value])],
      },
      own: liveParts(reading),
    };
  },
  customAt: 'end',
  custom() {
    const live = el('div', { class: 'noise-live' });
    const table = /** @type {HTMLElement} */ (toDom(wholeTable()));
    const element = el('div', {}, live, table, el('p', { class: 'noise-table-note' }, NOTE));
    return {
      element,
      update(state, { own }) {
        live.replaceChildren(.../** @type {Tree[]} */ (own).map(toDom));
        element.classList.toggle('noise-table-covered', state.cover);
        element.classList.toggle('noise-table-folded', !state.full);
        table.querySelectorAll('tr[data-noise]').forEach((line) => {
          if (line instanceof HTMLElement && line.dataset.noise === state.noise) line.setAttribute('aria-current', 'true');
          else line.removeAttribute('aria-current');
        });
      },
    };
  },
  still: () => toHtml(wholeTable()) + toHtml(branch('p', { class: 'noise-table-note' }, NOTE)),
});
