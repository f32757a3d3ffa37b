// The location-scale models without a closed form, and the asymmetric Laplace: golden values, fits, fits that do not
// exist.
#include <algorithm>

#include "golden/location_golden.hpp"
#include "support.hpp"

namespace {

Values curvature(const char* name, mle::Curvature kind, const Values& y, const Values& theta) {
  Values out(theta.size() * theta.size());
  model_named(name).curvature(kind, y, theta, out);
  return out;
}

const char* const names[] = {"student-t", "huber", "logistic", "asymmetric-laplace"};
const Values& newcomb = golden::location_data[0];

}  // namespace

TEST_CASE("location-scale score and Hessian against mpmath") {
  for (const golden::LocationDerivatives& row : golden::location_derivatives) {
    const std::size_t k = static_cast<std::size_t>(row.parameters);
    const Values theta(row.theta, row.theta + row.parameters);
    const Values score = gradient(model_named(row.model), {row.y}, theta);
    const Values hessian = curvature(row.model, mle::Curvature::observed, {row.y}, theta);
    // The terms of the entries of mu and the scale are of the size of 1 / scale, those of nu of 1 / nu^2 at least,
    // those of tau of 1 / tau (1 - tau).
    const double scale = theta[k - 1];
    const bool t = std::string(row.model) == "student-t", quantile = std::string(row.model) == "asymmetric-laplace";
    const auto unit = [&](std::size_t j) {
      return j + 2 >= k ? 1 / scale : t ? 1 / theta[0] : quantile ? 1 / theta[0] / (1 - theta[0]) : 1;
    };
    const auto size = [&](std::size_t j) { return t && j == 0 ? unit(j) / theta[0] : unit(j); };
    std::size_t entry = 0;
    for (std::size_t i = 0; i < k; ++i) {
      INFO(std::string(row.model), " y = ", row.y, " theta = ", theta[0], ", ", theta[1], ", ", row.theta[2]);
      INFO("parameter ", i, ": want ", row.score[i], ", got ", score[i]);
      CHECK(std::fabs(score[i] - row.score[i]) <= 4e-15 * (std::fabs(row.score[i]) + size(i)));
      for (std::size_t j = i; j < k; ++j, ++entry) {
        const double want = row.hessian[entry];
        INFO("entry ", i, ", ", j, ": want ", want, ", got ", hessian[i * k + j]);
        CHECK(std::fabs(hessian[i * k + j] - want) <= 4e-15 * (std::fabs(want) + size(i) * unit(j)));
        CHECK(hessian[i * k + j] == hessian[j * k + i]);
      }
    }
  }
}

TEST_CASE("logistic: the misfit is the log-cosh loss, 0 at the centre, and 2 log 2 is a constant") {
  const auto part = [](mle::Quantity which, double y) {
    return evaluate(model_named("logistic"), which, {y}, {1, 2})[0];
  };
  // 2 log cosh(r / 2) by mpmath, r = (y - 1) / 2 exact
  const std::pair<double, double> losses[] = {{0x1p-40, 2.0679515313825692e-25}, {0.5, 0.061859607240322743},
      {-3, 1.7108803420275935}, {39, 37.613705638880109}, {-41, 39.613705638880109}, {2000, 1998.6137056388801}};
  for (const auto& [r, want] : losses) CHECK(ulps(part(mle::Quantity::misfit, 1 + 2 * r), want) <= 4);
  CHECK(part(mle::Quantity::misfit, 1) == 0);
  for (double y : {-1e300, 1.0, 7.5}) CHECK(part(mle::Quantity::constant, y) == 2 * mle::ln2);
}

