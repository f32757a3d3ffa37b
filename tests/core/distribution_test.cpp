// What every cdf and quantile of the list promises, whichever model it is.
#include <algorithm>

#include "contract_support.hpp"

namespace {

double cdf(const mle::Model& model, double y, const Values& theta) {
  double value = 0;
  REQUIRE(model.cdf({&y, 1}, theta, {&value, 1}).ok());
  return value;
}

double quantile(const mle::Model& model, double p, const Values& theta) {
  double value = 0;
  REQUIRE(model.quantile({&p, 1}, theta, {&value, 1}).ok());
  return value;
}

}  // namespace

TEST_CASE("every model but the one without an order has a distribution function") {
  for (const mle::Model& model : mle::models)
    CHECK(model.has_distribution() == (model.observation != mle::Observation::class_index));
}

TEST_CASE("a cdf rises from 0 to 1 by the density") {
  for (const Trial& trial : trials()) {
    if (!trial.model.has_distribution()) continue;
    INFO(std::string(trial.model.name));
    CHECK(cdf(trial.model, -mle::infinity, trial.theta) == 0);
    CHECK(cdf(trial.model, mle::infinity, trial.theta) == 1);
    for (double y : {trial.y[0], trial.y[1]}) {
      if (mle::is_discrete(trial.model.observation)) {
        const double density = evaluate(trial.model, mle::Quantity::density, {y}, trial.theta)[0];
        const double step = cdf(trial.model, y, trial.theta) - cdf(trial.model, y - 0.5, trial.theta);
        CHECK(std::fabs(step - density) <= 1e-14);
      } else {
        const double h = 1e-5 * std::fmax(1e-3, std::fabs(y));
        const auto density = [&](double x) { return evaluate(trial.model, mle::Quantity::density, {x}, trial.theta)[0]; };
        const double area = h / 3 * (density(y - h) + 4 * density(y) + density(y + h));  // Simpson's rule
        const double step = cdf(trial.model, y + h, trial.theta) - cdf(trial.model, y - h, trial.theta);
        CHECK(std::fabs(step - area) <= 1e-3 * area * 1e-5 + 1e-15);
      }
    }
  }
}

TEST_CASE("a quantile is where the cdf reaches p") {
  for (const Trial& trial : trials()) {
    if (!trial.model.has_distribution()) continue;
    for (double p : {1e-10, 0.001, 0.3, 0.5, 0.75, 0.999, 1 - 1e-9}) {
      INFO(std::string(trial.model.name), " p ", p);
      const double y = quantile(trial.model, p, trial.theta);
      if (mle::is_discrete(trial.model.observation)) {
        CHECK(cdf(trial.model, y, trial.theta) >= p);
        CHECK((y == 0 || cdf(trial.model, y - 1, trial.theta) < p));
      } else {
        CHECK(std::fabs(cdf(trial.model, y, trial.theta) - p) <= 1e-12 * p);
      }
    }
  }
}

TEST_CASE("the ends of the probabilities give the ends of the support") {
  for (const mle::Model& model : mle::models) {
    if (!model.has_distribution()) continue;
    INFO(std::string(model.name));
    const Values theta = thetas_of(model)[0];
    CHECK(quantile(model, 0, theta) == (model.observation == mle::Observation::real ? -mle::infinity : 0));
    CHECK(quantile(model, 1, theta) == (model.observation == mle::Observation::binary ? 1 : mle::infinity));
    double out = 0;
    for (double bad : {-0.1, 1.1, std::nan("")}) CHECK(std::string(model.quantile({&bad, 1}, theta, {&out, 1}).argument) == "p");
    const double nan = std::nan("");
    CHECK(std::string(model.cdf({&nan, 1}, theta, {&out, 1}).argument) == "y");
    CHECK_FALSE(model.cdf({&out, 1}, {}, {&out, 1}).ok());
    CHECK_FALSE(model.quantile({&out, 1}, {}, {&out, 1}).ok());
  }
}

TEST_CASE("samples follow the distribution function") {
  for (const mle::Model& model : mle::models) {
    if (!model.has_distribution() || mle::is_discrete(model.observation)) continue;
    for (const Values& theta : thetas_of(model)) {
      INFO(std::string(model.name));
      Values draws = sample(model, theta, 5000, 3);
      std::sort(draws.begin(), draws.end());
      const double n = static_cast<double>(draws.size());
      double farthest = 0;
      for (std::size_t i = 0; i < draws.size(); ++i) {
        const double at = cdf(model, draws[i], theta), below = static_cast<double>(i) / n;
        farthest = std::fmax(farthest, std::fmax(at - below, below + 1 / n - at));
      }
      CHECK(farthest * std::sqrt(n) < 2.2);  // Kolmogorov: 1.3e-4 for each; the seed is fixed
    }
  }
}
