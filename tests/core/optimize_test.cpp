// Descents: every method reaches the closed form, and every way of failing is named.
#include "support.hpp"

namespace {

mle::Descent run(const char* name, const Values& y, const Values& start, const mle::DescentOptions& options) {
  mle::Descent descent;
  REQUIRE(mle::descend(model_named(name), y, start, options, descent).ok());
  const std::size_t k = start.size();
  REQUIRE(descent.path.size() == descent.nll.size() * k);
  REQUIRE(descent.nll.size() <= static_cast<std::size_t>(options.steps) + 1);
  for (std::size_t j = 0; j < k; ++j) CHECK(descent.path[j] == start[j]);
  for (double value : descent.path) CHECK(std::isfinite(value));
  for (double value : descent.nll) CHECK_FALSE(std::isnan(value));
  return descent;
}

Values last(const mle::Descent& descent, std::size_t k) {
  return {descent.path.end() - static_cast<std::ptrdiff_t>(k), descent.path.end()};
}

const Values data = {1, 2, 4, 4.5, 7};

}  // namespace

TEST_CASE("every method reaches the Gaussian's closed form") {
  mle::Fit fit;
  REQUIRE(model_named("gaussian").fit(data, {}, fit).ok());
  using mle::Method;
  const mle::DescentOptions runs[] = {{Method::gradient, 0.1, 20000, true},
                                      {Method::gradient, 0.02, 20000, false},
                                      {Method::momentum, 0.05, 20000, true},
                                      {Method::adam, 0.01, 50000, true},
                                      {Method::newton, 1, 50, false},
                                      {Method::newton, 1, 50, true},
                                      {Method::fisher, 1, 50, false}};
  for (const mle::DescentOptions& options : runs) {
    INFO(std::string(mle::method_names[static_cast<int>(options.method)]));
    const mle::Descent descent = run("gaussian", data, {3, 2.2}, options);
    CHECK(descent.status == mle::DescentStatus::converged);
    const Values end = last(descent, 2);
    CHECK(near(end[0], fit.theta[0], 1e-7));
    CHECK(near(end[1], fit.theta[1], 1e-7));
    CHECK(near(descent.nll.back() * (options.mean ? 5 : 1), fit.nll, 1e-12));
  }
}

TEST_CASE("Newton and Fisher scoring agree for a canonical link and differ for (mu, sigma)") {
  const Values coins = {1, 1, 1, 0, 0};
  const auto newton = run("bernoulli-logit", coins, {-1}, {mle::Method::newton, 1, 30, false});
  const auto fisher = run("bernoulli-logit", coins, {-1}, {mle::Method::fisher, 1, 30, false});
  CHECK(newton.status == mle::DescentStatus::converged);
  CHECK(newton.path == fisher.path);
  CHECK(near(last(newton, 1)[0], std::log(1.5), 1e-12));
  CHECK(run("gaussian", data, {3, 2.2}, {mle::Method::newton, 1, 1, false}).path !=
        run("gaussian", data, {3, 2.2}, {mle::Method::fisher, 1, 1, false}).path);
}

TEST_CASE("Newton walks the wrong way where sigma^2 > 3 SS/n, and says so") {
  // mean 3.7, SS/n = 4.46, 3 SS/n = 13.38: sigma = 4 is beyond, at mu = mean
  const auto wrong = run("gaussian", data, {3.7, 4}, {mle::Method::newton, 1, 30, false});
  CHECK(wrong.status == mle::DescentStatus::not_positive_definite);
  REQUIRE(wrong.nll.size() == 2);
  CHECK(wrong.nll[1] > wrong.nll[0]);
  CHECK(wrong.path[3] > 4);
  const auto right = run("gaussian", data, {3.7, 2.6}, {mle::Method::newton, 1, 50, false});
  CHECK(right.status == mle::DescentStatus::converged);
  const auto fisher = run("gaussian", data, {3.7, 4}, {mle::Method::fisher, 1, 30, false});
  CHECK(fisher.status == mle::DescentStatus::converged);
}

