// The batch kernels, scalar and SIMD, against the models row by row, and their checks. Their sums against mpmath's are
// rows of the accuracy tables (kernel_sums.hpp).
#include "kernel_sums.hpp"
#include "support.hpp"

namespace kernels = mle::kernels;
using kernel_sums::Rows;
using kernels::Each;
using kernels::Pair;
using kernels::Same;

namespace {

void check_sum(double got, double want) {
  INFO(got, " for ", want);
  CHECK(std::fabs(got - want) <= 1e-14 * std::fabs(want));
}

}  // namespace

TEST_CASE_TEMPLATE("categorical sums where all logits of a row are equal", V, double, Pair) {
  check_sum(kernels::categorical_nll_sum<V>(Values{0, 2}, Values(6, 3.0), 3), 2 * std::log(3.0));
}

TEST_CASE_TEMPLATE("any number of rows: the same as the models one by one", V, double, Pair) {
  Rows r{30};
  for (std::size_t n = 1; n < 300; n += n < 20 ? 1 : 37) {
    Values y(n), p(n), z(n), counts(n), reals(n), logits(3 * n), classes(n);
    for (std::size_t i = 0; i < n; ++i) {
      y[i] = r.u() < 0.5;
      p[i] = r.u() + 0x1p-32;
      z[i] = 10 * r.u() - 5;
      counts[i] = std::floor(20 * r.u());
      reals[i] = r.u();
      classes[i] = std::floor(3 * r.u());
      for (std::size_t j = 0; j < 3; ++j) logits[3 * i + j] = 6 * r.u();
    }
    double coin = 0, logit = 0, softmax = 0, bell = 0, poisson = 0;
    for (std::size_t i = 0; i < n; ++i) {
      coin += mle::nll_point(mle::Bernoulli({&p[i], 1}), y[i]);
      logit += mle::nll_point(mle::BernoulliLogit({&z[i], 1}), y[i]);
      softmax += mle::nll_point(mle::Categorical({&logits[3 * i], 3}), classes[i]);
      const double theta[] = {z[i], p[i]};
      bell += mle::nll_point(mle::Gaussian(theta), reals[i]);
      poisson += mle::nll_point(mle::Poisson({&p[i], 1}), counts[i]);
    }
    check_sum(kernels::bernoulli_nll_sum<V>(y, p), coin);
    check_sum(kernels::bernoulli_logit_nll_sum<V>(y, z), logit);
    check_sum(kernels::categorical_nll_sum<V>(classes, logits, 3), softmax);
    check_sum(kernels::gaussian_nll_sum<V>(reals, Each{z.data()}, Each{p.data()}), bell);
    check_sum(kernels::poisson_nll_sum<V>(counts, p), poisson);
  }
}

TEST_CASE_TEMPLATE("impossible and certain rows", V, double, Pair) {
  for (std::size_t n : {1u, 2u, 130u, 1000u}) {
    const Values ones(n, 1), zeros(n, 0), big(n, 1e4), low(n, -1e4);
    Values one_wrong = ones;
    one_wrong[n / 2] = 0;
    CHECK(kernels::bernoulli_nll_sum<V>(ones, one_wrong) == mle::infinity);
    CHECK(kernels::bernoulli_nll_sum<V>(ones, ones) == 0);
    CHECK(kernels::bernoulli_nll_sum<V>(zeros, zeros) == 0);
    CHECK(kernels::bernoulli_logit_nll_sum<V>(ones, big) == 0);
    CHECK(kernels::bernoulli_logit_nll_sum<V>(ones, low) == 1e4 * static_cast<double>(n));
    CHECK(kernels::poisson_nll_sum<V>(ones, one_wrong) == mle::infinity);
    CHECK(kernels::poisson_nll_sum<V>(zeros, zeros) == 0);
    CHECK(kernels::poisson_log_nll_sum<V>(zeros, big) == mle::infinity);
    CHECK(kernels::poisson_log_nll_sum<V>(zeros, low) == 0);
  }
}

