// A vertex of the piecewise linear problem of quantile regression: where the residuals of p rows are 0.
#pragma once

#include <algorithm>
#include <limits>
#include <span>
#include <vector>

#include "mle/random.hpp"
#include "mle/regression/inversion.hpp"

namespace mle {

// The problem is for exact numbers: these doubles, x with the digits that centring would round away. Where the sign of a
// residual or of a slope is within a double's rounding it is computed in twice the precision, with a bound on what
// rounding is left; elsewhere plainly. So collinear predictors cost time, not correctness.
class QuantileVertex {
 public:
  // sum w rho(r) at those coefficients.
  double loss(std::span<const DoubleDouble> beta) const {
    double sum = 0;
    for (std::size_t i = 0; i < rows_; ++i) {
      const double r = exact_residual(y_[i], i, beta).value();
      sum += weights_[i] * (r * (tau_ - (r < 0 ? 1 : 0)));
    }
    return sum;
  }

  const std::vector<DoubleDouble>& coefficients() const { return beta_.values; }

  // Every residual is 0 but for the rounding of the numbers that it is the difference of.
  bool perfect() const {
    const std::vector<double> terms = basis_terms();
    for (std::size_t i = 0; i < rows_; ++i)
      if (!(std::fabs(residual_[i]) <= std::fmin(rounding * carried(i, terms), flat))) return false;
    return true;
  }

  // Those coefficients are the ones here but for that rounding.
  bool is_at(std::span<const DoubleDouble> beta) const {
    const std::vector<double> terms = basis_terms();
    std::vector<DoubleDouble> apart;
    for (std::size_t j = 0; j < columns_; ++j) apart.push_back(beta[j] + -beta_.values[j]);
    for (std::size_t i = 0; i < rows_; ++i)
      if (!(std::fabs(exact_residual({}, i, apart).value()) <= flat * std::fmin(carried(i, terms), 1))) return false;
    return true;
  }

 protected:
  QuantileVertex(std::span<const double> x, std::span<const double> rest, std::size_t columns,
                 std::span<const DoubleDouble> y, std::span<const double> weights, double tau)
      : x_(x), rest_(rest), y_(y), weights_(weights), tau_(tau), rows_(y.size()), columns_(columns), residual_(rows_),
        tie_residual_(rows_), slope_(columns), sizes_(columns) {
    for (std::size_t i = 0; i < rows_; ++i)
      for (std::size_t j = 0; j < columns; ++j) sizes_[j] += weights[i] * std::fabs(row(i)[j]);
    beta_.values.resize(columns);
    Random random(1);
    for (std::size_t i = 0; i < rows_; ++i) tie_.push_back({random.uniform(), 0});
  }

  static constexpr double rounding = 16 * std::numeric_limits<double>::epsilon();
  static constexpr double twice_rounding = 0x1p-92;  // that of twice the precision
  // What counts as 0 although it is not, because the numbers were decimals: no more than this share of the row's weight
  // (slopes), of the speed of the row that leaves (speeds) or of the largest y (residuals), and of their terms' rounding.
  static constexpr double flat = 1e-12;

  struct Slope {
    double value;
    double tolerance;  // closer to a bound than this, it is at the bound
    bool known;        // false: rounding makes that too coarse to tell
  };

  std::span<const double> row(std::size_t i) const { return x_.subspan(i * columns_, columns_); }
  DoubleDouble entry(std::size_t i, std::size_t j) const { return {row(i)[j], rest_[i * columns_ + j]}; }

  bool below(std::size_t i) const { return residual_[i] < 0 || (residual_[i] == 0 && tie_residual_[i] < 0); }

  // Goes to the vertex of basis_: residuals, and slope_ = sum over the other rows of w psi x. False: its rows are dependent
  // as far as can be told.
  bool arrive() {
    std::vector<double> rounded;
    matrix_.clear();
    for (std::size_t i : basis_)
      for (std::size_t j = 0; j < columns_; ++j) {
        rounded.push_back(row(i)[j]);
        matrix_.push_back(entry(i, j));
      }
    rough_ = !(invert(rounded, columns_, inverse_) < 0x1p-24);
    std::vector<DoubleDouble> y, ties;
    for (std::size_t i : basis_) {
      y.push_back(y_[i]);
      ties.push_back(tie_[i]);
    }
    Refined tie_beta;
    if (!refine(matrix_, inverse_, y, beta_) || !refine(matrix_, inverse_, ties, tie_beta)) return false;
    for (double lack : beta_.lacks)
      if (!(lack <= rounding)) return false;
    in_basis_.assign(rows_, false);
    for (std::size_t i : basis_) in_basis_[i] = true;
    slope_.assign(columns_, 0);
    exact_slope_.clear();
    for (std::size_t i = 0; i < rows_; ++i) {
      double r = y_[i].high, e = tie_[i].high, terms = std::fabs(r);
      for (std::size_t j = 0; j < columns_; ++j) {
        const double term = row(i)[j] * beta_.values[j].high;
        r -= term;
        terms += std::fabs(term);
        e -= row(i)[j] * tie_beta.values[j].high;
      }
      if (in_basis_[i]) {
        residual_[i] = tie_residual_[i] = 0;
        continue;
      }
      if (std::fabs(r) <= rounding * terms) {
        r = exact_residual(y_[i], i, beta_.values).value();
        if (std::fabs(r) <= twice_rounding * terms + carried(i, beta_.lacks)) {
          r = 0;
          e = exact_residual(tie_[i], i, tie_beta.values).value();
        }
      }
      residual_[i] = r;
      tie_residual_[i] = e;
      const double weight = psi(i);
      for (std::size_t j = 0; j < columns_; ++j) slope_[j] += weight * row(i)[j];
    }
    return true;
  }

