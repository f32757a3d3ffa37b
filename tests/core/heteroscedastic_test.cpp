// Regressions of mean and log sigma together, against mpmath and closed forms.
#include "golden/linear_golden.hpp"
#include "mle/regression/gaussian.hpp"
#include "mle/regression/heteroscedastic.hpp"
#include "linear_support.hpp"

namespace {

struct Columns {
  Values x;
  std::size_t predictors = 1;
};

mle::HeteroscedasticRegression fit(const Values& y, const Columns& mean, const Columns& spread,
                                   const mle::RegressionOptions& options = {}) {
  mle::HeteroscedasticRegression result;
  REQUIRE(mle::regress_heteroscedastic(y, {mean.x, mean.predictors}, {spread.x, spread.predictors}, options, result).ok());
  return result;
}

void check_golden(const mle::HeteroscedasticRegression& result, const Values& want) {
  CHECK(result.status == mle::FitStatus::converged);
  const std::size_t p = result.coefficients.size(), q = result.spread_coefficients.size();
  REQUIRE(want.size() == 2 * (p + q) + 1);
  for (std::size_t j = 0; j < p; ++j) {
    CHECK(near_relative(result.coefficients[j], want[j], 1e-11));
    CHECK(near_relative(result.standard_errors[j], want[p + q + j], 1e-11));
  }
  for (std::size_t j = 0; j < q; ++j) {
    CHECK(near_relative(result.spread_coefficients[j], want[p + j], 1e-11));
    CHECK(near_relative(result.spread_standard_errors[j], want[p + q + p + j], 1e-11));
  }
  CHECK(near_relative(result.nll, want.back(), 1e-14));
}

const Values calls = {4.4,  4.7,  4.7,  5.9,  6.6,   7.3,   8.1,   8.8,   10.6,  12.0,  13.5, 14.9,
                      16.1, 21.2, 119.0, 124.0, 142.0, 159.0, 182.0, 212.0, 43.0, 24.0, 27.0, 29.0};

Values years() {
  Values x;
  for (int i = 0; i < 24; ++i) x.push_back(i);
  return x;
}

}  // namespace

TEST_CASE("mean and log sigma linear in the year, against mpmath") {
  const mle::HeteroscedasticRegression result = fit(calls, {years()}, {years()});
  check_golden(result, linear_golden::belgium);
  CHECK(result.estimated == 4);
  CHECK(near_relative(result.aic, 8 + 2 * result.nll, 1e-15));
  CHECK(near_relative(result.bic, 4 * std::log(24.0) + 2 * result.nll, 1e-15));
}

TEST_CASE("different predictors, weights and offset, against mpmath") {
  const Values y = {2.5, 1, 7.25, 6, 9, 8.5, 17, 14}, weights = {1, 2, 1, 3, 1, 0.5, 2, 1};
  const Values offset = {0.25, 0, -0.5, 1, 0, 0, 0.125, -1};
  mle::RegressionOptions options;
  options.weights = weights;
  options.offset = offset;
  check_golden(fit(y, {{1, 0.5, 2, -1, 3, 2.25, 4, 0, 5, 1, 6, -0.75, 7, 3, 8, 1.5}, 2}, {{1, 2, 3, 4, 5, 6, 7, 8}}, options),
               linear_golden::two_parts);
}

TEST_CASE("two groups have their own mean and sigma") {
  const Values y = {1, 2, 4, 5, 10, 30, 20}, group = {0, 0, 0, 0, 1, 1, 1};
  const mle::HeteroscedasticRegression result = fit(y, {group}, {group});
  const double first = std::sqrt(2.5), second = std::sqrt(200.0 / 3);
  CHECK(result.status == mle::FitStatus::converged);
  CHECK(near(result.coefficients[0], 3, 1e-12));
  CHECK(near(result.coefficients[1], 17, 1e-12));
  CHECK(near(result.spread_coefficients[0], std::log(first), 1e-12));
  CHECK(near(result.spread_coefficients[1], std::log(second / first), 1e-12));
  CHECK(near(result.standard_errors[0], first / 2, 1e-12));
  CHECK(near(result.standard_errors[1], std::sqrt(2.5 / 4 + 200.0 / 9), 1e-12));
  CHECK(near(result.spread_standard_errors[1], std::sqrt(1.0 / 8 + 1.0 / 6), 1e-12));
}

TEST_CASE("without predictors of log sigma it is least squares") {
  const mle::HeteroscedasticRegression result = fit(calls, {years()}, {{}, 0});
  const mle::Regression plain = regress(mle::regress_gaussian, calls, years(), 1);
  CHECK(near_relative(result.nll, plain.nll, 1e-14));
  CHECK(near_relative(mle::exp(result.spread_coefficients[0]), plain.parameters[1], 1e-13));
  for (std::size_t j = 0; j < 2; ++j) {
    CHECK(near_relative(result.coefficients[j], plain.coefficients[j], 1e-13));
    CHECK(near_relative(result.standard_errors[j], plain.standard_errors[j], 1e-12));
  }
}

