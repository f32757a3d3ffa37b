#pragma once

#include "mle/kernels/summary.hpp"
#include "mle/likelihood.hpp"

namespace mle {

// Bernoulli by its probability: P(y = 1) = p, y in {0, 1}, p in [0, 1].
//   -log p(y | p) = -(y log p + (1 - y) log(1 - p)), with 0 log 0 = 0,
// so it is +infinity at p = 0 for y = 1 and at p = 1 for y = 0, and that is right.
class Bernoulli {
 public:
  static constexpr const char* name = "bernoulli";
  static constexpr const char* loss = "binary cross-entropy";
  static constexpr Link link = Link::logit;
  static constexpr Observation observation = Observation::binary;
  static constexpr Parameter parameters[] = {
      {"p", "p", 0, 1, false, false, 0.5, 0.01, 0.99, "must be from 0 to 1"}};

  // Tables looked up by y: a choice by branch would be mispredicted on every other coin.
  // "+ 0" turns the -0 of log 1 into 0.
  explicit Bernoulli(std::span<const double> theta)
      : p_(theta[0]),
        probability_{1 - p_, p_},
        loss_{-log1p(-p_) + 0.0, -log(p_) + 0.0},
        score_{1 / (1 - p_), -1 / p_} {}

  double constant(double) const { return 0; }
  double normaliser() const { return 0; }
  double misfit(double y) const { return loss_[y == 1]; }
  double density(double y) const { return probability_[y == 1]; }

  // The flips of a coin, counted: all that the likelihood knows of them.
  struct Summary {
    double heads, tails;
    explicit Summary(std::span<const double> y)
        : heads(kernels::count_ones(y)), tails(static_cast<double>(y.size()) - heads) {}
  };
  double nll_of(const Summary& flips) const {  // 0 times infinity is 0 here
    return (flips.heads == 0 ? 0 : flips.heads * loss_[1]) + (flips.tails == 0 ? 0 : flips.tails * loss_[0]);
  }

  void add_score(double y, std::span<double> g) const { g[0] += score_[y == 1]; }
  void add_hessian(double y, std::span<double> h) const { h[0] += score_[y == 1] * score_[y == 1]; }
  void information(std::span<double> h) const { h[0] = 1 / (p_ * (1 - p_)); }

  static Fit fit(std::span<const double> y, const FitOptions& options) {
    if (!std::isnan(held(parameters, options, 0))) return evaluated<Bernoulli>(y, options);
    const double p = kernels::count_ones(y) / static_cast<double>(y.size());
    Fit fit;
    fit.theta = {p};
    fit.nll = nll_sum<Bernoulli>(y, fit.theta);
    fit.message = "The maximum is at the share of ones.";
    if (p == 0 || p == 1) {
      fit.status = FitStatus::boundary;
      fit.message = p == 1 ? "Every observation is 1: the likelihood still rises at p = 1, the edge of the domain."
                           : "Every observation is 0: the likelihood still rises at p = 0, the edge of the domain.";
    }
    return fit;
  }

  double cdf(double y) const { return y < 0 ? 0 : y < 1 ? probability_[0] : 1; }
  double quantile(double p) const { return p <= probability_[0] ? 0 : 1; }

  double draw(Random& random) const { return random.uniform() < p_ ? 1 : 0; }

 private:
  double p_;
  double probability_[2], loss_[2], score_[2];  // of y = 0 and of y = 1
};

static_assert(Likelihood<Bernoulli>);

}  // namespace mle
