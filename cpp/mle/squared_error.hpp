// Squared error: a loss in its own right, twice the misfit of a Gaussian with sigma = 1.
#pragma once

#include <cstddef>
#include <span>

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

}  // namespace mle
