#!/usr/bin/env python3
"""Writes models_golden.hpp: the NLL, its gradient, the distribution function and the quantile of every noise model.

Needs mpmath (Debian: python3-mpmath); takes a minute. Run it in this folder; its output is committed. The densities
are written down here from their definitions. Every input is an exact double; every output is the exact value rounded
once. Beside each value stands the size to which its error is relative: the sum of the magnitudes of the terms that
cancel, or of the value where none do, and of what a relative change of each argument makes of the value (the condition
number times the value). For a location model the argument is the distance from mu, for logits that from the largest.
"""
import itertools
import math
import re

from mpmath import betainc, erf, erfc, exp, expm1, gammainc, log, log1p, loggamma, mp, mpf, pi, sqrt

HALF = mpf(1) / 2
LARGEST = mpf('1.797e308')
FLOOR = mpf('1e-290')  # sizes below are raised to it: steps on the way to a smaller value may be subnormal
lines = []


def c(x):
    x = float(x)
    if math.isnan(x):
        return 'none'
    return re.sub(r'\.?0*p', 'p', x.hex()) if x != 0 else '0.0'


def braces(values):
    return '{' + ', '.join([c(v) for v in values] + ['0'] * (3 - len(values))) + '}'


# --- -log p by its terms: of those that cancel at most by what the size allows ------------------------------------------
def bernoulli(y, p):
    return [-log(p) if y == 1 else -log1p(-p)]


def bernoulli_logit(y, z):
    return [max(z, 0) - y * z + log1p(exp(-abs(z)))]


def categorical(y, *z):
    return [log(sum(exp(v - z[int(y)]) for v in z))]


def gaussian(y, mu, sigma):
    return [log(2 * pi) / 2, log(sigma), ((y - mu) / sigma) ** 2 / 2]


def laplace(y, mu, b):
    return [log(2), log(b), abs(y - mu) / b]


def student_t(y, nu, mu, sigma):
    r = (y - mu) / sigma
    shape = loggamma(nu / 2) - loggamma((nu + 1) / 2) + log(pi * nu) / 2
    return [shape, log(sigma), (nu + 1) / 2 * log1p(r * r / nu)]


def huber_c(k):
    if k > 1e5:
        return sqrt(2 * pi)  # to more than 10^9 digits
    return sqrt(2 * pi) * erf(k / sqrt(2)) + 2 * exp(-k * k / 2) / k


def huber(y, k, mu, sigma):
    r = abs(y - mu) / sigma
    return [log(huber_c(k)), log(sigma), r * r / 2 if r <= k else k * r - k * k / 2]


def logistic(y, mu, s):
    r = abs(y - mu) / s
    return [log(s), r + (2 * log1p(exp(-r)) if r < 1e9 else 0)]


def asymmetric_laplace(y, tau, mu, b):
    r = (y - mu) / b
    return [log(b), -log(tau), -log1p(-tau), r * (tau - (1 if r < 0 else 0))]


def poisson(y, rate):
    return [loggamma(y + 1) + rate - (y * log(rate) if y else 0)]


def exponential(y, rate):
    return [-log(rate), rate * y]


def gamma(y, shape, rate):
    x = rate * y
    if shape < 10:
        return [loggamma(shape), -shape * log(x), log(y), x]
    return [log(y), loggamma(shape) - shape * log(shape) + shape, shape * log(shape / x) + x - shape]  # Loader's form


def negative_binomial(y, mean, size):
    return [loggamma(y + 1) + loggamma(size) - loggamma(y + size) + size * log1p(mean / size) +
            (y * log1p(size / mean) if y else 0)]


MODELS = {'bernoulli': bernoulli, 'bernoulli-logit': bernoulli_logit, 'categorical': categorical, 'gaussian': gaussian,
          'laplace': laplace, 'student-t': student_t, 'huber': huber, 'logistic': logistic,
          'asymmetric-laplace': asymmetric_laplace, 'poisson': poisson, 'exponential': exponential, 'gamma': gamma,
          'negative-binomial': negative_binomial}
LOCATION = {'gaussian': 0, 'laplace': 0, 'student-t': 1, 'huber': 1, 'logistic': 0, 'asymmetric-laplace': 1}  # mu's place


