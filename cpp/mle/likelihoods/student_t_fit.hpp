// The fit of Student t noise: a search from several starts, and the three ways in which there is no maximum.
#pragma once

#include <optional>

#include "mle/likelihoods/gaussian.hpp"
#include "mle/likelihoods/student_t.hpp"

namespace mle::student_t_fit {

using location_scale::Task;

// Where sigma goes to 0 on a value that m of the n observations have, the NLL behaves as
//   (m - nu (n - m)) log sigma:
// without bound if m > nu (n - m). With equality it falls to a limit. Values of several observations only matter for
// the smallest nu that is allowed.
struct Spike {
  double value = 0;
  double count = 0;
};

// visit(value, how many observations have it) for each value that mu may take.
template <class Visit>
void each_value(const Task& task, Visit visit) {
  const std::vector<double>& y = task.ordered;
  for (std::size_t i = 0, next; i < y.size(); i = next) {
    for (next = i; next < y.size() && y[next] == y[i];) ++next;
    if (task.free(1) || y[i] == task.set[1]) visit(y[i], static_cast<double>(next - i));
  }
}

// The value of most observations, or the set location.
inline Spike largest_spike(const Task& task) {
  Spike best;
  each_value(task, [&](double value, double count) {
    if (count > best.count) best = {value, count};
  });
  return best;
}

// The NLL's limit as sigma goes to 0 on `value`, for which m = nu (n - m).
inline double limit_at(const Task& task, double value, double nu) {
  const double theta[] = {nu, value, 1};
  const StudentT model(theta);
  double limit = 0;
  for (double v : task.ordered) {
    limit += model.normaliser();
    if (v != value) limit += (nu + 1) * (log(std::fabs(v - value)) - 0.5 * log(nu));
  }
  return limit;
}

// Two values, each of half the observations: with nu = 1, the case of equality, the likelihood is the same on the whole
// half circle in (mu, sigma) that ends in them.
inline bool two_values(const Task& task, double count) {
  const std::size_t half = task.ordered.size() / 2;
  return 2 * count == static_cast<double>(task.ordered.size()) && task.ordered[0] == task.ordered[half - 1] &&
         task.ordered[half] == task.ordered.back();
}

// The value of `count` observations with the least limit, which is written to `limit`.
inline double best_limit(const Task& task, double count, double nu, double& limit) {
  double best = 0;
  limit = infinity;
  each_value(task, [&](double value, double times) {
    const double at = times == count ? limit_at(task, value, nu) : infinity;
    if (at < limit) {
      limit = at;
      best = value;
    }
  });
  return best;
}

// The shortest interval beside `window` that holds as many of the data; empty where none is nearly as short.
inline std::optional<location_scale::Interval> rival(const Task& task, const location_scale::Interval& window,
                                                     std::size_t count) {
  constexpr double nearly = 1.5;
  const std::span<const double> all = task.ordered;
  const auto below = std::lower_bound(all.begin(), all.end(), window.low) - all.begin();
  const auto above = std::upper_bound(all.begin(), all.end(), window.high) - all.begin();
  std::optional<location_scale::Interval> best;
  for (const std::span<const double> side : {all.first(static_cast<std::size_t>(below)),
                                             all.subspan(static_cast<std::size_t>(above))}) {
    if (side.size() < count) continue;
    const location_scale::Interval found = location_scale::shortest(side, count);
    const double least = best ? best->high - best->low : nearly * (window.high - window.low);
    if (found.high - found.low <= least) best = found;
  }
  return best;
}

// Places to begin: the shortest intervals that hold a third, half and all of the data, with a width to match; about a
// set location, the distances that hold these shares. The shortest third finds a cluster that the rest would hide; there
// may be a second one.
inline std::vector<std::vector<double>> places(const Task& task) {
  const std::size_t n = task.ordered.size();
  std::vector<double> distances;
  if (!task.free(1)) {
    for (double v : task.ordered) distances.push_back(std::fabs(v - task.set[1]));
    std::sort(distances.begin(), distances.end());
  }
  std::vector<std::vector<double>> result;
  for (std::size_t count : {n / 3 + 1, n / 2 + 1, n}) {
    const location_scale::Interval window = location_scale::shortest(task.ordered, std::min(count, n));
    std::vector<double> theta = task.set;
    if (task.free(1)) theta[1] = count == n ? task.median() : window.low + 0.5 * (window.high - window.low);
    if (task.free(2)) {
      theta[2] = count == n ? location_scale::mean_distance(task.ordered, theta[1])
                 : task.free(1) ? window.high - window.low
                                : distances[std::min(count, n) - 1];
      if (!(theta[2] > 0) && count < n) continue;  // equal values: no width to begin with
      if (!(theta[2] > 0)) theta[2] = 1;           // widths too small to add up
    }
    if (result.empty() || result.back() != theta) result.push_back(theta);
    if (count == n || !task.free(1)) continue;
    const auto second = rival(task, window, count);
    if (!second) continue;
    theta[1] = second->low + 0.5 * (second->high - second->low);
    if (task.free(2)) theta[2] = second->high - second->low;
    result.push_back(theta);
  }
  return result;
}

// With sigma set, the NLL in mu may dip at every value of the data: few data are all tried. Of more, the dips over the
// ordered data, or 64 of them.
inline void add_dips(const Task& task, double nu, std::vector<std::vector<double>>& starts) {
  const std::size_t n = task.ordered.size(), count = std::min<std::size_t>(n, 64);
  std::vector<double> places, nlls;
  for (std::size_t i = 0; i < count; ++i) {
    const double theta[] = {nu, task.ordered[count == n ? i : i * (n - 1) / (count - 1)], task.set[2]};
    if (!places.empty() && theta[1] == places.back()) continue;
    places.push_back(theta[1]);
    nlls.push_back(nll_sum<StudentT>(task.ordered, theta));
  }
  for (std::size_t i = 0; i < places.size(); ++i)
    if (n <= 50 || (!(i > 0 && nlls[i] > nlls[i - 1]) && !(i + 1 < places.size() && nlls[i] >= nlls[i + 1])))
      starts.push_back({nu, places[i], task.set[2]});
}

inline std::vector<std::vector<double>> starts_of(const Task& task) {
  std::vector<double> shapes = {1, 3, 10, 30};
  if (!task.free(0)) shapes = {task.set[0]};
  std::vector<std::vector<double>> starts;
  const bool dips = task.free(1) && !task.free(2);
  for (double nu : shapes) {
    if (dips) {
      add_dips(task, nu, starts);
      continue;
    }
    for (std::vector<double> theta : places(task)) {
      theta[0] = nu;
      starts.push_back(theta);
    }
  }
  if (!task.free(0)) return starts;
  // From the Gaussian's fit, where nu is as good as infinite: down from there, or to infinity.
  Fit gaussian = Gaussian::fit(task.ordered, {0, std::span(task.set).subspan(1)});
  if (gaussian.status == FitStatus::converged) starts.push_back({1e6, gaussian.theta[0], gaussian.theta[1]});
  return starts;
}

// Whether a search ended where another did, to rounding; of two such the one that proved convergence counts.
inline bool same_end(const Search& one, const Search& other) {
  return std::fabs(one.nll - other.nll) <= 1e-9 * std::fabs(other.nll) &&
         std::fabs(one.theta[1] - other.theta[1]) <= 1e-6 * (std::fabs(one.theta[2]) + std::fabs(other.theta[2]));
}

// Where the searches from all starts end, each place once.
inline std::vector<Search> ends_of(const Objective& objective, const Task& task,
                                   const std::vector<std::vector<double>>& starts) {
  std::vector<Search> ends;
  for (const std::vector<double>& start : starts) {
    const Search found = location_scale::search_from(objective, task, start);
    bool known = false;
    for (Search& end : ends) {
      if (!same_end(found, end)) continue;
      known = true;
      if (end.end == SearchEnd::stopped) end = found;
    }
    if (!known) ends.push_back(found);
  }
  return ends;
}

// Two maxima of one height, as far as doubles can tell, with lower ground halfway between them.
inline bool tie(const Task& task, const Search& one, const Search& other) {
  const double n = static_cast<double>(task.ordered.size()), rounding = 1e-12 * (n + std::fabs(one.nll));
  if (one.end == SearchEnd::stopped || one.end != other.end || std::fabs(one.nll - other.nll) > rounding) return false;
  std::vector<double> between(3);
  between[1] = one.theta[1] + (other.theta[1] - one.theta[1]) / 2;
  for (std::size_t j : {0, 2}) between[j] = std::sqrt(one.theta[j]) * std::sqrt(other.theta[j]);
  return nll_sum<StudentT>(task.ordered, between) > std::fmax(one.nll, other.nll) + rounding;
}

struct Best {
  Search search;
  int starts = 0;
  bool tied = false;  // another maximum is as high
};

// The best place of all. Many data are searched in two rounds: a thousand of them, evenly from the ordered, show where
// the maxima lie, and the searches over all begin there.
inline Best best_of(const Objective& objective, const Task& task) {
  constexpr std::size_t few = 1000;
  const std::size_t n = task.ordered.size();
  std::vector<std::vector<double>> starts = starts_of(task);
  const int count = static_cast<int>(starts.size());
  if (n > 2 * few) {
    Task thinned = task;
    thinned.ordered.clear();
    for (std::size_t i = 0; i < few; ++i) thinned.ordered.push_back(task.ordered[i * (n - 1) / (few - 1)]);
    const std::vector<Search> ends = ends_of(objective, thinned, starts);
    starts.clear();
    for (const Search& end : ends) starts.push_back(end.theta);
  }
  const std::vector<Search> ends = ends_of(objective, task, starts);
  Best best{ends[0], count};
  for (const Search& end : ends)
    if (end.nll < best.search.nll) best.search = end;
  for (const Search& end : ends) best.tied = best.tied || tie(task, end, best.search);
  return best;
}

// nu goes to infinity: the limit is the Gaussian's fit.
inline Fit gaussian_limit(std::span<const double> y, const FitOptions& options, const Fit& search) {
  const Fit gaussian =
      Gaussian::fit(y, {0, options.fixed.empty() ? options.fixed : options.fixed.subspan(1)});
  Fit fit = gaussian;
  // Where the Gaussian's overflows too there is no number to give: as a maximum the infinite nu is refused.
  if (std::isfinite(fit.nll)) fit.status = FitStatus::no_maximum;
  fit.theta.insert(fit.theta.begin(), infinity);
  fit.iterations = search.iterations;
  fit.starts = search.starts;
  fit.message = "The likelihood rises for ever as nu grows: it tends to that of the Gaussian fit, given here.";
  return fit;
}

}  // namespace mle::student_t_fit

