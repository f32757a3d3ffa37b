#!/usr/bin/env python3
"""Writes regressions.hpp: maximum likelihood regressions to 17 digits.

Needs mpmath, NumPy and SciPy (Debian: python3-mpmath, python3-scipy). Run it in this folder; its output is committed. The
negative log-likelihoods are written down here once more, from the formulas of REFERENCE.md. SciPy finds each minimum
roughly, then Newton's method with differences in 60 digits finds it to 40. Standard errors are from the inverse of
the Hessian there.
"""
import csv
import math
import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln
from mpmath import mp, mpf, exp, log, log1p, loggamma, beta, matrix, lu_solve, inverse, sqrt, erf, pi

mp.dps = 60


class Real:  # the same formulas in doubles for SciPy and in 60 digits for the end
    def __init__(self, fine):
        self.fine = fine
        self.exp = exp if fine else math.exp
        self.log = log if fine else math.log
        self.log1p = log1p if fine else math.log1p
        self.lgamma = loggamma if fine else (lambda x: float(gammaln(x)))
        self.sqrt = sqrt if fine else math.sqrt
        self.erf = erf if fine else math.erf
        self.pi = pi if fine else math.pi
        self.num = (lambda x: mpf(float(x))) if fine else float


def row(r, model, y, eta, par):
    """-log p(y) of one row; par: the parameters beside the predicted one, in the model's order."""
    if model in ('bernoulli', 'bernoulli-logit'):
        return r.log1p(r.exp(-abs(eta))) + max(eta, 0) - y * eta
    if model == 'poisson':
        return r.exp(eta) - y * eta + r.lgamma(y + 1)
    if model == 'exponential':
        return eta + y * r.exp(-eta)
    if model == 'gamma':
        a, = par
        return r.lgamma(a) - a * (r.log(a) - eta) - (a - 1) * r.log(y) + a * r.exp(-eta) * y
    if model == 'negative-binomial':
        s, = par
        m = r.exp(eta)
        return r.lgamma(y + 1) + r.lgamma(s) - r.lgamma(y + s) - s * r.log(s / (s + m)) - y * r.log(m / (s + m))
    if model == 'student-t':
        nu, sigma = par
        log_beta = r.lgamma(r.num(1) / 2) + r.lgamma(nu / 2) - r.lgamma((nu + 1) / 2)
        return (log_beta + r.log(nu) / 2 + r.log(sigma) +
                (nu + 1) / 2 * r.log1p(((y - eta) / sigma) ** 2 / nu))
    if model == 'logistic':
        s, = par
        z = abs(y - eta) / s
        return r.log(s) + z + 2 * r.log1p(r.exp(-z))
    if model == 'huber':
        k, sigma = par
        c = r.sqrt(2 * r.pi) * r.erf(k / r.sqrt(r.num(2))) + 2 * r.exp(-k * k / 2) / k
        z = abs(y - eta) / sigma
        return r.log(c) + r.log(sigma) + (z * z / 2 if z <= k else k * z - k * k / 2)
    raise KeyError(model)


def objective(r, case, point):
    """The penalised NLL and the NLL at (coefficients, logs of the free parameters)."""
    x, y = case['x'], case['y']
    n, d, first = len(y), case['d'], 1 if case['intercept'] else 0
    columns = first + d
    weights, offset = case['weights'] or [1] * n, case['offset'] or [0] * n
    if case['model'] == 'categorical':
        blocks = case['classes'] if case['l2'] else case['classes'] - 1
    else:
        blocks = 1
    free = iter(point[blocks * columns:])
    par = [r.exp(next(free)) if math.isnan(v) else r.num(v) for v in case['others']]
    total = r.num(0)
    for i in range(n):
        line = [r.num(1)] * first + [r.num(v) for v in x[i * d:(i + 1) * d]]
        etas = [sum((a * b for a, b in zip(line, point[k * columns:(k + 1) * columns])), r.num(offset[i]))
                for k in range(blocks)]
        if case['model'] == 'categorical':
            etas = etas if case['l2'] else [r.num(0)] + etas
            top = max(etas)
            term = top + r.log(sum(r.exp(e - top) for e in etas)) - etas[int(y[i])]
        else:
            term = row(r, case['model'], r.num(y[i]), etas[0], par)
        total += r.num(weights[i]) * term
    penalty = r.num(0)
    for k in range(blocks):
        penalty += sum(b * b for b in point[k * columns + first:(k + 1) * columns]) * r.num(case['l2']) / 2
    if blocks == case.get('classes') and first:  # the intercepts sum to 0
        penalty += sum(point[k * columns] for k in range(blocks)) ** 2 / 2
    return total + penalty, total


