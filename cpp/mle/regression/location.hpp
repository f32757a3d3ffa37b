// Regressions of smooth location models (identity link): their maximum, and what they do where they have none.
#pragma once

#include "mle/regression/interpolation.hpp"
#include "mle/regression/location_search.hpp"

namespace mle {

namespace location {

inline constexpr double small_scale = 1e-9;  // of the standardised residuals: "sigma near 0"

// How fast the NLL of a row that the fit misses rises as log sigma falls, for a tiny sigma: nu for Student t.
inline double price_of_a_miss(const Model& model, std::vector<double> theta, std::size_t scale) {
  theta[scale] = 1e-30;
  const std::size_t k = theta.size();
  const double y = 1, eta = 0;
  std::vector<double> nll(1), gradient(k), hessian(k * k);
  model.predict({&y, 1}, {&eta, 1}, theta, nll, gradient, hessian);
  return -gradient[scale];
}

// Where the likelihood grows without bound, or towards a limit, as sigma goes to 0 on rows that a plane goes through.
// Of m such rows, each gains log sigma and each other loses price * log sigma; a penalty is finite there.
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
    limit.penalty = searches.objective().penalty;
    theta[scale] = small_scale;
    limit.theta = theta;
    const double value = excess > tie ? -infinity : limit.evaluate(candidate.coefficients, nullptr);
    // A search that ran towards the limit stops just short of it.
    const bool proven = !found && searches.minimum.converged;
    const double rounding = std::isfinite(least) ? 1e-7 * (problem.design.n + std::fabs(least)) : 0;
    if (!(value < least + (found ? 0 : proven ? -rounding : rounding))) {
      if (proven && value <= least + rounding) {
        out.status = FitStatus::not_unique;
        out.message = "The likelihood is as large in the limit of the scale going to 0 on some observations: one of "
                      "many maxima.";
      }
      continue;
    }
    least = value;
    found = true;
    out.coefficients = candidate.coefficients;
    out.penalised = value;
    out.nll = std::isfinite(value) ? limit.nll : value;
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

// A convex minimum may be the end of an interval of minima, at a row on the kink of its misfit, which has curvature on
// one side only (Huber). A slightly smaller scale leaves such rows out: where the curvature is then singular, the NLL
// itself is asked, both ways along the direction without curvature.
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
  if (several) candidates = location::interpolations(problem.design);
  // Least squares; the planes through p rows from which the likelihood is highest; and the best ones apart from those.
  const auto from_all_starts = [&](location::Searches& over, const ScaledDesign& rows) {
    over.from(zero, 1);
    if (!several) return;
    constexpr std::size_t highest = 9, further = 3;
    std::vector<std::pair<double, std::size_t>> order;
    const auto width = [&](const location::Interpolation& c) { return std::fmax(c.width, location::small_scale); };
    for (std::size_t c = 0; c < candidates.size(); ++c)
      order.push_back({over.value_at_start(candidates[c].coefficients, width(candidates[c])), c});
    std::sort(order.begin(), order.end());
    std::vector<const location::Interpolation*> chosen;
    for (const auto& [value, c] : order) {
      const location::Interpolation& place = candidates[c];
      const auto near = [&](const location::Interpolation* other) { return !location::apart(rows, place, *other); };
      if (chosen.size() >= highest && std::any_of(chosen.begin(), chosen.end(), near)) continue;
      chosen.push_back(&place);
      over.from(place.coefficients, width(place));
      if (chosen.size() == highest + further) break;
    }
  };
  // Of many rows some show where the maxima lie, and the searches over all begin there.
  constexpr std::size_t few = 1000;
  if (several && problem.design.rows > 2 * few) {
    const location::Standardised thinned = location::thinned(problem, few);
    location::Searches scouts(model, thinned, lambda * (thinned.design.n / problem.design.n), theta);
    from_all_starts(scouts, thinned.design);
    for (const location::End& end : scouts.ends) searches.resume(end);
    searches.starts = scouts.starts;
    searches.iterations += scouts.iterations;
  }
  if (searches.best.empty()) from_all_starts(searches, problem.design);
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
  if (searches.tied && (out.status == FitStatus::converged || out.status == FitStatus::boundary)) {
    out.message = out.status == FitStatus::boundary
                      ? "Two maxima or more have the same likelihood, at the smallest shape of the domain: this is one of them."
                      : "Two maxima or more have the same likelihood: this is one of them.";
    out.status = FitStatus::not_unique;
  }
  finish();
  return {};
}

}  // namespace mle