TEST_CASE("units of y and of the predictors do no harm") {
  Values x, z, y;
  for (double v : years()) {
    x.push_back(1e9 + 1e-3 * v);
    z.push_back(1e-120 * v);
  }
  for (double v : calls) y.push_back(0x1p300 * v);
  const mle::HeteroscedasticRegression plain = fit(calls, {years()}, {years()}), result = fit(y, {x}, {z});
  CHECK(result.status == mle::FitStatus::converged);
  CHECK(near_relative(result.coefficients[1], 1e3 * 0x1p300 * plain.coefficients[1], 1e-3));  // x holds 4 digits of years
  CHECK(near_relative(result.spread_coefficients[1], 1e120 * plain.spread_coefficients[1], 1e-3));
  CHECK(near_relative(result.nll, plain.nll + 24 * std::log(0x1p300), 1e-6));
}

TEST_CASE("a group that can be fitted exactly is unbounded, wherever the search would end") {
  Values pair(24), reference;
  pair[0] = pair[1] = 1;  // a line goes through any two points
  CHECK(fit(calls, {years()}, {pair}).status == mle::FitStatus::unbounded);
  CHECK(fit(calls, {years()}, {pair}).nll == -mle::infinity);
  // Three groups, the first of equal numbers: only the search itself can find it.
  const Values y = {7.1, 7.1, 7.1, 7.1, 1, 3, 2, 6, 4, 9};
  for (int i = 0; i < 10; ++i) {
    reference.push_back(i >= 4 && i < 7);
    reference.push_back(i >= 7);
  }
  const mle::HeteroscedasticRegression result = fit(y, {reference, 2}, {reference, 2});
  CHECK(result.status == mle::FitStatus::unbounded);
  CHECK(std::isnan(result.standard_errors[0]));
  CHECK(std::isnan(result.aic));
  CHECK(std::string(result.criteria_reason) == "the likelihood has no maximum inside the domain");
  const Values line = {1, 2, 3, 4, 5, 6};
  CHECK(fit({0.1, 0.2, 0.3, 0.4, 0.5, 0.6}, {line}, {line}).status == mle::FitStatus::unbounded);
}

TEST_CASE("collinear predictors of either part, L2") {
  Values twice;
  for (double v : years()) twice.insert(twice.end(), {v, 3 * v});
  const mle::HeteroscedasticRegression plain = fit(calls, {years()}, {years()});
  const mle::HeteroscedasticRegression mean = fit(calls, {twice, 2}, {years()}), spread = fit(calls, {years()}, {twice, 2});
  CHECK(mean.status == mle::FitStatus::not_unique);
  CHECK(mean.collinear == std::vector<std::size_t>{1});
  CHECK(spread.status == mle::FitStatus::not_unique);
  CHECK(spread.spread_collinear == std::vector<std::size_t>{1});
  // One of many maxima has the NLL of all of them.
  CHECK(near_relative(mean.aic, plain.aic, 1e-13));
  CHECK(near_relative(spread.bic, plain.bic, 1e-13));
  CHECK(std::string(mean.criteria_reason).empty());
  CHECK(near_relative(mean.nll, plain.nll, 1e-13));
  CHECK(near_relative(spread.nll, plain.nll, 1e-13));
  mle::RegressionOptions options;
  options.l2 = 1;
  mle::HeteroscedasticRegression none;
  const Values x = years();
  CHECK(std::string(mle::regress_heteroscedastic(calls, {x, 1}, {x, 1}, options, none).argument) == "l2");
}

TEST_CASE("ten thousand rows: the truth is within its standard errors, and no step lowers the NLL") {
  mle::Random random(5);
  Columns x{{}, 2};
  Values y;
  const double mean[] = {3, 2, -0.5}, spread[] = {0.25, 0.7, -0.4};
  for (int i = 0; i < 10000; ++i) {
    const double a = random.gaussian(), b = 4 * random.uniform();
    x.x.insert(x.x.end(), {a, b});
    y.push_back(mean[0] + mean[1] * a + mean[2] * b +
                mle::exp(spread[0] + spread[1] * a + spread[2] * b) * random.gaussian());
  }
  const mle::HeteroscedasticRegression result = fit(y, x, x);
  CHECK(result.status == mle::FitStatus::converged);
  CHECK(result.iterations < 20);
  for (std::size_t j = 0; j < 3; ++j) {
    CHECK(std::fabs(result.coefficients[j] - mean[j]) < 4 * result.standard_errors[j]);
    CHECK(std::fabs(result.spread_coefficients[j] - spread[j]) < 4 * result.spread_standard_errors[j]);
  }
  const auto nll = [&](const Values& beta, const Values& gamma) {
    double sum = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
      const double a = x.x[2 * i], b = x.x[2 * i + 1], s = gamma[0] + gamma[1] * a + gamma[2] * b;
      const double z = (y[i] - beta[0] - beta[1] * a - beta[2] * b) / std::exp(s);
      sum += 0.5 * std::log(2 * M_PI) + s + z * z / 2;
    }
    return sum;
  };
  CHECK(near_relative(result.nll, nll(result.coefficients, result.spread_coefficients), 1e-13));
  for (int trial = 0; trial < 20; ++trial) {
    Values beta = result.coefficients, gamma = result.spread_coefficients;
    for (double& v : beta) v += 1e-3 * random.gaussian();
    for (double& v : gamma) v += 1e-3 * random.gaussian();
    CHECK(nll(beta, gamma) > result.nll);
  }
}
