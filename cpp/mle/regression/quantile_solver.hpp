// The piecewise linear problem of quantile regression, solved exactly.
#pragma once

#include <algorithm>
#include <limits>
#include <span>
#include <vector>

#include "mle/linear.hpp"
#include "mle/random.hpp"
#include "mle/regression/inversion.hpp"
#include "mle/regression/quantile_kinks.hpp"

namespace mle {

// Minimises f(beta) = sum_i w_i rho(y_i - x_i beta), rho(r) = r (tau - [r < 0]), for a matrix of full column rank.
//
// f is convex and linear between the planes where a residual is 0, so an optimum lies at a vertex: p rows, the basis,
// with residual 0. From a vertex, 2p edges lead on, each letting one residual of the basis go up or down; along the
// steepest falling one f is followed over every kink to its minimum (a weighted quantile), where the row met enters the
// basis (Barrodale and Roberts 1973 for tau = 1/2). When no edge falls, the multipliers of the basis put 0 into the
// subgradient: that is the proof of the optimum.
//
// Ties: with more than p residuals 0 at a vertex the steps may have length 0 and could go in a circle. So y is thought
// of as y + epsilon e for random e and an infinitely small epsilon > 0: numbers are pairs, compared by their first part
// and, where that is 0, by the second. Then no two kinks coincide and every step makes f smaller.
// Whether the optimum is the only one is decided in the same way: from an optimum the search goes on over the set of
// all optima, first as far as it can in one random direction, then in the opposite one. Where both end at the same
// vertex, it is the only optimum.
class QuantileSolver {
 public:
  // x: rows x columns, row-major, rank = columns <= rows; y over a power of two near its largest.
  QuantileSolver(std::span<const double> x, std::size_t columns, std::span<const double> y, std::span<const double> weights,
                 double tau)
      : x_(x), y_(y), weights_(weights), tau_(tau), rows_(y.size()), columns_(columns), inverse_(columns * columns),
        beta_(columns), residual_(rows_), tie_(rows_), tie_residual_(rows_), slope_(columns), goal_(columns),
        sizes_(columns) {
    for (std::size_t i = 0; i < rows_; ++i)
      for (std::size_t j = 0; j < columns; ++j) sizes_[j] += weights[i] * std::fabs(row(i)[j]);
    Random random(1);
    for (double& v : tie_) v = random.uniform();
  }

  int iterations = 0;
  bool finished = true;  // false: the limit of iterations was met

  // From the vertex of the p rows nearest to the plane `beta` that determine one.
  std::vector<double> solve(std::span<const double> beta) {
    choose_basis(beta);
    search();
    return beta_;
  }

  // After solve: two optima as far apart as a random direction tells, equal where there is no other.
  void extremes(std::vector<double>& one, std::vector<double>& other) {
    Random random(2);
    for (double& v : goal_) v = 0.5 + random.uniform();
    search();
    one = beta_;
    for (double& v : goal_) v = -v;
    search();
    other = beta_;
  }

  // After solve: every residual is 0.
  bool perfect() const {
    for (double r : residual_)
      if (r != 0) return false;
    return true;
  }

 private:
  static constexpr double rounding = 16 * std::numeric_limits<double>::epsilon();
  static constexpr double flat = 1e-12;  // a slope within this share of its terms is 0

  std::span<const double> row(std::size_t i) const { return x_.subspan(i * columns_, columns_); }

