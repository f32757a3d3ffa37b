// The inverse of a small square matrix.
#pragma once

#include <cmath>
#include <span>
#include <utility>
#include <vector>

#include "mle/double_double.hpp"

namespace mle {

// The inverse of a p x p matrix, row-major, by elimination, then one step of Newton's (Schulz) with the remainder in twice
// the precision. False where a pivot is 0.
inline bool invert(std::span<const double> matrix, std::size_t p, std::vector<double>& out) {
  std::vector<double> a(matrix.begin(), matrix.end());
  out.assign(p * p, 0);
  for (std::size_t k = 0; k < p; ++k) out[k * p + k] = 1;
  for (std::size_t c = 0; c < p; ++c) {
    std::size_t pivot = c;
    for (std::size_t k = c + 1; k < p; ++k)
      if (std::fabs(a[k * p + c]) > std::fabs(a[pivot * p + c])) pivot = k;
    if (a[pivot * p + c] == 0) return false;
    for (std::size_t j = 0; j < p; ++j) {
      std::swap(a[c * p + j], a[pivot * p + j]);
      std::swap(out[c * p + j], out[pivot * p + j]);
    }
    const double head = a[c * p + c];
    for (std::size_t j = 0; j < p; ++j) {
      a[c * p + j] /= head;
      out[c * p + j] /= head;
    }
    for (std::size_t k = 0; k < p; ++k) {
      const double factor = a[k * p + c];
      if (k == c || factor == 0) continue;
      for (std::size_t j = 0; j < p; ++j) {
        a[k * p + j] -= factor * a[c * p + j];
        out[k * p + j] -= factor * out[c * p + j];
      }
    }
  }
  std::vector<double> remainder(p * p);
  for (std::size_t k = 0; k < p; ++k)
    for (std::size_t c = 0; c < p; ++c) {
      DoubleDouble sum{k == c ? 1.0 : 0.0, 0};
      for (std::size_t j = 0; j < p; ++j) sum = sum + two_product(-matrix[k * p + j], out[j * p + c]);
      remainder[k * p + c] = sum.value();
    }
  const std::vector<double> first = out;
  for (std::size_t k = 0; k < p; ++k)
    for (std::size_t c = 0; c < p; ++c)
      for (std::size_t j = 0; j < p; ++j) out[k * p + c] += first[k * p + j] * remainder[j * p + c];
  return true;
}

}  // namespace mle
