// The small symmetric systems of Newton's method and Fisher scoring.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>

namespace mle {

inline double dot(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t j = 0; j < a.size(); ++j) sum += a[j] * b[j];
  return sum;
}

enum class Solution {
  positive,    // the matrix is positive definite, or positive semi-definite and the system is consistent
  indefinite,  // solved, but the quadratic has no minimum there
  none,        // not solved: inconsistent, not finite, or indefinite in a way that needs pivoting
};

// Solves A x = b for symmetric k x k A (row-major) by LDL' without pivoting, x written over b, A overwritten.
// A zero pivot with nothing left in its column or in b leaves its component 0: the step of a model whose
// parameters are redundant in one direction (logits, to which a constant may be added). With anything left in the
// column there is none: [0 c; c d] is indefinite for every c but 0.
// What is left is measured against the terms that it came from, so each comparison is within one unit. A b that is
// itself a sum may carry rounding that its size does not show: `noise` allows noise sqrt(a_jj) in b_j, the
// unit of a gradient where A is a curvature in nats.
inline Solution solve_symmetric(std::span<double> a, std::span<double> b, double noise = 0) {
  constexpr double zero_in_a = 1e-12, zero_in_b = 1e-9;  // shares of the terms that cancelled
  const std::size_t k = b.size();
  bool positive = true;
  for (std::size_t j = 0; j < k; ++j) {
    const double diagonal = std::fabs(a[j * k + j]);
    double pivot = a[j * k + j], pivot_terms = diagonal, b_terms = std::fabs(b[j]);
    for (std::size_t m = 0; m < j; ++m) {
      const double from_pivot = a[j * k + m] * a[j * k + m] * a[m * k + m];
      const double from_b = a[j * k + m] * b[m];
      pivot -= from_pivot;
      b[j] -= from_b;
      pivot_terms += std::fabs(from_pivot);
      b_terms += std::fabs(from_b);
    }
    if (!std::isfinite(pivot) || !std::isfinite(b[j])) return Solution::none;
    const bool zero = std::fabs(pivot) <= zero_in_a * pivot_terms;
    if (zero) {
      if (std::fabs(b[j]) > std::fmax(zero_in_b * b_terms, noise * std::sqrt(diagonal))) return Solution::none;
      pivot = b[j] = 0;
    }
    positive = positive && (zero || pivot > 0);
    for (std::size_t row = j + 1; row < k; ++row) {
      double entry = a[row * k + j], terms = std::sqrt(diagonal) * std::sqrt(std::fabs(a[row * k + row]));
      for (std::size_t m = 0; m < j; ++m) {
        const double from_entry = a[row * k + m] * a[j * k + m] * a[m * k + m];
        entry -= from_entry;
        terms += std::fabs(from_entry);
      }
      if (zero && std::fabs(entry) > zero_in_a * terms) return Solution::none;
      a[row * k + j] = zero ? 0 : entry / pivot;
    }
    a[j * k + j] = pivot;
  }
  for (std::size_t j = k; j-- > 0;) {
    if (a[j * k + j] != 0) b[j] /= a[j * k + j];
    for (std::size_t row = j + 1; row < k; ++row) b[j] -= a[row * k + j] * b[row];
    if (!std::isfinite(b[j])) return Solution::none;
  }
  return positive ? Solution::positive : Solution::indefinite;
}

}  // namespace mle
