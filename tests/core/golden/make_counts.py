#!/usr/bin/env python3
"""Writes counts_golden.hpp: the exponential, gamma and negative binomial models, from mpmath with 60 digits.

Needs mpmath (Debian: python3-mpmath). Run it in this folder; its output is committed, so that the tests need neither
Python nor mpmath. Every input is an exact double; every output is the exact value rounded once.
"""
import itertools
from mpmath import mp, mpf, exp, log, loggamma, psi, betainc, gammainc, log1p, expm1, nsum, inf, ncdf, erfinv, quad

mp.dps = 60
lines = []


def c(x):
    """A double as a C++ literal that reads back to the same bits."""
    x = float(x)
    if x == float('inf'):
        return 'infinity'
    if x == float('-inf'):
        return '-infinity'
    return x.hex() if x != 0 else '0.0'


def table(name, columns, rows, note):
    lines.append(f'\n// {note}')
    lines.append(f'inline const double {name}[][{columns}] = {{')
    lines.extend('    {' + ', '.join(c(x) for x in row) + '},' for row in rows)
    lines.append('};')


def wide(*sizes):
    """Digits enough for terms of these sizes that cancel."""
    mp.dps = 60 + int(max(abs(log(mpf(s), 10)) for s in sizes if s)) * 2


# --- gamma: shape, rate, y, -log p, the size of its terms, score in shape and rate --------------------------------------
rows = []
for shape in (1e-300, 1e-20, 0.01, 0.3, 1, 2.5, 9.99, 10, 37.5, 1e3, 1e8, 1e15):
    for rate in (1e-150, 0.3, 1, 1e100):
        for share in (1e-200, 1e-3, 0.5, 0.999, 1, 1 + 1e-7, 1.6, 40):
            y = float(mpf(shape) * share / mpf(rate))
            if not 0 < y < float('inf'):
                continue
            wide(shape, rate, y)
            a, r, v = mpf(shape), mpf(rate), mpf(y)
            nll = loggamma(a) - a * log(r) - (a - 1) * log(v) + r * v
            # what the terms of Loader's form add up to, and what a relative error of y's last place does
            x = r * v
            size = abs(loggamma(a + 1) - a * log(a) + a) + abs(log(a)) + abs(log(v)) + (a * log(a / x) + x - a) + abs(x - a)
            rows.append((shape, rate, y, nll, size, psi(0, a) - log(x), v - a / r))
table('gamma_values', 7, rows, 'shape, rate, y; -log p, the size of its terms, the derivatives in shape and rate')

# --- negative binomial: mean, size, y; -log p, size of terms, derivatives ------------------------------------------------
rows = []
means = (1e-300, 1e-5, 0.4, 3.7, 250.0, 1e6, 1e12, 1e300)
sizes = (1e-300, 1e-6, 0.3, 2.0, 9.9, 10.0, 1e4, 1e8, 1e16, 1e100, 1e300)
for mean, size in itertools.product(means, sizes):
    near = [float(int(mean * s)) for s in (0.9, 1, 1.001, 3)] if mean < 1e15 else []
    for y in sorted({0.0, 1.0, 7.0, 2.0**53, *near}):
        wide(mean, size, y)
        m, s, v = mpf(mean), mpf(size), mpf(y)
        nll = loggamma(v + 1) + loggamma(s) - loggamma(v + s) + s * log1p(m / s) - (v * log(m / (s + m)) if y else 0)
        d_mean = (m - v) / m * s / (s + m)
        d_size = -(psi(0, v + s) - psi(0, s)) + log1p(m / s) + (v - m) / (s + m)
        # the derivative's two parts, each of one sign, and for size below 10 the difference of digammas
        t = (v - m) / (s + m)
        terms = (t - log1p(t) if t > -1 else mpf(0)) + ((psi(0, v + s) - psi(0, s)) if size < 10 else 0)
        rows.append((mean, size, y, nll, abs(m * d_mean) + abs(s * d_size), d_mean, d_size, terms))
table('negative_binomial_values', 8, rows,
      'mean, size, y; -log p, its condition number times it, the derivatives in mean and size, the size of the latter')


