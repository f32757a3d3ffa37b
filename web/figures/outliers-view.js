import { count, fixed, significant } from '../ui/format.js';
import { fieldsIn } from '../ui/table-fields.js';
import {
  adding, callsField, chosenOf, FIRST_YEAR, heightOf, LAST_YEAR, lineUnder, listening, MOST_CALLS, NOISES, placesOf, yearField,
} from './outliers-data.js';

/**
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {import('./figure.js').ChartView} ChartView
 * @typedef {import('./outliers-data.js').Noise} Noise
 * @typedef {import('./outliers-data.js').Line} Line
 * @typedef {import('./outliers-data.js').Place} Place
 * @typedef {import('./outliers-data.js').Listening} Listening
 */

const YEARS = { min: FIRST_YEAR - 0.5, max: LAST_YEAR + 0.5 };
/** Where the lines are drawn: from edge to edge, and at each year for the cursor that reads them. */
const ALONG = [YEARS.min, ...Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, i) => FIRST_YEAR + i), YEARS.max];
/** Four lines lie too close together to be named where they run. @type {Record<string, number[]>} */
const DASHES = { gaussian: [], huber: [9, 4], laplace: [2, 3], 'student-t': [9, 3, 2, 3] };
const TICKS = [1950, 1955, 1960, 1965, 1970].map((value) => ({ value, label: String(value) }));
/** The tops of the lower chart: a weight beyond is drawn at the top. */
const MOST_WEIGHT = 2;
const MOST_PULL = 4;

/** @param {number} value @param {number} least @param {number} most */
const within = (value, least, most) => Math.min(most, Math.max(least, value));

/** @param {{ x: number, y: number }} place @returns {Place} */
const onGrid = ({ x, y }) => ({ year: within(Math.round(x), FIRST_YEAR, LAST_YEAR), calls: within(y, 0, MOST_CALLS) });

/** @param {State} state @param {Place[]} places @param {{ noise: Noise, line: Line }[]} lines @returns {ChartView} */
function linesChart(state, places, lines) {
  const point = chosenOf(state);
  return {
    id: 'lines', stays: true,
    description: `${places.length} points, calls against year, and ${lines.map(({ noise, line }) =>
      `the line under ${noise.name} noise, slope ${fixed(line.slope, 2)}`).join('; ')}. `
      + `Point ${point} is chosen: ${places[point - 1].year}, ${significant(places[point - 1].calls)} million.`,
    x: { label: 'x, year', ...YEARS, ticks: TICKS },
    y: { label: 'y, calls, millions', min: -20, max: MOST_CALLS + 10 },
    series: lines.map(({ noise, line }) => {
      const looked = noise.id === state.noise;
      return {
        label: noise.name, role: looked ? 'model' : 'neutral',
        faint: !looked, ...(lines.length > 1 && { dash: DASHES[noise.id] }), x: ALONG, y: ALONG.map((year) => heightOf(line, year)),
      };
    }),
    markers: places.map(({ year, calls }, i) => ({
      label: i + 1 === point ? `point ${point}` : '', role: 'data', dot: i + 1 !== point, x: year, y: calls,
      drag: { free: true, to: (place) => ({ point: i + 1, ...onGrid(place) }) },
    })),
    ...(state.adding && { place: (at, now) => adding(now, onGrid(at)) }),
  };
}

/** @param {State} state @param {Place[]} places @param {Noise} noise @param {Listening[] | null} heard @returns {ChartView} */
function listeningChart(state, places, noise, heard) {
  const point = chosenOf(state);
  const pull = state.show === 'pull';
  const top = pull ? MOST_PULL : MOST_WEIGHT;
  const values = (heard ?? []).map((each) => within(pull ? each.pull : each.weight, -top, top));
  const x = heard ? places.map(({ year }) => year) : [];
  /** @param {(i: number) => boolean} which @param {'data' | 'gradient'} role @returns {import('./figure.js').Series} */
  const stems = (which, role) => ({
    label: '', role, kind: 'stems', x: x.filter((_, i) => which(i)), y: values.filter((_, i) => which(i)),
  });
  const unheard = heard?.filter(({ weight }) => weight < 0.5).length ?? 0;
  return {
    id: 'listening', shape: 'strip',
    description: heard ? `How much ${noise.name} noise listens to each point: ${unheard} of ${places.length} have a weight below 0.5.`
      : 'The scale has shrunk to 0: no weights.',
    x: { label: pull ? 'x, year' : `x, year; weight = pull ÷ (residual/${noise.scale})`, ...YEARS, ticks: TICKS },
    y: {
      label: pull ? `pull, nats/${noise.scale}` : 'weight',
      // Room above for the tips of the stems.
      min: pull ? -top : 0, max: pull ? top : 1.1 * top,
      ticks: (pull ? [-4, -2, 0, 2, 4] : [0, 0.5, 1, 1.5, 2]).map((value) => ({
        value, label: value === 2 && !pull ? '≥ 2' : value < 0 ? `−${-value}` : String(value),
      })),
    },
    series: [stems((i) => i + 1 !== point, 'data'), stems((i) => i + 1 === point, 'gradient')],
    guides: [{ axis: 'y', value: pull ? 0 : 1, role: 'neutral' }],
  };
}