TEST_CASE("Student t tends to the Gaussian, and its information in nu to 7 / 2 nu^4") {
  for (double y : {0.3, -2.0, 30.0}) {
    CHECK(ulps(nll("student-t", {y}, {1e300, 0.1, 2}), nll("gaussian", {y}, {0.1, 2})) <= 4);
    const Values score = gradient(model_named("student-t"), {y}, {1e300, 0.1, 2});
    const Values want = gradient(model_named("gaussian"), {y}, {0.1, 2});
    CHECK(near(score[1], want[0], 1e-15));
    CHECK(near(score[2], want[1], 1e-15));
  }
  const Values h = curvature("student-t", mle::Curvature::expected, {0}, {1e8, 0, 3});
  CHECK(std::fabs(h[0] * 1e32 / 3.5 - 1) < 1e-7);
  CHECK(h[4] == doctest::Approx(1.0 / 9));
  CHECK(h[8] == doctest::Approx(2.0 / 9));
  mle::Random one(5), other(5);
  Values t(1), gaussian(1);
  REQUIRE(model_named("student-t").sample(Values{1e300, 3, 2}, one, t).ok());
  REQUIRE(model_named("gaussian").sample(Values{3, 2}, other, gaussian).ok());
  CHECK(t == gaussian);
}

TEST_CASE("location-scale fits against SciPy and mpmath") {
  for (const golden::LocationFit& row : golden::location_fits) {
    const Values& y = golden::location_data[row.data];
    const Values set(row.set, row.set + row.parameters);
    const mle::Fit found = fit(row.model, y, set);
    INFO(std::string(row.model), " on data ", row.data, " set ", set[0], ", ", set[1]);
    CHECK(found.status == mle::FitStatus::converged);
    CHECK(found.iterations > 0);
    CHECK(found.iterations < 40);
    CHECK(std::fabs(found.nll - row.nll) <= 1e-14 * std::fabs(row.nll));
    for (std::size_t j = 0; j < set.size(); ++j) {
      INFO("parameter ", j, ": want ", row.theta[j], ", got ", found.theta[j]);
      CHECK(std::fabs(found.theta[j] - row.theta[j]) <= 1e-12 * std::fabs(row.theta[j]));
      if (set[j] == set[j]) CHECK(found.theta[j] == set[j]);
    }
  }
  // The line of the lesson's table, from R
  const mle::Fit t = fit("student-t", newcomb);
  CHECK(near(t.nll, 215.3759037654, 1e-12));
  CHECK(near(t.theta[0], 2.131133004202874, 1e-12));
  CHECK(near(t.theta[1], 27.40175106478672, 1e-13));
  CHECK(near(t.theta[2], 3.810366454391766, 1e-13));
  CHECK(t.starts > 4);
}

TEST_CASE("any subset of the parameters may be set") {
  const Values y = {-1.5, 0.2, 0.9, 1.1, 1.4, 2.2, 7.5};
  for (const char* name : names) {
    const mle::Model& model = model_named(name);
    const std::size_t k = model.parameters.size();
    const Values values = k == 3 ? Values{0.7, 0.8, 1.3} : Values{0.8, 1.3};
    for (unsigned subset = 0; subset < 1u << k; ++subset) {
      Values set(k, unset);
      for (std::size_t j = 0; j < k; ++j)
        if (subset >> j & 1) set[j] = values[j];
      const mle::Fit found = fit(name, y, set);
      INFO(std::string(name), " subset ", subset);
      CHECK((found.status == mle::FitStatus::converged || found.status == mle::FitStatus::boundary));
      CHECK(near(found.nll, nll(name, y, found.theta), 1e-15));
      for (std::size_t j = 0; j < k; ++j) {
        if (set[j] == set[j]) {
          CHECK(found.theta[j] == set[j]);
          continue;
        }
        if (model.parameters[j].role == mle::Role::chosen) {
          CHECK(found.theta[j] == model.parameters[j].start);
          continue;
        }
        for (double by : {-0.5, -1e-3, 1e-3, 0.5}) {
          Values theta = found.theta;
          theta[j] += by;
          if (mle::check_theta(model.parameters, theta).ok()) CHECK(nll(name, y, theta) >= found.nll);
        }
      }
    }
  }
}

