// Random variates that several models draw from, built on Random alone: the same numbers everywhere.
#pragma once

#include "mle/random.hpp"

namespace mle {

// Gamma variate of the given shape > 0 and rate 1 (Marsaglia and Tsang, ACM TOMS 26, 2000). Below shape 1 a variate
// of shape + 1 times U^(1 / shape), which may underflow to 0 for shapes under 0.05.
inline double gamma_variate(Random& random, double shape) {
  if (shape < 1) {
    const double power = exp(log(random.uniform()) / shape);
    return gamma_variate(random, shape + 1) * power;
  }
  const double d = shape - 1.0 / 3, c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = random.gaussian();
    const double root = 1 + c * x;
    if (root <= 0) continue;
    const double v = root * root * root;
    if (log(random.uniform()) < 0.5 * x * x + d * (1 - v + log(v))) return d * v;
  }
}

}  // namespace mle
