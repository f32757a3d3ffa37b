// What the fits of location-scale models share: mu is their last parameter but one, the scale the last.
#pragma once

#include <algorithm>

#include "mle/search.hpp"

namespace mle::location_scale {

// The data in order, and the set values: NaN where a parameter is free.
struct Task {
  std::vector<double> ordered, set;

  std::size_t location() const { return set.size() - 2; }
  std::size_t scale() const { return set.size() - 1; }
  bool free(std::size_t j) const { return std::isnan(set[j]); }
  double median() const { return ordered[ordered.size() / 2]; }
};

inline Task task_of(std::span<const double> y, std::span<const Parameter> parameters, const FitOptions& options) {
  Task task;
  for (std::size_t j = 0; j < parameters.size(); ++j) task.set.push_back(held(parameters, options, j));
  task.ordered.assign(y.begin(), y.end());
  std::sort(task.ordered.begin(), task.ordered.end());
  return task;
}

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

// The mean distance of the data from `centre`: a scale to start from. Above 0, for not all data are equal to it.
inline double mean_distance(std::span<const double> y, double centre) {
  const double n = static_cast<double>(y.size());
  double mean = 0, largest = 0;
  for (double v : y) {
    mean += std::fabs(v - centre) / n;
    largest = std::fmax(largest, std::fabs(v - centre));
  }
  return mean > 0 ? mean : largest;  // subnormal shares may vanish
}

// 2^floor(log2 x) for x > 0, from 2^-1022 to 2^1023.
inline double power_below(double x) {
  const int exponent = static_cast<int>(elementary::bits_of(x) >> 52) - 1023;
  return elementary::power_of_two(std::min(1023, std::max(-1022, exponent)));
}

// The search from one start, in units of a power of two near its scale, so that squares and curvatures stay in range.
// Exact, but for subnormals.
inline Search search_from(const Objective& objective, const Task& task, const std::vector<double>& start) {
  const std::size_t location = task.location(), scale = task.scale();
  const double largest = std::fmax(std::fabs(task.ordered.front()), std::fabs(task.ordered.back()));
  const double unit = power_below(std::fmax(start[scale], std::fmax(largest, std::fabs(start[location])) * 1e-300));
  std::vector<double> y = task.ordered, set = task.set, theta = start;
  for (double& v : y) v /= unit;
  for (std::size_t j : {location, scale}) {
    set[j] /= unit;
    theta[j] /= unit;
  }
  Search found = search(objective, y, theta, set);
  for (std::size_t j : {location, scale}) found.theta[j] *= unit;
  found.nll += static_cast<double>(y.size()) * log(unit);
  return found;
}

// Whether the scale may go to 0 on all of the data: all are equal, to the set location if there is one.
inline bool all_equal(const Task& task) {
  return task.ordered.front() == task.ordered.back() &&
         (task.free(task.location()) || task.ordered[0] == task.set[task.location()]);
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
inline std::vector<double> plain_start(const Task& task) {
  std::vector<double> theta = task.set;
  double& location = theta[task.location()];
  double& scale = theta[task.scale()];
  if (std::isnan(location)) location = task.median();
  if (std::isnan(scale)) scale = mean_distance(task.ordered, location);
  return theta;
}

// A search as a fit; the message holds for a maximum that was found.
inline Fit finished(const Objective& objective, std::span<const double> y, const Search& search, const char* message) {
  Fit fit;
  fit.theta = search.theta;
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