TEST_CASE("fits follow a shift and a change of unit, and forget the order") {
  for (const char* name : names) {
    const mle::Fit base = fit(name, newcomb);
    const std::size_t location = base.theta.size() - 2, scale = location + 1;
    for (double unit : {0x1p-990, 0x1p-500, 0x1p-3, 0x1p500, 0x1p990}) {
      Values y;
      for (double v : newcomb) y.push_back(v * unit);
      const mle::Fit other = fit(name, y);
      INFO(std::string(name), " unit ", unit);
      CHECK(other.status == base.status);
      CHECK(near(other.theta[location] / unit, base.theta[location], 1e-13));
      CHECK(near(other.theta[scale] / unit, base.theta[scale], 1e-13));
      CHECK(near(other.nll, base.nll + 66 * std::log(unit), 1e-13));
    }
    for (double shift : {1e3, 1e9, -1e12}) {
      Values y;
      for (double v : newcomb) y.push_back(v + shift);
      const mle::Fit other = fit(name, y);
      INFO(std::string(name), " shift ", shift);
      CHECK(other.status == base.status);
      CHECK(std::fabs(other.theta[location] - (base.theta[location] + shift)) <= 1e-13 * (100 + std::fabs(shift)));
      CHECK(near(other.theta[scale], base.theta[scale], 1e-14 * (1 + std::fabs(shift))));
      CHECK(near(other.nll, base.nll, 1e-9));
    }
    Values reversed(newcomb.rbegin(), newcomb.rend());
    CHECK(near(fit(name, reversed).nll, base.nll, 1e-15));
  }
}

TEST_CASE("large samples give back what they were drawn from") {
  const std::pair<const char*, Values> truths[] = {
      {"student-t", {2.5, 3, 2}}, {"huber", {1.345, 3, 2}}, {"logistic", {3, 2}}, {"asymmetric-laplace", {0.5, 3, 2}}};
  for (const auto& model_and_truth : truths) {  // no bindings: clang cannot capture them
    const char* name = model_and_truth.first;
    const Values& truth = model_and_truth.second;
    const std::size_t k = truth.size();
    const Values y = sample(model_named(name), truth, 20001, 17);
    const mle::Fit found = fit(name, y);
    INFO(std::string(name));
    CHECK(found.status == mle::FitStatus::converged);
    // Twice the fall from the truth is about chi-square with at most three degrees of freedom.
    CHECK(2 * (nll(name, y, truth) - found.nll) < 20);
    CHECK(2 * (nll(name, y, truth) - found.nll) > 0);
    CHECK(std::fabs(found.theta[k - 2] - truth[k - 2]) < 0.15);
    CHECK(std::fabs(found.theta[k - 1] - truth[k - 1]) < 0.15);
  }
}