def moves(name, y, theta):
    """The ways in which the arguments may change: each a function of the relative change."""
    mu = LOCATION.get(name)

    def scaled(j):
        return lambda e: (y, [t * (1 + e) if i == j else t for i, t in enumerate(theta)])
    if name == 'categorical':
        largest = max(theta)
        return [lambda e, j=j: (y, [largest + (t - largest) * (1 + e) if i == j else t for i, t in enumerate(theta)])
                for j in range(len(theta))]
    if mu is None:
        return [lambda e: (y * (1 + e), theta)] * (name not in ('bernoulli', 'bernoulli-logit')) + \
               [scaled(j) for j in range(len(theta))]
    return [lambda e: (theta[mu] + (y - theta[mu]) * (1 + e), theta)] + [scaled(j) for j in range(len(theta)) if j != mu]


def differentiable(name, y, theta):
    """Whether steps of 1e-60 of each argument keep enough of 240 digits: where the arguments are not too far apart."""
    mu = LOCATION.get(name)
    if mu is not None:
        r = abs(mpf(y) - mpf(theta[mu])) / theta[-1]
        return r < mpf(10) ** 100 and (r == 0 or r > mpf(10) ** -50) and (mu == 0 or theta[0] > 1e-40)
    small = {'gamma': (theta[0], theta[-1] * y), 'negative-binomial': theta, 'bernoulli-logit': theta}.get(name, ())
    return all(abs(v) > 1e-40 or v == 0 for v in small)


def point(name, y, theta):
    """The row of one observation, or None where the NLL is beyond the doubles."""
    scored = differentiable(name, y, theta)
    # log Gammas of a large nu or size cancel.
    large = {'student-t': theta[0], 'negative-binomial': theta[-1]}.get(name, 1)
    mp.dps = 240 + 2 * max(0, int(math.log10(large)))
    y, theta = mpf(y), [mpf(t) for t in theta]
    terms = MODELS[name]

    def nll(at):
        return sum(terms(*[at[0], *at[1]]))

    def score(at, j):
        step = at[1][-1] if j == LOCATION.get(name) else at[1][j] if name != 'categorical' and at[1][j] else mpf(1)
        h = step * mpf(10) ** -60
        up, down = ([t + s * h if i == j else t for i, t in enumerate(at[1])] for s in (1, -1))
        return (nll((at[0], up)) - nll((at[0], down))) / (2 * h)

    def condition(f):
        e = mpf(10) ** -30
        here = f((y, theta))
        return sum(abs(f(move(e)) - here) / e for move in moves(name, y, theta))
    parts = terms(y, *theta)
    if abs(sum(parts)) > LARGEST:
        return None
    size = max(FLOOR, sum(abs(p) for p in parts) + condition(nll))
    scores, sizes = [], []
    kink = name in ('laplace', 'asymmetric-laplace') and y == theta[LOCATION[name]]
    for j in range(len(theta)):
        value, its_size = mpf('nan'), mpf(0)
        outside = (name == 'bernoulli' and theta[0] * (1 + mpf(10) ** -20) >= 1) or (kink and j == LOCATION[name])
        if not outside and scored:
            value = score((y, theta), j)
            its_size = max(FLOOR, abs(value) + condition(lambda at: score(at, j)))
            if its_size > LARGEST or abs(value) > LARGEST:
                value, its_size = mpf('nan'), mpf(0)
        scores.append(value)
        sizes.append(its_size)
    return (f'    {{"{name}", {c(y)}, {len(theta)}, {braces(theta)}, {c(sum(parts))}, {c(min(size, LARGEST))}, '
            f'{braces(scores)}, {braces(sizes)}}},')


# --- where ----------------------------------------------------------------------------------------------------------------
SHAPES = {'student-t': [0.5, 1, 2.75, 4, 30, 31.9, 33, 1e3, 1e8, 1e15, 1e300],
          'huber': [1e-300, 1e-8, 0.01, 0.1, 0.99, 1, 1.345, 3, 6, 40, 1e300],
          'asymmetric-laplace': [1e-300, 1e-10, 1e-5, 0.05, 0.25, 0.5, 0.7, 0.9, 1 - 2**-53]}
PLACES = ((0.0, 1e-150), (1.5, 0.7), (-300.25, 12.5), (0.0, 1e150))


def places(name):
    """theta and y of a location model: y at distances in scales, and far away."""
    for shape, (mu, scale) in itertools.product(SHAPES.get(name, [None]), PLACES):
        far = [2.0, -1e300] if shape else [0.0, 2.0, -0.1, 1e5, 1e300, -1e300]
        for y in far + [mu + scale * z for z in (1e-6, -0.3, 1.2, -2.5, 8, *(() if shape else (-40,)), 1e5)]:
            yield ([] if shape is None else [shape]) + [mu, scale], float(y)


