// Least squares against NIST's certified values, exact rational arithmetic and closed forms.
#include <fstream>

#include "golden/linear_golden.hpp"
#include "mle/regression/gaussian.hpp"
#include "linear_support.hpp"

namespace {

struct Reference {
  std::size_t predictors = 0;
  bool intercept = true;
  double sigma = 0;  // NIST's: the squares divided by n - p
  Values coefficients, errors, x, y;
};

// The format is described in data/README.md.
Reference read(const char* name) {
  std::ifstream file(std::string(MLE_TEST_DATA) + "/nist/" + name + ".txt");
  Reference set;
  std::size_t rows = 0, coefficients = 0, columns = 0;
  file >> rows >> coefficients >> set.intercept >> columns >> set.sigma;
  REQUIRE(file.good());
  set.predictors = coefficients - (set.intercept ? 1 : 0);
  for (std::size_t j = 0; j < coefficients; ++j) {
    double value = 0, error = 0;
    file >> value >> error;
    set.coefficients.push_back(value);
    set.errors.push_back(error);
  }
  for (std::size_t i = 0; i < rows; ++i) {
    double value = 0, x = 0, power = 1;
    file >> value;
    set.y.push_back(value);
    for (std::size_t j = 0; j < set.predictors; ++j) {
      if (j < columns) file >> x;
      power = columns == 1 ? power * x : x;  // one predictor stands for its powers
      set.x.push_back(power);
    }
  }
  REQUIRE(!file.fail());
  return set;
}

mle::Regression fit(const Reference& set) {
  mle::RegressionOptions options;
  options.intercept = set.intercept;
  return regress(mle::regress_gaussian, set.y, set.x, set.predictors, options);
}

// How many digits agree.
double digits(double got, double want) {
  return got == want ? 16 : -std::log10(std::fabs(got - want) / std::fabs(want));
}

const Values small_x = {1, 0.5, 2, -1, 3, 2.25, 4, 0, 5, 1, 6, -0.75, 7, 3, 8, 1.5};
const Values small_y = {2.5, 1, 7.25, 6, 9, 8.5, 17, 14};
const Values small_weights = {1, 2, 1, 3, 1, 0.5, 2, 1};
const Values small_offset = {0.25, 0, -0.5, 1, 0, 0, 0.125, -1};

mle::RegressionOptions small_options() {
  mle::RegressionOptions options;
  options.weights = small_weights;
  options.offset = small_offset;
  return options;
}

}  // namespace

TEST_CASE("NIST's linear regression sets: digits of coefficients, standard errors and sigma") {
  struct Case {
    const char* name;
    double coefficients, errors, sigma;
  };
  // Filip: its certified coefficients are for powers that no double holds (condition number 1e10 once scaled).
  for (const Case& c : {Case{"Norris", 13, 13, 14}, {"Pontius", 13, 13, 13}, {"NoInt1", 14, 14, 14}, {"NoInt2", 14, 14, 14},
                        {"Longley", 13, 14, 14}, {"Wampler3", 14, 12, 14}, {"Wampler4", 14, 12, 14},
                        {"Wampler5", 14, 12, 14}, {"Filip", 7, 7, 8}}) {
    INFO(std::string(c.name));
    const Reference set = read(c.name);
    const mle::Regression result = fit(set);
    CHECK(result.status == mle::FitStatus::converged);
    CHECK(result.collinear.empty());
    const double n = static_cast<double>(set.y.size()), p = static_cast<double>(set.coefficients.size());
    const double ours = std::sqrt((n - p) / n);  // our sigma divides by n
    CHECK(digits(result.parameters[1], ours * set.sigma) >= c.sigma);
    REQUIRE(result.coefficients.size() == set.coefficients.size());
    for (std::size_t j = 0; j < set.coefficients.size(); ++j) {
      CHECK(digits(result.coefficients[j], set.coefficients[j]) >= c.coefficients);
      CHECK(digits(result.standard_errors[j], ours * set.errors[j]) >= c.errors);
    }
  }
}

TEST_CASE("NIST's perfect fits are unbounded, with the right coefficients") {
  for (const char* name : {"Wampler1", "Wampler2"}) {
    INFO(std::string(name));
    const Reference set = read(name);
    const mle::Regression result = fit(set);
    CHECK(result.status == mle::FitStatus::unbounded);
    CHECK(result.nll == -mle::infinity);
    CHECK(result.parameters[1] == 0);
    for (std::size_t j = 0; j < set.coefficients.size(); ++j)
      CHECK(digits(result.coefficients[j], set.coefficients[j]) >= 13);
  }
}

