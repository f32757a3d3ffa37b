#!/usr/bin/env python3
"""Writes special_golden.hpp: reference values of the special functions, from mpmath.

Needs mpmath (Debian: python3-mpmath); takes a minute. Run it in this folder; its output is committed. Every input
is an exact double; every output is the exact value rounded once. The incomplete functions are summed here as power
series in whole numbers of 450 digits: so the smaller of two tails has 100 digits left after subtracting from 1.
"""
import math
from fractions import Fraction
from mpmath import mp, mpf, exp, log, log1p, loggamma, digamma, psi, erf, erfc, sqrt, pi

BITS = 1500
mp.prec = BITS
lines = []
LEAST = mpf('3e-324')


def c(x):
    """A double as a C++ literal that reads back to the same bits."""
    x = float(x)
    if math.isinf(x):
        raise ValueError('an infinite value')
    return x.hex() if x != 0 else '0.0'


def table(name, note, rows):
    """rows: (inputs, value). Values that overflow or underflow are left out."""
    kept = [(inputs, value) for inputs, value in rows if value == 0 or LEAST < abs(value) < mpf('1.79e308')]
    arity = len(kept[0][0])
    lines.append(f'\n// {note}')
    lines.append(f'inline const Special<{arity}> {name}[] = {{')
    lines.extend('    {{' + ', '.join(c(x) for x in inputs) + '}, ' + c(value) + '},' for inputs, value in kept)
    lines.append('};')
    print(name, len(kept), flush=True)


def of(function, *grids):
    """The rows of a function over the product of the grids, its arguments taken as exact doubles."""
    rows = [()]
    for grid in grids:
        rows = [row + (float(x),) for row in rows for x in grid]
    return [(row, function(*(mpf(x) for x in row))) for row in rows]


def around(x, steps=(1, 2, 1000, 10**6, 10**10, 10**13)):
    return [x * (1 + s * k * 2.0**-52) for k in steps for s in (-1, 1)]


# --- gamma -------------------------------------------------------------------------------------------------------
mp.prec = 300
zero = float(mp.findroot(digamma, 1.46))
positive = ([5e-324, 1e-310, 2.2250738585072014e-308, 1e-300, 1e-100, 1e-20, 1e-16, 1e-10, 1e-5, 1e-3] +
            [0.01 * k for k in range(1, 100, 7)] + [0.1 * k for k in range(10, 130)] +
            [k / 2 for k in range(1, 40)] + around(1.0) + around(2.0) + around(zero) + around(10.0, (1, 10**6)) +
            [zero, 0.25, 0.4999999, 0.5000001, 1.4999999, 1.5000001, 2.4999999, 2.5000001, 15.5, 33.3, 100, 171.6, 1e3,
             12345.678, 1e5, 1e6, 1e8, 123456789.123, 1e10, 1e12, 1e15, 2.0**53, 1e17, 1e20,
             1e50, 1e100, 1e200, 1e300, 1e305])
positive = sorted(set(positive))
mp.prec = 1400  # subnormal and huge arguments beside terms of order 1
table('log_gamma_values', 'log Gamma(x)', of(loggamma, positive))
table('digamma_values', 'digamma(x)', of(digamma, positive))
table('trigamma_values', 'trigamma(x)', of(lambda x: psi(1, x), [x for x in positive if x > 1e-150]))


def log_less_digamma(x):
    return log(x) - digamma(x)


table('log_less_digamma_values', 'log(x) - digamma(x)', of(log_less_digamma, positive))

places = [1e-300, 1e-10, 0.01, 0.25, 0.5, 0.73, 1, 1.4616321449683622, 2, 3.3, 7.7, 9.99, 10, 10.5, 25, 100.1, 1e4,
          123456.789, 1e8, 5e7 + 0.3, 1e12, 1e15, 1e100]
shifts = [1e-10, 1e-3, 0.25, 0.5, 1, 1.7, 3, 10, 77, 1000, 1e6, 1e10]
table('log_gamma_ratio_values', 'log Gamma(x + h) - log Gamma(x)',
      of(lambda x, h: loggamma(x + h) - loggamma(x), places, shifts))
large = [x for x in places if x >= 10]
table('log_gamma_ratio_excess_values', 'log Gamma(x + h) - log Gamma(x) - h log x',
      of(lambda x, h: loggamma(x + h) - loggamma(x) - h * log(x), large, shifts))
table('digamma_difference_values', 'digamma(x + h) - digamma(x)',
      of(lambda x, h: digamma(x + h) - digamma(x), places, shifts))
table('trigamma_difference_values', 'trigamma(x) - trigamma(x + h)',
      of(lambda x, h: psi(1, x) - psi(1, x + h), [x for x in places if x > 1e-100], shifts))

