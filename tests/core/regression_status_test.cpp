// Regressions without an ordinary answer: each says which, and none is wrong in silence.
#include <algorithm>
#include <cstring>

#include "regression_support.hpp"

namespace {

const Values ramp = {1, 2, 3, 4, 5, 6, 7, 8};
const double free_one = std::nan("");

Values ramp_of(const Values& x) {
  Values y(x.size());
  for (std::size_t i = 0; i < y.size(); ++i) y[i] = static_cast<double>(i % 11);
  return y;
}

const char* broken(const char* model, const Values& y, const Values& x, std::size_t d,
                   const mle::RegressionOptions& options) {
  mle::Regression unused;
  return mle::regress(model_named(model), y, {x, d}, options, unused).argument;
}

void no_errors(const mle::Regression& fit) {
  for (double error : fit.standard_errors) CHECK(std::isnan(error));
  CHECK(fit.standard_errors.size() == fit.coefficients.size());
  CHECK(std::strlen(fit.errors_reason) > 0);
}

}  // namespace

TEST_CASE("bad input is named") {
  const Values y = {0, 1, 1, 0, 1, 0, 0, 1};
  CHECK(std::string(broken("bernoulli", {0, 2}, {1, 2}, 1, {})) == "y");
  CHECK(std::string(broken("poisson", {0.5}, {1}, 1, {})) == "y");
  CHECK(std::string(broken("bernoulli", y, {1, 2}, 1, {})) == "x");
  mle::RegressionOptions options;
  options.classes = 2;
  CHECK(std::string(broken("bernoulli", y, ramp, 1, options)) == "classes");
  const Values offset(8, 1.0);
  options.offset = offset;
  CHECK(std::string(broken("categorical", y, ramp, 1, options)) == "offset");
  const Values fixed = {0.5}, shape = {0.1, free_one, free_one};
  options = {};
  options.fixed = fixed;
  CHECK(std::string(broken("bernoulli", y, ramp, 1, options)) == "p");
  options.fixed = shape;
  CHECK(std::string(broken("student-t", y, ramp, 1, options)) == "nu");
}

TEST_CASE("all labels equal, or all counts 0: the edge, with the value that the estimate tends to") {
  const Values zeros(8, 0.0), ones(8, 1.0);
  for (const char* model : {"bernoulli", "bernoulli-logit"}) {
    CHECK(regression(model, ones, ramp, 1).status == mle::FitStatus::boundary);
    CHECK(regression(model, ones, ramp, 1).coefficients == Values{mle::infinity, 0});
    CHECK(regression(model, zeros, ramp, 1).coefficients == Values{-mle::infinity, 0});
    CHECK(regression(model, zeros, ramp, 1).nll == 0);
    no_errors(regression(model, zeros, ramp, 1));
  }
  for (const char* model : {"poisson", "negative-binomial"}) {
    const mle::Regression fit = regression(model, zeros, ramp, 1);
    CHECK(fit.status == mle::FitStatus::boundary);
    CHECK(fit.coefficients == Values{-mle::infinity, 0});
    CHECK(fit.nll == 0);
    CHECK(std::isnan(fit.aic));
  }
  mle::RegressionOptions options;
  options.classes = 3;
  CHECK(regression("categorical", ones, ramp, 1, options).status == mle::FitStatus::boundary);
  CHECK(regression("categorical", ones, ramp, 1, options).coefficients == Values{mle::infinity, 0, 0, 0});
  const Values falling = {-mle::infinity, 0, -mle::infinity, 0};
  CHECK(regression("categorical", zeros, ramp, 1, options).coefficients == falling);
  // Without an intercept a slope alone cannot say "all 1" where x has both signs.
  options = {};
  options.intercept = false;
  CHECK(regression("bernoulli", {1, 1, 1}, {-1, 1, 2}, 1, options).status == mle::FitStatus::converged);
  CHECK(regression("bernoulli", {1, 1, 1}, {1, 1, 2}, 1, options).status == mle::FitStatus::no_maximum);
}

TEST_CASE("all labels equal: the fit without predictors ends at its probability, or has no maximum in its logit") {
  for (double label : {0.0, 1.0}) {
    const Values labels(4, label), none = {free_one};
    mle::Fit p, z;
    REQUIRE(model_named("bernoulli").fit(labels, {0, none}, p).ok());
    REQUIRE(model_named("bernoulli-logit").fit(labels, {0, none}, z).ok());
    CHECK(p.status == mle::FitStatus::boundary);
    CHECK(p.theta[0] == label);
    CHECK(z.status == mle::FitStatus::no_maximum);
    CHECK(z.theta[0] == (label == 1 ? mle::infinity : -mle::infinity));
    CHECK(regression("bernoulli-logit", labels, {}, 0).status == mle::FitStatus::boundary);
  }
}

