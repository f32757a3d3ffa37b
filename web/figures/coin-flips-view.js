import {
  decimal, fraction, headsIn, isOpen, isTop, oneIn, outcomes, productByFlip, score, scores, showP, showProduct,
} from './coin-flips-hunt.js';
import { tell } from './coin-flips-sentence.js';
import { trailCells, trailPoints } from './coin-flips-trail.js';

/**
 * @typedef {import('./figure.js').Engine} Engine
 * @typedef {import('./figure.js').State} State
 * @typedef {import('./figure.js').Marker} Marker
 */

const POINTS = 401;
/**
 * The logit axis ends where p is 0.0025 and 0.9975: the slider's last places before 0 and 1, at ±4.6, lie well inside,
 * and even with one head in ten L has fallen there to a sixteenth of its peak.
 */
const LOGIT_REACH = 6;

/**
 * Tops of the likelihood axis, over its power of ten, and the step of its ticks. Ten flips have six highest likelihoods,
 * h heads the same as h tails: over their powers of ten 1, 1.19, 2.22, 3.87, 6.71 and 9.77. Each has a round top of its
 * own, 13 to 29 % above it.
 */
const TOPS = [[1.2, 0.5], [1.5, 1], [2.5, 1], [5, 1], [8, 2], [12, 10]];

/**
 * An axis that leaves room above the peak, and differing room, so that its top does not tell how high the peak is.
 * @param {number} highest the likelihood at the maximum
 */
function likelihoodAxis(highest) {
  const power = 10 ** Math.floor(Math.log10(highest));
  const [top, step] = TOPS.find(([mantissa]) => mantissa * power >= 1.06 * highest) ?? TOPS[TOPS.length - 1];
  const decimals = Math.max(1, Math.ceil(-Math.log10(step * power) - 1e-9));
  const ticks = Array.from({ length: Math.floor(top / step + 1e-9) + 1 }, (_, i) => Number((i * step * power).toPrecision(3)));
  return {
    label: 'L(p), likelihood', min: 0, max: Number((top * power).toPrecision(3)),
    ticks: ticks.map((value) => ({ value, label: value === 0 ? '0' : value.toFixed(decimals) })),
  };
}

/**
 * The handle's place on the logit axis back to p: hundredths, and finer where those would leave the axis.
 * @param {number} p
 */
const onGrid = (p) => Math.min(0.997, Math.max(0.003, p < 0.02 || p > 0.98 ? Math.round(p * 1000) / 1000 : Math.round(p * 100) / 100));

