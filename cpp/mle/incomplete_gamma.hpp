// The regularised incomplete gamma function: the gamma distribution's cdf (rate 1), its upper tail and their inverses;
// the chi-square distribution for likelihood-ratio tests. Errors are measured against mpmath by tests/core.
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

namespace incomplete_gamma {

// log(x^a e^-x) less its largest value, a log a - a.
inline Twofold log_kernel(double a, double x) {
  return Twofold{a} * log_ratio({x}, {a}) + sum_of(a, -x);
}

// log(x^a e^-x / Gamma(a)), the log of the weight: x times the density.
inline Twofold log_weight(double a, double x) {
  if (a < 10) return Twofold{a} * log_ratio({x}, {1}) - Twofold{x} - Twofold{log_gamma(a)};
  return log_kernel(a, x) + Twofold{0.5 * log(a) - half_log_two_pi - stirling_remainder(a)};
}

// a < 1, x < 1.1: gamma(a, x) Gamma(a) = x^a sum (-x)^n / (n! (a + n)). The lower tail's logarithm is a sum of terms of
// order a, so that the upper tail, of order a, keeps its digits.
inline Tail near_zero(double a, double x) {
  double term = 1, sum = 0;
  for (double n = 1; std::fabs(term) > 1e-18; ++n) {
    term *= -x / n;
    sum += term / (a + n);
  }
  // from a itself where 1 + a would be rounded
  const double log_factorial = a < 0.5 ? gamma_series::log_gamma_near_one(a) : log_gamma(1 + a);
  const Twofold log_power = Twofold{a} * log_ratio({x}, {1});
  return {true, log_power + Twofold{log1p(a * sum) - log_factorial}, exp(x) * (1 + a * sum) / a};
}

// The lower tail over the weight: (1 + x / (a + 1) + x^2 / ((a + 1)(a + 2)) + ...) / a. For x < a + 1.
inline Tail series(double a, double x) {
  double term = 1, sum = 1;
  for (double n = a + 1; term > 1e-17 * sum; ++n) sum += term *= x / n;
  return {true, log_weight(a, x) + Twofold{log(sum / a)}, sum / a};
}

// The upper tail over the weight: 1 / (x + 1 - a - 1 (1 - a) / (x + 3 - a - ...)) (Legendre; DLMF 8.9.2), by Lentz's
// method. For x >= a + 1, or x >= 1.1 where a < 1.
inline Tail fraction(double a, double x) {
  double b = x + 1 - a, d = 1 / b, c = std::numeric_limits<double>::infinity(), value = d, factor = 0;
  for (double n = 1; std::fabs(factor - 1) > 0x1p-52; ++n) {
    const double numerator = n * (a - n);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    factor = c * d;
    value *= factor;
  }
  return {false, log_weight(a, x) + Twofold{log(value)}, value};
}

// Temme's uniform expansion for a >= 1000, |x - a| <= a / 5 (DLMF 8.12): with D = x - a - a log(x / a) and
// eta = +-sqrt(2 D / a), the tail on the side of x is e^-D (e^D erfc(sqrt D) / 2 +- sum c_k(eta) a^-k / sqrt(2 pi a)).
inline Tail uniform(double a, double x) {
  const Twofold log_power = log_kernel(a, x);
  const bool lower = x < a;
  const double distance = std::fmax(0, -log_power.high);
  const double eta = (lower ? -1 : 1) * std::sqrt(2 * distance / a);
  using elementary::polynomial;
  const double sum = polynomial(1 / a,
      polynomial(eta, -1.0 / 3, 1.0 / 12, -2.0 / 135, 1.0 / 864, 3.5273368606701940035e-4, -1.787551440329218107e-4,
          3.9192631785224377817e-5, -2.1854485106799921615e-6, -1.8540622107151599607e-6, 8.296711340953086005e-7,
          -1.7665952736826079304e-7, 6.7078535434014985804e-9, 1.0261809784240308043e-8),
      polynomial(eta, -1.0 / 540, -1.0 / 288, 1.0 / 378, -9.9022633744855967078e-4, 2.0576131687242798354e-4,
          -4.0187757201646090535e-7, -1.8098550334489977837e-5, 7.6491609160811100846e-6, -1.6120900894563446004e-6),
      polynomial(eta, 4.1335978835978835979e-3, -2.6813271604938271605e-3, 7.7160493827160493827e-4,
          2.0093878600823045267e-6, -1.0736653226365160522e-4, 5.2923448829120125416e-5, -1.2760635188618727713e-5),
      polynomial(eta, 6.4943415637860082305e-4, 2.2947209362139917695e-4, -4.6918949439525571213e-4,
          2.6772063206283885296e-4, -7.5618016718839764107e-5),
      polynomial(eta, -8.618882909167116986e-4, 7.8403922172006662747e-4, -2.9907248030319017973e-4));
  const double correction = sum * gaussian_tail::inverse_sqrt_two_pi / std::sqrt(a);
  const double scaled = 0.5 * scaled_erfc(std::sqrt(distance)) + (lower ? -correction : correction);
  const double weight_factor = std::sqrt(a) * gaussian_tail::inverse_sqrt_two_pi * exp(-stirling_remainder(a));
  return {lower, log_power + Twofold{log(scaled)}, scaled / weight_factor};
}

// a > 0 and x > 0, both finite.
inline Tail tail(double a, double x) {
  if (a < 1 && x < 1.1) return near_zero(a, x);
  if (a >= 1000 && std::fabs(x - a) <= 0.2 * a) return uniform(a, x);
  return x < a + 1 ? series(a, x) : fraction(a, x);
}

// From here on all of the distribution lies between two neighbouring doubles (and Twofold products overflow).
inline constexpr double huge_shape = 1e280;

inline double probability(double a, double x, bool lower) {
  if (!(a > 0 && x >= 0) || std::isinf(a)) return std::numeric_limits<double>::quiet_NaN();
  if (x == 0 || std::isinf(x)) return (x == 0) == lower ? 0 : 1;
  if (a > huge_shape) return x == a ? 0.5 : (x < a) == lower ? 0 : 1;
  return tails::probability(tail(a, x), lower);
}

inline double inverse(double a, double target, bool lower) {
  if (!(a > 0 && target >= 0 && target <= 1) || std::isinf(a)) return std::numeric_limits<double>::quiet_NaN();
  if (target == 0 || target == 1) return (target == 0) == lower ? 0 : std::numeric_limits<double>::infinity();
  if (a > huge_shape) return a;
  if (target > 0.5) {
    target = 1 - target;  // exact
    lower = !lower;
  }
  // The larger of Wilson and Hilferty's cube and x with x^a / Gamma(a + 1) = p, a lower bound.
  const double z = gaussian_quantile(target);
  const double root = 1 - 1 / (9 * a) + (lower ? z : -z) / (3 * std::sqrt(a));
  const double bound = exp(((lower ? log(target) : log1p(-target)) + log_gamma(a + 1)) / a);
  const double guess = root > 0 ? std::fmax(bound, a * root * root * root) : bound;
  return tails::solve_tail([a](double x) { return tail(a, x); }, guess, lower, target);
}

}  // namespace incomplete_gamma

