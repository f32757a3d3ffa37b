/** Penguins: R's multinom (shared data's README), closed forms of softmax, and which pairs have no maximum. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engineFromDisk } from '../../../web/build/core.js';
import figure from '../../../web/figures/softmax.js';
import {
  BIRDS, birdOf, bordersOf, certainty, entropyOf, LABELS, lossesOf, measuresOf, modelOf, nearestBird, PAIRS, placeOf,
} from '../../../web/figures/softmax-data.js';
import { assertReadable, near } from './readable.js';

const engine = await engineFromDisk();
const START = { pair: 'length-flipper', fitted: false, mixed: 0, bird: 172, shift: 0, temperature: 1, smoothing: 0 };
const FITTED = { ...START, fitted: true };
const at = (/** @type {object} */ changes) => figure.view({ ...START, ...changes }, engine);
const meanLoss = (/** @type {object} */ changes) => lossesOf({ ...FITTED, ...changes }, engine).reduce((sum, loss) => sum + loss, 0) / BIRDS;

test('the start state is the declared one: no fit, every bird costs log 3', () => {
  assert.deepEqual(Object.fromEntries(Object.entries(figure.fields).map(([key, field]) => [key, field.start])), START);
  const view = at({});
  assert.equal(view.headline?.value, '1.099');
  assert.equal(view.charts[0].surface, undefined);
  near(lossesOf(START, engine)[100], Math.log(3));
});

test('342 birds: 151, 68 and 123', () => {
  assert.deepEqual([0, 1, 2].map((k) => LABELS.filter((label) => label === k).length), [151, 68, 123]);
  assert.deepEqual(placeOf('length-depth', 1), [39.1, 18.7]);
  assert.deepEqual(placeOf('flipper-mass', 1), [181, 3750]);
});

test('R’s coefficients and NLL for bill length and flipper length', () => {
  const { weights, nll, separated } = modelOf(FITTED, engine);
  near(nll, 39.0641015903962, 1e-8);
  assert.deepEqual(separated, []);
  const expected = [[0, 0, 0], [-26.6046649, 1.347481459, -0.169666093], [-119.8539465, 0.481888962, 0.482629242]];
  // R stopped a little before the maximum: its NLL is higher by 9e-9.
  weights.forEach((row, k) => row.forEach((w, j) => near(w, expected[k][j], 1e-4)));
  near(meanLoss({}), nll / BIRDS, 1e-11);
});

test('two pairs have no maximum, Gentoo set apart, and that is said; the others have one', () => {
  for (const pair of PAIRS) {
    const { separated } = modelOf({ ...FITTED, pair }, engine);
    const apart = pair === 'depth-flipper' || pair === 'depth-mass';
    assert.deepEqual(separated, apart ? ['Gentoo'] : [], pair);
    const { sentence } = at({ fitted: true, pair });
    assert.equal(/^No maximum exists for the observed labels of this pair: a straight line sets Gentoo apart/.test(sentence), apart, pair);
  }
  // What the two others leave to tell apart is Adelie from Chinstrap alone: the limit lies below what is drawn.
  assert.ok(meanLoss({ pair: 'depth-flipper' }) * BIRDS > modelOf({ ...FITTED, pair: 'depth-flipper' }, engine).nll);
});

test('fitted to smoothed labels: SciPy’s lowest mean loss, also where the observed labels have no maximum', () => {
  near(meanLoss({ mixed: 0.1, smoothing: 0.1 }), 0.410530544899, 1e-9);
  near(meanLoss({ pair: 'depth-flipper', mixed: 0.1, smoothing: 0.1 }), 0.575132436537, 1e-9);
  const state = { ...FITTED, mixed: 0.1, smoothing: 0.1 };
  near(birdOf(modelOf(state, engine), state, engine).p[1], 0.4387363096, 1e-6);
  assert.doesNotMatch(at({ ...state, pair: 'depth-flipper' }).sentence, /No maximum/);
  assert.match(at({ fitted: true, smoothing: 0.1 }).sentence, /The fit drawn is still the one to the observed labels/);
});

test('a straight line does set the Gentoos apart from the others in both', () => {
  for (const pair of ['depth-flipper', 'depth-mass']) {
    const { weights } = modelOf({ ...FITTED, pair }, engine);
    LABELS.forEach((label, i) => {
      const [one, two] = placeOf(pair, i + 1);
      const logits = weights.map(([a, b, c]) => a + b * one + c * two);
      assert.equal(logits[2] > Math.max(logits[0], logits[1]), label === 2, `${pair}: bird ${i + 1}`);
    });
  }
});

test('a constant in all logits changes nothing; temperature divides them', () => {
  const model = modelOf(FITTED, engine);
  const plain = birdOf(model, FITTED, engine);
  const shifted = birdOf(model, { ...FITTED, shift: 7.3 }, engine);
  plain.p.forEach((p, k) => near(shifted.p[k], p, 1e-13));
  near(shifted.loss, plain.loss, 1e-12);
  const hot = birdOf(model, { ...FITTED, temperature: 4 }, engine);
  hot.logits.forEach((z, k) => near(z, plain.logits[k] / 4));
  for (const temperature of [0.5, 0.9, 1.1, 3]) assert.ok(meanLoss({ temperature }) > meanLoss({}));
});

