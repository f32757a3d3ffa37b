// What the core answers at the edges: where double precision ends, and where what is asked cannot be given.
#include "regression_support.hpp"

namespace {

using mle::infinity;

// The argument that a refusal names; "" where there is none.
std::string refused(const mle::Status& status) { return status.ok() ? "" : status.argument; }

mle::Descent descent(const char* model, const Values& y, const Values& start, double step_size) {
  mle::Descent result;
  REQUIRE(mle::descend(model_named(model), y, start, {mle::Method::gradient, step_size}, result).ok());
  return result;
}

mle::Regression at_offset(const char* model, const Values& y, const Values& offset, mle::RegressionOptions options = {}) {
  mle::Regression result;
  options.offset = offset;
  options.intercept = false;
  REQUIRE(mle::inference::fit_fixed_predictor(model_named(model), y, options, result).ok());
  return result;
}

double quantile(const char* model, double p, const Values& theta) {
  double value = 0;
  REQUIRE(model_named(model).quantile({&p, 1}, theta, {&value, 1}).ok());
  return value;
}

}  // namespace

TEST_CASE("a descent that leaves double precision says diverged, and its path stays finite") {
  // p = 5e-324: the NLL is 744.4, its slope -1 / p overflows.
  const mle::Descent steep = descent("bernoulli", {1}, {5e-324}, 0.1);
  CHECK(steep.status == mle::DescentStatus::diverged);
  CHECK(steep.path == Values{5e-324});
  CHECK(steep.nll[0] == doctest::Approx(1074 * mle::ln2));
  // mu moves by 10 times the step size: beyond the doubles, and then to where (y - mu)^2 is.
  for (double step_size : {1e308, 1e200}) {
    const mle::Descent far = descent("laplace", {1, 1, 1, 1, 1, 1, 1, 1, 1, 11}, {-9, 1}, step_size);
    CHECK(far.status != mle::DescentStatus::converged);
    const mle::Descent bell = descent("gaussian", {1}, {0, 1}, step_size);  // r = 1: sigma stays
    CHECK(bell.status == mle::DescentStatus::diverged);
    for (double value : bell.path) CHECK(std::isfinite(value));
    for (double value : bell.nll) CHECK(std::isfinite(value));
  }
}

TEST_CASE("a predictor that is known: the rest has closed forms, or none") {
  const Values y = {1, 3, 2, 5}, line = {1, 3, 2, 5};
  const mle::Regression exact = at_offset("gaussian", y, line);
  CHECK(exact.status == mle::FitStatus::unbounded);
  CHECK(exact.parameters[1] == 0);
  CHECK(exact.nll == -infinity);
  const Values sigma = {unset, 2};
  mle::RegressionOptions held;
  held.fixed = sigma;
  CHECK(near(at_offset("gaussian", y, line, held).nll, 4 * (mle::half_log_two_pi + mle::ln2), 1e-15));
  // sigma^2 is the mean square; a row of weight 0 counts for nothing.
  const Values weights = {1, 1, 1, 1, 0}, more = {1, 3, 2, 5, 99}, zeros(5, 0.0);
  mle::RegressionOptions weighted;
  weighted.weights = weights;
  const mle::Regression four = at_offset("gaussian", more, zeros, weighted);
  CHECK(near(four.parameters[1] * four.parameters[1], 39.0 / 4, 1e-12));
  CHECK(near(four.nll, 2 * (std::log(2 * std::acos(-1.0) * 39 / 4) + 1), 1e-12));
  // e^800 is no double: no rate can be that far off.
  CHECK(at_offset("poisson", {1, 2}, {800, 800}).nll == infinity);
  mle::Regression unused;
  const Values off = {0, infinity};
  mle::RegressionOptions beyond;
  beyond.offset = off;
  beyond.intercept = false;
  CHECK(refused(mle::inference::fit_fixed_predictor(model_named("gaussian"), Values{1, 2}, beyond, unused)) == "x");
}

