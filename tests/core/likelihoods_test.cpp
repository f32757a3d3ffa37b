// What is true of one model or another: golden values, closed forms, cases without a maximum, real data.
#include <fstream>
#include <string>

#include "golden/golden.hpp"
#include "support.hpp"

namespace {

// The numbers of a file with one column and a header.
Values column(const char* file) {
  std::ifstream input(std::string(MLE_TEST_DATA) + "/" + file);
  REQUIRE(input.good());
  std::string line;
  std::getline(input, line);
  Values values;
  while (std::getline(input, line)) values.push_back(std::stod(line));
  return values;
}

}  // namespace

TEST_CASE("Bernoulli at its edges: 0 log 0 is 0, and a certain miss costs infinity") {
  CHECK(nll("bernoulli", {1}, {1}) == 0);
  CHECK(nll("bernoulli", {0}, {0}) == 0);
  CHECK_FALSE(std::signbit(nll("bernoulli", {1}, {1})));
  CHECK(nll("bernoulli", {1}, {0}) == mle::infinity);
  CHECK(nll("bernoulli", {0}, {1}) == mle::infinity);
  CHECK(nll("bernoulli", {0, 1, 0}, {0}) == mle::infinity);
  CHECK(nll("bernoulli", {1}, {0.8}) == 0.2231435513142097);
}

TEST_CASE("Bernoulli by logit: linear where confident and wrong, exact tail where right") {
  CHECK(nll("bernoulli-logit", {1}, {-50}) == 50);
  CHECK(gradient(model_named("bernoulli-logit"), {1}, {-50})[0] == -1);
  CHECK(near(nll("bernoulli-logit", {1}, {50}) / 1.9287498479639178e-22, 1, 1e-15));
  CHECK(near(gradient(model_named("bernoulli-logit"), {1}, {50})[0] / -1.9287498479639178e-22, 1, 1e-15));
  CHECK(nll("bernoulli-logit", {0}, {-1e300}) == 0);
}

TEST_CASE("Gaussian and squared error") {
  CHECK(nll("gaussian", {2}, {1.5, 1}) == 1.0439385332046727);
  CHECK(nll("gaussian", {0}, {0, 0.01}) < 0);  // a density above 1
  const Values terms = evaluate(model_named("gaussian"), mle::Quantity::misfit, {2}, {1.5, 1});
  CHECK(terms[0] == 0.125);
  // A change of unit shifts the NLL by a constant: log 1000 for each observation.
  const double metres = nll("gaussian", {1.2, 1.4, 1.9}, {1.5, 0.3});
  const double millimetres = nll("gaussian", {1200, 1400, 1900}, {1500, 300});
  CHECK(near(millimetres - metres, 3 * std::log(1000.0), 1e-13));
}

TEST_CASE("categorical: adding a constant to every logit changes no digit") {
  CHECK(nll("categorical", {2}, {1, 2, 4}) == nll("categorical", {2}, {1 + 1e6, 2 + 1e6, 4 + 1e6}));
  CHECK(nll("categorical", {0, 1}, {0, 0}) == 2 * mle::ln2);
  CHECK(near(nll("categorical", {1}, {0.3, 1.1}), nll("bernoulli-logit", {1}, {1.1 - 0.3}), 1e-15));
}

TEST_CASE("categorical: the score and the curvature keep their digits where one class is almost certain") {
  // p_1 = e^-40 / (1 + e^-40), far below the rounding of p_0 = 1 - p_1
  const double small = 4.248354255291589e-18;
  const mle::Model& classes = model_named("categorical");
  CHECK(gradient(classes, {0}, {40, 0}) == Values{-small, small});
  CHECK(gradient(classes, {1}, {40, 0}) == Values{1, -1});
  const Values three = gradient(classes, {0, 0}, {40, 0, 1});
  CHECK(three[0] + three[1] + three[2] == 0);
  CHECK(near(three[0] / (-2 * small * (1 + std::exp(1.0))), 1, 1e-15));
  Values h(4);
  classes.curvature(mle::Curvature::observed, Values{0}, Values{40, 0}, h);
  CHECK(h == Values{small, -small, -small, small});
}

TEST_CASE("Poisson keeps its digits for large counts, near the mean and far from it") {
  for (const auto& row : golden::poisson_values) {
    const double got = nll("poisson", {row.a}, {row.b});
    INFO("y = ", row.a, " rate = ", row.b, ": want ", row.value, ", got ", got);
    CHECK(std::fabs(got - row.value) <= 1e-15 * row.value);
  }
  CHECK(nll("poisson", {1e10}, {1e10}) == doctest::Approx(12.4318640).epsilon(1e-8));
}