TEST_CASE("collinear predictors: named, one solution given, the NLL of any") {
  const Values counts = {1, 0, 3, 2, 4, 3, 6, 9}, labels = {0, 1, 0, 0, 1, 0, 1, 1};
  const Values positive = {0.3, 1.2, 0.7, 2, 1.1, 3, 2.2, 5};
  Values both;
  for (double v : ramp) both.insert(both.end(), {v, 3 - 2 * v, v * v});
  Values alone;
  for (double v : ramp) alone.insert(alone.end(), {v, v * v});
  for (const mle::Model& model : mle::models) {
    if (model.vector()) continue;
    INFO(std::string(model.name));
    const Values& y = model.observation == mle::Observation::binary  ? labels
                      : model.observation == mle::Observation::count ? counts
                                                                     : positive;
    const Values held = {3, free_one, free_one};
    mle::RegressionOptions options;
    if (std::string(model.name) == "student-t") options.fixed = held;
    const mle::Regression fit = regression(model.name, y, both, 3, options);
    const mle::Regression plain = regression(model.name, y, alone, 2, options);
    if (plain.status != mle::FitStatus::converged) {
      CHECK(fit.status == plain.status);
    } else {
      CHECK(fit.status == mle::FitStatus::not_unique);
      no_errors(fit);
    }
    CHECK(fit.collinear == std::vector<std::size_t>{1});
    CHECK(near(fit.nll, plain.nll, 1e-12));
    CHECK(fit.coefficients[2] == 0);
    CHECK(near(fit.coefficients[1], plain.coefficients[1], 1e-7));
    CHECK(near(fit.coefficients[3], plain.coefficients[2], 1e-7));
    CHECK(fit.estimated == plain.estimated);
  }
  // L2 has one answer: equal columns share the slope.
  mle::RegressionOptions options;
  options.l2 = 0.1;
  Values twice;
  for (double v : ramp) twice.insert(twice.end(), {v, v});
  const mle::Regression fit = regression("poisson", counts, twice, 2, options);
  CHECK(fit.status == mle::FitStatus::converged);
  CHECK(near(fit.coefficients[1], fit.coefficients[2], 1e-12));
}

TEST_CASE("a predictor lost in the rounding of its own offset is collinear under every model, or under none") {
  const std::size_t n = 40;
  for (double offset : {0.0, 1e6, 1e12, 1e13, 3e13, 1e14, 3e14, 1e15, 1e16}) {
    Values x;
    for (std::size_t i = 0; i < n; ++i) x.push_back(offset + static_cast<double>(i * 7 % 5));
    for (const mle::Model& model : mle::models) {
      Values y;
      for (std::size_t i = 0; i < n; ++i) {
        const double v = 1 + static_cast<double>(i * 3 % 4) / 2;
        y.push_back(model.observation == mle::Observation::binary ? static_cast<double>(i % 3 == 0)
                    : model.vector()                              ? static_cast<double>(i % 3)
                    : mle::is_discrete(model.observation)         ? 2 * v
                                                                  : v);
      }
      mle::RegressionOptions options;
      options.classes = model.vector() ? 3 : 0;
      mle::Regression fit;
      REQUIRE(mle::regress(model, y, {x, 1}, options, fit).ok());
      INFO(model.name, " at ", offset);
      // The predictor's steps are 1; the rule allows for 32 units of rounding of its size, 7e-15 times that.
      if (offset <= 1e13) CHECK(fit.collinear.empty());
      if (offset >= 1e15) CHECK(fit.collinear == std::vector<std::size_t>{0});
      CHECK(fit.collinear == regression("gaussian", ramp_of(x), x, 1).collinear);
    }
  }
}