TEST_CASE("a known predictor and a shape that runs off: the limit's likelihood") {
  const Values y = {-3, -2, -1, 0, 1, 2, 3}, zeros(7, 0.0), held = {unset, unset, 2};
  const mle::Regression light = at_offset("student-t", y, zeros);
  CHECK(light.status == mle::FitStatus::no_maximum);
  CHECK(light.parameters[0] == infinity);
  CHECK(near(light.nll, 3.5 * (std::log(2 * std::acos(-1.0) * 4) + 1), 1e-12));  // sigma^2 = 4
  mle::RegressionOptions options;
  options.fixed = held;
  const mle::Regression set = at_offset("student-t", y, zeros, options);
  CHECK(set.status == mle::FitStatus::no_maximum);
  CHECK(near(set.nll, light.nll, 1e-12));  // where sigma is best anyway
  // Counts that vary less than Poisson counts.
  const mle::Regression even = at_offset("negative-binomial", {2, 2, 3}, Values(3, std::log(2.0)));
  CHECK(even.status == mle::FitStatus::no_maximum);
  CHECK(near(even.nll, 6 - 7 * mle::ln2 + 2 * mle::ln2 + std::log(6.0), 1e-13));
}

TEST_CASE("named losses: which shapes they take") {
  using mle::NamedLoss;
  for (NamedLoss loss : {NamedLoss::squared, NamedLoss::absolute}) CHECK(mle::check_named_loss(loss, unset).ok());
  CHECK(mle::check_named_loss(NamedLoss::pinball, 0.3).ok());
  for (double bad : {0.0, 1.0, -1.0, unset}) CHECK(refused(mle::check_named_loss(NamedLoss::pinball, bad)) == "shape");
  for (NamedLoss loss : {NamedLoss::huber, NamedLoss::clipped, NamedLoss::tukey}) {
    CHECK(mle::check_named_loss(loss, 2).ok());
    for (double bad : {0.0, -1.0, infinity, unset}) CHECK(refused(mle::check_named_loss(loss, bad)) == "shape");
  }
  const Values knots = {0, unset}, values = {0, 1};
  CHECK(refused(mle::BentLoss{knots, values}.check()) == "x");
}

TEST_CASE("a batch whose sum is no number is refused") {
  // y log rate = 2^53 1e300 and rate = e^1e300 both overflow.
  const Values y = {0x1p53}, log_rate = {1e300};
  double sum = 0;
  const mle::Status status =
      mle::kernels::nll_sum(mle::kernels::batch_poisson_log, {mle::kernels::examine(y), mle::kernels::examine(log_rate)}, sum);
  CHECK(status.code == mle::Code::overflow);
  CHECK(refused(status) == "log_rate");
}

TEST_CASE("what cannot be tested or repeated is refused by name") {
  const Values y = {1, 2, 4}, x = {0, 1, 2}, classes = {0, 1, 2};
  mle::CoefficientTarget slope;
  CHECK(refused(mle::CoefficientTarget::make(model_named("categorical"), classes, {x, 1}, {}, 0, slope)) == "model");
  const Values broken = {0, 1, unset};
  CHECK(refused(mle::CoefficientTarget::make(model_named("gaussian"), y, {broken, 1}, {}, 0, slope)) == "x");
  REQUIRE(mle::CoefficientTarget::make(model_named("gaussian"), y, {x, 1}, {}, 1, slope).ok());
  CHECK(std::string(slope.reason()).empty());
  mle::ParameterTarget mu;
  CHECK(refused(mle::ParameterTarget::make(model_named("gaussian"), Values{1, unset}, {}, 0, mu)) == "y");
  REQUIRE(mle::ParameterTarget::make(model_named("gaussian"), y, {}, 0, mu).ok());
  mle::Interval interval;
  for (double bad : {0.0, 1.0, unset})
    CHECK(refused(mle::interval(mu, mle::TestKind::wald, bad, interval)) == "level");
  mle::Experiments runs;
  const mle::Model& bell = model_named("gaussian");
  const Values wrong = {unset, -1};
  CHECK(refused(mle::experiments(bell, Values{0, 1}, 5, 1, 0, 3, {0, wrong}, runs)) == "sigma");
  CHECK(refused(mle::experiments(bell, Values{1.7e308, 1e308}, 50, 1, 0, 3, {}, runs)) != "");
  mle::Regression truth;
  truth.coefficients = {0, 1};
  truth.parameters = {unset, 1};
  const Values weights = {1, 1, -1};
  mle::RegressionOptions options;
  options.weights = weights;
  CHECK(refused(mle::experiments(bell, truth, {x, 1}, 3, 1, 0, 2, options, runs)) == "weights");
  // A rate of e^800 cannot be drawn from.
  truth.coefficients = {800, 1};
  truth.parameters = {unset};
  CHECK(refused(mle::experiments(model_named("poisson"), truth, {x, 1}, 3, 1, 0, 2, {}, runs)) != "");
}