TEST_CASE("asymmetric Laplace: the tau quantile, alone or an interval") {
  const Values y = {9, 1, 4, 7, 2, 10, 3, 8, 6, 5};
  const mle::Fit between = fit("asymmetric-laplace", y, {0.3, unset, unset});
  CHECK(between.status == mle::FitStatus::not_unique);
  CHECK(between.theta[1] == 3.5);
  CHECK(near(nll("asymmetric-laplace", y, {0.3, 3.1, between.theta[2]}), between.nll, 1e-15));
  CHECK(near(nll("asymmetric-laplace", y, {0.3, 4, between.theta[2]}), between.nll, 1e-15));
  CHECK(nll("asymmetric-laplace", y, {0.3, 4.1, between.theta[2]}) > between.nll + 1e-3);
  // check losses about 3.5: 0.7 (2.5 + 1.5 + 0.5) + 0.3 (0.5 + 1.5 + ... + 6.5)
  CHECK(near(between.theta[2], (0.7 * 4.5 + 0.3 * 24.5) / 10, 1e-15));
  const mle::Fit one = fit("asymmetric-laplace", y, {0.33, unset, unset});
  CHECK(one.status == mle::FitStatus::converged);
  CHECK(one.theta[1] == 4);
  CHECK(fit("asymmetric-laplace", y, {0.001, unset, unset}).theta[1] == 1);
  CHECK(fit("asymmetric-laplace", y, {1 - 0x1p-53, unset, unset}).theta[1] == 10);
  CHECK(fit("asymmetric-laplace", {1, 2, 2, 2, 3, 9, 9, 9, 9, 9}, {0.3, unset, unset}).theta[1] == 2);
  // tau as people write it: 0.07 times 100 is not quite 7
  Values hundred;
  for (int i = 1; i <= 100; ++i) hundred.push_back(i);
  CHECK(fit("asymmetric-laplace", hundred, {0.07, unset, unset}).theta[1] == 7.5);
  // At tau = 1/2 it is Laplace's, with b halved and no more.
  const mle::Fit half = fit("asymmetric-laplace", newcomb), laplace = fit("laplace", newcomb);
  CHECK(half.theta[1] == laplace.theta[0]);
  CHECK(near(2 * half.theta[2], laplace.theta[1], 1e-15));
  CHECK(near(half.nll, laplace.nll, 1e-15));
  // The kink: the middle of the two slopes, (1 - tau) / b and -tau / b
  CHECK(gradient(model_named("asymmetric-laplace"), {1}, {0.25, 1, 2})[1] == 0.125);
}

TEST_CASE("all observations equal: no maximum with a free scale, one with a set scale") {
  for (const char* name : names) {
    const bool three = model_named(name).parameters.size() == 3;
    const auto set = [&](double mu, double scale) { return three ? Values{unset, mu, scale} : Values{mu, scale}; };
    for (const Values& y : {Values{2.5}, Values{2.5, 2.5, 2.5}})
      for (double mu : {unset, 2.5}) {
        INFO(std::string(name), " n = ", y.size(), " mu ", mu);
        const mle::Fit equal = fit(name, y, set(mu, unset));
        CHECK(equal.status == mle::FitStatus::unbounded);
        CHECK(equal.nll == -mle::infinity);
        CHECK(equal.theta[equal.theta.size() - 2] == 2.5);
        CHECK(equal.theta.back() == 0);
      }
    const mle::Fit away = fit(name, {2.5, 2.5}, three ? Values{0.5, 2, unset} : Values{2, unset});
    if (std::string(name) != "asymmetric-laplace") CHECK(away.status == mle::FitStatus::converged);
    CHECK(away.theta.back() > 0);
    const mle::Fit wide = fit(name, {2.5, 2.5}, three ? Values{0.9, unset, 3} : Values{unset, 3});
    CHECK(wide.status == mle::FitStatus::converged);
    CHECK(near(wide.theta[wide.theta.size() - 2], 2.5, 1e-15));
  }
}

