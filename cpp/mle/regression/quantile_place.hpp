// Where the search for a quantile regression under a penalty stands.
#pragma once

#include "mle/random.hpp"
#include "mle/regression/least_squares.hpp"
#include "mle/regression/quantile_kinks.hpp"

namespace mle {

// The loss is sum_i w_i rho(y_i - x_i g), rho(r) = r (tau - [r < 0]). Some rows are held at residual 0, each other one has a
// side: slope_ is the sum of w psi x over these, psi = tau above the plane and tau - 1 below.
//
// Ties, as in quantile_solver.hpp: y is thought of as y + epsilon e for random e and an infinitely small epsilon > 0, and
// numbers are pairs. Residuals near 0 are computed from the raw x and y in twice the precision, so that what counts as a
// tie, or as a row that depends on others, is one for these doubles.
class QuantilePlace {
 protected:
  // x: the caller's own matrix, which design was made of.
  QuantilePlace(const ScaledDesign& design, std::span<const double> x, const Target& target, double tau)
      : design_(design), x_(x), y_(target.values), tau_(tau), weight_unit_(power_of_two_near(design.n)),
        ties_(design.rows), is_held_(design.rows), above_(design.rows), slope_(design.columns) {
    for (double w : design.weights) weights_.push_back(w / weight_unit_);
    begin(1);
  }

  static constexpr double rounding = 16 * std::numeric_limits<double>::epsilon();
  static constexpr double twice_rounding = 0x1p-92;  // that of twice the precision

  // Coefficients and the residuals there, each with its part in epsilon.
  struct Point {
    std::vector<DoubleDouble> coefficients;
    std::vector<double> tie, error;  // error: about how far rounding has moved the coefficients
    std::vector<double> residual, tie_residual;
  };

  static bool below(const Point& point, std::size_t i) {
    return point.residual[i] < 0 || (point.residual[i] == 0 && point.tie_residual[i] < 0);
  }

  // At 0, or with an intercept at the best one there; seed: of the ties.
  void begin(unsigned seed) {
    Random random(seed);
    for (double& e : ties_) e = random.uniform();
    here_.coefficients.assign(design_.columns, {});
    here_.tie.assign(design_.columns, 0);
    here_.error.assign(design_.columns, 0);
    held_.clear();
    settle();
    if (design_.intercept) slide();
  }

  // Moves the intercept alone, to f's minimum: the row that the weighted tau quantile of the residuals is at is held.
  void slide() {
    kinks_.clear();
    for (std::size_t i = 0; i < design_.rows; ++i)
      kinks_.push_back({here_.residual[i], here_.tie_residual[i], weights_[i], i});
    const double wanted = tau_ * (design_.n / weight_unit_);
    const auto less = [&](double sum, const QuantileKink&) { return sum < wanted; };
    const std::size_t middle = last_falling(kinks_, 0, less).row;
    here_.coefficients[0] = here_.coefficients[0] + exact_residual(here_, middle);
    here_.tie[0] += here_.tie_residual[middle];
    held_ = {middle};
    settle();
  }

  // Gives each row the side that it has at here_. False: all had it before.
  bool take_sides() {
    bool changed = false;
    for (std::size_t i = 0; i < design_.rows; ++i) {
      if (is_held_[i] || below(here_, i) != above_[i]) continue;
      add_slope(i, -side(i));
      above_[i] = !above_[i];
      add_slope(i, side(i));
      changed = true;
    }
    return changed;
  }

  // Holds a row whose residual is 0 at here_.
  void hold_row(std::size_t i) {
    add_slope(i, -side(i));
    held_.push_back(i);
    is_held_[i] = true;
    measure(here_);
    take_sides();
  }

  // Lets the k-th row held go to a side.
  void let_go(std::size_t k, bool above) {
    const std::size_t i = held_[k];
    above_[i] = above;
    is_held_[i] = false;
    held_.erase(held_.begin() + static_cast<std::ptrdiff_t>(k));
    add_slope(i, side(i));
  }

  DoubleDouble entry(std::size_t i, std::size_t j) const { return design_.entry(x_, i, j); }

  DoubleDouble exact_residual(const Point& point, std::size_t i) const {
    DoubleDouble sum = y_[i];
    for (std::size_t j = 0; j < design_.columns; ++j) sum = sum + -entry(i, j) * point.coefficients[j];
    return sum;
  }

  // Residuals; 0 for the rows held, and for one that rounding alone may keep from it.
  void measure(Point& point) const {
    const std::size_t p = design_.columns;
    point.residual.resize(design_.rows);
    point.tie_residual.resize(design_.rows);
    for (std::size_t i = 0; i < design_.rows; ++i) {
      const double* const row = &design_.x[i * p];
      double r = y_[i].high, e = ties_[i], terms = std::fabs(r);
      for (std::size_t j = 0; j < p; ++j) {
        const double term = row[j] * point.coefficients[j].high;
        r -= term;
        terms += std::fabs(term);
        e -= row[j] * point.tie[j];
      }
      if (std::fabs(r) <= rounding * terms + twice_rounding) {
        double moved = twice_rounding * (1 + terms);  // 1: the largest y
        for (std::size_t j = 0; j < p; ++j) moved += 4 * std::fabs(row[j]) * point.error[j];
        r = exact_residual(point, i).value();
        if (std::fabs(r) <= moved) r = 0;
      }
      point.residual[i] = r;
      point.tie_residual[i] = e;
    }
    for (std::size_t i : held_) point.residual[i] = point.tie_residual[i] = 0;
  }

  const ScaledDesign& design_;
  std::span<const double> x_;
  std::span<const DoubleDouble> y_;
  double tau_, weight_unit_;
  std::vector<double> weights_, ties_;  // weights over weight_unit_
  Point here_;
  std::vector<std::size_t> held_;
  std::vector<char> is_held_, above_;
  std::vector<DoubleDouble> slope_;
  std::vector<QuantileKink> kinks_;

 private:
  double side(std::size_t i) const { return weights_[i] * (above_[i] ? tau_ : tau_ - 1); }

  void add_slope(std::size_t i, double psi) {
    for (std::size_t j = 0; j < design_.columns; ++j)
      slope_[j] = slope_[j] + DoubleDouble{psi, 0} * entry(i, j);
  }

  // At here_: residuals, the side of each row and slope_, the sum over the rows that are not held of w psi x.
  void settle() {
    is_held_.assign(design_.rows, false);
    for (std::size_t i : held_) is_held_[i] = true;
    measure(here_);
    slope_.assign(design_.columns, {});
    for (std::size_t i = 0; i < design_.rows; ++i) {
      above_[i] = !below(here_, i);
      if (!is_held_[i]) add_slope(i, side(i));
    }
  }
};

}  // namespace mle
