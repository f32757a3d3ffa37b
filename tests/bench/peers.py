#!/usr/bin/env python3
"""The NumPy and SciPy side of `build.sh bench`: answers "task repeats" on each line with "nanoseconds value" (of CPU time).

The rows are those of data.js. Run by the system's own Python, which has python3-numpy and python3-scipy.
"""
import sys
import time

import numpy as np
import scipy
from scipy import optimize, special, stats


def uniforms(seed, n):
    out, state = np.empty(n), seed
    for i in range(n):
        state = (state * 1103515245 + 12345) % 2**31
        out[i] = state * 2.0**-31
    return out


def rows(n):
    u = uniforms(1, 4 * n).reshape(n, 4)
    p = 0.98 * u[:, 0] + 0.01
    return ((u[:, 1] < p).astype(float), p.copy(), 8 * u[:, 2] - 4, 6 * u[:, 3] - 3)


N = 1_000_000
y, p, z, g = rows(N)
few = tuple(column[:10_000].copy() for column in (y, p))
u = uniforms(2, 11 * 100_000).reshape(-1, 11)
classes, logits = np.floor(10 * u[:, 0]).astype(int), 6 * u[:, 1:] - 3


def logistic(d, n=10_000):
    u = uniforms(3, n * d).reshape(n, d)  # d - 1 predictors and the noise
    x = np.column_stack([np.ones(n), 4 * u[:, :d - 1] - 2])
    beta = np.where(np.arange(d) % 2 == 0, 0.5, -0.75)
    eta = np.zeros(n)
    for j in range(d):
        eta += x[:, j] * beta[j]
    return x, (eta + 4 * u[:, d - 1] - 2 > 0).astype(float)


def fit(x, labels):
    def loss(beta):
        eta = x @ beta
        return np.sum(np.logaddexp(0, eta) - labels * eta), x.T @ (special.expit(eta) - labels)

    return optimize.minimize(loss, np.zeros(x.shape[1]), jac=True, method='L-BFGS-B',
                             options={'ftol': 1e-15, 'gtol': 1e-6}).fun


fits = {d: logistic(d) for d in (2, 5, 10)}
plain = {
    'numpy-formula': lambda y, p: -np.sum(y * np.log(p) + (1 - y) * np.log1p(-p)),
    'numpy-where': lambda y, p: -np.sum(np.log(np.where(y == 1, p, 1 - p))),
}
tasks = {
    'bernoulli/numpy-formula': lambda: plain['numpy-formula'](y, p),
    'bernoulli/numpy-where': lambda: plain['numpy-where'](y, p),
    'bernoulli-1e4/numpy-formula': lambda: plain['numpy-formula'](*few),
    'bernoulli-1e4/numpy-where': lambda: plain['numpy-where'](*few),
    'bernoulli/scipy': lambda: -np.sum(stats.bernoulli.logpmf(y, p)),
    'gaussian/numpy': lambda: N * (0.5 * np.log(2 * np.pi) + np.log(1.2)) + 0.5 * np.sum(((g - 0.1) / 1.2) ** 2),
    'gaussian/scipy': lambda: -np.sum(stats.norm.logpdf(g, 0.1, 1.2)),
    'logits/scipy': lambda: -np.sum(special.log_expit((2 * y - 1) * z)),
    'logits/numpy': lambda: np.sum(np.logaddexp(0, z) - y * z),
    'softmax/scipy': lambda: -np.sum(special.log_softmax(logits, axis=1)[np.arange(len(classes)), classes]),
    **{f'logistic-{d}/scipy': (lambda data: lambda: fit(*data))(data) for d, data in fits.items()},
}

print(f'numpy {np.__version__}, scipy {scipy.__version__}', flush=True)
for line in sys.stdin:
    name, repeats = line.split()
    start = time.process_time()
    for _ in range(int(repeats)):
        value = tasks[name]()
    print((time.process_time() - start) / int(repeats) * 1e9, repr(float(value)), flush=True)