  // By how much the loss of the rows outside the basis falls per unit of the k-th edge, on which row k of the basis alone
  // leaves residual 0, with speed 1.
  Slope slope_along(std::size_t k) {
    double value = 0, terms = 0;
    for (std::size_t j = 0; j < columns_; ++j) {
      const double edge = inverse_[j * columns_ + k];
      value += slope_[j] * edge;
      terms += std::fabs(edge) * sizes_[j];
    }
    const double weight = weights_[basis_[k]], band = flat * terms;
    const double up = weight * (1 - tau_) - value, down = weight * tau_ + value;
    if (!rough_ && std::fabs(up) > band && std::fabs(down) > band) return {value, band, true};
    if (exact_slope_.empty()) measure_slope();
    const Refined edge = exact_edge(k);
    DoubleDouble sum;
    // What the edge lacks counts by the multipliers, at an optimum none above its weight.
    double error = 0, largest = 0;
    for (std::size_t j = 0; j < columns_; ++j) {
      sum = sum + exact_slope_[j] * edge.values[j];
      error += twice_rounding * (sizes_[j] * std::fabs(edge.values[j].high));
      largest = std::fmax(largest, weights_[basis_[j]]);
    }
    for (double lack : edge.lacks) error += 2 * largest * lack;
    return {sum.value(), std::fmin(flat * weight, rounding * terms) + error, error <= 1e-6 * weight};
  }

  Refined exact_edge(std::size_t k) const {
    std::vector<DoubleDouble> right(columns_);
    right[k] = {1, 0};
    Refined edge;
    refine(matrix_, inverse_, right, edge);  // if it does not settle, it lacks much
    return edge;
  }

  // x_i edge; 0 where the row is parallel to the edge, as far as can be told.
  double speed_along(std::size_t i, const Refined& edge) const {
    double speed = 0, size = 0;
    for (std::size_t j = 0; j < columns_; ++j) {
      const double term = row(i)[j] * edge.values[j].high;
      speed += term;
      size += std::fabs(term);
    }
    if (std::fabs(speed) > 0x1p-20 * size) return speed;
    DoubleDouble sum;
    for (std::size_t j = 0; j < columns_; ++j) sum = sum + entry(i, j) * edge.values[j];
    const double error = twice_rounding * size + carried(i, edge.lacks);
    speed = sum.value();
    return std::fabs(speed) <= std::fmax(error, std::fmin(rounding * size, flat)) ? 0 : speed;
  }

  std::span<const double> x_, rest_;
  std::span<const DoubleDouble> y_;
  std::span<const double> weights_;
  double tau_;
  std::size_t rows_, columns_;
  std::vector<std::size_t> basis_;
  std::vector<bool> in_basis_;
  std::vector<double> residual_, tie_residual_;
  std::vector<double> inverse_;  // of the rows of the basis: its columns are the edges

 private:
  double psi(std::size_t i) const { return weights_[i] * (tau_ - (below(i) ? 1 : 0)); }

  DoubleDouble exact_residual(DoubleDouble value, std::size_t i, std::span<const DoubleDouble> beta) const {
    for (std::size_t j = 0; j < columns_; ++j) value = value + -entry(i, j) * beta[j];
    return value;
  }

  // The size of what is added up in the residuals of the basis.
  std::vector<double> basis_terms() const {
    std::vector<double> terms;
    for (std::size_t i : basis_) {
      terms.push_back(std::fabs(y_[i].high));
      for (std::size_t j = 0; j < columns_; ++j) terms.back() += std::fabs(row(i)[j] * beta_.values[j].high);
    }
    return terms;
  }

  // How far x_i z may be moved by what z lacks at the rows of the basis.
  double carried(std::size_t i, std::span<const double> lacks) const {
    double sum = 0;
    for (std::size_t k = 0; k < columns_; ++k) {
      double share = 0, size = 0;  // of row k in x_i
      for (std::size_t j = 0; j < columns_; ++j) {
        const double term = row(i)[j] * inverse_[j * columns_ + k];
        share += term;
        size += std::fabs(term);
      }
      sum += 2 * (std::fabs(share) + rounding * size) * lacks[k];
    }
    return sum;
  }

  void measure_slope() {
    exact_slope_.assign(columns_, {});
    for (std::size_t i = 0; i < rows_; ++i) {
      if (in_basis_[i]) continue;
      const DoubleDouble weight{psi(i), 0};
      for (std::size_t j = 0; j < columns_; ++j) exact_slope_[j] = exact_slope_[j] + weight * entry(i, j);
    }
  }

  std::vector<DoubleDouble> tie_, matrix_;  // matrix_: the rows of the basis
  Refined beta_;
  bool rough_ = false;  // inverse_ is
  std::vector<double> slope_;
  std::vector<DoubleDouble> exact_slope_;  // empty until needed
  std::vector<double> sizes_;              // sum of w |x|, for each column
};

}  // namespace mle