# --- error function -----------------------------------------------------------------------------------------------
mp.prec = 400
halves = ([5e-324, 1e-300, 1e-20, 1e-10, 1e-5, 1e-3] + [0.03 * k for k in range(1, 100)] +
          [0.31 * k for k in range(10, 90)] +
          [0.4999999, 0.5, 0.5000001, 26.5, 26.9, 27.2])
signed = halves + [-x for x in halves]
table('erf_values', 'erf(x)', of(erf, signed))
table('erfc_values', 'erfc(x)', of(erfc, signed))
far = [50.0, 1e3, 1e8, 1e20, 1e100, 1e300]


def scaled_erfc(x):
    if x < 100:
        return exp(x * x) * erfc(x)
    return sum(mp.fac2(2 * n - 1) * (-1) ** n / (2 * x * x) ** n for n in range(25)) / (x * sqrt(pi))


table('scaled_erfc_values', 'e^(x^2) erfc(x)', of(scaled_erfc, [0.0] + halves + far))
half_ends = [37.5, 38.0, 38.3, 38.4]
table('gaussian_cdf_values', 'P(Z <= z)', of(lambda z: erfc(-z / sqrt(mpf(2))) / 2, signed + [-z for z in half_ends]))


def gaussian_log_cdf(z):
    if z > 0:
        return log1p(-erfc(z / sqrt(mpf(2))) / 2)
    return log(scaled_erfc(-z / sqrt(mpf(2))) / 2) - z * z / 2


table('gaussian_log_cdf_values', 'log P(Z <= z)',
      of(gaussian_log_cdf, signed + half_ends + [-z for z in half_ends + far if z < 1e150] +
         [-1e150, -0.9999999, -1.0]))


def gaussian_quantile(p):
    """Newton's method on the log cdf, which is concave, from the left end."""
    if p > mpf(1) / 2:
        return -gaussian_quantile(1 - p)
    if p == mpf(1) / 2:
        return mpf(0)
    z = -sqrt(-2 * log(p))
    for _ in range(200):
        cdf = erfc(-z / sqrt(mpf(2))) / 2
        step = log(cdf / p) * cdf * sqrt(2 * pi) * exp(z * z / 2)
        z -= step
        if abs(step) < mpf(10) ** -60:
            return z
    raise ArithmeticError


shares = ([5e-324, 1e-320, 2.2250738585072014e-308, 1e-300, 1e-200, 1e-100, 1e-50, 1e-20, 1e-15, 1e-10, 1e-6, 1e-4] +
          [0.001 * k for k in range(1, 60, 6)] + [0.01 * k for k in range(6, 100, 2)] +
          [0.2499999, 0.25, 0.2500001, 0.75, 0.7500001] +
          [0.5 + s for s in (1e-16, -1e-16, 1e-12, -1e-10, 1e-8, -1e-5, 1e-3, 0.0)] +
          [0.975, 0.995, 0.999, 1 - 1e-6, 1 - 1e-10, 1 - 2.0**-53])
mp.prec = 1200
table('gaussian_quantile_values', 'z with P(Z <= z) = p', of(gaussian_quantile, shares))

# --- incomplete gamma and beta --------------------------------------------------------------------------------------
mp.prec = BITS


def ratio(x):
    return Fraction(float(x))


def series(numerator, denominator, x, numerator_step):
    """1 + (u / v) x + (u (u + s) / (v (v + 1))) x^2 + ... for fractions u, v, x and s 0 or 1, in whole numbers."""
    one = 1 << BITS
    term, total, n = one, one, 0
    top = x.numerator * denominator.denominator
    bottom = x.denominator * numerator.denominator
    u, v = numerator.numerator, denominator.numerator
    while term:
        term = term * (top * u) // (bottom * v)
        total += term
        u += numerator_step * numerator.denominator
        v += denominator.denominator
        n += 1
    return mpf(total) / one


def gamma_tails(a, x):
    weight = exp(a * log(x) - x - loggamma(a))
    lower = weight / a * series(Fraction(1), ratio(a) + 1, ratio(x), 0)
    return lower, 1 - lower, weight


def beta_tails(a, b, x, rest):
    """Both tails of I_x(a, b), and d I / d log odds; x and rest = 1 - x are fractions."""
    if x > Fraction(1, 2):
        lower, upper, weight = beta_tails(b, a, rest, x)
        return upper, lower, weight
    as_mpf = lambda q: mpf(q.numerator) / q.denominator
    weight = exp(a * log(as_mpf(x)) + b * log(as_mpf(rest)) + loggamma(a + b) - loggamma(a) - loggamma(b))
    lower = weight / a * series(ratio(a) + ratio(b), ratio(a) + 1, x, 1)
    return lower, 1 - lower, weight