TEST_CASE("a step that is too large diverges or leaves the domain, and is named") {
  const auto diverged = run("bernoulli-logit", {1, 0, 1}, {1e6}, {mle::Method::gradient, 1e300, 50, false});
  CHECK(diverged.status == mle::DescentStatus::diverged);
  const auto runaway = run("poisson", {3, 4}, {1e-3}, {mle::Method::gradient, 1e6, 50, false});
  CHECK(runaway.status == mle::DescentStatus::diverged);
  const auto left = run("gaussian", data, {3.7, 6}, {mle::Method::gradient, 10, 50, false});
  CHECK(left.status == mle::DescentStatus::left_domain);  // the next sigma would be negative
  CHECK(left.nll.size() == 1);
  const auto edge = run("bernoulli", {1, 1, 1}, {0.5}, {mle::Method::gradient, 0.01, 1000, false});
  CHECK(edge.status == mle::DescentStatus::left_domain);
  CHECK(last(edge, 1)[0] > 0.9);
  CHECK(last(edge, 1)[0] <= 1);
  const auto impossible = run("bernoulli", {1}, {0}, {mle::Method::gradient, 0.01, 10, false});
  CHECK(impossible.status == mle::DescentStatus::diverged);
  CHECK(impossible.nll == Values{mle::infinity});
}

TEST_CASE("a descent that leaves the doubles' range has diverged") {
  const auto gradient = run("gaussian", {1e300, -1e300}, {0, 1e-100}, {mle::Method::gradient, 1e-3, 5, false});
  CHECK(gradient.status == mle::DescentStatus::diverged);
  const auto place = run("gaussian", {1e200, 2e200}, {0, 1}, {mle::Method::gradient, 1e200, 5, false});
  CHECK(place.status == mle::DescentStatus::diverged);
}

TEST_CASE("stopping is not convergence") {
  const auto stopped = run("gaussian", data, {0, 5}, {mle::Method::gradient, 1e-4, 10, false});
  CHECK(stopped.status == mle::DescentStatus::iteration_limit);
  CHECK(stopped.nll.size() == 11);
  // No finite logit: the NLL falls for ever, slower and slower.
  const auto forever = run("bernoulli-logit", {1, 1}, {0}, {mle::Method::gradient, 0.5, 500, false});
  CHECK(forever.status == mle::DescentStatus::iteration_limit);
  CHECK(last(forever, 1)[0] > 5);
  const auto at_optimum = run("bernoulli", {1, 0}, {0.5}, {mle::Method::newton, 1, 10, false});
  CHECK(at_optimum.status == mle::DescentStatus::converged);
  CHECK(at_optimum.nll.size() == 1);
}

TEST_CASE("a vanishing gradient is no proof of a maximum") {
  using mle::Method;
  for (Method method : {Method::gradient, Method::momentum, Method::adam}) {
    INFO(std::string(mle::method_names[static_cast<int>(method)]));
    // One huge step to where every derivative underflows.
    CHECK(run("bernoulli-logit", {1, 1}, {0}, {method, 1000, 2000, false}).status == mle::DescentStatus::flat);
    // Steps to where they do not, but are tiny.
    for (double size : {400.0, 100.0, 50.0, 40.0, 30.0})
      for (bool mean : {false, true})
        CHECK(run("bernoulli-logit", {0, 0}, {0}, {method, size, 500, mean}).status != mle::DescentStatus::converged);
  }
  CHECK(run("bernoulli-logit", {0, 0}, {0}, {Method::gradient, 50, 500, false}).status == mle::DescentStatus::flat);
  const auto start = run("bernoulli-logit", {1, 1, 1}, {1000}, {Method::gradient, 0.1, 10, false});
  CHECK(start.status == mle::DescentStatus::flat);
  const auto newton = run("bernoulli-logit", {1, 1}, {0}, {Method::newton, 1, 2000, false});
  CHECK(newton.status == mle::DescentStatus::flat);
  // A class that was never observed, its probability gone.
  const auto absent = run("categorical", {0, 1}, {0, 0, -800}, {Method::gradient, 0.1, 100, false});
  CHECK(absent.status == mle::DescentStatus::flat);
  // Observations of which a Gaussian as wide as this says nothing.
  const auto wide = run("gaussian", data, {0, 1e200}, {Method::gradient, 0.1, 100, false});
  CHECK(wide.status == mle::DescentStatus::flat);
  // But a tiny gradient is not the end for a method that can still use it.
  const auto scored = run("gaussian", {5e5, -3e5, 1e5}, {1, 3.2e5}, {Method::fisher, 1, 50, false});
  CHECK(scored.status == mle::DescentStatus::converged);
  CHECK(near(last(scored, 2)[0], 1e5, 1e-9));
  // A maximum is found with many observations too, though the gradient is then all rounding.
  Values many;
  for (int i = 0; i < 30000; ++i) many.push_back(i % 10 < 7 ? 0 : i % 10 < 9 ? 1 : 2);
  CHECK(run("categorical", many, {0, 0, 0}, {Method::gradient, 0.5, 2000, true}).status ==
        mle::DescentStatus::converged);
  CHECK(run("categorical", many, {0, 0, 0}, {Method::newton, 1, 50, false}).status == mle::DescentStatus::converged);
}

