// The batch kernels, scalar and SIMD, against sums from mpmath (golden/make_kernels.py), against the models row by row,
// and their checks.
#include "golden/kernels.hpp"
#include "mle/kernels.hpp"
#include "support.hpp"

namespace kernels = mle::kernels;
using kernels::Each;
using kernels::Pair;
using kernels::Same;

namespace {

// The generator of make_kernels.py: every u is a multiple of 2^-31 in [0, 1).
struct Rows {
  std::uint64_t state;
  double u() {
    state = (state * 1103515245 + 12345) % (std::uint64_t{1} << 31);
    return static_cast<double>(state) * 0x1p-31;
  }
};

constexpr std::size_t N = 1003;
constexpr double tolerance = 5e-15;

// n rows of y and of whatever goes with it: make(i) returns the two.
struct Two {
  Values y = Values(N), x = Values(N);
};
template <class Make>
Two rows_of(std::uint64_t seed, Make make) {
  Rows r{seed};
  Two rows;
  for (std::size_t i = 0; i < N; ++i) make(r, i, rows.y[i], rows.x[i]);
  return rows;
}

void check_sum(double got, double want, double allowed = tolerance) {
  INFO(got, " for ", want);
  CHECK(std::fabs(got - want) <= allowed * std::fabs(want));
}

}  // namespace

TEST_CASE_TEMPLATE("Bernoulli sums are mpmath's", V, double, Pair) {
  const Two usual = rows_of(1, [](Rows& r, std::size_t, double& y, double& p) {
    p = r.u() * 0.98 + 0.01;
    y = r.u() < p;
  });
  check_sum(kernels::bernoulli_nll_sum<V>(usual.y, usual.x), golden::bernoulli_usual);
  const auto near = [](double miss) {
    return [miss](Rows& r, std::size_t, double& y, double& p) {
      y = r.u() < 0.5;
      const double u = r.u();
      p = y == 1 ? 1 - u * miss : u * miss;
    };
  };
  const Two certain = rows_of(2, near(0x1p-12));
  check_sum(kernels::bernoulli_nll_sum<V>(certain.y, certain.x), golden::bernoulli_near_certain);
  const Two edge = rows_of(3, near(0.125));
  check_sum(kernels::bernoulli_nll_sum<V>(edge.y, edge.x), golden::bernoulli_edge);
  const double ends[] = {5e-324, 0x1p-1022, 0x1p-60, 0.5, 1 - 0x1p-53, 0.75, 1e-300, 0.999};
  const Two extreme = rows_of(4, [&](Rows& r, std::size_t i, double& y, double& p) {
    y = r.u() < 0.5;
    p = ends[i % 8];
  });
  check_sum(kernels::bernoulli_nll_sum<V>(extreme.y, extreme.x), golden::bernoulli_extreme);
}

TEST_CASE_TEMPLATE("Bernoulli sums from logits are mpmath's", V, double, Pair) {
  const Two usual = rows_of(5, [](Rows& r, std::size_t, double& y, double& z) {
    y = r.u() < 0.5;
    z = 12 * r.u() - 6;
  });
  check_sum(kernels::bernoulli_logit_nll_sum<V>(usual.y, usual.x), golden::logit_usual);
  const Two separated = rows_of(6, [](Rows& r, std::size_t, double& y, double& z) {
    y = r.u() < 0.5;
    z = (20 + 30 * r.u()) * (y == 1 ? 1 : -1);
  });
  check_sum(kernels::bernoulli_logit_nll_sum<V>(separated.y, separated.x), golden::logit_separated, 2e-14);
  const double ends[] = {1e4, -1e4, 709.5, -720.0, 745.0, -3.0, 1e-9, 0.0};
  const Two wild = rows_of(7, [&](Rows& r, std::size_t i, double& y, double& z) {
    y = r.u() < 0.5;
    z = ends[i % 8];
  });
  check_sum(kernels::bernoulli_logit_nll_sum<V>(wild.y, wild.x), golden::logit_wild);
  const Two tiny = rows_of(0, [](Rows&, std::size_t i, double& y, double& z) {
    y = 1;
    z = 705.0 + static_cast<double>(i % 40);
  });
  check_sum(kernels::bernoulli_logit_nll_sum<V>(tiny.y, tiny.x), golden::logit_subnormal, 2e-14);
}