TEST_CASE("coefficients are exact to the last digits for the doubles that were given") {
  const mle::Regression result = fit(read("Filip"));
  for (std::size_t j = 0; j < result.coefficients.size(); ++j)
    CHECK(near_relative(result.coefficients[j], linear_golden::filip[j], 1e-14));
}

TEST_CASE("weights, offset and L2 against exact arithmetic") {
  const auto check = [](const mle::Regression& result, const Values& want) {
    for (std::size_t j = 0; j < result.coefficients.size(); ++j)
      CHECK(near_relative(result.coefficients[j], want[j], 4e-15));
    if (want.size() > result.coefficients.size()) CHECK(near_relative(result.parameters[1], want.back(), 4e-15));
  };
  mle::RegressionOptions options = small_options();
  check(regress(mle::regress_gaussian, small_y, small_x, 2, options), linear_golden::weighted);
  options.l2 = 0.75;
  const mle::Regression ridge = regress(mle::regress_gaussian, small_y, small_x, 2, options);
  check(ridge, linear_golden::ridge_free);
  CHECK(ridge.status == mle::FitStatus::converged);
  CHECK(std::isnan(ridge.standard_errors[0]));
  CHECK(std::string(ridge.errors_reason) != "");
  options.l2 = 40;
  check(regress(mle::regress_gaussian, small_y, small_x, 2, options), linear_golden::ridge_far);
  options.l2 = 0.75;
  const Values held = {NAN, 2.0 / 3};
  options.fixed = held;
  check(regress(mle::regress_gaussian, small_y, small_x, 2, options), linear_golden::ridge_held);
}

TEST_CASE("under L2 collinear predictors have one solution, equal ones an equal share") {
  Values doubled;
  for (std::size_t i = 0; i < small_y.size(); ++i) doubled.insert(doubled.end(), {small_x[2 * i], small_x[2 * i]});
  mle::RegressionOptions options;
  options.l2 = 0.5;
  const mle::Regression result = regress(mle::regress_gaussian, small_y, doubled, 2, options);
  CHECK(result.status == mle::FitStatus::converged);
  CHECK(near_relative(result.coefficients[1], result.coefficients[2], 1e-14));
}

TEST_CASE("a row of weight w counts as w rows, a row of weight 0 as none") {
  const Values weights = {1, 2, 0, 3, 1, 1, 2, 1};
  Values x, y;
  for (std::size_t i = 0; i < small_y.size(); ++i)
    for (int copy = 0; copy < weights[i]; ++copy) {
      y.push_back(small_y[i]);
      x.insert(x.end(), {small_x[2 * i], small_x[2 * i + 1]});
    }
  mle::RegressionOptions options;
  options.weights = weights;
  const mle::Regression weighted = regress(mle::regress_gaussian, small_y, small_x, 2, options);
  const mle::Regression repeated = regress(mle::regress_gaussian, y, x, 2);
  CHECK(weighted.n == 11);
  CHECK(near_relative(weighted.nll, repeated.nll, 1e-14));
  for (std::size_t j = 0; j < 3; ++j) {
    CHECK(near_relative(weighted.coefficients[j], repeated.coefficients[j], 1e-14));
    CHECK(near_relative(weighted.standard_errors[j], repeated.standard_errors[j], 1e-13));
  }
}

TEST_CASE("the straight line's closed forms, sigma free and held") {
  const Values x = {1, 2, 4, 7, 11}, y = {1, 3, 2, 6, 5};
  const double xm = 5, ym = 3.4, sxx = 66, sxy = 27, syy = 17.2;  // by hand
  const double slope = sxy / sxx, squares = syy - sxy * sxy / sxx;
  const mle::Regression result = regress(mle::regress_gaussian, y, x, 1);
  const double sigma = std::sqrt(squares / 5);
  CHECK(near_relative(result.coefficients[1], slope, 1e-15));
  CHECK(near_relative(result.coefficients[0], ym - slope * xm, 1e-14));
  CHECK(near_relative(result.parameters[1], sigma, 1e-15));
  CHECK(std::isnan(result.parameters[0]));
  CHECK(near_relative(result.standard_errors[0], sigma * std::sqrt(1.0 / 5 + xm * xm / sxx), 1e-14));
  CHECK(near_relative(result.standard_errors[1], sigma / std::sqrt(sxx), 1e-14));
  CHECK(near_relative(result.covariance[1], -sigma * sigma * xm / sxx, 1e-14));
  CHECK(near_relative(result.nll, 2.5 * (std::log(2 * M_PI * sigma * sigma) + 1), 1e-14));
  CHECK(result.estimated == 3);
  mle::RegressionOptions options;
  const Values held = {NAN, 2};
  options.fixed = held;
  const mle::Regression fixed = regress(mle::regress_gaussian, y, x, 1, options);
  CHECK(near_relative(fixed.coefficients[1], slope, 1e-15));
  CHECK(near_relative(fixed.standard_errors[1], 2 / std::sqrt(sxx), 1e-14));
  CHECK(near_relative(fixed.nll, 2.5 * std::log(8 * M_PI) + squares / 8, 1e-14));
  CHECK(fixed.estimated == 2);
}

