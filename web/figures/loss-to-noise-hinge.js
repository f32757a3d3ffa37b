import { fixed, significant } from '../ui/format.js';

/**
 * Hinge loss: the labels are −1 and 1, so Z is a sum over two labels, and it moves with the prediction.
 *
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 */

const REACH = 3;
const POINTS = 241;

/** @param {number} loss at least 0 */
const term = (loss) => `exp(${loss > 0 ? `−${significant(loss)}` : '0'})`;

/** @param {State} state @param {Engine} engine @returns {import('./figure.js').View} */
export function hingeView({ f, verdict }, engine) {
  const answered = verdict !== 'none';
  const grid = engine.linspace(-REACH, REACH, POINTS);
  const [plus, minus] = [engine.hinge(1, grid), engine.hinge(-1, grid)];
  const z = engine.hingeNormaliser(grid);
  const [here] = engine.hingeNormaliser([f]);
  const losses = [engine.hinge(1, [f])[0], engine.hinge(-1, [f])[0]];
  const [at0, at1] = engine.hingeNormaliser([0, 1]);
  const drag = { to: (/** @type {{ x: number }} */ { x }) => ({ f: Math.round(x * 100) / 100 }) };
  const x = { label: 'f, prediction', min: -REACH, max: REACH };
  const terms = `At f = ${fixed(f, 2)} the two labels’ terms, ${term(losses[0])} and ${term(losses[1])}, add up to Z = ${fixed(here)}.`;
  const verdictWords = verdict === 'no' ? 'Right. ' : 'Not so. ';
  return {
    headline: { label: `Z at f = ${fixed(f, 2)}, the sum of exp(−loss) over both labels`, value: fixed(here), unit: '', exact: here },
    sentence: answered
      ? `${verdictWords}${terms} Z is ${fixed(at0)} at f = 0 and ${fixed(at1)} at f = 1: it depends on the prediction. To divide by it adds log Z(f) to the loss, which makes it another loss. So hinge is no NLL: with all constants kept, an NLL has Z = 1 everywhere (dashed).`
      : `${terms} Predict: as f moves, does Z stay where it is? For an NLL it must. Answer, and the whole curve is drawn.`,
    charts: [{
      id: 'loss', shape: 'half',
      description: `Hinge loss over the prediction f, for the label 1 falling to 0 at f = 1, for the label −1 rising from 0 at f = −1. At f = ${fixed(f, 2)} they are ${fixed(losses[0])} and ${fixed(losses[1])}.`,
      x, y: { label: 'hinge loss max(0, 1 − y f)', min: 0, max: 4.5, ticks: [0, 1, 2, 3, 4].map((value) => ({ value, label: String(value) })) },
      series: [
        { label: 'y = 1', role: 'one', x: grid, y: plus, labelAt: 'start' },
        { label: 'y = −1', role: 'zero', x: grid, y: minus, labelAt: 'end' },
      ],
      markers: [
        { label: '', role: 'one', x: f, y: losses[0], drag },
        { label: '', role: 'zero', x: f, y: losses[1], drag },
      ],
    }, {
      id: 'normaliser', shape: 'half',
      description: answered ? `Z over the prediction: ${fixed(at0)} at 0, highest at −1 and 1 with ${fixed(at1)}, and down to 1 far out.` : `Z at the prediction ${fixed(f, 2)} alone: ${fixed(here)}.`,
      x, y: { label: 'Z(f), sum over both labels', min: 0, max: 1.5 },
      series: answered ? [{ label: '', role: 'model', x: grid, y: z }] : [],
      markers: [{ label: `Z = ${fixed(here)}`, role: 'model', x: f, y: here, drag }],
      guides: answered ? [{ axis: 'y', value: 1, role: 'neutral' }] : [],
    }],
    table: {
      caption: answered ? 'Hinge loss of both labels and Z, over the prediction' : 'Hinge loss of both labels, over the prediction',
      columns: ['f', 'loss of y = 1', 'loss of y = -1', ...(answered ? ['Z'] : [])],
      rows: () => Array.from(grid, (at, i) => [at, plus[i], minus[i], ...(answered ? [z[i]] : [])]),
    },
  };
}
