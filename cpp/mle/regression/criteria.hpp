// AIC, BIC, deviance and standard errors of a regression, or why there are none.
#pragma once

#include "mle/regression/estimate.hpp"
#include "mle/regression/result.hpp"

namespace mle {

namespace criteria {

inline constexpr double none = std::numeric_limits<double>::quiet_NaN();

// Whether the saturated model's NLL depends on the rows.
inline bool saturated_reads_rows(const Model& model, bool estimated) {
  return model.link != Link::logit && model.link != Link::softmax && (!estimated || is_discrete(model.observation));
}

// The summed NLL of the model with a mean of its own for every row, other parameters as they are: the least NLL that a
// row may have. NaN where there is none.
//   logit, softmax: 0. identity: residual 0; it has none where a scale was estimated, which would go to 0.
//   log: mean y; none where y = 0 has an unbounded density (exponential), or the shape of a continuous model was
//   estimated.
inline double saturated(const Model& model, const ScaledDesign& design, std::span<const double> theta, bool estimated) {
  if (!saturated_reads_rows(model, estimated)) return model.link == Link::logit || model.link == Link::softmax ? 0 : none;
  std::vector<double> eta(design.rows), nll(design.rows);
  for (std::size_t i = 0; i < design.rows; ++i) {
    const double y = design.y[i];
    if (model.link == Link::log && y == 0 && !is_discrete(model.observation)) return none;
    eta[i] = model.link == Link::identity ? y : y > 0 ? log(y) : -700;  // a mean of 1e-304
  }
  model.predict(design.y, eta, theta, nll, {}, {});
  double sum = 0;
  for (std::size_t i = 0; i < design.rows; ++i) sum += design.weights[i] * nll[i];
  return sum;
}

}  // namespace criteria

// Fills n, estimated (coefficients and free parameters, as many as are determined), aic, bic, deviance and the reasons.
// result: status, nll, parameters and collinear set. AIC and BIC ask for a maximum of the likelihood, unique or not.
inline void add_criteria(const Model& model, const ScaledDesign& design, double lambda, int estimated,
                         bool other_estimated, Regression& result) {
  result.n = design.n;
  result.estimated = estimated;
  result.aic = result.bic = result.deviance = criteria::none;
  if (lambda > 0) {
    result.criteria_reason = "under L2 the estimate is no maximum of the likelihood";
    return;
  }
  if (result.status != FitStatus::converged && result.status != FitStatus::not_unique) {
    result.criteria_reason = result.status == FitStatus::iteration_limit
                                 ? "the search stopped before the maximum"
                                 : "the likelihood has no maximum inside the domain";
    return;
  }
  result.aic = 2 * result.nll + 2.0 * estimated;
  result.bic = 2 * result.nll + estimated * log(design.n);
  const double least = criteria::saturated(model, design, result.parameters, other_estimated);
  if (least == least) result.deviance = std::fmax(2 * (result.nll - least), 0.0);
}

// No standard errors at all where one leaves double precision, and no covariance where an entry does: a variance may
// where its root does not.
inline void drop_endless_errors(Regression& result) {
  const auto finite = [](double v) { return std::isfinite(v); };
  if (!std::all_of(result.covariance.begin(), result.covariance.end(), finite)) result.covariance.clear();
  if (std::all_of(result.standard_errors.begin(), result.standard_errors.end(), finite)) return;
  result.standard_errors.assign(result.coefficients.size(), criteria::none);
  result.covariance.clear();
  if (result.errors_reason[0] == '\0') result.errors_reason = "they leave double precision";
}

// Standard errors and covariance of the raw coefficients from the covariance of the scaled ones, all blocks and every
// column; empty: none, for the reason given. Each standard error comes from the scaled covariance, whose entries are in
// range where those of the raw one are not.
inline void add_errors(const ScaledDesign& design, std::vector<double> scaled, const char* reason, Regression& result) {
  const std::size_t k = result.coefficients.size(), p = design.columns;
  result.standard_errors.assign(k, criteria::none);
  result.covariance.clear();
  result.errors_reason = reason;
  if (scaled.empty()) return;
  for (std::size_t first = 0; first < k; first += p) {
    for (std::size_t j = 0; j < p; ++j)
      result.standard_errors[first + j] = std::sqrt(scaled[(first + j) * (k + 1)]) / design.scale[j];
    if (!design.intercept) continue;
    double variance = 0;  // of gamma_0 - sum (centre_j / scale_j) gamma_j
    const auto share = [&](std::size_t j) { return j == 0 ? 1 : -design.centre[j] / design.scale[j]; };
    for (std::size_t j = 0; j < p; ++j)
      for (std::size_t l = 0; l < p; ++l) variance += share(j) * share(l) * scaled[(first + j) * k + first + l];
    result.standard_errors[first] = std::sqrt(variance);
  }
  design.covariance_to_raw(scaled, k);
  result.covariance = std::move(scaled);
  drop_endless_errors(result);
}

}  // namespace mle
