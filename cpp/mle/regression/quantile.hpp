// Laplace and asymmetric Laplace regression: least absolute deviations and quantile regression, exact.
#pragma once

#include "mle/regression/least_squares.hpp"
#include "mle/regression/penalised_width.hpp"
#include "mle/regression/quantile_solver.hpp"
#include "mle/special.hpp"

namespace mle {

namespace quantile_regression {

// What either method found. coefficients: scaled, of all columns, over the unit of y.
struct Found {
  std::vector<DoubleDouble> coefficients;
  double loss = 0;  // sum w rho(r), over the unit of y
  int iterations = 0;
  bool finished = true;  // its optimum is proved
  bool unique = true;
  bool perfect = false;  // every residual is 0
};

// Without a penalty, from near the least squares fit; columns that depend on the ones before them get 0.
inline Found least_deviations(const ScaledDesign& scaled, std::span<const double> raw, const LeastSquares& start,
                              const Target& target, double tau) {
  const std::vector<std::size_t>& columns = start.qr().independent;
  const std::size_t p = columns.size();
  std::vector<double> x, rest, near;
  for (std::size_t j : columns) near.push_back(start.scaled_coefficient(j));
  for (std::size_t i = 0; i < scaled.rows; ++i)
    for (std::size_t j : columns) {
      const DoubleDouble entry = scaled.entry(raw, i, j);
      x.push_back(entry.high);
      rest.push_back(entry.low);
    }

  Found found;
  QuantileSolver solver(x, rest, p, target.values, scaled.weights, tau);
  solver.solve(near);
  std::vector<DoubleDouble> gamma = solver.coefficients();
  found.perfect = solver.finished && solver.perfect();
  if (solver.finished && !found.perfect) {
    std::vector<DoubleDouble> one, other;
    found.unique = solver.unique(one, other);
    for (std::size_t k = 0; k < p; ++k) gamma[k] = (one[k] + other[k]) * DoubleDouble{0.5, 0};
  }
  if (!found.perfect) found.loss = solver.loss(gamma);
  found.iterations = solver.iterations;
  found.finished = solver.finished;
  found.coefficients.assign(scaled.columns, {});
  for (std::size_t k = 0; k < p; ++k) found.coefficients[columns[k]] = gamma[k];
  return found;
}

// Under L2. strength: lambda unit^2. width: held, over unit; NaN: free, then plain is the fit without a penalty.
inline Found penalised(const ScaledDesign& scaled, std::span<const double> x, const Target& target, double tau,
                       double strength, double width, const Found& plain) {
  PenalisedQuantile solver(scaled, x, target, tau);
  const double most = solver.loss();
  if (width == width) solver.solve(strength * width);
  else PenalisedWidth(solver, strength, scaled.n, plain.loss, most);
  Found found{solver.coefficients(), solver.loss(), plain.iterations + solver.iterations, solver.finished, true, false};
  double down = 0, up = 0;
  solver.interval(down, up);
  found.unique = down == up;
  if (!found.unique) found.coefficients[0] = found.coefficients[0] + DoubleDouble{down + (up - down) / 2, 0};
  return found;
}

// As an asymmetric Laplace regression with scale b / widths; a Laplace density with b is one with tau = 1/2 and b / 2.
inline Status regress(std::span<const double> y, const Design& design, const RegressionOptions& options, double tau,
                      double held, double widths, double& scale, Regression& result) {
  result = {};
  ScaledDesign scaled;
  if (const Status status = scale_design(y, design, options, scaled); !status.ok()) return status;
  const bool free = held != held;
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  const Target exact(scaled);
  const double unit = exact.unit;

  const LeastSquares start(scaled, design.x, exact.values, scaled.weights, 0);
  Found found;
  if (free || options.l2 == 0) found = least_deviations(scaled, design.x, start, exact, tau);
  const bool unbounded = free && found.perfect, under_l2 = options.l2 > 0 && !unbounded && found.finished;
  if (under_l2) {
    const double strength = options.l2 * unit * unit, width = held / widths / unit;
    if (!std::isfinite(strength) || !std::isfinite(strength * (free ? 1 : width)))
      return Status::overflow("l2", "leads to a penalty beyond double precision");
    found = penalised(scaled, design.x, exact, tau, strength, width, found);
  }

  scale = free ? widths * unit * (found.loss / scaled.n) : held;
  const double width = scale / widths;
  const std::size_t determined = under_l2 ? scaled.columns : start.qr().rank();
  result.n = scaled.n;
  result.iterations = found.iterations;
  result.estimated = static_cast<int>(determined) + (free ? 1 : 0);
  result.coefficients = scaled.raw_coefficients(found.coefficients);
  result.standard_errors.assign(scaled.columns, nothing);
  for (double& beta : result.coefficients) {
    beta *= unit;
    if (!std::isfinite(beta)) return Status::overflow("y", "leads to coefficients beyond double precision");
  }
  if (!under_l2)
    for (std::size_t k : start.qr().dependent) result.collinear.push_back(k - (scaled.intercept ? 1 : 0));

  if (unbounded) {
    result.status = FitStatus::unbounded;
    result.message = "The fit goes through every observation: the likelihood grows without bound as b goes to 0.";
    result.errors_reason = "b is 0 there";
    result.nll = -infinity;
    return {};
  }
  result.nll = scaled.n * (log(width) - log(tau * (1 - tau))) + (free ? scaled.n : found.loss * (unit / width));
  if (!std::isfinite(result.nll)) return Status::overflow("y", "leads to an NLL beyond double precision");
  if (!found.finished) {
    result.status = FitStatus::iteration_limit;
    result.message = "The search was stopped before it had proved a maximum: the estimates are where it stood.";
    result.errors_reason = "the search was stopped";
  } else if (under_l2) {
    result.message = "The minimum of the penalised negative log-likelihood.";
    result.errors_reason = "under L2 the estimate is no maximum of the likelihood";
    if (found.unique) return {};
    result.status = FitStatus::not_unique;
    result.message = "An interval of intercepts has the same penalised likelihood: this is its midpoint.";
  } else if (!result.collinear.empty()) {
    result.status = FitStatus::not_unique;
    result.message = "Some predictors depend on the ones before them: one of many solutions, with 0 for these.";
    result.errors_reason = "the coefficients are not unique";
  } else if (!found.unique) {
    result.status = FitStatus::not_unique;
    result.message = "Many coefficients have the same likelihood: this is the midpoint of two corners of their set.";
    result.errors_reason = "the coefficients are not unique";
  } else {
    result.message = "The maximum is at the plane with the least weighted absolute deviations.";
    report_errors(start.covariance(), width / std::sqrt(tau * (1 - tau)), result.standard_errors, result.covariance,
                  result.errors_reason);
  }
  return {};
}

inline double held(const RegressionOptions& options, std::size_t j, double otherwise) {
  if (options.fixed.empty() || options.fixed[j] != options.fixed[j]) return otherwise;
  return options.fixed[j];
}

}  // namespace quantile_regression

// y_i = offset_i + intercept + x_i beta + Laplace noise of scale b; y finite, design and options checked (check_design).
// options.fixed[1] holds b, NaN frees it.
// An optimum of sum w |y - x beta|, proved by its subgradient, at a vertex: p residuals are 0. b = sum w |r| / n.
// Collinear predictors (named; their coefficients are 0), or a polygon or an interval of optima (the midpoint of two of
// its corners is given): not_unique, with no standard errors; NLL and b are unique all the same. Residuals all 0 with b
// free: unbounded. Predictors that are collinear to 1e-13 are solved like any others: the optimum is that of these doubles
// (quantile_vertex.hpp), a slope of 1e-12 of a row's weight counting as none. Covariance b^2 (X'WX)^-1, from the variance of the score, because the density has a kink (Koenker
// 2005, 3.2, with the density 1 / (2 b) of Laplace noise at its median).
// Under L2 (penalised_quantile.hpp) the slopes are unique, collinear predictors included; an interval of intercepts is
// not_unique, with its midpoint. With b held they are the optimum to a few units in the last place while rows that meet
// in the plane are not almost dependent. With b free the same at its b, the lowest of all minima to 1e-13 n nats
// (penalised_width.hpp). Where rounding hides the proof (predictors collinear to 1e-9): iteration_limit. No standard
// errors.
inline Status regress_laplace(std::span<const double> y, const Design& design, const RegressionOptions& options,
                              Regression& result) {
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  double b = 0;
  const Status status = quantile_regression::regress(y, design, options, 0.5, quantile_regression::held(options, 1, nothing),
                                                     2, b, result);
  result.parameters = {nothing, b};
  return status;
}

// The same for sum w rho_tau(y - x beta), rho_tau(r) = r (tau - [r < 0]). options.fixed holds {tau, NaN, b}: tau is 1/2
// where it is NaN, b free where it is. b = sum w rho_tau(r) / n. The score in mu is (tau - [r < 0]) / b, of variance
// tau (1 - tau) / b^2 and uncorrelated with that in b: covariance b^2 / (tau (1 - tau)) (X'WX)^-1.
inline Status regress_asymmetric_laplace(std::span<const double> y, const Design& design,
                                         const RegressionOptions& options, Regression& result) {
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  const double tau = quantile_regression::held(options, 0, 0.5);
  double b = 0;
  const Status status = quantile_regression::regress(y, design, options, tau,
                                                     quantile_regression::held(options, 2, nothing), 1, b, result);
  result.parameters = {tau, nothing, b};
  return status;
}

}  // namespace mle
