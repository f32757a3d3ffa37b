// Regressions with a log or logit link: Newton from a least squares start, and a certificate where there is no maximum.
#pragma once

#include "mle/regression/estimate.hpp"
#include "mle/regression/objective.hpp"

namespace mle {

namespace generalised {

// Weighted least squares by the normal equations: near enough for a start.
inline std::vector<double> rough_fit(const ScaledDesign& design, std::span<const double> target) {
  const std::size_t p = design.columns;
  Derivatives d;
  d.clear(p);
  for (std::size_t i = 0; i < design.rows; ++i) {
    const std::span<const double> x = design.row(i);
    for (std::size_t j = 0; j < p; ++j) {
      d.gradient[j] -= design.weights[i] * x[j] * target[i];
      for (std::size_t l = 0; l < p; ++l) d.hessian[j * p + l] += design.weights[i] * x[j] * x[l];
    }
  }
  std::vector<double> gamma(p), work;
  newton::newton_step(d, 0, gamma, work);
  return gamma;
}

// Log of the observations, zeros as half of the smallest other one.
inline std::vector<double> start(const ScaledDesign& design, Link link) {
  if (link == Link::logit) {  // even odds on average: far off them neither slope nor curvature is left
    std::vector<double> at(design.columns);
    for (std::size_t i = 0; design.intercept && i < design.rows; ++i)
      at[0] -= design.weights[i] * design.offset[i] / design.n;
    return at;
  }
  double smallest = infinity;
  for (double v : design.y)
    if (v > 0) smallest = std::fmin(smallest, v);
  std::vector<double> target;
  for (std::size_t i = 0; i < design.rows; ++i) {
    const double y = design.y[i] > 0 ? design.y[i] : smallest < infinity ? smallest / 2 : 1;
    target.push_back(log(y) - design.offset[i]);
  }
  return rough_fit(design, target);
}

// The free parameters at the best of a grid over their logs, coefficients as they are: one free parameter at most.
inline void start_shape(PredictorObjective& objective, std::vector<double>& at) {
  double least = infinity, best = 0;
  at.push_back(0);
  for (double u = -9; u <= 18; u += 1.5) {
    at.back() = u;
    const double value = objective.evaluate(at, nullptr);
    if (!(value < least)) continue;
    least = value;
    best = u;
  }
  at.back() = best;
}

// Every mean e^eta equals its observation, but for rounding.
inline bool perfect(const ScaledDesign& design, std::span<const double> at) {
  for (std::size_t i = 0; i < design.rows; ++i) {
    double eta = design.offset[i], terms = std::fabs(eta);
    for (std::size_t j = 0; j < design.columns; ++j) {
      eta += design.row(i)[j] * at[j];
      terms += std::fabs(design.row(i)[j] * at[j]);
    }
    if (!(design.y[i] > 0) || !(std::fabs(log(design.y[i]) - eta) <= 1e-13 * (1 + terms))) return false;
  }
  return true;
}

// After a search for the free shape of a model that tends to another as it grows. Where that one's likelihood is not
// reached, `at` becomes its fit and the shape infinite.
inline bool reach_limit(const Model& model, const ScaledDesign& design, double lambda, const Minimum& found,
                        std::vector<double>& at, Estimate& out) {
  PredictorObjective simpler(*model.limit, design, lambda);
  for (std::size_t j = 0; j < simpler.theta.size(); ++j) simpler.theta[j] = model.limit->parameters[j].start;
  std::vector<double> there(at.begin(), at.begin() + static_cast<std::ptrdiff_t>(design.columns));
  const Minimum least = minimise(simpler, there, estimate::iteration_limit);
  out.iterations += least.iterations;
  const double rounding = found.settled() ? 0 : 1e-7 * (1 + std::fabs(found.value));  // it stopped just short
  if (!least.settled() || !(least.value <= found.value + rounding)) return false;
  at = there;
  out.penalised = simpler.evaluate(at, nullptr);
  out.nll = simpler.nll;
  return true;
}

// Where the likelihood rises for ever: the maximum of what does not, whose NLL is the limit.
inline Status fit_rest(const Model& model, const ScaledDesign& design, double lambda, const Recession& found,
                       const PredictorObjective& whole, std::span<const std::size_t> free, std::vector<double>& at,
                       Estimate& out) {
  out.status = FitStatus::no_maximum;
  out.message = "The predictors separate the observations: the likelihood rises for ever along the direction given.";
  out.direction = found.direction;
  const bool exponential = model.observation == Observation::nonnegative;
  std::vector<char> keep(design.rows);
  for (std::size_t i = 0; i < design.rows; ++i) keep[i] = exponential || !found.row_rises(i);
  ScaledDesign rest = estimate::with_rows(design, keep);
  if (exponential) {
    if (found.rises.back() != 0) {
      out.status = FitStatus::unbounded;
      out.message = "Observations of 0: the likelihood grows without bound as their mean goes to 0.";
    }
    for (std::size_t i = 0; i < design.rows; ++i)  // y e^-eta goes to 0; what eta itself adds cancels over the rows
      if (found.row_rises(i)) rest.y[i] = 0;
  }
  PredictorObjective limit(model, rest, lambda);
  limit.theta = whole.theta;
  if (rest.rows > 0 && out.status == FitStatus::no_maximum) {
    limit.free.assign(free.begin(), free.end());
    if (!free.empty()) start_shape(limit, at);
    const Minimum minimum = minimise(limit, at, estimate::iteration_limit);
    out.iterations += minimum.iterations;
    if (model.limit != nullptr && !free.empty() && reach_limit(model, rest, lambda, minimum, at, out)) {
      out.message = "The predictors separate the observations: the likelihood rises for ever along the direction given, "
                    "and as the shape grows.";
      out.coefficients = at;
      out.theta = whole.theta;
      for (std::size_t j : free) out.theta[j] = infinity;
      return {};
    }
    if (!minimum.settled()) {
      out.status = FitStatus::iteration_limit;
      out.message = "The predictors separate the observations, and the search among the others stopped before the "
                    "gradient was negligible: the estimates are where it stood.";
      out.direction.clear();
    }
  }
  out.penalised = limit.evaluate(at, nullptr);
  out.nll = out.status == FitStatus::unbounded ? -infinity : limit.nll;
  out.theta = limit.theta;
  if (rest.rows == 0)
    for (std::size_t j : free) out.theta[j] = std::numeric_limits<double>::quiet_NaN();
  out.coefficients.assign(at.begin(), at.begin() + static_cast<std::ptrdiff_t>(design.columns));
  return {};
}

}  // namespace generalised

// One linear predictor with a log or logit link. theta: the held parameters, NaN those that are estimated.
// status overflow: the likelihood is not finite where the search would begin.
inline Status fit_generalised(const Model& model, const ScaledDesign& design, double lambda,
                              const std::vector<double>& theta, Estimate& out) {
  const std::size_t predicted = predicted_index(model.parameters);
  PredictorObjective objective(model, design, lambda);
  std::unique_ptr<RegressionObjective> fast;
  if (model.kernel_objective != nullptr) fast = model.kernel_objective(design, lambda);
  RegressionObjective& searched = fast ? *fast : objective;
  std::vector<std::size_t> free;
  for (std::size_t j = 0; j < theta.size(); ++j) {
    const bool is_free = std::isnan(theta[j]);
    if (is_free && j != predicted) free.push_back(j);
    objective.theta[j] = is_free ? model.parameters[j].start : theta[j];
  }
  std::vector<double> at = generalised::start(design, model.link);
  out = {};
  const bool near = searched.approach(at, out.iterations);
  if (!near && !std::isfinite(searched.evaluate(at, nullptr)))
    return Status::overflow("y", "leads to a likelihood beyond double precision");
  Minimum minimum = minimise(searched, at, estimate::first_look);
  out.iterations += minimum.iterations;
  searched.evaluate(at, nullptr);
  if (!minimum.converged || searched.farthest > estimate::far) {
    const Recession found = estimate::recession(design, model, 0, lambda);
    if (!found.direction.empty())
      return generalised::fit_rest(model, design, lambda, found, objective, free, at, out);
    if (!minimum.converged) {
      minimum = minimise(searched, at, estimate::iteration_limit - out.iterations);
      out.iterations += minimum.iterations;
    }
  }
  if (!free.empty()) {
    std::vector<double> without = at;  // a penalty is finite, so the fit without it may be perfect too
    if (lambda > 0 && !is_discrete(model.observation)) {
      PredictorObjective plain(model, design, 0);
      plain.theta = objective.theta;
      without = generalised::start(design, model.link);
      out.iterations += minimise(plain, without, estimate::first_look).iterations;
    }
    if (!is_discrete(model.observation) && generalised::perfect(design, without)) {
      estimate::fill(out, objective, without, minimum, design.columns);
      out.status = FitStatus::unbounded;
      out.message = "The fit goes through every observation: the likelihood grows without bound as the shape grows.";
      out.theta = objective.theta;
      for (std::size_t j : free) out.theta[j] = infinity;
      out.nll = -infinity;
      return {};
    }
    objective.free = free;
    generalised::start_shape(objective, at);
    minimum = minimise(objective, at, estimate::iteration_limit);
    out.iterations += minimum.iterations;
  }
  estimate::fill(out, searched, at, minimum, design.columns);
  out.theta = objective.theta;
  return {};
}

}  // namespace mle