TEST_CASE_TEMPLATE("gradients are the models', row by row", V, double, Pair) {
  Rows r{31};
  const std::size_t n = 131;
  Values y(n), p(n), z(n), counts(n), logits(5 * n), classes(n), out(n), softmax_out(5 * n);
  const double ends[] = {1e4, -1e4, 720, -740, 1e-9, 0, 30, -30};
  for (std::size_t i = 0; i < n; ++i) {
    y[i] = r.u() < 0.5;
    p[i] = r.u() + 0x1p-32;
    z[i] = i < 8 ? ends[i] : 10 * r.u() - 5;
    counts[i] = std::floor(20 * r.u());
    classes[i] = std::floor(5 * r.u());
    for (std::size_t j = 0; j < 5; ++j) logits[5 * i + j] = (i % 7 == 0 ? 4000 : 30) * (r.u() - 0.5);
  }
  const auto each = [&](auto&& score, double allowed) {
    for (std::size_t i = 0; i < n; ++i) {
      double want = 0;
      score(i, std::span<double>(&want, 1));
      INFO("row ", i, ": ", out[i], " for ", want);
      CHECK(ulps(out[i], want) <= allowed);
    }
  };
  kernels::bernoulli_nll_gradient<V>(y, p, out);
  each([&](std::size_t i, std::span<double> g) { mle::Bernoulli({&p[i], 1}).add_score(y[i], g); }, 1);
  kernels::bernoulli_logit_nll_gradient<V>(y, z, out);
  each([&](std::size_t i, std::span<double> g) { mle::BernoulliLogit({&z[i], 1}).add_score(y[i], g); }, 6);
  kernels::poisson_nll_gradient<V>(counts, p, out);
  each([&](std::size_t i, std::span<double> g) { g[0] = counts[i] == 0 ? 1 : (p[i] - counts[i]) / p[i]; }, 2);
  kernels::poisson_log_nll_gradient<V>(counts, z, out);
  for (std::size_t i = 0; i < n; ++i)
    CHECK(ulps(out[i], std::exp(z[i]) - counts[i], std::fmax(std::exp(z[i]), counts[i])) <= 3);
  const double sigma = 0.3;
  kernels::gaussian_nll_gradient<V>(counts, Each{z.data()}, Same{sigma}, out);
  each([&](std::size_t i, std::span<double> g) { g[0] = (z[i] - counts[i]) / (sigma * sigma); }, 3);
  kernels::categorical_nll_gradient<V>(classes, logits, 5, softmax_out);
  for (std::size_t i = 0; i < n; ++i) {
    Values want(5);
    mle::Categorical({&logits[5 * i], 5}).add_score(classes[i], want);
    for (std::size_t j = 0; j < 5; ++j) CHECK(std::fabs(softmax_out[5 * i + j] - want[j]) <= 4e-15 * std::fabs(want[j]));
  }
}

