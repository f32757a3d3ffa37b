// Standard errors, AIC, BIC and deviance of a model's own fit, against closed forms and differences of the NLL.
#include "support.hpp"

namespace {

struct Fitted {
  mle::Fit fit;
  mle::Summary summary;
};

Fitted fitted(const char* name, const Values& y, const Values& fixed = {}, std::size_t classes = 0) {
  const mle::Model& model = model_named(name);
  const mle::FitOptions options{classes, fixed};
  Fitted out;
  REQUIRE(model.fit(y, options, out.fit).ok());
  out.summary = mle::summarize(model, y, options, out.fit);
  return out;
}

const Values counted = {0, 2, 1, 4, 0, 3, 7, 2, 2, 1};
const Values reals = {0.5, 2.25, -1, 3.5, 0.125, 8, 1.75};
constexpr double free_entry = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("standard errors are the closed forms of the expected or observed information") {
  const double n = static_cast<double>(reals.size()), m = static_cast<double>(counted.size());
  const Fitted gaussian = fitted("gaussian", reals);
  const double sigma = gaussian.fit.theta[1];
  CHECK(near(gaussian.summary.standard_errors[0], sigma / std::sqrt(n), 1e-13));
  CHECK(near(gaussian.summary.standard_errors[1], sigma / std::sqrt(2 * n), 1e-13));
  const Fitted poisson = fitted("poisson", counted);
  CHECK(near(poisson.summary.standard_errors[0], std::sqrt(poisson.fit.theta[0] / m), 1e-13));
  const Fitted coin = fitted("bernoulli", {1, 0, 0, 1, 0});
  CHECK(near(coin.summary.standard_errors[0], std::sqrt(0.4 * 0.6 / 5), 1e-13));
  // The density has a kink in mu, where it has no curvature.
  const Fitted laplace = fitted("laplace", reals);
  CHECK(near(laplace.summary.standard_errors[0], laplace.fit.theta[1] / std::sqrt(n), 1e-13));
  CHECK(near(laplace.summary.standard_errors[1], laplace.fit.theta[1] / std::sqrt(n), 1e-13));
  const Fitted check = fitted("asymmetric-laplace", reals, {0.3, free_entry, free_entry});
  CHECK(near(check.summary.standard_errors[1], check.fit.theta[2] / std::sqrt(n * 0.3 * 0.7), 1e-13));
}

TEST_CASE("standard errors invert the curvature of the NLL that differences show") {
  const mle::Model& model = model_named("logistic");
  const Fitted fit = fitted("logistic", reals);
  const auto nll = [&](double dmu, double ds) {
    const Values theta = {fit.fit.theta[0] + dmu, fit.fit.theta[1] + ds};
    return model.nll_sum(reals, theta);
  };
  const double h = 1e-4, middle = nll(0, 0);
  const double a = (nll(h, 0) - 2 * middle + nll(-h, 0)) / (h * h);
  const double d = (nll(0, h) - 2 * middle + nll(0, -h)) / (h * h);
  const double b = (nll(h, h) - nll(h, -h) - nll(-h, h) + nll(-h, -h)) / (4 * h * h);
  CHECK(near(fit.summary.standard_errors[0], std::sqrt(d / (a * d - b * b)), 1e-6));
  CHECK(near(fit.summary.standard_errors[1], std::sqrt(a / (a * d - b * b)), 1e-6));
}

TEST_CASE("a held parameter has no standard error, and is not counted") {
  const Fitted fit = fitted("gaussian", reals, {free_entry, 2});
  CHECK(near(fit.summary.standard_errors[0], 2 / std::sqrt(static_cast<double>(reals.size())), 1e-14));
  CHECK(std::isnan(fit.summary.standard_errors[1]));
  CHECK(std::string(fit.summary.errors_reason) == "a parameter that is set has no standard error");
  CHECK(fit.summary.estimated == 1);
  CHECK(fit.summary.aic == 2 + 2 * fit.fit.nll);
  double squares = 0;
  for (const double y : reals) squares += (y - fit.fit.theta[0]) * (y - fit.fit.theta[0]);
  CHECK(near(fit.summary.deviance, squares / 4, 1e-13));

  const Fitted none = fitted("gaussian", reals, {1, 2});
  CHECK(none.summary.estimated == 0);
  CHECK(none.summary.aic == 2 * none.fit.nll);
  CHECK(std::isnan(none.summary.standard_errors[0]));
}

TEST_CASE("AIC and BIC count what was estimated; the deviance compares with a parameter for each row") {
  const Fitted gaussian = fitted("gaussian", reals);
  CHECK(gaussian.summary.estimated == 2);
  CHECK(near(gaussian.summary.aic, 4 + 2 * gaussian.fit.nll, 1e-15));
  CHECK(near(gaussian.summary.bic, 2 * std::log(7.0) + 2 * gaussian.fit.nll, 1e-15));
  CHECK(std::isnan(gaussian.summary.deviance));  // its scale would be 0

  const Fitted poisson = fitted("poisson", counted);
  double deviance = 0;
  for (const double y : counted) deviance += 2 * (y > 0 ? y * std::log(y / poisson.fit.theta[0]) : 0);
  CHECK(near(poisson.summary.deviance, deviance, 1e-12));
  const Fitted coin = fitted("bernoulli", {1, 0, 0, 1, 0});
  CHECK(near(coin.summary.deviance, 2 * coin.fit.nll, 1e-15));

  const Fitted classes = fitted("categorical", {0, 1, 2, 2}, {}, 3);
  CHECK(classes.summary.estimated == 2);
  CHECK(near(classes.summary.aic, 4 + 2 * classes.fit.nll, 1e-15));
}

TEST_CASE("standard errors of logits are those of the logits that sum to zero") {
  Values y;
  const std::size_t counts_of[] = {5, 1, 3, 11};
  for (std::size_t k = 0; k < 4; ++k) y.insert(y.end(), counts_of[k], static_cast<double>(k));
  const Fitted four = fitted("categorical", y, {}, 4);
  // NumPy: roots of the diagonal of pinv(n (diag(p) - p p')), whose null space is the sum of the logits.
  const double expected[] = {0.44890439017139444, 0.7755740786766604, 0.5178627406773133, 0.3833662699947623};
  for (std::size_t k = 0; k < 4; ++k) CHECK(near(four.summary.standard_errors[k], expected[k], 1e-13));
  CHECK(std::string(four.summary.errors_reason).empty());
  // Two classes are a coin, its logit the difference of the two.
  const Fitted two = fitted("categorical", {0, 1, 1, 1, 0}, {}, 2), coin = fitted("bernoulli-logit", {0, 1, 1, 1, 0});
  CHECK(near(2 * two.summary.standard_errors[1], coin.summary.standard_errors[0], 1e-14));
  CHECK(std::isnan(fitted("categorical", {0, 1}, {}, 3).summary.standard_errors[0]));
}

TEST_CASE("where there is no maximum inside the domain there are reasons instead of numbers") {
  const auto lacks = [](const Fitted& fit) {
    for (const double error : fit.summary.standard_errors) CHECK(std::isnan(error));
    CHECK(std::isnan(fit.summary.aic));
    CHECK(std::isnan(fit.summary.bic));
    CHECK(std::isnan(fit.summary.deviance));
    CHECK(std::string(fit.summary.errors_reason) == "the theory needs a maximum inside the domain");
    CHECK(std::string(fit.summary.criteria_reason) == "the likelihood has no maximum inside the domain");
  };
  lacks(fitted("bernoulli", {1, 1}));
  lacks(fitted("poisson", {0, 0, 0}));
  lacks(fitted("gaussian", {2, 2}));
  lacks(fitted("bernoulli-logit", {0, 0}));
  // Any mu between the two is a maximum: that takes the errors, not the criteria.
  const Fitted interval = fitted("laplace", {1, 2});
  CHECK(std::isnan(interval.summary.standard_errors[1]));
  CHECK(std::string(interval.summary.errors_reason) == "the maximum is not unique");
  CHECK(near(interval.summary.aic, 8, 1e-14));  // k = 2, NLL = 2 log(2 b) + 2 at b = 1/2
}