def gamma_points():
    fixed = [1e-300, 1e-20, 1e-5, 0.01, 0.3, 1.0, 1.09, 1.11, 1.6, 3.0, 10.0, 50.0, 300.0, 700.0]
    for a in [1e-10, 0.01, 0.1, 0.25, 0.5, 0.73, 0.999, 1.0, 1.5, 3.7, 9.99, 10.0, 33.3]:
        for x in fixed:
            yield a, x
    spread = [-37, -30, -20, -10, -5, -2, -1, -0.3, -1e-3, 0.1, 0.5, 1, 2, 3, 6, 12, 20, 30, 37]
    for a in [3.7, 33.3, 150.0, 999.0, 1000.0, 1001.5, 3000.0, 1e4, 123456.789, 1e6, 1e8]:
        for z in spread:
            root = 1 - 1 / (9 * a) + z / (3 * math.sqrt(a))
            if root > 0:
                yield a, a * root**3
    for a in [999.5, 1000.5, 2000.0, 5000.0]:
        for x in (0.79, 0.801, 1.199, 1.21):
            yield a, a * x
    yield 1e10, 1e10 - 3e5
    yield 1e10, 1e10 + 1e5


points = [(a, x, gamma_tails(mpf(a), mpf(x))) for a, x in gamma_points()]
table('gamma_lower_values', 'P(a, x)', [((a, x), tails[0]) for a, x, tails in points])
table('gamma_upper_values', 'Q(a, x)', [((a, x), tails[1]) for a, x, tails in points])
table('chi_square_upper_values', 'P(X > x), df',
      [((x, df), gamma_tails(mpf(df) / 2, mpf(x) / 2)[1]) for df in (1, 2, 3, 7, 40)
       for x in (1e-10, 0.5, 2.7, 3.841, 11, 100, 1400)])


def solve(tail_at, target, x):
    """tail_at(x): probability and its derivative by log x. The logarithm is concave, so Newton's method converges."""
    for _ in range(400):
        probability, slope = tail_at(x)
        if probability < mpf(2) ** (64 - BITS):  # so far out that a tail from the other one has no digits left
            x = mpf(float(x / 2 if slope < 0 else x * 2))
            continue
        step = max(-1, min(50, log(probability / target) * probability / slope))
        x = mpf(float(x * exp(-step))) if abs(step) > 1e-12 else x * exp(-step)  # a double, as series needs
        if abs(step) < mpf(10) ** -12:
            return x  # the step squared its error: 24 digits
    raise ArithmeticError


def gamma_start(a, p, lower):
    z = float(gaussian_quantile(mpf(p))) * (1 if lower else -1)
    root = 1 - 1 / (9 * a) + z / (3 * math.sqrt(a))
    bound = exp((log(mpf(p) if lower else 1 - mpf(p)) + loggamma(mpf(a) + 1)) / a)
    return mpf(float(max(bound, a * root**3 if root > 0 else 0)))


def gamma_inverse(a, p, lower):
    def tail_at(x):
        below, above, weight = gamma_tails(mpf(a), x)
        return (below, weight) if lower else (above, -weight)
    return solve(tail_at, mpf(p), gamma_start(a, p, lower))


probabilities = [1e-300, 1e-100, 1e-20, 1e-8, 0.01, 0.3, 0.5, 0.7, 0.95, 1 - 1e-10]
shapes = [0.25, 0.5, 1.0, 1.5, 3.7, 10.0, 33.3, 150.0, 1000.0, 1e4]
cases = [(a, p) for a in shapes for p in probabilities]
cases += [(1e6, 0.01), (1e6, 0.5), (1e6, 1e-20), (1e8, 0.3)]
table('gamma_lower_inverse_values', 'x with P(a, x) = p',
      [((a, p), gamma_inverse(a, p, True)) for a, p in cases if math.log10(p) / a > -300])  # below, x is subnormal or 0
table('gamma_upper_inverse_values', 'x with Q(a, x) = q', [((a, p), gamma_inverse(a, p, False)) for a, p in cases])
table('chi_square_quantile_values', 'x with P(X <= x) = p, df',
      [((p, df), 2 * gamma_inverse(df / 2, p, True)) for df in (1, 2, 3, 7, 40)
       for p in (1e-10, 0.05, 0.5, 0.9, 0.95, 0.99, 0.999)])


