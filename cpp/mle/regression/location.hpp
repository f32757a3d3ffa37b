// Regressions of smooth location models (identity link): Newton on the standardised residuals of least squares, from
// several places where the likelihood may have several maxima.
#pragma once

#include "mle/random.hpp"
#include "mle/regression/estimate.hpp"
#include "mle/regression/least_squares.hpp"
#include "mle/regression/objective.hpp"

namespace mle {

namespace location {

inline constexpr double small_scale = 1e-9;  // of the standardised residuals: "sigma near 0"

// The problem that the search works on: y is what least squares left, over `unit`, a power of two.
struct Standardised {
  ScaledDesign design;
  std::vector<double> base;  // scaled coefficients of least squares, in the unit of y
  double unit = 1;
  bool perfect = false;      // least squares goes through every observation
};

// design: the columns kept of `full`, which is x scaled.
inline Standardised standardise(const ScaledDesign& full, std::span<const double> x, const ScaledDesign& design,
                                std::span<const std::size_t> columns, double held_scale) {
  double largest = 0;
  for (std::size_t i = 0; i < full.rows; ++i)
    largest = std::fmax(largest, std::fmax(std::fabs(full.y[i]), std::fabs(full.offset[i])));
  const double unit = power_of_two_near(largest);
  std::vector<DoubleDouble> target;
  for (std::size_t i = 0; i < full.rows; ++i) target.push_back(two_sum(full.y[i] / unit, -full.offset[i] / unit));
  const LeastSquares fit(full, x, target, full.weights, 0);
  Standardised out{design, {}, 1, fit.perfect()};
  const std::vector<double> residuals = fit.residuals();
  double size = 0;
  for (double r : residuals) size = std::fmax(size, std::fabs(r));
  double squares = 0;
  for (std::size_t i = 0; i < full.rows && size > 0; ++i)
    squares += full.weights[i] / full.n * (residuals[i] / size) * (residuals[i] / size);
  size *= std::sqrt(squares);
  if (out.perfect) size = held_scale / unit;
  const double shrink = power_of_two_near(size);
  out.unit = unit * shrink;
  for (std::size_t i = 0; i < full.rows; ++i) out.design.y[i] = residuals[i] / shrink;
  out.design.offset.assign(full.rows, 0);
  for (std::size_t j : columns) out.base.push_back(fit.scaled_coefficient(j) * unit);
  return out;
}

inline double residual(const ScaledDesign& design, std::size_t i, std::span<const double> at) {
  double r = design.y[i];
  for (std::size_t j = 0; j < design.columns; ++j) r -= design.row(i)[j] * at[j];
  return r;
}

// Coefficients that go through p independent rows, and the weight of the rows that they go through.
struct Interpolation {
  std::vector<double> coefficients;
  double count = 0;
  double width = 0;  // the distance that a third of the other rows are within
};

inline void measure(const ScaledDesign& design, Interpolation& found) {
  std::vector<double> distances;
  found.count = 0;
  for (std::size_t i = 0; i < design.rows; ++i) {
    const double distance = std::fabs(residual(design, i, found.coefficients));
    double terms = std::fabs(design.y[i]) + 1;
    for (std::size_t j = 0; j < design.columns; ++j) terms += std::fabs(design.row(i)[j] * found.coefficients[j]);
    if (distance <= 1e-12 * terms) found.count += design.weights[i];
    else distances.push_back(distance);
  }
  if (distances.empty()) return;
  const auto third = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 3);
  std::nth_element(distances.begin(), third, distances.end());
  found.width = *third;
}

// Every set of p rows where these are few, else a random choice, the same on each call (Rousseeuw's elemental sets).
inline std::vector<Interpolation> interpolations(const ScaledDesign& design) {
  const std::size_t n = design.rows, p = design.columns;
  const std::size_t most = std::clamp<std::size_t>(2000000 / (n * p), 20, 500);
  double sets = 1;
  for (std::size_t j = 0; j < p && j < n; ++j) sets *= static_cast<double>(n - j) / static_cast<double>(j + 1);
  const bool every = n >= p && sets <= static_cast<double>(most);
  std::vector<std::size_t> rows(p);
  for (std::size_t j = 0; j < p; ++j) rows[j] = j;
  std::vector<Interpolation> out;
  Random random(1);
  const std::vector<double> size(p, std::sqrt(static_cast<double>(p)));
  for (std::size_t tried = 0; tried < most && n >= p; ++tried) {
    if (!every)
      for (std::size_t& row : rows) row = static_cast<std::size_t>(random.uniform() * static_cast<double>(n));
    std::vector<double> a, b;
    for (std::size_t row : rows) {
      a.insert(a.end(), design.row(row).begin(), design.row(row).end());
      b.push_back(design.y[row]);
    }
    const Qr qr(a, p, p, size);
    if (qr.rank() == p) {
      qr.multiply_transposed(b);
      qr.solve(b);
      out.push_back({b, 0, 0});
      measure(design, out.back());
    }
    if (!every) continue;
    std::size_t j = p;  // the next set in order
    while (j > 0 && rows[j - 1] == n - p + j - 1) --j;
    if (j == 0) break;
    ++rows[j - 1];
    for (; j < p; ++j) rows[j] = rows[j - 1] + 1;
  }
  return out;
}

// How fast the NLL of a row that the fit misses rises as log sigma falls, for a tiny sigma: nu for Student t.
inline double price_of_a_miss(const Model& model, std::vector<double> theta, std::size_t scale) {
  theta[scale] = 1e-30;
  const std::size_t k = theta.size();
  const double y = 1, eta = 0;
  std::vector<double> nll(1), gradient(k), hessian(k * k);
  model.predict({&y, 1}, {&eta, 1}, theta, nll, gradient, hessian);
  return -gradient[scale];
}

class Searches {
 public:
  Searches(const Model& model, const Standardised& problem, double lambda, const std::vector<double>& theta)
      : model_(model), problem_(problem), objective_(model, problem.design, lambda), theta_(theta),
        shape_(theta.size()) {
    for (std::size_t j = 0; j < problem.design.columns; ++j) {
      objective_.penalty.curvature[j] *= problem.unit * problem.unit;
      objective_.penalty.shift[j] = problem.base[j] / problem.unit;
    }
    for (std::size_t j = 0; j < theta.size(); ++j) {
      const bool free = std::isnan(theta[j]);
      objective_.theta[j] = free ? model.parameters[j].start : theta[j];
      if (!free || model.parameters[j].role == Role::predicted) continue;
      objective_.free.push_back(j);
      if (model.parameters[j].role == Role::shape) shape_ = j;
    }
  }