TEST_CASE("no standard error where the information underflows") {
  const Values y = {1e200, 3e200};
  mle::Fit fit;
  const mle::Model& bell = model_named("gaussian");
  REQUIRE(bell.fit(y, {}, fit).ok());
  const mle::Summary summary = mle::summarize(bell, y, {}, fit);
  CHECK(std::isnan(summary.standard_errors[0]));  // 1e200 / sqrt 2, of which the inverse square is 0
  CHECK(std::string(summary.errors_reason).find("not positive definite") != std::string::npos);
}

TEST_CASE("collinear predictors are named by their place, with and without an intercept") {
  const Values x = {1, 2, 3, 2, 4, 1, 3, 6, 2, 4, 8, 8, 5, 10, 1}, y = {1, 3, 2, 5, 4};  // the second is twice the first
  for (const char* name : {"gaussian", "laplace", "asymmetric-laplace", "poisson", "gamma", "logistic"}) {
    for (bool intercept : {true, false}) {
      mle::RegressionOptions options;
      options.intercept = intercept;
      const mle::Regression fit = regression(name, y, x, 3, options);
      INFO(std::string(name), " ", intercept);
      CHECK(fit.collinear == std::vector<std::size_t>{1});
      CHECK(fit.coefficients[1 + (intercept ? 1 : 0)] == 0);
    }
  }
  mle::HeteroscedasticRegression both;
  mle::RegressionOptions options;
  options.intercept = false;
  Values long_x, long_y;
  mle::Random random(4);
  for (int i = 0; i < 60; ++i) {
    const double a = random.uniform(), b = random.uniform();
    long_x.insert(long_x.end(), {a, 2 * a, b});
    long_y.push_back(1 + a - b + random.gaussian());
  }
  REQUIRE(mle::regress_heteroscedastic(long_y, {long_x, 3}, {long_x, 3}, options, both).ok());
  CHECK(both.collinear == std::vector<std::size_t>{1});
  CHECK(both.spread_collinear == std::vector<std::size_t>{1});
  CHECK(both.status == mle::FitStatus::not_unique);
}

TEST_CASE("regressions refuse what they cannot use, and name it") {
  const Values y = {1, 2, 4}, x = {0, 1, 3};
  const auto refusal = [&](const char* name, const Values& column, const mle::RegressionOptions& options) {
    mle::Regression unused;
    return refused(mle::regress(model_named(name), y, {column, 1}, options, unused));
  };
  const Values none = {0, 0, 0}, beyond = {1e308, 1e308, 1e308};
  mle::RegressionOptions options;
  for (const char* name : {"gaussian", "laplace", "student-t", "poisson"}) {
    INFO(std::string(name));
    options.weights = none;
    CHECK(refusal(name, x, options) == "weights");
    options.weights = beyond;
    CHECK(refusal(name, x, options) == "weights");
    CHECK(refusal(name, {0, unset, 1}, {}) == "x");
  }
  mle::HeteroscedasticRegression both;
  const Values broken = {0, unset, 1};
  CHECK(refused(mle::regress_heteroscedastic(Values{1, unset, 2}, {x, 1}, {x, 1}, {}, both)) == "y");
  CHECK(refused(mle::regress_heteroscedastic(y, {broken, 1}, {x, 1}, {}, both)) == "x");
  CHECK(refused(mle::regress_heteroscedastic(y, {x, 1}, {broken, 1}, {}, both)) == "spread");
}

TEST_CASE("all labels equal: the direction is the intercept's, of whichever class") {
  const Values x = {0, 1, 2, 3};
  for (double label : {0.0, 1.0, 2.0}) {
    mle::RegressionOptions options;
    options.classes = 3;
    const mle::Regression fit = regression("categorical", Values(4, label), x, 1, options);
    INFO(label);
    CHECK(fit.nll == doctest::Approx(0));
    CHECK(fit.status != mle::FitStatus::converged);
    options.intercept = false;
    const mle::Regression through_zero = regression("categorical", {0, 1, 2, label}, x, 1, options);
    CHECK(through_zero.coefficients.size() == 2);
    options.l2 = 1;
    CHECK(regression("categorical", {0, 1, 2, label}, x, 1, options).coefficients.size() == 3);
  }
}

