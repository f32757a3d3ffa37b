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
};

// The root of f in [low, high], f below 0 to the left of it and above 0 to the right; 0 < low <= start <= high.
// Newton's method in log x; a step that leaves what is left of the interval is replaced by its geometric middle. So it
// ends within 4 ulp of where f changes sign, as far as rounding in f lets that be seen. It does end: from some step on it
// takes the middle alone, and 62 halvings of any interval of doubles leave less than that. NaN where f gives NaN.
template <class F>
Root find_root(F f, double low, double high, double start) {
  constexpr int most_newton_steps = 100;
  double x = start;
  for (int iteration = 1;; ++iteration) {
    const ValueAndSlope at = f(x);
    if (at.value == 0) return {x, iteration};
    (at.value < 0 ? low : high) = x;
    double next = x * exp(-at.value / at.slope);
    if (!(next > low && next < high) || iteration > most_newton_steps) next = std::sqrt(low) * std::sqrt(high);
    if (!(std::fabs(next - x) > 0x1p-50 * x)) return {next, iteration};  // NaN, where f has no value, ends it too
    x = next;
  }
}

}  // namespace mle
