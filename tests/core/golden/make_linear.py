#!/usr/bin/env python3
"""Writes linear_golden.hpp: least squares in exact rational arithmetic, and maxima to 40 digits by mpmath.

Needs mpmath (Debian: python3-mpmath). Run it in this folder; its output is committed. Inputs are the doubles that the
tests use; outputs are rounded once.
"""
from fractions import Fraction
from mpmath import mp, mpf, diff, exp, findroot, inverse, log, matrix, pi, sqrt

mp.dps = 40
lines = ['// Written by make_linear.py: exact answers for linear_test.cpp and heteroscedastic_test.cpp.', '#pragma once', '',
         '#include <vector>', '', 'namespace linear_golden {', '']


def write(name, values, note):
    lines.append(f'// {note}')
    lines.append(f'inline const std::vector<double> {name} = {{')
    lines.extend(f'    {float(v).hex()},' for v in values)
    lines.append('};')


def solve(a, b):
    """Gauss and Jordan over fractions."""
    a = [row[:] + [value] for row, value in zip(a, b)]
    n = len(a)
    for c in range(n):
        p = next(k for k in range(c, n) if a[k][c] != 0)
        a[c], a[p] = a[p], a[c]
        a[c] = [v / a[c][c] for v in a[c]]
        for k in range(n):
            if k != c and a[k][c] != 0:
                a[k] = [v - a[k][c] * w for v, w in zip(a[k], a[c])]
    return [row[n] for row in a]


def least_squares(rows, y, weights=None, penalty=0):
    """Exact; the first column is an intercept, which the penalty leaves out."""
    rows = [[Fraction(v) for v in row] for row in rows]
    y = [Fraction(v) for v in y]
    weights = [Fraction(w) for w in weights or [1] * len(y)]
    k = len(rows[0])
    a = [[sum(w * r[i] * r[j] for w, r in zip(weights, rows)) + (Fraction(penalty) if i == j and i > 0 else 0)
          for j in range(k)] for i in range(k)]
    b = [sum(w * r[i] * v for w, r, v in zip(weights, rows, y)) for i in range(k)]
    return solve(a, b)


# Filip's powers as doubles multiply them: NIST's own answer is for exact powers of exact decimals.
with open('../data/nist/Filip.txt') as file:
    words = file.read().split()
values = [float(v) for v in words[5 + 22:]]
y, x = values[0::2], values[1::2]
rows = []
for v in x:
    powers = [1.0]
    for _ in range(10):
        powers.append(powers[-1] * v)
    rows.append(powers)
write('filip', least_squares(rows, y), 'Filip, the powers rounded to doubles')

# A small set with weights, an offset and L2.
x1 = [1, 2, 3, 4, 5, 6, 7, 8]
x2 = [0.5, -1, 2.25, 0, 1, -0.75, 3, 1.5]
y = [2.5, 1, 7.25, 6, 9, 8.5, 17, 14]
w = [1, 2, 1, 3, 1, 0.5, 2, 1]
offset = [0.25, 0, -0.5, 1, 0, 0, 0.125, -1]
rows = [[1, a, b] for a, b in zip(x1, x2)]
shifted = [a - b for a, b in zip(y, offset)]
write('weighted', least_squares(rows, shifted, w), 'weights and offset')
write('ridge_held', least_squares(rows, shifted, w, Fraction(3, 4) * Fraction(4, 9)),
      'the same, lambda 3/4, sigma held at 2/3 (its square taken as 4/9)')


def ridge_free(lam):
    """sigma free: the least penalised NLL over sigma^2 by a fine scan, then a root of its slope."""
    n = sum(mpf(v) for v in w)

    def at(variance):
        a = matrix(3, 3)
        b = matrix(3, 1)
        for weight, row, v in zip(w, rows, shifted):
            for i in range(3):
                b[i] += mpf(weight) * row[i] * v
                for j in range(3):
                    a[i, j] += mpf(weight) * row[i] * row[j]
        for i in (1, 2):
            a[i, i] += lam * variance
        beta = mp.lu_solve(a, b)
        squares = sum(mpf(weight) * (v - sum(row[i] * beta[i] for i in range(3)))**2
                      for weight, row, v in zip(w, rows, shifted))
        return beta, squares

    def penalised(variance):
        beta, squares = at(variance)
        return n / 2 * log(variance) + squares / (2 * variance) + mpf(lam) / 2 * (beta[1]**2 + beta[2]**2)

    grid = [mpf(10)**(mpf(k) / 50 - 4) for k in range(400)]
    start = min(grid, key=penalised)
    variance = findroot(lambda v: at(v)[1] / n - v, start)
    beta, _ = at(variance)
    return list(beta) + [sqrt(variance)]


write('ridge_free', ridge_free(mpf(3) / 4), 'the same, lambda 3/4, sigma free: coefficients, sigma')
write('ridge_far', ridge_free(mpf(40)), 'the same, lambda 40')


def heteroscedastic(rows, spread, y, weights, start):
    """Root of the score, and standard errors from the inverse of its Jacobian."""
    p, k = len(rows[0]), len(rows[0]) + len(spread[0])

    def score(*theta):
        out = [mpf(0)] * k
        for row, z, v, weight in zip(rows, spread, y, weights):
            r = v - sum(mpf(a) * b for a, b in zip(row, theta[:p]))
            e = exp(-2 * sum(mpf(a) * b for a, b in zip(z, theta[p:])))
            for j in range(p):
                out[j] += weight * r * e * row[j]
            for j in range(k - p):
                out[p + j] += weight * (r * r * e - 1) * z[j]
        return out

    theta = findroot(score, start, tol=1e-60)
    information = matrix(k, k)
    for j in range(k):
        for i in range(k):
            information[i, j] = -diff(lambda t: score(*[t if l == j else theta[l] for l in range(k)])[i], theta[j])
    covariance = inverse(information)
    nll = mpf(0)
    for row, z, v, weight in zip(rows, spread, y, weights):
        s = sum(mpf(a) * b for a, b in zip(z, theta[p:]))
        r = v - sum(mpf(a) * b for a, b in zip(row, theta[:p]))
        nll += weight * (log(2 * pi) / 2 + s + r * r * exp(-2 * s) / 2)
    return list(theta) + [sqrt(covariance[j, j]) for j in range(k)] + [nll]


with open('../data/belgium-calls.csv') as file:
    calls = [float(line.split(',')[1]) for line in file.read().split('\n')[1:] if line]
years = [[1, i] for i in range(24)]
write('belgium', heteroscedastic(years, years, calls, [1] * 24, (4.287, 0.507, -2.0293, 0.4055)),
      'Belgian calls, both parts linear in the year - 1950: coefficients, standard errors, NLL')
write('two_parts', heteroscedastic(rows, [[1, a] for a in x1], shifted, w, (-1.09, 1.68, 1.97, -0.11, -0.112)),
      'the small set, log sigma linear in x1')

lines += ['', '}  // namespace linear_golden']
with open('linear_golden.hpp', 'w') as file:
    file.write('\n'.join(lines) + '\n')
