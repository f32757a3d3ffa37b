// Repeated experiments: many samples from a known truth, each fitted anew. With the truth set to an estimate this is the
// parametric bootstrap.
#pragma once

#include "mle/regression.hpp"

namespace mle {

struct Experiments {
  std::vector<double> estimates;   // one row a run, in the order of the runs: theta, or the coefficients
  std::vector<double> parameters;  // of regressions, likewise: as Regression::parameters
  std::vector<double> nll;         // of each run's data at its estimate
  std::vector<FitStatus> statuses;
};

// Each run has a stream of its own, made from the seed and the run's number: any part of the runs can be done in any
// order, which is what progress and cancelling need.
inline Random stream_of_run(std::uint64_t seed, std::uint64_t run) { return Random(Random(seed).next() + run); }

// Runs first, ..., first + count - 1: n observations from the truth each, fitted under `options`.
inline Status experiments(const Model& model, std::span<const double> truth, std::size_t n, std::uint64_t seed,
                          std::uint64_t first, std::size_t count, const FitOptions& options, Experiments& result) {
  if (n == 0) return Status::invalid("n", "must be at least 1", 0);
  Status status = model.check_sampling(truth);
  if (status.ok()) status = model.check_options(options);
  if (!status.ok()) return status;
  result = {};
  std::vector<double> y(n);
  Fit fit;
  for (std::size_t run = 0; run < count; ++run) {
    Random random = stream_of_run(seed, first + run);
    status = model.sample(truth, random, y);
    if (status.ok()) status = model.fit(y, options, fit);
    if (!status.ok()) return status;
    result.estimates.insert(result.estimates.end(), fit.theta.begin(), fit.theta.end());
    result.nll.push_back(fit.nll);
    result.statuses.push_back(fit.status);
  }
  return {};
}

namespace experiment {

// What the rows of a regression are drawn from: one theta after the other, `size` numbers each.
struct Rows {
  std::vector<double> thetas;
  std::size_t size;
};

inline Status rows_under(const Model& model, const Regression& truth, const Design& design, std::size_t n,
                         const RegressionOptions& options, Rows& rows) {
  const std::size_t d = design.predictors, intercept = options.intercept ? 1 : 0, p = d + intercept;
  const std::size_t blocks = regression::blocks(model, options);
  if (truth.coefficients.size() != blocks * p)
    return Status::invalid("truth", "must hold one coefficient for each predictor, and the intercept (of each class)",
                           static_cast<double>(truth.coefficients.size()));
  if (truth.parameters.size() != (model.vector() ? 0 : model.parameters.size()))
    return Status::invalid("truth", "must hold one entry for each of the model's parameters",
                           static_cast<double>(truth.parameters.size()));
  rows = {{}, model.vector() ? options.classes : model.parameters.size()};
  std::vector<double> theta(rows.size);
  for (std::size_t i = 0; i < n; ++i) {
    if (!model.vector()) theta = truth.parameters;
    for (std::size_t block = 0; block < blocks; ++block) {
      const double* beta = &truth.coefficients[block * p];
      double eta = options.offset.empty() ? 0 : options.offset[i];
      if (intercept == 1) eta += beta[0];
      for (std::size_t j = 0; j < d; ++j) eta += design.x[i * d + j] * beta[intercept + j];
      if (model.vector()) theta[rows.size - blocks + block] = eta;  // the reference class, where there is one, has 0
      else model.place(eta, theta);
    }
    const Status status = model.check_sampling(theta);
    if (!status.ok()) return status;
    rows.thetas.insert(rows.thetas.end(), theta.begin(), theta.end());
  }
  return {};
}

}  // namespace experiment

// The same for a regression, the predictors as they are: rows of y are drawn from `truth`, its coefficients (laid out as
// Regression::coefficients under the same options) and its other parameters, and regressed under `options`. Not with
// weights: each row is drawn once.
inline Status experiments(const Model& model, const Regression& truth, const Design& design, std::size_t n,
                          std::uint64_t seed, std::uint64_t first, std::size_t count, const RegressionOptions& options,
                          Experiments& result) {
  if (n == 0) return Status::invalid("n", "must be at least 1", 0);
  if (!options.weights.empty())
    return Status::invalid("weights", "must be left out: each row is drawn once",
                           static_cast<double>(options.weights.size()));
  Status status = model.check_options({options.classes, options.fixed});
  if (status.ok()) status = check_design(n, design, options);
  experiment::Rows rows;
  if (status.ok()) status = experiment::rows_under(model, truth, design, n, options, rows);
  if (!status.ok()) return status;
  result = {};
  std::vector<double> y(n);
  Regression fit;
  for (std::size_t run = 0; run < count; ++run) {
    Random random = stream_of_run(seed, first + run);
    for (std::size_t i = 0; i < n; ++i) {
      status = model.sample({&rows.thetas[i * rows.size], rows.size}, random, {&y[i], 1});
      if (!status.ok()) return status;
    }
    status = regress(model, y, design, options, fit);
    if (!status.ok()) return status;
    result.estimates.insert(result.estimates.end(), fit.coefficients.begin(), fit.coefficients.end());
    result.parameters.insert(result.parameters.end(), fit.parameters.begin(), fit.parameters.end());
    result.nll.push_back(fit.nll);
    result.statuses.push_back(fit.status);
  }
  return {};
}

}  // namespace mle
