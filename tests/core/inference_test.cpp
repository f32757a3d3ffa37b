// Profile likelihood, tests, intervals and repeated experiments: against closed forms, and R (golden/make_inference.R).
#include <deque>
#include <fstream>
#include <sstream>

#include "support.hpp"

namespace {

// Column j of a file of numbers with a header.
Values read_column(const char* file, std::size_t j) {
  std::ifstream input(std::string(MLE_TEST_DATA) + "/" + file);
  REQUIRE(input.good());
  std::string line, cell;
  std::getline(input, line);
  Values values;
  while (std::getline(input, line)) {
    std::istringstream cells(line);
    for (std::size_t at = 0; at <= j; ++at) std::getline(cells, cell, ',');
    values.push_back(std::stod(cell));
  }
  return values;
}

// A target looks at its data for as long as it lives: kept here, so that a test may name them in place.
const Values& kept(const Values& values) {
  static std::deque<Values> all;
  all.push_back(values);
  return all.back();
}

mle::ParameterTarget target_of(const char* model, const Values& y, std::size_t index, const Values& fixed = {}) {
  mle::ParameterTarget target;
  REQUIRE(mle::ParameterTarget::make(model_named(model), kept(y), {0, fixed}, index, target).ok());
  return target;
}

template <class T>
mle::Test test_of(const T& target, mle::TestKind kind, double value) {
  mle::Test result;
  REQUIRE(mle::test(target, kind, value, result).ok());
  return result;
}

template <class T>
mle::Interval interval_of(const T& target, mle::TestKind kind, double level) {
  mle::Interval result;
  REQUIRE(mle::interval(target, kind, level, result).ok());
  return result;
}

constexpr double chi_square_95 = 3.841458820694124;  // R: qchisq(0.95, 1)
constexpr double gaussian_975 = 1.959963984540054;   // R: qnorm(0.975)
const Values coins = {1, 1, 1, 1, 1, 1, 1, 0, 0, 0};

}  // namespace

TEST_CASE("three tests of a Poisson rate have closed forms") {
  const Values y = read_column("horse-kicks.csv", 0);
  const double n = static_cast<double>(y.size()), rate = 0.61, value = 0.5;
  const mle::ParameterTarget target = target_of("poisson", y, 0);
  const double gap = (rate - value) * (rate - value);
  CHECK(near(test_of(target, mle::TestKind::wald, value).statistic, n * gap / rate, 1e-12));
  CHECK(near(test_of(target, mle::TestKind::score, value).statistic, n * gap / value, 1e-12));
  CHECK(near(test_of(target, mle::TestKind::likelihood_ratio, value).statistic,
             2 * n * (rate * std::log(rate / value) - (rate - value)), 1e-11));
  // R: pchisq(200 * 0.11^2 / 0.5, 1, lower.tail = FALSE)
  CHECK(near(test_of(target, mle::TestKind::score, value).p_value, std::erfc(std::sqrt(n * gap / value / 2)), 1e-13));
}

TEST_CASE("the score interval of a probability is Wilson's") {
  const mle::Interval interval = interval_of(target_of("bernoulli", coins, 0), mle::TestKind::score, 0.95);
  const double n = 10, p = 0.7, z2 = gaussian_975 * gaussian_975;
  const double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const double reach = gaussian_975 / (1 + z2 / n) * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
  CHECK(near(interval.lower, centre - reach, 1e-10));
  CHECK(near(interval.upper, centre + reach, 1e-10));
}

TEST_CASE("the Wald interval of a probability, and where there is none") {
  const mle::Interval interval = interval_of(target_of("bernoulli", coins, 0), mle::TestKind::wald, 0.95);
  CHECK(near(interval.lower, 0.7 - gaussian_975 * std::sqrt(0.021), 1e-13));
  CHECK(near(interval.upper, 0.7 + gaussian_975 * std::sqrt(0.021), 1e-13));
  const mle::Interval at_edge = interval_of(target_of("bernoulli", {1, 1, 1}, 0), mle::TestKind::wald, 0.95);
  CHECK(std::isnan(at_edge.lower));
  CHECK(std::string(at_edge.reason).size() > 10);
}

