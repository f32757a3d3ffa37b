/** Plain JavaScript: each formula as a careful author writes it, and with the tricks of the core where those help. */

/** @typedef {Float64Array} F */

export const bernoulli = (/** @type {F} */ y, /** @type {F} */ p) => {
  let sum = 0;
  for (let i = 0; i < y.length; i += 1) sum -= y[i] * Math.log(p[i]) + (1 - y[i]) * Math.log1p(-p[i]);
  return sum;
};

/** One log for the product of 64 likelihoods. */
export const bernoulliProduct = (/** @type {F} */ y, /** @type {F} */ p) => {
  let sum = 0;
  let i = 0;
  for (; i + 64 <= y.length; i += 64) {
    let [a, b, c, d] = [1, 1, 1, 1];
    for (let j = i; j < i + 64; j += 4) {
      a *= Math.abs(1 - y[j] - p[j]);
      b *= Math.abs(1 - y[j + 1] - p[j + 1]);
      c *= Math.abs(1 - y[j + 2] - p[j + 2]);
      d *= Math.abs(1 - y[j + 3] - p[j + 3]);
    }
    sum -= Math.log(a * b * (c * d));
  }
  for (; i < y.length; i += 1) sum -= Math.log(Math.abs(1 - y[i] - p[i]));
  return sum;
};

export const gaussian = (/** @type {F} */ y, /** @type {number} */ mu, /** @type {number} */ sigma) => {
  let sum = 0;
  for (let i = 0; i < y.length; i += 1) sum += ((y[i] - mu) / sigma) ** 2;
  return y.length * (0.5 * Math.log(2 * Math.PI) + Math.log(sigma)) + 0.5 * sum;
};

export const logits = (/** @type {F} */ y, /** @type {F} */ z) => {
  let sum = 0;
  for (let i = 0; i < y.length; i += 1) {
    sum += Math.max(z[i], 0) - y[i] * z[i] + Math.log1p(Math.exp(-Math.abs(z[i])));
  }
  return sum;
};

/** One log1p for 16 rows. */
export const logitsProduct = (/** @type {F} */ y, /** @type {F} */ z) => {
  let sum = 0;
  for (let i = 0; i < y.length;) {
    const end = Math.min(i + 16, y.length);
    let m = 0;
    for (; i < end; i += 1) {
      sum += Math.max(z[i], 0) - y[i] * z[i];
      m += Math.exp(-Math.abs(z[i])) * (1 + m);
    }
    sum += Math.log1p(m);
  }
  return sum;
};

export const softmax = (/** @type {F} */ c, /** @type {F} */ z, /** @type {number} */ classes) => {
  let sum = 0;
  for (let i = 0, row = 0; i < c.length; i += 1, row += classes) {
    let largest = z[row];
    for (let j = 1; j < classes; j += 1) if (z[row + j] > largest) largest = z[row + j];
    let total = 0;
    for (let j = 0; j < classes; j += 1) total += Math.exp(z[row + j] - largest);
    sum += largest + Math.log(total) - z[row + c[i]];
  }
  return sum;
};

/** Newton's method (IRLS), by columns. @param {F} x @param {F} y @param {number} d */
export function logistic(x, y, d) {
  const n = y.length;
  const beta = new Float64Array(d);
  let last = Infinity;
  for (let step = 0; step < 50; step += 1) {
    const [g, h] = [new Float64Array(d), new Float64Array(d * d)];
    let nll = 0;
    for (let i = 0; i < n; i += 1) {
      let eta = 0;
      for (let j = 0; j < d; j += 1) eta += beta[j] * x[j * n + i];
      const e = Math.exp(-Math.abs(eta));
      nll += Math.max(eta, 0) - y[i] * eta + Math.log1p(e);
      const p = eta >= 0 ? 1 / (1 + e) : e / (1 + e);
      const w = p * (1 - p);
      for (let j = 0; j < d; j += 1) {
        const v = x[j * n + i];
        g[j] += (p - y[i]) * v;
        for (let k = 0; k <= j; k += 1) h[j * d + k] += w * v * x[k * n + i];
      }
    }
    if (Math.abs(last - nll) <= 1e-14 * nll) return nll;
    last = nll;
    for (let j = 0; j < d; j += 1) { // Cholesky, and both triangular systems
      for (let k = 0; k <= j; k += 1) {
        let entry = h[j * d + k];
        for (let m = 0; m < k; m += 1) entry -= h[j * d + m] * h[k * d + m];
        h[j * d + k] = k < j ? entry / h[k * d + k] : Math.sqrt(entry);
      }
    }
    for (let j = 0; j < d; j += 1) {
      for (let k = 0; k < j; k += 1) g[j] -= h[j * d + k] * g[k];
      g[j] /= h[j * d + j];
    }
    for (let j = d - 1; j >= 0; j -= 1) {
      for (let k = j + 1; k < d; k += 1) g[j] -= h[k * d + j] * g[k];
      g[j] /= h[j * d + j];
    }
    for (let j = 0; j < d; j += 1) beta[j] -= g[j];
  }
  return NaN;
}
