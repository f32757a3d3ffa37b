// Whether the likelihood rises for ever: decided right, with a direction that proves it and the limit that it tends to.
#include <algorithm>

#include "regression_support.hpp"

namespace {

using Integers = std::vector<long>;

// Rows a of the cone a d >= 0, exact. Where it holds more than 0 and the rows span the space, it has an edge, on which
// two of the rows (of three numbers) vanish: so every pair's cross product, either way, is all that need be tried.
bool has_direction(const std::vector<Integers>& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const Integers &a = rows[i], &b = rows[j];
      const Integers d = {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
      for (long sign : {1L, -1L}) {
        bool none_falls = true, some_rises = false;
        for (const Integers& row : rows) {
          const long slope = sign * (row[0] * d[0] + row[1] * d[1] + row[2] * d[2]);
          none_falls = none_falls && slope >= 0;
          some_rises = some_rises || slope > 0;
        }
        if (none_falls && some_rises) return true;
      }
    }
  }
  return false;
}

bool spans(const std::vector<Integers>& rows) {
  for (const Integers& a : rows)
    for (const Integers& b : rows)
      for (const Integers& c : rows)
        if (a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) +
                a[2] * (b[0] * c[1] - b[1] * c[0]) != 0)
          return true;
  return false;
}

// Along the direction, from a finite point, the NLL must fall all the way to the limit that was given.
void check_descent(const char* model, const Values& y, const Values& x, std::size_t d, const mle::Regression& fit,
                   const mle::RegressionOptions& options = {}) {
  REQUIRE(fit.direction.size() == fit.coefficients.size());
  Values at(fit.coefficients.size());
  double before = mle::infinity, largest = 0;
  for (double v : fit.direction) largest = std::fmax(largest, std::fabs(v));
  CHECK(largest == 1);
  for (double step : {0.0, 0.5, 1.0, 2.0, 4.0}) {
    Values moved = at;
    for (std::size_t j = 0; j < at.size(); ++j) moved[j] += step * fit.direction[j];
    const double now = nll_at(model, y, x, d, moved, fit.parameters, options);
    CHECK(now < before);
    before = now;
  }
  CHECK(before >= fit.nll);
  for (std::size_t j = 0; j < at.size(); ++j)
    CHECK(std::isinf(fit.coefficients[j]) == (fit.direction[j] != 0));
}

}  // namespace

TEST_CASE("small integer data: labels are separated exactly if the edges of the cone say so") {
  mle::Random random(5);
  int separated = 0, overlapping = 0;
  for (int trial = 0; trial < 600; ++trial) {
    Values y, x;
    std::vector<Integers> rows;
    const std::size_t n = 5 + trial % 7;
    for (std::size_t i = 0; i < n; ++i) {
      const long a = static_cast<long>(random.uniform() * 5) - 2, b = static_cast<long>(random.uniform() * 5) - 2;
      const long label = random.uniform() < 0.5 ? 1 : -1;
      y.push_back(label == 1 ? 1 : 0);
      x.insert(x.end(), {static_cast<double>(a), static_cast<double>(b)});
      rows.push_back({label, label * a, label * b});
    }
    if (!spans(rows) || std::count(y.begin(), y.end(), y[0]) == static_cast<long>(n)) continue;
    const bool want = has_direction(rows);
    const mle::Regression fit = regression("bernoulli", y, x, 2);
    INFO("trial ", trial);
    CHECK(fit.status == (want ? mle::FitStatus::no_maximum : mle::FitStatus::converged));
    if (want) check_descent("bernoulli", y, x, 2, fit);
    ++(want ? separated : overlapping);
  }
  CHECK(separated > 50);
  CHECK(overlapping > 50);
}