TEST_CASE("all heads: the likelihood-ratio interval reaches the edge, as p and as a logit") {
  const Values heads(12, 1.0);
  const double lower = std::exp(-chi_square_95 / 24);
  const mle::Interval p = interval_of(target_of("bernoulli", heads, 0), mle::TestKind::likelihood_ratio, 0.95);
  CHECK(near(p.lower, lower, 1e-10));
  CHECK(p.upper == 1);
  const mle::Interval logit = interval_of(target_of("bernoulli-logit", heads, 0), mle::TestKind::likelihood_ratio, 0.95);
  CHECK(near(logit.lower, std::log(lower / (1 - lower)), 1e-9));
  CHECK(logit.upper == mle::infinity);
}

TEST_CASE("the profile likelihood of a Gaussian mean, sigma estimated anew") {
  const Values y = read_column("newcomb-light.csv", 0);
  const mle::ParameterTarget mu = target_of("gaussian", y, 0);
  const double n = static_cast<double>(y.size()), mean = 26.2121212121212, sigma = 10.6636100992555;
  // n / 2 log of (sigma^2 + (mu - mean)^2), and constants.
  const Values grid = {20, mean, 30};
  Values out(3);
  REQUIRE(mle::profile(mu, grid, out).ok());
  for (std::size_t g = 0; g < grid.size(); ++g) {
    const double off = grid[g] - mean;
    CHECK(near(out[g] - 249.861186503101, n / 2 * std::log1p(off * off / (sigma * sigma)), 1e-10));
  }
  const double reach = sigma * std::sqrt(std::exp(chi_square_95 / n) - 1);
  const mle::Interval interval = interval_of(mu, mle::TestKind::likelihood_ratio, 0.95);
  CHECK(near(interval.lower, mean - reach, 1e-10));
  CHECK(near(interval.upper, mean + reach, 1e-10));
  // sigma: standard error sigma / sqrt(2 n); held mu leaves the sum of squares about it.
  CHECK(near(target_of("gaussian", y, 1).standard_error(), sigma / std::sqrt(2 * n), 1e-12));
}

TEST_CASE("a shape without a closed form: R's profile interval") {
  Values y = read_column("newcomb-light.csv", 0);
  for (double& v : y) v += 50;
  const mle::ParameterTarget shape = target_of("gamma", y, 0);
  CHECK(near(shape.estimate(), 17.9057719353663, 1e-9));
  const mle::Interval interval = interval_of(shape, mle::TestKind::likelihood_ratio, 0.9);
  CHECK(near(interval.lower, 13.2985691435818, 1e-7));
  CHECK(near(interval.upper, 23.4816625487026, 1e-7));
}

TEST_CASE("a coefficient: R's tests and profile interval for Challenger") {
  const Values temperature = read_column("challenger-orings.csv", 1), distress = read_column("challenger-orings.csv", 2);
  mle::CoefficientTarget slope;
  REQUIRE(mle::CoefficientTarget::make(model_named("bernoulli"), distress, {temperature, 1}, {}, 1, slope).ok());
  CHECK(near(slope.estimate(), -0.232162744218596, 1e-9));
  CHECK(near(slope.standard_error(), 0.108236521649207, 1e-8));
  const mle::Interval interval = interval_of(slope, mle::TestKind::likelihood_ratio, 0.95);
  CHECK(near(interval.lower, -0.5154325375, 1e-8));
  CHECK(near(interval.upper, -0.0607862572, 1e-8));
  const mle::Test ratio = test_of(slope, mle::TestKind::likelihood_ratio, 0);
  CHECK(near(ratio.statistic, 7.951960046427, 1e-10));
  CHECK(near(ratio.p_value, 0.0048035, 1e-6));
  const mle::Test score = test_of(slope, mle::TestKind::score, 0);
  CHECK(near(score.statistic, 7.231211734697, 1e-10));
  CHECK(near(score.p_value, 0.0071647, 1e-6));
}

