// Gaussian regression: least squares, with the standard deviation at its maximum likelihood value or held.
#pragma once

#include "mle/regression/least_squares.hpp"
#include "mle/special.hpp"

namespace mle {

namespace gaussian_regression {

// Under L2 the coefficients depend on sigma: they minimise the squares plus lambda sigma^2 times the squared
// coefficients, and sigma^2 is again the mean square. That has one solution or several; each of the several is found on a
// grid of sigma^2 between the mean squares without and with infinite lambda, and the one with the least penalised NLL is
// the estimate. fit: with lambda 0; n: the sum of the weights.
inline double variance_under(const LeastSquares& fit, double lambda, double n, double least_squares) {
  const auto too_small = [&](double variance) {
    return fit.cost_under(lambda * variance).squares > n * variance;
  };
  const double end = fit.squares_about_intercept() / n;
  double best = end, least = infinity;
  double low = least_squares / n;
  while (low < end) {
    const double high = std::fmin(1.5 * low, end);
    if (too_small(low) && (high == end || !too_small(high))) {
      double below = low, above = high;
      for (int halving = 0; halving < 60; ++halving) {
        const double middle = below + (above - below) / 2;
        (too_small(middle) ? below : above) = middle;
      }
      const LeastSquares::Cost cost = fit.cost_under(lambda * above);
      const double penalised = n * log(above) + (cost.squares + cost.penalty) / above;
      if (penalised < least) {
        least = penalised;
        best = above;
      }
    }
    low = high;
  }
  return best;
}

}  // namespace gaussian_regression

// y_i = offset_i + intercept + x_i beta + sigma times Gaussian noise; y finite, design and options checked
// (check_design). options.fixed[1] holds sigma, NaN frees it.
// Coefficients: within a few ulp of the least squares solution for these doubles (least_squares.hpp); sigma =
// sqrt(SS / n), n the sum of the weights; covariance sigma^2 (X'WX)^-1, from the observed information, which for the
// coefficients is the expected one. No criteria and no deviance: those are the caller's.
// Collinear predictors: not_unique, with the solution whose coefficients of the named predictors are 0. A fit through
// every point with sigma free: unbounded. Under L2 no standard errors.
inline Status regress_gaussian(std::span<const double> y, const Design& design, const RegressionOptions& options,
                               Regression& result) {
  result = {};
  ScaledDesign scaled;
  if (const Status status = scale_design(y, design, options, scaled); !status.ok()) return status;
  const double held_sigma = options.fixed.empty() ? std::numeric_limits<double>::quiet_NaN() : options.fixed[1];
  const bool free = held_sigma != held_sigma;

  const Target target(scaled);
  const double unit = target.unit;
  const auto fitted = [&](double lambda) {
    return LeastSquares(scaled, design.x, target.values, scaled.weights, lambda);
  };
  const bool penalised = options.l2 > 0;
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  double sigma = held_sigma;  // in the unit of y
  const auto describe = [&](const LeastSquares& fit) {
    result.coefficients = fit.coefficients();
    for (double& beta : result.coefficients) beta *= unit;
    result.standard_errors.assign(scaled.columns, nothing);
    for (std::size_t k : fit.qr().dependent) result.collinear.push_back(k - (scaled.intercept ? 1 : 0));
    result.estimated = static_cast<int>(fit.qr().rank()) + (free ? 1 : 0);
    result.n = scaled.n;
    const double sum = fit.squares();
    if (free) sigma = unit * std::sqrt(sum / scaled.n);
    const double ratio = unit / sigma;
    result.nll = scaled.n * (half_log_two_pi + log(sigma)) + 0.5 * sum * ratio * ratio;
    result.parameters = {nothing, sigma};
  };

  double lambda = options.l2 * held_sigma * held_sigma;
  if (free || !penalised) {
    const LeastSquares plain = fitted(0);
    if (free && plain.perfect()) {
      describe(plain);
      result.status = FitStatus::unbounded;
      result.message = "The fit goes through every observation: the likelihood grows without bound as sigma goes to 0.";
      result.errors_reason = "sigma is 0 there";
      result.parameters[1] = 0;
      result.nll = -infinity;
    } else if (!penalised) {
      describe(plain);
      if (!result.collinear.empty()) {
        result.status = FitStatus::not_unique;
        result.message = "Some predictors depend on the ones before them: one of many solutions, with 0 for these.";
        result.errors_reason = "the coefficients are not unique";
      } else {
        result.message = free ? "The maximum is at the least squares fit and the root mean squared residual (divided by n)."
                              : "The maximum is at the least squares fit.";
        report_errors(plain.covariance(), sigma, result.standard_errors, result.covariance, result.errors_reason);
      }
    } else {
      const double relative = options.l2 * unit * unit;
      lambda = relative * gaussian_regression::variance_under(plain, relative, scaled.n, plain.squares());
    }
  }
  if (penalised && result.status != FitStatus::unbounded) {
    describe(fitted(lambda));
    result.message = "The minimum of the penalised negative log-likelihood.";
    result.errors_reason = "under L2 the estimate is no maximum of the likelihood";
  }
  for (double beta : result.coefficients)
    if (!std::isfinite(beta)) return Status::overflow("y", "leads to coefficients beyond double precision");
  if (!std::isfinite(result.nll) && result.status != FitStatus::unbounded)
    return Status::overflow("y", "leads to an NLL beyond double precision");
  return {};
}

}  // namespace mle
