// Profile likelihood and the intervals of values that a test does not reject.
#pragma once

#include "mle/inference/tests.hpp"

namespace mle {

// out[g] = the smallest NLL with the number held at grid[g], everything else estimated anew.
template <InferenceTarget T>
Status profile(const T& target, std::span<const double> grid, std::span<double> out) {
  const Parameter domain = target.domain();
  for (double value : grid)
    if (!domain.contains(value)) return Status::invalid("grid", domain.rule, value);
  for (std::size_t g = 0; g < grid.size(); ++g) {
    Restricted restricted;
    const Status status = target.restricted(grid[g], restricted);
    if (!status.ok()) return status;
    out[g] = restricted.nll;
  }
  return {};
}

// The values that the test does not reject at 1 - level. An end may be the domain's own, or infinite.
struct Interval {
  double lower = std::numeric_limits<double>::quiet_NaN();
  double upper = std::numeric_limits<double>::quiet_NaN();
  const char* reason = "";  // why there is none; both ends are then NaN
};

namespace inference {

// The parameter's domain mapped to the line, so that a search cannot leave it: the number itself, log(x - lower), or
// logit of its place between lower and upper.
class Line {
 public:
  explicit Line(const Parameter& domain) : domain_(domain) {}
  double to(double x) const {
    if (std::isinf(domain_.lower)) return x;
    if (std::isinf(domain_.upper)) return log(x - domain_.lower);
    return logit((x - domain_.lower) / (domain_.upper - domain_.lower));
  }
  double from(double u) const {
    if (std::isinf(domain_.lower)) return u;
    if (std::isinf(domain_.upper)) return domain_.lower + exp(u);
    return domain_.lower + (domain_.upper - domain_.lower) * sigmoid(u);
  }
 private:
  const Parameter domain_;
};

// Where `excess` changes sign between inside (<= 0) and outside (> 0): bisection, for a refit is never so smooth that
// a faster rule could be trusted with its last digits.
template <class Excess>
double crossing(const Excess& excess, double inside, double outside, double unit) {
  for (int step = 0; step < 200; ++step) {
    const double middle = inside + (outside - inside) / 2;
    if (middle == inside || middle == outside || std::fabs(outside - inside) <= 1e-12 * (unit + std::fabs(middle))) break;
    (excess(middle) > 0 ? outside : inside) = middle;
  }
  return inside;
}

inline constexpr double farthest = 1e4;  // how far a search goes, in units of its first step

}  // namespace inference

// level in (0, 1). wald: estimate -+ quantile * standard error, which may leave the domain. score, likelihood_ratio:
// the ends where the test's statistic passes the chi-square quantile, searched outwards from the estimate.
template <InferenceTarget T>
Status interval(const T& target, TestKind kind, double level, Interval& result) {
  if (!(level > 0 && level < 1)) return Status::invalid("level", "must be between 0 and 1", level);
  result = {};
  const double z = gaussian_quantile(0.5 + level / 2);
  if (kind == TestKind::wald) {
    result.reason = target.reason();
    const double reach = z * target.standard_error();
    result.lower = target.estimate() - reach;
    result.upper = target.estimate() + reach;
    return {};
  }
  const Parameter domain = target.domain();
  const inference::Line line(domain);
  Status failure;
  const auto excess = [&](double u) {
    Test outcome;
    const double value = line.from(u);
    // Where no value is left but the domain's own end, nothing was refused on the way to it.
    if (!domain.contains(value)) return -infinity;
    const Status status = test(target, kind, value, outcome);
    if (!status.ok() && failure.ok()) failure = status;
    if (std::isnan(outcome.statistic)) {
      if (kind == TestKind::likelihood_ratio) result.reason = outcome.reason;
      return kind == TestKind::likelihood_ratio ? infinity : -infinity;  // score: no information left to refuse with
    }
    return outcome.statistic - z * z;
  };
  if (!std::isfinite(target.nll())) {
    result.reason = "The likelihood is unbounded.";
    return {};
  }
  double centre = line.to(target.estimate());
  // The first step: a tenth of a standard error, where there is one.
  const double error = std::fabs(line.to(target.estimate() + target.standard_error()) - centre);
  const double unit = 0.1 * (error > 0 && std::isfinite(error) ? error : 1);
  const double start = line.to(domain.start);
  bool open_above = false, open_below = false;  // the likelihood rises towards that end
  if (!std::isfinite(centre)) {
    open_above = centre > 0;
    open_below = !open_above;
    // Somewhere on the way to the end lies a value that is not rejected.
    const double towards = open_above ? 1 : -1;
    centre = start;
    for (double step = 1; excess(centre) > 0 && step < inference::farthest; step *= 2) centre = start + towards * step;
    if (excess(centre) > 0) {
      result.reason = "No value could be found that the test does not reject.";
      return failure;
    }
  }
  const auto end = [&](double direction, double domain_end) {
    double inside = centre;
    for (double step = unit; step < unit * inference::farthest; step *= 2) {
      const double outside = centre + direction * step;
      if (excess(outside) > 0) return line.from(inference::crossing(excess, inside, outside, unit));
      inside = outside;
    }
    return domain_end;
  };
  result.lower = open_below ? domain.lower : end(-1, domain.lower);
  result.upper = open_above ? domain.upper : end(1, domain.upper);
  if (result.reason[0] != '\0') result.lower = result.upper = std::numeric_limits<double>::quiet_NaN();
  return failure;
}

}  // namespace mle