PROBABILITIES = (5e-324, 1e-300, 1e-100, 1e-16, 1e-5, 0.1, 0.25, 0.3, 0.5, 0.7, 0.8, 0.9, 0.999, 1 - 1e-10, 1 - 2**-53)
LOGITS = [s * z for z in (1e-300, 1e-9, 0.3, 1.5, 5, 20, 36.8, 50, 300, 709, 745.5, 1e4) for s in (1, -1)] + [0.0]
COUNTS = (0, 1, 2, 7, 12, 15, 16, 400, 10**6, 10**10, 10**15, 2**53)


def points():
    for p, y in itertools.product(PROBABILITIES, (0, 1)):
        yield 'bernoulli', y, [p]
    for z, y in itertools.product(LOGITS, (0, 1)):
        yield 'bernoulli-logit', y, [z]
    for y, z in itertools.product((0, 1, 2), itertools.product((0.0, 1e6), (0.7, -800.0, 1e6 + 1), (-3.5, 40.0, 1e4))):
        yield 'categorical', y, list(z)
    for name in LOCATION:
        for theta, y in places(name):
            yield name, y, theta
    for y in COUNTS:
        near = [y * s for s in (1, 1 + 1e-9, 1 - 1e-6, 1.01, 0.9, 1.5, 0.51, 0.49, 1.99, 2.01, 0.1, 1e-6)] if y else []
        for rate in [*near, 5e-324, 1e-300, 1e-10, 0.61, 7.5, 300.0, 1e6, 1e300]:
            yield 'poisson', y, [float(rate)]
    for rate in (1e-300, 1e-150, 0.3, 1.0, 1e100, 1e300):
        for y in (0.0, *(s / rate for s in (1e-200, 1e-3, 0.5, 1 - 1e-12, 1.0, 1.6, 40.0, 1e5))):
            if y < 1e308:
                yield 'exponential', y, [rate]
    for shape in (1e-300, 1e-20, 1e-3, 0.01, 0.08, 0.3, 0.7, 1.0, 1.46, 2.5, 5.5, 9.99, 10.0, 11.5, 37.5, 1e3, 1e8, 1e15):
        for rate, share in itertools.product((1e-150, 0.3, 1e100), (1e-200, 1e-3, 0.999, 1, 1 + 1e-7, 1.6, 40)):
            y = float(mpf(shape) * share / mpf(rate))
            if 0 < y < 1e308:
                yield 'gamma', y, [shape, rate]
    for mean in (1e-300, 1e-5, 0.4, 0.75, 2.2, 12.5, 250.0, 1e6, 1e12, 1e300):
        for size in (1e-300, 1e-6, 0.05, 0.3, 0.9, 2.0, 4.95, 7.34, 9.5, 9.9, 10.0, 17.0, 77.7, 1e4, 1e8, 1e16, 1e100):
            near = [int(mean * s) for s in (0.5, 1, 3)] if mean < 1e15 else []
            for y in sorted({0, 1, 2**53, *near}):
                yield 'negative-binomial', y, [mean, size]


# --- distribution functions ---------------------------------------------------------------------------------------------
def tail(r):
    return erfc(-r / sqrt(mpf(2))) / 2


def two_sided(lower):
    """The distribution function of a symmetric model from its part below 0."""
    return lambda y, *theta: lower(y, *theta) if y <= theta[-2] else 1 - lower(2 * theta[-2] - y, *theta)


def huber_lower(y, k, mu, sigma):
    r, whole = (y - mu) / sigma, huber_c(k)
    if r < -k:
        return exp(k * r + k * k / 2) / k / whole
    return exp(-k * k / 2) / k / whole + sqrt(2 * pi) * (tail(r) - tail(-k)) / whole


def student_t_lower(y, nu, mu, sigma):
    r = (y - mu) / sigma
    return betainc(nu / 2, HALF, 0, nu / (nu + r * r), regularized=True) / 2


def asymmetric_laplace_cdf(y, tau, mu, b):
    r = (y - mu) / b
    return tau * exp((1 - tau) * r) if r < 0 else 1 - (1 - tau) * exp(-tau * r)


def count_cdf(first, ratio):
    def cdf(y, *theta):
        total, term = mpf(0), first(*theta)
        for k in range(int(y) + 1):
            total += term
            term *= ratio(k, *theta)
        return total
    return cdf


poisson_cdf = count_cdf(lambda rate: exp(-rate), lambda k, rate: rate / (k + 1))
negative_binomial_cdf = count_cdf(lambda mean, size: exp(-size * log1p(mean / size)),
                                  lambda k, mean, size: (size + k) / (k + 1) * (mean / (size + mean)))