TEST_CASE("Huber: bounded although all but one are equal, and an interval in mu where none lies within k sigma") {
  // Closed form for n - 1 zeros and a one beyond k sigma: mu = k sigma / (n - 1), and sigma from its own equation.
  const mle::Fit spike = fit("huber", {0, 0, 0, 0, 1}, {1, unset, unset});
  CHECK(spike.status == mle::FitStatus::converged);
  CHECK(near(spike.theta[1], spike.theta[2] / 4, 1e-14));
  const double mu = spike.theta[1], sigma = spike.theta[2];
  CHECK(near(4 * mu * mu / sigma + (1 - mu), 5 * sigma, 1e-14));
  const mle::Fit interval = fit("huber", {-1, -1, 1, 1}, {0.25, unset, unset});
  CHECK(interval.status == mle::FitStatus::not_unique);
  CHECK(interval.theta == Values{0.25, 0, 0.25});
  CHECK(near(nll("huber", {-1, -1, 1, 1}, {0.25, 0.9, 0.25}), interval.nll, 1e-15));
  CHECK(nll("huber", {-1, -1, 1, 1}, {0.25, 0.95, 0.25}) > interval.nll);
  CHECK(fit("huber", {-1, -1, 1, 1}, {1, unset, 0.2}).status == mle::FitStatus::not_unique);
  CHECK(fit("huber", {-1, -1, 1, 1}, {1, unset, 2}).status == mle::FitStatus::converged);
  // For a large k it is the Gaussian, for a small one Laplace.
  const mle::Fit wide = fit("huber", newcomb, {1e3, unset, unset}), gaussian = fit("gaussian", newcomb);
  CHECK(near(wide.nll, gaussian.nll, 1e-15));
  CHECK(near(wide.theta[2], gaussian.theta[1], 1e-14));
  const mle::Fit narrow = fit("huber", newcomb, {1e-9, unset, unset}), laplace = fit("laplace", newcomb);
  CHECK(near(narrow.nll, laplace.nll, 1e-8));
  CHECK(near(narrow.theta[2] / 1e-9, laplace.theta[1], 1e-8));
}

TEST_CASE("Student t: unbounded where enough observations are equal") {
  // m equal values of n: unbounded if m > nu (n - m), with nu = 0.5 where it is free
  CHECK(fit("student-t", {1, 1, 2, 5}).status == mle::FitStatus::unbounded);
  CHECK(fit("student-t", {1, 1, 2, 5}).theta == Values{0.5, 1, 0});
  CHECK(fit("student-t", {1, 2}).status == mle::FitStatus::unbounded);
  CHECK(fit("student-t", {1, 1, 1, 2, 5}, {1, unset, unset}).status == mle::FitStatus::unbounded);
  CHECK(fit("student-t", {1, 1, 2, 5, 7}, {1, unset, unset}).status == mle::FitStatus::converged);
  CHECK(fit("student-t", {1, 1, 2, 5}, {2, unset, unset}).status == mle::FitStatus::converged);
  CHECK(fit("student-t", {1, 1, 2, 5}, {unset, 2, unset}).status == mle::FitStatus::no_maximum);  // one equal to mu
  CHECK(fit("student-t", {1, 1, 2, 5}, {unset, 1, unset}).status == mle::FitStatus::unbounded);   // two
  CHECK(fit("student-t", {1, 1, 2, 5}, {unset, unset, 1}).status != mle::FitStatus::unbounded);
  // Along the spike the NLL does fall without bound, as (m - nu (n - m)) log sigma.
  CHECK(near(nll("student-t", {1, 1, 2, 5}, {0.5, 1, 1e-100}) - nll("student-t", {1, 1, 2, 5}, {0.5, 1, 1e-90}),
             -10 * std::log(10.0), 1e-12));
}

TEST_CASE("Student t: a limit as sigma goes to 0 where m = nu (n - m)") {
  const mle::Fit limit = fit("student-t", {1, 1, 2, 5}, {1, unset, unset});
  CHECK(limit.status == mle::FitStatus::no_maximum);
  CHECK(limit.theta == Values{1, 1, 0});
  CHECK(near(limit.nll, 4 * std::log(std::acos(-1.0)) + 2 * std::log(4.0), 1e-14));  // Cauchy: distances 1 and 4
  CHECK(near(limit.nll, nll("student-t", {1, 1, 2, 5}, {1, 1, 1e-9}), 1e-14));
  // Two values of a Cauchy: all of the half circle over them.
  const mle::Fit circle = fit("student-t", {1, 3}, {1, unset, unset});
  CHECK(circle.status == mle::FitStatus::not_unique);
  CHECK(circle.theta == Values{1, 2, 1});
  CHECK(near(nll("student-t", {1, 3}, {1, 2 + std::sqrt(0.5), std::sqrt(0.5)}), circle.nll, 1e-15));
  CHECK(fit("student-t", {1, 3}, {1, 1, unset}).status == mle::FitStatus::no_maximum);
  // Three values and a free nu: the limit at nu = 0.5 loses against the Gaussian.
  CHECK(fit("student-t", {1, 2, 5}).theta[0] == mle::infinity);
}

