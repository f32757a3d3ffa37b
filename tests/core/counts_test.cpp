// The exponential, gamma and negative binomial models, against mpmath (golden/make_counts.py) and R (golden/make_counts.R).
#include "golden/counts_golden.hpp"
#include "support.hpp"

namespace {

double cdf(const char* name, double y, const Values& theta) {
  double value = 0;
  REQUIRE(model_named(name).cdf({&y, 1}, theta, {&value, 1}).ok());
  return value;
}

// A row's numbers, for messages: clang cannot capture structured bindings.
std::string row_of(std::initializer_list<double> values) {
  std::string text;
  for (double v : values) text += std::to_string(v) + " ";
  return text;
}

bool close(double got, double want, double tolerance) { return got == want || std::fabs(got / want - 1) <= tolerance; }

bool is(const mle::Fit& fit, mle::FitStatus status) { return fit.status == status; }

}  // namespace

TEST_CASE("the Fisher information of the size") {
  for (const auto& [mean, size, want] : counts_golden::size_information_values) {
    const std::string where = row_of({mean, size});
    INFO(where);
    Values information(4);
    const double one = 0;
    model_named("negative-binomial").curvature(mle::Curvature::expected, {&one, 1}, Values{mean, size}, information);
    CHECK(close(information[3], want, 1e-12));
  }
}

TEST_CASE("a negative binomial of a large size is the Poisson model, a gamma of shape 1 the exponential") {
  for (double y : {0.0, 1.0, 5.0, 1e6, 1e15})
    for (double mean : {0.01, 3.0, 1e6, 1e15}) {
      CHECK(near(nll("negative-binomial", {y}, {mean, 1e300}), nll("poisson", {y}, {mean}), 1e-15));
      const Values misfit = evaluate(model_named("negative-binomial"), mle::Quantity::misfit, {y}, {mean, 1.7e308});
      CHECK(near(misfit[0], -y * std::log(mean), 1e-12));
      if (y > 0) CHECK(near(nll("gamma", {y}, {1, mean}), nll("exponential", {y}, {mean}), 1e-15));
    }
}

TEST_CASE("exponential: closed forms") {
  CHECK(nll("exponential", {2}, {0.5}) == 1 + mle::ln2);
  CHECK(nll("exponential", {0}, {1}) == 0);
  CHECK(ulps(cdf("exponential", 1e-20, {3}), 3e-20) <= 4);
  CHECK(ulps(cdf("exponential", mle::ln2, {1}), 0.5) <= 4);
  CHECK(cdf("exponential", -1, {3}) == 0);
  CHECK(fit("exponential", {1, 2, 6}).theta == Values{1.0 / 3});
  CHECK(is(fit("exponential", {0, 0}), mle::FitStatus::unbounded));
  CHECK(fit("exponential", {0, 2}, {7}).theta == Values{7});
  mle::Fit unused;
  CHECK(model_named("exponential").fit(Values{5e-324}, {}, unused).code == mle::Code::overflow);
}

TEST_CASE("the negative binomial's distribution function beyond the incomplete beta function's reach") {
  // Exact: P(Y <= 0) = (1 + mean / size)^-size.
  CHECK(close(cdf("negative-binomial", 0, {1e300, 1}), 1e-300, 1e-13));
  CHECK(cdf("negative-binomial", 0, {1.7e308, 5e-324}) == 1);
  CHECK(close(cdf("negative-binomial", 3, {2, 1.7e308}), cdf("poisson", 3, {2}), 1e-13));
  CHECK(close(cdf("negative-binomial", 2e20, {1e20, 1}), -std::expm1(-2.0), 1e-13));  // as the exponential model
  CHECK(near(cdf("negative-binomial", 1e20, {1e20, 1e20}), 0.5, 1e-9));
}

TEST_CASE("fits have R's estimates") {
  // golden/make_counts.R
  const Values times = {0.31, 2.4, 1.7, 0.05, 5.2, 0.9, 3.3, 1.1};
  const mle::Fit gamma = fit("gamma", times);
  CHECK(is(gamma, mle::FitStatus::converged));
  CHECK(gamma.iterations > 0);
  const Values counts = {0, 3, 1, 12, 0, 7, 2, 25, 0, 1, 4, 0};
  const mle::Fit negative_binomial = fit("negative-binomial", counts);
  CHECK(is(negative_binomial, mle::FitStatus::converged));
  CHECK(negative_binomial.iterations > 0);
#include "golden/counts_fits.inc"
}

