#!/usr/bin/env python3
"""Writes kernels.hpp: NLL sums over many rows from mpmath with 60 digits, for kernel_sums.hpp.

The rows are not stored: both sides make them, exactly, from one generator of integers. Also checks the rational
function by which the kernels compute e^r (cpp/mle/kernels/lanes.hpp). Needs mpmath; run it in this folder.
"""
from mpmath import mp, mpf, exp, log, log1p, loggamma, pi, cos, tanh, sqrt, matrix, lu_solve

mp.dps = 60


class Rows:
    """The same numbers as struct Rows of kernel_sums.hpp: u is a multiple of 2^-31 in [0, 1)."""

    def __init__(self, seed):
        self.state = seed

    def u(self):
        self.state = (self.state * 1103515245 + 12345) % 2**31
        return self.state * 2.0**-31


def softplus(x):
    return max(x, 0) + log1p(exp(-abs(x)))


def bernoulli(y, p):
    return -log(mpf(p)) if y == 1 else -log1p(-mpf(p))


def logit(y, z):
    return softplus(-mpf(z) if y == 1 else mpf(z))


def gaussian(y, mu, sigma):
    return log(2 * pi) / 2 + log(mpf(sigma)) + ((mpf(y) - mpf(mu)) / mpf(sigma)) ** 2 / 2


def poisson(y, rate):
    return loggamma(mpf(y) + 1) + rate - (y * log(rate) if y else 0)


def categorical(y, z):
    return log1p(sum(exp(mpf(v) - mpf(z[y])) for j, v in enumerate(z) if j != y))


N = 1003  # odd, and some whole blocks
cases = []


def case(name, total):
    cases.append(f'inline constexpr double {name} = {float(total).hex()};')


# Each loop below stands in kernel_sums.hpp, in the same order.
r = Rows(1)
case('bernoulli_usual', sum(bernoulli(*(lambda u, v: (1.0 if v < u else 0.0, u))(r.u() * 0.98 + 0.01, r.u())) for _ in range(N)))
r = Rows(2)
case('bernoulli_near_certain', sum(bernoulli(*(lambda y, u: (y, 1 - u * 2.0**-12 if y else u * 2.0**-12))(float(r.u() < 0.5), r.u())) for _ in range(N)))
r = Rows(3)
case('bernoulli_edge', sum(bernoulli(*(lambda y, u: (y, 1 - u * 0.125 if y else u * 0.125))(float(r.u() < 0.5), r.u())) for _ in range(N)))
r = Rows(4)
extreme = [5e-324, 2.0**-1022, 2.0**-60, 0.5, 1 - 2.0**-53, 0.75, 1e-300, 0.999]
case('bernoulli_extreme', sum(bernoulli(float(r.u() < 0.5), extreme[i % 8]) for i in range(N)))
r = Rows(5)
case('logit_usual', sum(logit(*(lambda v, u: (float(v < 0.5), 12 * u - 6))(r.u(), r.u())) for _ in range(N)))
r = Rows(6)
case('logit_separated', sum(logit(*(lambda y, u: (y, (20 + 30 * u) * (1 if y else -1)))(float(r.u() < 0.5), r.u())) for _ in range(N)))
r = Rows(7)
wild = [1e4, -1e4, 709.5, -720.0, 745.0, -3.0, 1e-9, 0.0]
case('logit_wild', sum(logit(float(r.u() < 0.5), wild[i % 8]) for i in range(N)))
case('logit_subnormal', sum(logit(1.0, 705.0 + (i % 40)) for i in range(N)))


def softmax_case(name, seed, classes, scale, right):
    rows = Rows(seed)
    total = mpf(0)
    for _ in range(N):
        y = int(rows.u() * classes)
        z = [scale * (rows.u() - 0.5) for _ in range(classes)]
        if right:
            z[y] = scale
        total += categorical(y, z)
    case(name, total)


