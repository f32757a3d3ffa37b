// Laplace and asymmetric Laplace regression against every vertex of small problems, R's quantreg and closed forms.
#include <fstream>

#include "golden/quantile_golden.hpp"
#include "mle/regression/quantile.hpp"
#include "linear_support.hpp"

namespace {

double check_loss(double r, double tau) { return r * (tau - (r < 0 ? 1 : 0)); }

struct Problem {
  Values x, y, weights;  // x without the intercept
  std::size_t predictors = 0;

  std::size_t coefficients() const { return predictors + 1; }
  double entry(std::size_t i, std::size_t j) const { return j == 0 ? 1 : x[i * predictors + j - 1]; }
  double residual(std::size_t i, const Values& beta) const {
    double r = y[i];
    for (std::size_t j = 0; j < beta.size(); ++j) r -= entry(i, j) * beta[j];
    return r;
  }
  double loss(const Values& beta, double tau) const {
    double sum = 0;
    for (std::size_t i = 0; i < y.size(); ++i)
      sum += (weights.empty() ? 1 : weights[i]) * check_loss(residual(i, beta), tau);
    return sum;
  }
};

// By Cramer's rule; empty where the rows determine no plane. Whole numbers: the determinants are exact.
Values plane(const Problem& problem, const std::vector<std::size_t>& rows) {
  const std::size_t p = rows.size();
  const auto determinant = [&](std::size_t replaced) {
    const auto a = [&](std::size_t i, std::size_t j) {
      return j == replaced ? problem.y[rows[i]] : problem.entry(rows[i], j);
    };
    if (p == 1) return a(0, 0);
    if (p == 2) return a(0, 0) * a(1, 1) - a(0, 1) * a(1, 0);
    return a(0, 0) * (a(1, 1) * a(2, 2) - a(1, 2) * a(2, 1)) - a(0, 1) * (a(1, 0) * a(2, 2) - a(1, 2) * a(2, 0)) +
           a(0, 2) * (a(1, 0) * a(2, 1) - a(1, 1) * a(2, 0));
  };
  const double whole = determinant(p);
  Values beta;
  for (std::size_t j = 0; j < p && whole != 0; ++j) beta.push_back(determinant(j) / whole);
  return beta;
}

// Every vertex with the least loss: the corners of the set of optima.
std::vector<Values> optimal_vertices(const Problem& problem, double tau, double& least) {
  const std::size_t n = problem.y.size(), p = problem.coefficients();
  std::vector<Values> vertices;
  least = mle::infinity;
  std::vector<std::size_t> rows(p);
  for (std::size_t code = 0; code < (p == 1 ? n : p == 2 ? n * n : n * n * n); ++code) {
    for (std::size_t k = 0, rest = code; k < p; ++k, rest /= n) rows[k] = rest % n;
    if (!std::is_sorted(rows.begin(), rows.end(), std::less_equal<>())) continue;
    const Values beta = plane(problem, rows);
    if (beta.empty()) continue;
    const double loss = problem.loss(beta, tau);
    if (loss < least - 1e-9) vertices.clear();
    if (loss > least + 1e-9) continue;
    least = std::fmin(least, loss);
    bool known = false;
    for (const Values& vertex : vertices) {
      double apart = 0;
      for (std::size_t j = 0; j < p; ++j) apart = std::fmax(apart, std::fabs(vertex[j] - beta[j]));
      known = known || apart < 1e-9;
    }
    if (!known) vertices.push_back(beta);
  }
  return vertices;
}

mle::Regression fit(const Problem& problem, double tau) {
  const Values fixed = {tau, NAN, NAN};
  mle::RegressionOptions options;
  options.weights = problem.weights;
  options.fixed = fixed;
  return regress(mle::regress_asymmetric_laplace, problem.y, problem.x, problem.predictors, options);
}

Problem belgium() {
  std::ifstream file(std::string(MLE_TEST_DATA) + "/belgium-calls.csv");
  REQUIRE(file.good());
  Problem problem;
  problem.predictors = 1;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    problem.x.push_back(std::stod(line) - 1950);
    problem.y.push_back(std::stod(line.substr(line.find(',') + 1)));
  }
  REQUIRE(problem.y.size() == 24);
  return problem;
}

}  // namespace

