// Quantile regression under a quadratic penalty, solved exactly.
#pragma once

#include <algorithm>

#include "mle/random.hpp"
#include "mle/regression/least_squares.hpp"
#include "mle/regression/quantile_face.hpp"

namespace mle {

// Minimises f(g) = sum_i w_i rho(y_i - x_i g) + kappa / 2 sum_j (g_j / scale_j)^2, rho(r) = r (tau - [r < 0]), the
// intercept left out of the penalty; for any rank.
//
// f is convex, and a quadratic where each residual keeps its sign or stays 0. Of a set of independent rows held at
// residual 0 and a side for each other row, that quadratic's minimum is the face's (quantile_face.hpp). The search goes
// there from where it stands, but no further than f falls: at the last kink before f's minimum along the way the row met
// is held as well. At a face's minimum, a row whose multiplier leaves [w (tau - 1), w tau] is let go to the side that f
// falls on; where none does, the multipliers put 0 into the subgradient: that is the proof of the optimum. Each face is
// left for a lower one, so the search ends (an active set method; Nocedal and Wright 2006, 16.5, for the principle).
//
// Ties, as in quantile_solver.hpp: y is thought of as y + epsilon e for random e and an infinitely small epsilon > 0, and
// numbers are pairs. Then only independent rows meet, and no step has length 0.
// Residuals near 0 are computed from the raw x and y in twice the precision, so that what counts as a tie, or as a row
// that depends on others, is one for these doubles.
// Only the intercept may have other optima: an interval of them.
class PenalisedQuantile {
 public:
  // x: the caller's own matrix, which design was made of.
  PenalisedQuantile(const ScaledDesign& design, std::span<const double> x, const Target& target, double tau)
      : design_(design), x_(x), y_(target.values), tau_(tau), root_(design.columns), centre_(design.columns), above_(design.rows),
        is_held_(design.rows), ties_(design.rows),
        slope_(design.columns) {
    weight_unit_ = power_of_two_near(design.n);
    for (double w : design.weights) weights_.push_back(w / weight_unit_);
    begin(1);
  }

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
      centre_ = coefficients();
    }
  }

  // Of the scaled columns.
  std::vector<double> coefficients() const {
    std::vector<double> out;
    for (const DoubleDouble& g : here_.coefficients) out.push_back(g.value());
    return out;
  }

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
  static constexpr double rounding = 16 * std::numeric_limits<double>::epsilon();
  static constexpr double twice_rounding = 0x1p-92;  // that of twice the precision
  static constexpr double flat = 1e-12;  // a slope within this share of its terms is 0

  // Coefficients and the residuals there, each with its part in epsilon.
  struct Point {
    std::vector<DoubleDouble> coefficients;
    std::vector<double> tie, error;  // error: about how far rounding has moved the coefficients
    std::vector<double> residual, tie_residual;
  };

  struct Kink {
    double at, tie;  // where on the way, in its two parts
    double speed;    // of its residual, 0 where only the part in epsilon moves
    std::size_t row;
    bool operator<(const Kink& other) const { return at < other.at || (at == other.at && tie < other.tie); }
  };

  static bool below(const Point& point, std::size_t i) {
    return point.residual[i] < 0 || (point.residual[i] == 0 && point.tie_residual[i] < 0);
  }

  double side(std::size_t i) const { return weights_[i] * (above_[i] ? tau_ : tau_ - 1); }

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

  // The entry of the scaled matrix with the digits that design.x rounded away.
  DoubleDouble entry(std::size_t i, std::size_t j) const {
    const std::size_t first = design_.intercept ? 1 : 0;
    if (j < first) return {1, 0};
    const double raw = x_[design_.source[i] * (design_.columns - first) + j - first];
    const DoubleDouble centred = two_sum(raw, -design_.centre[j]);
    return {centred.high / design_.scale[j], centred.low / design_.scale[j]};
  }

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

  // Moves the intercept alone, to f's minimum: the row that the weighted tau quantile of the residuals is at is held.
  void slide() {
    std::vector<std::size_t> order(design_.rows);
    for (std::size_t i = 0; i < design_.rows; ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const double one = here_.residual[a], other = here_.residual[b];
      return one < other || (one == other && here_.tie_residual[a] < here_.tie_residual[b]);
    });
    const double wanted = tau_ * (design_.n / weight_unit_);
    double sum = 0;
    std::size_t k = 0;
    for (; k + 1 < design_.rows; ++k) {
      sum += weights_[order[k]];
      if (sum >= wanted) break;
    }
    here_.coefficients[0] = here_.coefficients[0] + exact_residual(here_, order[k]);
    here_.tie[0] += here_.tie_residual[order[k]];
    held_ = {order[k]};
    settle();
  }

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
          hold(last_falling());
          continue;
        }
        std::swap(here_, there_);
      }
      bool known = true;
      const std::size_t leaving = most_violated(known);
      if (leaving == held_.size()) return known;
      ++iterations;
      if (design_.intercept && held_.size() == 1) slide();
      else let_go(leaving);
    }
    return false;
  }

  // Gives each row the side that it has at here_. False: it had it before.
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

  // The rows that change their side on the way from here_ to there_.
  void find_kinks() {
    still_ = true;
    for (std::size_t j = 0; j < design_.columns; ++j)
      still_ = still_ && std::fabs(step(j).value()) <= 4 * (there_.error[j] + here_.error[j]) + twice_rounding;
    kinks_.clear();
    for (std::size_t i = 0; i < design_.rows; ++i) {
      if (is_held_[i] || below(there_, i) != above_[i]) continue;
      const double r = here_.residual[i], speed = r - there_.residual[i];
      const double e = here_.tie_residual[i], tie_speed = e - there_.tie_residual[i];
      if (!still_ && speed != 0) {
        kinks_.push_back({r / speed, (e - tie_speed * (r / speed)) / speed, std::fabs(speed), i});
      } else if ((e < 0) != (e < tie_speed)) {
        kinks_.push_back({e / tie_speed, 0, 0, i});
      }
    }
  }

  DoubleDouble step(std::size_t j) const { return there_.coefficients[j] + -here_.coefficients[j]; }

  // The last kink before which f falls. Along the way its slope is -(1 - at) c plus w speed of each kink passed, with the
  // curvature c; where the way has length 0 but for its part in epsilon, the first kink ends the fall.
  Kink last_falling() {
    const auto at = [&](std::size_t k) { return kinks_.begin() + static_cast<std::ptrdiff_t>(k); };
    if (still_) return *std::min_element(kinks_.begin(), kinks_.end());
    double curvature = 0;
    for (std::size_t j = 0; j < design_.columns; ++j) {
      const double change = root_[j] * step(j).value();
      curvature += change * change;
    }
    std::size_t first = 0, last = kinks_.size();
    double passed = 0;
    while (last - first > 1) {
      const std::size_t middle = first + (last - first) / 2;
      std::nth_element(at(first), at(middle), at(last));
      double through = passed;
      for (std::size_t k = first; k < middle; ++k) through += weights_[kinks_[k].row] * kinks_[k].speed;
      if (through < (1 - kinks_[middle].at) * curvature) {
        passed = through;
        first = middle;
      } else {
        last = middle;
      }
    }
    return kinks_[first];
  }

  // Goes as far as that kink and holds its row.
  void hold(const Kink& kink) {
    DoubleDouble share{std::fmin(std::fmax(kink.at, 0), 1), 0};
    if (kink.speed > 0) {  // to twice the precision, so that rows that meet there are seen to meet
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
    add_slope(kink.row, -side(kink.row));
    held_.push_back(kink.row);
    is_held_[kink.row] = true;
    measure(here_);
    take_sides();
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

  void let_go(std::size_t k) {
    const std::size_t i = held_[k];
    above_[i] = face_.multipliers[k] > 0;
    is_held_[i] = false;
    held_.erase(held_.begin() + static_cast<std::ptrdiff_t>(k));
    add_slope(i, side(i));
  }

  const ScaledDesign& design_;
  std::span<const double> x_;
  std::span<const DoubleDouble> y_;
  double tau_, weight_unit_ = 1;
  std::vector<double> weights_;                  // over weight_unit_
  std::vector<double> root_, lift_, centre_;     // root of the curvature; by how much that was raised, and about what
  std::vector<std::size_t> held_;
  std::vector<bool> above_, is_held_;
  std::vector<double> ties_;
  bool still_ = false;                           // from here_ to there_ is no way but in epsilon
  std::vector<DoubleDouble> slope_;
  Point here_, there_;
  QuantileFace face_;
  std::vector<Kink> kinks_;
};

}  // namespace mle
