#pragma once

#include <algorithm>

#include "mle/likelihood.hpp"
#include "mle/special.hpp"
#include "mle/standardise.hpp"

namespace mle {

// Laplace noise: y real, mu real, b > 0, with r = y - mu.
//   -log p(y | mu, b) = log 2 + log b + |r| / b
// At r = 0 it has a kink in mu: the score there is the middle of its two slopes, 0, and the second
// derivative in mu is 0 everywhere else.
class Laplace {
 public:
  static constexpr const char* name = "laplace";
  static constexpr const char* loss = "absolute error";
  static constexpr Link link = Link::identity;
  static constexpr Observation observation = Observation::real;
  static constexpr Parameter parameters[] = {
      {"mu", "μ", -infinity, infinity, true, true, 0, -5, 5, "must be a finite number"},
      {"b", "b", 0, infinity, true, true, 1, 0.05, 5, "must be above 0 and finite", Role::scale}};

  explicit Laplace(std::span<const double> theta) : mu_(theta[0]), b_(theta[1]), log_b_(log(b_)) {}

  double constant(double) const { return ln2; }
  double normaliser() const { return log_b_; }
  double misfit(double y) const { return std::fabs(y - mu_) / b_; }
  double density(double y) const { return exp(-misfit(y)) / (2 * b_); }

  void add_score(double y, std::span<double> g) const {
    g[0] += sign(mu_ - y) / b_;
    g[1] += (1 - std::fabs(y - mu_) / b_) / b_;
  }
  void add_hessian(double y, std::span<double> h) const {
    const double mixed = sign(y - mu_) / b_ / b_;
    h[1] += mixed;
    h[2] += mixed;
    h[3] += (2 * std::fabs(y - mu_) / b_ - 1) / b_ / b_;
  }
  // The variance of the score: minus the expected second derivative misses the kink.
  void information(std::span<double> h) const {
    h[0] = h[3] = 1 / b_ / b_;
    h[1] = h[2] = 0;
  }

  // mu: a median; b: the mean absolute deviation from it.
  static Fit fit(std::span<const double> y, const FitOptions& options) {
    const double set_mu = held(parameters, options, 0), set_b = held(parameters, options, 1);
    const bool free_mu = std::isnan(set_mu), free_b = std::isnan(set_b);
    if (!free_mu && !free_b) return evaluated<Laplace>(y, options);
    std::vector<double> ordered(y.begin(), y.end());
    const auto middle = ordered.begin() + static_cast<std::ptrdiff_t>(ordered.size() / 2);
    std::nth_element(ordered.begin(), middle, ordered.end());
    const double high = *middle;
    const double low = ordered.size() % 2 == 1 ? high : *std::max_element(ordered.begin(), middle);
    const double mu = free_mu ? low + (high / 2 - low / 2) : set_mu;  // high - low could overflow
    double deviations = 0;
    for (double v : y) deviations += std::fabs(v - mu);
    Fit fit;
    if (deviations == 0 && free_b) {
      fit.status = FitStatus::unbounded;
      fit.theta = {mu, 0};
      fit.nll = -infinity;
      fit.message = "All observations are equal: the likelihood grows without bound as b goes to 0.";
      return fit;
    }
    fit.theta = {mu, free_b ? deviations / static_cast<double>(y.size()) : set_b};
    fit.nll = nll_sum<Laplace>(y, fit.theta);
    fit.message = !free_b ? "The maximum is at the median."
                  : free_mu ? "The maximum is at the median and the mean absolute deviation from it."
                            : "The maximum is at the mean absolute deviation.";
    if (free_mu && low != high) {
      fit.status = FitStatus::not_unique;
      fit.message = "Any mu between the two middle observations has the same likelihood: this is their midpoint.";
    }
    return fit;
  }

  // e^r / 2 below mu, 1 - e^-r / 2 above, r = (y - mu) / b. Relative error 1e-15.
  double cdf(double y) const {
    const Twofold r = standardised(y, mu_, b_);
    return r.high < 0 ? 0.5 * exp(r) : 1 - 0.5 * exp(-r);
  }
  // log1p near the median, where 2 p - 1 is exact and log(2 p) would lose its digits.
  double quantile(double p) const {
    if (p < 0.5) return mu_ + b_ * (p > 0.25 ? log1p(2 * p - 1) : log(2 * p));
    return mu_ - b_ * (p < 0.75 ? log1p(1 - 2 * p) : log(2 * (1 - p)));
  }

  // By inversion: one uniform gives the sign and the size.
  double draw(Random& random) const {
    const double u = random.uniform();
    return u < 0.5 ? mu_ + b_ * log(2 * u) : mu_ - b_ * log(2 * (1 - u));
  }

 private:
  static double sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : 0; }

  double mu_, b_, log_b_;
};

static_assert(Likelihood<Laplace>);

}  // namespace mle
