// Logistic regression over many rows, where `regress` goes by SIMD passes: against closed forms, against the gradient in
// long double, and against the same rows as frequencies, which go another way.
#include "regression_support.hpp"

namespace {

struct LabelledRows {
  Values x, y;  // d predictors
  std::size_t n, d;
};

LabelledRows gaussian_rows(std::size_t n, std::size_t d) {
  mle::Random random(11);
  LabelledRows rows{Values(n * d), Values(n), n, d};
  for (std::size_t i = 0; i < n; ++i) {
    double eta = 0.4;
    for (std::size_t j = 0; j < d; ++j) {
      const double z = random.gaussian();
      rows.x[i * d + j] = 100 + z;
      eta += (j % 2 == 0 ? 0.8 : -0.5) * z;
    }
    rows.y[i] = random.uniform() < mle::sigmoid(eta);
  }
  return rows;
}

// The largest slope of the penalised NLL, in standard errors of its coefficient.
double largest_slope(const LabelledRows& rows, const Values& offset, double l2, const mle::Regression& fit) {
  double largest = 0;
  for (std::size_t j = 0; j <= rows.d; ++j) {
    long double slope = j == 0 ? 0 : l2 * fit.coefficients[j], information = 0;
    for (std::size_t i = 0; i < rows.n; ++i) {
      long double eta = fit.coefficients[0] + (offset.empty() ? 0 : offset[i]);
      for (std::size_t k = 0; k < rows.d; ++k)
        eta += static_cast<long double>(fit.coefficients[k + 1]) * rows.x[i * rows.d + k];
      const long double p = 1 / (1 + std::exp(-eta)), x = j == 0 ? 0 : rows.x[i * rows.d + j - 1] - 100;
      slope += (p - rows.y[i]) * (j == 0 ? 1 : x);  // of centred predictors: the same plane
      information += p * (1 - p) * (j == 0 ? 1 : x * x);
    }
    if (j > 0 && l2 == 0) CHECK(fit.standard_errors[j] > 0);
    largest = std::max(largest, static_cast<double>(std::fabs(slope) / std::sqrt(information)));
  }
  return largest;
}

}  // namespace

TEST_CASE("two groups of many: the logits of their shares and the standard errors of a fourfold table") {
  const std::size_t n = 9001;
  Values x(n), y(n);
  double ones[2] = {}, all[2] = {};
  mle::Random random(4);
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t group = i % 3 == 0;
    x[i] = static_cast<double>(group);
    y[i] = random.uniform() < (group == 0 ? 0.02 : 0.7);
    ones[group] += y[i];
    all[group] += 1;
  }
  for (const char* model : {"bernoulli", "bernoulli-logit"}) {
    const mle::Regression fit = regression(model, y, x, 1);
    REQUIRE(fit.status == mle::FitStatus::converged);
    const auto logit = [&](int g) { return std::log(ones[g] / (all[g] - ones[g])); };
    const auto variance = [&](int g) { return 1 / ones[g] + 1 / (all[g] - ones[g]); };
    double nll = 0;
    for (int g : {0, 1})
      nll -= ones[g] * std::log(ones[g] / all[g]) + (all[g] - ones[g]) * std::log(1 - ones[g] / all[g]);
    CHECK(near(fit.coefficients[0], logit(0), 1e-13));
    CHECK(near(fit.coefficients[1], logit(1) - logit(0), 1e-13));
    CHECK(near(fit.standard_errors[0], std::sqrt(variance(0)), 1e-12));
    CHECK(near(fit.standard_errors[1], std::sqrt(variance(0) + variance(1)), 1e-12));
    CHECK(near(fit.nll, nll, 1e-13));
    CHECK(near(fit.aic, 2 * nll + 4, 1e-13));
  }
}

TEST_CASE("the slope of the penalised likelihood vanishes, with an offset and under L2") {
  const LabelledRows rows = gaussian_rows(6000, 4);
  Values offset(rows.n);
  for (std::size_t i = 0; i < rows.n; ++i) offset[i] = 2 * std::sin(static_cast<double>(i));
  for (const Values& known : {Values(), offset})
    for (double l2 : {0.0, 25.0}) {
      mle::RegressionOptions options;
      options.offset = known;
      options.l2 = l2;
      const mle::Regression fit = regression("bernoulli", rows.y, rows.x, rows.d, options);
      CHECK(fit.status == mle::FitStatus::converged);
      CHECK(largest_slope(rows, known, l2, fit) < 1e-10);
    }
}

TEST_CASE("rows given twice are rows of frequency 2") {
  const LabelledRows rows = gaussian_rows(3000, 2);
  Values x = rows.x, y = rows.y;
  x.insert(x.end(), rows.x.begin(), rows.x.end());
  y.insert(y.end(), rows.y.begin(), rows.y.end());
  const Values two(rows.n, 2);
  mle::RegressionOptions options;
  options.weights = two;
  const mle::Regression once = regression("bernoulli", rows.y, rows.x, 2, options), twice = regression("bernoulli", y, x, 2);
  CHECK(near(once.nll, twice.nll, 1e-13));
  for (std::size_t j = 0; j < 3; ++j) {
    CHECK(near(once.coefficients[j], twice.coefficients[j], 1e-11));
    CHECK(near(once.standard_errors[j], twice.standard_errors[j], 1e-11));
  }
}

TEST_CASE("many rows that a predictor separates have no maximum, wholly or but for one tie") {
  LabelledRows rows = gaussian_rows(5000, 2);
  for (std::size_t i = 0; i < rows.n; ++i) rows.y[i] = rows.x[2 * i + 1] < 100.25;
  for (bool tie : {false, true}) {
    if (tie) {
      rows.x[1] = rows.x[3] = 100.25;
      rows.y[0] = 0;
      rows.y[1] = 1;
    }
    const mle::Regression fit = regression("bernoulli", rows.y, rows.x, 2);
    CHECK(fit.status == mle::FitStatus::no_maximum);
    REQUIRE(fit.direction.size() == 3);
    CHECK(near(fit.direction[0] / fit.direction[2], -100.25, 1e-3));
    CHECK(fit.coefficients[2] == -mle::infinity);
  }
}
