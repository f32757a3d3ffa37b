// Householder's QR of a tall matrix, which finds the columns that depend on the ones before them.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace mle {

// A = Q R. A column that the columns before it determine is left out: `dependent`; the others are `independent`.
// Columns keep their order, so that which of two equal predictors is named does not hang on rounding; Householder's
// method needs no exchange of columns to be backward stable.
//
// A column is dependent when what is left of it is no more than the rounding of the terms that it came from: those that
// build it from the columns before, size_k |coefficient_k|, and itself. So a badly conditioned design (powers of x up to
// the tenth) stays regular, while a sum of columns that was rounded is found. size_k: the norm of column k before it was
// centred, because centring does not remove the rounding of the data.
class Qr {
 public:
  // a: rows x columns, row-major. rows or columns may be the larger.
  Qr(std::vector<double> a, std::size_t rows, std::size_t columns, std::span<const double> size)
      : a_(std::move(a)), rows_(rows), columns_(columns) {
    for (std::size_t k = 0; k < columns; ++k) {
      if (is_dependent(k, size)) dependent.push_back(k);
      else reflect(k);
    }
  }

  std::vector<std::size_t> independent, dependent;

  std::size_t rank() const { return independent.size(); }

  // Row i of R in column k.
  double r(std::size_t i, std::size_t k) const { return a_[i * columns_ + k]; }

  // Q' b or Q b, written over b (rows numbers).
  void multiply_transposed(std::span<double> b) const {
    for (std::size_t j = 0; j < rank(); ++j) apply(j, b);
  }
  void multiply(std::span<double> b) const {
    for (std::size_t j = rank(); j-- > 0;) apply(j, b);
  }

  // R z = b or R' z = b over the independent columns, written over b (rank numbers).
  void solve(std::span<double> b) const { solve_leading(b, rank()); }
  void solve_transposed(std::span<double> b) const {
    for (std::size_t i = 0; i < rank(); ++i) {
      for (std::size_t j = 0; j < i; ++j) b[i] -= r(j, independent[i]) * b[j];
      b[i] /= r(i, independent[i]);
    }
  }

  // (A'A)^-1 = R^-1 R^-T, rank x rank, row-major.
  std::vector<double> inverse_of_square() const {
    const std::size_t p = rank();
    std::vector<double> inverse(p * p), column(p);
    for (std::size_t k = 0; k < p; ++k) {
      column.assign(p, 0);
      column[k] = 1;
      solve_transposed(column);
      solve(column);
      for (std::size_t j = 0; j < p; ++j) inverse[j * p + k] = column[j];
    }
    return inverse;
  }

 private:
  void solve_leading(std::span<double> b, std::size_t count) const {
    for (std::size_t i = count; i-- > 0;) {
      for (std::size_t j = i + 1; j < count; ++j) b[i] -= r(i, independent[j]) * b[j];
      b[i] /= r(i, independent[i]);
    }
  }

  bool is_dependent(std::size_t k, std::span<const double> size) const {
    constexpr double rounding = 32 * std::numeric_limits<double>::epsilon();
    std::vector<double> coefficients(rank());
    for (std::size_t i = 0; i < rank(); ++i) coefficients[i] = r(i, k);
    solve_leading(coefficients, rank());
    double terms = size[k];
    for (std::size_t i = 0; i < rank(); ++i) terms += std::fabs(coefficients[i]) * size[independent[i]];
    return !(norm_below(k) > rounding * terms);
  }

  // Of what is left of column k.
  double norm_below(std::size_t k) const {
    double squares = 0;
    for (std::size_t i = rank(); i < rows_; ++i) squares += r(i, k) * r(i, k);
    return std::sqrt(squares);
  }

  // The reflection I - v v' / (|x| v_0) that turns x, what is left of column k, into a multiple of the first unit
  // vector. v is kept in the place of x, its first entry in heads_.
  void reflect(std::size_t k) {
    const std::size_t first = rank();
    const double norm = norm_below(k), top = r(first, k);
    const double diagonal = top > 0 ? -norm : norm;  // so that top - diagonal does not cancel
    heads_.push_back(top - diagonal);
    scales_.push_back(1 / (diagonal * (diagonal - top)));
    independent.push_back(k);
    std::vector<double> products(columns_);
    for (std::size_t i = first; i < rows_; ++i)
      for (std::size_t j = k + 1; j < columns_; ++j) products[j] += reflector(first, i) * r(i, j);
    for (std::size_t i = first; i < rows_; ++i) {
      const double step = scales_[first] * reflector(first, i);
      for (std::size_t j = k + 1; j < columns_; ++j) a_[i * columns_ + j] -= step * products[j];
    }
    a_[first * columns_ + k] = diagonal;
  }

  double reflector(std::size_t j, std::size_t i) const { return i == j ? heads_[j] : r(i, independent[j]); }

  void apply(std::size_t j, std::span<double> b) const {
    double product = 0;
    for (std::size_t i = j; i < rows_; ++i) product += reflector(j, i) * b[i];
    product *= scales_[j];
    for (std::size_t i = j; i < rows_; ++i) b[i] -= product * reflector(j, i);
  }

  std::vector<double> a_;  // R above the diagonal, the reflections below
  std::size_t rows_, columns_;
  std::vector<double> heads_, scales_;
};

}  // namespace mle