def fit(case, start):
    rough = Real(False)

    def value(p):
        try:
            return objective(rough, case, list(p))[0]
        except (OverflowError, ValueError):
            return 1e300

    p = np.array(start, float)
    for _ in range(6):
        p = minimize(value, p, method='Nelder-Mead', options=dict(maxiter=4000, maxfev=4000, xatol=1e-9, fatol=1e-11)).x
        p = minimize(value, p, method='BFGS', options=dict(gtol=1e-9)).x
    fine = Real(True)
    f = lambda q: objective(fine, case, q)[0]
    at = [mpf(float(v)) for v in p]
    k = len(at)
    h = mpf(10) ** -15
    for step in range(60):
        here = f(at)

        def moved(*moves):
            q = list(at)
            for j, by in moves:
                q[j] += by
            return f(q)

        up = [moved((j, h)) for j in range(k)]
        down = [moved((j, -h)) for j in range(k)]
        g = matrix([(up[j] - down[j]) / (2 * h) for j in range(k)])
        hessian = matrix(k, k)
        for j in range(k):
            hessian[j, j] = (up[j] - 2 * here + down[j]) / h ** 2
            for l in range(j):
                both = moved((j, h), (l, h)) - up[j] - up[l] + here
                less = moved((j, -h), (l, -h)) - down[j] - down[l] + here
                hessian[j, l] = hessian[l, j] = (both + less) / (2 * h ** 2)
        move = lu_solve(hessian, -g)
        share = mpf(1)
        while f([a + share * m for a, m in zip(at, move)]) > here + mpf(10) ** -40 and share > mpf(10) ** -6:
            share /= 2
        at = [a + share * m for a, m in zip(at, move)]
        if max(abs(m) for m in move) < mpf(10) ** -22:
            break
    else:
        raise RuntimeError(case['name'])
    errors = inverse(hessian)
    count = len(at) - sum(math.isnan(v) for v in case['others'])
    result = dict(case)
    free = iter(at[count:])
    result['coefficients'] = at[:count]
    result['errors'] = [] if case['l2'] else [sqrt(errors[j, j]) for j in range(count)]
    result['parameters'] = [exp(next(free)) if math.isnan(v) else mpf(v) for v in case['others']]
    result['nll'] = objective(fine, case, at)[1]
    print(case['name'], [mp.nstr(v, 12) for v in at], mp.nstr(result['nll'], 15), step)
    return result


def table(file, columns):
    with open('../data/' + file) as f:
        rows = list(csv.DictReader(f))
    return [[float(row[c]) for c in columns] for row in rows], rows


nan = float('nan')
cases = []


def case(name, model, y, x, start, others=(), d=None, weights=(), offset=(), l2=0, intercept=True, classes=0):
    cases.append(fit(dict(name=name, model=model, y=list(y), x=list(x), d=len(x) // len(y) if d is None else d,
                          others=list(others), weights=list(weights), offset=list(offset), l2=l2,
                          intercept=intercept, classes=classes), start))


# Numbers that look random, the same everywhere: the fractional parts of multiples of irrational numbers.
def scatter(i, a):
    return (i * a) % 1.0


u = [round(4 * scatter(i, 0.6180339887) - 2, 3) for i in range(1, 41)]
v = [round(10 * scatter(i, 0.4142135623), 2) for i in range(1, 41)]
xs = [value for pair in zip(u, v) for value in pair]
noise = [scatter(i, 0.7320508075) for i in range(1, 41)]
counts = [math.floor(math.exp(0.4 + 0.5 * a + 0.1 * b) * (-math.log(1 - e)) + 0.4) for a, b, e in zip(u, v, noise)]
times = [round(math.exp(1 - 0.6 * a + 0.05 * b) * (0.15 - math.log(1 - e)), 4) for a, b, e in zip(u, v, noise)]
labels = [1 if 0.5 + a - 0.2 * b + 3 * (e - 0.5) > 0 else 0 for a, b, e in zip(u, v, noise)]
responses = [round(3 - 2 * a + 0.5 * b + 0.4 * math.tan(3 * (e - 0.5)), 4) for a, b, e in zip(u, v, noise)]
weights = [float(1 + i % 3) for i in range(40)]
offset = [round(0.5 * scatter(i, 0.236), 3) for i in range(1, 41)]

temperature, _ = table('challenger-orings.csv', ['temperature_f'])
distress, _ = table('challenger-orings.csv', ['distress'])
case('challenger', 'bernoulli', [r[0] for r in distress], [r[0] for r in temperature], [10, -0.2])
penguins, rows = table('palmer-penguins.csv', ['bill_length_mm', 'flipper_length_mm'])
species = [float(sorted({r['species'] for r in rows}).index(r['species'])) for r in rows]
calls, _ = table('belgium-calls.csv', ['year', 'calls_millions'])
years, millions = [r[0] - 1950 for r in calls], [r[1] for r in calls]

