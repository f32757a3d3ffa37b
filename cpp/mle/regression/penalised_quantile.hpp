// Quantile regression under a quadratic penalty, solved exactly.
#pragma once

#include "mle/regression/quantile_face.hpp"
#include "mle/regression/quantile_place.hpp"

namespace mle {

// Minimises f(g) = sum_i w_i rho(y_i - x_i g) + kappa / 2 sum_j (g_j / scale_j)^2, rho(r) = r (tau - [r < 0]), the
// intercept left out of the penalty; for any rank.
//
// f is convex, and a quadratic where each residual keeps its sign or stays 0. For a set of independent rows held at
// residual 0 and a side for each other row, that quadratic has its minimum on the face (quantile_face.hpp). The search
// goes there from where it stands, but no further than f falls: at the last kink before f's minimum along the way the row
// met is held as well. At a face's minimum, a row whose multiplier leaves [w (tau - 1), w tau] is let go to the side that
// f falls on; where none does, the multipliers put 0 into the subgradient: that is the proof of the optimum. Each face is
// left for a lower one, so the search ends (an active set method; Nocedal and Wright 2006, 16.5, for the principle).
// Ties are broken (quantile_place.hpp), so that only independent rows meet and no step has length 0.
//
// Only the intercept may have other optima: an interval of them.
class PenalisedQuantile : QuantilePlace {
 public:
  // x: the caller's own matrix, which design was made of.
  PenalisedQuantile(const ScaledDesign& design, std::span<const double> x, const Target& target, double tau)
      : QuantilePlace(design, x, target, tau), root_(design.columns) {}

  int iterations = 0;
  bool finished = true;  // false: some solution was not proved

  // From where the last one ended; the first begins at 0, with the best intercept there. kappa: from 0.
  //
  // A curvature below 2^-46 of the sum of the weights is hidden by rounding wherever the rows held leave the face without
  // a minimum of its own; it is raised to that, about a centre that follows the solution (the proximal point method), so
  // that the optimum is f's own.
  void solve(double kappa) {
    constexpr double least = 0x1p-23;
    bool raised = false;
    centre_.assign(design_.columns, 0);
    lift_.assign(design_.columns, 0);
    for (std::size_t j = design_.intercept ? 1 : 0; j < design_.columns; ++j) {
      root_[j] = std::fmin(std::sqrt(kappa / weight_unit_) / design_.scale[j], 0x1p1000);
      if (root_[j] >= least) continue;
      lift_[j] = least * least - root_[j] * root_[j];
      root_[j] = least;
      raised = true;
    }
    for (int round = 0; round < 20; ++round) {
      bool proved = search();
      for (unsigned seed = 2; seed < 5 && !proved; ++seed) {  // rounding may have met ties: others
        begin(seed);
        proved = search();
      }
      finished = finished && proved;
      bool near = true;
      for (std::size_t j = 0; j < design_.columns; ++j) {
        const double now = here_.coefficients[j].value();
        near = near && std::fabs(now - centre_[j]) <= 1e-13 * std::fabs(now);
      }
      if (!raised || near || !finished) return;
      for (std::size_t j = 0; j < design_.columns; ++j) centre_[j] = here_.coefficients[j].value();
    }
  }

  // Of the scaled columns.
  const std::vector<DoubleDouble>& coefficients() const { return here_.coefficients; }

  // sum w rho(r).
  double loss() const {
    double sum = 0;
    for (std::size_t i = 0; i < design_.rows; ++i)
      sum += design_.weights[i] * (here_.residual[i] * (tau_ - (here_.residual[i] < 0 ? 1 : 0)));
    return sum;
  }

  // sum (g_j / scale_j)^2 / 2, the intercept left out.
  double half_squares() const {
    double sum = 0;
    for (std::size_t j = design_.intercept ? 1 : 0; j < design_.columns; ++j) {
      const double beta = here_.coefficients[j].value() / design_.scale[j];
      sum += beta * beta / 2;
    }
    return sum;
  }

  // The ends of the interval of the intercept's optima, as distances from where it is; 0 and 0 where it has but one.
  void interval(double& down, double& up) const {
    down = up = 0;
    if (!design_.intercept) return;
    double nearest_below = -infinity, nearest_above = infinity, rises = 0, falls = 0;
    for (std::size_t i = 0; i < design_.rows; ++i) {
      const double r = here_.residual[i], w = weights_[i];
      if (r > 0) nearest_above = std::fmin(nearest_above, r);
      if (r < 0) nearest_below = std::fmax(nearest_below, r);
      rises += w * (r > 0 ? -tau_ : 1 - tau_);   // the slope of f as the intercept goes up
      falls += w * (r < 0 ? tau_ - 1 : tau_);    // and as it goes down
    }
    const double total = design_.n / weight_unit_;
    if (rises <= flat * total) up = nearest_above;
    if (falls <= flat * total) down = nearest_below;
  }

 private:
  static constexpr double flat = 1e-12;  // a slope within this share of its terms is 0

