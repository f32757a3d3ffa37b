// What every model of the list promises, whichever it is.
#include "contract_support.hpp"

namespace {

double nll(const mle::Model& model, const Values& y, const Values& theta) { return model.nll_sum(y, theta); }

// theta with its j-th entry moved.
Values moved(Values theta, std::size_t j, double by) {
  theta[j] += by;
  return theta;
}

double step_for(double x) { return 1e-6 * std::fmax(0.1, std::fabs(x)); }

// Whether some observation lies within reach of a kink or an edge that a difference would cross.
bool smooth_at(const Trial& trial, std::size_t j) {
  const double h = 4 * step_for(trial.theta[j]);
  if (!mle::check_theta(trial.model.parameters, moved(trial.theta, j, h)).ok()) return false;
  if (!mle::check_theta(trial.model.parameters, moved(trial.theta, j, -h)).ok()) return false;
  if (mle::is_discrete(trial.model.observation)) return true;
  for (std::size_t m = 0; m < trial.theta.size(); ++m)  // a kink in y lies at the predicted parameter, if anywhere
    if (trial.model.parameters[m].role == mle::Role::predicted)
      for (double y : trial.y)
        if (std::fabs(y - trial.theta[m]) < h) return false;
  return true;
}

}  // namespace

TEST_CASE("every model describes itself") {
  for (const mle::Model& model : mle::models) {
    INFO(std::string(model.name));
    CHECK(mle::find_model(model.name) == &model);
    CHECK_FALSE(model.parameters.empty());
    for (const mle::Parameter& parameter : model.parameters) {
      CHECK(parameter.contains(parameter.start));
      CHECK(parameter.contains(parameter.slider_min));
      CHECK(parameter.contains(parameter.slider_max));
      CHECK(parameter.slider_min < parameter.slider_max);
      CHECK_FALSE(parameter.contains(std::nan("")));
      CHECK(parameter.contains(parameter.lower) == !parameter.lower_open);
      CHECK(parameter.contains(parameter.upper) == !parameter.upper_open);
    }
  }
  CHECK(mle::find_model("no-such-model") == nullptr);
  CHECK(mle::find_model("") == nullptr);
}

TEST_CASE("the density sums or integrates to 1") {
  for (const Trial& trial : trials()) {
    INFO(std::string(trial.model.name));
    CHECK(near(expectation(trial.model, trial.theta, [](double) { return 1; }), 1, 1e-9));
  }
}

TEST_CASE("the NLL is -log density, and its three terms add up to it") {
  for (const Trial& trial : trials()) {
    INFO(std::string(trial.model.name));
    const Values nlls = evaluate(trial.model, mle::Quantity::nll, trial.y, trial.theta);
    const Values densities = evaluate(trial.model, mle::Quantity::density, trial.y, trial.theta);
    const Values constants = evaluate(trial.model, mle::Quantity::constant, trial.y, trial.theta);
    const Values normalisers = evaluate(trial.model, mle::Quantity::normaliser, trial.y, trial.theta);
    const Values misfits = evaluate(trial.model, mle::Quantity::misfit, trial.y, trial.theta);
    double total = 0;
    for (std::size_t i = 0; i < nlls.size(); ++i) {
      CHECK(near(densities[i], std::exp(-nlls[i]), 1e-13));
      CHECK(near(constants[i] + normalisers[i] + misfits[i], nlls[i], 1e-13));
      CHECK(normalisers[i] == normalisers[0]);  // free of the observation
      total += nlls[i];
    }
    CHECK(near(nll(trial.model, trial.y, trial.theta), total, 1e-13));
  }
}

TEST_CASE("the constant term is free of the parameters") {
  for (const mle::Model& model : mle::models) {
    const std::vector<Values> thetas = thetas_of(model);
    const Values y = sample(model, thetas[0], 10, 3);
    const Values constants = evaluate(model, mle::Quantity::constant, y, thetas[0]);
    for (const Values& theta : thetas) CHECK(evaluate(model, mle::Quantity::constant, y, theta) == constants);
  }
}

