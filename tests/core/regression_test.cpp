// Regressions that have an answer: against mpmath, against each other, against the fits without predictors.
#include "golden/regressions.hpp"
#include "regression_support.hpp"

namespace {

mle::RegressionOptions options_of(const golden::RegressionCase& c) {
  mle::RegressionOptions options;
  options.weights = c.weights;
  options.offset = c.offset;
  options.l2 = c.l2;
  options.classes = c.classes;
  options.intercept = c.intercept;
  if (c.classes == 0) options.fixed = c.fixed;
  return options;
}

void same(const Values& got, const Values& want, double tolerance) {
  REQUIRE(got.size() == want.size());
  for (std::size_t j = 0; j < got.size(); ++j) {
    INFO(j, ": want ", want[j], ", got ", got[j]);
    CHECK((std::isnan(want[j]) ? std::isnan(got[j]) : std::fabs(got[j] - want[j]) <= tolerance * std::fabs(want[j])));
  }
}

}  // namespace

TEST_CASE("every regression against mpmath: coefficients, standard errors, parameters, NLL") {
  for (const golden::RegressionCase& c : golden::regression_cases) {
    INFO(std::string(c.name));
    const mle::Regression fit = regression(c.model, c.y, c.x, c.d, options_of(c));
    CHECK(fit.status == mle::FitStatus::converged);
    same(fit.coefficients, c.coefficients, 1e-9);
    same(fit.parameters, c.parameters, 1e-9);
    CHECK(std::fabs(fit.nll - c.nll) <= 1e-13 * (1 + std::fabs(c.nll)));
    CHECK(fit.iterations > 0);
    if (c.l2 == 0) {
      same(fit.standard_errors, c.errors, 1e-8);
      int free = 0;
      const bool chosen = std::string(c.model) == "huber";
      for (std::size_t j = 0; j < c.parameters.size(); ++j)
        free += !std::isnan(c.parameters[j]) && std::isnan(c.fixed[j]) && !(chosen && j == 0) ? 1 : 0;
      CHECK(fit.estimated == static_cast<int>(c.coefficients.size()) + free);
      CHECK(near(fit.aic, 2 * c.nll + 2 * fit.estimated, 1e-12));
      CHECK(near(fit.bic, 2 * c.nll + fit.estimated * std::log(fit.n), 1e-12));
      CHECK(std::string(fit.criteria_reason).empty());
    } else {
      for (double error : fit.standard_errors) CHECK(std::isnan(error));
      CHECK(std::isnan(fit.aic));
      CHECK(std::string(fit.criteria_reason).find("L2") != std::string::npos);
      CHECK(std::string(fit.errors_reason).find("L2") != std::string::npos);
    }
  }
}

// By the models' own NLL, so that neither the derivatives nor the scaling of the regressions take part.
TEST_CASE("no NLL nearby is lower, and its slope at the answer is 0") {
  for (const golden::RegressionCase& c : golden::regression_cases) {
    INFO(std::string(c.name));
    const mle::RegressionOptions options = options_of(c);
    const mle::Regression fit = regression(c.model, c.y, c.x, c.d, options);
    const auto value = [&](const Values& coefficients, const Values& parameters) {
      return penalised_at(c.model, c.y, c.x, c.d, coefficients, parameters, options);
    };
    const double here = value(fit.coefficients, fit.parameters);
    if (c.l2 == 0) CHECK(near(here, fit.nll, 1e-12));
    const auto flat = [&](double lower, double upper, double step) {
      CHECK(lower >= here - 1e-11 * (1 + std::fabs(here)));
      CHECK(upper >= here - 1e-11 * (1 + std::fabs(here)));
      // The third derivative is what is left of a central difference.
      CHECK(std::fabs(upper - lower) <= 0.2 * (upper + lower - 2 * here) + 1e-11 * (1 + std::fabs(here)));
      CHECK(step > 0);
    };
    for (std::size_t j = 0; j < fit.coefficients.size(); ++j) {
      Values up = fit.coefficients, down = up;
      const double step = c.l2 == 0 ? 0.01 * fit.standard_errors[j] : 1e-3 * std::fabs(up[j]);
      up[j] += step;
      down[j] -= step;
      flat(value(down, fit.parameters), value(up, fit.parameters), step);
    }
    for (std::size_t j = 0; j < fit.parameters.size(); ++j) {
      if (std::isnan(fit.parameters[j]) || !std::isnan(c.fixed[j])) continue;
      if (model_named(c.model).parameters[j].role == mle::Role::chosen) continue;
      Values up = fit.parameters, down = up;
      up[j] *= 1.001;
      down[j] /= 1.001;
      flat(value(fit.coefficients, down), value(fit.coefficients, up), 0.001);
    }
  }
}

