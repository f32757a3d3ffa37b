// Laplace and asymmetric Laplace regression under L2: closed forms, exact optima, and a certificate on many small problems.
#include "golden/penalised_quantile_golden.hpp"
#include "linear_support.hpp"
#include "mle/regression.hpp"

namespace {


struct RidgeProblem {
  Values y, x, weights, offset;
  std::size_t predictors = 1;
  bool intercept = true;
  double tau = 0.5, l2 = 0, b = unset;  // b: of the asymmetric Laplace density; unset: free

  double weight(std::size_t i) const { return weights.empty() ? 1 : weights[i]; }
  double residual(std::size_t i, const Values& beta) const {
    double r = y[i] - (offset.empty() ? 0 : offset[i]) - (intercept ? beta[0] : 0);
    for (std::size_t j = 0; j < predictors; ++j) r -= x[i * predictors + j] * beta[j + (intercept ? 1 : 0)];
    return r;
  }
  double loss(const Values& beta) const {
    double sum = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
      const double r = residual(i, beta);
      sum += weight(i) * r * (tau - (r < 0 ? 1 : 0));
    }
    return sum;
  }
  double penalty(const Values& beta) const {
    double sum = 0;
    for (std::size_t j = intercept ? 1 : 0; j < beta.size(); ++j) sum += l2 / 2 * beta[j] * beta[j];
    return sum;
  }
  double total() const {
    double sum = 0;
    for (std::size_t i = 0; i < y.size(); ++i) sum += weight(i);
    return sum;
  }
  // The penalised NLL but for its constant, at the best b where that is free.
  double value(const Values& beta) const {
    return penalty(beta) + (std::isnan(b) ? total() * std::log(loss(beta)) : loss(beta) / b);
  }
};

mle::Regression fit(const RidgeProblem& problem) {
  const Values fixed = {problem.tau, unset, problem.b};
  mle::RegressionOptions options;
  options.fixed = fixed;
  options.weights = problem.weights;
  options.offset = problem.offset;
  options.l2 = problem.l2;
  options.intercept = problem.intercept;
  return regress(mle::regress_asymmetric_laplace, problem.y, problem.x, problem.predictors, options);
}

// The one-sided derivative of the penalised NLL at beta along a direction; b as if held, which at the best b is the same.
double derivative(const RidgeProblem& problem, const Values& beta, double b, const Values& direction) {
  double slope = 0;
  for (std::size_t i = 0; i < problem.y.size(); ++i) {
    double speed = problem.intercept ? -direction[0] : 0, size = std::fabs(problem.y[i]) + 1;
    for (std::size_t j = 0; j < problem.predictors; ++j) {
      const std::size_t k = j + (problem.intercept ? 1 : 0);
      speed -= problem.x[i * problem.predictors + j] * direction[k];
      size += std::fabs(problem.x[i * problem.predictors + j] * beta[k]);
    }
    const double r = problem.residual(i, beta), side = std::fabs(r) > 1e-12 * size ? r : speed;
    slope += problem.weight(i) * speed * (problem.tau - (side < 0 ? 1 : 0)) / b;
  }
  for (std::size_t j = problem.intercept ? 1 : 0; j < beta.size(); ++j) slope += problem.l2 * beta[j] * direction[j];
  return slope;
}

// No direction falls, which for a convex function proves a minimum, and no point near or far is lower.
void check_minimum(const RidgeProblem& problem, const mle::Regression& result, mle::Random& random) {
  const Values& beta = result.coefficients;
  const double b = result.parameters[2], value = problem.value(beta), n = problem.total();
  Values direction(beta.size()), other(beta.size());
  for (int trial = 0; trial < 60; ++trial) {
    for (std::size_t j = 0; j < beta.size(); ++j) {
      direction[j] = trial < 30 ? random.gaussian() : std::floor(3 * random.uniform()) - 1;
      other[j] = beta[j] + std::pow(10.0, -trial % 9) * random.gaussian();
    }
    CHECK(derivative(problem, beta, b, direction) > -1e-10 * n / b);
    CHECK(problem.value(other) > value - 1e-12 * (n + std::fabs(value)));
  }
  if (std::isnan(problem.b)) CHECK(near_relative(b, problem.loss(beta) / n, 1e-13));
}

const Values x1 = {1, 2, 3, 4, 5, 6, 7, 8};
const Values x2 = {0.5, -1, 2.25, 0, 1, -0.75, 3, 1.5};
const Values y8 = {2.5, 1, 7.25, 6, 9, 8.5, 17, 14};
const Values steep = {10.125, 19.75, 30.25, 40.5, 49.875, 59.5, 70.25, 80.75};