  PredictorObjective& objective() { return objective_; }
  std::vector<double> best;  // the point with the least value so far
  Minimum minimum;           // there
  int starts = 0, iterations = 0;

  bool at_lower_end = false;  // the best has its shape at the lower end of the domain

  // Searches from these coefficients and this scale; a free shape starts at the best of a few, and is held at the lower
  // end of its domain in a second search.
  void from(std::span<const double> coefficients, double scale) {
    std::vector<double> at = point(coefficients, scale);
    if (!std::isfinite(objective_.evaluate(at, nullptr))) return;
    keep(at, minimise(objective_, at, estimate::iteration_limit), false);
    ++starts;
    if (shape_ < theta_.size()) from_lower_end(point(coefficients, scale));
  }

  // Where the best lies at the lower end, the likelihood must not rise inward from it.
  void prove_lower_end() {
    if (!at_lower_end) return;
    std::vector<double> at = best;
    at[shape_at()] = log(1.01 * model_.parameters[shape_].lower);
    keep(at, minimise(objective_, at, estimate::iteration_limit), false);
  }

  double value_at_start(std::span<const double> coefficients, double scale) {
    return objective_.evaluate(point(coefficients, scale), nullptr);
  }

 private:
  std::size_t shape_at() const {  // where a point holds the free shape
    std::size_t at = problem_.design.columns;
    for (std::size_t j : objective_.free) {
      if (j == shape_) break;
      ++at;
    }
    return at;
  }

  std::vector<double> point(std::span<const double> coefficients, double scale) {
    std::vector<double> at(coefficients.begin(), coefficients.end());
    for (std::size_t j : objective_.free)
      at.push_back(log(model_.parameters[j].role == Role::scale ? scale : model_.parameters[j].start));
    if (shape_ == theta_.size()) return at;
    double& u = at[shape_at()];
    double least = infinity, chosen = u;
    for (double shape : {0.6, 1.0, 3.0, 10.0, 30.0}) {
      u = log(shape);
      const double value = objective_.evaluate(at, nullptr);
      if (!(value < least)) continue;
      least = value;
      chosen = u;
    }
    u = chosen;
    return at;
  }