test('the gradient is p − q, and agrees with differences of the loss', () => {
  for (const smoothing of [0, 0.1, 0.5]) {
    const state = { ...FITTED, bird: 200, pair: 'flipper-mass', smoothing };
    const { logits, p, target, gradient, label } = birdOf(modelOf(state, engine), state, engine);
    near(target.reduce((a, b) => a + b, 0), 1);
    gradient.forEach((g, k) => {
      near(g, p[k] - target[k], 1e-14);
      const [up, down] = [1e-5, -1e-5].map((h) => engine.nll('categorical', [label], logits.map((z, j) => z + (j === k ? h : 0)), { smoothing }));
      near(g, (up - down) / 2e-5, 1e-8);
    });
  }
});

test('entropy: 0 without shared measurements, else theirs; under smoothing the floor in closed form', () => {
  for (const [pair, shared] of /** @type {const} */ ([['length-flipper', 0], ['length-depth', 0], ['depth-flipper', 13], ['depth-mass', 4], ['flipper-mass', 11]])) {
    const { entropy, shared: found } = entropyOf(engine, pair, 0);
    assert.equal(found, shared, pair);
    /** @type {Record<string, number[]>} */
    const counts = {};
    LABELS.forEach((label, i) => { (counts[String(placeOf(pair, i + 1))] ??= [0, 0, 0])[label] += 1; });
    const expected = Object.values(counts).reduce((sum, n) => {
      const all = n[0] + n[1] + n[2];
      return sum - n.reduce((part, m) => part + (m && m * Math.log(m / all)), 0);
    }, 0) / BIRDS;
    near(entropy, expected, 1e-12);
  }
  const q = [0.9 + 0.1 / 3, 0.1 / 3, 0.1 / 3];
  near(entropyOf(engine, 'length-flipper', 0.1).entropy, -q.reduce((sum, each) => sum + each * Math.log(each), 0), 1e-12);
});

test('mean loss = entropy + KL with KL never negative', () => {
  for (const pair of PAIRS) {
    for (const smoothing of [0, 0.1, 0.5]) {
      for (const temperature of [0.5, 1, 3]) assert.ok(meanLoss({ pair, smoothing, temperature }) > entropyOf(engine, pair, smoothing).entropy);
    }
  }
});

test('on the borders two logits are equal and the third is not above', () => {
  for (const pair of PAIRS) {
    const model = modelOf({ ...FITTED, pair }, engine);
    const [along, up] = measuresOf(pair);
    const borders = bordersOf(model, pair);
    // By bill depth and body mass the Chinstraps are nowhere the likeliest.
    assert.ok(borders.length >= (pair === 'depth-mass' ? 1 : 2), pair);
    for (const { x, y } of borders) {
      for (const share of [0, 0.3, 1]) {
        const place = [x[0] + share * (x[1] - x[0]), y[0] + share * (y[1] - y[0])];
        assert.ok(place[0] >= along.min - 1e-6 && place[0] <= along.max + 1e-6 && place[1] >= up.min - 1e-6 && place[1] <= up.max + 1e-6);
        const [first, second] = model.weights.map(([a, b, c]) => a + b * place[0] + c * place[1]).sort((a, b) => b - a);
        assert.ok(Math.abs(first - second) < 1e-7 * (1 + Math.abs(first)), `${pair}: ${first} ${second}`);
      }
    }
  }
});

/** @param {number[]} place @param {number[][]} ring */
const inside = ([x, y], ring) => ring.reduce((within, [x1, y1], i) => {
  const [x2, y2] = ring[(i + 1) % ring.length];
  return (y1 > y) !== (y2 > y) && x < x1 + ((x2 - x1) * (y - y1)) / (y2 - y1) ? !within : within;
}, false);

test('the bands hold the places where the likeliest species has that probability, for every pair and temperature', () => {
  let held = 0;
  for (const pair of PAIRS) {
    const { weights } = modelOf({ ...FITTED, pair }, engine);
    const [xs, ys] = measuresOf(pair).map(({ min, max }) => Array.from({ length: 23 }, (_, i) => min + ((max - min) * (i + 0.37)) / 23));
    for (const temperature of [0.1, 1, 10]) {
      const bands = certainty(engine, pair, 0, temperature);
      assert.deepEqual(bands.map(({ level }) => level), [0.6, 0.75, 0.9, 0.99]);
      for (const x of xs) {
        for (const y of ys) {
          const z = weights.map(([a, b, c]) => (a + b * x + c * y) / temperature);
          const p = 1 / Math.min(...z.map((top) => z.reduce((sum, other) => sum + Math.exp(other - top), 0)));
          for (const { level, rings } of bands) {
            // Chords between the points of a border cut a little off.
            if (Math.abs(p - level) < 0.002) continue;
            assert.equal(rings.some((ring) => inside([x, y], ring)), p > level, `${pair} T=${temperature} (${x}, ${y}): ${p}, ${level}`);
            held += Number(p > level);
          }
        }
      }
    }
  }
  assert.ok(held > 10_000);
});

test('the nearest bird to a bird is itself, or one at its place', () => {
  for (const pair of PAIRS) {
    for (const bird of [1, 57, 152, 200, 220, 342]) {
      const [x, y] = placeOf(pair, bird);
      assert.deepEqual(placeOf(pair, nearestBird(pair, { x, y })), [x, y]);
    }
  }
});

test('every state gives a whole view', () => {
  for (const pair of PAIRS) {
    for (const fitted of [false, true]) {
      for (const [temperature, smoothing, shift] of [[0.1, 0, -10], [1, 0.5, 0], [10, 0.01, 10]]) {
        assertReadable(at({ pair, fitted, temperature, smoothing, shift, bird: 342 }));
      }
    }
  }
});