TEST_CASE("Poisson at rate 0") {
  CHECK(nll("poisson", {0, 0}, {0}) == 0);
  CHECK(nll("poisson", {0, 1}, {0}) == mle::infinity);
}

TEST_CASE("the sum over many blocks misses no observation") {
  for (std::size_t n : {255u, 256u, 257u, 1000u}) CHECK(near(nll("poisson", Values(n, 0.0), {0.5}), 0.5 * n, 1e-15));
}

TEST_CASE("fits that exist") {
  const mle::Fit coin = fit("bernoulli", {1, 1, 1, 1, 1, 1, 1, 0, 0, 0});
  CHECK(coin.status == mle::FitStatus::converged);
  CHECK(coin.theta == Values{0.7});
  const mle::Fit logit = fit("bernoulli-logit", {1, 1, 1, 1, 1, 1, 1, 0, 0, 0});
  CHECK(logit.status == mle::FitStatus::converged);
  CHECK(near(logit.theta[0], std::log(7.0 / 3), 1e-15));
  CHECK(near(logit.nll, coin.nll, 1e-15));  // the maximum maps across
  const mle::Fit bell = fit("gaussian", {1e9 + 1, 1e9 + 2, 1e9 + 6});
  CHECK(bell.theta[0] == 1e9 + 3);
  CHECK(near(bell.theta[1], std::sqrt(14.0 / 3), 1e-15));
  CHECK(fit("gaussian", {1e200, 3e200}).theta[1] == 1e200);  // squares beyond range
  const mle::Fit odd = fit("laplace", {5, 1, 2});
  CHECK(odd.status == mle::FitStatus::converged);
  CHECK(odd.theta == Values{2, 4.0 / 3});
}

TEST_CASE("fits on the boundary, not unique, or that do not exist are told apart") {
  const mle::Fit heads = fit("bernoulli", {1, 1, 1});
  CHECK(heads.status == mle::FitStatus::boundary);
  CHECK(heads.theta == Values{1});
  CHECK(heads.nll == 0);
  CHECK(gradient(model_named("bernoulli"), {1, 1, 1}, {1})[0] == -3);  // not zero at the maximum
  CHECK(fit("bernoulli", {0}).theta == Values{0});

  const mle::Fit no_logit = fit("bernoulli-logit", {1, 1});
  CHECK(no_logit.status == mle::FitStatus::no_maximum);
  CHECK(no_logit.theta == Values{mle::infinity});
  CHECK(no_logit.nll == 0);
  CHECK(fit("bernoulli-logit", {0, 0}).theta == Values{-mle::infinity});

  for (const char* name : {"gaussian", "laplace"}) {
    const mle::Fit equal = fit(name, {2.5, 2.5, 2.5});
    CHECK(equal.status == mle::FitStatus::unbounded);
    CHECK(equal.theta == Values{2.5, 0});
    CHECK(equal.nll == -mle::infinity);
    CHECK(fit(name, {7}).status == mle::FitStatus::unbounded);
    CHECK(fit(name, {0.1, 0.1, 0.1, 0.1, 0.1, 0.1}).status == mle::FitStatus::unbounded);
  }

  const mle::Fit even = fit("laplace", {4, 1, 3, 2});
  CHECK(even.status == mle::FitStatus::not_unique);
  CHECK(even.theta == Values{2.5, 1});
  CHECK(near(nll("laplace", {4, 1, 3, 2}, {2.2, 1}), even.nll, 1e-15));  // any point between does as well
  CHECK(fit("laplace", {1, 2, 2, 4}).status == mle::FitStatus::converged);

  const mle::Fit zeros = fit("poisson", {0, 0, 0});
  CHECK(zeros.status == mle::FitStatus::boundary);
  CHECK(zeros.theta == Values{0});
  CHECK(zeros.nll == 0);
}

TEST_CASE("categorical fit: shares, up to a constant; none when a class is absent") {
  const mle::Fit shares = fit("categorical", {0, 1, 1, 2, 1, 0}, {}, 3);
  CHECK(shares.status == mle::FitStatus::converged);
  CHECK(near(shares.theta[0] + shares.theta[1] + shares.theta[2], 0, 1e-15));
  Values p(3);
  mle::softmax(shares.theta, p);
  CHECK(near(p[1], 0.5, 1e-15));
  CHECK(near(p[2], 1.0 / 6, 1e-15));
  const mle::Fit absent = fit("categorical", {0, 0, 2}, {}, 3);
  CHECK(absent.status == mle::FitStatus::no_maximum);
  CHECK(absent.theta[1] == -mle::infinity);
  CHECK(near(absent.nll, -2 * std::log(2.0 / 3) - std::log(1.0 / 3), 1e-15));
  CHECK(fit("categorical", {1, 1}, {}, 2).nll == 0);
  mle::Fit unused;
  CHECK(std::string(model_named("categorical").fit(Values{0}, {1, {}}, unused).argument) == "classes");
  CHECK(std::string(model_named("gaussian").fit(Values{0, 1}, {2, {}}, unused).argument) == "classes");
}