TEST_CASE("the optimum and its uniqueness on small degenerate problems, against every vertex") {
  mle::Random random(7);
  const auto whole = [&](int range) { return std::floor(random.uniform() * range); };
  int unique = 0, many = 0, perfect = 0;
  for (int trial = 0; trial < 3000; ++trial) {
    Problem problem;
    problem.predictors = static_cast<std::size_t>(trial % 3);
    const int rows = static_cast<int>(problem.coefficients()) + 1 + static_cast<int>(whole(6));
    for (int i = 0; i < rows; ++i) {
      for (std::size_t j = 0; j < problem.predictors; ++j) problem.x.push_back(whole(4));
      problem.y.push_back(whole(5) - 2);
      if (trial % 2 == 1) problem.weights.push_back(1 + whole(3));
    }
    const double tau = Values{0.25, 0.5, 0.75, 0.3}[static_cast<std::size_t>(whole(4))];
    double least = 0;
    const std::vector<Values> corners = optimal_vertices(problem, tau, least);
    const mle::Regression result = fit(problem, tau);
    INFO(trial);
    if (corners.empty()) {  // collinear
      CHECK(!result.collinear.empty());
      continue;
    }
    REQUIRE(result.collinear.empty());
    if (least < 1e-9) {
      ++perfect;
      CHECK(result.status == mle::FitStatus::unbounded);
      CHECK(problem.loss(result.coefficients, tau) < 1e-12);
      continue;
    }
    CHECK(near(problem.loss(result.coefficients, tau), least, 1e-12));
    CHECK(near(result.parameters[2], least / result.n, 1e-12));
    if (corners.size() == 1) {
      ++unique;
      CHECK(result.status == mle::FitStatus::converged);
      for (std::size_t j = 0; j < corners[0].size(); ++j) CHECK(near(result.coefficients[j], corners[0][j], 1e-12));
    } else {
      ++many;
      CHECK(result.status == mle::FitStatus::not_unique);
      CHECK(std::isnan(result.standard_errors[0]));
    }
  }
  CHECK(unique > 300);
  CHECK(many > 300);
  CHECK(perfect > 30);
}

// The predictors a and 2 a + share k span the same planes as a and k, whatever the share, a power of two: the loss and
// the uniqueness are those of whole numbers, which every vertex gives, and the coefficients follow.
TEST_CASE("nearly collinear predictors: the optimum of the whole numbers that they are made of") {
  int unique = 0, many = 0, perfect = 0;
  for (const double share : {0x1p-20, 0x1p-30, 0x1p-36, 0x1p-42}) {
    mle::Random random(5);
    const auto whole = [&](int range) { return std::floor(random.uniform() * range); };
    for (int trial = 0; trial < 400; ++trial) {
      Problem problem, made;
      problem.predictors = made.predictors = 2;
      const int rows = 5 + static_cast<int>(whole(6));
      for (int i = 0; i < rows; ++i) {
        const double a = whole(4), k = whole(7) - 3;
        problem.x.insert(problem.x.end(), {a, k});
        made.x.insert(made.x.end(), {a, 2 * a + share * k});
        problem.y.push_back(whole(9) - 4);
        if (trial % 2 == 1) problem.weights.push_back(1 + whole(3));
      }
      made.y = problem.y;
      made.weights = problem.weights;
      const double tau = Values{0.25, 0.5, 0.75, 0.3}[static_cast<std::size_t>(whole(4))];
      double least = 0;
      const std::vector<Values> corners = optimal_vertices(problem, tau, least);
      const mle::Regression result = fit(made, tau);
      INFO(share, " ", trial);
      if (corners.empty()) continue;
      REQUIRE(result.collinear.empty());
      if (least < 1e-9) {
        ++perfect;
        CHECK(result.status == mle::FitStatus::unbounded);
        continue;
      }
      CHECK(near_relative(result.parameters[2], least / result.n, 1e-12));
      if (corners.size() > 1) {
        ++many;
        CHECK(result.status == mle::FitStatus::not_unique);
        continue;
      }
      ++unique;
      CHECK(result.status == mle::FitStatus::converged);
      const double last = corners[0][2] / share, first = corners[0][1] - 2 * last;
      CHECK(near(result.coefficients[0], corners[0][0], 1e-12));
      CHECK(near(result.coefficients[1], first, 1e-14));
      CHECK(near(result.coefficients[2], last, 1e-14));
    }
  }
  CHECK(unique > 300);
  CHECK(many > 100);
  CHECK(perfect > 3);
}

