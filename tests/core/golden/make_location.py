#!/usr/bin/env python3
"""Writes location_golden.hpp: Hessians and fits of Student t, Huber, logistic and asymmetric Laplace noise.

Needs mpmath and SciPy (Debian: python3-mpmath, python3-scipy). Run it in this folder; its output is committed. The
densities are written down here from their definitions; derivatives are numerical, with 100 digits; a fit is the best
end of SciPy's Nelder-Mead from many starts, polished to 30 digits by solving for a vanishing numerical derivative.
"""
import csv
import itertools
import math
import random

import numpy
from mpmath import mp, mpf, diff, erf, exp, findroot, log, log1p, loggamma, pi, sqrt
from scipy.optimize import minimize
from scipy.special import gammaln

mp.dps = 100
lines = []


def c(x):
    x = float(x)
    if math.isinf(x):
        return 'infinity' if x > 0 else '-infinity'
    return x.hex() if x != 0 else '0.0'


def braces(values, size):
    values = [c(v) for v in values]
    return '{' + ', '.join(values + ['0'] * (size - len(values))) + '}'


# --- the definitions: the parts of -log p ----------------------------------------------------------
def student_t(y, nu, mu, sigma):
    r = (y - mu) / sigma
    shape = loggamma(nu / 2) - loggamma((nu + 1) / 2) + log(pi * nu) / 2
    return [shape, log(sigma), (nu + 1) / 2 * log1p(r * r / nu)]


def huber_c(k):
    return sqrt(2 * pi) * erf(k / sqrt(2)) + 2 * exp(-k * k / 2) / k


def huber(y, k, mu, sigma):
    r = abs(y - mu) / sigma
    return [log(huber_c(k)), log(sigma), r * r / 2 if r <= k else k * r - k * k / 2]


def logistic(y, mu, s):
    r = abs(y - mu) / s
    return [log(s), r + 2 * log1p(exp(-r))]


def asymmetric_laplace(y, tau, mu, b):
    r = (y - mu) / b
    return [log(b), -log(tau), -log1p(-tau), r * (tau - (1 if r < 0 else 0))]


models = {'student-t': student_t, 'huber': huber, 'logistic': logistic, 'asymmetric-laplace': asymmetric_laplace}


def nll(name, y, theta):
    return sum(models[name](mpf(y), *[mpf(t) for t in theta]))


def thetas(places, shapes):
    for shape in shapes:
        for place in places:
            yield ([] if shape is None else [shape]) + list(place)


# --- score and Hessian ------------------------------------------------------------------------------------------
mp.dps = 100
rows = []
chosen = {'student-t': [0.5, 1, 4, 31, 33, 1e3, 1e8], 'huber': [0.01, 0.5, 1.345, 6], 'logistic': [None],
          'asymmetric-laplace': [1e-5, 0.25, 0.9]}
for name in models:
    for theta, z in itertools.product(thetas([(0.75, 1.5), (-3, 1e-100)], chosen[name]),
                                      [1e-6, -0.3, 1.2, -2.5, 8, 1e5]):
        k = len(theta)
        y = float(theta[-2] + theta[-1] * z)
        if y == theta[-2]:
            continue

        def logs(*t):  # in the logs of all but mu, where one step fits all sizes; mu in units of the scale
            at = [mpf(theta[j]) + mpf(theta[-1]) * t[j] if j == k - 2 else mpf(theta[j]) * exp(t[j]) for j in range(k)]
            return nll(name, y, at)

        size = [mpf(theta[-1]) if j == k - 2 else mpf(theta[j]) for j in range(k)]
        zero = [mpf(0)] * k
        unit = [[1 if i == j else 0 for i in range(k)] for j in range(k)]
        first = [diff(logs, zero, unit[j]) for j in range(k)]
        score = [first[j] / size[j] for j in range(k)]
        hessian = []
        for i in range(k):
            for j in range(i, k):
                second = diff(logs, zero, [a + b for a, b in zip(unit[i], unit[j])])
                if i == j and i != k - 2:
                    second -= first[i]
                hessian.append(second / size[i] / size[j])
        rows.append(f'    {{"{name}", {c(y)}, {k}, {braces(theta, 3)}, {braces(score, 3)}, {braces(hessian, 6)}}},')
lines += ['// The score, and the upper triangle of the Hessian by rows',
          'inline const LocationDerivatives location_derivatives[] = {'] + rows + ['};', '']


# --- fits ---------------------------------------------------------------------------------------------------------
with open('../data/newcomb-light.csv', encoding='ascii') as file:
    newcomb = [float(row[0]) for row in list(csv.reader(file))[1:]]
data = [
    newcomb,
    # Darwin 1876, cross- less self-fertilised maize, in eighths of an inch (Fisher, Design of Experiments, 1935)
    [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48],
    # Student 1908 (Cushny and Peebles): additional hours of sleep, the difference of two drugs
    [1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4],
    # two clusters: the NLL in mu has two minima
    [-10.2, -9.7, -9.1, -8.8, -9.6, 10.1, 9.3, 9.9, 10.4],
]


