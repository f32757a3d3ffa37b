import { text } from '../ui/fields.js';
import { extendTrail, TRAIL_PATTERN, trailAt, trailCells } from './coin-flips-trail.js';
import { visited } from './visited.js';

/**
 * An axis whose curves are drawn only where the learner has been, until they are asked for whole. The trail is
 * coin-flips-trail.js's, in hundredths of the axis.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {{ x: ArrayLike<number>, y: ArrayLike<number> }} Curve
 */

/** @param {{ min: number, max: number, start: number, points: number }} axis   points: of a whole curve */
export function trailAxis({ min, max, start, points }) {
  const placeOf = (/** @type {number} */ value) => (value - min) / (max - min);
  const atPlace = (/** @type {number} */ place) => min + (max - min) * place;
  const whole = (/** @type {Engine} */ engine) => engine.linspace(min, max, points);
  return {
    /** The trail as a part of the state. */
    field: text({ start: trailAt(placeOf(start)), pattern: TRAIL_PATTERN, rule: 'visited hundredths of the axis, such as 38-52_70' }),

    /** The trail after a move. @param {string} trail @param {number} from @param {number} to */
    after: (trail, from, to) => (from === to ? trail : extendTrail(trail, placeOf(from), placeOf(to))),

    /** @param {string} trail @param {boolean} all @param {Engine} engine @param {(x: Float64Array) => ArrayLike<number>} values @returns {Curve} */
    curve(trail, all, engine, values) {
      if (all) {
        const x = whole(engine);
        return { x, y: values(x) };
      }
      const { x, y } = visited(trail, (places) => values(Float64Array.from(places, atPlace)));
      return { x: x.map(atPlace), y };
    },

    /** The places that a table lists. @param {string} trail @param {boolean} all @param {Engine} engine */
    listed: (trail, all, engine) => (all ? whole(engine) : Float64Array.from(trailCells(trail), atPlace)),
  };
}

/** Whether the learner has moved at all. @param {string} trail */
export const hasMoved = (trail) => trailCells(trail).length > 1;