TEST_CASE("small integer data: counts without a maximum are those whose zeros can be pushed down alone") {
  mle::Random random(6);
  int without = 0, with = 0;
  for (int trial = 0; trial < 400; ++trial) {
    Values y, x;
    std::vector<Integers> rows, all;
    const std::size_t n = 5 + trial % 5;
    for (std::size_t i = 0; i < n; ++i) {
      const long a = static_cast<long>(random.uniform() * 3) - 1, b = static_cast<long>(random.uniform() * 3) - 1;
      y.push_back(std::fmax(0, std::floor(random.uniform() * 6) - 2));
      x.insert(x.end(), {static_cast<double>(a), static_cast<double>(b)});
      all.push_back({1, a, b});
      rows.push_back({-1, -a, -b});
      if (y[i] > 0) rows.push_back({1, a, b});
    }
    if (!spans(all) || *std::max_element(y.begin(), y.end()) == 0) continue;
    const bool want = has_direction(rows);
    for (const char* model : {"poisson", "negative-binomial"}) {
      const Values size = {std::nan(""), 2};
      mle::RegressionOptions options;
      if (model[0] == 'n') options.fixed = size;
      const mle::Regression fit = regression(model, y, x, 2, options);
      INFO(model, " trial ", trial);
      CHECK(fit.status == (want ? mle::FitStatus::no_maximum : mle::FitStatus::converged));
      if (want) check_descent(model, y, x, 2, fit, options);
    }
    ++(want ? without : with);
  }
  CHECK(without > 30);
  CHECK(with > 30);
}

TEST_CASE("penguins by measurements that separate the species, or nearly") {
  mle::RegressionOptions options;
  options.classes = 3;
  for (const auto& columns : std::vector<std::vector<std::size_t>>{{2, 3}, {2, 4}, {1, 2, 3, 4}, {1, 2, 4}}) {
    const Penguins data = penguins(columns);
    const mle::Regression fit = regression("categorical", data.species, data.x, columns.size(), options);
    CHECK(fit.status == mle::FitStatus::no_maximum);
    check_descent("categorical", data.species, data.x, columns.size(), fit, options);
    CHECK(std::isnan(fit.aic));
    for (double error : fit.standard_errors) CHECK(std::isnan(error));
    if (columns.size() > 2) {
      CHECK(fit.nll == 0);
      continue;
    }
    // The Gentoo are apart; the limit is the logistic regression of the other two, whose coefficients stay finite.
    Values y, x;
    for (std::size_t i = 0; i < data.species.size(); ++i) {
      if (data.species[i] == 2) continue;
      y.push_back(data.species[i]);
      x.insert(x.end(), {data.x[2 * i], data.x[2 * i + 1]});
    }
    const mle::Regression two = regression("bernoulli", y, x, 2);
    CHECK(two.status == mle::FitStatus::converged);
    CHECK(near(fit.nll, two.nll, 1e-12));
    for (std::size_t j = 0; j < 3; ++j) {
      CHECK(near(fit.coefficients[j], two.coefficients[j], 1e-6));
      CHECK(std::isinf(fit.coefficients[3 + j]));
    }
  }
}

TEST_CASE("two classes by softmax are a logistic regression, separated or not") {
  const Values x = {1, 2, 3, 4, 5, 6}, apart = {0, 0, 0, 1, 1, 1}, mixed = {0, 0, 1, 0, 1, 1};
  mle::RegressionOptions options;
  options.classes = 2;
  for (const Values& y : {apart, mixed}) {
    const mle::Regression one = regression("bernoulli", y, x, 1), two = regression("categorical", y, x, 1, options);
    CHECK(one.status == two.status);
    CHECK(near(one.nll, two.nll, 1e-14));
    CHECK(one.direction.size() == two.direction.size());
    for (std::size_t j = 0; j < 2; ++j) CHECK(near(one.coefficients[j], two.coefficients[j], 1e-10));
  }
}

