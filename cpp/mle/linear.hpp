// The small symmetric systems of Newton's method and Fisher scoring.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>

namespace mle {

enum class Solution {
  positive,    // the matrix is positive definite, or positive semi-definite and the system is consistent
  indefinite,  // solved, but the quadratic has no minimum there
  none,        // singular and inconsistent, or not finite
};

// Solves A x = b for symmetric k x k A (row-major) by LDL' without pivoting, x written over b, A overwritten.
// A zero pivot with nothing left to explain leaves its component 0: the step of a model whose parameters are
// redundant in one direction (logits, to which a constant may be added).
inline Solution solve_symmetric(std::span<double> a, std::span<double> b) {
  constexpr double relative_zero = 1e-12;
  const std::size_t k = b.size();
  bool positive = true;
  double noise = 0;  // what of b may be rounding: a share of b itself, or a step of 1e-13
  for (std::size_t j = 0; j < k; ++j)
    noise = std::fmax(noise, std::fmax(1e-9 * std::fabs(b[j]), 1e-13 * std::fabs(a[j * k + j])));
  for (std::size_t j = 0; j < k; ++j) {
    const double diagonal = a[j * k + j];
    double pivot = diagonal;
    for (std::size_t m = 0; m < j; ++m) {
      pivot -= a[j * k + m] * a[j * k + m] * a[m * k + m];
      b[j] -= a[j * k + m] * b[m];
    }
    if (!std::isfinite(pivot) || !std::isfinite(b[j])) return Solution::none;
    const bool zero = std::fabs(pivot) <= relative_zero * std::fabs(diagonal);
    if (zero) {
      if (std::fabs(b[j]) > noise) return Solution::none;
      pivot = b[j] = 0;
    }
    positive = positive && (zero || pivot > 0);
    a[j * k + j] = pivot;
    for (std::size_t row = j + 1; row < k; ++row) {
      double entry = a[row * k + j];
      for (std::size_t m = 0; m < j; ++m) entry -= a[row * k + m] * a[j * k + m] * a[m * k + m];
      a[row * k + j] = zero ? 0 : entry / pivot;
    }
  }
  for (std::size_t j = k; j-- > 0;) {
    if (a[j * k + j] != 0) b[j] /= a[j * k + j];
    for (std::size_t row = j + 1; row < k; ++row) b[j] -= a[row * k + j] * b[row];
    if (!std::isfinite(b[j])) return Solution::none;
  }
  return positive ? Solution::positive : Solution::indefinite;
}

}  // namespace mle