TEST_CASE("a perfect fit or a constant response with a free scale has no bound") {
  Values line, curve;
  for (double v : ramp) {
    line.push_back(3 * v + 0.1);
    curve.push_back(std::exp(0.25 * v));
  }
  for (const char* model : {"student-t", "huber", "logistic", "gaussian", "laplace", "asymmetric-laplace"}) {
    INFO(model);
    for (const Values& y : {line, Values(8, 2.5)}) {
      const mle::Regression fit = regression(model, y, ramp, 1);
      CHECK(fit.status == mle::FitStatus::unbounded);
      CHECK(fit.nll == -mle::infinity);
      CHECK(std::isnan(fit.aic));
      no_errors(fit);
    }
    CHECK(near(regression(model, line, ramp, 1).coefficients[1], 3, 1e-12));
  }
  for (const char* model : {"huber", "logistic"}) {  // with the scale held there is a maximum
    const Values held = {model[0] == 'h' ? 1.345 : free_one, model[0] == 'h' ? free_one : 0.5, 0.5};
    mle::RegressionOptions options;
    options.fixed = std::span(held).first(model[0] == 'h' ? 3 : 2);
    const mle::Regression fit = regression(model, line, ramp, 1, options);
    CHECK(fit.status == mle::FitStatus::converged);
    CHECK(near(fit.coefficients[1], 3, 1e-12));
  }
  const mle::Regression gamma = regression("gamma", curve, ramp, 1);
  CHECK(gamma.status == mle::FitStatus::unbounded);
  CHECK(gamma.parameters[0] == mle::infinity);
  CHECK(near(gamma.coefficients[1], 0.25, 1e-12));
  CHECK(regression("gamma", {2}, {}, 0).status == mle::FitStatus::unbounded);
  mle::RegressionOptions penalised;  // by a number that is finite there
  penalised.l2 = 1;
  const mle::Regression steps = regression("gamma", {3, 3, 9, 9}, {0, 0, 1, 1}, 1, penalised);
  CHECK(steps.status == mle::FitStatus::unbounded);
  CHECK(steps.nll == -mle::infinity);
  CHECK(near(steps.coefficients[1], std::log(3.0), 1e-12));
  CHECK(regression("gamma", {3, 3.1, 9, 9}, {0, 0, 1, 1}, 1, penalised).status == mle::FitStatus::converged);
  CHECK(regression("gamma", Values(5, 3.1), {}, 0).status == mle::FitStatus::unbounded);
}

TEST_CASE("Student t: a plane through m rows, m > nu (n - m), has no bound; fewer have a maximum") {
  // Six rows of twelve on a line, nu held.
  Values x, y;
  for (int i = 0; i < 12; ++i) {
    x.push_back(i);
    y.push_back(i < 6 ? 2 * i + 1 : 5 + 4 * std::sin(3.0 * i));
  }
  mle::RegressionOptions options;
  for (double nu : {0.5, 0.9, 1.0, 1.1, 2.0}) {
    const Values held = {nu, free_one, free_one};
    options.fixed = held;
    const mle::Regression fit = regression("student-t", y, x, 1, options);
    INFO("nu = ", nu);
    if (nu < 1) {
      CHECK(fit.status == mle::FitStatus::unbounded);
      CHECK(near(fit.coefficients[0], 1, 1e-10));
      CHECK(near(fit.coefficients[1], 2, 1e-10));
      CHECK(fit.parameters[2] == 0);
    } else {
      CHECK(fit.status != mle::FitStatus::unbounded);
      CHECK(std::isfinite(fit.nll));
    }
  }
  // The penalty is finite at a spike: L2 sets no bound.
  options.l2 = 1;
  for (double nu : {0.5, 0.9, 2.0}) {
    const Values held = {nu, free_one, free_one};
    options.fixed = held;
    const mle::Regression fit = regression("student-t", y, x, 1, options);
    INFO("nu = ", nu);
    CHECK((fit.status == mle::FitStatus::unbounded) == (nu < 1));
    CHECK(std::isfinite(fit.nll) == (nu > 1));
    if (nu < 1) CHECK(near(fit.coefficients[1], 2, 1e-10));
  }
  // Any p rows lie on a plane: with nu free from 0.5 on, p > (n - p) / 2 is enough.
  CHECK(regression("student-t", {0.3, 2, 1, 5, 4}, {1, 2, 3, 4, 5}, 1).status == mle::FitStatus::unbounded);
}