TEST_CASE("Student t: rises towards the Gaussian on light tails") {
  const Values y = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  const mle::Fit light = fit("student-t", y), gaussian = fit("gaussian", y);
  CHECK(light.status == mle::FitStatus::no_maximum);
  CHECK(light.theta == Values{mle::infinity, gaussian.theta[0], gaussian.theta[1]});
  CHECK(light.nll == gaussian.nll);
  for (double nu : {5.0, 100.0, 1e5}) CHECK(fit("student-t", y, {nu, unset, unset}).nll > light.nll);
  CHECK(fit("student-t", y, {unset, 5, unset}).theta[0] == mle::infinity);
  CHECK(fit("student-t", y, {unset, unset, 3}).theta[0] == mle::infinity);
  CHECK(fit("student-t", {1}, {unset, unset, 2}).theta[0] == mle::infinity);
  // Where the fourth moment is a hair above 3 squares of the second, nu is large but finite.
  const auto bent = [](double by) {
    Values values;
    for (int i = 0; i < 500; ++i) {
      const double z = mle::gaussian_quantile((i + 0.5) / 500);
      values.push_back(z + by * z * z * z);
    }
    return values;
  };
  const auto kurtosis = [](const Values& values) {
    double second = 0, fourth = 0;
    for (double v : values) {
      second += v * v / 500;
      fourth += v * v * v * v / 500;
    }
    return fourth / second / second;
  };
  double low = 0, high = 1;
  while (high - low > 1e-6) (kurtosis(bent(0.5 * (low + high))) > 3 ? high : low) = 0.5 * (low + high);
  REQUIRE(kurtosis(bent(high)) > 3);
  CHECK(fit("student-t", bent(low)).theta[0] == mle::infinity);
  const Values heavier = bent(high);
  const mle::Fit finite = fit("student-t", heavier);
  CHECK(finite.status == mle::FitStatus::converged);
  CHECK(finite.theta[0] > 100);
  CHECK(finite.nll < fit("gaussian", heavier).nll);
}

TEST_CASE("Student t: the edge nu = 0.5, and a cluster tighter than all else") {
  const mle::Fit edge = fit("student-t", {0, 1, -1, 2, -3, 50, -1e4, 1e7, 3e9, -1e12});
  CHECK(edge.status == mle::FitStatus::boundary);
  CHECK(edge.theta[0] == 0.5);
  CHECK(gradient(model_named("student-t"), {0, 1, -1, 2, -3, 50, -1e4, 1e7, 3e9, -1e12}, edge.theta)[0] > 0);
  const Values cluster = {-10, -10.000001, -9.999999, -10.0000005, 1, 5, 9, 14, 20, 33};
  const mle::Fit tight = fit("student-t", cluster);
  CHECK(tight.status == mle::FitStatus::boundary);
  CHECK(std::fabs(tight.theta[1] + 10) < 1e-6);
  CHECK(tight.theta[2] < 1e-5);
  CHECK(tight.nll < fit("student-t", cluster, {1, unset, unset}).nll);
}

TEST_CASE("Student t: the better of two modes in mu") {
  const Values& two = golden::location_data[3];  // five values near -9.5, four near 10
  for (double sigma : {0.2, 0.5, 1.0}) {
    const mle::Fit found = fit("student-t", two, {1, unset, sigma});
    CHECK(std::fabs(found.theta[1] + 9.5) < 0.5);
    double least = mle::infinity;
    for (double mu = -15; mu < 15; mu += 0.01) least = std::fmin(least, nll("student-t", two, {1, mu, sigma}));
    CHECK(found.nll <= least);
    CHECK(found.nll > least - 0.01);
    CHECK(found.starts >= 2);
  }
}

