#!/usr/bin/env python3
"""Writes counts_golden.hpp: the Fisher information of the negative binomial's size, from mpmath with 40 digits.

Needs mpmath (Debian: python3-mpmath). Run it in this folder; its output is committed, so that the tests need neither
Python nor mpmath. Every input is an exact double; every output is the exact value rounded once.
"""
from mpmath import mp, mpf, exp, log, expm1, quad

lines = []


def c(x):
    """A double as a C++ literal that reads back to the same bits."""
    return float(x).hex()


def table(name, columns, rows, note):
    lines.append(f'\n// {note}')
    lines.append(f'inline const double {name}[][{columns}] = {{')
    lines.extend('    {' + ', '.join(c(x) for x in row) + '},' for row in rows)
    lines.append('};')


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

with open('counts_golden.hpp', 'w') as out:
    out.write('// Written by make_counts.py: do not edit.\n#pragma once\n\nnamespace counts_golden {\n')
    out.write('\n'.join(lines) + '\n\n}  // namespace counts_golden\n')