TEST_CASE("the intercept alone is the model's own fit") {
  const mle::Regression result = regress(mle::regress_gaussian, small_y, {}, 0);
  mle::Fit own;
  REQUIRE(model_named("gaussian").fit(small_y, {}, own).ok());
  CHECK(near_relative(result.coefficients[0], own.theta[0], 1e-15));
  CHECK(near_relative(result.parameters[1], own.theta[1], 1e-15));
  CHECK(near_relative(result.nll, own.nll, 1e-15));
}

TEST_CASE("collinear predictors are named, and the fit is that without them") {
  using Columns = std::vector<std::size_t>;
  struct Case {
    const char* what;
    Columns collinear;
    Values (*row)(double a, double b);
  };
  for (const Case& c : {Case{"a rounded sum", {2}, [](double a, double b) { return Values{a, b, a / 3 + b / 7}; }},
                        {"a constant", {1}, [](double a, double b) { return Values{a, 0.1, b}; }},
                        {"a copy in other units", {2}, [](double a, double b) { return Values{a, b, 1e-9 * a}; }},
                        {"a shifted copy", {1}, [](double a, double b) { return Values{a, a + 1e6, b}; }},
                        {"zeros", {0}, [](double a, double b) { return Values{0, a, b}; }}}) {
    INFO(std::string(c.what));
    Values x;
    for (std::size_t i = 0; i < small_y.size(); ++i) {
      const Values row = c.row(small_x[2 * i], small_x[2 * i + 1]);
      x.insert(x.end(), row.begin(), row.end());
    }
    const mle::Regression result = regress(mle::regress_gaussian, small_y, x, 3);
    const mle::Regression without = regress(mle::regress_gaussian, small_y, small_x, 2);
    CHECK(result.status == mle::FitStatus::not_unique);
    CHECK(result.collinear == c.collinear);
    CHECK(near_relative(result.nll, without.nll, 1e-12));
    CHECK(result.estimated == without.estimated);
    CHECK(result.coefficients[c.collinear[0] + 1] == 0);
    CHECK(std::isnan(result.standard_errors[0]));
    CHECK(result.covariance.empty());
    CHECK(std::string(result.errors_reason) != "");
  }
}

TEST_CASE("close to collinear is not collinear") {
  Values x;  // far from 0 and nearly equal, yet 10 digits apart
  for (std::size_t i = 0; i < small_y.size(); ++i)
    x.insert(x.end(), {1e5 + small_x[2 * i], 1e5 + small_x[2 * i] + 0x1p-20 * small_x[2 * i + 1]});
  const mle::Regression result = regress(mle::regress_gaussian, small_y, x, 2);
  const mle::Regression plain = regress(mle::regress_gaussian, small_y, small_x, 2);
  CHECK(result.status == mle::FitStatus::converged);
  CHECK(near_relative(result.coefficients[2], 0x1p20 * plain.coefficients[2], 1e-13));
  CHECK(near_relative(result.nll, plain.nll, 1e-13));
}

TEST_CASE("as many coefficients as rows: unbounded; with sigma held, a fit") {
  const Values x = {1, 2, 5, 3, 2, 2}, y = {0.1, 0.7, 0.3};
  const mle::Regression result = regress(mle::regress_gaussian, y, x, 2);
  CHECK(result.status == mle::FitStatus::unbounded);
  CHECK(std::isnan(result.standard_errors[1]));
  mle::RegressionOptions options;
  const Values held = {NAN, 1};
  options.fixed = held;
  const mle::Regression fixed = regress(mle::regress_gaussian, y, x, 2, options);
  CHECK(fixed.status == mle::FitStatus::converged);
  CHECK(near_relative(fixed.nll, 1.5 * std::log(2 * M_PI), 1e-14));
  const mle::Regression constant = regress(mle::regress_gaussian, {0.1, 0.1, 0.1, 0.1}, {1, 2, 3, 5}, 1);
  CHECK(constant.status == mle::FitStatus::unbounded);
  CHECK(std::fabs(constant.coefficients[1]) < 1e-30);
  const mle::Regression decimal = regress(mle::regress_gaussian, {0.1, 0.2, 0.3, 0.4}, {1, 2, 3, 4}, 1);
  CHECK(decimal.status == mle::FitStatus::unbounded);  // 0.3 is not 3 times 0.1 in doubles, and yet
  options.l2 = 1;
  options.fixed = {};
  CHECK(regress(mle::regress_gaussian, y, x, 2, options).status == mle::FitStatus::unbounded);
}

