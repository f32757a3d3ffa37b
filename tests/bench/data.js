/** The rows that every contender gets: the same numbers in JavaScript, C++ (cpp/bench/peer.cpp) and Python (peers.py). */
export function uniforms(/** @type {number} */ seed) {
  let state = seed;
  // state * 1103515245 leaves the whole numbers of a double: in two halves, modulo 2^31.
  return () => {
    const high = Math.floor(state / 65536);
    state = (((high * 1103515245) % 32768) * 65536 + (state % 65536) * 1103515245 + 12345) % 2 ** 31;
    return state * 2 ** -31;
  };
}

/** @param {number} n */
export function rowsOf(n) {
  const u = uniforms(1);
  const [y, p, z, g] = Array.from({ length: 4 }, () => new Float64Array(n));
  for (let i = 0; i < n; i += 1) {
    p[i] = 0.98 * u() + 0.01;
    y[i] = Number(u() < p[i]);
    z[i] = 8 * u() - 4;
    g[i] = 6 * u() - 3;
  }
  return { y, p, z, g };
}

export const CLASSES = 10;
/** @param {number} n */
export function softmaxRows(n) {
  const u = uniforms(2);
  const [c, logits] = [new Float64Array(n), new Float64Array(n * CLASSES)];
  for (let i = 0; i < n; i += 1) {
    c[i] = Math.floor(CLASSES * u());
    for (let j = 0; j < CLASSES; j += 1) logits[i * CLASSES + j] = 6 * u() - 3;
  }
  return { c, logits };
}

/** Predictors by columns, the first one constant. @param {number} n @param {number} d */
export function logisticRows(n, d) {
  const u = uniforms(3);
  const [x, y] = [new Float64Array(n * d), new Float64Array(n)];
  for (let i = 0; i < n; i += 1) {
    let eta = 0;
    for (let j = 0; j < d; j += 1) {
      x[j * n + i] = j === 0 ? 1 : 4 * u() - 2;
      eta += x[j * n + i] * (j % 2 === 0 ? 0.5 : -0.75);
    }
    y[i] = Number(eta + 4 * u() - 2 > 0);
  }
  return { x, y };
}
