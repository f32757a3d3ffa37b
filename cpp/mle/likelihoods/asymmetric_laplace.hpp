#pragma once

#include <algorithm>

#include "mle/location_scale.hpp"
#include "mle/special.hpp"
#include "mle/tail.hpp"

namespace mle {

// Asymmetric Laplace noise: y real, 0 < tau < 1, mu real, b > 0, with r = (y - mu) / b.
//   -log p(y | tau, mu, b) = log b - log(tau (1 - tau)) + r (tau - [r < 0])
// Its misfit is the quantile loss (check function): the fitted mu is the tau quantile of the data, and P(y < mu) = tau.
// At r = 0 it has a kink in mu: the score there is the middle of its two slopes.
class AsymmetricLaplace {
 public:
  static constexpr const char* name = "asymmetric-laplace";
  static constexpr const char* loss = "quantile (pinball) loss";
  static constexpr Link link = Link::identity;
  static constexpr Observation observation = Observation::real;
  static constexpr Parameter parameters[] = {
      {"tau", "τ", 0, 1, true, true, 0.5, 0.05, 0.95, "must be above 0 and below 1", Role::chosen},
      {"mu", "μ", -infinity, infinity, true, true, 0, -5, 5, "must be a finite number"},
      {"b", "b", 0, infinity, true, true, 1, 0.05, 5, "must be above 0 and finite", Role::scale}};

  explicit AsymmetricLaplace(std::span<const double> theta)
      : tau_(theta[0]), mu_(theta[1]), b_(theta[2]), log_b_(log(b_)), log_slopes_(log(tau_) + log1p(-tau_)) {}

  double constant(double) const { return 0; }
  double normaliser() const { return log_b_ - log_slopes_; }
  double misfit(double y) const {
    const double r = residual(y);
    return std::isinf(r) ? check(y - mu_) / b_ : check(r);  // a small tau may bring it back into range
  }
  double density(double y) const { return exp(-misfit(y)) * (tau_ * (1 - tau_)) / b_; }

  void add_score(double y, std::span<double> g) const {
    const double r = residual(y);
    g[0] += std::fmax((2 * tau_ - 1) / tau_ / (1 - tau_), -std::numeric_limits<double>::max()) + r;  // one is finite
    g[1] += -slope(r) / b_;
    g[2] += (1 - check(r)) / b_;
  }
  void add_hessian(double y, std::span<double> h) const {
    const double r = residual(y);
    h[0] += 1 / tau_ / tau_ + 1 / (1 - tau_) / (1 - tau_);
    location_scale::add_mixed(h, 0, 1, -1 / b_);
    location_scale::add_mixed(h, 0, 2, -r / b_);
    location_scale::add_mixed(h, 1, 2, slope(r) / b_ / b_);
    h[8] += (2 * check(r) - 1) / b_ / b_;
  }
  // The variance of the score: minus the expected second derivative misses the kink. The check loss of y is a
  // standard exponential variable, independent of the side of mu.
  void information(std::span<double> h) const {
    for (double& entry : h) entry = 0;
    h[0] = 1 / tau_ / tau_ + 1 / (1 - tau_) / (1 - tau_);
    location_scale::add_mixed(h, 0, 1, -1 / b_);
    location_scale::add_mixed(h, 0, 2, (2 * tau_ - 1) / tau_ / (1 - tau_) / b_);
    h[4] = tau_ * (1 - tau_) / b_ / b_;
    h[8] = 1 / b_ / b_;
  }

  // mu: a tau quantile; b: the mean check loss.
  static Fit fit(std::span<const double> y, const FitOptions& options) {
    const double tau = held(parameters, options, 0), set_mu = held(parameters, options, 1);
    const double set_b = held(parameters, options, 2);
    const bool free_mu = std::isnan(set_mu), free_b = std::isnan(set_b);
    if (!free_mu && !free_b) return evaluated<AsymmetricLaplace>(y, options);
    const Interval optima = free_mu ? quantiles(y, tau) : Interval{set_mu, set_mu};
    const double mu = optima.low + (optima.high / 2 - optima.low / 2);  // high - low could overflow
    const double unit[] = {tau, mu, 1};
    const AsymmetricLaplace at_mu(unit);
    double checks = 0;
    for (double v : y) checks += at_mu.misfit(v);
    Fit fit;
    if (checks == 0 && free_b) {
      fit.status = FitStatus::unbounded;
      fit.theta = {tau, mu, 0};
      fit.nll = -infinity;
      fit.message = "All observations are equal: the likelihood grows without bound as b goes to 0.";
      return fit;
    }
    fit.theta = {tau, mu, free_b ? checks / static_cast<double>(y.size()) : set_b};
    fit.nll = nll_sum<AsymmetricLaplace>(y, fit.theta);
    fit.message = !free_b ? "The maximum is at the tau quantile."
                  : free_mu ? "The maximum is at the tau quantile and the mean check loss."
                            : "The maximum is at the mean check loss.";
    if (optima.low != optima.high) {
      fit.status = FitStatus::not_unique;
      fit.message =
          "Any mu between the two observations at the tau quantile has the same likelihood: this is their midpoint.";
    }
    return fit;
  }

  double draw(Random& random) const { return quantile(random.uniform()); }

  double cdf(double y) const {
    const double r = residual(y);
    if (r < 0) return tau_ * exp((1 - tau_) * r);
    return tau_ - (1 - tau_) * tails::exp_less_one(-tau_ * r);
  }
  // p / tau and (1 - p) / (1 - tau) by their differences from 1 where they are close to it.
  double quantile(double p) const {
    const double below = (tau_ - p) / tau_, above = (p - tau_) / (1 - tau_);
    if (p < tau_) return mu_ + b_ * ((below < 0.5 ? log1p(-below) : log(p / tau_)) / (1 - tau_));
    return mu_ - b_ * ((above < 0.5 ? log1p(-above) : log((1 - p) / (1 - tau_))) / tau_);
  }

 private:
  struct Interval {
    double low, high;
  };

  // Every minimiser of the summed check loss: an observation, or all between two where n tau is a whole number. tau is
  // a rounded decimal as a rule (0.07), so whole means within its rounding.
  static Interval quantiles(std::span<const double> y, double tau) {
    std::vector<double> ordered(y.begin(), y.end());
    const double n = static_cast<double>(y.size()), rank = n * tau, whole = std::floor(rank + 0.5);
    const bool between = whole >= 1 && whole < n && std::fabs(rank - whole) <= 4e-16 * rank;
    const auto at = ordered.begin() + static_cast<std::ptrdiff_t>(between ? whole : std::fmin(std::floor(rank), n - 1));
    std::nth_element(ordered.begin(), at, ordered.end());
    return {between ? *std::max_element(ordered.begin(), at) : *at, *at};
  }

  double residual(double y) const { return (y - mu_) / b_; }
  double check(double r) const { return r < 0 ? (tau_ - 1) * r : tau_ * r; }
  double slope(double r) const { return r < 0 ? tau_ - 1 : r > 0 ? tau_ : tau_ - 0.5; }

  double tau_, mu_, b_, log_b_, log_slopes_;
};

static_assert(Likelihood<AsymmetricLaplace>);

}  // namespace mle
