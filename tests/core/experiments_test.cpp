// Repeated experiments and the parametric bootstrap: against closed forms of what they scatter by.
#include "regression_support.hpp"

TEST_CASE("repeated experiments: any part of the runs, in any order, is the same") {
  const mle::Model& gaussian = model_named("gaussian");
  const Values truth = {1, 2};
  mle::Experiments whole, first, second;
  REQUIRE(mle::experiments(gaussian, truth, 5, 3, 0, 100, {}, whole).ok());
  REQUIRE(mle::experiments(gaussian, truth, 5, 3, 0, 40, {}, first).ok());
  REQUIRE(mle::experiments(gaussian, truth, 5, 3, 40, 60, {}, second).ok());
  Values joined = first.estimates;
  joined.insert(joined.end(), second.estimates.begin(), second.estimates.end());
  CHECK(joined == whole.estimates);
  REQUIRE(mle::experiments(gaussian, truth, 5, 4, 0, 100, {}, second).ok());
  CHECK(second.estimates != whole.estimates);
  CHECK(std::string(mle::experiments(gaussian, truth, 0, 3, 0, 1, {}, second).argument) == "n");
  CHECK(std::string(mle::experiments(gaussian, Values{1, -2}, 5, 3, 0, 1, {}, second).argument) == "sigma");
}

TEST_CASE("10,000 experiments: the bias and the mean squared errors of the variance's estimates") {
  // n = 5, sigma^2 = 4. SS / sigma^2 is chi-square with 4 degrees of freedom: mean 4, variance 8.
  mle::Experiments runs;
  REQUIRE(mle::experiments(model_named("gaussian"), Values{1, 2}, 5, 1, 0, 10000, {}, runs).ok());
  double bias = 0, n_errors = 0, less_errors = 0, more_errors = 0;
  for (std::size_t run = 0; run < 10000; ++run) {
    const double sigma = runs.estimates[2 * run + 1], squares = 5 * sigma * sigma;
    const auto squared = [](double x) { return x * x; };
    bias += squares / 5 - 4;
    n_errors += squared(squares / 5 - 4);
    less_errors += squared(squares / 4 - 4);
    more_errors += squared(squares / 6 - 4);
  }
  CHECK(std::fabs(bias / 10000 + 0.8) < 0.1);
  CHECK(std::fabs(n_errors / 10000 / 5.76 - 1) < 0.05);
  CHECK(std::fabs(less_errors / 10000 / 8 - 1) < 0.05);
  CHECK(std::fabs(more_errors / 10000 / (16.0 / 3) - 1) < 0.05);
}

TEST_CASE("the parametric bootstrap of a regression scatters as its standard errors say") {
  Values x, y;
  mle::Random random(5);
  for (int i = 0; i < 200; ++i) x.push_back(random.uniform() * 4 - 2);
  const mle::Model& poisson = model_named("poisson");
  mle::Regression truth;
  truth.coefficients = {0.5, 0.8};
  truth.parameters = {std::nan("")};
  mle::Experiments runs;
  REQUIRE(mle::experiments(poisson, truth, {x, 1}, x.size(), 7, 0, 500, {}, runs).ok());
  // The information about (intercept, slope) is the sum of mean (1, x; x, x^2).
  double a = 0, b = 0, c = 0;
  for (double v : x) {
    const double mean = std::exp(0.5 + 0.8 * v);
    a += mean;
    b += mean * v;
    c += mean * v * v;
  }
  const double error = std::sqrt(a / (a * c - b * b));
  double sum = 0, squares = 0;
  for (std::size_t run = 0; run < 500; ++run) {
    const double slope = runs.estimates[2 * run + 1];
    sum += slope;
    squares += (slope - 0.8) * (slope - 0.8);
    CHECK(runs.statuses[run] == mle::FitStatus::converged);
  }
  CHECK(std::fabs(sum / 500 - 0.8) < 4 * error / std::sqrt(500.0));
  CHECK(std::fabs(std::sqrt(squares / 500) / error - 1) < 0.15);
}

