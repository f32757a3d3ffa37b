// Special functions, each with its range and its error. "ulp": units in the last place of the result,
// measured against mpmath by tests/core (tests/core/golden).
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>

#include "mle/elementary.hpp"

namespace mle {

inline constexpr double half_log_two_pi = 0.91893853320467274178;
inline constexpr double ln2 = 0.69314718055994530942;

// softplus(x) = log(1 + e^x), any x: max(x, 0) + log1p(e^-|x|), which neither overflows nor cancels. 2 ulp.
inline double log1p_exp(double x) { return std::fmax(x, 0.0) + log1p(exp(-std::fabs(x))); }

// 1 / (1 + e^-x), any x; 0 at -infinity, 1 at +infinity. 3 ulp.
inline double sigmoid(double x) {
  const double e = exp(-std::fabs(x));
  return x >= 0 ? 1 / (1 + e) : e / (1 + e);
}

// log(p / (1 - p)), p in [0, 1]; -infinity at 0, +infinity at 1. 4 ulp.
// Near 1/2 both logs are close to log 2 and their difference would cancel: there
// p / (1 - p) = 1 + (2 p - 1) / (1 - p), whose numerator is exact.
inline double logit(double p) {
  if (p > 0.25 && p < 0.75) return log1p((2 * p - 1) / (1 - p));
  return log(p) - log1p(-p);
}

// log sum_j exp(z_j - largest), for the largest of z; z not empty, finite. From 0 to log K; 4 ulp.
// The largest entry itself adds exactly 1: left to log1p, so that small others are not rounded away.
inline double log_sum_exp(std::span<const double> z, double largest) {
  double others = 0;
  bool skipped = false;
  for (double v : z) {
    if (v == largest && !skipped) skipped = true;
    else others += exp(v - largest);
  }
  return log1p(others);
}

// log sum_j exp(z_j); z not empty, entries not NaN. Shifted by the largest entry, so it does not overflow;
// the error is 2 ulp of the larger of |max z| and log K. max z returned alone if it is infinite.
inline double log_sum_exp(std::span<const double> z) {
  double largest = z[0];
  for (double v : z) largest = std::fmax(largest, v);
  if (std::isinf(largest)) return largest;
  return largest + log_sum_exp(z, largest);
}

// The Bernoulli-number series of Stirling's formula (Abramowitz and Stegun 6.1.42) in 1 / x^2, highest power first.
inline constexpr double stirling_coefficients[] = {
    -3617.0 / 122400, 1.0 / 156, -691.0 / 360360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12};

// log Gamma(x) - ((x - 1/2) log x - x + 1/2 log 2 pi): the remainder of Stirling's formula, x >= 10.
// First term left out under 2e-18. 2 ulp.
inline double stirling_remainder(double x) {
  const double inverse = 1 / x;
  const double square = inverse * inverse;
  double series = 0;
  for (double coefficient : stirling_coefficients) series = series * square + coefficient;
  return series * inverse;
}

// log k! for whole k >= 0. 2 ulp.
inline double log_factorial(double k) {
  constexpr double table[] = {0.0, 0.0, 0.69314718055994530942, 1.7917594692280550008, 3.1780538303479456197,
                              4.7874917427820459943, 6.5792512120101009951, 8.5251613610654143002,
                              10.604602902745250228, 12.801827480081469611, 15.104412573075515295};
  if (k <= 10) return table[static_cast<std::size_t>(k)];
  // log k! = log k + log Gamma(k)
  return (k + 0.5) * log(k) - k + (half_log_two_pi + stirling_remainder(k));
}

// log k! - (k log k - k) for whole k >= 1: 1/2 log(2 pi k) and Stirling's remainder. Above 0 throughout. 2 ulp.
inline double stirling_excess(double k) {
  constexpr double table[] = {
      1.0, 1.3068528194400546906, 1.4959226032237259266, 1.6328763858683831443,
      1.7403021806115441212, 1.8286943966417709902, 1.9037903176782211644, 1.9690705693065628024,
      2.0268062840554951661, 2.078561643135058455, 2.1254598450918098546, 2.1683346982058824268,
      2.2078222061234453169, 2.2444185681250608968, 2.2785183673077405761};
  if (k <= 15) return table[static_cast<std::size_t>(k) - 1];
  return 0.5 * log(k) + (half_log_two_pi + stirling_remainder(k));
}

// x log(x / m) + m - x from v = (x - m) / (x + m), |v| <= 1/3, and the difference x - m. Where m is close to x the
// logarithm and m - x would cancel; the series
//   x log(x / m) + m - x = (x - m) v + 2 x (v^3 / 3 + v^5 / 5 + ...)
// does not. Relative error 1e-15, given v and x - m to an ulp.
inline double deviance_series(double x, double difference, double v) {
  double power = 2 * (x * v), sum = difference * v;
  for (double odd = 3;; odd += 2) {
    power *= v * v;
    const double next = sum + power / odd;
    if (!(next < sum || next > sum)) return sum;  // at NaN too, that of x = +infinity
    sum = next;
  }
}

// x log(x / m) + m - x for x > 0, m >= 0: how far a mean m lies from a count x, in nats (Loader's deviance).
// At least 0, +infinity at m = 0; relative error 1e-15, where m is close to x too.
inline double deviance(double x, double m) {
  const double v = (x - m) / (x + m);
  if (std::fabs(v) <= 1.0 / 3) return deviance_series(x, x - m, v);
  const double ratio = x / m;  // overflows for a subnormal m
  return x * (std::isfinite(ratio) ? log(ratio) : log(x) - log(m)) + (m - x);
}

// log B(a, b) = log Gamma(a) + log Gamma(b) - log Gamma(a + b), a >= 10, b >= 10. Error 1e-15 (|log B| + 1) up to
// 1e8: Stirling's formula with its large parts cancelled by hand.
inline double log_beta_of_large(double a, double b) {
  const double small = std::fmin(a, b);
  const double large = std::fmax(a, b);
  const double remainder = stirling_remainder(small) + (stirling_remainder(large) - stirling_remainder(small + large));
  return -0.5 * log(large) + half_log_two_pi + remainder + (small - 0.5) * log(small / (small + large)) +
         large * log1p(-small / (small + large));
}

// C(n, k) for whole 0 <= k <= n <= 2^53: exact where it is at most 2^53, then of relative error below
// min(k, n - k) 2^-52; +infinity where it overflows.
// Each product is itself a binomial coefficient, C(n - k + i, i). Dividing by the common factor before multiplying
// keeps every number on the way as small as the product, and so exact as long as the product is.
inline double binomial(double n, double k) {
  k = std::fmin(k, n - k);
  double product = 1;
  for (double i = 1; i <= k && std::isfinite(product); ++i) {
    const double factor = n - k + i;
    if (product <= 0x1p53) {
      const double common = static_cast<double>(
          std::gcd(static_cast<std::uint64_t>(product), static_cast<std::uint64_t>(i)));
      product = (product / common) * (factor / (i / common));  // what is left of i divides the factor
    } else {
      product *= factor / i;
    }
  }
  return product;
}

// log C(n, k) for whole 0 <= k <= n <= 2^53. 8 ulp for min(k, n - k) <= 30, else 1e-15 relative.
inline double log_binomial(double n, double k) {
  if (std::fmin(k, n - k) <= 30) {
    const double coefficient = binomial(n, k);
    if (std::isfinite(coefficient)) return log(coefficient);
  }
  // Here both are above 10, for C(n, k) overflows only when min(k, n - k) > 18.
  return -log1p(n) - log_beta_of_large(n - k + 1, k + 1);
}

// The probabilities exp(z_j - logsumexp(z)), written over out; z finite, out.size() == z.size().
// Adding a constant to every z_j changes nothing. 4 ulp (1 + max z - z_j).
inline void softmax(std::span<const double> z, std::span<double> out) {
  double largest = z[0];
  for (double v : z) largest = std::fmax(largest, v);
  double total = 0;
  for (std::size_t j = 0; j < z.size(); ++j) total += out[j] = exp(z[j] - largest);
  for (double& p : out) p /= total;
}

// n evenly spaced points from a to b, both included exactly; n = out.size() >= 1 (a alone for n = 1).
inline void linspace(double a, double b, std::span<double> out) {
  const std::size_t last = out.size() - 1;
  for (std::size_t i = 0; i < last; ++i) {
    const double t = static_cast<double>(i) / static_cast<double>(last);
    out[i] = a * (1 - t) + b * t;  // b - a could overflow
  }
  out[last] = last == 0 ? a : b;
}

// nats / log 2
inline double to_bits(double nats) { return nats / ln2; }

}  // namespace mle