TEST_CASE("a Gaussian coefficient and the intercept, sigma estimated anew") {
  const Values x = {0, 1, 2, 3, 4, 5}, y = {1.1, 2.8, 5.3, 6.9, 9.2, 10.7};
  mle::CoefficientTarget slope, intercept;
  REQUIRE(mle::CoefficientTarget::make(model_named("gaussian"), y, {x, 1}, {}, 1, slope).ok());
  REQUIRE(mle::CoefficientTarget::make(model_named("gaussian"), y, {x, 1}, {}, 0, intercept).ok());
  // Least squares by hand: Sxx = 17.5, Sxy = 34.4, so the slope is 34.4 / 17.5.
  CHECK(near(slope.estimate(), 34.4 / 17.5, 1e-13));
  double squares = 0;
  for (std::size_t i = 0; i < 6; ++i) {
    const double residual = y[i] - 6 - 34.4 / 17.5 * (x[i] - 2.5);
    squares += residual * residual;
  }
  // 2 (NLL at 0 - NLL) = n log(1 + slope^2 Sxx / SS), and the score statistic n R^2.
  const double gain = 34.4 * 34.4 / 17.5;
  CHECK(near(test_of(slope, mle::TestKind::likelihood_ratio, 0).statistic, 6 * std::log1p(gain / squares), 1e-10));
  const double off = 6 - 2.5 * 34.4 / 17.5;
  CHECK(near(intercept.estimate(), off, 1e-12));
  const double per_unit = 1 / (1.0 / 6 + 2.5 * 2.5 / 17.5);  // information about the intercept, the slope estimated
  CHECK(near(test_of(intercept, mle::TestKind::likelihood_ratio, 0).statistic,
             6 * std::log1p(off * off * per_unit / squares), 1e-10));
}

TEST_CASE("what cannot be asked is refused by name") {
  mle::ParameterTarget target;
  const mle::Model& gaussian = model_named("gaussian");
  const Values y = {1, 2, 4};
  CHECK(std::string(mle::ParameterTarget::make(gaussian, y, {}, 2, target).argument) == "parameter");
  CHECK(std::string(mle::ParameterTarget::make(model_named("categorical"), Values{0, 1}, {2, {}}, 0, target).argument) == "model");
  const Values set = {std::nan(""), 1};
  CHECK(std::string(mle::ParameterTarget::make(gaussian, y, {0, set}, 1, target).argument) == "sigma");
  REQUIRE(mle::ParameterTarget::make(gaussian, y, {}, 1, target).ok());
  mle::Test test;
  CHECK(std::string(mle::test(target, mle::TestKind::score, -1, test).argument) == "sigma");
  mle::Interval interval;
  CHECK(std::string(mle::interval(target, mle::TestKind::wald, 1, interval).argument) == "level");
  Values out(1);
  CHECK(std::string(mle::profile(target, Values{0}, out).argument) == "grid");
  mle::CoefficientTarget slope;
  mle::RegressionOptions l2;
  l2.l2 = 1;
  const Values x = {0, 1, 2};
  CHECK(std::string(mle::CoefficientTarget::make(gaussian, y, {x, 1}, l2, 1, slope).argument) == "l2");
  CHECK(std::string(mle::CoefficientTarget::make(gaussian, y, {x, 1}, {}, 2, slope).argument) == "coefficient");
}

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

namespace {

mle::CoefficientTarget coefficient(const char* model, const Values& y, const Values& x, std::size_t index,
                                   const mle::RegressionOptions& options = {}) {
  mle::CoefficientTarget target;
  REQUIRE(mle::CoefficientTarget::make(model_named(model), kept(y), {kept(x), x.size() / y.size()}, options, index, target).ok());
  return target;
}

}  // namespace