  // The minimum of the face, there_.
  bool solve_face() {
    const std::size_t p = design_.columns;
    std::vector<DoubleDouble> x, y;
    std::vector<double> ties;
    for (std::size_t i : held_) {
      for (std::size_t j = 0; j < p; ++j) x.push_back(entry(i, j));
      y.push_back(y_[i]);
      ties.push_back(ties_[i]);
    }
    std::vector<DoubleDouble> slope = slope_;
    for (std::size_t j = 0; j < p; ++j) slope[j] = slope[j] + two_product(lift_[j], centre_[j]);
    if (!face_.solve(root_, slope, x, y, ties)) return false;
    there_.coefficients = face_.coefficients;
    there_.error = face_.coefficients_error;
    there_.tie = face_.tie;
    measure(there_);
    return true;
  }

  // False: no optimum is proved.
  bool search() {
    const int limit = 2000 + 50 * static_cast<int>(design_.columns);
    for (int step = 0; step < limit; ++step) {
      if (!solve_face()) return false;
      if (held_.size() == design_.columns) {  // the face is a point, where the search stands but for rounding
        std::swap(here_, there_);
        if (take_sides()) continue;
      } else {
        find_kinks();
        if (!kinks_.empty()) {
          ++iterations;
          hold(next_kink());
          continue;
        }
        std::swap(here_, there_);
      }
      bool known = true;
      const std::size_t leaving = most_violated(known);
      if (leaving == held_.size()) return known;
      ++iterations;
      if (design_.intercept && held_.size() == 1) slide();
      else let_go(leaving, face_.multipliers[leaving] > 0);
    }
    return false;
  }

  // The rows that change their side on the way from here_ to there_.
  void find_kinks() {
    still_ = true;
    for (std::size_t j = 0; j < design_.columns; ++j)
      still_ = still_ && std::fabs(step(j).value()) <= 4 * (there_.error[j] + here_.error[j]) + twice_rounding;
    kinks_.clear();
    for (std::size_t i = 0; i < design_.rows; ++i) {
      if (is_held_[i] || below(there_, i) != above_[i]) continue;
      // Weight 0: only the part in epsilon moves.
      const double r = here_.residual[i], speed = r - there_.residual[i];
      const double e = here_.tie_residual[i], tie_speed = e - there_.tie_residual[i];
      if (!still_ && speed != 0) {
        kinks_.push_back({r / speed, (e - tie_speed * (r / speed)) / speed, weights_[i] * std::fabs(speed), i});
      } else if ((e < 0) != (e < tie_speed)) {
        kinks_.push_back({e / tie_speed, 0, 0, i});
      }
    }
  }

  DoubleDouble step(std::size_t j) const { return there_.coefficients[j] + -here_.coefficients[j]; }

  // The last kink before which f falls. Along the way its slope is -(1 - at) c plus the weights of the kinks passed, with
  // the curvature c; where the way has length 0 but for its part in epsilon, the first kink ends the fall.
  QuantileKink next_kink() {
    double curvature = 0;
    for (std::size_t j = 0; j < design_.columns && !still_; ++j) {
      const double change = root_[j] * step(j).value();
      curvature += change * change;
    }
    return last_falling(kinks_, 0, [&](double passed, const QuantileKink& kink) {
      return !still_ && passed < (1 - kink.at) * curvature;
    });
  }

  // Goes as far as that kink and holds its row.
  void hold(const QuantileKink& kink) {
    DoubleDouble share{std::fmin(std::fmax(kink.at, 0), 1), 0};
    if (kink.weight > 0) {  // to twice the precision, so that rows that meet there are seen to meet
      const DoubleDouble r = exact_residual(here_, kink.row), speed = r + -exact_residual(there_, kink.row);
      const DoubleDouble rest = r + -(share * speed);
      share = share + DoubleDouble{rest.value() / speed.value(), 0};
    }
    for (std::size_t j = 0; j < design_.columns; ++j) {
      const DoubleDouble change = share * step(j);
      here_.error[j] += there_.error[j] + twice_rounding * (std::fabs(here_.coefficients[j].high) + std::fabs(change.high));
      here_.tie[j] += share.high * (there_.tie[j] - here_.tie[j]) + kink.tie * step(j).high;
      here_.coefficients[j] = here_.coefficients[j] + change;
    }
    hold_row(kink.row);
  }

  // The row held whose multiplier leaves its bounds by most; how many are held, where none does. known: false where rows
  // that almost depend on each other leave it to rounding.
  std::size_t most_violated(bool& known) const {
    std::size_t found = held_.size();
    double most = 0;
    for (std::size_t k = 0; k < held_.size(); ++k) {
      const double v = face_.multipliers[k], w = weights_[held_[k]], error = 4 * face_.multipliers_error[k];
      const double excess = std::fmax(v - w * tau_, w * (tau_ - 1) - v);
      known = known && error <= 1e-6 * w;
      if (excess <= flat * w + error || excess <= most) continue;
      most = excess;
      found = k;
    }
    return found;
  }

  std::vector<double> root_, lift_, centre_;  // root of the curvature; by how much that was raised, and about what
  bool still_ = false;                        // from here_ to there_ is no way but in epsilon
  Point there_;
  QuantileFace face_;
};

}  // namespace mle