// P(a, x), the integral of t^(a-1) e^-t / Gamma(a) from 0 to x; a > 0 and x >= 0, else NaN. Relative error 1e-13 for a
// up to 1e10 (of the subnormal spacing below 1e-308). Work: at most a few hundred terms.
inline double gamma_lower(double a, double x) { return incomplete_gamma::probability(a, x, true); }

// Q(a, x) = 1 - P(a, x), as accurate where it is small.
inline double gamma_upper(double a, double x) { return incomplete_gamma::probability(a, x, false); }

// x with P(a, x) = p, 0 <= p <= 1: relative error 1e-13 (1 + its condition number); 0 where it underflows.
inline double gamma_lower_inverse(double a, double p) { return incomplete_gamma::inverse(a, p, true); }

// x with Q(a, x) = q, 0 <= q <= 1: the same.
inline double gamma_upper_inverse(double a, double q) { return incomplete_gamma::inverse(a, q, false); }

// P(X > x) for chi-square with df > 0 degrees of freedom: the p-value of a likelihood-ratio statistic x >= 0.
inline double chi_square_upper(double x, double df) { return gamma_upper(0.5 * df, 0.5 * x); }

// x with P(X <= x) = p for chi-square with df > 0.
inline double chi_square_quantile(double p, double df) { return 2 * gamma_lower_inverse(0.5 * df, p); }

}  // namespace mle
