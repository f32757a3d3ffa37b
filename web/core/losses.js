import { checker } from './arguments.js';
import { raiser } from './failure.js';

/** @typedef {import('./arguments.js').Numbers} Numbers */
/** @typedef {import('./wasm/mle.cjs').Core} Core */
/**
 * A loss of the residual r. By name, with its shape where it has one: 'squared' r^2; 'absolute' |r|; 'huber' (shape
 * delta > 0); 'pinball' (0 < shape < 1); 'clipped' min(r^2, shape); 'tukey' (shape c > 0). Or bent: straight between the
 * knots (x, values), x rising, with the end slopes beyond.
 * @typedef {{ name: string, shape?: number } | { x: Numbers, values: Numbers }} ResidualLoss
 */

/** As in cpp/mle/implied_noise.hpp, in its order. */
const NAMED = ['squared', 'absolute', 'huber', 'pinball', 'clipped', 'tukey'];

/**
 * From a loss to the noise that it implies.
 * @param {Core} core
 */
export function lossFunctions(core) {
  const { settled } = raiser(core);

  return {
    /**
     * The loss along a grid of residuals, the density e^-loss / Z there, and log Z, Z being the integral of e^-loss over
     * all residuals. Where that is infinite, logZ is Infinity and density is null: no noise has this loss.
     * @param {ResidualLoss} loss @param {Numbers} grid
     * @returns {{ loss: Float64Array, density: Float64Array | null, logZ: number }}
     */
    impliedNoise(loss, grid) {
      const check = checker('impliedNoise');
      const at = check.finiteNumbers('grid', grid);
      if (typeof loss !== 'object' || loss === null) check.fail('loss', 'must be an object', loss);
      const result = settled('impliedNoise', 'name' in loss
        ? core.namedNoise(check.choice('name', loss.name, NAMED), check.number('shape', loss.shape ?? 1), at)
        : core.bentNoise(check.finiteNumbers('x', loss.x), check.finiteNumbers('values', loss.values), at));
      return { ...result, density: result.logZ === Infinity ? null : result.density };
    },

    /**
     * Hinge loss max(0, 1 - y f) of a label y = -1 or 1 along predictions f.
     * @param {1 | -1} y @param {Numbers} predictions
     */
    hinge(y, predictions) {
      const check = checker('hinge');
      if (y !== 1 && y !== -1) check.fail('y', 'must be -1 or 1', y);
      return core.hinge(y, check.finiteNumbers('predictions', predictions));
    },

    /** Z(f), the sum of e^-hinge over both labels, along predictions f. @param {Numbers} predictions */
    hingeNormaliser: (predictions) => core.hingeNormaliser(checker('hingeNormaliser').finiteNumbers('predictions', predictions)),
  };
}
