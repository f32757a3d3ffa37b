// Residuals in units of the scale, to more digits than a double holds.
#pragma once

#include "mle/twofold.hpp"

namespace mle {

// z = (y - mu) / sigma with its rounding error beside it: in a tail the distribution function multiplies that error by
// |z| or more. Relative error 2^-100 for sigma within 1e-270 to 1e290; beyond, and far out where every tail is 0, a
// plain double.
inline Twofold standardised(double y, double mu, double sigma) {
  const double z = (y - mu) / sigma;
  if (!(std::fabs(z) < 1000) || sigma < 0x1p-900 || sigma > 0x1p960) return {z};
  const Twofold difference = sum_of(y, -mu);
  return sum_of(z, ((difference - product_of(z, sigma))).high / sigma);
}

}  // namespace mle