  void from_lower_end(std::vector<double> at) {
    PredictorObjective edge = objective_;
    edge.theta[shape_] = model_.parameters[shape_].lower;
    std::erase(edge.free, shape_);
    const auto place = at.begin() + static_cast<std::ptrdiff_t>(shape_at());
    at.erase(place);
    const Minimum found = minimise(edge, at, estimate::iteration_limit);
    at.insert(at.begin() + static_cast<std::ptrdiff_t>(shape_at()), log(model_.parameters[shape_].lower));
    keep(at, found, true);
  }

  // The same minimum from another start differs by rounding: then a proof of convergence counts.
  void keep(const std::vector<double>& at, const Minimum& found, bool lower_end) {
    iterations += found.iterations;
    const double rounding = 1e-12 * (problem_.design.n + std::fabs(found.value));
    const bool proven = found.converged && !minimum.converged;
    if (best.empty() || found.value < minimum.value - (minimum.converged ? rounding : 0) ||
        (proven && found.value < minimum.value + rounding)) {
      best = at;
      minimum = found;
      at_lower_end = lower_end;
    }
  }

  const Model& model_;
  const Standardised& problem_;
  PredictorObjective objective_;
  std::vector<double> theta_;
  std::size_t shape_;  // the free shape; how many parameters there are, where there is none
};

// Where the likelihood grows without bound, or towards a limit, as sigma goes to 0 on rows that a plane goes through.
// Of m such rows, each gains log sigma and each other loses price * log sigma.
inline bool find_spike(const Model& model, std::vector<double> theta, std::size_t scale, const Standardised& problem,
                       std::span<const Interpolation> candidates, Searches& searches, Estimate& out) {
  for (std::size_t j = 0; j < theta.size(); ++j)
    if (std::isnan(theta[j])) theta[j] = model.parameters[j].role == Role::shape ? model.parameters[j].lower : 1;
  const double price = price_of_a_miss(model, theta, scale);
  double least = searches.best.empty() ? infinity : searches.minimum.value;
  bool found = false;
  for (const Interpolation& candidate : candidates) {
    const double excess = candidate.count - price * (problem.design.n - candidate.count);
    const double tie = 1e-9 * problem.design.n;
    if (excess < -tie) continue;
    PredictorObjective limit(model, problem.design, 0);
    theta[scale] = small_scale;
    limit.theta = theta;
    const double value = excess > tie ? -infinity : limit.evaluate(candidate.coefficients, nullptr);
    // A search that ran towards the limit stops just short of it.
    const bool proven = !found && searches.minimum.converged;
    const double rounding = std::isfinite(least) ? 1e-7 * (problem.design.n + std::fabs(least)) : 0;
    if (!(value < least + (found ? 0 : proven ? -rounding : rounding))) {
      if (proven && value <= least + rounding) {
        out.status = FitStatus::not_unique;
        out.message = "The likelihood is as large in the limit of the scale going to 0 on some observations: this is one "
                      "of many maxima.";
      }
      continue;
    }
    least = value;
    found = true;
    out.coefficients = candidate.coefficients;
    out.nll = out.penalised = value;
    out.theta = theta;
    out.theta[scale] = 0;
    out.status = excess > tie ? FitStatus::unbounded : FitStatus::no_maximum;
    out.message = excess > tie
                      ? "The fit goes through so many observations that the likelihood grows without bound as the "
                        "scale goes to 0 there."
                      : "The likelihood rises for ever as the scale goes to 0 on observations that the fit goes "
                        "through, towards the limit given.";
  }
  return found;
}

// A convex minimum may be the end of an interval of minima, at a row on the kink of its misfit, which has curvature on one
// side only (Huber). A slightly smaller scale leaves such rows out: where the curvature is then singular, the NLL itself
// is asked, both ways along the direction without curvature.
inline bool is_flat(PredictorObjective& objective, const Searches& searches, std::size_t scale) {
  constexpr double less = 1e-7, step_size = 1e-4;
  if (!searches.minimum.converged) return false;
  const std::size_t k = objective.size();
  const bool free_scale = !objective.free.empty();
  Derivatives d;
  std::vector<double> at = searches.best, step(k), work(k * k);
  const double held = objective.theta[scale];
  if (free_scale) at.back() -= less;
  else objective.theta[scale] = held * (1 - less);
  objective.evaluate(at, &d);
  if (!free_scale) objective.theta[scale] = held;
  d.gradient.assign(k, 1);
  bool flat = false;
  if (newton::newton_step(d, 0, step, work) > 0) {
    double largest = 0;
    for (double v : step) largest = std::fmax(largest, std::fabs(v));
    for (double sign : {step_size, -step_size}) {
      for (std::size_t j = 0; j < k; ++j) at[j] = searches.best[j] + sign * step[j] / largest;
      const double rounding = 1e-13 * (1 + std::fabs(searches.minimum.value));
      flat = flat || objective.evaluate(at, nullptr) <= searches.minimum.value + rounding;
    }
  }
  return flat;
}

}  // namespace location