# The Fisher information of the size, by Fisher's series or, where that takes too many terms, an integral.
def information(mean, size):
    mp.dps = 40
    m, s = mpf(mean), mpf(size)
    q = m / (s + m)
    if (1 - q) * 2000 > 1 or size > 5:
        total, term, j = mpf(0), 1 / s, 1
        while True:
            j += 1
            term *= q * (j - 1) / (s + j - 1)
            total += term / j
            if term < total * mpf(10)**-25:
                return q * total
    p = s / (s + m)
    g = lambda v: exp(-s * v) * (-log(p + q * exp(-v)) / -expm1(-v) - q) if v else mpf(0)
    edge = log(q / p)
    return quad(g, sorted({mpf(0), mpf(1) / 100, mpf(1), mpf(5), edge / 2, edge, edge + 5, edge + 20, edge + 60,
                           1 / s, 10 / s, 30 / s, 100 / s}))


rows = [(m, s, information(m, s)) for m, s in
        [(2, 2), (15, 0.1), (0.05, 20), (1e-3, 0.01), (1e6, 0.1), (1e6, 1), (1e6, 1e6), (1, 1e6), (1e12, 1e-3), (1e20, 3),
         (1e-200, 1), (3, 1e100)]]
table('size_information_values', 3, rows, "mean, size; the Fisher information of the negative binomial's size")

# --- distribution functions: parameters, y, P(Y <= y) ---------------------------------------------------------------------
mp.dps = 60
rows = [(shape, rate, y, gammainc(mpf(shape), 0, mpf(rate) * mpf(y), regularized=True))
        for shape, rate in ((0.1, 2), (0.9, 0.3), (3, 0.7), (30, 1e-100), (1e3, 3))
        for y in [float(mpf(shape) / mpf(rate) * s) for s in (1e-6, 0.3, 0.8, 0.97, 1, 1.1, 2)]]
table('gamma_cdf_values', 4, rows, 'shape, rate, y; the distribution function')
rows = []
for rate in (1e-5, 0.7, 4.0, 90.0, 2500.0):
    sd = rate**0.5
    for y in sorted({float(max(0, int(rate + z * sd))) for z in (-20, -8, -2, 0, 1, 4)}):
        rows.append((rate, y, gammainc(mpf(y) + 1, mpf(rate), inf, regularized=True)))
table('poisson_cdf_values', 3, rows, 'rate, y; the distribution function')
rows = []
for mean, size in ((0.3, 0.05), (4, 1), (4, 30), (300, 0.5), (300, 1e4), (2e3, 1e8), (2.5, 1e12)):
    sd = (mean + mean**2 / size)**0.5
    for y in sorted({float(max(0, int(mean + z * sd))) for z in (-6, -2, -0.5, 0, 1, 4)}):
        p = mpf(size) / (mpf(size) + mpf(mean))
        total, term = mpf(0), exp(mpf(size) * log(p))
        for k in range(int(y) + 1):
            total += term
            term *= (mpf(size) + k) / (k + 1) * (1 - p)
        rows.append((mean, size, y, total))
table('negative_binomial_cdf_values', 4, rows, 'mean, size, y; the distribution function')
rows = [(mu, sigma, y, ncdf((mpf(y) - mpf(mu)) / mpf(sigma))) for mu, sigma, ys in
        ((0, 1, (-37.5, -30.1, -8.3, -1, -1e-9, 0, 0.4, 5)), (0.1, 0.3, (-10.7, -3.3, 0.1, 0.4)),
         (1e10, 0.7, (1e10 - 20.1, 1e10 + 0.3)), (-3e-160, 1e-161, (-6e-160, -1e-160)), (2e149, 1e150, (-2.9e151, 1e150)))
        for y in ys]
table('gaussian_cdf_values', 4, rows, 'mu, sigma, y; the distribution function')
laplace = lambda r: exp(r) / 2 if r < 0 else 1 - exp(-r) / 2
rows = [(mu, b, y, laplace((mpf(y) - mpf(mu)) / mpf(b))) for mu, b, ys in
        ((0, 1, (-700.3, -30.1, -1, -1e-9, 0, 0.4, 20)), (0.1, 0.3, (-200.7, -3.3, 0.4)), (1e10, 0.7, (1e10 - 400.1,)),
         (2e149, 1e150, (-6e152, 1e150))) for y in ys]
table('laplace_cdf_values', 4, rows, 'mu, b, y; the distribution function')

with open('counts_golden.hpp', 'w') as out:
    out.write('// Written by make_counts.py: do not edit.\n#pragma once\n\n#include <limits>\n\nnamespace counts_golden {\n\n'
              'inline constexpr double infinity = std::numeric_limits<double>::infinity();\n')
    out.write('\n'.join(lines) + '\n\n}  // namespace counts_golden\n')
