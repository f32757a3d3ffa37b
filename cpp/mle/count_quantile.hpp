// Quantiles of counts.
#pragma once

#include <cmath>
#include <limits>

#include "mle/error_function.hpp"

namespace mle {

// The least whole number k >= 0 with cdf(k) >= p, 0 < p < 1, for a cdf that rises to 1. Searched from where a Gaussian
// with that mean and standard deviation would have it, in steps that double, and then by halving; so at most some 100
// calls of cdf even for a long tail. Beyond 2^53, of the doubles.
template <class Cdf>
double least_count(Cdf cdf, double p, double mean, double deviation) {
  double high = std::floor(std::fmax(0, mean + deviation * gaussian_quantile(p)));
  if (!(high < std::numeric_limits<double>::infinity())) high = std::floor(mean);  // the deviation overflows
  double low = -1;
  if (cdf(high) >= p) {
    for (double step = 1; high - step > low; step *= 2) {
      const double below = high - step;
      if (cdf(below) < p) low = below;
      else high = below;
    }
  } else {
    for (double step = 1;; step *= 2) {
      low = high;
      high = low + step;
      if (std::isinf(high) || cdf(high) >= p) break;
    }
  }
  for (;;) {
    const double middle = std::floor(low + (high - low) / 2);
    if (!(middle > low && middle < high)) return high;
    (cdf(middle) >= p ? high : low) = middle;
  }
}

}  // namespace mle