/** @param {State} state @param {Engine} engine @returns {import('./figure.js').View} */
export function view(state, engine) {
  const { flips, p, axis, area, trail } = state;
  const inP = axis === 'p';
  const y = outcomes(flips);
  const heads = headsIn(flips);
  const tails = y.length - heads;
  const fit = engine.fit('bernoulli', y);
  const [peak] = fit.theta;
  const highest = engine.exp(-fit.nll);
  const open = isOpen(state);
  const { all, last, best } = scores(state, engine);
  const peakInSight = inP || Number.isFinite(engine.logit(peak));
  const here = score(p, y, engine);
  const likelihood = productByFlip(state, engine).products[y.length - 1];

  /** On the axis drawn; beyond its ends a mark stands at the end. @param {number} at */
  const place = (at) => (inP ? at : Math.min(LOGIT_REACH, Math.max(-LOGIT_REACH, engine.logit(at))));
  const likelihoodAt = (/** @type {number[]} */ ps) => (ps.length ? [...engine.productCurve('bernoulli', y, [p], 0, ps, 'float64')] : []);

  const grid = inP ? engine.linspace(0, 1, POINTS) : engine.linspace(-LOGIT_REACH, LOGIT_REACH, POINTS);
  const whole = () => ({ x: grid, y: engine.productCurve(inP ? 'bernoulli' : 'bernoulli-logit', y, [grid[0]], 0, grid, 'float64') });
  const sought = () => {
    const parts = trailPoints(trail).map((ps) => ps.filter((at) => inP || Math.abs(engine.logit(at)) <= LOGIT_REACH));
    // A gap between stretches: a point without a value.
    return { x: parts.flatMap((ps) => [...ps.map(place), NaN]), y: parts.flatMap((ps) => [...likelihoodAt(ps), NaN]) };
  };
  const curve = open ? whole() : sought();
  const earlier = all.filter((guess) => guess !== best && !(open && isTop(guess)));

  /** @type {Marker[]} */
  const markers = [
    ...(open && peakInSight ? [{ label: `maximum: p = ${heads}/${y.length}`, role: /** @type {const} */ ('optimum'), x: place(peak), y: highest }] : []),
    ...(best && !(open && isTop(best)) ? [{
      label: best.p === p ? '' : `best guess: ${showP(best.p)}`, role: /** @type {const} */ ('neutral'), x: place(best.p), y: likelihoodAt([best.p])[0],
    }] : []),
    {
      label: `p = ${showP(p)}${inP || Number.isFinite(engine.logit(p)) ? '' : ': no finite logit'}`, role: 'model', x: place(p), y: likelihood,
      drag: { to: ({ x }) => ({ p: inP ? Math.round(x * 100) / 100 : onGrid(engine.sigmoid(x)) }) },
    },
  ];

  const areas = { p: engine.bernoulliArea(heads, tails, 'p'), logit: engine.bernoulliArea(heads, tails, 'logit') };
  const shownArea = inP ? areas.p : areas.logit;

  return {
    headline: area
      ? { label: inP ? 'area under L over p' : 'area under L over logit p', value: fraction(shownArea), unit: areaInWords(shownArea), exact: shownArea }
      : { label: 'L(p), the product of all ten', value: showProduct(likelihood), unit: oneIn(engine.exp(engine.nll('bernoulli', y, [p]))), exact: likelihood },
    sentence: tell({ state, y, heads, tails, peak, highest, here, last, best, areas, likelihood }, engine),
    charts: [{
      id: 'likelihood',
      description: describe(),
      x: inP ? { label: 'p, probability of heads', min: 0, max: 1 }
        : { label: 'z = log(p / (1 − p)), logit of p', min: -LOGIT_REACH, max: LOGIT_REACH },
      y: likelihoodAxis(highest),
      series: [
        ...(area ? [{ label: '', role: /** @type {const} */ ('model'), kind: /** @type {const} */ ('area'), ...curve }]
          : [{ label: '', role: /** @type {const} */ ('model'), ...curve }]),
        ...(earlier.length ? [{
          label: '', role: /** @type {const} */ ('neutral'), kind: /** @type {const} */ ('points'), faint: true,
          x: earlier.map((guess) => place(guess.p)), y: likelihoodAt(earlier.map((guess) => guess.p)),
        }] : []),
      ],
      markers,
      guides: !open ? [] : [peakInSight ? { axis: 'x', value: place(peak), role: 'optimum' }
        : { axis: 'y', value: highest, role: 'optimum', label: `no finite logit reaches L = 1` }],
    }],
    table: {
      caption: open ? `Likelihood of ${heads} heads and ${tails} tails in this order`
        : 'Likelihood of p where you have been',
      columns: ['p', ...(inP ? [] : ['logit p']), 'L(p)', 'log L(p)'],
      rows: () => {
        const ps = open ? [...engine.linspace(0, 1, 101)] : trailCells(trail);
        const values = likelihoodAt(ps);
        const logs = engine.curve('bernoulli', y, [p], 0, ps);
        return ps.map((at, i) => [at, ...(inP ? [] : [engine.logit(at)]), values[i], -logs[i]]);
      },
    },
  };

  function describe() {
    const where = `The marker stands at p = ${showP(p)}, L = ${decimal(likelihood)}.`;
    if (!open) return `The likelihood of p, drawn only at the ${trailCells(trail).length} of 101 places where you have been. ${where}`;
    const shape = heads === 0 ? 'falls all the way from its maximum at p = 0' : tails === 0 ? 'climbs all the way to its maximum at p = 1'
      : `climbs to its maximum at p = ${heads}/${y.length} and falls behind it`;
    return `The whole likelihood curve: it ${shape}${inP ? '' : ', drawn over the logit of p'}. ${where}`
      + `${area ? ` The area under it is ${Number.isFinite(shownArea) ? fraction(shownArea) : 'infinite'}.` : ''}`;
  }
}

/** @param {number} area */
const areaInWords = (area) => (Number.isFinite(area) ? `= ${decimal(area)}, not 1` : '');