RidgeProblem small(int data) {
  RidgeProblem problem;
  problem.y = y8;
  if (data == 2) {
    problem.y = steep;
    problem.x = x1;
    return problem;
  }
  problem.predictors = 2;
  for (std::size_t i = 0; i < 8; ++i) problem.x.insert(problem.x.end(), {x1[i], x2[i]});
  problem.intercept = data == 0;
  if (data == 1) return problem;
  problem.weights = {1, 2, 1, 3, 1, 0.5, 2, 1};
  problem.offset = {0.25, 0, -0.5, 1, 0, 0, 0.125, -1};
  return problem;
}

}  // namespace

TEST_CASE("under L2, against optima proved in rational arithmetic, and to 40 digits with b free") {
  int intervals = 0;
  for (const penalised_quantile_golden::Fit& want : penalised_quantile_golden::fits) {
    INFO(want.data, " tau ", want.tau, " l2 ", want.l2, want.free ? " free" : " held");
    RidgeProblem problem = small(want.data);
    problem.tau = want.tau;
    problem.l2 = want.l2;
    if (!want.free) problem.b = want.b;
    const mle::Regression result = fit(problem);
    // Of an interval of intercepts the golden values have one.
    const bool interval = result.status == mle::FitStatus::not_unique;
    CHECK((interval || result.status == mle::FitStatus::converged));
    for (std::size_t j = interval ? 1 : 0; j < want.coefficients.size(); ++j)
      CHECK(near(result.coefficients[j], want.coefficients[j], want.free ? 1e-13 : 1e-15));
    CHECK(near_relative(problem.loss(result.coefficients), want.loss, 1e-13));
    intervals += interval ? 1 : 0;
    CHECK(near_relative(result.parameters[2], want.b, 1e-13));
    const double n = problem.total();
    const double nll = n * std::log(want.b / (want.tau * (1 - want.tau))) + want.loss / want.b;
    CHECK(near(result.nll, nll, 1e-14));
  }
  CHECK(intervals == 4);  // of the line's eight rows
}

TEST_CASE("under L2, one slope through 0, on each of its pieces") {
  // f(b) = |1 - b| + |3 - 2 b| + l b^2 / 2 with scale 1 of Laplace noise: kinks at 1 and 3/2, slopes -3, -1, 3 beside l b.
  RidgeProblem problem;
  problem.x = {1, 2};
  problem.y = {1, 3};
  problem.intercept = false;
  problem.b = 0.5;
  const auto slope = [&](double l2) {
    problem.l2 = l2;
    return fit(problem).coefficients[0];
  };
  for (const double l2 : {3.5, 10.0, 1e6, 1e12}) CHECK(near_relative(slope(l2), 3 / l2, 1e-15));
  for (const double l2 : {1.0, 2.0, 3.0}) CHECK(slope(l2) == 1);
  CHECK(near_relative(slope(0.8), 1.25, 1e-15));
  for (const double l2 : {0.5, 0.1, 1e-9, 1e-200}) CHECK(slope(l2) == 1.5);
}

TEST_CASE("under L2, from the fit without a penalty to the quantile") {
  RidgeProblem problem = small(0);
  problem.tau = 0.25;
  const mle::Regression plain = fit(problem);
  REQUIRE(plain.status == mle::FitStatus::converged);
  for (const double b : {unset, 2.0}) {
    problem.b = b;
    problem.l2 = 1e-9;
    const mle::Regression slight = fit(problem);
    for (std::size_t j = 0; j < 3; ++j) CHECK(near(slight.coefficients[j], plain.coefficients[j], 1e-14));
    problem.l2 = 1e200;
    const mle::Regression heavy = fit(problem);
    CHECK(std::fabs(heavy.coefficients[1]) < 1e-190);
    // Of y - offset, weights in brackets: 1 (2), 2.25 (1), 5 (3), ...: a quarter of 11.5 is 2.875.
    CHECK(heavy.coefficients[0] == 2.25);
  }
  // Nothing but an intercept is nothing to penalise.
  problem.x.clear();
  problem.predictors = 0;
  CHECK(fit(problem).coefficients[0] == 2.25);
}