def beta_points():
    sizes = [0.01, 0.25, 0.5, 1.0, 3.0, 9.9, 20.5, 900.0, 1e5]
    pairs = [(a, b) for a in sizes for b in sizes] + [(5e7, 0.5), (1e8, 3.3), (1e8, 40.5), (1e8, 900.0), (2e6, 1e8)]
    for a, b in pairs:
        spread = math.sqrt(1 / a + 1 / b)
        for z in (-30, -8, -2, -0.5, 0.01, 1, 4, 12):
            odds = a / b * math.exp(max(-600, min(600, z * spread)))
            x = odds / (1 + odds)
            # where neither tail underflows, nor is so far out that the series grows past all bounds
            if 0 < x < 1 and a * math.log(x * (a + b) / a) + b * math.log((1 - x) * (a + b) / b) > -720:
                yield a, b, x
    yield 1e8, 1e8, 0.49995
    yield 1e8, 1e8, 0.50003


points = []
for a, b, x in beta_points():
    points.append((a, b, x, beta_tails(mpf(a), mpf(b), ratio(x), 1 - ratio(x))))
table('beta_lower_values', 'I_x(a, b): a, b, x', [((a, b, x), tails[0]) for a, b, x, tails in points])
table('beta_upper_values', '1 - I_x(a, b): a, b, x', [((a, b, x), tails[1]) for a, b, x, tails in points])


def beta_inverse(a, b, p):
    def tail_at(odds):
        odds = ratio(odds)
        below, _, weight = beta_tails(mpf(a), mpf(b), odds / (1 + odds), 1 / (1 + odds))
        return below, weight
    start = a / b * math.exp(max(-30, float(gaussian_quantile(mpf(p))) * math.sqrt(1 / a + 1 / b)))
    odds = solve(tail_at, mpf(p), mpf(start))
    return odds / (1 + odds)


table('beta_lower_inverse_values', 'x with I_x(a, b) = p: a, b, p',
      [((a, b, p), beta_inverse(a, b, p)) for a in (0.5, 1.0, 3.0, 20.5, 900.0) for b in (0.5, 1.0, 3.0, 20.5, 900.0)
       for p in (1e-100, 1e-10, 0.01, 0.3, 0.5, 0.8, 0.99)])


# --- Student t -------------------------------------------------------------------------------------------------------
def t_share(t, nu):
    square = ratio(t) ** 2
    return ratio(nu) / (ratio(nu) + square), square / (ratio(nu) + square)


def t_cdf(t, nu):
    both = beta_tails(mpf(nu) / 2, mpf(1) / 2, *t_share(t, nu))[0]
    return both / 2 if t < 0 else 1 - both / 2


degrees = [0.5, 0.7, 1.0, 2.0, 3.3, 10.0, 25.0, 100.5, 1e3, 1e5, 1e8, 1e12]
distances = [1e-8, 0.01, 0.3, 0.9, 1.0, 1.1, 2.0, 3.0, 5.0, 8.0, 12.0, 30.0, 37.0, 100.0, 1e4, 1e20, 1e99, 1e101, 1e200]
table('student_t_cdf_values', 'P(T <= t): t, nu',
      [((s * t, nu), t_cdf(s * t, nu)) for nu in degrees for t in distances for s in (-1, 1)
       if nu * math.log1p(t * t / nu) / 2 < 760])


def t_quantile(p, nu):
    """Below 1/2, from the tail's power or the middle's slope; Newton's method on the logarithm, concave in log x."""
    if p > 0.5:
        return -t_quantile(1 - mpf(p), nu)
    lower = p <= 0.25
    target = 2 * mpf(p) if lower else 1 - 2 * mpf(p)
    a, b = (nu / 2, 0.5) if lower else (0.5, nu / 2)

    def tail_at(odds):
        odds = ratio(odds)
        below, _, weight = beta_tails(mpf(a), mpf(b), odds / (1 + odds), 1 / (1 + odds))
        return below, weight
    z = float(gaussian_quantile(mpf(p)))
    start = nu / z**2 if lower else z**2 / nu
    odds = solve(tail_at, target, mpf(start))
    return -sqrt(nu / odds) if lower else -sqrt(nu * odds)


table('student_t_quantile_values', 't with P(T <= t) = p: p, nu',
      [((p, nu), t_quantile(p, nu)) for nu in (0.5, 1.0, 2.5, 10.0, 100.5, 1e4, 1e8)
       for p in (1e-60, 1e-12, 1e-3, 0.025, 0.24, 0.26, 0.4, 0.499999, 0.5 + 1e-12, 0.6, 0.9, 0.975, 0.9999)])

header = '''// Written by make_special.py from mpmath: do not edit.
#pragma once

namespace golden {

template <int n>
struct Special {
  double arguments[n];
  double value;
};
'''
with open('special_golden.hpp', 'w') as file:
    file.write(header + '\n'.join(lines) + '\n\n}  // namespace golden\n')