TEST_CASE("stack loss against quantreg") {
  Problem problem;
  problem.predictors = 3;
  for (std::size_t i = 0; i < quantile_golden::stackloss.size(); ++i)
    (i % 4 == 3 ? problem.y : problem.x).push_back(quantile_golden::stackloss[i]);
  for (const quantile_golden::Fit& want : quantile_golden::fits) {
    INFO(want.tau);
    const mle::Regression result = fit(problem, want.tau);
    CHECK(near_relative(result.parameters[2], want.loss / 21, 1e-13));
    CHECK(near_relative(problem.loss(want.coefficients, want.tau), want.loss, 1e-12));
    if (result.status != mle::FitStatus::converged) continue;
    for (std::size_t j = 0; j < 4; ++j) CHECK(near(result.coefficients[j], want.coefficients[j], 1e-13));
    const double n = 21, b = want.loss / n;
    CHECK(near_relative(result.nll, n * (std::log(b / (want.tau * (1 - want.tau))) + 1), 1e-13));
  }
}

TEST_CASE("the Belgian calls: b and NLL are unique, the line is one of a polygon with six corners") {
  const Problem problem = belgium();
  const mle::Regression result = regress(mle::regress_laplace, problem.y, problem.x, 1);
  CHECK(result.status == mle::FitStatus::not_unique);
  CHECK(near_relative(result.parameters[1], 35.1666666666667, 1e-14));
  CHECK(near_relative(result.nll, 126.077900275391, 1e-13));
  CHECK(std::isnan(result.parameters[0]));
  CHECK(result.estimated == 3);
  double least = 0;
  std::vector<Values> corners;
  // 24 rows are few enough: the years are whole, so the corners are found as in the small problems.
  corners = optimal_vertices(problem, 0.5, least);
  CHECK(corners.size() == 6);
  CHECK(near_relative(problem.loss(result.coefficients, 0.5), least, 1e-14));
}

TEST_CASE("the midpoint of the median interval, as in the model's own fit") {
  const Values y = {1, 5, 2, 9}, odd = {1, 5, 2, 9, 3};
  for (const Values* values : {&y, &odd}) {
    const mle::Regression result = regress(mle::regress_laplace, *values, {}, 0);
    mle::Fit own;
    REQUIRE(model_named("laplace").fit(*values, {}, own).ok());
    CHECK(result.status == own.status);
    CHECK(near_relative(result.coefficients[0], own.theta[0], 1e-15));
    CHECK(near_relative(result.parameters[1], own.theta[1], 1e-15));
    CHECK(near_relative(result.nll, own.nll, 1e-15));
  }
}

TEST_CASE("standard errors from the expected information, b free and held") {
  const Values x = {1, 2, 4, 7, 11}, y = {1, 3, 2, 6, 5};  // the least absolute line joins two of the points
  const mle::Regression result = regress(mle::regress_laplace, y, x, 1);
  REQUIRE(result.status == mle::FitStatus::converged);
  const double b = result.parameters[1], sxx = 66, xm = 5;
  CHECK(near_relative(result.standard_errors[1], b / std::sqrt(sxx), 1e-14));
  CHECK(near_relative(result.standard_errors[0], b * std::sqrt(1.0 / 5 + xm * xm / sxx), 1e-14));
  CHECK(near_relative(result.covariance[1], -b * b * xm / sxx, 1e-14));
  mle::RegressionOptions options;
  const Values held = {NAN, 3};
  options.fixed = held;
  const mle::Regression fixed = regress(mle::regress_laplace, y, x, 1, options);
  CHECK(fixed.coefficients == result.coefficients);
  CHECK(near_relative(fixed.standard_errors[1], 3 / std::sqrt(sxx), 1e-14));
  CHECK(near_relative(fixed.nll, 5 * std::log(6) + 5 * b / 3, 1e-14));
  CHECK(fixed.estimated == 2);
  const Values quarter = {0.25, NAN, NAN};
  options.fixed = quarter;
  const mle::Regression skewed = regress(mle::regress_asymmetric_laplace, y, x, 1, options);
  CHECK(near_relative(skewed.standard_errors[1], skewed.parameters[2] / std::sqrt(0.1875 * sxx), 1e-14));
}