TEST_CASE("the checked entries give the sum and the gradient of the models, row by row") {
  const auto check = [](kernels::BatchIndex index, const Values& y, const Values& predicted, const Values& sigma,
                        std::size_t classes, auto theta_of) {
    const kernels::Batch& batch = kernels::batches[index];
    INFO(batch.model, " by ", batch.predicted.name);
    const kernels::Rows rows{kernels::examine(y), kernels::examine(predicted), kernels::examine(sigma)};
    double sum = 0, want = 0;
    Values slopes(predicted.size());
    REQUIRE(kernels::nll_sum(index, rows, sum).ok());
    REQUIRE(kernels::nll_gradient(index, rows, slopes).ok());
    for (std::size_t i = 0; i < y.size(); ++i) {
      const Values theta = theta_of(i);
      want += model_named(batch.model).nll_sum(Values{y[i]}, theta);
      const Values slope = gradient(model_named(batch.model), {y[i]}, theta);
      // d/d log rate = rate d/d rate
      const double factor = index == kernels::batch_poisson_log ? theta[0] : 1;
      for (std::size_t k = 0; k < classes; ++k) CHECK(near(slopes[i * classes + k], factor * slope[k], 1e-13));
    }
    CHECK(near(sum, want, 1e-13));
  };
  const Values labels = {0, 1, 1, 0, 1}, reals = {-3, 0.5, 2, 1e3, -0.1}, counts = {0, 3, 1, 12, 40};
  const Values p = {0.2, 0.9, 0.5, 0.01, 1e-9}, z = {-3, 0.5, 20, 700, -1}, rates = {0.3, 2, 5, 14, 30};
  const Values log_rates = {-1, 0.5, 2, 3, 3.5};
  const Values logits = {1, 2, 3, -1, 0, 4, 7, 7, 7, 0, -20, 30, 2, 2, 1}, classes = {2, 0, 1, 1, 2};
  check(kernels::batch_bernoulli, labels, p, {}, 1, [&](std::size_t i) { return Values{p[i]}; });
  check(kernels::batch_bernoulli_logit, labels, z, {}, 1, [&](std::size_t i) { return Values{z[i]}; });
  check(kernels::batch_poisson, counts, rates, {}, 1, [&](std::size_t i) { return Values{rates[i]}; });
  check(kernels::batch_poisson_log, counts, log_rates, {}, 1,
        [&](std::size_t i) { return Values{std::exp(log_rates[i])}; });
  check(kernels::batch_gaussian, reals, z, {0.7}, 1, [&](std::size_t i) { return Values{z[i], 0.7}; });
  check(kernels::batch_gaussian, reals, z, rates, 1, [&](std::size_t i) { return Values{z[i], rates[i]}; });
  check(kernels::batch_categorical, classes, logits, {}, 3,
        [&](std::size_t i) { return Values(logits.begin() + static_cast<std::ptrdiff_t>(3 * i),
                                           logits.begin() + static_cast<std::ptrdiff_t>(3 * i + 3)); });
}

TEST_CASE("a sum that leaves double precision is refused, not NaN") {
  const Values y = {0, 1}, logits = {1.7e308, -1.7e308, 0, 0};
  double result = 0;
  const mle::Status status =
      kernels::nll_sum(kernels::batch_categorical, {kernels::examine(y), kernels::examine(logits)}, result);
  CHECK((status.ok() ? !std::isnan(result) : status.code == mle::Code::overflow));
}

