#pragma once

#include "mle/likelihood.hpp"
#include "mle/special.hpp"
#include "mle/tail.hpp"

namespace mle {

// Exponential waiting times: y >= 0, rate > 0.
//   -log p(y | rate) = rate y - log rate
// Relative error 2 ulp of the sum of the terms' magnitudes.
class Exponential {
 public:
  static constexpr const char* name = "exponential";
  static constexpr const char* loss = "exponential deviance";
  static constexpr Link link = Link::log;
  static constexpr Observation observation = Observation::nonnegative;
  static constexpr double mean_powers[] = {-1};  // mean = 1 / rate
  static constexpr Parameter parameters[] = {
      {"rate", "λ", 0, infinity, true, true, 1, 0.05, 5, "must be above 0 and finite"}};

  explicit Exponential(std::span<const double> theta) : rate_(theta[0]), log_rate_(log(rate_)) {}

  double constant(double) const { return 0; }
  double normaliser() const { return -log_rate_; }
  double misfit(double y) const { return rate_ * y; }
  double density(double y) const { return rate_ * exp(-rate_ * y); }

  void add_score(double y, std::span<double> g) const { g[0] += y - 1 / rate_; }
  void add_hessian(double, std::span<double> h) const { h[0] += 1 / rate_ / rate_; }
  void information(std::span<double> h) const { h[0] = 1 / rate_ / rate_; }

  static Fit fit(std::span<const double> y, const FitOptions& options) {
    if (!std::isnan(held(parameters, options, 0))) return evaluated<Exponential>(y, options);
    double total = 0;
    for (double v : y) total += v;
    Fit fit;
    if (total == 0) {
      fit.status = FitStatus::unbounded;
      fit.theta = {infinity};
      fit.nll = -infinity;
      fit.message = "Every observation is 0: the likelihood grows without bound as the rate grows.";
      return fit;
    }
    fit.theta = {static_cast<double>(y.size()) / total};
    fit.nll = nll_sum<Exponential>(y, fit.theta);
    fit.message = "The maximum is at the rate of one over the mean.";
    return fit;
  }

  // Both within 4 ulp.
  double cdf(double y) const { return y <= 0 ? 0 : -tails::exp_less_one(-rate_ * y); }
  double quantile(double p) const { return -log1p(-p) / rate_; }

  double draw(Random& random) const { return -log(random.uniform()) / rate_; }

 private:
  double rate_, log_rate_;
};

static_assert(Likelihood<Exponential>);

}  // namespace mle