TEST_CASE("logits are redundant in one direction: Newton still steps; Laplace has no curvature in mu") {
  const auto shares = run("categorical", {0, 1, 1, 2}, {0.2, 0, 0.1}, {mle::Method::newton, 1, 30, false});
  CHECK(shares.status == mle::DescentStatus::converged);
  Values p(3);
  mle::softmax(last(shares, 3), p);
  CHECK(near(p[1], 0.5, 1e-9));
  const auto flat = run("laplace", data, {1.5, 1}, {mle::Method::newton, 1, 30, false});
  CHECK(flat.status == mle::DescentStatus::not_positive_definite);
  CHECK(flat.nll.size() == 1);
  const auto scored = run("laplace", data, {3.9, 3}, {mle::Method::fisher, 1, 50, false});
  CHECK(std::fabs(last(scored, 2)[1] - 1.7) < 0.6);
}

TEST_CASE("in the logs of positive parameters every method reaches the same end, and none leaves the domain") {
  mle::Fit fit;
  REQUIRE(model_named("gaussian").fit(data, {}, fit).ok());
  using mle::Method;
  const mle::DescentOptions runs[] = {{Method::gradient, 0.1, 20000, true, true},
                                      {Method::momentum, 0.05, 20000, true, true},
                                      {Method::adam, 0.01, 50000, true, true},
                                      {Method::newton, 1, 50, false, true},
                                      {Method::newton, 1, 50, true, true},
                                      {Method::fisher, 1, 50, false, true}};
  for (const mle::DescentOptions& options : runs) {
    INFO(std::string(mle::method_names[static_cast<int>(options.method)]));
    const mle::Descent descent = run("gaussian", data, {3, 2.2}, options);
    CHECK(descent.status == mle::DescentStatus::converged);
    const Values end = last(descent, 2);
    CHECK(near(end[0], fit.theta[0], 1e-7));
    CHECK(near(end[1], fit.theta[1], 1e-7));
  }
  // One step by hand from (3.7, 6), y - 3.7 of squares' sum S: in log sigma the gradient is n - S / sigma^2, the second
  // derivative 2 S / sigma^2, its expectation 2 n. The same gradient step in sigma breaks the domain.
  double squares = 0;
  for (double y : data) squares += (y - 3.7) * (y - 3.7);
  const double slope = 5 - squares / 36;
  const auto sigma = [](const mle::Descent& descent) { return descent.path[3]; };
  CHECK(near(sigma(run("gaussian", data, {3.7, 6}, {Method::gradient, 1, 1, false, true})), 6 * std::exp(-slope), 1e-14));
  CHECK(near(sigma(run("gaussian", data, {3.7, 6}, {Method::newton, 1, 1, false, true})),
             6 * std::exp(-slope / (2 * squares / 36)), 1e-14));
  CHECK(near(sigma(run("gaussian", data, {3.7, 6}, {Method::fisher, 1, 1, false, true})), 6 * std::exp(-slope / 10),
             1e-14));
  CHECK(run("gaussian", data, {3.7, 6}, {Method::gradient, 10, 1, false, false}).status ==
        mle::DescentStatus::left_domain);
  // A log of a rate: Newton's step from rate 1 is (sum / n - 1), and a parameter without a log moves as before.
  CHECK(near(run("poisson", {3, 4}, {1}, {Method::fisher, 1, 1, false, true}).path[1], std::exp(2.5), 1e-14));
  CHECK(run("bernoulli", {1, 0, 1}, {0.5}, {Method::newton, 1, 5, false, true}).path ==
        run("bernoulli", {1, 0, 1}, {0.5}, {Method::newton, 1, 5, false, false}).path);
  mle::Descent unused;
  CHECK(std::string(mle::descend(model_named("poisson"), Values{0}, Values{0}, {Method::newton, 1, 5, false, true},
                                 unused).argument) == "rate");
}