TEST_CASE("the gradient agrees with central differences, and its rows add up to it") {
  int compared = 0;
  for (const Trial& trial : trials()) {
    const Values whole = gradient(trial.model, trial.y, trial.theta);
    const std::size_t k = trial.theta.size();
    Values rows(trial.y.size() * k);
    trial.model.gradient(trial.y, trial.theta, rows);
    for (std::size_t j = 0; j < k; ++j) {
      INFO(std::string(trial.model.name), " parameter ", j);
      double sum = 0, size = 0;
      for (std::size_t i = 0; i < trial.y.size(); ++i) {
        sum += rows[i * k + j];
        size += std::fabs(rows[i * k + j]);
      }
      CHECK(std::fabs(sum - whole[j]) <= 1e-13 * size);
      if (!smooth_at(trial, j)) continue;
      const double h = step_for(trial.theta[j]);
      const double up = nll(trial.model, trial.y, moved(trial.theta, j, h));
      const double down = nll(trial.model, trial.y, moved(trial.theta, j, -h));
      CHECK(std::fabs((up - down) / (2 * h) - whole[j]) <= 1e-6 * (1 + size));
      ++compared;
    }
  }
  CHECK(compared > 40);
}

TEST_CASE("the Hessian agrees with differences of the gradient and is symmetric") {
  int compared = 0;
  for (const Trial& trial : trials()) {
    const std::size_t k = trial.theta.size();
    Values hessian(k * k);
    trial.model.curvature(mle::Curvature::observed, trial.y, trial.theta, hessian);
    for (std::size_t j = 0; j < k; ++j) {
      if (!smooth_at(trial, j)) continue;
      const double h = step_for(trial.theta[j]);
      const Values up = gradient(trial.model, trial.y, moved(trial.theta, j, h));
      const Values down = gradient(trial.model, trial.y, moved(trial.theta, j, -h));
      for (std::size_t l = 0; l < k; ++l) {
        INFO(std::string(trial.model.name), " entry ", j, ", ", l);
        CHECK(near((up[l] - down[l]) / (2 * h), hessian[j * k + l], 2e-6));
        CHECK(hessian[j * k + l] == hessian[l * k + j]);
        ++compared;
      }
    }
  }
  CHECK(compared > 80);
}

TEST_CASE("the information is the expected product of scores") {
  for (const mle::Model& model : mle::models) {
    for (const Values& theta : thetas_of(model)) {
      const std::size_t k = theta.size();
      Values information(k * k);
      const double one_observation = 0;
      model.curvature(mle::Curvature::expected, {&one_observation, 1}, theta, information);
      for (std::size_t j = 0; j < k; ++j) {
        for (std::size_t l = 0; l <= j; ++l) {
          const double expected = expectation(model, theta, [&](double y) {
            Values score(k);
            model.gradient({&y, 1}, theta, score);
            return score[j] * score[l];
          });
          INFO(std::string(model.name), " entry ", j, ", ", l);
          CHECK(near(information[j * k + l], expected, 1e-6));
        }
      }
    }
  }
}

TEST_CASE("a fit is a minimum of the NLL over the parameters around it and far from it") {
  for (const Trial& trial : trials()) {
    INFO(std::string(trial.model.name));
    mle::Fit fit;
    REQUIRE(trial.model.fit(trial.y, {classes_of(trial.model, trial.theta), {}}, fit).ok());
    CHECK(std::string(fit.message).size() > 20);
    const bool exists = fit.status == mle::FitStatus::converged || fit.status == mle::FitStatus::boundary ||
                        fit.status == mle::FitStatus::not_unique;
    if (exists) CHECK(near(fit.nll, nll(trial.model, trial.y, fit.theta), 1e-14));
    const double slack = 1e-12 * (1 + std::fabs(fit.nll));
    int compared = 0;
    const auto compare = [&](Values theta) {
      for (std::size_t j = 0; j < theta.size(); ++j)  // a choice of loss is no estimate
        if (!trial.model.vector() && trial.model.parameters[j].role == mle::Role::chosen) theta[j] = fit.theta[j];
      if (!mle::check_theta(trial.model.parameters, theta).ok()) return;
      CHECK(nll(trial.model, trial.y, theta) >= fit.nll - slack);
      ++compared;
    };
    for (const Values& theta : thetas_of(trial.model)) compare(theta);
    for (double by : {1e-4, 1e-2, 0.3, 2.0})
      for (std::size_t j = 0; j < fit.theta.size(); ++j)
        for (double sign : {-1.0, 1.0}) {
          const Values theta = moved(fit.theta, j, sign * by);
          compare(theta);
          for (std::size_t l = 0; l < j; ++l)
            for (double other : {-by, by}) compare(moved(theta, l, other));
        }
    CHECK(compared > 6);
  }
}