TEST_CASE("under L2, hundreds of small problems with ties: no direction falls") {
  mle::Random random(17);
  const auto whole = [&](int range) { return std::floor(random.uniform() * range); };
  int intervals = 0;
  for (int trial = 0; trial < 400; ++trial) {
    RidgeProblem problem;
    problem.predictors = 1 + static_cast<std::size_t>(trial % 4);
    problem.intercept = trial % 5 != 0;
    problem.tau = Values{0.05, 0.5, 0.9, 0.25}[static_cast<std::size_t>(whole(4))];
    problem.l2 = std::pow(10.0, 8 * random.uniform() - 4);
    const double b = std::pow(10.0, 3 * random.uniform() - 2);
    if (trial % 3 != 0) problem.b = b;
    const int rows = 2 + static_cast<int>(whole(14));
    for (int i = 0; i < rows; ++i) {
      for (std::size_t j = 0; j < problem.predictors; ++j)
        problem.x.push_back(trial % 2 == 0 ? whole(3) : random.gaussian());
      problem.y.push_back(trial % 7 == 0 ? random.gaussian() : whole(5) - 2);
      if (trial % 4 > 1) problem.weights.push_back(1 + whole(3));
    }
    const mle::Regression result = fit(problem);
    INFO(trial);
    if (result.status == mle::FitStatus::unbounded) {
      CHECK(problem.loss(result.coefficients) < 1e-12);
      continue;
    }
    REQUIRE((result.status == mle::FitStatus::converged || result.status == mle::FitStatus::not_unique));
    intervals += result.status == mle::FitStatus::not_unique ? 1 : 0;
    check_minimum(problem, result, random);
  }
  CHECK(intervals > 10);
}

TEST_CASE("under L2, an optimum at 0 through many rows") {
  mle::Random random(23);
  const auto whole = [&](int range) { return std::floor(random.uniform() * range); };
  int zero = 0;
  for (int trial = 0; trial < 200; ++trial) {
    RidgeProblem problem;
    problem.predictors = 2 + static_cast<std::size_t>(trial % 3);
    problem.intercept = trial % 2 == 0;
    problem.b = std::pow(10.0, 2 * random.uniform());
    problem.l2 = std::pow(10.0, 4 * random.uniform() - 2);
    for (int i = 0; i < 16; ++i) {
      const double y = i % 4 > 1 ? 0 : 1 - 2 * (i % 2);  // mirror images pull both ways
      for (std::size_t j = 0; j < problem.predictors; ++j)
        problem.x.push_back(i % 2 == 0 ? whole(3) - 1 : problem.x[problem.x.size() - problem.predictors]);
      problem.y.push_back(y);
    }
    INFO(trial);
    const mle::Regression result = fit(problem);
    REQUIRE((result.status == mle::FitStatus::converged || result.status == mle::FitStatus::not_unique));
    check_minimum(problem, result, random);
    double largest = 0;
    for (double beta : result.coefficients) largest = std::fmax(largest, std::fabs(beta));
    zero += largest == 0 ? 1 : 0;
  }
  CHECK(zero > 100);
}

TEST_CASE("under L2, of several minima the lowest, over every b") {
  mle::Random random(4);
  int tried = 0;
  for (double l2 = 0.3; l2 < 2; l2 *= 1.1) {
    RidgeProblem problem = small(2);
    problem.l2 = l2;
    const mle::Regression result = fit(problem);
    check_minimum(problem, result, random);
    const double value = problem.value(result.coefficients);
    for (double b = 1e-3; b < 100; b *= 1.02) {
      RidgeProblem held = problem;
      held.b = b;
      CHECK(problem.value(fit(held).coefficients) > value - 1e-11);
      ++tried;
    }
  }
  CHECK(tried > 1000);
}

TEST_CASE("under L2, an interval of intercepts: its midpoint") {
  RidgeProblem problem;
  problem.y = {1, 2, 4, 9};
  problem.x = {1, 1, 1, 1};
  problem.l2 = 1;
  for (const double b : {unset, 1.0}) {
    problem.b = b;
    const mle::Regression result = fit(problem);
    CHECK(result.status == mle::FitStatus::not_unique);
    CHECK(std::string(result.message) ==
          "An interval of intercepts has the same penalised likelihood: this is its midpoint.");
    CHECK(result.coefficients == Values{3, 0});  // a constant predictor has no slope under L2
    CHECK(result.collinear.empty());
    CHECK(near_relative(problem.loss(result.coefficients), 5, 1e-15));
  }
}