TEST_CASE("tau = 1/2 is the Laplace regression, tau left out is 1/2") {
  mle::Random random(3);
  Values x, y;
  for (int i = 0; i < 60; ++i) {
    x.push_back(random.gaussian());
    y.push_back(2 * x.back() + random.gaussian());
  }
  const mle::Regression laplace = regress(mle::regress_laplace, y, x, 1);
  const mle::Regression half = regress(mle::regress_asymmetric_laplace, y, x, 1);
  CHECK(half.coefficients == laplace.coefficients);
  CHECK(half.parameters[0] == 0.5);
  CHECK(near_relative(2 * half.parameters[2], laplace.parameters[1], 1e-15));
  CHECK(near_relative(half.nll, laplace.nll, 1e-14));
  CHECK(near_relative(half.standard_errors[1], laplace.standard_errors[1], 1e-14));
}

TEST_CASE("weights are frequencies, offsets are known parts") {
  const Values x = {1, 2, 4, 7, 11, 3}, y = {1, 3, 2, 6, 5, 9}, weights = {1, 2, 3, 0, 1, 1};
  Values repeated_x, repeated_y, moved, offset;
  for (std::size_t i = 0; i < y.size(); ++i) {
    offset.push_back(3 - x[i] / 2);
    moved.push_back(y[i] + offset[i]);
    for (int copy = 0; copy < weights[i]; ++copy) {
      repeated_x.push_back(x[i]);
      repeated_y.push_back(y[i]);
    }
  }
  mle::RegressionOptions options;
  options.weights = weights;
  options.offset = offset;
  const mle::Regression weighted = regress(mle::regress_laplace, moved, x, 1, options);
  const mle::Regression repeated = regress(mle::regress_laplace, repeated_y, repeated_x, 1);
  CHECK(weighted.n == 8);
  CHECK(weighted.status == repeated.status);
  CHECK(near_relative(weighted.nll, repeated.nll, 1e-14));
  for (std::size_t j = 0; j < 2; ++j) CHECK(near(weighted.coefficients[j], repeated.coefficients[j], 1e-14));
}

TEST_CASE("a large problem with thousands of ties is solved, and its subgradient holds 0") {
  mle::Random random(11);
  const std::size_t n = 10000, d = 5;
  for (const bool lattice : {false, true}) {
    Problem problem;
    problem.predictors = d;
    for (std::size_t i = 0; i < n; ++i) {
      double mean = 1;
      for (std::size_t j = 0; j < d; ++j) {
        problem.x.push_back(lattice ? std::floor(3 * random.gaussian()) : random.gaussian());
        mean += static_cast<double>(j) * problem.x.back();
      }
      problem.y.push_back(mean + std::floor(2 * random.gaussian() + 0.5));
    }
    const mle::Regression result = regress(mle::regress_laplace, problem.y, problem.x, d);
    CHECK(result.status == mle::FitStatus::converged);
    // No step in any of many directions makes the loss smaller.
    const double loss = problem.loss(result.coefficients, 0.5);
    for (int trial = 0; trial < 40; ++trial) {
      Values beta = result.coefficients;
      for (double& v : beta) v += (trial % 2 == 0 ? 1e-3 : 1e-6) * random.gaussian();
      CHECK(problem.loss(beta, 0.5) >= loss * (1 - 1e-13));
    }
  }
}

TEST_CASE("an NLL or a coefficient beyond double precision is refused") {
  const Values x = {1, 2, 3}, held = {NAN, 1e-10}, tiny = {1e-250, 2e-250, 4e-250};
  mle::RegressionOptions options;
  options.fixed = held;
  mle::Regression result;
  CHECK(mle::regress_laplace(Values{1e300, -1e300, 2e299}, {x, 1}, options, result).code == mle::Code::overflow);
  CHECK(mle::regress_laplace(Values{1e200, -1e200, 2e199}, {tiny, 1}, {}, result).code == mle::Code::overflow);
}

TEST_CASE("collinear predictors, perfect fits") {
  const Values y = {1, 3, 2, 6}, x = {1, 2, 2, 4, 4, 8, 7, 14};
  const mle::Regression result = regress(mle::regress_laplace, y, x, 2);
  CHECK(result.status == mle::FitStatus::not_unique);
  CHECK(result.collinear == std::vector<std::size_t>{1});
  CHECK(result.coefficients[2] == 0);
  const mle::Regression perfect = regress(mle::regress_laplace, {0.1, 0.2, 0.3, 0.4}, {1, 2, 3, 4}, 1);
  CHECK(perfect.status == mle::FitStatus::unbounded);
  CHECK(perfect.nll == -mle::infinity);
  CHECK(perfect.parameters[1] == 0);
  CHECK(near(perfect.coefficients[1], 0.1, 1e-15));
}
