import { integer, number, text } from '../ui/fields.js';
import { CALLS, FIRST_YEAR } from './data/belgium-calls.js';
import { keepLast } from './keep-last.js';

/**
 * The points of outliers and the lines that the core fits to them.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {{ year: number, calls: number }} Place
 * @typedef {{ id: string, name: string, scale: string, options: import('../core/regressions.js').RegressionOptions,
 *   theta: (scale: number) => number[], mu: number }} Noise   theta: of a residual; mu: its place in theta
 * @typedef {{ status: string, message: string, intercept: number, slope: number, scale: number, nll: number, vertical: boolean }} Line
 * @typedef {{ residual: number, pull: number, weight: number }} Listening
 */

const NU = 3;

/** @type {readonly Noise[]} */
export const NOISES = [
  { id: 'gaussian', name: 'Gaussian', scale: 'σ', options: {}, theta: (scale) => [0, scale], mu: 0 },
  { id: 'huber', name: 'Huber', scale: 'σ', options: {}, theta: (scale) => [1.345, 0, scale], mu: 1 },
  { id: 'laplace', name: 'Laplace', scale: 'b', options: {}, theta: (scale) => [0, scale], mu: 0 },
  { id: 'student-t', name: 'Student t', scale: 'σ', options: { fixed: { nu: NU } }, theta: (scale) => [NU, 0, scale], mu: 1 },
];

export const LAST_YEAR = FIRST_YEAR + CALLS.length - 1;
export const MOST_CALLS = 230;
/** Fewer than three points leave nothing to disagree on. */
export const LEAST_POINTS = 3;
export const MOST_POINTS = 40;
export { FIRST_YEAR };

/** Points once any was moved, added or taken away: year and calls of each, "1950-4.4_1951-4.7_1952-5.4"; "" for the record. */
const PLACE = '19(?:[56]\\d|7[0-3])-(?:\\d{1,2}|1\\d\\d|2[0-2]\\d)(?:\\.\\d{1,2})?';
export const pointsField = text({
  start: '', pattern: new RegExp(`^(?:${PLACE}(?:_${PLACE}){${LEAST_POINTS - 1},${MOST_POINTS - 1}})?$`),
  rule: `${LEAST_POINTS} to ${MOST_POINTS} points, such as 1969-29.5, joined by _`,
});

/** A hundredth of a million is finer than a pixel. @param {number} calls */
const rounded = (calls) => Math.min(MOST_CALLS - 0.01, Math.round(calls * 100) / 100);

/** @type {readonly Place[]} */
const RECORD = CALLS.map((calls, i) => ({ year: FIRST_YEAR + i, calls }));

/** @param {readonly Place[]} places */
const write = (places) => places.map(({ year, calls }) => `${year}-${rounded(calls)}`).join('_');
const RECORD_TEXT = write(RECORD);

/** @param {string} points @returns {readonly Place[]} */
const read = (points) => (points === '' ? RECORD : points.split('_').map((point) => {
  const [year, calls] = point.split('-').map(Number);
  return { year, calls };
}));

/** How many points there are. @param {Readonly<State>} state */
export const countOf = ({ points }) => read(points).length;

/** The chosen point's number, from 1: a link may name one that is not there. @param {Readonly<State>} state */
export const chosenOf = (state) => Math.min(state.point, countOf(state));

/** All points: the chosen one stands where its own fields say. @param {Readonly<State>} state @returns {Place[]} */
export function placesOf(state) {
  const chosen = chosenOf(state);
  return read(state.points).map((place, i) => (i + 1 === chosen ? { year: state.year, calls: rounded(state.calls) } : place));
}

/**
 * The state's part that holds these points with one of them chosen.
 * @param {readonly Place[]} places @param {number} point
 */
export function choosing(places, point) {
  const points = write(places);
  return { points: points === RECORD_TEXT ? '' : points, point, ...places[point - 1] };
}

/** The record again. @param {number} point to be chosen of it, if it is there */
export const record = (point) => choosing(RECORD, Math.min(point, RECORD.length));

/** 1969: the wildest year. */
export const START = record(20);
export const yearField = integer({ start: START.year, min: FIRST_YEAR, max: LAST_YEAR });
export const callsField = number({ start: START.calls, min: 0, max: MOST_CALLS });

/** @param {Readonly<State>} state @param {Place} place of a new point, to be chosen @returns {Partial<State>} nothing where there are enough */
export function adding(state, place) {
  const places = placesOf(state);
  return places.length < MOST_POINTS ? choosing([...places, place], places.length + 1) : {};
}

/** Without the chosen point; the one before it is chosen. @param {Readonly<State>} state @returns {Partial<State>} */
export function removing(state) {
  const chosen = chosenOf(state);
  const places = placesOf(state).filter((_, i) => i + 1 !== chosen);
  return places.length >= LEAST_POINTS ? choosing(places, Math.max(1, chosen - 1)) : {};
}

/** @param {Place[]} places */
const keyOf = (places) => places.map(({ year, calls }) => `${year} ${calls}`).join();

/** One cache for each noise: a drag fits only the lines that are drawn. */
const fits = new Map(NOISES.map(({ id, options }) => [id, keepLast((engine, /** @type {string} */ key) => {
  const rows = key.split(',').map((row) => row.split(' ').map(Number));
  const fit = engine.regress(id, rows.map(([, calls]) => calls), { year: rows.map(([year]) => year - FIRST_YEAR) }, options);
  return /** @type {Line} */ ({
    status: fit.status, message: fit.message, nll: fit.nll, scale: fit.scale,
    intercept: fit.coefficients['(intercept)'], slope: fit.coefficients.year,
    vertical: fit.collinear !== undefined,
  });
})]));

/** @param {Noise} noise @param {Place[]} places @param {Engine} engine @returns {Line} */
export const lineUnder = ({ id }, places, engine) => /** @type {any} */ (fits.get(id))(engine, keyOf(places));

/** @param {Line} line @param {number} year */
export const heightOf = ({ intercept, slope }, year) => intercept + slope * (year - FIRST_YEAR);

/** A point on the line has no residual to divide by: it counts as this far off it, in scales. */
const ON_THE_LINE = 1e-6;

/**
 * How hard each point pulls on the line, ψ(r) = −dNLL/dμ times the scale, and with what weight, ψ(r)/r times the squared
 * scale: with these weights, least squares gives the same line. null where the scale has shrunk to nothing.
 * @param {Noise} noise @param {Line} line @param {Place[]} places @param {Engine} engine
 * @returns {Listening[] | null}
 */
export function listening({ id, theta, mu }, line, places, engine) {
  const { scale } = line;
  if (!(scale > 0)) return null;
  const residuals = places.map(({ year, calls }) => calls - heightOf(line, year));
  const apart = residuals.map((r) => (Math.abs(r) > ON_THE_LINE * scale ? r : ON_THE_LINE * scale));
  const parameters = theta(scale);
  const gradients = engine.gradientPoints(id, apart, parameters);
  return residuals.map((residual, i) => {
    const pull = -gradients[i * parameters.length + mu] * scale;
    return { residual, pull: apart[i] === residual ? pull : 0, weight: (pull * scale) / apart[i] };
  });
}