CDFS = {'gaussian': two_sided(lambda y, mu, sigma: tail((y - mu) / sigma)),
        'laplace': two_sided(lambda y, mu, b: exp((y - mu) / b) / 2),
        'student-t': two_sided(student_t_lower), 'huber': two_sided(huber_lower),
        'logistic': lambda y, mu, s: 1 / (1 + exp(-(y - mu) / s)), 'asymmetric-laplace': asymmetric_laplace_cdf,
        'poisson': poisson_cdf, 'exponential': lambda y, rate: -expm1(-rate * y),
        'gamma': lambda y, shape, rate: gammainc(shape, 0, rate * y, regularized=True),
        'negative-binomial': negative_binomial_cdf}
CHOSEN = {'student-t': (0.5, 1, 4, 30.5, 300), 'huber': (1e-3, 0.5, 1.345, 6), 'asymmetric-laplace': (1e-10, 0.25, 0.9)}
CENTRES = ((0.0, 1.0), (1e10, 0.7), (0.0, 1e-150), (2e149, 1e150))
DISTANCES = (-600, -36.5, -12.1, -5, -1.345, -0.6, -1e-9, 0, 1e-3, 1, 7)
COUNTED = {'poisson': ([1e-5], [0.7], [4.0], [90.0], [2500.0]),
           'negative-binomial': ([0.3, 0.05], [4.0, 1.0], [4.0, 30.0], [300.0, 0.5], [300.0, 1e4], [2e3, 1e8], [2.5, 1e12])}
SHARED = {'exponential': ([1e-150], [0.3], [1e100]),
          'gamma': ([0.1, 2.0], [0.9, 0.3], [3.0, 0.7], [30.0, 1e-100], [1e3, 3.0])}


def cdf_points():
    for name in LOCATION:
        for shape, (mu, scale), z in itertools.product(CHOSEN.get(name, (None,)), CENTRES, DISTANCES):
            yield name, float(mu + scale * z), ([] if shape is None else [shape]) + [mu, scale]
    for name, thetas in SHARED.items():
        for theta, share in itertools.product(thetas, (1e-200, 1e-6, 0.3, 0.8, 0.97, 1, 1.1, 2)):
            yield name, float((theta[0] if name == 'gamma' else 1) / theta[-1] * share), theta
    for name, thetas in COUNTED.items():
        for theta in thetas:
            deviation = math.sqrt(theta[0] + (theta[0] ** 2 / theta[1] if len(theta) > 1 else 0))
            for y in sorted({max(0, int(theta[0] + z * deviation)) for z in (-20, -8, -2, -0.5, 0, 1, 4)}):
                yield name, y, theta


# --- quantiles ------------------------------------------------------------------------------------------------------------
def gaussian_quantile(p):
    """Newton's method on the log cdf, which is concave, from the left end."""
    if p > HALF:
        return -gaussian_quantile(1 - p)
    if p == HALF:
        return mpf(0)
    z = -sqrt(-2 * log(p))
    while True:
        step = log(tail(z) / p) * tail(z) * sqrt(2 * pi) * exp(z * z / 2)
        z -= step
        if abs(step) < mpf(10) ** -60:
            return z


def solved(tail_and_slope, u, p):
    """The u with tail(u) = p, for a tail whose logarithm is concave in u: Newton's method on it."""
    for _ in range(1000):
        value, slope = tail_and_slope(u)
        step = log(value / p) * value / slope
        u -= step
        if abs(step) < mpf(10) ** -25:
            return u  # the step squared its error
    raise ArithmeticError


def student_t_quantile(p, nu):
    if p > HALF:
        return -student_t_quantile(1 - p, nu)
    if p == HALF:
        return mpf(0)

    def tail_at(u):  # P(T < -e^u)
        x = exp(u)
        density = exp(loggamma((nu + 1) / 2) - loggamma(nu / 2) - log(pi * nu) / 2 - (nu + 1) / 2 * log1p(x * x / nu))
        return student_t_lower(-x, nu, 0, 1), -x * density
    return -exp(solved(tail_at, mpf(0), p))


def gamma_quantile(p, a):
    def cdf_at(u):
        x = exp(u)
        return gammainc(a, 0, x, regularized=True), exp(a * u - x - loggamma(a))
    return exp(solved(cdf_at, (log(p) + loggamma(a + 1)) / a, p))  # from the left: P(a, x) < x^a / Gamma(a + 1)


def huber_quantile(p, k):
    if p > HALF:
        return -huber_quantile(1 - p, k)
    if p == HALF:
        return mpf(0)
    whole = huber_c(k)
    edge = exp(-k * k / 2) / k / whole
    return log(p / edge) / k - k if p < edge else gaussian_quantile(tail(-k) + (p - edge) * whole / sqrt(2 * pi))