TEST_CASE("estimates beyond double precision are refused, not returned") {
  mle::Fit unused;
  CHECK(model_named("gaussian").fit(Values{1e308, -1e308, 1e308}, {0, {}}, unused).code == mle::Code::overflow);
  CHECK(model_named("gaussian").fit(Values{0, 0, 0, 0, 0, 0, 5e-324}, {0, {}}, unused).code == mle::Code::overflow);
  CHECK(model_named("laplace").fit(Values{1.7e308, -1.7e308, 1e308}, {0, {}}, unused).code == mle::Code::overflow);
}

TEST_CASE("real data: the fits of R") {
  const mle::Fit newcomb = fit("gaussian", column("newcomb-light.csv"));
  CHECK(near(newcomb.theta[0], 26.2121212121212, 1e-14));
  CHECK(near(newcomb.theta[1], 10.6636100992555, 1e-14));
  CHECK(near(newcomb.nll, 249.861186503101, 1e-14));
  const mle::Fit laplace = fit("laplace", column("newcomb-light.csv"));
  CHECK(laplace.status == mle::FitStatus::converged);
  CHECK(laplace.theta[0] == 27);
  CHECK(near(laplace.theta[1], 5.3030303030303, 1e-14));
  CHECK(near(laplace.nll, 221.854089139121, 1e-14));
  const mle::Fit kicks = fit("poisson", column("horse-kicks.csv"));
  CHECK(near(kicks.theta[0], 0.61, 1e-15));
  CHECK(near(kicks.nll, 206.106721471754, 1e-14));
}

TEST_CASE("clipping caps the loss and takes the gradient away") {
  const mle::LossAndGradient wrong = mle::bernoulli_clipped_logit(1, -50, 1e-8);
  CHECK(near(wrong.nll, 18.420680743952367, 1e-15));  // -log 1e-8
  CHECK(wrong.gradient == 0);
  const mle::LossAndGradient free = mle::bernoulli_clipped_logit(1, -50, 0);
  CHECK(free.nll == 50);
  CHECK(free.gradient == -1);
  for (double y : {0.0, 1.0}) {
    for (double p : {0.0, 1e-9, 0.05, 0.3, 0.95, 0.999, 1.0}) {
      const mle::LossAndGradient plain = mle::bernoulli_clipped(y, p, 0);
      CHECK(plain.nll == nll("bernoulli", {y}, {p}));
      CHECK(plain.gradient == gradient(model_named("bernoulli"), {y}, {p})[0]);
      const mle::LossAndGradient clipped = mle::bernoulli_clipped(y, p, 0.05);
      if (p >= 0.05 && p <= 0.95) {
        CHECK(clipped.nll == plain.nll);
        CHECK(clipped.gradient == plain.gradient);
      } else {
        CHECK(clipped.gradient == 0);
        CHECK(clipped.nll == (std::fabs(y - p) > 0.5 ? -mle::log(0.05) : -mle::log1p(-0.05)));
      }
      if (p > 0 && p < 1) {
        const mle::LossAndGradient logit = mle::bernoulli_clipped_logit(y, mle::logit(p), 0.02);
        CHECK(near(logit.nll, mle::bernoulli_clipped(y, p, 0.02).nll, 1e-15));
        const bool beyond = p < 0.02 || p > 0.98;
        CHECK(near(logit.gradient, beyond ? 0 : p - y, 1e-15));
      }
    }
  }
}