TEST_CASE("quantiles and areas where what they begin with overflows") {
  // A standard deviation of 1e450: almost all counts are 0.
  CHECK(quantile("negative-binomial", 0.5, {1e300, 1e-300}) == 0);
  for (double p : {-0.1, 1.1, unset}) CHECK(std::isnan(mle::student_t_quantile(p, 3)));
  CHECK(std::isnan(mle::student_t_quantile(0.5, 0)));
  CHECK(mle::student_t_quantile(1, 3) == infinity);
  CHECK(mle::student_t_quantile(0, 3) == -infinity);
  CHECK(mle::student_t_quantile(0.3, 1e300) == mle::gaussian_quantile(0.3));
  // B(520, 520), whose binomial coefficient overflows; mpmath. Subnormal: 10 digits.
  CHECK(near(std::log(mle::bernoulli_area_in_logit(520, 520)), -722.734229680067870, 1e-10));
  double below = 1;
  const double y = -1;
  REQUIRE(model_named("negative-binomial").cdf({&y, 1}, Values{2, 3}, {&below, 1}).ok());
  CHECK(below == 0);
  // gamma: times whose rate is beyond 1e300 are as those of rate 1.
  double fast = 0, usual = 0;
  const double early = 1.5e-305, one = 1.5;
  REQUIRE(model_named("gamma").cdf({&early, 1}, Values{2, 1e305}, {&fast, 1}).ok());
  REQUIRE(model_named("gamma").cdf({&one, 1}, Values{2, 1}, {&usual, 1}).ok());
  CHECK(near(fast, usual, 1e-13));
}

TEST_CASE("gamma: times whose sum is beyond double precision, and whose mean is not") {
  const Values y = {1736.399217043072, 1.7e308, 1.7e308, 1.7e308, 36.7};
  mle::Fit fit;
  REQUIRE(model_named("gamma").fit(y, {}, fit).ok());
  // mpmath at 40 digits: log(a) - digamma(a) = log(mean) - mean(log y).
  CHECK(std::fabs(fit.theta[0] / 0.0034934152244679299 - 1) < 1e-13);
  CHECK(std::fabs(fit.nll / 2173.5446505614433 - 1) < 1e-13);
}

TEST_CASE("gamma: a rate that is held, and times far below its mean") {
  const Values y = {1e-3, 2e-5, 4e-2}, fixed = {unset, 1};
  mle::Fit fit;
  REQUIRE(model_named("gamma").fit(y, {0, fixed}, fit).ok());
  CHECK(fit.status == mle::FitStatus::converged);
  CHECK(std::fabs(gradient(model_named("gamma"), y, fit.theta)[0]) < 1e-12 * mle::trigamma(fit.theta[0]));
}

TEST_CASE("a surface of logits, a curve of a shape: the NLL at each of them") {
  const mle::Model& classes = model_named("categorical");
  const Values y = {0, 2, 1, 2}, at = {0.3, -1, 2}, grid = {-1, 0, 1.5};
  Values cells(9);
  REQUIRE(mle::surface(classes, y, at, 0, grid, 2, grid, cells).ok());
  for (std::size_t b = 0; b < 3; ++b)
    for (std::size_t a = 0; a < 3; ++a) CHECK(cells[3 * b + a] == classes.nll_sum(y, Values{grid[a], -1, grid[b]}));
  const mle::Model& t = model_named("student-t");
  const Values reals = {-3, 0.2, 1}, nus = {0.5, 1, 30};
  Values curve(3);
  REQUIRE(mle::curve(t, reals, Values{4, 0, 1}, 0, nus, curve).ok());
  for (std::size_t a = 0; a < 3; ++a) CHECK(curve[a] == t.nll_sum(reals, Values{nus[a], 0, 1}));
}

TEST_CASE("nothing drawn, nothing multiplied") {
  mle::Random random(1), same(1);
  REQUIRE(model_named("gaussian").sample(Values{0, 1}, random, {}).ok());
  CHECK(random.uniform() == same.uniform());
  Values out(2);
  CHECK(refused(mle::running_product(model_named("gaussian"), Values{1, unset}, Values{0, 1}, mle::Precision::float64, out)) == "y");
  CHECK(refused(mle::running_log(model_named("gaussian"), Values{1, unset}, Values{0, 1}, out)) == "y");
}

TEST_CASE("Huber: a search that ends at the end of an interval of maxima says so") {
  // Two at 0 pull by k each, 30 by -k and so does 10 for mu up to 9: every mu from 1 to 9 is a maximum.
  const Values y = {0, 0, 10, 30}, fixed = {1, unset, 1};
  mle::RegressionOptions options;
  options.fixed = fixed;
  const mle::Regression fit = regression("huber", y, {}, 0, options);
  CHECK(fit.status == mle::FitStatus::not_unique);
  CHECK(near(fit.nll, model_named("huber").nll_sum(y, Values{1, 5, 1}), 1e-14));
}
