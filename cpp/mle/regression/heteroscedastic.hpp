// Gaussian regression whose noise changes along the predictors: the log of sigma is linear too.
#pragma once

#include "mle/regression/heteroscedastic_search.hpp"
#include "mle/special.hpp"

namespace mle {

// The mean's part first, then that of log sigma ("spread"); intercepts first, NaN where a number does not exist.
struct HeteroscedasticRegression {
  FitStatus status = FitStatus::converged;
  const char* message = "";
  std::vector<double> coefficients, standard_errors, covariance;                       // of the mean
  std::vector<double> spread_coefficients, spread_standard_errors, spread_covariance;  // of log sigma
  const char* errors_reason = "";
  double nll = 0;
  double aic = 0, bic = 0;  // NaN where they make no sense
  const char* criteria_reason = "";  // why
  double n = 0;       // rows, or the sum of the weights
  int estimated = 0;  // how many coefficients were estimated
  int iterations = 0;
  std::vector<std::size_t> collinear, spread_collinear;
};

namespace heteroscedastic {

// The likelihood grows without bound where some v lowers the sum of w_i z_i v while the rows with z_i v < 0 are fitted
// exactly. For one predictor of log sigma alone those are all rows on one side of its mean, the mean included: tried for
// each of them. That is complete for one predictor, for groups coded 0 and 1, and for no more than these.
inline bool isolates_exact_fit(std::span<const double> y, const Design& mean, const RegressionOptions& options,
                               const Part& spread) {
  constexpr double rounding = 1e-14;
  const ScaledDesign& z = spread.design;
  const auto exact = [&](std::size_t j, int side, std::size_t most) {
    std::vector<double> weights(y.size());
    std::size_t rows = 0;
    for (std::size_t i = 0; i < z.rows && rows < most; ++i)
      if (side * z.row(i)[j] >= -rounding) {
        weights[z.source[i]] = 1;
        ++rows;
      }
    RegressionOptions subset = options;
    subset.weights = weights;
    ScaledDesign design;
    return rows < z.rows && scale_design(y, mean, subset, design).ok() &&
           LeastSquares(design, mean.x, Target(design).values, design.weights, 0).perfect();
  };
  for (std::size_t j = 1; j < z.columns; ++j)
    for (int side = 1; side >= -1; side -= 2)  // some of the rows first: most data fail there
      if (exact(j, side, 4 * mean.predictors + 16) && exact(j, side, z.rows)) return true;
  return false;
}

}  // namespace heteroscedastic

// y_i = offset_i + x_i beta + sigma_i times Gaussian noise, log sigma_i = z_i gamma. `mean` is x, `spread` z, which always
// has an intercept; options.intercept, weights and offset are those of the mean's regression, l2 must be 0, fixed is not
// read. Bad input gets a Status that names y, x, spread, weights, offset or l2 and its rule.
//   NLL = sum_i w_i (log(2 pi) / 2 + z_i gamma + (y_i - x_i beta)^2 e^(-2 z_i gamma) / 2)
// Fisher scoring (least squares for beta and a step for gamma in turn), then Newton's method on both with a line search,
// until Newton's decrement, twice what a step should gain, is at most 1e-20 a row, or from 1e-8 a row on falls no more:
// then only rounding is left of it. At most 200 steps. The NLL is convex in beta and in gamma, not in both:
// this is the maximum that the least squares fit leads to. Standard errors from the observed information of both parts.
// unbounded: some sigma falls to the rounding of its observation, or could, as where a group that log sigma can single
// out can be fitted without residual (isolates_exact_fit); the coefficients are then where the search stood.
// Collinear predictors of either part: not_unique, their coefficients 0.
inline Status regress_heteroscedastic(std::span<const double> y, const Design& mean, const Design& spread,
                                      const RegressionOptions& options, HeteroscedasticRegression& result) {
  result = {};
  if (options.l2 != 0) return Status::invalid("l2", "must be 0 where log sigma is linear too", options.l2);
  Status status = check_observations(Observation::real, y, 0);
  if (status.ok()) status = check_design(y.size(), mean, options);
  if (!status.ok()) return status;
  status = check_design(y.size(), spread, options);
  if (!status.ok()) return Status::invalid("spread", status.rule, status.value);
  heteroscedastic::Part means, spreads;
  status = scale_design(y, mean, options, means.design);
  if (!status.ok()) return status;
  RegressionOptions spread_options = options;
  spread_options.intercept = true;
  status = scale_design(y, spread, spread_options, spreads.design);
  if (!status.ok()) return status;
  const ScaledDesign& design = means.design;

  const Target target(design);
  const double unit = target.unit;
  const LeastSquares start(design, mean.x, target.values, design.weights, 0);
  const LeastSquares of_spread(spreads.design, spread.x, target.values, design.weights, 0);  // for its QR
  means.orthonormalise(start.qr());
  spreads.orthonormalise(of_spread.qr());
  for (std::size_t k : start.qr().dependent) result.collinear.push_back(k - (design.intercept ? 1 : 0));
  for (std::size_t k : of_spread.qr().dependent) result.spread_collinear.push_back(k - 1);
  result.n = design.n;
  result.estimated = static_cast<int>(means.columns.size() + spreads.columns.size());

  const bool perfect = start.perfect();
  const double log_sigma = perfect ? 0 : 0.5 * log(start.squares() / design.n);
  heteroscedastic::Search search(means, spreads, mean.x, start, log_sigma * of_spread.qr().r(0, 0));
  result.status = perfect ? FitStatus::unbounded : search.run();
  if (heteroscedastic::isolates_exact_fit(y, mean, options, spreads)) result.status = FitStatus::unbounded;
  result.iterations = search.iterations;
  result.coefficients = start.coefficients();
  const std::vector<double> change = means.raw(start.qr(), search.mean());
  for (std::size_t j = 0; j < change.size(); ++j) {
    result.coefficients[j] = unit * (result.coefficients[j] + change[j]);
    if (!std::isfinite(result.coefficients[j])) return Status::overflow("y", "leads to coefficients beyond double precision");
  }
  result.spread_coefficients = spreads.raw(of_spread.qr(), search.spread());
  result.spread_coefficients[0] += log(unit);
  result.nll = search.nll() + design.n * (half_log_two_pi + log(unit));
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  result.aic = result.bic = nothing;
  result.standard_errors.assign(result.coefficients.size(), nothing);
  result.spread_standard_errors.assign(result.spread_coefficients.size(), nothing);

  if (result.status == FitStatus::unbounded) {
    result.message = "Some observations can be fitted exactly: the likelihood grows without bound as their sigma goes to 0.";
    result.errors_reason = "some sigma is 0 there";
    result.criteria_reason = "the likelihood has no maximum inside the domain";
    result.nll = -infinity;
  } else if (result.status == FitStatus::iteration_limit) {
    result.message = "The search was stopped before it had found a maximum: the estimates are where it stood.";
    result.errors_reason = "the search was stopped";
    result.criteria_reason = "the search stopped before the maximum";
  }
  if (result.criteria_reason[0] != '\0') return {};
  // Of a maximum of the likelihood, unique or not.
  result.aic = 2 * result.estimated + 2 * result.nll;
  result.bic = result.estimated * log(result.n) + 2 * result.nll;
  if (!result.collinear.empty() || !result.spread_collinear.empty()) {
    result.status = FitStatus::not_unique;
    result.message = "Some predictors depend on the ones before them: one of many solutions, with 0 for these.";
    result.errors_reason = "the coefficients are not unique";
  } else if (std::vector<double> first, second; search.covariance(first, second)) {
    result.message = "The maximum over the coefficients of the mean and of log sigma.";
    means.covariance(start.qr(), first);
    spreads.covariance(of_spread.qr(), second);
    const auto report = [&](std::vector<double>& from, double scale, std::vector<double>& errors, std::vector<double>& to) {
      report_errors(std::move(from), scale, errors, to, result.errors_reason);
    };
    report(first, unit, result.standard_errors, result.covariance);
    report(second, 1, result.spread_standard_errors, result.spread_covariance);
  } else {
    result.status = FitStatus::not_unique;
    result.message = "The likelihood is flat in some direction there: one of many maxima.";
    result.errors_reason = "the coefficients are not unique";
  }
  return {};
}

}  // namespace mle
