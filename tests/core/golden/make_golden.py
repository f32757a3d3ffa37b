#!/usr/bin/env python3
"""Writes golden.hpp: reference values from mpmath with 50 digits, and random integers from Python's own.

Needs mpmath (Debian: python3-mpmath). Run it in this folder; its output is committed, so that the tests
need neither Python nor mpmath. Every input is an exact double; every output is the exact value rounded once.
"""
import itertools
from mpmath import mp, mpf, exp, log, log1p, loggamma, sqrt, pi

mp.dps = 50
lines = []


def c(x):
    """A double as a C++ literal that reads back to the same bits."""
    x = float(x)
    if x == float('inf'):
        return 'infinity'
    if x == float('-inf'):
        return '-infinity'
    return x.hex() if x != 0 else '0.0'


def table(name, kind, rows, note):
    lines.append(f'\n// {note}')
    lines.append(f'inline const {kind} {name}[] = {{')
    lines.extend('    {' + ', '.join(row) + '},' for row in rows)
    lines.append('};')


def values(name, function, inputs, note):
    table(name, 'Value', [(c(x), c(function(mpf(float(x))))) for x in inputs], note)


# --- functions of one number -----------------------------------------------------------------------------------
tiny = [5e-324, 1e-320, 2.2250738585072014e-308, 1e-300, 1e-100, 1e-20, 1e-16, 1.1e-16, 2.3e-16, 1e-10, 1e-5]
middle = [0.001, 0.0123, 0.1, 0.2, 0.25, 0.3, 1 / 3, 0.4, 0.49999, 0.4999999999, 0.5, 0.5000000001, 0.50001, 0.6, 0.7, 0.70710678, 0.75, 0.8, 0.9,
          0.99, 0.9999, 1 - 2**-53]
large = [1.0, 1 + 2**-52, 1.0001, 1.2, 1.4142135, 1.5, 2.0, 2.718281828, 3.0, 5.5, 10.0, 36.5, 37.5, 100.0, 700.0]
huge = [709.0, 1e3, 1e5, 1e10, 1e15, 1e17, 1e100, 1e300, 1.7976931348623157e308]
signed = [s * x for s in (1, -1) for x in tiny + middle + large]

values('exp_values', exp, [x for x in signed if x <= 700] + [709.7, -708.5, -730.0, -745.0],
       'e^x')
values('log_values', log, tiny + middle + large + huge, 'log x')
values('log1p_values', log1p, [x for x in signed if x > -1] + huge, 'log(1 + x)')
values('softplus_values', lambda x: log1p(exp(-abs(x))) + max(x, 0), signed + [1e4, 1e300], 'log(1 + e^x)')
values('sigmoid_values', lambda x: 1 / (1 + exp(-x)), signed, '1 / (1 + e^-x)')
values('logit_values', lambda p: log(p) - log1p(-p), tiny + [p for p in middle if p != 0.5], 'log(p / (1 - p))')
values('stirling_values', lambda x: loggamma(x) - ((x - mpf(1) / 2) * log(x) - x + log(2 * pi) / 2),
       [10, 11.5, 15, 30, 100, 1e4, 1e8], "the remainder of Stirling's formula")
values('log_factorial_values', lambda k: loggamma(k + 1), list(range(0, 25)) + [100, 1000, 10**6, 10**12, 2**53],
       'log k!')
values('stirling_excess_values', lambda k: loggamma(k + 1) - (k * log(k) - k),
       list(range(1, 25)) + [100, 1000, 10**6, 10**12, 2**53], 'log k! - (k log k - k)')

# --- functions of two numbers ----------------------------------------------------------------------------------
shapes = [10, 11, 40.5, 511, 1000, 1e6]
table('log_beta_values', 'Value2',
      [(c(a), c(b), c(loggamma(mpf(a)) + loggamma(mpf(b)) - loggamma(mpf(a) + mpf(b))))
       for a, b in itertools.product(shapes, shapes)], 'log B(a, b)')