TEST_CASE("a coefficient among weights and offsets, with and without an intercept") {
  // Poisson counts by the origin: the maximum is at beta = log(sum w y x / ...) only for x = 1, the log of a rate.
  const Values y = {2, 5, 1}, one = {1, 1, 1}, weights = {1, 2, 3}, offset = {0.5, -0.2, 1};
  mle::RegressionOptions options;
  options.weights = weights;
  options.offset = offset;
  options.intercept = false;
  const mle::CoefficientTarget target = coefficient("poisson", y, one, 0, options);
  double events = 0, exposure = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    events += weights[i] * y[i];
    exposure += weights[i] * std::exp(offset[i]);
  }
  CHECK(near(target.estimate(), std::log(events / exposure), 1e-12));
  CHECK(near(target.standard_error(), 1 / std::sqrt(events), 1e-12));
  // Everything is known where the one coefficient is held: its score is exposure e^beta - events, its variance 1 / mean.
  const double beta = 0.1, mean = exposure * std::exp(beta);
  CHECK(near(test_of(target, mle::TestKind::score, beta).statistic, (mean - events) * (mean - events) / mean, 1e-11));
  const double gain = mean - events * std::log(mean) - (events - events * std::log(events));
  CHECK(near(test_of(target, mle::TestKind::likelihood_ratio, beta).statistic, 2 * gain, 1e-10));
  // The same number as an intercept.
  options.intercept = true;
  const mle::CoefficientTarget intercept = coefficient("poisson", y, {}, 0, options);
  CHECK(near(intercept.estimate(), target.estimate(), 1e-12));
  CHECK(near(interval_of(intercept, mle::TestKind::likelihood_ratio, 0.9).upper,
             interval_of(target, mle::TestKind::likelihood_ratio, 0.9).upper, 1e-9));
}

TEST_CASE("no heads at all: the interval begins at the edge, and ends where the ratio says") {
  // -2 n log(1 - p) = the chi-square quantile
  const mle::Interval interval = interval_of(target_of("bernoulli", {0, 0, 0, 0}, 0), mle::TestKind::likelihood_ratio, 0.95);
  CHECK(interval.lower == 0);
  CHECK(near(interval.upper, -std::expm1(-chi_square_95 / 8), 1e-9));
}

TEST_CASE("a size that Poisson counts leave open has an interval without end") {
  const Values y = {0, 1, 1, 2, 0, 1, 3, 1, 0, 2};
  const mle::Interval interval = interval_of(target_of("negative-binomial", y, 1), mle::TestKind::likelihood_ratio, 0.95);
  CHECK(interval.upper == mle::infinity);
  CHECK(interval.lower > 0);
  const mle::Fit whole = [&] {
    mle::Fit fit;
    REQUIRE(model_named("negative-binomial").fit(y, {}, fit).ok());
    return fit;
  }();
  double mean = 0;
  for (double v : y) mean += v / 10;
  const double at_end = model_named("negative-binomial").nll_sum(y, Values{mean, interval.lower});
  CHECK(near(2 * (at_end - whole.nll), chi_square_95, 1e-8));
}

TEST_CASE("where the likelihood has no bound there is neither test nor interval, and it says why") {
  const mle::ParameterTarget target = target_of("gaussian", {2, 2, 2}, 1);
  const mle::Test ratio = test_of(target, mle::TestKind::likelihood_ratio, 1);
  CHECK(std::isnan(ratio.statistic));
  CHECK(std::string(ratio.reason) == "The likelihood is unbounded.");
  const mle::Interval interval = interval_of(target, mle::TestKind::likelihood_ratio, 0.95);
  CHECK(std::isnan(interval.lower));
  CHECK(std::isnan(interval.upper));
  CHECK(std::string(interval.reason) == "The likelihood is unbounded.");
  // A coefficient of Laplace noise: without curvature there is no score test.
  const mle::CoefficientTarget laplace = coefficient("laplace", {1, 3, 2, 5, 4}, {1, 2, 3, 4, 5}, 1);
  CHECK(std::string(laplace.reason()).empty() == std::isfinite(laplace.standard_error()));
}