namespace mle {

inline Fit StudentT::fit(std::span<const double> y, const FitOptions& options) {
  const location_scale::Task task = location_scale::task_of(y, parameters, options);
  if (!task.free(0) && !task.free(1) && !task.free(2)) return evaluated<StudentT>(y, options);
  const double least_nu = task.free(0) ? parameters[0].lower : task.set[0];
  const double n = static_cast<double>(y.size());
  const student_t_fit::Spike spike = student_t_fit::largest_spike(task);
  const double excess = spike.count - least_nu * (n - spike.count);
  if (task.free(2) && excess > 0)
    return location_scale::unbounded(
        {least_nu, spike.value, 0},
        "So many observations are equal that the likelihood grows without bound as sigma goes to 0 there.");

  if (excess == 0 && task.free(1) && task.free(2) && student_t_fit::two_values(task, spike.count)) {
    const double low = task.ordered.front(), high = task.ordered.back();
    Fit fit;
    fit.status = FitStatus::not_unique;
    fit.theta = {least_nu, low + (high / 2 - low / 2), high / 2 - low / 2};
    fit.nll = nll_sum<StudentT>(y, fit.theta);
    fit.message = "Every (mu, sigma) on the half circle over the two values has the same likelihood: this is its top.";
    return fit;
  }

  const Objective& objective = objective_of<StudentT>;
  const auto [best, starts, tied] = student_t_fit::best_of(objective, task);
  Fit fit = location_scale::finished(objective, y, best, "The best of the maxima found from all starts.");
  fit.starts = starts;
  if (task.free(2) && excess == 0 && spike.count > 0) {
    double limit = 0;
    const double value = student_t_fit::best_limit(task, spike.count, least_nu, limit);
    const double rounding = 1e-9 * (n + std::fabs(limit));
    if (limit <= best.nll + rounding) {
      fit.status = FitStatus::no_maximum;
      fit.theta = {least_nu, value, 0};
      fit.nll = limit;
      fit.message = "The likelihood rises for ever as sigma goes to 0 on a value of the data, towards the limit given.";
      return fit;
    }
  }
  if (best.end == SearchEnd::upper_edge) return student_t_fit::gaussian_limit(y, options, fit);
  if (best.end == SearchEnd::lower_edge) {
    fit.status = FitStatus::boundary;
    fit.message = "The likelihood rises all the way to nu = 0.5, the edge of the domain.";
  }
  if (tied) {
    fit.status = FitStatus::not_unique;
    fit.message = best.end == SearchEnd::lower_edge
                      ? "Two maxima or more have the same likelihood, at nu = 0.5, the edge of the domain: this is one of them."
                      : "Two maxima or more have the same likelihood: this is one of them.";
  }
  return fit;
}

}  // namespace mle