TEST_CASE("Student t: two modes of one height are no single answer") {
  Values y = {-10.3, -9.9, -10.2, -10, 10, 10.2, 9.9, 10.3};
  for (double sigma : {0.2, 1.0, 4.0}) {
    const mle::Fit found = fit("student-t", y, {1, unset, sigma});
    CHECK(found.status == mle::FitStatus::not_unique);
    const double mu = std::fabs(found.theta[1]);
    for (double sign : {-1.0, 1.0}) CHECK(near(nll("student-t", y, {1, sign * mu, sigma}), found.nll, 1e-14));
    CHECK(nll("student-t", y, {1, 0, sigma}) > found.nll + 1);
  }
  // So wide that there is one mode, between the two.
  const mle::Fit one = fit("student-t", y, {1, unset, 20});
  CHECK(one.status == mle::FitStatus::converged);
  CHECK(std::fabs(one.theta[1]) < 1e-9);
  // Nu free, for which the smallest is best: two modes there.
  const Values tight = {-10.003, -9.999, -10.002, -10, -10.001, 10.001, 10, 10.002, 9.999, 10.003};
  const mle::Fit edge = fit("student-t", tight, {unset, unset, unset});
  CHECK(edge.status == mle::FitStatus::not_unique);
  CHECK(edge.theta[0] == 0.5);
  CHECK(near(nll("student-t", tight, {0.5, -edge.theta[1], edge.theta[2]}), edge.nll, 1e-13));
  // One observation a little nearer to its fellows settles it.
  y[0] = -10.29;
  const mle::Fit left = fit("student-t", y, {1, unset, 1});
  CHECK(left.status == mle::FitStatus::converged);
  CHECK(left.theta[1] < -9);
}

TEST_CASE("Student t: of few data with nu and sigma set, no place in mu is better") {
  const Values nus = {0.5, 1.5, 2.07, 4}, sigmas = {0.1, 0.26, 1, 1.5};
  for (const Values& y : {Values{-1, 2, -2, -1, 3, 2, 1, 0}, Values{0, 2.5, 7, 7.5}, Values{-4, 0.1, 3, 5, 5.2}})
    for (double nu : nus)
      for (double sigma : sigmas) {
        INFO(y.size(), " values, nu ", nu, ", sigma ", sigma);
        double least = mle::infinity;
        for (double mu = -5; mu < 8; mu += 0.005) least = std::fmin(least, nll("student-t", y, {nu, mu, sigma}));
        CHECK(fit("student-t", y, {nu, unset, sigma}).nll <= least);
      }
}

TEST_CASE("residuals beyond range: no NaN, and refused where no number is left") {
  CHECK(fit("student-t", {-1e300, 2, 3, 4, 5, 6, 7, 8, 9, 1e300}).theta[1] == doctest::Approx(5.5));
  CHECK(fit("logistic", {2, 3, 4, 5, 1e300}).status == mle::FitStatus::converged);
  for (const char* name : names) {
    const mle::Model& model = model_named(name);
    const Values theta = model.parameters.size() == 3 ? Values{0.75, 0, 1e-150} : Values{0, 1e-150};
    for (double y : {1e300, -1e300, 1e160}) {
      INFO(std::string(name), " ", y);
      for (double entry : gradient(model, {y}, theta)) CHECK_FALSE(std::isnan(entry));
      for (double entry : curvature(name, mle::Curvature::observed, {y}, theta)) CHECK_FALSE(std::isnan(entry));
      CHECK_FALSE(std::isnan(nll(name, {y}, theta)));
    }
    mle::Fit unused;
    const mle::Status status = model.fit(Values{1.7e308, -1.7e308, 1e308}, {}, unused);
    CHECK((status.code == mle::Code::overflow || !std::isnan(unused.nll)));
  }
}