TEST_CASE("frequency weights: a row of weight w is w rows, one of weight 0 is none") {
  for (const golden::RegressionCase& c : golden::regression_cases) {
    if (c.weights.empty()) continue;
    INFO(std::string(c.name));
    mle::RegressionOptions options = options_of(c);
    Values y, x, offset;
    for (std::size_t i = 0; i < c.y.size(); ++i) {
      for (int copy = 0; copy < static_cast<int>(c.weights[i]); ++copy) {
        y.push_back(c.y[i]);
        x.insert(x.end(), c.x.begin() + static_cast<long>(i * c.d), c.x.begin() + static_cast<long>((i + 1) * c.d));
        if (!c.offset.empty()) offset.push_back(c.offset[i]);
      }
    }
    options.weights = {};
    options.offset = offset;
    const mle::Regression repeated = regression(c.model, y, x, c.d, options);
    const mle::Regression weighted = regression(c.model, c.y, c.x, c.d, options_of(c));
    same(weighted.coefficients, repeated.coefficients, 1e-10);
    same(weighted.standard_errors, repeated.standard_errors, 1e-8);
    CHECK(near(weighted.nll, repeated.nll, 1e-13));
    CHECK(weighted.n == static_cast<double>(y.size()));
    CHECK(weighted.bic == doctest::Approx(repeated.bic));

    Values y0 = c.y, x0 = c.x, weights = c.weights, offset0 = c.offset;
    y0.push_back(c.y[0]);
    x0.insert(x0.end(), c.d, 1e6);  // a wild row
    weights.push_back(0);
    if (!offset0.empty()) offset0.push_back(3);
    options.weights = weights;
    options.offset = offset0;
    CHECK(regression(c.model, y0, x0, c.d, options).coefficients == weighted.coefficients);
  }
}

TEST_CASE("without predictors a regression is the model's own fit") {
  for (const mle::Model& model : mle::models) {
    INFO(std::string(model.name));
    Values theta;
    for (const mle::Parameter& parameter : model.parameters) theta.push_back(parameter.start);
    if (model.vector()) theta = {0.2, -0.4, 0.9};
    const Values y = sample(model, theta, 60, 11);
    const mle::FitOptions fit_options = {classes_of(model, theta), {}};
    mle::Fit fit;
    REQUIRE(model.fit(y, fit_options, fit).ok());
    mle::RegressionOptions options;
    options.classes = classes_of(model, theta);
    const mle::Regression same_fit = regression(model.name, y, {}, 0, options);
    CHECK(near(same_fit.nll, fit.nll, 1e-12));
    if (model.vector()) continue;  // logits are fixed up to a constant there, the first is 0 here
    CHECK(same_fit.status == fit.status);
    for (std::size_t j = 0; j < theta.size(); ++j)
      if (model.parameters[j].role != mle::Role::predicted) CHECK(near(same_fit.parameters[j], fit.theta[j], 1e-6));
  }
}

TEST_CASE("logistic regression is the same under either name of its noise") {
  const auto rows = table("challenger-orings.csv");
  Values x, y;
  for (const auto& row : rows) {
    x.push_back(std::stod(row[1]));
    y.push_back(std::stod(row[2]));
  }
  const mle::Regression p = regression("bernoulli", y, x, 1), z = regression("bernoulli-logit", y, x, 1);
  CHECK(p.coefficients == z.coefficients);
  CHECK(p.standard_errors == z.standard_errors);
  CHECK(p.nll == z.nll);
  // As R 4.2's glm has it.
  CHECK(near(p.coefficients[0], 15.0429016477, 1e-11));
  CHECK(near(p.coefficients[1], -0.232162744219, 1e-11));
  CHECK(near(p.nll, 10.1575963439334, 1e-13));
  CHECK(near(p.deviance, 20.315192687866762, 1e-12));
  const double at_31 = p.coefficients[0] + 31 * p.coefficients[1];
  CHECK(near(1 / (1 + std::exp(-at_31)), 0.99960878, 1e-8));
}