  void choose_basis(std::span<const double> beta) {
    std::vector<double> distance(rows_);
    for (std::size_t i = 0; i < rows_; ++i) distance[i] = y_[i] - dot(row(i), beta);
    std::vector<double> ordered = distance;  // the plane moved to the tau quantile of its residuals
    const auto middle = ordered.begin() + static_cast<std::ptrdiff_t>(tau_ * static_cast<double>(rows_ - 1));
    std::nth_element(ordered.begin(), middle, ordered.end());
    std::vector<std::size_t> order(rows_);
    for (std::size_t i = 0; i < rows_; ++i) {
      order[i] = i;
      distance[i] = std::fabs(distance[i] - *middle);
    }
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return distance[a] < distance[b] || (distance[a] == distance[b] && a < b);
    });
    // Gram and Schmidt: a row enters with enough of it left; the demand falls until there are p.
    std::vector<double> kept, rest(columns_);
    for (double enough = 0.25; basis_.size() < columns_; enough /= 16) {
      for (std::size_t i : order) {
        if (basis_.size() == columns_) break;
        rest.assign(row(i).begin(), row(i).end());
        const double size = dot(rest, rest);
        for (int twice = 0; twice < 2; ++twice)
          for (std::size_t k = 0; k < basis_.size(); ++k) {
            const std::span<const double> unit = std::span(kept).subspan(k * columns_, columns_);
            const double along = dot(rest, unit);
            for (std::size_t j = 0; j < columns_; ++j) rest[j] -= along * unit[j];
          }
        const double left = dot(rest, rest);
        if (!(left > enough * size)) continue;
        for (double v : rest) kept.push_back(v / std::sqrt(left));
        basis_.push_back(i);
      }
      if (enough < 1e-40) {  // rank below columns: not reached for a matrix of full rank
        finished = false;
        return;
      }
    }
  }

  // X_h^-1 values_h, corrected once.
  std::vector<double> at_basis(std::span<const double> values) const {
    std::vector<double> out(columns_), lack(columns_);
    for (int pass = 0; pass < 2; ++pass) {
      for (std::size_t k = 0; k < columns_; ++k) {
        DoubleDouble sum{values[basis_[k]], 0};
        for (std::size_t j = 0; j < columns_; ++j) sum = sum + two_product(-row(basis_[k])[j], out[j]);
        lack[k] = sum.value();
      }
      for (std::size_t j = 0; j < columns_; ++j)
        out[j] += dot(std::span(inverse_).subspan(j * columns_, columns_), lack);
    }
    return out;
  }

  // The vertex, its residuals, inverse_ = X_h^-1 and slope_ = sum over the other rows of w psi x.
  bool arrive() {
    std::vector<double> basis;
    for (std::size_t i : basis_) basis.insert(basis.end(), row(i).begin(), row(i).end());
    if (!invert(basis, columns_, inverse_)) return false;
    beta_ = at_basis(y_);
    const std::vector<double> tie_beta = at_basis(tie_);
    in_basis_.assign(rows_, false);
    for (std::size_t i : basis_) in_basis_[i] = true;
    slope_.assign(columns_, 0);
    // What the rounding of a row's numbers may move: a residual by its own terms, and through beta by the basis's.
    std::vector<double> moved(columns_);
    for (std::size_t k = 0; k < columns_; ++k) {
      double terms = std::fabs(y_[basis_[k]]);
      for (std::size_t j = 0; j < columns_; ++j) terms += std::fabs(row(basis_[k])[j] * beta_[j]);
      for (std::size_t j = 0; j < columns_; ++j) moved[j] += std::fabs(inverse_[j * columns_ + k]) * terms;
    }
    for (std::size_t i = 0; i < rows_; ++i) {
      double r = y_[i], e = tie_[i], terms = std::fabs(y_[i]);
      for (std::size_t j = 0; j < columns_; ++j) {
        r -= row(i)[j] * beta_[j];
        terms += std::fabs(row(i)[j]) * (std::fabs(beta_[j]) + moved[j]);
        e -= row(i)[j] * tie_beta[j];
      }
      if (std::fabs(r) <= rounding * terms || in_basis_[i]) r = 0;
      residual_[i] = r;
      tie_residual_[i] = e;
      if (in_basis_[i]) continue;
      const double psi = weights_[i] * (tau_ - (below(i) ? 1 : 0));
      for (std::size_t j = 0; j < columns_; ++j) slope_[j] += psi * row(i)[j];
    }
    return true;
  }

  bool below(std::size_t i) const { return residual_[i] < 0 || (residual_[i] == 0 && tie_residual_[i] < 0); }

  // Slopes come as pairs too: of f, and of goal'beta where that of f is 0.
  static bool falls(double slope, double terms, double goal) {
    return slope < -flat * terms || (slope <= flat * terms && goal < 0);
  }

  void search() {
    const int limit = 2000 + 50 * static_cast<int>(columns_);
    for (int step = 0; finished; ++step) {
      if (step == limit || !arrive()) {
        finished = false;
        return;
      }
      // The steepest of the edges that fall in f; where none does, one that falls in the goal.
      std::vector<double> edge(columns_), direction(columns_);
      double best = 0, best_goal = 0, best_terms = 0;
      std::size_t leaving = columns_;
      for (std::size_t k = 0; k < columns_; ++k) {
        for (std::size_t j = 0; j < columns_; ++j) edge[j] = inverse_[j * columns_ + k];
        double terms = 0;
        for (std::size_t j = 0; j < columns_; ++j) terms += std::fabs(edge[j]) * sizes_[j];
        const double along = dot(slope_, edge), goal = dot(goal_, edge), weight = weights_[basis_[k]];
        for (int sign = 1; sign >= -1; sign -= 2) {
          const double slope = -sign * along + weight * (sign > 0 ? 1 - tau_ : tau_);
          if (!falls(slope, terms, sign * goal)) continue;
          const bool first = leaving == columns_, flat_slope = slope >= -flat * terms;
          const bool best_flat = best >= -flat * best_terms;
          if (!first && (flat_slope ? !best_flat || sign * goal >= best_goal : !best_flat && slope >= best)) continue;
          best = slope;
          best_goal = sign * goal;
          best_terms = terms;
          leaving = k;
          for (std::size_t j = 0; j < columns_; ++j) direction[j] = sign * edge[j];
        }
      }
      if (leaving == columns_) return;
      ++iterations;
      const std::size_t entering = follow(direction, best, best_terms, best_goal);
      if (entering == rows_) {
        finished = false;
        return;
      }
      basis_[leaving] = entering;
    }
  }

  // The row at whose kink f (then the goal) stops falling; rows_ where it never does, which rounding alone can feign.
  std::size_t follow(std::span<const double> direction, double slope, double terms, double goal) {
    kinks_.clear();
    for (std::size_t i = 0; i < rows_; ++i) {
      if (in_basis_[i]) continue;
      double speed = 0, size = 0;
      for (std::size_t j = 0; j < columns_; ++j) {
        speed += row(i)[j] * direction[j];
        size += std::fabs(row(i)[j] * direction[j]);
      }
      if (std::fabs(speed) <= rounding * size || (speed > 0) == below(i)) continue;
      kinks_.push_back({residual_[i] / speed, tie_residual_[i] / speed, weights_[i] * std::fabs(speed), i});
    }
    double total = slope;
    for (const QuantileKink& kink : kinks_) total += kink.weight;
    if (kinks_.empty() || falls(total, terms, goal)) return rows_;
    const auto still = [&](double through, const QuantileKink&) { return falls(through, terms, goal); };
    return last_falling(kinks_, slope, still).row;
  }

  std::span<const double> x_, y_, weights_;
  double tau_;
  std::size_t rows_, columns_;
  std::vector<std::size_t> basis_;
  std::vector<bool> in_basis_;
  std::vector<double> inverse_, beta_, residual_, tie_, tie_residual_, slope_, goal_;
  std::vector<double> sizes_;  // sum of w |x|, for each column
  std::vector<QuantileKink> kinks_;
};

}  // namespace mle