TEST_CASE("under L2, collinear predictors share the slope, rows may be fewer than predictors") {
  RidgeProblem problem;
  problem.y = {1, 3, 2, 6, 5, 9};
  const Values x = {1, 2, 4, 7, 11, 3};
  for (double v : x) problem.x.insert(problem.x.end(), {v, v});
  problem.predictors = 2;
  for (const double b : {unset, 1.0})
    for (const double l2 : {1e-12, 0.01, 1.0}) {
      problem.b = b;
      problem.l2 = l2;
      const mle::Regression result = fit(problem);
      CHECK(result.status == mle::FitStatus::converged);
      CHECK(result.collinear.empty());
      CHECK(near(result.coefficients[1], result.coefficients[2], 1e-14));
      RidgeProblem alone = problem;  // two equal slopes s cost l2 s^2: one slope 2 s under half the penalty
      alone.x = x;
      alone.predictors = 1;
      alone.l2 = l2 / 2;
      CHECK(near(2 * result.coefficients[1], fit(alone).coefficients[1], 1e-13));
    }
  RidgeProblem wide;
  wide.y = {1, 3};
  wide.x = {1, 2, 4, 7, 11, 3};
  wide.predictors = 3;
  wide.l2 = 0.01;
  wide.b = 1;
  mle::Random random(2);
  check_minimum(wide, fit(wide), random);
  wide.b = unset;
  CHECK(fit(wide).status == mle::FitStatus::unbounded);
}

TEST_CASE("under L2, weights are repeated rows, offsets known parts, and a shift of y one of the intercept") {
  for (const double b : {unset, 0.5}) {
    RidgeProblem problem, repeated;
    problem.y = {1, 3, 2, 6, 5, 9};
    problem.x = {1, 2, 4, 7, 11, 3};
    problem.weights = {1, 2, 3, 0, 1, 1};
    problem.l2 = repeated.l2 = 2;
    problem.b = repeated.b = b;
    problem.tau = repeated.tau = 0.75;
    for (std::size_t i = 0; i < problem.y.size(); ++i)
      for (int copy = 0; copy < problem.weights[i]; ++copy) {
        repeated.x.push_back(problem.x[i]);
        repeated.y.push_back(problem.y[i]);
      }
    const mle::Regression weighted = fit(problem), copies = fit(repeated);
    CHECK(weighted.status == copies.status);
    CHECK(weighted.n == 8);
    CHECK(weighted.estimated == (std::isnan(b) ? 3 : 2));
    CHECK(near_relative(weighted.nll, copies.nll, 1e-13));
    for (std::size_t j = 0; j < 2; ++j) CHECK(near(weighted.coefficients[j], copies.coefficients[j], 1e-13));
    for (std::size_t i = 0; i < problem.y.size(); ++i) {
      problem.offset.push_back(3 - problem.x[i] / 2);
      problem.y[i] += problem.offset[i] + 64;
    }
    const mle::Regression moved = fit(problem);
    CHECK(near(moved.coefficients[0], weighted.coefficients[0] + 64, 1e-13));
    CHECK(near(moved.coefficients[1], weighted.coefficients[1], 1e-13));
  }
}

TEST_CASE("under L2, units of the columns: what scales a column by u scales its penalty by u^2") {
  // With all columns scaled alike that is another l2, of other data.
  RidgeProblem problem = small(0);
  problem.b = 0.75;
  problem.l2 = 0.75;
  const mle::Regression plain = fit(problem);
  for (const double unit : {0x1p-20, 0x1p20, 0x1p-300, 0x1p300}) {
    RidgeProblem other = problem;
    for (double& v : other.x) v *= unit;
    other.l2 = problem.l2 * unit * unit;
    const mle::Regression result = fit(other);
    CHECK(result.coefficients[0] == plain.coefficients[0]);
    for (std::size_t j = 1; j < 3; ++j) CHECK(unit * result.coefficients[j] == plain.coefficients[j]);
  }
  // One column small, one large: the penalty all but drops the one and spares the other.
  RidgeProblem mixed = problem;
  for (std::size_t i = 0; i < 8; ++i) {
    mixed.x[2 * i] *= 1e6;
    mixed.x[2 * i + 1] *= 1e-6;
  }
  mle::Random random(9);
  const mle::Regression result = fit(mixed);
  CHECK(result.status == mle::FitStatus::converged);
  RidgeProblem first = problem;
  first.predictors = 1;
  first.x = x1;
  first.l2 = 0;
  CHECK(near(1e6 * result.coefficients[1], fit(first).coefficients[1], 1e-9));
  CHECK(std::fabs(result.coefficients[2]) < 1e-4);
  CHECK(derivative(mixed, result.coefficients, 0.75, {0, 1e-6, 0}) > -1e-10);
  CHECK(derivative(mixed, result.coefficients, 0.75, {0, 0, 1e6}) > -1e-10);
}

