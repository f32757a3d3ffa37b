// What a regression is asked and what it answers.
#pragma once

#include "mle/model.hpp"

namespace mle {

// n rows of d predictors, row-major; the intercept is not among them. d may be 0.
struct Design {
  std::span<const double> x;
  std::size_t predictors = 0;
};

struct RegressionOptions {
  std::span<const double> fixed = {};    // as in FitOptions; the predicted parameter's entry is NaN
  std::span<const double> weights = {};  // frequencies, one a row: a row of weight w counts as w rows. Empty: all 1
  std::span<const double> offset = {};   // known part of the linear predictor, one a row. Empty: all 0
  double l2 = 0;                         // lambda / 2 times the sum of squared coefficients, intercepts left out
  std::size_t classes = 0;               // categorical: how many class indices there are
  bool intercept = true;
};

// Coefficients: the intercept first (where there is one), then one for each predictor. Categorical: such a block for
// each class but the first, whose own is 0; under L2 a block for each class.
struct Regression {
  FitStatus status = FitStatus::converged;
  const char* message = "";
  std::vector<double> coefficients;
  std::vector<double> standard_errors;  // as coefficients, NaN where there is none
  std::vector<double> covariance;       // of the coefficients, row-major; empty where there is none
  const char* errors_reason = "";       // why there is none
  std::vector<double> parameters;       // one for each of the model's, NaN for the predicted one; vector models: empty
  double nll = 0;                       // of the data, every constant included, without the penalty
  double aic = 0, bic = 0;              // NaN where they make no sense
  const char* criteria_reason = "";     // why
  double deviance = 0;                  // NaN where no saturated model exists
  double n = 0;                         // rows, or the sum of the weights
  int estimated = 0;                    // how many numbers were estimated: coefficients, scale and shape
  int iterations = 0;                   // of the method used; 0 for a closed form
  int starts = 1;                       // how many places the search began from
  std::vector<double> direction;        // separation: as coefficients; along it the likelihood rises for ever
  std::vector<std::size_t> collinear;   // not_unique: the predictors that depend on the ones before them
};

}  // namespace mle