TEST_CASE("the parametric bootstrap of a softmax regression scatters as its information says") {
  // Three classes, the first the reference, by the class's intercept and slope.
  Values x;
  mle::Random random(6);
  for (int i = 0; i < 800; ++i) x.push_back(random.uniform() * 4 - 2);
  mle::Regression truth;
  truth.coefficients = {0.4, 1, -0.3, -0.8};
  mle::RegressionOptions options;
  options.classes = 3;
  mle::Experiments runs;
  constexpr std::size_t count = 150;
  REQUIRE(mle::experiments(model_named("categorical"), truth, {x, 1}, x.size(), 7, 0, count, options, runs).ok());
  // The information of a row about the two blocks: (diag(p) - p p') times (1, x; x, x^2), the reference left out.
  double information[4][4] = {};
  for (double v : x) {
    const double e[3] = {1, std::exp(0.4 + v), std::exp(-0.3 - 0.8 * v)}, total = e[0] + e[1] + e[2], row[2] = {1, v};
    for (int a = 0; a < 4; ++a)
      for (int b = 0; b < 4; ++b) {
        const double p = e[1 + a / 2] / total, q = e[1 + b / 2] / total;
        information[a][b] += ((a / 2 == b / 2 ? p : 0) - p * q) * row[a % 2] * row[b % 2];
      }
  }
  // Of an efficient estimate: off' information off is chi-square with 4 degrees of freedom, of mean 4 and variance 8; and so is
  // that of the mean of the runs, times their number, but for the bias of order 1 / n.
  const auto form = [&](const Values& off) {
    double sum = 0;
    for (int a = 0; a < 4; ++a)
      for (int b = 0; b < 4; ++b) sum += off[a] * information[a][b] * off[b];
    return sum;
  };
  double forms = 0;
  Values mean(4);
  for (std::size_t run = 0; run < count; ++run) {
    Values off(4);
    for (int j = 0; j < 4; ++j) {
      off[j] = runs.estimates[4 * run + j] - truth.coefficients[j];
      mean[j] += off[j] / count;
    }
    forms += form(off) / count;
    CHECK(runs.statuses[run] == mle::FitStatus::converged);
  }
  CHECK(std::fabs(forms - 4) < 4 * std::sqrt(8.0 / count));
  CHECK(count * form(mean) < 23.5);  // R: qchisq(1e-4, 4, lower.tail = FALSE)
  // Under L2 a block for each class: classes that are alike are drawn alike.
  options.l2 = 1;
  CHECK_FALSE(mle::experiments(model_named("categorical"), truth, {x, 1}, x.size(), 7, 0, 1, options, runs).ok());
  truth.coefficients = {0, 0.5, 0, 0.5, 0, 0.5};
  REQUIRE(mle::experiments(model_named("categorical"), truth, {x, 1}, x.size(), 7, 0, 3, options, runs).ok());
  CHECK(runs.estimates.size() == 3 * 6);
  for (double estimate : runs.estimates) CHECK(std::fabs(estimate) < 0.5);
}

TEST_CASE("experiments of regressions: what cannot be drawn or fitted is refused; links place the predictor") {
  const Values x = {-1, 0, 1, 2, -2, 0.5};
  mle::Regression truth;
  mle::Experiments runs;
  const auto refused = [&](const char* model, const Values& coefficients, const Values& parameters,
                           const mle::RegressionOptions& options = {}) {
    truth.coefficients = coefficients;
    truth.parameters = parameters;
    return std::string(mle::experiments(model_named(model), truth, {x, 1}, 6, 1, 0, 2, options, runs).argument);
  };
  const double none = std::nan("");
  CHECK(refused("poisson", {1}, {none}) == "truth");
  CHECK(refused("categorical", {1, 1}, {none}) == "classes");
  CHECK(refused("poisson", {100, 1}, {none}) == "rate");
  mle::RegressionOptions penalised;
  penalised.l2 = -1;
  CHECK(refused("poisson", {1, 1}, {none}, penalised) == "l2");
  // The mean of the estimates over many runs is the truth: Gaussian (unbiased), with offsets and no intercept.
  const Values offset = {1, 2, 3, 4, 5, 6};
  mle::RegressionOptions options;
  options.intercept = false;
  options.offset = offset;
  truth.coefficients = {3};
  truth.parameters = {none, 0.5};
  REQUIRE(mle::experiments(model_named("gaussian"), truth, {x, 1}, 6, 3, 0, 400, options, runs).ok());
  double mean = 0, variance = 0;
  for (double slope : runs.estimates) mean += slope / 400;
  CHECK(std::fabs(mean - 3) < 4 * 0.5 / std::sqrt(10.25 * 400));  // sum x^2 = 10.25
  // 6 sigma^2 / 0.25 is chi-square with 5 degrees of freedom, whose variance is 10.
  REQUIRE(runs.parameters.size() == 800);
  for (std::size_t run = 0; run < 400; ++run) variance += runs.parameters[2 * run + 1] * runs.parameters[2 * run + 1] / 400;
  CHECK(std::fabs(6 * variance / 0.25 - 5) < 4 * std::sqrt(10.0 / 400));
  // A probability and its logit are one model.
  mle::Experiments by_logit;
  truth.coefficients = {0.3, -0.4};
  truth.parameters = {none};
  REQUIRE(mle::experiments(model_named("bernoulli"), truth, {x, 1}, 6, 3, 0, 50, {}, runs).ok());
  REQUIRE(mle::experiments(model_named("bernoulli-logit"), truth, {x, 1}, 6, 3, 0, 50, {}, by_logit).ok());
  CHECK(runs.statuses == by_logit.statuses);
}

TEST_CASE("experiments of a regression refuse what does not fit") {
  const mle::Model& gaussian = model_named("gaussian");
  const Values x = {1, 2, 3};
  mle::Regression truth;
  truth.coefficients = {0, 1};
  truth.parameters = {std::nan(""), 1};
  mle::Experiments runs;
  const auto refusal = [&](const mle::Design& design, std::size_t n, const mle::RegressionOptions& options = {}) {
    return std::string(mle::experiments(gaussian, truth, design, n, 1, 0, 1, options, runs).argument);
  };
  CHECK(refusal({x, 1}, 3).empty());
  CHECK(refusal({x, 1}, 4) == "x");
  CHECK(refusal({x, 1}, 0) == "n");
  mle::RegressionOptions options;
  const Values two = {0, 0};
  options.offset = two;
  CHECK(refusal({x, 1}, 3, options) == "offset");
  const Values three = {1, 2, 1};
  options = {};
  options.weights = three;  // a row of weight 2 would be one draw that counts twice, not two
  CHECK(refusal({x, 1}, 3, options) == "weights");
  truth.parameters = {std::nan("")};
  CHECK(refusal({x, 1}, 3) == "truth");
}