TEST_CASE("gamma: rate times y beyond the doubles' range") {
  // mpmath: log Gamma(20) - 20 log(1e-200) - 19 log(1e-200)
  CHECK(ulps(nll("gamma", {1e-200}, {20, 1e-200}), 17999.503609540756) <= 4);
  CHECK(nll("gamma", {1e200}, {20, 1e200}) == mle::infinity);
  CHECK(nll("gamma", {1e200}, {2, 1e200}) == mle::infinity);
}

TEST_CASE("gamma: near equal, equal and held") {
  CHECK(is(fit("gamma", {2, 2, 2}), mle::FitStatus::unbounded));
  CHECK(is(fit("gamma", {3}), mle::FitStatus::unbounded));
  // The spread is the second order of 1e-8: log(mean) - mean(log) = 1e-16 / 3 to its first digits only by cancelling.
  const mle::Fit tight = fit("gamma", {1e8, 1e8 + 1, 1e8 + 2});
  CHECK(close(tight.theta[0], 1.5 * (1e8 + 1) * (1e8 + 1), 1e-8));
  CHECK(close(tight.theta[0] / tight.theta[1], 1e8 + 1, 1e-15));
  CHECK(close(fit("gamma", {1, 2, 6}, {4, unset}).theta[1], 4.0 / 3, 1e-15));
  const mle::Fit rate_held = fit("gamma", {1, 2, 6}, {unset, 0.5});
  CHECK(close(rate_held.nll, nll("gamma", {1}, rate_held.theta) + nll("gamma", {2}, rate_held.theta) +
                                 nll("gamma", {6}, rate_held.theta), 1e-14));
  CHECK(std::fabs(gradient(model_named("gamma"), {1, 2, 6}, rate_held.theta)[0]) < 1e-14);
  CHECK(fit("gamma", {1, 2, 6}, {3, 2}).theta == Values{3, 2});
}

TEST_CASE("negative binomial: where there is no maximum") {
  // The Prussian horse kicks: 109, 65, 22, 3, 1 corps-years with 0 to 4 deaths vary by 0.6079 about a mean of 0.61.
  Values kicks;
  for (const auto& [deaths, rows] : {std::pair{0.0, 109}, {1.0, 65}, {2.0, 22}, {3.0, 3}, {4.0, 1}})
    kicks.insert(kicks.end(), static_cast<std::size_t>(rows), deaths);
  const mle::Fit limit = fit("negative-binomial", kicks);
  CHECK(is(limit, mle::FitStatus::no_maximum));
  CHECK(limit.theta == Values{0.61, mle::infinity});
  CHECK(limit.nll == fit("poisson", kicks).nll);
  CHECK(is(fit("negative-binomial", {0, 2}), mle::FitStatus::no_maximum));  // exactly as Poisson counts
  CHECK(is(fit("negative-binomial", {0, 3}), mle::FitStatus::converged));
  const mle::Fit zeros = fit("negative-binomial", {0, 0, 0});
  CHECK(is(zeros, mle::FitStatus::boundary));
  CHECK(zeros.theta[0] == 0);
  CHECK(zeros.nll == 0);
  CHECK(fit("negative-binomial", {0, 0, 0}, {unset, 3}).theta == Values{0, 3});
  CHECK(fit("negative-binomial", {0, 0, 0}, {2, unset}).theta == Values{2, 0});
  CHECK(fit("negative-binomial", {0, 3, 3}, {unset, 3}).theta == Values{2, 3});
  CHECK(fit("negative-binomial", {0, 3, 3}, {4, 3}).theta == Values{4, 3});
  const mle::Fit mean_held = fit("negative-binomial", {0, 1, 9}, {2, unset});
  CHECK(is(mean_held, mle::FitStatus::converged));
  CHECK(std::fabs(gradient(model_named("negative-binomial"), {0, 1, 9}, mean_held.theta)[1]) < 1e-13);
  CHECK(is(fit("negative-binomial", {2, 2, 3}, {2, unset}), mle::FitStatus::no_maximum));
}

TEST_CASE("what can be drawn") {
  mle::Random random(1);
  Values out(200);
  CHECK(std::string(model_named("gamma").sample(Values{0.04, 1}, random, out).argument) == "shape");
  CHECK(model_named("gamma").sample(Values{0.05, 1}, random, out).ok());
  CHECK(model_named("gamma").sample(Values{1e15, 1}, random, out).ok());
  CHECK(std::string(model_named("negative-binomial").sample(Values{1e15, 0.1}, random, out).argument) == "mean");
  CHECK(model_named("negative-binomial").sample(Values{4e12, 0.1}, random, out).ok());
  CHECK(model_named("negative-binomial").sample(Values{3, 1e300}, random, out).ok());
}
