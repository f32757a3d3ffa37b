// Variates of distributions that several models draw from.
#pragma once

#include "mle/random.hpp"

namespace mle {

// Gamma(shape, rate 1), shape > 0: Marsaglia and Tsang, ACM Transactions on Mathematical Software 26 (2000) 363.
// May underflow to 0 for a shape below 0.05.
inline double gamma_variate(Random& random, double shape) {
  // Below 1: a variate of shape + 1 times a uniform to the power 1 / shape.
  if (shape < 1) {
    const double power = exp(log(random.uniform()) / shape);
    return power * gamma_variate(random, shape + 1);
  }
  const double d = shape - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = random.gaussian();
    const double w = c * x;
    if (w <= -1) continue;
    const double t = w * (3 + w * (3 + w));  // v = (1 + w)^3 = 1 + t, kept apart so that log v - t keeps its digits
    const double u = random.uniform();
    if (u < 1 - 0.0331 * x * x * x * x || log(u) < 0.5 * x * x + d * (log1p(t) - t)) return d * (1 + t);
  }
}

}  // namespace mle