TEST_CASE("Student t: the edge nu = 0.5, the limit nu = infinity, and several maxima") {
  const auto rows = table("belgium-calls.csv");
  Values years, calls;
  for (const auto& row : rows) {
    years.push_back(std::stod(row[0]) - 1950);
    calls.push_back(std::stod(row[1]));
  }
  const mle::Regression edge = regression("student-t", calls, years, 1);
  CHECK(edge.status == mle::FitStatus::boundary);
  CHECK(edge.parameters[0] == 0.5);
  CHECK(near(nll_at("student-t", calls, years, 1, edge.coefficients, edge.parameters), edge.nll, 1e-12));
  Values more = edge.parameters;
  more[0] = 0.51;
  CHECK(nll_at("student-t", calls, years, 1, edge.coefficients, more) > edge.nll);

  const Values light = {1, 2, 3, 4, 5.5, 3.3, 4.4, 2.1, 3.05, 2.7}, x = {1, 5, 2, 4, 3, 7, 6, 9, 8, 10};
  const mle::Regression limit = regression("student-t", light, x, 1), gaussian = regression("gaussian", light, x, 1);
  CHECK(limit.status == mle::FitStatus::no_maximum);
  CHECK(limit.coefficients == gaussian.coefficients);
  CHECK(limit.nll == gaussian.nll);
  CHECK(limit.parameters[0] == mle::infinity);
  CHECK(limit.parameters[2] == gaussian.parameters[1]);
  no_errors(limit);

  // Two lines, 12 rows and 8: the best of the two maxima is through the 12.
  Values xs, ys;
  for (int i = 0; i < 20; ++i) {
    xs.push_back(i);
    ys.push_back((i % 5 < 3 ? 2.0 * i : 100 - 3.0 * i) + 0.1 * std::sin(7.0 * i));
  }
  const Values held = {1, free_one, free_one};
  mle::RegressionOptions options;
  options.fixed = held;
  const mle::Regression best = regression("student-t", ys, xs, 1, options);
  CHECK(best.status == mle::FitStatus::converged);
  CHECK(best.starts > 1);
  CHECK(std::fabs(best.coefficients[1] - 2) < 0.1);
  // Nor does L2 leave one maximum: least squares leads to the five rows far off, whose maximum is the lower one.
  Values xl, yl;
  for (int i = 0; i < 17; ++i) {
    xl.push_back(i < 12 ? i : 30 + 0.1 * (i - 12));
    yl.push_back(i < 12 ? 2 * i + 0.1 * (i * 5 % 7 - 3) : -30 + 3 * ((i - 12) * 3 % 5 - 2));
  }
  for (double lambda : {1e-6, 0.1}) {
    options.l2 = lambda;
    const mle::Regression fit = regression("student-t", yl, xl, 1, options);
    INFO("l2 = ", lambda);
    CHECK(fit.status == mle::FitStatus::converged);
    const double through_twelve = penalised_at("student-t", yl, xl, 1, {0, 2}, {1, free_one, 0.3}, options);
    CHECK(penalised_at("student-t", yl, xl, 1, fit.coefficients, fit.parameters, options) < through_twelve);
    CHECK(std::fabs(fit.coefficients[1] - 2) < 0.1);
  }
}

TEST_CASE("Student t: maxima of one height are no single answer") {
  // Two clusters; and two lines that cross, one the other's mirror image.
  const Values clusters = {-10.3, -9.9, -10.2, -10, 10, 10.2, 9.9, 10.3}, held = {1, free_one, 1}, cauchy = {1, free_one, free_one};
  mle::RegressionOptions options;
  options.fixed = held;
  const mle::Regression two = regression("student-t", clusters, {}, 0, options);
  CHECK(two.status == mle::FitStatus::not_unique);
  CHECK(near(nll_at("student-t", clusters, {}, 0, {-two.coefficients[0]}, held), two.nll, 1e-13));
  no_errors(two);

  Values x, y;
  for (int i = -7; i <= 7; ++i)
    for (double side : {-1.0, 1.0}) {
      x.push_back(i);
      y.push_back(side * (2.0 * i + 0.1 * std::sin(7.0 * i)));
    }
  options.fixed = cauchy;
  for (double l2 : {0.0, 0.5}) {
    options.l2 = l2;
    const mle::Regression cross = regression("student-t", y, x, 1, options);
    INFO("slope ", cross.coefficients[1]);
    CHECK(cross.status == mle::FitStatus::not_unique);
    CHECK(std::fabs(std::fabs(cross.coefficients[1]) - 2) < 0.1);
    CHECK(near(nll_at("student-t", y, x, 1, {cross.coefficients[0], -cross.coefficients[1]}, cross.parameters), cross.nll, 1e-12));
    no_errors(cross);
  }
  // A line better kept to than its mirror image.
  y.push_back(18);
  x.push_back(9);
  options.l2 = 0;
  const mle::Regression steep = regression("student-t", y, x, 1, options);
  CHECK(steep.status == mle::FitStatus::converged);
  CHECK(std::fabs(steep.coefficients[1] - 2) < 0.1);
}

