// A safeguarded search for a root in one positive unknown.
#pragma once

#include <cmath>

#include "mle/elementary.hpp"

namespace mle {

// A function's value and its derivative in log x.
struct ValueAndSlope {
  double value, slope;
};

struct Root {
  double x;
  int iterations;
  bool converged;
};

// The root of f in [low, high], f below 0 to the left of it and above 0 to the right; 0 < low <= start <= high.
// Newton's method in log x; a step that leaves what is left of the interval is replaced by its geometric middle. So it
// ends within 4 ulp of where f changes sign, as far as rounding in f lets that be seen.
template <class F>
Root find_root(F f, double low, double high, double start) {
  constexpr int most_iterations = 200;
  double x = start;
  for (int iteration = 1; iteration <= most_iterations; ++iteration) {
    const ValueAndSlope at = f(x);
    if (at.value == 0) return {x, iteration, true};
    (at.value < 0 ? low : high) = x;
    double next = x * exp(-at.value / at.slope);
    if (!(next > low && next < high)) next = std::sqrt(low) * std::sqrt(high);
    if (std::fabs(next - x) <= 0x1p-50 * x) return {next, iteration, true};
    x = next;
  }
  return {x, most_iterations, false};
}

}  // namespace mle