case('labels', 'bernoulli-logit', labels, xs, [0, 0, 0])
case('labels, weights, offset, no intercept', 'bernoulli', labels, xs, [0, 0], weights=weights, offset=offset,
     intercept=False)
case('labels, L2', 'bernoulli', labels, xs, [0, 0, 0], l2=0.7)
case('separated labels, L2', 'bernoulli', [0, 0, 0, 1, 1, 1], [1, 2, 3, 4, 5, 6], [0, 0], l2=0.25)
case('counts', 'poisson', counts, xs, [0, 0, 0])
case('counts, weights, offset', 'poisson', counts, xs, [0, 0, 0], weights=weights, offset=offset)
case('counts, size free', 'negative-binomial', counts, xs, [0, 0, 0, 0], [nan])
case('counts, size 1.5', 'negative-binomial', counts, xs, [0, 0, 0], [1.5])
case('counts, size free, L2', 'negative-binomial', counts, xs, [0, 0, 0, 0], [nan], l2=2.0)
case('times, exponential', 'exponential', times, xs, [1, 0, 0])
case('times, gamma', 'gamma', times, xs, [1, 0, 0, 0], [nan])
case('times, gamma of shape 2', 'gamma', times, xs, [1, 0, 0], [2.0])
case('times, gamma, weights, offset', 'gamma', times, xs, [1, 0, 0, 0], [nan], weights=weights, offset=offset)
case('calls, t of nu 3', 'student-t', millions, years, [1, 1.7, 3], [3.0, nan])
case('responses, t', 'student-t', responses, xs, [3, -2, 0.5, 0.7, -1], [nan, nan])
case('responses, t, L2', 'student-t', responses, xs, [3, -2, 0.5, 0.7, -1], [nan, nan], l2=1.5)
case('responses, t, sigma 0.5', 'student-t', responses, xs, [3, -2, 0.5, 0.7], [nan, 0.5])
case('calls, Huber', 'huber', millions, years, [-3, 3.9, 3.8], [1.345, nan])
case('responses, Huber, k 2, weights', 'huber', responses, xs, [3, -2, 0.5, -1], [2.0, nan], weights=weights)
case('calls, logistic', 'logistic', millions, years, [-6, 4, 3], [nan])
case('responses, logistic, s 0.3, offset', 'logistic', responses, xs, [3, -2, 0.5], [0.3], offset=offset)
case('responses, logistic, L2, no intercept', 'logistic', responses, xs, [-2, 0.5, 0], [nan], l2=3.0, intercept=False)
case('penguins', 'categorical', species, [z for r in penguins for z in r],
     [-26.6, 1.347, -0.1697, -119.85, 0.4819, 0.4826], classes=3)
some = list(range(0, 342, 9))
case('some penguins, L2', 'categorical', [species[i] for i in some], [z for i in some for z in penguins[i]],
     [0.0] * 9, l2=0.5, classes=3)


def numbers(values):
    return '{' + ', '.join('nan' if v != v else mp.nstr(mpf(v), 17) if not isinstance(v, float) else repr(v)
                           for v in values) + '}'


order = {'student-t': 1, 'huber': 1, 'logistic': 0, 'gamma': 1, 'negative-binomial': 0}  # where the predicted one stands
with open('regressions.hpp', 'w') as out:
    out.write('// Written by make_regressions.py: do not edit.\n#pragma once\n\n#include <limits>\n#include <vector>\n\n'
              'namespace golden {\n\ninline constexpr double nan = std::numeric_limits<double>::quiet_NaN();\n\n'
              'struct RegressionCase {\n  const char *name, *model;\n  std::size_t d, classes;\n'
              '  std::vector<double> y, x, weights, offset;\n  double l2;\n  bool intercept;\n'
              '  std::vector<double> fixed;\n  std::vector<double> coefficients, errors, parameters;\n  double nll;\n};\n\n'
              'inline const std::vector<RegressionCase> regression_cases = {\n')
    for c in cases:
        fixed, parameters = list(c['others']), list(c['parameters'])
        if c['model'] in order:
            fixed.insert(order[c['model']], nan)
            parameters.insert(order[c['model']], nan)
        else:
            fixed, parameters = [], [] if c['model'] == 'categorical' else [nan]
        fields = [numbers(map(float, c[key])) for key in ('y', 'x', 'weights', 'offset')]
        fields += [repr(float(c['l2'])), 'true' if c['intercept'] else 'false', numbers(map(float, fixed))]
        fields += [numbers(c['coefficients']), numbers(c['errors']), numbers(parameters), mp.nstr(c['nll'], 17)]
        text = f'    {{"{c["name"]}", "{c["model"]}", {c["d"]}, {c["classes"]}'
        for field in fields:
            text += ',\n     ' + field
        out.write(text + '},\n')
    out.write('};\n\n}  // namespace golden\n')