def laplace_quantile(p):
    return log(2 * p) if p < HALF else -log(2 * (1 - p))


def asymmetric_laplace_quantile(p, tau):
    return log(p / tau) / (1 - tau) if p < tau else -log((1 - p) / (1 - tau)) / tau


STANDARD = {'gaussian': gaussian_quantile, 'laplace': laplace_quantile, 'student-t': student_t_quantile,
            'huber': huber_quantile, 'logistic': lambda p: log(p / (1 - p)),
            'asymmetric-laplace': asymmetric_laplace_quantile}
LEVELS = (1e-300, 1e-100, 1e-20, 1e-8, 0.01, 0.24, 0.3, 0.5, 0.7, 0.95, 1 - 1e-10, 1 - 2**-53)


def least_count(name, theta, p):
    first, ratio = {'poisson': (lambda r: exp(-r), lambda k, r: r / (k + 1)),
                    'negative-binomial': (lambda m, s: exp(-s * log1p(m / s)),
                                          lambda k, m, s: (s + k) / (k + 1) * (m / (s + m)))}[name]
    term = first(*theta)
    total, k = term, 0
    while total < p:
        term *= ratio(k, *theta)
        total += term
        k += 1
    return mpf(k)


def quantile_points():
    for name in LOCATION:
        for shape, p in itertools.product(CHOSEN.get(name, (None,)), LEVELS):
            if name == 'student-t' and p < 1e-21:
                continue  # slow; and t of 1e600 for nu 0.5
            z = STANDARD[name](mpf(p), *([] if shape is None else [mpf(shape)]))
            for mu, scale in CENTRES:
                away = z * mpf(scale)
                if abs(away) < mpf('1e305'):
                    yield name, p, ([] if shape is None else [shape]) + [mu, scale], mpf(mu) + away, abs(mpf(mu)) + abs(away)
    for rate, p in itertools.product((1e-150, 0.3, 1e100), LEVELS):
        y = -log1p(-mpf(p)) / mpf(rate)
        yield 'exponential', p, [rate], y, y
    for (shape, rate), p in itertools.product(((0.1, 2.0), (0.9, 0.3), (3.0, 0.7), (30.0, 1e-100), (400.0, 3.0)), LEVELS):
        if p > 1e-21:  # below, x of 1e-1000 for a shape of 0.1
            y = gamma_quantile(mpf(p), mpf(shape)) / mpf(rate)
            yield 'gamma', p, [shape, rate], y, y
    for name, thetas in COUNTED.items():
        for theta, p in itertools.product(thetas, LEVELS[:-1]):
            k = least_count(name, [mpf(t) for t in theta], mpf(p))
            yield name, p, theta, k, k


rows = [row for row in itertools.starmap(point, points()) if row]
lines += ['// -log p(y | theta) and its size; its derivatives and their sizes', 'inline const Point points[] = {', *rows, '};', '']
mp.dps = 90
rows = []
for name, y, theta in cdf_points():
    p = CDFS[name](mpf(y), *[mpf(t) for t in theta])
    if p > mpf('1e-307'):
        rows.append(f'    {{"{name}", {c(y)}, {len(theta)}, {braces(theta)}, {c(p)}}},')
lines += ['// P(Y <= y)', 'inline const Probability probabilities[] = {', *rows, '};', '']
rows = [f'    {{"{name}", {c(p)}, {len(theta)}, {braces(theta)}, {c(y)}, {c(size)}}},'
        for name, p, theta, y, size in quantile_points()]
lines += ['// the y with P(Y <= y) = p, or the least count with P(Y <= y) >= p', 'inline const Quantile quantiles[] = {', *rows,
          '};']

with open('models_golden.hpp', 'w', encoding='ascii') as out:
    out.write('''// Written by make_models.py from mpmath: do not edit.
#pragma once

#include <limits>

namespace models_golden {

inline constexpr double none = std::numeric_limits<double>::quiet_NaN();  // a kink, or beyond the doubles

struct Point {
  const char* model;
  double y;
  int parameters;
  double theta[3];
  double nll, nll_size, score[3], score_size[3];
};
struct Probability {
  const char* model;
  double y;
  int parameters;
  double theta[3], p;
};
struct Quantile {
  const char* model;
  double p;
  int parameters;
  double theta[3], y, size;
};

''')
    out.write('\n'.join(lines) + '\n\n}  // namespace models_golden\n')