TEST_CASE("Student t over many rows, of which a few show where to search: the lower mode is passed by") {
  // A line that three rows in five keep to, and one that the others do; nu and sigma free.
  mle::Random random(8);
  const std::size_t n = 2200;
  Values x, y, backwards_x, backwards_y;
  for (std::size_t i = 0; i < n; ++i) {
    const double noise = random.gaussian() + random.gaussian() * random.gaussian();
    x.push_back(4 * random.gaussian());
    y.push_back(i % 5 < 3 ? 1 + 2 * x[i] + noise : 40 - 3 * x[i] + noise);
  }
  backwards_x.assign(x.rbegin(), x.rend());
  backwards_y.assign(y.rbegin(), y.rend());
  const mle::Regression fit = regression("student-t", y, x, 1);
  CHECK(fit.starts > 1);
  CHECK(std::fabs(fit.coefficients[1] - 2) < 0.1);
  CHECK(fit.nll < nll_at("student-t", y, x, 1, {40, -3}, {fit.parameters[0], free_one, fit.parameters[2]}) - 100);
  for (std::size_t j : {0, 1})
    for (double step : {-1e-3, 1e-3}) {
      Values beside = fit.coefficients;
      beside[j] += step;
      CHECK(nll_at("student-t", y, x, 1, beside, fit.parameters) > fit.nll);
    }
  const mle::Regression other = regression("student-t", backwards_y, backwards_x, 1);
  CHECK(other.status == fit.status);
  CHECK(near(other.nll, fit.nll, 1e-13));
  for (std::size_t j : {0, 1}) CHECK(near(other.coefficients[j], fit.coefficients[j], 1e-9));
}

TEST_CASE("Student t over many rows: a tie is seen") {
  mle::Random random(8);
  Values mirrored;
  // Every row and its mirror image.
  const Values held = {3, free_one, 0.5};
  for (std::size_t i = 0; i < 2200; ++i) mirrored.push_back(i % 2 == 0 ? 5 + random.gaussian() : -mirrored[i - 1]);
  mle::RegressionOptions options;
  options.fixed = held;
  CHECK(regression("student-t", mirrored, {}, 0, options).status == mle::FitStatus::not_unique);
}

TEST_CASE("a negative binomial on underdispersed counts tends to Poisson") {
  Values kicks;
  for (const auto& row : table("horse-kicks.csv")) kicks.push_back(std::stod(row[0]));
  const mle::Regression fit = regression("negative-binomial", kicks, {}, 0);
  const mle::Regression poisson = regression("poisson", kicks, {}, 0);
  CHECK(fit.status == mle::FitStatus::no_maximum);
  CHECK(near(fit.nll, 206.106721471754, 1e-13));
  CHECK(fit.coefficients == poisson.coefficients);
  CHECK(fit.parameters[1] == mle::infinity);
  CHECK(fit.direction.empty());
  const Values even = {3, 4, 5, 6, 8, 9, 11, 14};
  const mle::Regression limit = regression("negative-binomial", even, ramp, 1);
  CHECK(limit.status == mle::FitStatus::no_maximum);
  CHECK(limit.nll == regression("poisson", even, ramp, 1).nll);
  // Whatever the size, the NLL is above that limit.
  for (double size : {1.0, 100.0, 1e4, 1e8})
    CHECK(nll_at("negative-binomial", even, ramp, 1, limit.coefficients, {free_one, size}) > limit.nll);
}

TEST_CASE("a negative binomial on separated counts: the rows that stay decide its size") {
  const Values x = {0, 0, 0, 1, 1, 1, 1};
  const mle::Regression even = regression("negative-binomial", {0, 0, 0, 2, 3, 2, 3}, x, 1);
  CHECK(even.status == mle::FitStatus::no_maximum);
  CHECK(even.direction == Values{-1, 1});
  CHECK(even.parameters[1] == mle::infinity);
  // Poisson with mean 5/2: sum of log y! - y log mean, and 4 means.
  CHECK(near(even.nll, 10 - 10 * std::log(2.5) + 2 * std::log(2.0) + 2 * std::log(6.0), 1e-12));
  const mle::Regression wide = regression("negative-binomial", {0, 0, 0, 2, 30, 2, 3}, x, 1);
  const mle::Regression alone = regression("negative-binomial", {2, 30, 2, 3}, {}, 0);
  CHECK(wide.status == mle::FitStatus::no_maximum);
  CHECK(near(wide.nll, alone.nll, 1e-12));
  CHECK(near(wide.parameters[1], alone.parameters[1], 1e-6));
}