choices = [(n, k) for n in (1, 2, 10, 49, 66, 100, 2000, 10**6, 10**9, 2**53 - 1)
           for k in sorted({0, 1, 2, 7, 30, 31, 50, n // 3, n // 2, n - 1, n}) if k <= n]
table('log_binomial_values', 'Value2',
      [(c(n), c(k), c(log(mp.binomial(n, k)) if n <= 2000 else
        loggamma(mpf(n) + 1) - loggamma(mpf(k) + 1) - loggamma(mpf(n - k) + 1))) for n, k in choices], 'log C(n, k)')

table('binomial_values', 'Value2', [(c(n), c(k), c(mp.binomial(n, k))) for n, k in
                                    [(58, 28), (61, 30), (70, 35), (100, 50), (10**6, 9), (10**15, 7), (1029, 514)]],
      'C(n, k) beyond 2^53')

# --- Poisson: y, rate, -log p, close to the mean and far from it ---------------------------------------------------
counts = [1, 2, 3, 7, 10, 15, 16, 40, 400, 10**4, 10**6, 10**10, 10**15, 2**53]
shares = [1, 1 + 1e-9, 1 - 1e-6, 1.01, 0.9, 1.5, 0.51, 0.5, 0.49, 1.99, 2.01, 3, 0.1, 1e-6, 1e6]
table('poisson_values', 'Value2',
      [(c(y), c(rate), c(loggamma(mpf(y) + 1) + mpf(rate) - y * log(mpf(rate))))
       for y in counts for rate in [float(y * share) for share in shares] + [5e-324, 1e-300, 1e308]],
      'log y! + rate - y log rate')
table('deviance_values', 'Value2',
      [(c(x), c(m), c(x * log(mpf(x) / mpf(m)) + mpf(m) - x))
       for x in [1, 3, 10**6, 2**53] for m in [float(x * share) for share in shares if x * share != x] + [5e-324, 1e308]],
      'x log(x / m) + m - x')

# --- random integers, by an independent implementation ----------------------------------------------------------
MASK = 2**64 - 1


def splitmix(seed):
    while True:
        seed = (seed + 0x9E3779B97F4A7C15) & MASK
        z = seed
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


def xoshiro(state):
    s = list(state)
    rotate = lambda x, k: ((x << k) | (x >> (64 - k))) & MASK
    while True:
        yield (rotate((s[0] + s[3]) & MASK, 23) + s[0]) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 45)


# The authors' published sequences.
assert list(itertools.islice(splitmix(1234567), 3)) == [6457827717110365317, 3203168211198807973, 9817491932198370423]
assert list(itertools.islice(xoshiro([1, 2, 3, 4]), 6)) == [41943041, 58720359, 3588806011781223, 3591011842654386,
                                                           9228616714210784205, 9973669472204895162]


def generator(seed):
    return xoshiro(itertools.islice(splitmix(seed), 4))


table('random_integers', 'RandomInteger',
      [(f'{seed}ull', str(i), f'{word}ull') for seed in (0, 1, 42, 2**53 - 1)
       for i, word in enumerate(itertools.islice(generator(seed), 5))], 'seed, position, xoshiro256++ word')


def gaussians(seed):
    """Marsaglia's polar method on the same words, with exact logarithms."""
    uniforms = ((mpf(word >> 12) + mpf(1) / 2) / 2**52 for word in generator(seed))
    while True:
        u, v = 2 * next(uniforms) - 1, 2 * next(uniforms) - 1
        square = u * u + v * v
        if 0 < square < 1:
            scale = sqrt(-2 * log(square) / square)
            yield u * scale
            yield v * scale


table('random_gaussians', 'RandomGaussian',
      [(f'{seed}ull', str(i), c(value)) for seed in (1, 42)
       for i, value in enumerate(itertools.islice(gaussians(seed), 20))], 'seed, position, standard Gaussian')

header = '''// Written by make_golden.py from mpmath: do not edit.
#pragma once

#include <cstdint>
#include <limits>

namespace golden {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

struct Value {
  double x, value;
};
struct Value2 {
  double a, b, value;
};
struct RandomInteger {
  std::uint64_t seed;
  int position;
  std::uint64_t value;
};
struct RandomGaussian {
  std::uint64_t seed;
  int position;
  double value;
};
'''
with open('golden.hpp', 'w') as file:
    file.write(header + '\n'.join(lines) + '\n\n}  // namespace golden\n')
