import { text } from '../ui/fields.js';
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

export const COUNT = CALLS.length;
export const LAST_YEAR = FIRST_YEAR + COUNT - 1;
export const MOST_CALLS = 230;
export { FIRST_YEAR };

/** A moved point: its number, year and calls, "20-1969-29.5". Moved points are joined by "_". */
const EDIT = '(?:[1-9]|1\\d|2[0-4])-19(?:[56]\\d|7[0-3])-(?:\\d{1,2}|1\\d\\d|2[0-2]\\d)(?:\\.\\d{1,2})?';
export const editsField = text({
  start: '', pattern: new RegExp(`^(?:${EDIT}(?:_${EDIT}){0,${COUNT - 1}})?$`), rule: 'moved points, such as 20-1969-29.5',
});

/** A hundredth of a million is finer than a pixel. @param {number} calls */
const rounded = (calls) => Math.min(MOST_CALLS - 0.01, Math.round(calls * 100) / 100);

/** @param {string} edits @returns {Map<number, Place>} */
const readEdits = (edits) => new Map(edits.split('_').filter(Boolean).map((edit) => {
  const [point, year, calls] = edit.split('-').map(Number);
  return [point, { year, calls }];
}));

/** Where a point stood in the record. @param {number} point from 1 @returns {Place} */
export const recorded = (point) => ({ year: FIRST_YEAR + point - 1, calls: CALLS[point - 1] });

/**
 * Where a point stands that is not the chosen one.
 * @param {string} edits @param {number} point
 */
export const placeOf = (edits, point) => readEdits(edits).get(point) ?? recorded(point);

/** The edits after a point was left at a place. @param {string} edits @param {number} point @param {Place} place */
export function leave(edits, point, { year, calls }) {
  const places = readEdits(edits);
  const old = recorded(point);
  const y = rounded(calls);
  if (year === old.year && y === old.calls) places.delete(point);
  else places.set(point, { year, calls: y });
  return [...places].sort(([a], [b]) => a - b).map(([number, place]) => `${number}-${place.year}-${place.calls}`).join('_');
}

/** All points: the chosen one stands where its own fields say. @param {Readonly<State>} state @returns {Place[]} */
export function placesOf({ edits, point, year, calls }) {
  const places = readEdits(edits);
  return CALLS.map((_, i) => (i + 1 === point ? { year, calls: rounded(calls) } : places.get(i + 1) ?? recorded(i + 1)));
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
