// The scale of a quantile regression under L2, where it is estimated with the coefficients.
#pragma once

#include <vector>

#include "mle/regression/penalised_quantile.hpp"
#include "mle/special.hpp"

namespace mle {

// Minimises n log L(g) + strength Q(g), L the loss and Q half the sum of squares of a PenalisedQuantile: what is left of
// the penalised NLL at the best width for g, L / n. It may have several minima. Each is the solution for a kappa with
// kappa = strength L / n, so a search over kappa finds them.
//
// As kappa grows, L does not fall and Q does not rise, and no g is below the tangents of the curve (L, Q), of slope
// -1 / kappa, because the solution minimises L + kappa Q. Between two solutions, therefore:
//   - no minimum is there if strength L / n at the lower kappa is not below the upper kappa, or the reverse;
//   - as n log L is concave, no value is below the least of those at the two ends and where their tangents meet.
// An interval that neither rules out is halved. So no other minimum is lower by more than 1e-13 n nats; of the one found,
// kappa is then brought to its fixed point by secants between bounds (Illinois), to rounding.
class PenalisedWidth {
 public:
  // least, above 0, and most: the loss without a penalty and under an infinite one. Leaves solver at the minimum.
  PenalisedWidth(PenalisedQuantile& solver, double strength, double n, double least, double most)
      : solver_(solver), strength_(strength), n_(n) {
    const Point low = at(strength * (least / n)), high = at(strength * (most / n));
    // A loss below the least: that was none, because rounding hid from the other method that its plane is not optimal.
    solver.finished = solver.finished && low.loss >= least * (1 - 1e-9);
    std::vector<Interval> open = {{low, high}};
    while (!open.empty() && solver.finished) {
      const Interval interval = open.back();
      open.pop_back();
      if (!may_hold(interval)) continue;
      const Point middle = at(std::sqrt(interval.low.kappa) * std::sqrt(interval.high.kappa));
      open.push_back({middle, interval.high});
      open.push_back({interval.low, middle});
    }
    approach();
  }

 private:
  static constexpr double negligible = 8 * std::numeric_limits<double>::epsilon();

  struct Point {
    double kappa, loss, half_squares;
  };
  struct Interval {
    Point low, high;
  };

  Point at(double kappa) {
    solver_.solve(kappa);
    const Point point{kappa, solver_.loss(), solver_.half_squares()};
    seen_.push_back(point);
    if (value(point) < value(seen_[best_])) best_ = seen_.size() - 1;
    return point;
  }

  double value(const Point& point) const { return n_ * log(point.loss) + strength_ * point.half_squares; }

  // From kappa to the one that belongs to its loss.
  double step(const Point& point) const { return strength_ * (point.loss / n_) - point.kappa; }

  bool may_hold(const Interval& interval) const {
    const Point &low = interval.low, &high = interval.high;
    const double ratio = high.kappa / low.kappa;
    if (!(ratio > 1 + 1e-7) || !(ratio < infinity)) return false;  // so close that rounding hides what is between
    if (low.kappa + step(low) >= high.kappa || high.kappa + step(high) <= low.kappa) return false;
    const double meeting =
        (high.kappa * (low.half_squares - high.half_squares) + low.loss * ratio - high.loss) / (ratio - 1);
    const double loss = std::clamp(meeting, low.loss, std::fmax(low.loss, high.loss));
    const double half_squares = low.half_squares - (loss - low.loss) / low.kappa;
    return value({0, loss, half_squares}) < value(seen_[best_]) - 1e-13 * n_;
  }

  // From the best point to the fixed point next to it, on the side that its step points to.
  void approach() {
    const Point best = seen_[best_];
    const double way = step(best) > 0 ? 1 : -1;
    Point one = best, other = best;
    for (const Point& point : seen_)
      if (way * (point.kappa - one.kappa) > 0 && way * step(point) <= 0 &&
          (other.kappa == one.kappa || way * (other.kappa - point.kappa) > 0))
        other = point;
    double one_step = step(one), other_step = step(other), kappa = best.kappa;
    bool found = other.kappa == one.kappa || std::fabs(one_step) <= negligible * kappa;
    int replaced = 0;
    for (int pass = 0; pass < 100 && !found; ++pass) {
      kappa = one.kappa + (other.kappa - one.kappa) * (one_step / (one_step - other_step));
      const Point now = at(kappa);
      const int replaces = way * step(now) > 0 ? 1 : 2;
      (replaces == 1 ? one : other) = now;
      (replaces == 1 ? one_step : other_step) = step(now);
      if (replaces == replaced) (replaces == 1 ? other_step : one_step) /= 2;
      replaced = replaces;
      found = std::fabs(step(now)) <= negligible * kappa || std::fabs(other.kappa - one.kappa) <= negligible * kappa;
    }
    solver_.solve(kappa);
  }

  PenalisedQuantile& solver_;
  double strength_, n_;
  std::vector<Point> seen_;
  std::size_t best_ = 0;
};

}  // namespace mle
