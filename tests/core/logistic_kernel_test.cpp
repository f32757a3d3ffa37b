// The logistic pass and its fast fit: against closed forms and long double sums.
#include "mle/kernels.hpp"
#include "support.hpp"

namespace kernels = mle::kernels;

namespace {

struct Sample {
  Values x, y;
  std::size_t rows, columns;
  kernels::Design design() const { return {x, rows, columns}; }
};

// An intercept and Gaussian predictors, y drawn at coefficients of that size.
Sample sample_of(std::size_t rows, std::size_t columns, double size) {
  mle::Random random(5);
  Sample sample{Values(rows * columns), Values(rows), rows, columns};
  for (std::size_t i = 0; i < rows; ++i) {
    double eta = 0;
    for (std::size_t j = 0; j < columns; ++j) {
      const double x = j == 0 ? 1 : random.gaussian();
      sample.x[j * rows + i] = x;
      eta += x * size * (j % 2 == 0 ? 1 : -0.5);
    }
    sample.y[i] = random.uniform() < mle::sigmoid(eta);
  }
  return sample;
}

}  // namespace

TEST_CASE_TEMPLATE("one pass: NLL, gradient and Hessian", V, double, kernels::Pair) {
  for (std::size_t rows : {1u, 2u, 7u, 255u, 257u, 600u}) {
    const Sample sample = sample_of(rows, 3, 1);
    for (double scale : {0.3, 40.0, 4000.0}) {  // the last far beyond what e^x holds
      const Values beta = {0.5 * scale, -scale, 0.1 * scale};
      Values gradient(3), hessian(9), noise(3), alone(3);
      kernels::LogisticOut all{gradient, hessian, noise}, first{alone};
      const double nll = kernels::logistic_nll_gradient<V>(sample.design(), sample.y, beta, all);
      CHECK(kernels::logistic_nll_gradient<V>(sample.design(), sample.y, beta, first) == nll);
      CHECK(alone == gradient);
      double want = 0, farthest = 0;
      Values want_gradient(3), want_hessian(9), sizes(3);
      for (std::size_t i = 0; i < rows; ++i) {
        double eta = 0;
        for (std::size_t j = 0; j < 3; ++j) eta += beta[j] * sample.x[j * rows + i];
        farthest = std::max(farthest, std::fabs(eta));
        const mle::BernoulliLogit row({&eta, 1});
        want += mle::nll_point(row, sample.y[i]);
        double score = 0, curvature = 0;
        row.add_score(sample.y[i], {&score, 1});
        row.add_hessian(sample.y[i], {&curvature, 1});
        for (std::size_t j = 0; j < 3; ++j) {
          want_gradient[j] += score * sample.x[j * rows + i];
          sizes[j] += std::fabs(score * sample.x[j * rows + i]);
          for (std::size_t k = 0; k < 3; ++k)
            want_hessian[j * 3 + k] += curvature * sample.x[j * rows + i] * sample.x[k * rows + i];
        }
      }
      CHECK(std::fabs(nll - want) <= 2e-14 * want);
      CHECK(near(all.farthest, farthest, 1e-15));
      for (std::size_t j = 0; j < 3; ++j) {
        CHECK(std::fabs(gradient[j] - want_gradient[j]) <= 1e-14 * sizes[j]);
        CHECK(noise[j] >= 2.2e-16 * sizes[j]);
        for (std::size_t k = 0; k < 3; ++k)
          CHECK(std::fabs(hessian[j * 3 + k] - want_hessian[j * 3 + k]) <=
                2e-14 * std::sqrt(want_hessian[j * 4] * want_hessian[k * 4]));
      }
    }
  }
}

TEST_CASE_TEMPLATE("groups: the coefficients are the logits of their shares", V, double, kernels::Pair) {
  const std::size_t rows = 5000;
  const double shares[] = {0.5, 0.012, 0.9};  // times 5000 / 3: whole numbers are not needed, the counts are taken
  Sample sample{Values(rows * 3), Values(rows), rows, 3};
  double ones[3] = {}, all[3] = {};
  mle::Random random(2);
  for (std::size_t i = 0; i < rows; ++i) {
    const std::size_t group = i * 3 / rows;  // in order: a part of the rows is no fair sample
    sample.x[i] = 1;
    if (group > 0) sample.x[group * rows + i] = 1;
    sample.y[i] = random.uniform() < shares[group];
    ones[group] += sample.y[i];
    all[group] += 1;
  }
  Values beta(3);
  const kernels::LogisticFit fit = kernels::fit_logistic_fast<V>(sample.design(), sample.y, beta);
  REQUIRE(fit.converged);
  const auto logit = [&](int g) { return std::log(ones[g] / (all[g] - ones[g])); };
  CHECK(near(beta[0], logit(0), 1e-11));
  CHECK(near(beta[1], logit(1) - logit(0), 1e-11));
  CHECK(near(beta[2], logit(2) - logit(0), 1e-11));
}

TEST_CASE("the gradient vanishes where the fit stops, whatever the size and the scale") {
  for (std::size_t rows : {40u, 3000u, 20000u})
    for (std::size_t columns : {1u, 2u, 6u}) {
      for (double size : {0.0, 0.4, 1.5}) {
        for (double scale : {1.0, 1e-4, 1e5}) {
          Sample sample = sample_of(rows, columns, size);
          for (std::size_t i = rows; i < sample.x.size(); ++i) sample.x[i] *= scale;
          Values beta(columns);
          const kernels::LogisticFit fit = kernels::fit_logistic_fast(sample.design(), sample.y, beta);
          INFO(rows, " x ", columns, ", size ", size, ", scale ", scale);
          REQUIRE(fit.converged);
          for (std::size_t j = 0; j < columns; ++j) {
            long double score = 0, information = 0;
            for (std::size_t i = 0; i < rows; ++i) {
              long double eta = 0;
              for (std::size_t k = 0; k < columns; ++k) eta += static_cast<long double>(beta[k]) * sample.x[k * rows + i];
              const double p = mle::sigmoid(static_cast<double>(eta)), x = sample.x[j * rows + i];
              score += static_cast<long double>(p - sample.y[i]) * x;
              information += p * (1 - p) * x * x;
            }
            // In standard errors.
            CHECK(std::fabs(static_cast<double>(score)) <= 1e-9 * std::sqrt(static_cast<double>(information)));
          }
        }
      }
    }
}

TEST_CASE("separated and collinear data do not converge") {
  Sample separated = sample_of(3000, 2, 1);
  for (std::size_t i = 0; i < 3000; ++i) separated.y[i] = separated.x[3000 + i] > 0.3;
  Values beta(2);
  CHECK(!kernels::fit_logistic_fast(separated.design(), separated.y, beta).converged);
  Sample ones = sample_of(50, 1, 1);
  for (double& y : ones.y) y = 1;
  CHECK(!kernels::fit_logistic_fast(ones.design(), ones.y, std::span(beta).first(1)).converged);
  Sample collinear = sample_of(3000, 3, 1);
  for (std::size_t i = 0; i < 3000; ++i) collinear.x[6000 + i] = 2 * collinear.x[3000 + i] - 1;
  Values three(3);
  CHECK(!kernels::fit_logistic_fast(collinear.design(), collinear.y, three).converged);
}
