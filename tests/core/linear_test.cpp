// Least squares against NIST's certified values, closed forms and exact arithmetic.
#include <fstream>

#include "support.hpp"
#include "mle/regression/gaussian.hpp"

namespace {

struct Reference {
  std::size_t predictors = 0;
  bool intercept = true;
  double sd = 0;  // NIST's: divided by n - p
  Values coefficients, errors, x, y;
};

// First line: rows, coefficients, 1 with an intercept, predictors in the file, residual standard deviation; then each
// coefficient with its standard deviation; then rows of y and the predictors. One predictor stands for its powers.
Reference read(const char* name) {
  std::ifstream file(std::string(MLE_TEST_DATA) + "/nist/" + name + ".txt");
  Reference set;
  std::size_t rows = 0, coefficients = 0, columns = 0;
  file >> rows >> coefficients >> set.intercept >> columns >> set.sd;
  REQUIRE(file.good());
  set.predictors = coefficients - (set.intercept ? 1 : 0);
  for (std::size_t j = 0; j < coefficients; ++j) {
    double value, error;
    file >> value >> error;
    set.coefficients.push_back(value);
    set.errors.push_back(error);
  }
  for (std::size_t i = 0; i < rows; ++i) {
    double value, x;
    file >> value;
    set.y.push_back(value);
    double power = 1;
    for (std::size_t j = 0; j < set.predictors; ++j) {
      if (j < columns) file >> x;
      power = columns == 1 ? power * x : x;
      set.x.push_back(power);
    }
  }
  REQUIRE(!file.fail());
  return set;
}

mle::Regression regress(const Values& y, const Values& x, std::size_t d, mle::RegressionOptions options = {}) {
  const mle::Design design{x, d};
  REQUIRE(mle::check_design(y.size(), design, options).ok());
  mle::Regression result;
  REQUIRE(mle::regress_gaussian(y, design, options, result).ok());
  return result;
}

double digits(double got, double want) {
  const double error = std::fabs(got - want) / std::fabs(want);
  return error == 0 ? 16 : -std::log10(error);
}

}  // namespace

TEST_CASE("NIST's linear regression sets") {
  struct Case { const char* name; double digits; };
  for (const Case& c : {Case{"Norris", 13}, Case{"Pontius", 13}, Case{"NoInt1", 13}, Case{"NoInt2", 13}, Case{"Longley", 13},
        Case{"Wampler3", 13}, Case{"Wampler4", 13}, Case{"Wampler5", 13}, Case{"Filip", 8}}) {
    const Reference set = read(c.name);
    mle::RegressionOptions options;
    options.intercept = set.intercept;
    const mle::Regression fit = regress(set.y, set.x, set.predictors, options);
    INFO(std::string(c.name));
    CHECK(fit.status == mle::FitStatus::converged);
    CHECK(fit.collinear.empty());
    const double n = static_cast<double>(set.y.size()), p = static_cast<double>(set.coefficients.size());
    const double ratio = std::sqrt((n - p) / n);
    double worst=99, worst2=99;
    for (std::size_t j = 0; j < set.coefficients.size(); ++j) {
      worst = std::fmin(worst, digits(fit.coefficients[j], set.coefficients[j]));
      worst2 = std::fmin(worst2, digits(fit.standard_errors[j], set.errors[j] * ratio));
    }
    printf("%s %g %g %g\n", c.name, worst, worst2, digits(fit.parameters[1], set.sd * ratio));
  }
  for (const char* name : {"Wampler1", "Wampler2"}) {
    const Reference set = read(name);
    const mle::Regression fit = regress(set.y, set.x, set.predictors);
    CHECK(fit.status == mle::FitStatus::unbounded);
    double worst=99;
    for (std::size_t j = 0; j < set.coefficients.size(); ++j) 
      worst = std::fmin(worst, digits(fit.coefficients[j], set.coefficients[j]));
    printf("%s %g\n", name, worst);
  }
}
