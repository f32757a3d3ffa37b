// The piecewise linear problem of quantile regression, solved exactly.
#pragma once

#include "mle/regression/quantile_kinks.hpp"
#include "mle/regression/quantile_vertex.hpp"

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
class QuantileSolver : public QuantileVertex {
 public:
  // x + rest: rows x columns, row-major, rank = columns <= rows; y over a power of two near its largest.
  QuantileSolver(std::span<const double> x, std::span<const double> rest, std::size_t columns,
                 std::span<const DoubleDouble> y, std::span<const double> weights, double tau)
      : QuantileVertex(x, rest, columns, y, weights, tau), goal_(columns) {}

  int iterations = 0;
  bool finished = true;  // false: the limit of iterations was met, or rounding hides whether this is the optimum

  // From the vertex of the p rows nearest to the plane `beta` that determine one.
  void solve(std::span<const double> beta) {
    choose_basis(beta);
    search();
  }

  // After solve: whether that is the only optimum. Where not, one and other are two, as far apart as a random direction
  // tells.
  bool unique(std::vector<DoubleDouble>& one, std::vector<DoubleDouble>& other) {
    Random random(2);
    for (double& v : goal_) v = 0.5 + random.uniform();
    search();
    one = coefficients();
    for (double& v : goal_) v = -v;
    search();
    other = coefficients();
    return is_at(one);
  }

 private:
  void choose_basis(std::span<const double> beta) {
    std::vector<double> distance(rows_);
    for (std::size_t i = 0; i < rows_; ++i) distance[i] = y_[i].high - dot(row(i), beta);
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

  // Slopes come as pairs too: of f, and of goal'beta where that of f is 0.
  static bool falls(double slope, double tolerance, double goal) {
    return slope < -tolerance || (slope <= tolerance && goal < 0);
  }

  void search() {
    const int limit = 2000 + 50 * static_cast<int>(columns_);
    for (int step = 0; finished; ++step) {
      if (step == limit || !arrive()) {
        finished = false;
        return;
      }
      // The steepest of the edges that fall in f; where none does, one that falls in the goal.
      double best = 0, best_goal = 0, best_tolerance = 0, direction = 0;
      bool known = true;
      std::size_t leaving = columns_;
      for (std::size_t k = 0; k < columns_; ++k) {
        const Slope along = slope_along(k);
        known = known && along.known;
        double goal = 0;
        for (std::size_t j = 0; j < columns_; ++j) goal += goal_[j] * inverse_[j * columns_ + k];
        for (int sign = 1; sign >= -1; sign -= 2) {
          const double slope = weights_[basis_[k]] * (sign > 0 ? 1 - tau_ : tau_) - sign * along.value;
          if (!falls(slope, along.tolerance, sign * goal)) continue;
          const bool first = leaving == columns_, is_flat = slope >= -along.tolerance;
          const bool best_flat = best >= -best_tolerance;
          if (!first && (is_flat ? !best_flat || sign * goal >= best_goal : !best_flat && slope >= best)) continue;
          best = slope;
          best_goal = sign * goal;
          best_tolerance = along.tolerance;
          leaving = k;
          direction = sign;
        }
      }
      if (leaving == columns_) {
        finished = known;
        return;
      }
      ++iterations;
      const std::size_t entering = follow(exact_edge(leaving), direction, best, best_tolerance, best_goal);
      if (entering == rows_) {
        finished = false;
        return;
      }
      basis_[leaving] = entering;
    }
  }

  // The row at whose kink f (then the goal) stops falling; rows_ where it never does, which rounding alone can feign.
  std::size_t follow(const Refined& edge, double direction, double slope, double tolerance, double goal) {
    kinks_.clear();
    for (std::size_t i = 0; i < rows_; ++i) {
      if (in_basis_[i]) continue;
      const double speed = direction * speed_along(i, edge);
      if (speed == 0 || (speed > 0) == below(i)) continue;
      kinks_.push_back({residual_[i] / speed, tie_residual_[i] / speed, weights_[i] * std::fabs(speed), i});
    }
    double total = slope;
    for (const QuantileKink& kink : kinks_) total += kink.weight;
    if (kinks_.empty() || falls(total, tolerance, goal)) return rows_;
    const auto still = [&](double through, const QuantileKink&) { return falls(through, tolerance, goal); };
    return last_falling(kinks_, slope, still).row;
  }

  std::vector<double> goal_;
  std::vector<QuantileKink> kinks_;
};

}  // namespace mle