TEST_CASE("a negative binomial close to Poisson keeps its size beside a collinear predictor") {
  // The variance is a little above the mean, the NLL less than 1e-7 below Poisson's.
  const Values y = {0, 2, 3}, weights = {1, 1, 2e-4};
  mle::RegressionOptions options;
  options.weights = weights;
  const mle::Regression plain = regression("negative-binomial", y, {}, 0, options);
  const mle::Regression twice = regression("negative-binomial", y, {1, 1, 1}, 1, options);
  CHECK(plain.status == mle::FitStatus::converged);
  CHECK(plain.nll < regression("poisson", y, {}, 0, options).nll);
  CHECK(twice.status == mle::FitStatus::not_unique);
  CHECK(twice.collinear == std::vector<std::size_t>{0});
  CHECK(near(twice.parameters[1], plain.parameters[1], 1e-6));
}

TEST_CASE("Huber: where no row lies within k sigma, many fits are as good") {
  const Values held = {0.5, free_one, free_one};
  mle::RegressionOptions options;
  options.fixed = held;
  const mle::Regression fit = regression("huber", {1, 2, 9, 10}, {}, 0, options);
  CHECK(fit.status == mle::FitStatus::not_unique);
  CHECK(near(nll_at("huber", {1, 2, 9, 10}, {}, 0, {fit.coefficients[0] + 1}, fit.parameters), fit.nll, 1e-13));
  no_errors(fit);
}

TEST_CASE("extreme numbers end in a status, and converged means converged") {
  mle::Random random(9);
  const double sizes[] = {1e-300, 1e-150, 1e-8, 1, 1e8, 1e15, 1e150, 1e300};
  int converged = 0;
  for (int trial = 0; trial < 150; ++trial) {
    for (const mle::Model& model : mle::models) {
      const std::size_t n = 2 + trial % 9, d = trial % 3;
      const double size_y = sizes[trial % 8], size_x = sizes[(trial / 8) % 8], size_offset = sizes[(trial / 64) % 8];
      Values y, x, offset;
      for (std::size_t i = 0; i < n; ++i) {
        const double u = random.uniform();
        y.push_back(model.observation == mle::Observation::binary        ? std::floor(2 * u)
                    : model.observation == mle::Observation::class_index ? std::floor(3 * u)
                    : model.observation == mle::Observation::count       ? std::floor(std::fmin(size_y, 9e15) * u)
                    : model.observation == mle::Observation::real        ? (u - 0.5) * size_y
                                                                         : u * size_y);
        for (std::size_t j = 0; j < d; ++j) x.push_back((random.uniform() - 0.5) * (j == 0 ? size_x : 1));
        offset.push_back((random.uniform() - 0.5) * size_offset);
      }
      mle::RegressionOptions options;
      if (model.vector()) options.classes = 3;
      if (trial % 5 == 0 && !model.vector()) options.offset = offset;
      mle::Regression fit;
      INFO(std::string(model.name), " trial ", trial);
      if (!mle::regress(model, y, {x, d}, options, fit).ok()) continue;
      CHECK(fit.iterations < 5000);
      if (fit.status != mle::FitStatus::converged) continue;
      ++converged;
      CHECK(std::isfinite(fit.nll));
      for (double beta : fit.coefficients) CHECK(std::isfinite(beta));
      for (double error : fit.standard_errors) CHECK((error >= 0 || std::strlen(fit.errors_reason) > 0));
    }
  }
  CHECK(converged > 300);
}

TEST_CASE("offsets that leave the range of e^eta are refused") {
  const Values offset = {2000, -2000}, y = {1, 1};
  mle::RegressionOptions options;
  options.offset = offset;
  mle::Regression unused;
  const mle::Status status = mle::regress(model_named("poisson"), y, {{}, 0}, options, unused);
  CHECK(status.code == mle::Code::overflow);
  CHECK(std::string(status.argument) == "y");
}