TEST_CASE("under L2, many rows, with ties and without") {
  mle::Random random(11);
  for (const bool lattice : {false, true}) {
    RidgeProblem problem;
    problem.predictors = 5;
    for (std::size_t i = 0; i < 10000; ++i) {
      double mean = 1;
      for (std::size_t j = 0; j < 5; ++j) {
        problem.x.push_back(lattice ? std::floor(3 * random.gaussian()) : random.gaussian());
        mean += static_cast<double>(j) * problem.x.back();
      }
      problem.y.push_back(mean + (lattice ? std::floor(2 * random.gaussian() + 0.5) : random.gaussian()));
    }
    for (const double b : {unset, 1.0})
      for (const double l2 : {0.01, 300.0}) {
        problem.b = b;
        problem.l2 = l2;
        const mle::Regression result = fit(problem);
        CHECK(result.status == mle::FitStatus::converged);
        CHECK(result.iterations < 1000);
        check_minimum(problem, result, random);
      }
  }
}

TEST_CASE("under L2, the Laplace regression is the one with tau 1/2 and half its b") {
  const Values held = {unset, 1.5};
  mle::RegressionOptions options;
  options.l2 = 0.75;
  RidgeProblem problem = small(0);
  problem.l2 = 0.75;
  options.weights = problem.weights;
  options.offset = problem.offset;
  for (const bool free : {true, false}) {
    if (!free) options.fixed = held;
    problem.b = free ? unset : 0.75;
    const mle::Regression laplace = regress(mle::regress_laplace, problem.y, problem.x, 2, options), half = fit(problem);
    CHECK(laplace.coefficients == half.coefficients);
    CHECK(near_relative(laplace.parameters[1], 2 * half.parameters[2], 1e-15));
    CHECK(near_relative(laplace.nll, half.nll, 1e-14));
  }
}

TEST_CASE("under L2 there are neither standard errors nor criteria, and it says why") {
  const RidgeProblem problem = small(0);
  mle::RegressionOptions options;
  options.l2 = 1;
  mle::Regression result;
  for (const char* name : {"laplace", "asymmetric-laplace"}) {
    REQUIRE(mle::regress(model_named(name), problem.y, {problem.x, 2}, options, result).ok());
    CHECK(result.status == mle::FitStatus::converged);
    CHECK(std::string(result.message) == "The minimum of the penalised negative log-likelihood.");
    for (double error : result.standard_errors) CHECK(std::isnan(error));
    CHECK(result.covariance.empty());
    CHECK(std::string(result.errors_reason) == "under L2 the estimate is no maximum of the likelihood");
    CHECK(std::isnan(result.aic));
    CHECK(std::string(result.criteria_reason) == "under L2 the estimate is no maximum of the likelihood");
  }
}

TEST_CASE("under L2, a perfect fit is unbounded with b free, and not with b held") {
  RidgeProblem problem;
  problem.y = {0.1, 0.2, 0.3, 0.4};
  problem.x = {1, 2, 3, 4};
  problem.l2 = 1e-3;
  const mle::Regression free = fit(problem);
  CHECK(free.status == mle::FitStatus::unbounded);
  CHECK(free.nll == -mle::infinity);
  CHECK(near(free.coefficients[1], 0.1, 1e-15));
  problem.b = 1;
  problem.l2 = 1e-6;
  const mle::Regression held = fit(problem);
  CHECK(held.status == mle::FitStatus::converged);
  CHECK(near(held.coefficients[1], 0.1, 1e-14));
}

TEST_CASE("under L2, a penalty beyond double precision is refused, one near it is not") {
  const Values x = {1, 2, 4}, y = {1e200, -1e200, 2e199}, held = {unset, 1e300};
  mle::RegressionOptions options;
  mle::Regression result;
  options.l2 = 1;
  const mle::Status free = mle::regress_laplace(y, {x, 1}, options, result);
  CHECK(free.code == mle::Code::overflow);
  CHECK(std::string(free.argument) == "l2");
  options.fixed = held;
  options.l2 = 1e300;
  CHECK(mle::regress_laplace(y, {x, 1}, options, result).code == mle::Code::overflow);
  // The slope is that of the signs: 3 w x / l2 at most.
  options.l2 = 1e300;
  const Values one = {unset, 1};
  options.fixed = one;
  const mle::Regression tiny = regress(mle::regress_laplace, {1, 3, 9}, x, 1, options);
  CHECK(tiny.status == mle::FitStatus::converged);
  CHECK(near_relative(tiny.coefficients[1], 3e-300, 1e-12));
  CHECK(tiny.coefficients[0] == 3);
}