TEST_CASE("clipping at an eps below the rounding of 1, by p and by logit") {
  for (double eps : {1e-8, 1e-16, 1e-17, 1e-300, 5e-324}) {
    const double cap = -mle::log(eps);
    for (double y : {0.0, 1.0}) {
      INFO("eps = ", eps, " y = ", y);
      const mle::LossAndGradient p = mle::bernoulli_clipped(y, 1 - y, eps);
      const mle::LossAndGradient z = mle::bernoulli_clipped_logit(y, y == 1 ? -1e3 : 1e3, eps);
      CHECK(p.nll == cap);
      CHECK(z.nll == cap);
      CHECK(p.gradient == 0);
      CHECK(z.gradient == 0);
      CHECK(mle::bernoulli_clipped(y, y, eps).nll == -mle::log1p(-eps));
      CHECK(mle::bernoulli_clipped_logit(y, y == 1 ? 1e3 : -1e3, eps).nll == -mle::log1p(-eps));
    }
  }
  // The last p below 1 is further from 1 than this eps: not clipped, nor is its logit, 36.7.
  const double last = 1 - 0x1p-53;
  CHECK(mle::bernoulli_clipped(0, last, 1e-17).nll == 53 * mle::ln2);
  CHECK(near(mle::bernoulli_clipped_logit(0, mle::logit(last), 1e-17).nll, 53 * mle::ln2, 1e-15));
  CHECK(mle::bernoulli_clipped_logit(0, mle::logit(last), 1e-17).gradient == doctest::Approx(1));
}

TEST_CASE("a clipped curve is the clipped loss at each point") {
  const Values p = {0, 0.01, 0.4, 0.99, 1}, z = {-40, -2, 0, 3, 40};
  Values by_p(5), by_logit(5);
  for (double y : {0.0, 1.0}) {
    mle::bernoulli_clipped_curve(y, p, 0.02, mle::CoinCoordinate::p, by_p);
    mle::bernoulli_clipped_curve(y, z, 0.02, mle::CoinCoordinate::logit, by_logit);
    for (std::size_t i = 0; i < 5; ++i) {
      CHECK(by_p[i] == mle::bernoulli_clipped(y, p[i], 0.02).nll);
      CHECK(by_logit[i] == mle::bernoulli_clipped_logit(y, z[i], 0.02).nll);
    }
  }
  CHECK(by_p.front() == -mle::log(0.02));
  CHECK(by_p[2] == -mle::log(0.4));
}

TEST_CASE("the area under a likelihood is not 1") {
  CHECK(mle::bernoulli_area_in_p(7, 3) == 1.0 / 1320);
  CHECK(mle::bernoulli_area_in_p(0, 0) == 1);
  CHECK(mle::bernoulli_area_in_p(1, 0) == 0.5);
  CHECK(near(mle::bernoulli_area_in_logit(7, 3) * 252, 1, 1e-15));  // B(7, 3) = 6! 2! / 9!
  CHECK(mle::bernoulli_area_in_logit(10, 0) == mle::infinity);
  CHECK(mle::bernoulli_area_in_logit(0, 2) == mle::infinity);
  // log B(601, 601) = -835.98...: the area underflows; B(511, 511) does not, and C(1020, 510) overflows nearly
  CHECK(mle::bernoulli_area_in_p(600, 600) == 0);
  CHECK(near(std::log(mle::bernoulli_area_in_p(510, 510)), -710.24884658552504, 1e-14));  // mpmath
}

TEST_CASE("Laplace with mu or b set: the rest has its closed form") {
  const double unset = std::nan("");
  const Values y = {1, 2, 7};
  const auto fit_with = [&](const Values& fixed, const Values& data) {
    mle::Fit result;
    REQUIRE(model_named("laplace").fit(data, {0, fixed}, result).ok());
    return result;
  };
  CHECK(fit_with({3, unset}, y).theta == Values{3, 7.0 / 3});   // mean |y - 3|
  CHECK(fit_with({unset, 4}, y).theta == Values{2, 4});         // the median
  CHECK(fit_with({3, 4}, y).theta == Values{3, 4});
  CHECK(near(fit_with({3, 4}, y).nll, 3 * std::log(8.0) + 7.0 / 4, 1e-15));
  CHECK(fit_with({2, unset}, {2, 2}).status == mle::FitStatus::unbounded);
  CHECK(fit_with({unset, 4}, {2, 2}).theta == Values{2, 4});
  CHECK(fit_with({unset, 4}, {1, 2}).status == mle::FitStatus::not_unique);
  CHECK(fit_with({1.5, unset}, {1, 2}).status == mle::FitStatus::converged);
}

TEST_CASE("options that do not fit the model are refused by name") {
  mle::Fit unused;
  const Values one = {1}, three = {1, 1, 1};
  CHECK(std::string(model_named("gaussian").fit(Values{1, 2}, {0, one}, unused).argument) == "fixed");
  CHECK(std::string(model_named("gaussian").fit(Values{1, 2}, {0, three}, unused).argument) == "fixed");
  CHECK(std::string(model_named("categorical").fit(Values{1, 0}, {2, one}, unused).argument) == "fixed");
  CHECK(std::string(model_named("categorical").fit(Values{1, 0}, {1, {}}, unused).argument) == "classes");
}