softmax_case('softmax_ten', 8, 10, 8.0, False)
softmax_case('softmax_three', 9, 3, 2.0, False)
softmax_case('softmax_separated', 10, 4, 60.0, True)
softmax_case('softmax_wild', 11, 5, 2e4, False)

r = Rows(12)
case('gaussian_usual', sum(gaussian(*(lambda a, b: (8 * a - 4, 2 * b - 1, 1.25))(r.u(), r.u())) for _ in range(N)))
r = Rows(13)
case('gaussian_far', sum(gaussian(*(lambda a, b: (1e6 + a, 1e6 + b, 0.5))(r.u(), r.u())) for _ in range(N)))
r = Rows(14)
case('gaussian_tiny', sum(gaussian(*(lambda a, b: (a * 2.0**-600, b * 2.0**-600, 2.0**-600))(r.u(), r.u())) for _ in range(N)))
r = Rows(15)
case('gaussian_huge', sum(gaussian(*(lambda a, b: (a * 2.0**600, b * 2.0**600, 2.0**600))(r.u(), r.u())) for _ in range(N)))
r = Rows(16)
case('gaussian_each', sum(gaussian(*(lambda s, a, b: (4 * a * s, b * s, s))(2.0**(20 * int(60 * r.u()) - 600), r.u(), r.u())) for _ in range(N)))
r = Rows(17)
case('gaussian_same_mu', sum(gaussian(1e6 + 3 * r.u(), 1e6 + 1, 0.75) for _ in range(N)))

r = Rows(18)
case('poisson_small', sum(poisson(*(lambda a, b: (int(12 * a), mpf(8 * b + 0.25)))(r.u(), r.u())) for _ in range(N)))
r = Rows(19)
case('poisson_large', sum(poisson(*(lambda a, b: (int(1e6 + 2000 * a), mpf(1e6 + 2000 * b)))(r.u(), r.u())) for _ in range(N)))
r = Rows(20)
case('poisson_rare', sum(poisson(int(3 * r.u()), mpf(2.0**-1000)) for _ in range(N)))
r = Rows(21)
case('poisson_log', sum(poisson(*(lambda a, b: (int(8 * a), exp(mpf(2 * b - 1))))(r.u(), r.u())) for _ in range(N)))
r = Rows(22)
case('poisson_log_far', sum(poisson(int(3 * r.u()), exp(mpf(-900))) for _ in range(N)))

# --- e^r = 1 + 2 r P / (Q - r P), r P / Q = tanh(r / 2): five free coefficients, five Chebyshev points in r^2 ---------
edge = (log(2) / 2 * mpf('1.0001')) ** 2
points = [edge * (1 - cos((2 * k + 1) * pi / 10)) / 2 for k in range(5)]
system, right = matrix(5, 5), matrix(5, 1)
for k, s in enumerate(points):
    f = tanh(sqrt(s) / 2) / sqrt(s)
    system[k, 0], system[k, 1], system[k, 2], system[k, 3], system[k, 4], right[k] = 1, s, -f, -f * s, -f * s * s, -s * s
p0, p1, q0, q1, q2 = (mpf(float(v)) for v in lu_solve(system, right))
print('P, Q:', *(float(v).hex() for v in (p0, p1, q0, q1, q2)))


def by_ratio(x):
    s = x * x
    p, q = x * (p0 + p1 * s + s * s), q0 + q1 * s + q2 * s * s
    return 1 + 2 * p / (q - p)


worst = max(abs(by_ratio(x) / exp(x) - 1) for x in (log(2) / 2 * mpf(k) / 1000 for k in range(-1000, 1001)))
assert worst < mpf(2) ** -57, worst

with open('kernels.hpp', 'w') as file:
    file.write('// Written by make_kernels.py from mpmath: do not edit.\n#pragma once\n\nnamespace golden {\n\n')
    file.write('\n'.join(cases) + '\n\n}  // namespace golden\n')
