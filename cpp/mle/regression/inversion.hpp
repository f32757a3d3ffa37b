// The inverse of a small square matrix, and systems solved with it.
#pragma once

#include <cmath>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "mle/double_double.hpp"
#include "mle/linear.hpp"

namespace mle {

// The inverse of a p x p matrix, row-major, by elimination, then one step of Newton's (Schulz) with the remainder in twice
// the precision. Returns the largest row sum of that remainder, whose square is about the relative error left; infinity
// where a pivot is 0.
inline double invert(std::span<const double> matrix, std::size_t p, std::vector<double>& out) {
  std::vector<double> a(matrix.begin(), matrix.end());
  out.assign(p * p, 0);
  for (std::size_t k = 0; k < p; ++k) out[k * p + k] = 1;
  for (std::size_t c = 0; c < p; ++c) {
    std::size_t pivot = c;
    for (std::size_t k = c + 1; k < p; ++k)
      if (std::fabs(a[k * p + c]) > std::fabs(a[pivot * p + c])) pivot = k;
    if (a[pivot * p + c] == 0) return std::numeric_limits<double>::infinity();
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
  double largest = 0;
  for (std::size_t k = 0; k < p; ++k) {
    double size = 0;
    for (std::size_t c = 0; c < p; ++c) {
      DoubleDouble sum{k == c ? 1.0 : 0.0, 0};
      for (std::size_t j = 0; j < p; ++j) sum = sum + two_product(-matrix[k * p + j], out[j * p + c]);
      remainder[k * p + c] = sum.value();
      size += std::fabs(sum.value());
    }
    largest = std::fmax(largest, size);
  }
  const std::vector<double> first = out;
  for (std::size_t k = 0; k < p; ++k)
    for (std::size_t c = 0; c < p; ++c)
      for (std::size_t j = 0; j < p; ++j) out[k * p + c] += first[k * p + j] * remainder[j * p + c];
  return largest;
}

// The solution of a linear system; about how far rounding has moved each part of it, and how far it may be from meeting
// each equation, which says more where the solution is large.
struct Refined {
  std::vector<DoubleDouble> values;
  std::vector<double> errors, lacks;
};

// Solves matrix z = right, p x p, with the inverse of the rounded matrix: corrections, for what the equations lack in twice
// the precision, until they are small or rounding is all that is left. False: they do not settle.
inline bool refine(std::span<const DoubleDouble> matrix, std::span<const double> inverse,
                   std::span<const DoubleDouble> right, Refined& out) {
  const std::size_t p = right.size();
  std::vector<double> lack(p), terms(p), correction(p);
  out.values.assign(p, {});
  out.errors.resize(p);
  out.lacks.resize(p);
  double previous = std::numeric_limits<double>::infinity(), previous_lack = previous, size = 0;
  for (int pass = 0; pass < 12; ++pass) {
    for (std::size_t r = 0; r < p; ++r) {
      DoubleDouble sum = right[r];
      terms[r] = std::fabs(sum.high);
      for (std::size_t c = 0; c < p; ++c) {
        if (matrix[r * p + c].high == 0) continue;
        const DoubleDouble term = -matrix[r * p + c] * out.values[c];
        sum = sum + term;
        terms[r] += std::fabs(term.high);
      }
      lack[r] = sum.value();
    }
    double largest = 0, largest_lack = 0;
    for (std::size_t r = 0; r < p; ++r) {
      correction[r] = dot(inverse.subspan(r * p, p), lack);
      largest = std::fmax(largest, std::fabs(correction[r]));
      largest_lack = std::fmax(largest_lack, std::fabs(lack[r]));
    }
    if (!(largest <= previous / 2 || largest_lack <= previous_lack / 2)) break;  // rounding is all that is left
    previous_lack = largest_lack;
    for (std::size_t r = 0; r < p; ++r) {
      out.values[r] = out.values[r] + DoubleDouble{correction[r], 0};
      size = std::fmax(size, std::fabs(out.values[r].high));
    }
    previous = largest;
    if (largest <= 1e-30 * size) break;
  }
  for (std::size_t r = 0; r < p; ++r) {
    double sum = 0;
    for (std::size_t c = 0; c < p; ++c) sum += std::fabs(inverse[r * p + c]) * terms[c];
    out.errors[r] = std::fabs(correction[r]) + 0x1p-100 * sum;
    out.lacks[r] = std::fabs(lack[r]) + 0x1p-100 * terms[r];
  }
  return previous <= 1e-12 * size;
}

}  // namespace mle