TEST_CASE("units of x and y do no harm") {
  const mle::Regression plain = regress(mle::regress_gaussian, small_y, small_x, 2);
  for (const double unit_x : {0x1p-500, 0x1p500})
    for (const double unit_y : {0x1p-450, 0x1p450}) {
      Values x, y;
      for (double v : small_x) x.push_back(x.size() % 2 == 0 ? unit_x * v : v);
      for (double v : small_y) y.push_back(unit_y * v);
      const mle::Regression result = regress(mle::regress_gaussian, y, x, 2);
      CHECK(result.status == mle::FitStatus::converged);
      CHECK(result.coefficients[0] == unit_y * plain.coefficients[0]);
      CHECK(result.coefficients[1] == unit_y / unit_x * plain.coefficients[1]);
      CHECK(near_relative(result.standard_errors[1], unit_y / unit_x * plain.standard_errors[1], 1e-14));
      CHECK(near_relative(result.nll, plain.nll + 8 * std::log(unit_y), 1e-14));
    }
}

TEST_CASE("standard errors beyond double precision are left out, with the reason") {
  Values wide, y;
  for (std::size_t i = 0; i < small_y.size(); ++i) {
    wide.insert(wide.end(), {1e-150 * small_x[2 * i], small_x[2 * i + 1]});
    y.push_back(1e10 * small_y[i]);
  }
  const mle::Regression variance = regress(mle::regress_gaussian, y, wide, 2);
  CHECK(variance.covariance.empty());  // 1e320, but its root is in range
  const mle::Regression plain = regress(mle::regress_gaussian, small_y, small_x, 2);
  CHECK(near_relative(variance.standard_errors[1], 1e160 * plain.standard_errors[1], 1e-12));
}

TEST_CASE("an NLL or a coefficient beyond double precision is refused") {
  const Values x = {1, 2, 3}, held = {NAN, 1e-10};
  mle::RegressionOptions options;
  options.fixed = held;
  mle::Regression result;
  CHECK(mle::regress_gaussian(Values{1e300, -1e300, 2e299}, {x, 1}, options, result).code == mle::Code::overflow);
  const Values tiny = {1e-250, 2e-250, 4e-250};
  CHECK(mle::regress_gaussian(Values{1e200, -1e200, 2e199}, {tiny, 1}, {}, result).code == mle::Code::overflow);
}

TEST_CASE("what a design must be") {
  const Values y = {1, 2, 3}, x = {1, 2, 4};
  const auto refused = [&](const Values& predictors, mle::RegressionOptions options) {
    return std::string(mle::check_design(y.size(), {predictors, 1}, options).argument);
  };
  CHECK(refused(x, {}) == "");
  CHECK(refused({1, 2}, {}) == "x");
  CHECK(refused({1, NAN, 2}, {}) == "x");
  const Values negative = {1, -1, 1}, zero = {0, 0, 0}, few = {1, 1}, infinite = {1, 1, mle::infinity};
  for (const Values* weights : {&negative, &zero, &few, &infinite}) {
    mle::RegressionOptions options;
    options.weights = *weights;
    CHECK(refused(x, options) == "weights");
  }
  for (const Values* offset : {&few, &infinite}) {
    mle::RegressionOptions options;
    options.offset = *offset;
    CHECK(refused(x, options) == "offset");
  }
  for (const double l2 : {-1.0, mle::infinity, std::nan("")}) {
    mle::RegressionOptions options;
    options.l2 = l2;
    CHECK(refused(x, options) == "l2");
  }
  mle::RegressionOptions none;
  none.intercept = false;
  CHECK(std::string(mle::check_design(3, {{}, 0}, none).argument) == "x");
  const Values wide = {-1.7e308, 0, 1.7e308};
  mle::ScaledDesign scaled;
  CHECK(mle::scale_design(y, {wide, 1}, {}, scaled).code == mle::Code::overflow);
}
