// What the fits of location-scale models share: mu is their last parameter but one, the scale the last.
#pragma once

#include <algorithm>

#include "mle/search.hpp"

namespace mle::location_scale {

// The data ordered and divided by a power of two near their spread, so that squares and curvatures stay in range;
// exact, but for subnormals. The set values likewise, NaN where a parameter is free.
struct Scaled {
  double unit;
  std::vector<double> ordered, set;

  std::size_t location() const { return set.size() - 2; }
  std::size_t scale() const { return set.size() - 1; }
  bool free(std::size_t j) const { return std::isnan(set[j]); }
  double median() const { return ordered[ordered.size() / 2]; }
};

// The shortest interval that holds `count` of the ordered values: a place where many lie close together.
struct Interval {
  double low, high;
};
inline Interval shortest(std::span<const double> ordered, std::size_t count) {
  Interval best = {ordered.front(), ordered.back()};
  for (std::size_t i = 0; i + count <= ordered.size(); ++i)
    if (ordered[i + count - 1] - ordered[i] < best.high - best.low) best = {ordered[i], ordered[i + count - 1]};
  return best;
}

// Two measures of the width of ordered data: of the half that lies closest, blind to outliers, and the mean distance
// from the median, which counts them.
inline double half_width(std::span<const double> ordered) {
  const Interval half = shortest(ordered, ordered.size() / 2 + 1);
  return half.high - half.low;
}

inline double mean_distance(std::span<const double> y, double centre) {
  const double n = static_cast<double>(y.size());
  double mean = 0;
  for (double v : y) mean += std::fabs(v - centre) / n;
  return mean;
}

inline double mean_width(std::span<const double> ordered) { return mean_distance(ordered, ordered[ordered.size() / 2]); }

// 2^floor(log2 x) for x > 0, from 2^-1022 to 2^1023.
inline double power_below(double x) {
  const int exponent = static_cast<int>(elementary::bits_of(x) >> 52) - 1023;
  return elementary::power_of_two(std::min(1023, std::max(-1022, exponent)));
}

// width: the measure that the model's own scale follows.
inline Scaled scaled(std::span<const double> y, std::span<const Parameter> parameters, const FitOptions& options,
                     double (*width)(std::span<const double> ordered)) {
  Scaled result;
  for (std::size_t j = 0; j < parameters.size(); ++j) result.set.push_back(held(parameters, options, j));
  result.ordered.assign(y.begin(), y.end());
  std::sort(result.ordered.begin(), result.ordered.end());
  const std::vector<double>& ordered = result.ordered;
  const double set_location = result.set[result.location()], set_scale = result.set[result.scale()];
  double spread = width(ordered);
  if (spread == 0) spread = ordered.back() - ordered.front();
  if (spread == 0 && !std::isnan(set_location)) spread = std::fabs(ordered[0] - set_location);
  if (spread == 0) spread = std::isnan(set_scale) ? 1 : set_scale;
  double largest = std::fmax(std::fabs(ordered.front()), std::fabs(ordered.back()));
  for (double value : {set_location, set_scale}) largest = std::fmax(largest, std::fabs(value));  // NaN loses
  result.unit = power_below(std::fmax(spread, largest * 1e-280));
  for (double& v : result.ordered) v /= result.unit;
  result.set[result.location()] /= result.unit;
  result.set[result.scale()] /= result.unit;
  return result;
}

// Whether the scale may go to 0 on all of the data: all are equal, to the set location if there is one.
inline bool all_equal(const Scaled& data) {
  return data.ordered.front() == data.ordered.back() &&
         (data.free(data.location()) || data.ordered[0] == data.set[data.location()]);
}

inline Fit unbounded(std::vector<double> theta, const char* message) {
  Fit fit;
  fit.status = FitStatus::unbounded;
  fit.theta = std::move(theta);
  fit.nll = -infinity;
  fit.message = message;
  return fit;
}

// A start for a model with one maximum: the median and the mean distance from it, or what is set.
inline std::vector<double> plain_start(const Scaled& data) {
  std::vector<double> theta = data.set;
  double& location = theta[data.location()];
  double& scale = theta[data.scale()];
  if (std::isnan(location)) location = data.median();
  if (std::isnan(scale)) scale = mean_distance(data.ordered, location);
  return theta;
}

// A search's result in the data's own unit; the message holds for a maximum that was found.
inline Fit finished(const Objective& objective, std::span<const double> y, const Scaled& data, const Search& search,
                    const char* message) {
  Fit fit;
  fit.theta = search.theta;
  for (std::size_t j = data.location(); j < fit.theta.size(); ++j) fit.theta[j] *= data.unit;
  fit.nll = objective.nll_sum(y, fit.theta);
  // Where a residual overflows there is no number to give: Model::fit says so of a theta that is none.
  if (!std::isfinite(fit.nll)) fit.theta.back() = infinity;
  fit.iterations = search.iterations;
  fit.message = message;
  if (search.end == SearchEnd::stopped) {
    fit.status = FitStatus::iteration_limit;
    fit.message = "The search stopped before it converged: the estimates are where it stood.";
  }
  return fit;
}

// Adds to the entry (i, j) of a symmetric 3 x 3 matrix and to its mirror image.
inline void add_mixed(std::span<double> h, std::size_t i, std::size_t j, double value) {
  h[i * 3 + j] += value;
  h[j * 3 + i] += value;
}

}  // namespace mle::location_scale
