// Profile likelihood, tests and intervals: against closed forms, and R (golden/make_inference.R).
#include <fstream>
#include <sstream>

#include "inference_support.hpp"

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