TEST_CASE("samples repeat for a seed and are observations") {
  for (const mle::Model& model : mle::models) {
    for (const Values& theta : thetas_of(model)) {
      INFO(std::string(model.name));
      const Values draws = sample(model, theta, 100, 11);
      CHECK(draws == sample(model, theta, 100, 11));
      CHECK(model.check(draws, theta).ok());
    }
  }
  const mle::Model& coin = model_named("bernoulli");
  CHECK(sample(coin, {0.5}, 64, 1) != sample(coin, {0.5}, 64, 2));
}

TEST_CASE("samples of a continuous model with a cdf follow it") {
  each_cdf([](const mle::Model& model, const auto& make) {
    for (const Values& theta : thetas_of(model)) {
      INFO(std::string(model.name), " from ", theta[0]);
      constexpr std::size_t n = 20000;
      Values draws = sample(model, theta, n, 11);
      std::sort(draws.begin(), draws.end());
      const auto fixed = make(theta);
      double largest = 0;  // Kolmogorov and Smirnov's distance
      for (std::size_t i = 0; i < n; ++i) {
        const double p = fixed.cdf(draws[i]);
        largest = std::fmax(largest, std::fmax(p - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - p));
      }
      CHECK(largest * std::sqrt(static_cast<double>(n)) < 1.95);  // exceeded once in a thousand
    }
  });
}

TEST_CASE("the cdf is the integral of the density, and the quantile its inverse") {
  int compared = 0;
  each_cdf([&](const mle::Model& model, const auto& make) {
    const double least = model.observation == mle::Observation::real ? -mle::infinity : 0;  // where the density begins
    for (const Values& theta : thetas_of(model)) {
      const auto fixed = make(theta);
      double last = -mle::infinity;
      for (double p : {1e-9, 0.01, 0.2, 0.5, 0.75, 0.999}) {
        const double y = fixed.quantile(p), h = 1e-4 * (fixed.quantile(0.6) - fixed.quantile(0.4));
        INFO(std::string(model.name), " from ", theta[0], " at ", p);
        CHECK(y > last);
        last = y;
        CHECK(near(fixed.cdf(y), p, 1e-13));
        if (std::fabs(y) > 1e3 || y - h <= least) continue;  // h would be rounding, or reach an infinite density
        // Simpson's rule over one short interval on each side, that no kink is crossed
        const auto area = [&](double a, double b) {
          return (b - a) / 6 * (fixed.density(a) + 4 * fixed.density(0.5 * (a + b)) + fixed.density(b));
        };
        CHECK(near((fixed.cdf(y + h) - fixed.cdf(y)) / h, area(y, y + h) / h, 1e-6));
        CHECK(near((fixed.cdf(y) - fixed.cdf(y - h)) / h, area(y - h, y) / h, 1e-6));
        ++compared;
      }
      CHECK(fixed.quantile(0) == least);
      CHECK(fixed.quantile(1) == mle::infinity);
      CHECK(fixed.cdf(-mle::infinity) == 0);
      CHECK(fixed.cdf(mle::infinity) == 1);
    }
  });
  CHECK(compared > 50);
}

