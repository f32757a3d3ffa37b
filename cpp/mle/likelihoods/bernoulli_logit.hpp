#pragma once

#include "mle/likelihood.hpp"
#include "mle/likelihoods/bernoulli.hpp"
#include "mle/special.hpp"

namespace mle {

// Bernoulli by its logit z = log(p / (1 - p)): y in {0, 1}, z real.
//   -log p(y | z) = softplus(z) - y z, finite for every z, linear in z where confident and wrong.
class BernoulliLogit {
 public:
  static constexpr const char* name = "bernoulli-logit";
  static constexpr const char* loss = "binary cross-entropy from logits";
  static constexpr Link link = Link::logit;
  static constexpr Observation observation = Observation::binary;
  static constexpr Parameter parameters[] = {
      {"logit", "z", -infinity, infinity, true, true, 0, -8, 8, "must be a finite number"}};

  explicit BernoulliLogit(std::span<const double> theta)
      : z_(theta[0]), tail_(log1p(exp(-std::fabs(z_)))), probability_{sigmoid(-z_), sigmoid(z_)} {}

  double constant(double) const { return 0; }
  double normaliser() const { return 0; }
  // In this order: (max(z, 0) - y z) is exact and 0 when right, so the small tail keeps its digits.
  double misfit(double y) const { return (std::fmax(z_, 0.0) - y * z_) + tail_; }
  double density(double y) const { return probability_[y == 1]; }

  using Summary = Bernoulli::Summary;
  double nll_of(const Summary& flips) const { return flips.heads * misfit(1) + flips.tails * misfit(0); }

  // p - y, written so that it keeps its digits when it is tiny.
  void add_score(double y, std::span<double> g) const { g[0] += (1 - 2 * y) * probability_[y != 1]; }
  void add_hessian(double, std::span<double> h) const { h[0] += probability_[0] * probability_[1]; }
  void information(std::span<double> h) const { h[0] = probability_[0] * probability_[1]; }

  static Fit fit(std::span<const double> y, const FitOptions& options) {
    if (!std::isnan(held(parameters, options, 0))) return evaluated<BernoulliLogit>(y, options);
    double heads = 0;
    for (double v : y) heads += v;
    const double tails = static_cast<double>(y.size()) - heads;
    Fit fit;
    if (heads == 0 || tails == 0) {
      fit.status = FitStatus::no_maximum;
      fit.theta = {tails == 0 ? infinity : -infinity};
      fit.nll = 0;
      fit.message = tails == 0 ? "Every observation is 1: the likelihood rises for ever as the logit grows."
                               : "Every observation is 0: the likelihood rises for ever as the logit falls.";
      return fit;
    }
    fit.theta = {log(heads / tails)};
    fit.nll = nll_sum<BernoulliLogit>(y, fit.theta);
    fit.message = "The maximum is at the logit of the share of ones.";
    return fit;
  }

  double cdf(double y) const { return y < 0 ? 0 : y < 1 ? probability_[0] : 1; }
  double quantile(double p) const { return p <= probability_[0] ? 0 : 1; }

  double draw(Random& random) const { return random.uniform() < probability_[1] ? 1 : 0; }

 private:
  double z_, tail_;
  double probability_[2];  // of 0 and of 1, each with all its digits
};

static_assert(Likelihood<BernoulliLogit>);

}  // namespace mle