TEST_CASE("what is wrong with rows is named, with its value") {
  using kernels::Batch;
  const auto failure = [](kernels::BatchIndex index, const Values& y, const Values& predicted, const Values& sigma = {}) {
    double result = 0;
    const kernels::Rows rows{kernels::examine(y), kernels::examine(predicted), kernels::examine(sigma)};
    const mle::Status status = kernels::nll_sum(index, rows, result);
    Values out(predicted.size());
    CHECK(kernels::nll_gradient(index, rows, out).ok() == status.ok());
    return std::string(status.argument);
  };
  const double nan = std::nan("");
  const double infinity = mle::infinity;
  CHECK(failure(kernels::batch_bernoulli, {0, 1, 1}, {0, 1, 0.5}) == "");
  CHECK(failure(kernels::batch_bernoulli, {}, {}) == "y");
  CHECK(failure(kernels::batch_bernoulli, {0, 1, 2}, {0, 1, 0.5}) == "y");
  CHECK(failure(kernels::batch_bernoulli, {0, 1, 0.5}, {0, 1, 0.5}) == "y");
  CHECK(failure(kernels::batch_bernoulli, {0, nan, 1}, {0, 1, 0.5}) == "y");
  CHECK(failure(kernels::batch_bernoulli, {0, 1}, {0, 1, 0.5}) == "p");
  for (double bad : {-1e-300, 1 + 0x1p-52, nan, infinity}) {
    CHECK(failure(kernels::batch_bernoulli, {0, 1, 1}, {0, 1, bad}) == "p");
    CHECK(failure(kernels::batch_bernoulli, {0, 1, 1}, {bad, 1, 0}) == "p");
  }
  for (double bad : {infinity, -infinity, nan}) {
    CHECK(failure(kernels::batch_bernoulli_logit, {0, 1, 1}, {bad, 1, 0}) == "logit");
    CHECK(failure(kernels::batch_gaussian, {0, 1, bad}, {0, 1, 0}, {1}) == "y");
    CHECK(failure(kernels::batch_gaussian, {0, 1, 0}, {0, bad, 0}, {1}) == "mu");
    CHECK(failure(kernels::batch_gaussian, {0, 1, 0}, {0, 1, 0}, {1, bad, 1}) == "sigma");
    CHECK(failure(kernels::batch_poisson_log, {0, 1, 0}, {0, 1, bad}) == "log_rate");
    CHECK(failure(kernels::batch_categorical, {0, 1}, {0, 1, 2, bad}) == "logits");
  }
  CHECK(failure(kernels::batch_gaussian, {0, 1, 0}, {0, 1, 0}, {0}) == "sigma");
  CHECK(failure(kernels::batch_gaussian, {0, 1, 0}, {0, 1, 0}, {1, 2}) == "sigma");
  CHECK(failure(kernels::batch_gaussian, {0, 1, 0}, {0, 1, 0}) == "sigma");
  CHECK(failure(kernels::batch_poisson, {0, 1, 1.5}, {0, 1, 2}) == "y");
  CHECK(failure(kernels::batch_poisson, {0, 1, 0x1p54}, {0, 1, 2}) == "y");
  CHECK(failure(kernels::batch_poisson, {0, 1, 2}, {0, 1, -1}) == "rate");
  CHECK(failure(kernels::batch_categorical, {0, 2}, {0, 1, 2, 3}) == "y");
  CHECK(failure(kernels::batch_categorical, {0, 1}, {0, 1, 2}) == "logits");
  CHECK(failure(kernels::batch_categorical, {0, 1}, {0, 1}) == "logits");
  double result = 0;
  const Values y = {0, 1}, p = {0.5, 7};
  const mle::Status status = kernels::nll_sum(kernels::batch_bernoulli, {kernels::examine(y), kernels::examine(p)}, result);
  CHECK(status.value == 7);
}

TEST_CASE("a Gaussian surface is the NLL at each cell, far from 0 and at every scale") {
  const mle::Model& bell = model_named("gaussian");
  for (double scale : {1.0, 0x1p-600, 0x1p600}) {
    for (double centre : {0.0, 1e6 * scale}) {
      Rows r{40};
      Values y(257), mus(5), sigmas(4), cells(20), turned(20);
      for (double& v : y) v = centre + scale * r.u();
      for (std::size_t a = 0; a < 5; ++a) mus[a] = centre + scale * (0.25 * static_cast<double>(a) - 0.125);
      for (std::size_t b = 0; b < 4; ++b) sigmas[b] = scale * (0.1 + 0.3 * static_cast<double>(b));
      REQUIRE(mle::surface(bell, y, Values{0, 1}, 0, mus, 1, sigmas, cells).ok());
      REQUIRE(mle::surface(bell, y, Values{0, 1}, 1, sigmas, 0, mus, turned).ok());
      for (std::size_t b = 0; b < 4; ++b)
        for (std::size_t a = 0; a < 5; ++a) {
          const Values theta = {mus[a], sigmas[b]};
          long double want = 0, size = 0;  // row by row
          for (double v : y) {
            const long double z = (static_cast<long double>(v) - mus[a]) / sigmas[b];
            want += 0.5L * z * z;
            size += 0.5L * z * z;
          }
          const double level = 257 * (mle::half_log_two_pi + std::log(sigmas[b]));
          const double allowed = 4e-15 * (static_cast<double>(size) + std::fabs(level));
          CHECK(std::fabs(cells[b * 5 + a] - (static_cast<double>(want) + level)) <= allowed);
          CHECK(turned[a * 4 + b] == cells[b * 5 + a]);
        }
    }
  }
}
