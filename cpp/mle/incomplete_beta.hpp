// The regularised incomplete beta function: the beta distribution's cdf, its upper tail and its inverse; Student's t.
// Errors are measured against mpmath by tests/core.
#pragma once

#include <cmath>
#include <limits>

#include "mle/elementary.hpp"
#include "mle/error_function.hpp"
#include "mle/gamma.hpp"
#include "mle/special.hpp"
#include "mle/tail.hpp"
#include "mle/twofold.hpp"

namespace mle {

namespace incomplete_beta {

// x and 1 - x, each to full relative accuracy, and their logarithms.
struct Share {
  Twofold x, rest, log_x, log_rest;
};

// x = part / (part + other), both positive.
inline Share share_of(Twofold part, Twofold other) {
  const Twofold whole = part + other;
  return {part / whole, other / whole, log_ratio(part, whole), log_ratio(other, whole)};
}

// log(x^a (1 - x)^b / B(a, b)), the log of the weight: d I / d log(x / (1 - x)).
inline Twofold log_weight(double a, double b, const Share& share) {
  if (a < b) return log_weight(b, a, {share.rest, share.x, share.log_rest, share.log_x});
  const Twofold n = sum_of(a, b);
  if (b < 10) {
    const Twofold small = Twofold{b} * (share.log_rest + log_ratio({a}, {1}));
    return Twofold{a} * share.log_x + small + Twofold{log_gamma_ratio_excess(a, b) - log_gamma(b)};
  }
  const double remainders = stirling_remainder(a + b) - stirling_remainder(a) - stirling_remainder(b);
  return Twofold{a} * (share.log_x + log_ratio(n, {a})) + Twofold{b} * (share.log_rest + log_ratio(n, {b})) +
         Twofold{0.5 * log(a / (a + b) * b) - half_log_two_pi + remainders};
}

// The lower tail over the weight: (1 + (a+b) / (a+1) x + (a+b)(a+b+1) / ((a+1)(a+2)) x^2 + ...) / a.
inline double series(double a, double b, double x) {
  double term = 1, sum = 1;
  for (double n = 0; term > 1e-17 * sum; ++n) sum += term *= (a + b + n) / (a + 1 + n) * x;
  return sum / a;
}

// a < 1: I_x(a, b) B(a, b) = x^a sum (1 - b)_n x^n / (n! (a + n)). As the gamma distribution's near_zero: the logarithm
// is a sum of terms of order a, so that the upper tail, of order a, keeps its digits.
inline Tail near_zero(double a, double b, const Share& share) {
  double term = 1, sum = 0;
  for (double n = 1; std::fabs(term) > 1e-18; ++n) {
    term *= (n - b) / n * share.x.high;
    sum += term / (a + n);
  }
  // log(a B(a, b)), from a itself where 1 + a would be rounded
  const double log_factorial = a < 0.5 ? gamma_series::log_gamma_near_one(a) : log_gamma(1 + a);
  const double log_rest = log1p(a * sum) - (log_factorial - log_gamma_ratio(b, a));
  return {true, Twofold{a} * share.log_x + Twofold{log_rest}, (1 + a * sum) / a * exp(-b * share.log_rest.high)};
}

// The lower tail over the weight by a continued fraction, for x <= a / (a + b) (Didonato and Morris, ACM TOMS 18 (1992)
// 360, equation 9; the even part of DLMF 8.17.22), by Lentz's method. excess = a - (a + b) x.
inline double fraction(double a, double b, double x, double excess) {
  double beta = a / (a + 1) * (excess + 1);
  double d = 1 / beta, c = std::numeric_limits<double>::infinity(), value = d, factor = 0;
  for (double n = 1; std::fabs(factor - 1) > 0x1p-52; ++n) {
    const double middle = a + 2 * n - 1;
    const double product = n * (b - n) * x / middle;
    const double alpha = (a + n - 1) / middle * (a + b + n - 1) * x * product;
    beta = n + product + (a + n) / (middle + 2) * (excess + 1 + n * (2 - x));
    d = 1 / (beta + alpha * d);
    c = beta + alpha / c;
    factor = c * d;
    value *= factor;
  }
  return value;
}

// Whether the series converges in some sixty terms.
inline bool is_quick(double a, double b, double x) { return x < 0.7 && (a + b) * x < std::fmax(1.5, 0.7 * (a + 1)); }

// a, b > 0 and finite. The series first, on either side: beside the mean of a small a the fraction converges slowly.
inline Tail tail(double a, double b, const Share& share) {
  const Twofold excess = Twofold{a} * share.rest - Twofold{b} * share.x;
  const bool lower_quick = is_quick(a, b, share.x.high), upper_quick = is_quick(b, a, share.rest.high);
  if (!lower_quick && (upper_quick || excess.high < 0)) {
    Tail other = tail(b, a, {share.rest, share.x, share.log_rest, share.log_x});
    other.lower = !other.lower;
    return other;
  }
  if (lower_quick && a < 1) return near_zero(a, b, share);
  const double ratio = lower_quick ? series(a, b, share.x.high) : fraction(a, b, share.x.high, excess.high);
  return {true, log_weight(a, b, share) + Twofold{log(ratio)}, ratio};
}

// The odds x / (1 - x) with I_x(a, b) = target, 0 < target <= 1/2. For the upper tail swap a and b and invert.
inline double lower_odds(double a, double b, double target) {
  const double spread = std::sqrt(1 / a + 1 / b);  // of the log odds, about
  const double guess = a / b * exp(std::fmax(-30, gaussian_quantile(target) * spread));
  return tails::solve_tail([=](double odds) { return tail(a, b, share_of({odds}, {1})); }, guess, true, target);
}

inline double probability(double a, double b, double x, bool lower) {
  if (!(a > 0 && b > 0 && x >= 0 && x <= 1 && a < 1e280 && b < 1e280)) return std::numeric_limits<double>::quiet_NaN();
  if (x == 0 || x == 1) return (x == 0) == lower ? 0 : 1;
  return tails::probability(tail(a, b, share_of({x}, sum_of(1, -x))), lower);
}

}  // namespace incomplete_beta

// I_x(a, b), the integral of t^(a-1) (1-t)^(b-1) / B(a, b) from 0 to x; 0 < a, b < 1e280 and 0 <= x <= 1, else NaN.
// Relative error 1e-13 for a, b from 0.01 to 1e8. Work: up to some sqrt(min(a, b)) terms, so a second for both at 1e15.
inline double beta_lower(double a, double b, double x) { return incomplete_beta::probability(a, b, x, true); }

// 1 - I_x(a, b), as accurate where it is small.
inline double beta_upper(double a, double b, double x) { return incomplete_beta::probability(a, b, x, false); }

// x with I_x(a, b) = p, 0 <= p <= 1: relative error 1e-13 (1 + its condition number).
inline double beta_lower_inverse(double a, double b, double p) {
  if (!(a > 0 && b > 0 && p >= 0 && p <= 1 && a < 1e280 && b < 1e280)) return std::numeric_limits<double>::quiet_NaN();
  if (p == 0 || p == 1) return p;
  if (p > 0.5) return 1 / (1 + incomplete_beta::lower_odds(b, a, 1 - p));
  const double odds = incomplete_beta::lower_odds(a, b, p);
  return odds / (1 + odds);
}

namespace student_t {

// P(|T| > |t|) = I_x(nu / 2, 1 / 2) with x = nu / (nu + t^2); 1e-100 < |t| < infinity.
inline Tail both_tails(double t, double nu) {
  if (std::fabs(t) < 1e100)
    return incomplete_beta::tail(0.5 * nu, 0.5, incomplete_beta::share_of({nu}, product_of(t, t)));
  // t^2 may overflow: x = nu / t^2
  const Twofold log_x = log_ratio({nu}, {1}) - Twofold{2} * log_ratio({std::fabs(t)}, {1});
  return incomplete_beta::tail(0.5 * nu, 0.5, {{nu / t / t}, {1}, log_x, {0}});
}

// t > 0 with P(T > t) = p, 0 < p < 1/2.
inline double upper_quantile(double p, double nu) {
  const double a = 0.5 * nu;
  if (p > 0.25) return std::sqrt(nu * incomplete_beta::lower_odds(0.5, a, 2 * (0.5 - p)));
  const double odds = incomplete_beta::lower_odds(a, 0.5, 2 * p);
  if (odds > 1e-280) return std::sqrt(nu / odds);
  // Too far out for the odds to be held: there I_x(a, 1/2) = x^a / (a B(a, 1/2)).
  const double log_odds = (log(2 * p) + log(a) + log_gamma(0.5) - log_gamma_ratio(a, 0.5)) / a;
  return std::sqrt(nu) * exp(-0.5 * log_odds);
}

}  // namespace student_t

// P(T <= t) for Student's t with nu > 0 degrees of freedom, any t; nu may be infinite (the Gaussian). Relative error
// 1e-13 for nu from 0.5 up. P(T > t) is student_t_cdf(-t, nu).
inline double student_t_cdf(double t, double nu) {
  if (!(nu > 0) || std::isnan(t)) return std::numeric_limits<double>::quiet_NaN();
  if (nu > 1e25) return gaussian_cdf(t);  // they differ by t^4 / 4 nu
  if (std::fabs(t) < 1e-100) return 0.5;
  if (std::isinf(t)) return t < 0 ? 0 : 1;
  const double outside = 0.5 * tails::probability(student_t::both_tails(t, nu), true);
  return t < 0 ? outside : 1 - outside;
}

// t with P(T <= t) = p, 0 <= p <= 1; nu as above. Relative error 1e-13 (1 + its condition number), near p = 1/2 too;
// infinite where it overflows.
inline double student_t_quantile(double p, double nu) {
  if (!(nu > 0 && p >= 0 && p <= 1)) return std::numeric_limits<double>::quiet_NaN();
  if (nu > 1e25 || p == 0 || p == 1) return gaussian_quantile(p);
  if (p == 0.5) return 0;
  return p < 0.5 ? -student_t::upper_quantile(p, nu) : student_t::upper_quantile(1 - p, nu);
}

}  // namespace mle
