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

// Where `excess` leaves what is <= 0, between inside and outside, where it is above 0 or NaN: bisection, for a refit is
// never so smooth that a faster rule could be trusted with its last digits. Both ends are moved there.
template <class Excess>
void crossing(const Excess& excess, double& inside, double& outside, double unit) {
  for (int step = 0; step < 200; ++step) {
    const double middle = inside + (outside - inside) / 2;
    if (middle == inside || middle == outside || std::fabs(outside - inside) <= 1e-12 * (unit + std::fabs(middle))) break;
    (excess(middle) <= 0 ? inside : outside) = middle;
  }
}

inline constexpr double farthest = 1e4;  // how far a search goes, in units of its first step

}  // namespace inference

// level in (0, 1). wald: estimate -+ quantile * standard error, which may leave the domain. score, likelihood_ratio:
// the ends where the test's statistic passes the chi-square quantile, searched outwards from the estimate. There is no
// interval where the statistic does not exist at the estimate or before an end is found, or where nothing is rejected as
// far as the search goes and the domain is the whole line: that proves no infinite end. An estimate at an end of the
// domain, or running off to it, does.
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
  if (!std::isfinite(target.nll())) {
    result.reason = "The likelihood is unbounded.";
    return {};
  }
  const Parameter domain = target.domain();
  const inference::Line line(domain);
  Test outcome;    // the last one
  Status failure;  // its own
  const auto excess = [&](double u) {
    const double value = line.from(u);
    // Where no value is left but the domain's own end, nothing was refused on the way to it.
    if (!domain.contains(value)) return -infinity;
    failure = test(target, kind, value, outcome);
    return failure.ok() ? outcome.statistic - z * z : std::numeric_limits<double>::quiet_NaN();
  };
  const auto none = [&](double last, const char* otherwise) {
    result = {};
    result.reason = std::isnan(last) ? outcome.reason : otherwise;
    return std::isnan(last) ? failure : Status{};
  };
  double centre = line.to(target.estimate());
  // The first step: a tenth of a standard error, where there is one.
  const double error = std::fabs(line.to(target.estimate() + target.standard_error()) - centre);
  const double unit = 0.1 * (error > 0 && std::isfinite(error) ? error : target.unit());
  bool open_above = false, open_below = false;  // the likelihood rises towards that end
  double there = 0;
  if (std::isfinite(centre)) {
    there = excess(centre);
  } else {
    open_above = centre > 0;
    open_below = !open_above;
    // Somewhere on the way to the end lies a value that is not rejected.
    const double start = line.to(domain.start), towards = (open_above ? 1 : -1) * target.unit();
    there = excess(centre = start);
    for (double step = 1; there > 0 && step < inference::farthest; step *= 2) there = excess(centre = start + towards * step);
  }
  if (!(there <= 0)) return none(there, "No value could be found that the test does not reject.");
  for (const double direction : {-1.0, 1.0}) {
    double& end = direction < 0 ? result.lower : result.upper;
    end = direction < 0 ? domain.lower : domain.upper;
    if (direction < 0 ? open_below : open_above) continue;
    double inside = centre, outside = centre;
    there = -1;
    for (double step = unit; there <= 0 && step < unit * inference::farthest; step *= 2) {
      inside = outside;
      there = excess(outside = centre + direction * step);
    }
    if (!(there <= 0)) {
      inference::crossing(excess, inside, outside, unit);
      there = excess(outside);
      if (std::isnan(there)) return none(there, "");
      end = line.from(inside);
    } else if (std::isinf(domain.lower) && std::isinf(domain.upper)) {
      return none(there, "The test rejects no value as far as the search goes, which does not prove an infinite end.");
    }
  }
  return {};
}

}  // namespace mle
