// Squared error: a loss in its own right, twice the misfit of a Gaussian with sigma = 1. On a probability it is
// the Brier score, a proper score too, and then not convex in the logit.
#pragma once

#include <cstddef>
#include <span>

#include "mle/special.hpp"

namespace mle {

// out[i] = (y[i] - prediction[i])^2; equal lengths.
inline void squared_error(std::span<const double> y, std::span<const double> prediction, std::span<double> out) {
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double residual = y[i] - prediction[i];
    out[i] = residual * residual;
  }
}

// The mean of (y[i] - prediction[i])^2; equal lengths, at least 1. +infinity where a square overflows.
inline double mean_squared_error(std::span<const double> y, std::span<const double> prediction) {
  double total = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double residual = y[i] - prediction[i];
    total += residual * residual;
  }
  return total / static_cast<double>(y.size());
}

// loss[i] = (p - y)^2 and gradient[i] = 2 (p - y) p (1 - p), its derivative in z, at p = sigmoid(z[i]); equal lengths.
// y in {0, 1}, z finite. With q the probability of the other answer: q^2 and 2 q^2 (1 - q), so no digit is lost to 1 - p.
inline void squared_error_logit(double y, std::span<const double> z, std::span<double> loss,
                                std::span<double> gradient) {
  const bool one = y == 1;
  for (std::size_t i = 0; i < z.size(); ++i) {
    const double towards = one ? -z[i] : z[i];
    const double other = sigmoid(towards);
    loss[i] = other * other;
    gradient[i] = (one ? -2 : 2) * loss[i] * sigmoid(-towards);
  }
}

}  // namespace mle
