#!/usr/bin/env python3
"""Writes penalised_quantile_golden.hpp: quantile regressions under L2, by quadratic programming and then exactly.

Needs SciPy and mpmath (Debian: python3-scipy python3-mpmath). Run it in this folder; its output is committed. SciPy's SLSQP
on the problem in epigraph form tells which residuals are 0 and the signs of the others. With these the optimum solves
linear equations: in rational arithmetic where the scale is held, and there its multipliers are checked against their
bounds, exactly, which proves it; to 40 digits where the scale is free. There the best of a grid of scales is taken before.
"""
import numpy as np
from fractions import Fraction
from mpmath import findroot, mp, mpf
from scipy.optimize import minimize

mp.dps = 40
x1 = [1, 2, 3, 4, 5, 6, 7, 8]
x2 = [0.5, -1, 2.25, 0, 1, -0.75, 3, 1.5]
y = [2.5, 1, 7.25, 6, 9, 8.5, 17, 14]
weights = [1, 2, 1, 3, 1, 0.5, 2, 1]
offset = [0.25, 0, -0.5, 1, 0, 0, 0.125, -1]
steep = [10.125, 19.75, 30.25, 40.5, 49.875, 59.5, 70.25, 80.75]


def program(rows, target, w, tau, curvature, intercept):
    """Coefficients that minimise sum w rho(r) + curvature / 2 |beta|^2, roughly."""
    a, t, w = np.array(rows, float), np.array(target, float), np.array(w, float)
    n, p = a.shape
    free = np.array([0.0 if intercept and j == 0 else 1.0 for j in range(p)])

    def value(z):
        return tau * w @ z[p:p + n] + (1 - tau) * w @ z[p + n:] + curvature / 2 * (free * z[:p]) @ z[:p]

    def slope(z):
        return np.concatenate([curvature * free * z[:p], tau * w, (1 - tau) * w])

    lines = np.hstack([a, np.eye(n), -np.eye(n)])
    start = np.concatenate([np.zeros(p), np.maximum(t, 0), np.maximum(-t, 0)])
    found = minimize(value, start, jac=slope, method='SLSQP', bounds=[(None, None)] * p + [(0, None)] * (2 * n),
                     constraints={'type': 'eq', 'fun': lambda z: lines @ z - t, 'jac': lambda z: lines},
                     options={'ftol': 1e-15, 'maxiter': 2000})
    return found.x[:p]


def solve(a, b):
    """Gauss and Jordan, for any numbers."""
    a = [row[:] + [value] for row, value in zip(a, b)]
    n = len(a)
    for c in range(n):
        pivot = max(range(c, n), key=lambda k: abs(a[k][c]))
        a[c], a[pivot] = a[pivot], a[c]
        a[c] = [v / a[c][c] for v in a[c]]
        for k in range(n):
            if k != c and a[k][c] != 0:
                a[k] = [v - a[k][c] * u for v, u in zip(a[k], a[c])]
    return [row[n] for row in a]


def exactly(rows, target, w, tau, curvature, intercept, rough, number):
    """The optimum near `rough`, with its loss: the first number of least residuals that, held at 0, prove one."""
    rows = [[number(v) for v in row] for row in rows]
    target, w, tau = [number(v) for v in target], [number(v) for v in w], number(tau)
    n, p = len(rows), len(rows[0])
    near = [float(t) - sum(float(v) * g for v, g in zip(row, rough)) for row, t in zip(rows, target)]
    order = sorted(range(n), key=lambda i: abs(near[i]))
    for count in range(1 if intercept else 0, p + 1):
        zero, others = order[:count], order[count:]
        psi = [w[i] * (tau if near[i] > 0 else tau - 1) for i in range(n)]
        a, b = [], []
        for j in range(p):
            penalty = number(0) if intercept and j == 0 else curvature
            a.append([penalty if k == j else number(0) for k in range(p)] + [-rows[i][j] for i in zero])
            b.append(sum((psi[i] * rows[i][j] for i in others), number(0)))
        for i in zero:
            a.append(rows[i] + [number(0)] * count)
            b.append(target[i])
        solution = solve(a, b)
        beta, v = solution[:p], solution[p:]
        residual = [t - sum(u * g for u, g in zip(row, beta)) for row, t in zip(rows, target)]
        if all(w[i] * (tau - 1) <= u <= w[i] * tau for i, u in zip(zero, v)) and all(residual[i] * near[i] > 0 for i in others):
            return beta, sum(w[i] * residual[i] * (tau if residual[i] > 0 else tau - 1) for i in others)
    raise ArithmeticError('not proved')