TEST_CASE("a separation too thin for double precision is left open, in finite time") {
  // (1, -1e-10) separates the rows, but by less than the rounding of the third's unit vector can show.
  const Values x = {-1, -817.098484840244, 0.022062351438216866, 0.10662242001853883, 623.5630693845451,
                    0.10916352970525622, 9007199254740992, -0.2387554575689137};
  mle::RegressionOptions options;
  options.intercept = false;
  const mle::Regression fit = regression("bernoulli-logit", {1, 0, 1, 1}, x, 2, options);
  CHECK((fit.status == mle::FitStatus::iteration_limit || fit.status == mle::FitStatus::no_maximum));
  CHECK(std::isfinite(fit.nll));
}

TEST_CASE("quasi-separation: the limit is the maximum over the rows that are not separated") {
  // At x = 3 both labels: of those three rows one is 0, two are 1.
  const Values y = {0, 0, 0, 1, 1, 1, 1}, x = {1, 2, 3, 3, 3, 5, 6};
  const mle::Regression fit = regression("bernoulli", y, x, 1);
  CHECK(fit.status == mle::FitStatus::no_maximum);
  CHECK(near(fit.nll, -std::log(1.0 / 3) - 2 * std::log(2.0 / 3), 1e-12));
  CHECK(near(fit.direction[1] / fit.direction[0], -1.0 / 3, 1e-12));
}

TEST_CASE("a group of zero counts: its mean tends to 0, the others keep their maximum") {
  const Values y = {0, 0, 0, 3, 2, 4}, group = {0, 0, 0, 1, 1, 1};
  const mle::Regression fit = regression("poisson", y, group, 1);
  CHECK(fit.status == mle::FitStatus::no_maximum);
  CHECK(near(fit.nll, model_named("poisson").nll_sum(Values{3, 2, 4}, Values{3}), 1e-13));
  CHECK(fit.coefficients == Values{-mle::infinity, mle::infinity});
}

TEST_CASE("exponential noise with observations of 0: no bound, no maximum, or one") {
  const Values zeros = {0, 0, 0}, group = {0, 0, 0, 1, 1, 1}, y = {0, 0, 0, 1, 2, 3};
  CHECK(regression("exponential", zeros, {}, 0).status == mle::FitStatus::unbounded);
  const mle::Regression apart = regression("exponential", y, group, 1);
  CHECK(apart.status == mle::FitStatus::unbounded);
  CHECK(apart.nll == -mle::infinity);
  CHECK(apart.coefficients[0] == -mle::infinity);
  // One zero in each group: each group's mean is a maximum.
  const Values mixed = {0, 1, 2, 0, 4, 5};
  const mle::Regression both = regression("exponential", mixed, group, 1);
  CHECK(both.status == mle::FitStatus::converged);
  CHECK(near(both.coefficients[0], 0, 1e-12));
  CHECK(near(both.coefficients[1], std::log(3.0), 1e-12));
  // Falls at -1 and rises at 1 by the same: e^-eta of the row at 1 goes to 0, the sum of eta stays 0.
  const mle::Regression balanced = regression("exponential", {0, 1}, {-1, 1}, 1, {{}, {}, {}, 0, 0, false});
  CHECK(balanced.status == mle::FitStatus::no_maximum);
  CHECK(near(balanced.nll, 0, 1e-12));
  CHECK(balanced.direction == Values{1});
}

TEST_CASE("L2 gives separated data a maximum, but for an intercept that nothing holds") {
  const Values x = {1, 2, 3, 4, 5, 6}, y = {0, 0, 0, 1, 1, 1};
  mle::RegressionOptions options;
  options.l2 = 1e-3;
  CHECK(regression("bernoulli", y, x, 1, options).status == mle::FitStatus::converged);
  options.classes = 3;
  const mle::Regression unseen = regression("categorical", y, x, 1, options);  // class 2 never occurs
  CHECK(unseen.status == mle::FitStatus::no_maximum);
  CHECK(unseen.coefficients[4] == -mle::infinity);
  CHECK(std::isfinite(unseen.coefficients[1]));
}
