// Intervals at the ends of what there is: edges of domains, separation, scales of any size, one coefficient alone.
#include "inference_support.hpp"

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