TEST_CASE("samples have the model's mean and variance") {
  for (const mle::Model& model : mle::models) {
    if (has_cdf(model)) continue;  // compared whole above; some have no variance
    for (const Values& theta : thetas_of(model)) {
      INFO(std::string(model.name));
      constexpr std::size_t n = 20000;
      const Values draws = sample(model, theta, n, 11);
      const double mean = expectation(model, theta, [](double y) { return y; });
      const double variance = expectation(model, theta, [&](double y) { return (y - mean) * (y - mean); });
      const double fourth = expectation(model, theta, [&](double y) { return std::pow(y - mean, 4); });
      double sum = 0, squares = 0;
      for (double y : draws) {
        sum += y - mean;
        squares += (y - mean) * (y - mean);
      }
      // Five standard errors: the seed is fixed, so this passes or fails for good.
      CHECK(std::fabs(sum / n) <= 5 * std::sqrt(variance / n));
      CHECK(std::fabs(squares / n - variance) <= 5 * std::sqrt((fourth - variance * variance) / n) + 1e-12);
    }
  }
}

TEST_CASE("empty data and every bad observation are named") {
  const double nan = std::nan(""), infinity = mle::infinity;
  for (const mle::Model& model : mle::models) {
    INFO(std::string(model.name));
    const Values theta = thetas_of(model)[0];
    mle::Status status = model.check({}, theta);
    CHECK(status.code == mle::Code::invalid);
    CHECK(std::string(status.argument) == "y");
    Values bad = {nan, infinity, -infinity};
    if (model.observation == mle::Observation::nonnegative) bad.push_back(-1);
    if (model.observation == mle::Observation::positive) bad.insert(bad.end(), {0.0, -1.0});
    if (mle::is_discrete(model.observation)) bad.insert(bad.end(), {-1.0, 0.5, 1e300});
    if (model.observation == mle::Observation::binary) bad.push_back(2);
    if (model.observation == mle::Observation::class_index) bad.push_back(static_cast<double>(theta.size()));
    for (double value : bad) {
      // Alone, first, in the middle and last: whichever one a check leaves out.
      for (const Values& y : {Values{value}, Values{value, 1, 1}, Values{1, value, 1}, Values{1, 1, value}}) {
        INFO("value ", value, " among ", y.size());
        mle::Fit fit;
        for (const mle::Status& refused : {model.check(y, theta), model.fit(y, {classes_of(model, theta), {}}, fit)}) {
          CHECK(refused.code == mle::Code::invalid);
          CHECK(std::string(refused.argument) == "y");
          CHECK(std::string(refused.rule).rfind("must hold", 0) == 0);
          CHECK((refused.value == value || (std::isnan(value) && std::isnan(refused.value))));
        }
      }
    }
    mle::Fit fit;
    CHECK(std::string(model.fit({}, {classes_of(model, theta), {}}, fit).argument) == "y");
  }
}

TEST_CASE("every bad parameter is named with its rule") {
  const double nan = std::nan("");
  for (const mle::Model& model : mle::models) {
    const Values theta = thetas_of(model)[0];
    const Values y = sample(model, theta, 5, 1);
    REQUIRE(model.check(y, theta).ok());
    for (std::size_t j = 0; j < theta.size(); ++j) {
      const mle::Parameter& parameter = model.parameters[model.vector() ? 0 : j];
      Values bad = {nan};
      bad.push_back(parameter.lower_open ? parameter.lower : std::nextafter(parameter.lower, -mle::infinity));
      bad.push_back(parameter.upper_open ? parameter.upper : std::nextafter(parameter.upper, mle::infinity));
      for (double value : bad) {
        INFO(std::string(model.name), " ", std::string(parameter.name), " ", value);
        Values wrong = theta;
        wrong[j] = value;
        const mle::Status status = model.check(y, wrong);
        CHECK(status.code == mle::Code::invalid);
        CHECK(std::string(status.argument) == parameter.name);
        CHECK(std::string(status.rule) == parameter.rule);
      }
    }
    Values longer = theta;
    longer.push_back(1);
    CHECK(model.check(y, longer).ok() == model.vector());
    CHECK(std::string(model.check(y, {}).argument) == "theta");
  }
}