def held(rows, target, w, tau, b, lam, intercept):
    curvature = Fraction(lam) * Fraction(b)
    rough = program(rows, target, w, tau, float(curvature), intercept)
    return *exactly(rows, target, w, tau, curvature, intercept, rough, Fraction), b


def free(rows, target, w, tau, lam, intercept):
    n = float(sum(w))

    def at(b):
        rough = program(rows, target, w, tau, lam * b, intercept)
        residual = np.array(target) - np.array(rows) @ rough
        loss = float(np.array(w) @ (residual * np.where(residual > 0, tau, tau - 1)))
        squares = sum(g * g for g in rough[1 if intercept else 0:])
        return rough, loss, n * np.log(loss) + lam / 2 * squares

    grid = [10 ** (k / 100 - 2) for k in range(400)]
    values = [at(b)[2] for b in grid]
    level = 1e-7  # where the coefficients stay at a corner the values are the same, to SLSQP's accuracy
    minima = [k for k in range(399) if (k == 0 or values[k] < values[k - 1] - level) and values[k] <= values[k + 1] + level]
    b = grid[min(minima, key=lambda k: values[k])]
    for _ in range(200):  # b <- loss / n lowers what is sought at each step
        b = at(b)[1] / n
    rough = at(b)[0]

    def parts(width):
        return exactly(rows, target, w, tau, mpf(lam) * width, intercept, rough, mpf)

    width = findroot(lambda s: parts(s)[1] / mpf(n) - s, (mpf(b), mpf(b) * (1 + mpf("1e-9"))))
    assert abs(width - b) < 1e-5 * b
    return *parts(width), width, len(minima)


both = [[1, a, b] for a, b in zip(x1, x2)]
one = [[1, a] for a in x1]
shifted = [a - b for a, b in zip(y, offset)]
ones = [1] * 8
out = ['// Written by make_penalised_quantile.py: do not edit.', '#pragma once', '', '#include <vector>', '',
       'namespace penalised_quantile_golden {', '', 'struct Fit {',
       '  int data;  // 0: two predictors, weights and offset; 1: two predictors, no intercept; 2: the steep line',
       '  bool free;', '  double tau, l2;', '  std::vector<double> coefficients;',
       '  double loss, b;  // sum w rho(r)', '};', 'inline const Fit fits[] = {']


def write(data, is_free, tau, lam, found):
    numbers = ', '.join(float(g).hex() for g in found[0])
    out.append(f'    {{{data}, {"true" if is_free else "false"}, {tau}, {lam}, {{{numbers}}}, {float(found[1]).hex()}, '
               f'{float(found[2]).hex()}}},' + (f'  // of {found[3]} minima' if is_free else ''))


for tau in (0.5, 0.25, 0.9, 0.05):
    for lam in (0.125, 0.75, 6):
        write(0, False, tau, lam, held(both, shifted, weights, tau, 0.75, lam, True))
        write(1, False, tau, lam, held([row[1:] for row in both], y, ones, tau, 0.75, lam, False))
for tau in (0.5, 0.9):
    for lam in (0.25, 2, 40):
        write(0, True, tau, lam, free(both, shifted, weights, tau, lam, True))
for tau in (0.5, 0.25):
    for lam in (0.125, 0.5, 0.75, 1):
        write(2, True, tau, lam, free(one, steep, ones, tau, lam, True))
out += ['};', '', '}  // namespace penalised_quantile_golden']
with open('penalised_quantile_golden.hpp', 'w') as file:
    file.write('\n'.join(out) + '\n')