TEST_CASE("bad data and a bad start are refused") {
  mle::Descent unused;
  CHECK(std::string(mle::descend(model_named("gaussian"), Values{}, Values{0, 1}, {}, unused).argument) == "y");
  CHECK(std::string(mle::descend(model_named("gaussian"), data, Values{0, 0}, {}, unused).argument) == "sigma");
}

TEST_CASE("small symmetric systems") {
  Values a = {4, 2, 2, 3}, b = {2, 5};
  CHECK(mle::solve_symmetric(a, b) == mle::Solution::positive);
  CHECK(near(4 * b[0] + 2 * b[1], 2, 1e-15));
  CHECK(near(2 * b[0] + 3 * b[1], 5, 1e-15));
  Values saddle = {1, 0, 0, -2}, c = {3, 4};
  CHECK(mle::solve_symmetric(saddle, c) == mle::Solution::indefinite);
  CHECK(c == Values{3, -2});
  Values singular = {1, 1, 1, 1}, consistent = {2, 2};
  CHECK(mle::solve_symmetric(singular, consistent) == mle::Solution::positive);
  CHECK(consistent[0] + consistent[1] == 2);
  Values again = {1, 1, 1, 1}, inconsistent = {2, 3};
  CHECK(mle::solve_symmetric(again, inconsistent) == mle::Solution::none);
  // [0 c; c d] is indefinite. In any units: the second parameter's a millionth, or every number tiny.
  for (double unit : {1.0, 1e-6, 1e6})
    for (double scale : {1.0, 1e-30, 1e30}) {
      Values hidden = {0, scale * unit, scale * unit, 5 * scale * unit * unit}, d = {0, scale * unit};
      CHECK(mle::solve_symmetric(hidden, d) == mle::Solution::none);
      Values rank_one = {scale, scale * unit, scale * unit, scale * unit * unit}, e = {2 * scale, 2 * scale * unit};
      CHECK(mle::solve_symmetric(rank_one, e) == mle::Solution::positive);
      CHECK(near(e[0] + unit * e[1], 2, 1e-15));
      Values same = {scale, scale * unit, scale * unit, scale * unit * unit}, f = {2 * scale, 3 * scale * unit};
      CHECK(mle::solve_symmetric(same, f) == mle::Solution::none);
    }
  Values third = {1, 1, 2, 1, 1, 3, 2, 3, 9}, g = {1, 1, 2};  // the zero pivot's column holds 3 - 2
  CHECK(mle::solve_symmetric(third, g) == mle::Solution::none);
  Values nothing = {0}, slope = {1e-300};
  CHECK(mle::solve_symmetric(nothing, slope) == mle::Solution::none);
  // b of rounding alone, which `noise` allows for, as a share of sqrt(a_jj).
  Values flat = {4, 4, 4, 4}, rounding = {1e-16, -1e-16};
  CHECK(mle::solve_symmetric(flat, rounding) == mle::Solution::none);
  Values again_flat = {4, 4, 4, 4}, again_rounding = {1e-16, -1e-16};
  CHECK(mle::solve_symmetric(again_flat, again_rounding, 1e-9) == mle::Solution::positive);
  Values infinite = {mle::infinity}, one = {1};
  CHECK(mle::solve_symmetric(infinite, one) == mle::Solution::none);
}