TEST_CASE("the deviance is twice the NLL above the saturated model's, by definition") {
  const Values y = {0, 1, 3, 2, 5, 9, 0, 4}, x = {0, 1, 2, 3, 4, 5, 6, 7};
  const mle::Regression poisson = regression("poisson", y, x, 1);
  double want = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double mean = std::exp(poisson.coefficients[0] + poisson.coefficients[1] * x[i]);
    want += 2 * ((y[i] > 0 ? y[i] * std::log(y[i] / mean) : 0) - (y[i] - mean));
  }
  CHECK(near(poisson.deviance, want, 1e-12));
  const Values positive = {0.5, 1.5, 2, 1, 4, 8, 3, 6}, shape = {3, std::nan("")};
  mle::RegressionOptions options;
  options.fixed = shape;
  const mle::Regression gamma = regression("gamma", positive, x, 1, options);
  want = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double ratio = positive[i] / std::exp(gamma.coefficients[0] + gamma.coefficients[1] * x[i]);
    want += 2 * shape[0] * (-std::log(ratio) + ratio - 1);
  }
  CHECK(near(gamma.deviance, want, 1e-12));
  CHECK(std::isnan(regression("gamma", positive, x, 1).deviance));    // a free shape would go to infinity
  CHECK(std::isnan(regression("logistic", positive, x, 1).deviance));  // a free scale to 0
}

TEST_CASE("a row far off, whose mean is 0, changes nothing: the terms of eta cancel in all the others") {
  const Values y = {1, 3, 2, 6, 5, 9, 0}, x = {1, 2, 3, 4, 5, 6, -1e5};
  const mle::Regression poisson = regression("poisson", y, x, 1);  // as R 4.2's glm has it for the first six
  CHECK(poisson.status == mle::FitStatus::converged);
  CHECK(near(poisson.coefficients[0], 0.0490484664025, 1e-9));
  CHECK(near(poisson.coefficients[1], 0.3544776300563, 1e-9));
  CHECK(near(poisson.standard_errors[1], 0.128105142552, 1e-8));
  CHECK(near(poisson.nll, 10.2588118716703, 1e-12));
  const mle::Regression logit = regression("bernoulli", {0, 1, 0, 1, 1, 0, 0}, x, 1);
  CHECK(logit.status == mle::FitStatus::converged);
  CHECK(near(logit.coefficients[1], 0.1149195683367, 1e-9));
  CHECK(near(logit.nll, 4.13023266055009, 1e-12));
  mle::RegressionOptions options;
  options.classes = 2;
  const mle::Regression softmax = regression("categorical", {0, 1, 0, 1, 1, 0, 0}, x, 1, options);
  CHECK(softmax.status == mle::FitStatus::converged);
  CHECK(near(softmax.coefficients[1], 0.1149195683367, 1e-9));
}

TEST_CASE("badly scaled predictors do no harm") {
  for (const golden::RegressionCase& c : golden::regression_cases) {
    if (c.d != 2 || !c.intercept || c.l2 > 0) continue;
    INFO(std::string(c.name));
    Values x = c.x;
    for (std::size_t i = 0; i < c.y.size(); ++i) {
      x[2 * i] *= 0x1p400;
      x[2 * i + 1] *= 0x1p-400;
    }
    const mle::Regression plain = regression(c.model, c.y, c.x, 2, options_of(c));
    const mle::Regression scaled = regression(c.model, c.y, x, 2, options_of(c));
    CHECK(scaled.status == mle::FitStatus::converged);
    CHECK(near(scaled.nll, plain.nll, 1e-14));
    CHECK(std::fabs(scaled.coefficients[1] * 0x1p400 / plain.coefficients[1] - 1) < 1e-11);
    CHECK(std::fabs(scaled.coefficients[2] * 0x1p-400 / plain.coefficients[2] - 1) < 1e-11);
  }
}