TEST_CASE("a separated coefficient: the ratio's interval has one end") {
  const Values y = {0, 0, 0, 1, 1, 1}, x = {1, 2, 3, 4, 5, 6};
  const mle::CoefficientTarget target = coefficient("bernoulli", y, x, 1);
  CHECK(target.estimate() == mle::infinity);
  const mle::Interval interval = interval_of(target, mle::TestKind::likelihood_ratio, 0.95);
  CHECK(interval.upper == mle::infinity);
  CHECK(interval.lower > 0);
  CHECK(near(test_of(target, mle::TestKind::likelihood_ratio, interval.lower).statistic, chi_square_95, 1e-7));
  Values mirrored = x;
  for (double& v : mirrored) v = -v;
  const mle::Interval other = interval_of(coefficient("bernoulli", y, mirrored, 1), mle::TestKind::likelihood_ratio, 0.95);
  CHECK(other.lower == -mle::infinity);
  CHECK(near(other.upper, -interval.lower, 1e-8));
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
  CHECK(refused("categorical", {1, 1}, {none}) == "model");
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

namespace {

mle::CoefficientTarget coefficient_of(const char* model, const Values& y, const mle::Design& design, std::size_t index,
                                      const mle::RegressionOptions& options = {}) {
  mle::CoefficientTarget target;
  REQUIRE(mle::CoefficientTarget::make(model_named(model), kept(y), design, options, index, target).ok());
  return target;
}

bool refused(const mle::Interval& interval) {
  return std::isnan(interval.lower) && std::isnan(interval.upper) && interval.reason[0] != '\0';
}

const Values one_to_eight = {1, 2, 3, 4, 5, 6, 7, 8}, counts = {3, 4, 1, 6, 2, 5, 3, 8};

}  // namespace

TEST_CASE("an interval without a statistic says why") {
  const Values x = one_to_eight;
  // Beside its kink the Laplace density has no curvature.
  CHECK(refused(interval_of(coefficient_of("laplace", counts, {x, 1}, 1), mle::TestKind::score, 0.95)));
  Values twice;
  for (double v : x) twice.insert(twice.end(), {v, 3 * v});
  for (std::size_t index : {1, 2}) {
    const mle::CoefficientTarget collinear = coefficient_of("poisson", counts, {twice, 2}, index);
    CHECK(refused(interval_of(collinear, mle::TestKind::score, 0.95)));
    CHECK(refused(interval_of(collinear, mle::TestKind::likelihood_ratio, 0.95)));
  }
}

TEST_CASE("an interval that reaches the domain's end stays") {
  const Values y = {1, 2, 4, 5, 9, 20};
  const mle::Interval nu = interval_of(target_of("student-t", y, 0), mle::TestKind::likelihood_ratio, 0.95);
  CHECK(nu.upper == mle::infinity);
  CHECK(nu.reason[0] == '\0');
  // All zeros: n rate < z^2 / 2 for the ratio, and n rate < z^2 for the score.
  const Values zeros = {0, 0, 0};
  const mle::ParameterTarget rate = target_of("poisson", zeros, 0);
  const mle::Interval ratio = interval_of(rate, mle::TestKind::likelihood_ratio, 0.95);
  const mle::Interval score = interval_of(rate, mle::TestKind::score, 0.95);
  CHECK(ratio.lower == 0);
  CHECK(near(ratio.upper, chi_square_95 / 6, 1e-10));
  CHECK(score.lower == 0);
  CHECK(near(score.upper, chi_square_95 / 3, 1e-10));
  // A plateau of medians, in large units: there is no standard error to step by.
  Values large;
  for (double v : y) large.push_back(1e9 * v);
  const mle::Interval small = interval_of(target_of("laplace", y, 0), mle::TestKind::likelihood_ratio, 0.95);
  const mle::Interval big = interval_of(target_of("laplace", large, 0), mle::TestKind::likelihood_ratio, 0.95);
  CHECK(near(big.lower / 1e9, small.lower, 1e-10));
  CHECK(near(big.upper / 1e9, small.upper, 1e-10));
}

TEST_CASE("separated observations: the interval knows neither scale nor origin of the predictor") {
  const Values y = {0, 0, 0, 0, 1, 1, 1, 1};
  // At the lower end: 2 NLL = chi-square, for the supremum of the likelihood is 1. By symmetry the boundary is at 4.5.
  const auto nll = [](double slope) {
    double sum = 0;
    for (int i = 0; i < 4; ++i) sum += 2 * std::log1p(std::exp(-slope * (0.5 + i)));
    return sum;
  };
  for (double scale : {1e-6, 1.0, 1e6})
    for (double origin : {0.0, 1e6}) {
      Values x;
      for (double v : one_to_eight) x.push_back(scale * (v + origin));
      const mle::Interval interval =
          interval_of(coefficient_of("bernoulli", y, {x, 1}, 1), mle::TestKind::likelihood_ratio, 0.95);
      CHECK(near(2 * nll(interval.lower * scale), chi_square_95, 1e-7));
      CHECK(interval.upper == mle::infinity);
      CHECK(interval.reason[0] == '\0');
    }
  Values shifted;
  for (double v : one_to_eight) shifted.push_back(1e6 + v);
  for (mle::TestKind kind : {mle::TestKind::score, mle::TestKind::likelihood_ratio}) {
    const mle::Interval plain = interval_of(coefficient_of("poisson", counts, {one_to_eight, 1}, 1), kind, 0.95);
    const mle::Interval moved = interval_of(coefficient_of("poisson", counts, {shifted, 1}, 1), kind, 0.95);
    CHECK(near(plain.lower, moved.lower, 1e-7));
    CHECK(near(plain.upper, moved.upper, 1e-7));
  }
}

TEST_CASE("the only coefficient of a regression") {
  mle::RegressionOptions alone;
  alone.intercept = false;
  const Values &x = one_to_eight, &y = counts;
  const mle::CoefficientTarget slope = coefficient_of("poisson", y, {x, 1}, 0, alone);
  const auto nll = [&](double b) {
    double sum = 0;
    for (std::size_t i = 0; i < 8; ++i) sum += std::exp(b * x[i]) - y[i] * b * x[i];
    return sum;
  };
  const mle::Interval interval = interval_of(slope, mle::TestKind::likelihood_ratio, 0.95);
  CHECK(interval.lower < slope.estimate());
  CHECK(interval.upper > slope.estimate());
  for (double end : {interval.lower, interval.upper})
    CHECK(near(2 * (nll(end) - nll(slope.estimate())), chi_square_95, 1e-9));
  // At 0 every mean is 1: the score is sum x (1 - y), its information sum x^2.
  double score = 0, xx = 0, xy = 0, yy = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    score += x[i] * (1 - y[i]);
    xx += x[i] * x[i];
    xy += x[i] * y[i];
    yy += y[i] * y[i];
  }
  CHECK(near(test_of(slope, mle::TestKind::score, 0).statistic, score * score / xx, 1e-12));
  // Gaussian, sigma estimated anew: the sum of squares is SS + Sxx (b - estimate)^2.
  const mle::Interval line = interval_of(coefficient_of("gaussian", y, {x, 1}, 0, alone), mle::TestKind::likelihood_ratio, 0.95);
  const double reach = std::sqrt((yy - xy * xy / xx) * std::expm1(chi_square_95 / 8) / xx);
  CHECK(near(line.lower, xy / xx - reach, 1e-9));
  CHECK(near(line.upper, xy / xx + reach, 1e-9));
  // An intercept alone is the model's own location or log mean; a weight of 2 is a row twice.
  const Values weights = {2, 1, 1, 1, 1, 1, 1, 1};
  Values more = y;
  more.push_back(y[0]);
  mle::RegressionOptions weighted;
  weighted.weights = weights;
  struct Case {
    const char* model;
    std::size_t parameter;
    bool log;
  };
  for (const Case& each : {Case{"laplace", 0, false}, {"student-t", 1, false}, {"logistic", 0, false}, {"huber", 1, false},
                           {"poisson", 0, true}, {"negative-binomial", 0, true}}) {
    const mle::Interval own = interval_of(target_of(each.model, more, each.parameter), mle::TestKind::likelihood_ratio, 0.95);
    const mle::Interval intercept =
        interval_of(coefficient_of(each.model, y, {{}, 0}, 0, weighted), mle::TestKind::likelihood_ratio, 0.95);
    CAPTURE(each.model);
    CHECK(near(intercept.lower, each.log ? std::log(own.lower) : own.lower, 1e-6));
    CHECK(near(intercept.upper, each.log ? std::log(own.upper) : own.upper, 1e-6));
  }
}

TEST_CASE("an interval has no reason, though another parameter is held") {
  const mle::Interval interval = interval_of(target_of("huber", {1, 2, 4, 5, 9, 20}, 1), mle::TestKind::wald, 0.95);
  CHECK(interval.lower < interval.upper);
  CHECK(std::string(interval.reason).empty());
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
