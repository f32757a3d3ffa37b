// What is said of a model's own fit beside the estimate: standard errors, AIC, BIC and deviance.
#pragma once

#include "mle/regression/criteria.hpp"

namespace mle {

struct Summary {
  std::vector<double> standard_errors;  // as Fit::theta, NaN where there is none
  const char* errors_reason = "";       // why there is none
  int estimated = 0;                    // k: how many numbers were estimated
  double aic = 0, bic = 0;              // 2 k + 2 nll and k log n + 2 nll; NaN where they make no sense
  const char* criteria_reason = "";     // why
  double deviance = 0;                  // NaN where no saturated model exists
};

namespace summary {

// The indices of theta's free entries.
inline std::vector<std::size_t> free_entries(const Model& model, const FitOptions& options) {
  std::vector<std::size_t> entries;
  for (std::size_t j = 0; j < model.parameters.size(); ++j)
    if (std::isnan(held(model.parameters, options, j))) entries.push_back(j);
  return entries;
}

// The rows and columns of theta's k x k matrix that belong to these entries.
inline std::vector<double> part_of(std::span<const double> whole, std::size_t k, std::span<const std::size_t> entries) {
  std::vector<double> part;
  for (const std::size_t j : entries)
    for (const std::size_t l : entries) part.push_back(whole[j * k + l]);
  return part;
}

// The information in the free parameters. A density with a kink has no curvature beside it: at a maximum the observed
// information is 0 only there, and then it is the expected one.
inline std::vector<double> information(const Model& model, std::span<const double> y, std::span<const double> theta,
                                       std::span<const std::size_t> entries) {
  const std::size_t k = theta.size();
  std::vector<double> whole(k * k);
  model.curvature(Curvature::observed, y, theta, whole);
  for (const std::size_t j : entries)
    if (whole[j * k + j] == 0) {
      model.curvature(Curvature::expected, y, theta, whole);
      break;
    }
  return part_of(whole, k, entries);
}

// Square roots of the diagonal of the inverse. False: the matrix is not positive definite.
inline bool errors(std::span<const double> matrix, std::span<double> out) {
  for (std::size_t j = 0; j < out.size(); ++j) {
    std::vector<double> factor(matrix.begin(), matrix.end()), column(out.size());
    column[j] = 1;
    if (solve_symmetric(factor, column) != Solution::positive || !(column[j] > 0)) return false;
    out[j] = std::sqrt(column[j]);
  }
  return true;
}

// Of logits that sum to zero, z_j = log p_j - mean_l log p_l, at the classes' shares p_j = c_j / n, every count c_j above
// 0: Var z_j = (1 - 2/K) / c_j + sum_l 1 / c_l / K^2, by the covariance (diag(p) - p p') / n of the shares.
inline std::vector<double> errors_of_logits(std::span<const double> y, std::size_t classes) {
  const double k = static_cast<double>(classes);
  std::vector<double> out(classes);
  for (double v : y) out[static_cast<std::size_t>(v)] += 1;
  double sum = 0;
  for (double count : out) sum += 1 / count;
  for (double& entry : out) entry = std::sqrt((1 - 2 / k) / entry + sum / k / k);
  return out;
}

inline void add_errors(const Model& model, std::span<const double> y, const FitOptions& options, const Fit& fit,
                       Summary& to) {
  to.standard_errors.assign(fit.theta.size(), criteria::none);
  if (fit.status != FitStatus::converged) {
    to.errors_reason = fit.status == FitStatus::not_unique        ? "the maximum is not unique"
                       : fit.status == FitStatus::iteration_limit ? "the search stopped before the maximum"
                                                                  : "the theory needs a maximum inside the domain";
    return;
  }
  if (model.vector()) {
    to.standard_errors = errors_of_logits(y, fit.theta.size());
    return;
  }
  const std::vector<std::size_t> entries = free_entries(model, options);
  if (entries.size() < fit.theta.size()) to.errors_reason = "a parameter that is set has no standard error";
  if (entries.empty()) return;
  std::vector<double> found(entries.size());
  if (!errors(information(model, y, fit.theta, entries), found)) {
    to.errors_reason = "the information at the estimate is not positive definite within double precision";
    return;
  }
  for (std::size_t j = 0; j < entries.size(); ++j) to.standard_errors[entries[j]] = found[j];
}

}  // namespace summary

// options and fit: as Model::fit was asked and answered, with data y.
// Standard errors: roots of the diagonal of the inverse information at the estimate, the observed one, the expected one
// where the density has a kink; of logits, those of the logits that sum to zero. k counts the free parameters, of logits
// one less, for their sum is no parameter.
inline Summary summarize(const Model& model, std::span<const double> y, const FitOptions& options, const Fit& fit) {
  Summary to;
  const std::vector<std::size_t> entries = summary::free_entries(model, options);
  bool other_estimated = false;
  for (const std::size_t j : entries) other_estimated = other_estimated || model.parameters[j].role != Role::predicted;
  to.estimated = static_cast<int>(model.vector() ? fit.theta.size() - 1 : entries.size());
  summary::add_errors(model, y, options, fit, to);

  // The criteria are those of a regression without predictors.
  ScaledDesign rows;
  rows.n = static_cast<double>(y.size());
  if (criteria::saturated_reads_rows(model, other_estimated)) {
    rows.rows = y.size();
    rows.y.assign(y.begin(), y.end());
    rows.weights.assign(y.size(), 1);
  }
  Regression regression;
  regression.status = fit.status;
  regression.nll = fit.nll;
  regression.parameters = fit.theta;
  add_criteria(model, rows, 0, to.estimated, other_estimated, regression);
  to.aic = regression.aic;
  to.bic = regression.bic;
  to.criteria_reason = regression.criteria_reason;
  to.deviance = regression.deviance;
  return to;
}

}  // namespace mle