// A smooth location model. full: the scaled design; design: its columns kept; theta: held parameters, NaN those that
// are estimated. status overflow: the likelihood is finite nowhere that a search would begin.
inline Status fit_location(const Model& model, const ScaledDesign& full, std::span<const double> x,
                         const ScaledDesign& design, std::span<const std::size_t> columns, double lambda,
                         std::vector<double> theta, Estimate& out) {
  std::size_t scale = 0, shape = theta.size();
  for (std::size_t j = 0; j < theta.size(); ++j) {
    if (model.parameters[j].role == Role::scale) scale = j;
    if (model.parameters[j].role == Role::shape) shape = j;
  }
  const bool free_scale = std::isnan(theta[scale]), several = shape < theta.size();
  const location::Standardised problem =
      location::standardise(full, x, design, columns, free_scale ? 1 : theta[scale]);
  const std::size_t p = design.columns;
  out = {};
  const auto finish = [&] {
    for (std::size_t j = 0; j < p; ++j) out.coefficients[j] = problem.base[j] + problem.unit * out.coefficients[j];
    for (double& v : out.covariance) v *= problem.unit * problem.unit;
    out.theta[scale] *= problem.unit;
    out.nll += problem.design.n * log(problem.unit);
    out.penalised += problem.design.n * log(problem.unit);
  };
  if (free_scale && problem.perfect) {
    out.status = FitStatus::unbounded;
    out.message = "The fit goes through every observation: the likelihood grows without bound as the scale goes to 0.";
    out.coefficients.assign(p, 0);
    out.theta = theta;
    out.theta[scale] = 0;
    out.nll = out.penalised = -infinity;
    finish();
    return {};
  }
  if (!free_scale) theta[scale] /= problem.unit;

  location::Searches searches(model, problem, lambda, theta);
  const std::vector<double> zero(p);
  std::vector<location::Interpolation> candidates;
  if (several && lambda == 0) candidates = location::interpolations(problem.design);
  searches.from(zero, 1);
  if (several) {
    // Least squares, and the planes through p rows from which the likelihood is highest.
    constexpr std::size_t places = 9;
    std::vector<std::pair<double, std::size_t>> order;
    const auto width = [&](const location::Interpolation& c) { return std::fmax(c.width, location::small_scale); };
    for (std::size_t c = 0; c < candidates.size(); ++c)
      order.push_back({searches.value_at_start(candidates[c].coefficients, width(candidates[c])), c});
    std::sort(order.begin(), order.end());
    for (std::size_t c = 0; c < std::min(places, order.size()); ++c) {
      const location::Interpolation& place = candidates[order[c].second];
      searches.from(place.coefficients, width(place));
    }
  }
  searches.prove_lower_end();
  out.starts = searches.starts;
  out.iterations = searches.iterations;
  if (free_scale && !candidates.empty() &&
      location::find_spike(model, theta, scale, problem, candidates, searches, out)) {
    finish();
    return {};
  }
  if (searches.best.empty()) return Status::overflow("y", "leads to a likelihood beyond double precision");
  PredictorObjective& objective = searches.objective();
  const bool flat = !several && (searches.minimum.flat || location::is_flat(objective, searches, scale));
  estimate::fill(out, objective, searches.best, searches.minimum, p);
  out.theta = objective.theta;
  if (searches.at_lower_end && searches.minimum.converged) {
    out.status = FitStatus::boundary;
    out.message = "The likelihood rises all the way to the smallest shape of the domain.";
    out.theta[shape] = model.parameters[shape].lower;
    out.covariance.clear();
  } else if (flat) {
    out.status = FitStatus::not_unique;
    out.message = "Many coefficients have the same likelihood: this is one of them.";
  } else if (several && out.status == FitStatus::converged) {
    out.message = "The best of the maxima found from all starts.";
  }
  finish();
  return {};
}

}  // namespace mle
