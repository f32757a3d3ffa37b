// The error function and the standard Gaussian: cdf, log cdf, quantile. Errors are measured against mpmath by
// tests/core.
#pragma once

#include <cmath>
#include <limits>

#include "mle/elementary.hpp"
#include "mle/special.hpp"
#include "mle/twofold.hpp"

namespace mle {

// e^(x^2) erfc(x) for x >= 0: from 1 down as 1 / (x sqrt pi). 3 ulp.
// (1 + 2 x) times it is nearly constant, between 1 and 1.27, and smooth in t = (x - 3.75) / (x + 3.75): Chebyshev's
// approximation of degree 24 (first term left out 4e-18), written in powers of t. The idea: Shepherd and Laframboise,
// Mathematics of Computation 36 (1981) 249.
inline double scaled_erfc(double x) {
  constexpr double coefficients[] = {
      4.2514714447963897761e-10, 3.1114333809799251993e-10, -5.1739902140113096269e-9, -3.7442100809620186444e-9,
      3.8675334242222356816e-8, 2.3263508708859123732e-8, -2.5866850716155885443e-7, -5.7218230603224087501e-8,
      1.7516376488490621431e-6, -9.7355989673677493407e-7, -1.1444146237700523373e-5, 2.238423915508222982e-5,
      5.1649098892682403449e-5, -2.9015408054084171105e-4, 2.9371366559134481992e-4, 1.7556258528952953569e-3,
      -9.7465795580292755337e-3, 2.8362277418956404286e-2, -5.8693398589636774061e-2, 9.230432116037747776e-2,
      -0.10880393014174885723, 8.2276738490145207683e-2, 3.585415485464429369e-3, -0.14024059858554696245,
      1.2375126308378275796};
  const double t = x < 0x1p60 ? (x - 3.75) / (x + 3.75) : 1;
  double value = 0;
  for (double coefficient : coefficients) value = value * t + coefficient;
  return value / (1 + 2 * x);
}

namespace gaussian_tail {

// erf(x) for |x| <= 1/2, by its Taylor series. 2 ulp.
inline double erf_near_zero(double x) {
  const double s = -x * x;
  const double series = elementary::polynomial(s, 1.0 / 3, 1.0 / (5 * 2), 1.0 / (7 * 6), 1.0 / (9 * 24),
      1.0 / (11 * 120), 1.0 / (13 * 720), 1.0 / (15 * 5040), 1.0 / (17 * 40320), 1.0 / (19 * 362880),
      1.0 / (21 * 3628800.0), 1.0 / (23 * 39916800.0));
  constexpr double factor_less_one = 0.12837916709551257390;  // 2 / sqrt(pi) - 1
  return x + x * (factor_less_one + 1.12837916709551257390 * (s * series));
}

// e^(-x^2) for |x| < 2^100, the square taken exactly.
inline double exp_of_square(double x) { return exp(-product_of(x, x)); }

// e^(-z^2 / 2), the same.
inline double exp_of_half_square(double z) {
  const Twofold square = product_of(z, z);
  return exp(Twofold{-0.5 * square.high, -0.5 * square.low});
}

inline constexpr double sqrt_half = 0.70710678118654752440;
inline constexpr double sqrt_half_pi = 1.25331413731550025121;
inline constexpr double inverse_sqrt_two_pi = 0.39894228040143267794;

// P(Z > z) for z >= 0.
inline double upper(double z) {
  if (z > 39) return 0;  // below the least subnormal
  if (z < 0.5) return 0.5 - 0.5 * erf_near_zero(sqrt_half * z);
  return 0.5 * exp_of_half_square(z) * scaled_erfc(sqrt_half * z);
}

// z < 0 with log P(Z < z) = log p, 0 < p <= 1/4: Halley's iteration on the log cdf, nearly a parabola, from the first
// guess of Abramowitz and Stegun 26.2.22. Each step cubes the error: three take it from 3e-3 past the last digit.
inline double lower_quantile(double p) {
  const double log_p = log(p);
  const double s = std::sqrt(-2 * log_p);
  double z = (2.30753 + 0.27061 * s) / (1 + s * (0.99229 + 0.04481 * s)) - s;
  for (int i = 0; i < 3; ++i) {
    const double scaled = scaled_erfc(-sqrt_half * z);
    const double mills = sqrt_half_pi * scaled;  // P(Z < z) over the density at z
    const double step = (log(0.5 * scaled) - 0.5 * z * z - log_p) * mills;
    z -= step / (1 - 0.5 * step * (z + 1 / mills));
  }
  return z;
}

}  // namespace gaussian_tail

// 1 - erf(x), any x. 4 ulp (of the subnormal spacing above 26.5); 0 above 27.3, 2 below -6.
inline double erfc(double x) {
  if (std::fabs(x) <= 0.5) return 1 - gaussian_tail::erf_near_zero(x);
  if (x < -6) return 2;
  if (x < 0) return 2 - erfc(-x);
  if (x > 28) return 0;
  return gaussian_tail::exp_of_square(x) * scaled_erfc(x);
}

// 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to x, any x. 2 ulp.
inline double erf(double x) {
  if (std::fabs(x) <= 0.5) return gaussian_tail::erf_near_zero(x);
  return x < 0 ? erfc(-x) - 1 : 1 - erfc(x);
}

// P(Z <= z) of the standard Gaussian, any z. 4 ulp (of the subnormal spacing below -37.5); NaN for NaN.
inline double gaussian_cdf(double z) {
  return z < 0 ? gaussian_tail::upper(-z) : 1 - gaussian_tail::upper(z);
}

// log P(Z <= z), any z: 5 ulp, without underflow (about -z^2 / 2 - log(-z sqrt(2 pi)) for z far below 0).
inline double gaussian_log_cdf(double z) {
  if (z > -1) return log1p(-gaussian_cdf(-z));
  return log(0.5 * scaled_erfc(-gaussian_tail::sqrt_half * z)) - 0.5 * z * z;
}

// z with P(Z <= z) = p, 0 < p < 1: relative error 1e-15, near p = 1/2 and for subnormal p
// too. -infinity at 0, +infinity at 1, NaN outside.
inline double gaussian_quantile(double p) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (!(p >= 0 && p <= 1)) return std::numeric_limits<double>::quiet_NaN();
  if (p == 0 || p == 1) return p == 0 ? -infinity : infinity;
  if (p < 0.25) return gaussian_tail::lower_quantile(p);
  if (p > 0.75) return -gaussian_tail::lower_quantile(1 - p);
  // Near the middle, from the exact p - 1/2 = erf(z / sqrt 2) / 2. |z| < 0.675, so the series serves.
  const double half = p - 0.5;
  double z = half / gaussian_tail::inverse_sqrt_two_pi * (1 + 1.0471975511965976 * half * half);
  for (int i = 0; i < 3; ++i) {
    const double density = gaussian_tail::inverse_sqrt_two_pi * exp(-0.5 * z * z);
    const double step = (0.5 * gaussian_tail::erf_near_zero(gaussian_tail::sqrt_half * z) - half) / density;
    z -= step / (1 + 0.5 * step * z);
  }
  return z;
}

}  // namespace mle