/** @param {Line} line */
function standing({ status, message, vertical }) {
  if (vertical) return ' Every point has the same year: any slope does as well, and 0 is drawn.';
  if (status === 'converged') return '';
  if (status === 'not-unique') return ' Many lines share the highest likelihood: this one lies in the middle of them.';
  return ` ${message}`;
}

/** @param {Noise} noise @param {Line} line */
const slopeOf = ({ name }, { slope, status }) => `${name} ${fixed(slope, 2)}${status === 'not-unique' ? ' (not the only one)' : ''}`;

/** @param {Listening} heard */
const weightInWords = ({ weight }) => (weight > 1000 ? 'has no residual, and any weight' : `has weight ${fixed(weight, 2)}`);

/** @param {State} state @param {Engine} engine @returns {import('./figure.js').View} */
export function view(state, engine) {
  const places = placesOf(state);
  const noise = /** @type {Noise} */ (NOISES.find(({ id }) => id === state.noise));
  const line = lineUnder(noise, places, engine);
  const drawn = NOISES.filter(({ id }) => state.all || id === noise.id)
    .map((each) => ({ noise: each, line: lineUnder(each, places, engine) }));
  const heard = listening(noise, line, places, engine);
  const point = chosenOf(state);
  const place = places[point - 1];
  const slopes = drawn.length === 1 ? ''
    : ` Slopes: ${drawn.map((each) => slopeOf(each.noise, each.line)).join(', ')}.`;
  const here = heard?.[point - 1];
  const quiet = heard?.filter(({ weight }) => weight < 0.5).length ?? 0;
  const flat = noise.id === 'gaussian' ? 'Every point has weight 1, however far away'
    : `${count(quiet, 'point')} of ${places.length} ${quiet === 1 ? 'has' : 'have'} a weight below 0.5`;
  return {
    headline: { label: `slope under ${noise.name} noise`, value: fixed(line.slope, 2), unit: 'million calls a year', exact: line.slope },
    sentence: `${noise.name} noise: ${noise.scale} = ${significant(line.scale)}, NLL ${fixed(line.nll, 2)} nats.${standing(line)} `
      + (here ? `${flat}. Point ${point} (${place.year}, ${significant(place.calls, 4)} million) lies `
        + `${significant(Math.abs(here.residual))} ${here.residual < 0 ? 'below' : 'above'} the line and ${weightInWords(here)}.` : '') + slopes,
    charts: [linesChart(state, places, drawn), listeningChart(state, places, noise, heard)],
    table: {
      caption: `Calls (millions), line under ${noise.name} noise, and how much it listens to each point`,
      columns: ['point', 'year', 'calls', 'line', 'residual', 'pull', 'weight'],
      rows: () => places.map(({ year, calls }, i) => {
        const { residual, pull, weight } = heard?.[i] ?? { residual: calls - heightOf(line, year), pull: 0, weight: 0 };
        return [i + 1, year, calls, heightOf(line, year), residual, pull, weight];
      }),
      edit: fieldsIn({
        1: { rule: `x: ${yearField.rule}.`, to: (i, year) => (yearField.accepts(year) ? { point: i + 1, ...places[i], year } : null) },
        2: { rule: `y: ${callsField.rule}.`, to: (i, calls) => (callsField.accepts(calls) ? { point: i + 1, ...places[i], calls } : null) },
      }),
    },
  };
}
