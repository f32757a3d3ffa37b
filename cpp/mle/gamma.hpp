// log Gamma, digamma, trigamma and their differences. The differences are functions of their own because a
// likelihood needs them where subtraction would leave nothing: a negative binomial of size 1e8, a Student t with
// nu = 1e8. All take x > 0 and finite h >= 0; other x give NaN. Errors are measured against mpmath by tests/core.
//
// One plan for all: Stirling's series (in 1 / x^2) for x >= 10, and for a smaller x the recurrence up to there.
// Source: Abramowitz and Stegun 6.1.33, 6.1.42, 6.3.18, 6.4.12; DLMF 5.11.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>

#include "mle/elementary.hpp"
#include "mle/special.hpp"

namespace mle {

namespace gamma_series {

inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// In 1 / x^2, highest power first, as stirling_coefficients.
inline constexpr double digamma_coefficients[] = {
    -3617.0 / 8160, 1.0 / 12, -691.0 / 32760, 1.0 / 132, -1.0 / 240, 1.0 / 252, -1.0 / 120, 1.0 / 12};
inline constexpr double trigamma_coefficients[] = {
    43867.0 / 798, -3617.0 / 510, 7.0 / 6, -691.0 / 2730, 5.0 / 66, -1.0 / 30, 1.0 / 42, -1.0 / 30, 1.0 / 6};

// zeta(k) - 1 for k = 29, 28, ..., 2.
inline constexpr double zeta_less_one[] = {
    1.8626597235130490064e-09, 3.7253340247884570548e-09, 7.4507117898354294920e-09, 1.4901554828365041235e-08,
    2.9803503514652280186e-08, 5.9608189051259479612e-08, 1.1921992596531107307e-07, 2.3845050272773299000e-07,
    4.7693298678780646312e-07, 9.5396203387279611315e-07, 1.9082127165539389257e-06, 3.8172932649998398565e-06,
    7.6371976378997622736e-06, 1.5282259408651871733e-05, 3.0588236307020493552e-05, 6.1248135058704829259e-05,
    1.2271334757848914675e-04, 2.4608655330804829864e-04, 4.9418860411946455870e-04, 9.9457512781808533715e-04,
    2.0083928260822144179e-03, 4.0773561979443393787e-03, 8.3492773819228268398e-03, 1.7343061984449139715e-02,
    3.6927755143369926331e-02, 8.2323233711138191516e-02, 2.0205690315959428540e-01, 6.4493406684822643647e-01};

template <std::size_t n>
double at(const double (&coefficients)[n], double square) {
  double value = 0;
  for (double coefficient : coefficients) value = value * square + coefficient;
  return value;
}

// p^m S(p^2) - q^m S(q^2) for the series S, p = 1 / x, q = 1 / (x + h), without cancellation: by the product rule of
// differences and the divided difference of S, from p^m, its difference and that of the squares.
template <std::size_t n>
double difference(const double (&coefficients)[n], double p, double q, double squares_difference, double power,
                  double power_difference) {
  double value = 0, slope = 0;
  for (double coefficient : coefficients) {
    slope = slope * (p * p) + value;
    value = value * (q * q) + coefficient;
  }
  return power_difference * value + power * squares_difference * slope;
}

// log(1 + h / x), also where h / x overflows.
inline double log1p_ratio(double h, double x) {
  const double ratio = h / x;
  return std::isinf(ratio) ? log(h) - log(x) : log1p(ratio);
}

// log Gamma(2 + z) for |z| <= 1/2: (1 - Euler's constant) z + sum over k >= 2 of (-1)^k (zeta(k) - 1) z^k / k.
// Relative error 2 ulp, near the zero at z = 0 too.
inline double log_gamma_near_two(double z) {
  double sum = 0, k = 29;
  for (double coefficient : zeta_less_one) sum = coefficient / k-- - z * sum;
  return z * (0.42278433509846713939 + z * sum);
}

// log Gamma(1 + z) for |z| <= 1/2.
inline double log_gamma_near_one(double z) { return log_gamma_near_two(z) - log1p(z); }

// log Gamma(x + h) - log Gamma(x) - h log x for x >= 10: about h^2 / 2x for a small h.
inline double log_gamma_excess(double x, double h) {
  const double v = -0.5 * h / (x + 0.5 * h);  // (x - m) / (x + m) for m = x + h, which would be rounded
  const double deviance_of_shift = v >= -1.0 / 3 ? deviance_series(x, -h, v) : h - x * log1p(h / x);
  const double p = 1 / x, q = 1 / (x + h);
  const double step = h / (x + h) * p;  // p - q
  const double remainder = difference(stirling_coefficients, p, q, step * (p + q), p, step);
  return (h - 0.5) * log1p(h / x) - deviance_of_shift - remainder;
}

}  // namespace gamma_series

// log Gamma(x). 4 ulp, near its zeros 1 and 2 too; +infinity where it overflows (x > 2.5e305).
inline double log_gamma(double x) {
  if (!(x > 0)) return gamma_series::not_a_number;
  if (x >= 10) {
    if (x > 0x1p1014) return std::numeric_limits<double>::infinity();
    return (x - 0.5) * log(x) - x + (half_log_two_pi + stirling_remainder(x));
  }
  if (x < 0.5) return gamma_series::log_gamma_near_one(x) - log(x);
  if (x < 1.5) return gamma_series::log_gamma_near_one(x - 1);
  double product = 1;
  while (x > 2.5) product *= x -= 1;
  return gamma_series::log_gamma_near_two(x - 2) + log(product);
}

// log Gamma(x + h) - log Gamma(x), h >= 0: 4 ulp of the larger of its value and h; x + h may round to x.
inline double log_gamma_ratio(double x, double h) {
  if (!(x > 0)) return gamma_series::not_a_number;
  double product_log = 0;
  for (; x < 10; ++x) product_log += gamma_series::log1p_ratio(h, x);
  return h * log(x) + gamma_series::log_gamma_excess(x, h) - product_log;
}

// log Gamma(x + h) - log Gamma(x) - h log x, h >= 0: what is left of the ratio for large x, about (h^2 - h) / 2x.
// Error 4 ulp of (h + 1) h / x for x >= 10, of the terms below.
inline double log_gamma_ratio_excess(double x, double h) {
  if (x >= 10) return gamma_series::log_gamma_excess(x, h);
  return log_gamma_ratio(x, h) - h * log(x);
}

// digamma(x + h) - digamma(x), h >= 0. 4 ulp: every term is positive.
inline double digamma_difference(double x, double h) {
  if (!(x > 0)) return gamma_series::not_a_number;
  double sum = 0;
  for (; x < 10; ++x) sum += h / (x + h) / x;
  const double p = 1 / x, q = 1 / (x + h);
  const double step = h / (x + h) * p;
  const double squares = step * (p + q);
  return sum + (log1p(h / x) + 0.5 * step +
                gamma_series::difference(gamma_series::digamma_coefficients, p, q, squares, p * p, squares));
}

// trigamma(x) - trigamma(x + h), h >= 0. 4 ulp: every term is positive.
inline double trigamma_difference(double x, double h) {
  if (!(x > 0)) return gamma_series::not_a_number;
  double sum = 0;
  for (; x < 10; ++x) sum += h / (x + h) / x * (1 / x + 1 / (x + h));
  const double p = 1 / x, q = 1 / (x + h);
  const double step = h / (x + h) * p;
  const double squares = step * (p + q);
  return sum + (step + 0.5 * squares +
                gamma_series::difference(gamma_series::trigamma_coefficients, p, q, squares, p * p * p,
                                         step * (p * p + p * q + q * q)));
}

// log(x) - digamma(x): falls from +infinity to 0 as 1 / 2x. 4 ulp: below 10 it is a sum of positive terms, each
// 1 / x - log(1 + 1 / x).
inline double log_less_digamma(double x) {
  if (!(x > 0)) return gamma_series::not_a_number;
  double sum = 0;
  for (; x < 10; ++x)
    sum += x < 1 ? 1 / x - gamma_series::log1p_ratio(1, x) : deviance_series(1, -1 / x, -1 / (2 * x + 1));
  const double p = 1 / x;
  return sum + p * (0.5 + p * gamma_series::at(gamma_series::digamma_coefficients, p * p));
}

// d/dx log Gamma(x). 4 ulp, near its zero 1.4616 too: below 10 it is the difference from that zero.
inline double digamma(double x) {
  constexpr double zero = 1.4616321449683623413, zero_low = 9.5499954299656977e-17;  // their sum, to 32 digits
  if (!(x > 0)) return gamma_series::not_a_number;
  if (x >= 10) return log(x) - log_less_digamma(x);
  if (x > zero) return digamma_difference(zero, (x - zero) - zero_low);
  return -digamma_difference(x, (zero - x) + zero_low);
}

// d^2/dx^2 log Gamma(x). 4 ulp; +infinity where it overflows.
inline double trigamma(double x) {
  if (!(x > 0)) return gamma_series::not_a_number;
  double sum = 0;
  for (; x < 10; ++x) sum += 1 / x / x;
  const double p = 1 / x;
  return sum + p * (1 + p * (0.5 + p * gamma_series::at(gamma_series::trigamma_coefficients, p * p)));
}

}  // namespace mle
