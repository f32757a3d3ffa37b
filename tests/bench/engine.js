// Time of engine.nll against a plain JavaScript loop over the same formula, n = 10,000: checked for equal values
// first, then measured in turn (A B A B ...). Prints medians in ns for each observation and their ratio.
// The batch kernels stand beside their peers in run.js.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { loadEngine } from '../../web/core/engine.js';

const N = 10_000;
const ROUNDS = 31;

const engine = await loadEngine({ wasmBinary: readFileSync(new URL('../../web/core/wasm/mle.wasm', import.meta.url)) });

/** @param {Float64Array} y @param {(value: number) => number} loss */
const sum = (y, loss) => {
  let total = 0;
  for (let i = 0; i < y.length; i += 1) total += loss(y[i]);
  return total;
};

/** The plain loops, with what depends on theta alone computed once, as a careful author would write them. */
const contenders = {
  bernoulli: [[0.3], ([p]) => {
    const [one, zero] = [-Math.log(p), -Math.log1p(-p)];
    return (y) => (y === 1 ? one : zero);
  }],
  'bernoulli-logit': [[-0.8], ([z]) => {
    const tail = Math.log1p(Math.exp(-Math.abs(z)));
    return (y) => Math.max(z, 0) - y * z + tail;
  }],
  categorical: [[0.1, -1, 2, 0.3, 0, 0, 1, -2, 0.5, 1.5], (z) => {
    const normaliser = Math.log(z.reduce((total, v) => total + Math.exp(v), 0));
    return (y) => normaliser - z[y];
  }],
  gaussian: [[0.5, 1.2], ([mu, sigma]) => {
    const constant = 0.5 * Math.log(2 * Math.PI) + Math.log(sigma);
    return (y) => constant + 0.5 * ((y - mu) / sigma) ** 2;
  }],
};

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** ns for each observation, over enough repeats to fill about 5 ms. @param {() => number} run */
const time = (run) => {
  const repeats = 50;
  const start = process.hrtime.bigint();
  let keep = 0;
  for (let i = 0; i < repeats; i += 1) keep += run();
  const elapsed = Number(process.hrtime.bigint() - start);
  if (Number.isNaN(keep)) throw new Error('not reached: keeps the calls alive');
  return elapsed / repeats / N;
};

console.log(`node ${process.version}, ${cpus()[0]?.model}, n = ${N}, median of ${ROUNDS} rounds`);
console.log('model            engine.nll   plain JS      ratio');
for (const [model, [theta, make]] of Object.entries(contenders)) {
  const y = engine.sample(model, theta, N, 1);
  const ours = () => engine.nll(model, y, theta);
  const plain = () => sum(y, make(theta));
  if (Math.abs(ours() - plain()) > 1e-9 * Math.abs(plain())) throw new Error(`${model}: the two differ`);
  for (let i = 0; i < 20; i += 1) { time(ours); time(plain); } // compiled and warm
  const [a, b] = [[], []];
  for (let i = 0; i < ROUNDS; i += 1) { a.push(time(ours)); b.push(time(plain)); }
  const cells = [median(a), median(b), median(b) / median(a)].map((value) => value.toFixed(2).padStart(10));
  console.log(model.padEnd(16), cells.join(' '));
}
