// A regression with nothing left to regress on: the linear predictor is the offset, scale and shape alone are estimated.
#pragma once

#include "mle/regression.hpp"

namespace mle::inference {

// options.offset holds eta, one number a row; y, weights and fixed as in regress, checked. result: status, parameters and
// nll. iteration_limit: no minimum was found.
inline Status fit_fixed_predictor(const Model& model, std::span<const double> y, const RegressionOptions& options,
                                  Regression& result) {
  result = {};
  ScaledDesign rows;  // without a column
  rows.intercept = false;
  rows.x = {0};  // no row reads it, but each points at it
  double largest = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    if (!std::isfinite(options.offset[i])) return Status::overflow("x", "leads to predictions beyond double precision");
    const double weight = options.weights.empty() ? 1 : options.weights[i];
    if (weight == 0) continue;
    rows.y.push_back(y[i]);
    rows.offset.push_back(options.offset[i]);
    rows.weights.push_back(weight);
    rows.n += weight;
    ++rows.rows;
    largest = std::fmax(largest, std::fabs(y[i] - options.offset[i]));
  }
  std::vector<double> theta;
  std::size_t shape = model.parameters.size(), scale = shape;
  for (std::size_t j = 0; j < model.parameters.size(); ++j) {
    theta.push_back(held(model.parameters, {options.classes, options.fixed}, j));
    if (model.parameters[j].role == Role::scale) scale = j;
    if (model.parameters[j].role == Role::shape && std::isnan(theta[j])) shape = j;
  }
  Minimum minimum;
  if (model.link == Link::identity) {
    if (largest == 0 && std::isnan(theta[scale])) {
      result.status = FitStatus::unbounded;
      result.parameters = theta;
      result.parameters[scale] = 0;
      result.nll = -infinity;
      return {};
    }
    location::Standardised problem{rows, {}, power_of_two_near(largest == 0 ? theta[scale] : largest), false};
    for (std::size_t i = 0; i < rows.rows; ++i) {
      problem.design.y[i] = (rows.y[i] - rows.offset[i]) / problem.unit;
      problem.design.offset[i] = 0;
    }
    theta[scale] /= problem.unit;
    location::Searches searches(model, problem, 0, theta);
    searches.from({}, 1);
    searches.prove_lower_end();
    if (searches.starts == 0) return Status::overflow("y", "leads to a likelihood beyond double precision");
    minimum = searches.minimum;
    searches.objective().evaluate(searches.best, nullptr);
    result.parameters = searches.objective().theta;
    result.parameters[scale] *= problem.unit;
    result.nll = minimum.value + rows.n * log(problem.unit);
  } else {
    PredictorObjective objective(model, rows, 0);
    objective.theta = theta;
    std::vector<double> at;
    if (shape < theta.size()) {
      objective.free = {shape};
      generalised::start_shape(objective, at);
    }
    if (!std::isfinite(objective.evaluate(at, nullptr))) {  // a value too far off to have a likelihood above 0
      result.parameters = theta;
      result.nll = infinity;
      return {};
    }
    minimum = minimise(objective, at, estimate::iteration_limit);
    result.nll = objective.evaluate(at, nullptr);
    result.parameters = objective.theta;
  }
  if (!minimum.converged) result.status = FitStatus::iteration_limit;
  if (model.limit == nullptr || shape == theta.size()) return {};
  // As the shape grows the model tends to another, whose likelihood may be no less.
  std::vector<double> fixed;
  for (const Parameter& parameter : model.limit->parameters)
    fixed.push_back(parameter.role == Role::scale && !options.fixed.empty() ? options.fixed[scale] : criteria::none);
  RegressionOptions limit_options = options;
  limit_options.fixed = fixed;
  Regression limit;
  const Status status = fit_fixed_predictor(*model.limit, y, limit_options, limit);
  if (!status.ok()) return status;
  const double rounding = minimum.converged ? 0 : 1e-7 * (1 + std::fabs(result.nll));
  if (!(limit.nll <= result.nll + rounding)) return {};
  result.status = FitStatus::no_maximum;
  result.nll = limit.nll;
  result.parameters[shape] = infinity;
  return {};
}

}  // namespace mle::inference