def quick(name, y, theta):
    r = (y - theta[-2]) / theta[-1]
    if name == 'student-t':
        nu = theta[0]
        return numpy.sum(gammaln(nu / 2) - gammaln((nu + 1) / 2) + math.log(math.pi * nu) / 2 + math.log(theta[2]) +
                         (nu + 1) / 2 * numpy.log1p(r * r / nu))
    if name == 'huber':
        k, a = theta[0], numpy.abs(r)
        return numpy.sum(float(log(huber_c(mpf(k)))) + math.log(theta[2]) +
                         numpy.where(a <= k, a * a / 2, k * a - k * k / 2))
    a = numpy.abs(r)
    return numpy.sum(math.log(theta[1]) + a + 2 * numpy.log1p(numpy.exp(-a)))


def best(name, y, fixed):
    """The global minimum over the entries of fixed that are None."""
    k = len(fixed)
    free = [j for j in range(k) if fixed[j] is None]
    array = numpy.array(y, dtype=float)

    def full(x, number=float, power=math.exp):
        theta = [None if f is None else number(f) for f in fixed]
        for value, j in zip(x, free):
            theta[j] = value if j == k - 2 else power(value)
        return theta

    def objective(x):
        theta = full(x)
        if (name == 'student-t' and not 0.5 <= theta[0] <= 1e6) or not 1e-9 < theta[-1] < 1e9:
            return 1e300
        return quick(name, array, theta)

    generator = random.Random(1)
    ends = []
    for _ in range(40):
        start = [generator.choice(y) + 0.1 * generator.random() if j == k - 2 else generator.uniform(-1, 3)
                 for j in free]
        ends.append(minimize(objective, start, method='Nelder-Mead',
                             options={'xatol': 1e-10, 'fatol': 1e-12, 'maxiter': 20000, 'maxfev': 20000}))
    x = min(ends, key=lambda end: end.fun).x
    mp.dps = 40

    def total(*at):
        theta = full(at, mpf, exp)
        return sum(nll(name, v, theta) for v in y)

    units = [[1 if i == j else 0 for i in range(len(free))] for j in range(len(free))]
    solution = findroot(lambda *at: [diff(total, at, unit) for unit in units], [mpf(v) for v in x], tol=1e-50,
                        maxsteps=30, verify=False)
    at = [v for v in solution] if len(free) > 1 else [solution if not hasattr(solution, '__len__') else solution[0]]
    assert max(abs(diff(total, at, unit)) for unit in units) < 1e-15 * len(y)
    assert max(abs(a - b) for a, b in zip(at, x)) < 1e-3
    return full(at, mpf, exp), total(*at)


N = None
wanted = [('student-t', 0, [N, N, N]), ('student-t', 0, [4, N, N]), ('student-t', 0, [N, 27, N]),
          ('student-t', 0, [N, N, 5]), ('student-t', 0, [3, N, 4]), ('student-t', 0, [1, 20, N]),
          ('student-t', 0, [N, 27, 4]), ('student-t', 1, [N, N, N]), ('student-t', 1, [1, N, N]),
          ('student-t', 2, [N, N, N]), ('student-t', 3, [1, N, 0.5]), ('student-t', 3, [3, N, N]),
          ('huber', 0, [1.345, N, N]), ('huber', 0, [0.3, N, N]), ('huber', 0, [1.345, 20, N]),
          ('huber', 0, [2, N, 5]), ('huber', 1, [1.345, N, N]), ('huber', 2, [1, N, N]), ('huber', 3, [3, N, N]),
          ('logistic', 0, [N, N]), ('logistic', 0, [27, N]), ('logistic', 0, [N, 4]), ('logistic', 1, [N, N]),
          ('logistic', 2, [N, N]), ('logistic', 3, [N, N])]
rows = []
for name, index, fixed in wanted:
    theta, value = best(name, data[index], fixed)
    held = ', '.join('unset' if f is None else c(f) for f in fixed) + ', 0' * (3 - len(fixed))
    rows.append(f'    {{"{name}", {index}, {len(fixed)}, {{{held}}}, {braces(theta, 3)}, {c(value)}}},')
    print(name, index, fixed, [mp.nstr(t, 17) for t in theta], mp.nstr(value, 17), flush=True)
lines += ['inline const std::vector<double> location_data[] = {']
lines += ['    {' + ', '.join(c(v) for v in y) + '},' for y in data] + ['};', '']
lines += ['// model, data, the set values, the estimate, its NLL', 'inline const LocationFit location_fits[] = {']
lines += rows + ['};']

with open('location_golden.hpp', 'w', encoding='ascii') as out:
    out.write('''// Written by make_location.py from mpmath and SciPy: do not edit.
#pragma once

#include <limits>
#include <vector>

namespace golden {

inline constexpr double unset = std::numeric_limits<double>::quiet_NaN();

struct LocationDerivatives {
  const char* model;
  double y;
  int parameters;
  double theta[3], score[3], hessian[6];
};
struct LocationFit {
  const char* model;
  int data, parameters;
  double set[3], theta[3];
  double nll;
};

''')
    out.write('\n'.join(lines) + '\n\n}  // namespace golden\n')