TEST_CASE_TEMPLATE("categorical sums are mpmath's", V, double, Pair) {
  const auto sum = [](std::uint64_t seed, std::size_t classes, double scale, bool right) {
    Rows r{seed};
    Values y(N), z(N * classes);
    for (std::size_t i = 0; i < N; ++i) {
      y[i] = std::floor(r.u() * static_cast<double>(classes));
      for (std::size_t j = 0; j < classes; ++j) z[i * classes + j] = scale * (r.u() - 0.5);
      if (right) z[i * classes + static_cast<std::size_t>(y[i])] = scale;
    }
    return kernels::categorical_nll_sum<V>(y, z, classes);
  };
  check_sum(sum(8, 10, 8, false), golden::softmax_ten);
  check_sum(sum(9, 3, 2, false), golden::softmax_three);
  check_sum(sum(10, 4, 60, true), golden::softmax_separated, 2e-14);
  check_sum(sum(11, 5, 2e4, false), golden::softmax_wild);
  const Values tied = {3, 3, 3, 3, 3, 3};
  check_sum(kernels::categorical_nll_sum<V>(Values{0, 2}, tied, 3), 2 * std::log(3.0));
}

TEST_CASE_TEMPLATE("Gaussian sums are mpmath's", V, double, Pair) {
  const auto pairs = [](double ya, double yb, double ma, double mb) {
    return [=](Rows& r, std::size_t, double& y, double& mu) {
      y = ya + yb * r.u();
      mu = ma + mb * r.u();
    };
  };
  const auto sum = [](const Two& rows, double sigma) {
    return kernels::gaussian_nll_sum<V>(rows.y, Each{rows.x.data()}, Same{sigma});
  };
  check_sum(sum(rows_of(12, pairs(-4, 8, -1, 2)), 1.25), golden::gaussian_usual);
  check_sum(sum(rows_of(13, pairs(1e6, 1, 1e6, 1)), 0.5), golden::gaussian_far);
  check_sum(sum(rows_of(14, pairs(0, 0x1p-600, 0, 0x1p-600)), 0x1p-600), golden::gaussian_tiny);
  check_sum(sum(rows_of(15, pairs(0, 0x1p600, 0, 0x1p600)), 0x1p600), golden::gaussian_huge);
  Rows r{16};
  Values y(N), mu(N), sigma(N);
  for (std::size_t i = 0; i < N; ++i) {
    sigma[i] = std::ldexp(1.0, 20 * static_cast<int>(60 * r.u()) - 600);
    y[i] = 4 * r.u() * sigma[i];
    mu[i] = r.u() * sigma[i];
  }
  check_sum(kernels::gaussian_nll_sum<V>(y, Each{mu.data()}, Each{sigma.data()}), golden::gaussian_each);
  Rows again{17};
  Values one_mu(N);
  for (double& v : one_mu) v = 1e6 + 3 * again.u();
  check_sum(kernels::gaussian_nll_sum<V>(one_mu, Same{1e6 + 1}, Same{0.75}), golden::gaussian_same_mu);
}

TEST_CASE_TEMPLATE("Poisson sums are mpmath's", V, double, Pair) {
  const Two small = rows_of(18, [](Rows& r, std::size_t, double& y, double& rate) {
    y = std::floor(12 * r.u());
    rate = 8 * r.u() + 0.25;
  });
  check_sum(kernels::poisson_nll_sum<V>(small.y, small.x), golden::poisson_small);
  const Two large = rows_of(19, [](Rows& r, std::size_t, double& y, double& rate) {
    y = std::floor(1e6 + 2000 * r.u());
    rate = 1e6 + 2000 * r.u();
  });
  check_sum(kernels::poisson_nll_sum<V>(large.y, large.x), golden::poisson_large);
  const Two rare = rows_of(20, [](Rows& r, std::size_t, double& y, double& rate) {
    y = std::floor(3 * r.u());
    rate = 0x1p-1000;
  });
  check_sum(kernels::poisson_nll_sum<V>(rare.y, rare.x), golden::poisson_rare);
  const Two logs = rows_of(21, [](Rows& r, std::size_t, double& y, double& z) {
    y = std::floor(8 * r.u());
    z = 2 * r.u() - 1;
  });
  check_sum(kernels::poisson_log_nll_sum<V>(logs.y, logs.x), golden::poisson_log);
  const Two far = rows_of(22, [](Rows& r, std::size_t, double& y, double& z) {
    y = std::floor(3 * r.u());
    z = -900;
  });
  check_sum(kernels::poisson_log_nll_sum<V>(far.y, far.x), golden::poisson_log_far);
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
    check_sum(kernels::bernoulli_nll_sum<V>(y, p), coin, 1e-14);
    check_sum(kernels::bernoulli_logit_nll_sum<V>(y, z), logit, 1e-14);
    check_sum(kernels::categorical_nll_sum<V>(classes, logits, 3), softmax, 1e-14);
    check_sum(kernels::gaussian_nll_sum<V>(reals, Each{z.data()}, Each{p.data()}), bell, 1e-14);
    check_sum(kernels::poisson_nll_sum<V>(counts, p), poisson, 1e-14);
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
