#pragma once

#include "mle/likelihood.hpp"
#include "mle/special.hpp"

namespace mle {

// Categorical by logits: y a class index in {0, ..., K - 1}, z real, K = z.size() >= 2.
//   -log p(y | z) = logsumexp(z) - z_y
// Adding one constant to every logit changes nothing, so neither does it change the rounding: everything
// is computed from z - max z.
class Categorical {
 public:
  static constexpr const char* name = "categorical";
  static constexpr const char* loss = "softmax cross-entropy";
  static constexpr Link link = Link::softmax;
  static constexpr Observation observation = Observation::class_index;
  static constexpr Parameter parameters[] = {
      {"logits", "z", -infinity, infinity, true, true, 0, -5, 5, "must hold only finite numbers", Role::predicted,
       true}};

  explicit Categorical(std::span<const double> theta) : z_(theta), probabilities_(theta.size()) {
    for (double v : z_) largest_ = std::fmax(largest_, v);
    log_sum_ = log_sum_exp(z_, largest_);
    softmax(z_, probabilities_);
  }

  double constant(double) const { return 0; }
  double normaliser() const { return largest_ + log_sum_; }
  double misfit(double y) const { return -logit(y) + 0.0; }
  double nll(double y) const { return (largest_ - logit(y)) + log_sum_; }
  double density(double y) const { return probabilities_[index(y)]; }

  struct Summary {
    std::vector<double> counts;  // of each class up to the last one seen
    explicit Summary(std::span<const double> y) {
      for (double v : y) {
        if (index(v) >= counts.size()) counts.resize(index(v) + 1);
        counts[index(v)] += 1;
      }
    }
  };
  double nll_of(const Summary& sample) const {
    double sum = 0;
    for (std::size_t j = 0; j < sample.counts.size(); ++j)
      if (sample.counts[j] > 0) sum += sample.counts[j] * ((largest_ - z_[j]) + log_sum_);
    return sum;
  }

  // p_j, and p_y - 1 at y: as minus the other probabilities, for near p_y = 1 the difference would lose its digits.
  void add_score(double y, std::span<double> g) const {
    const std::size_t observed = index(y);
    double others = 0;
    for (std::size_t j = 0; j < g.size(); ++j) {
      if (j == observed) continue;
      g[j] += probabilities_[j];
      others += probabilities_[j];
    }
    g[observed] -= others;
  }
  // The Hessian does not depend on y: diag(p) - p p', its diagonal p_j (1 - p_j) again from the others.
  void add_hessian(double, std::span<double> h) const {
    const std::size_t k = probabilities_.size();
    for (std::size_t j = 0; j < k; ++j) {
      double others = 0;
      for (std::size_t l = 0; l < k; ++l) {
        if (j == l) continue;
        h[j * k + l] -= probabilities_[j] * probabilities_[l];
        others += probabilities_[l];
      }
      h[j * k + j] += probabilities_[j] * others;
    }
  }
  void information(std::span<double> h) const { add_hessian(0, h); }

  // log of the classes' shares, moved to sum to zero: of the logits that give these probabilities, those.
  static Fit fit(std::span<const double> y, const FitOptions& options) {
    const std::size_t classes = options.classes;
    std::vector<double> counts(classes);
    for (double v : y) counts[index(v)] += 1;
    const double n = static_cast<double>(y.size());
    Fit fit;
    double present = 0, sum = 0;
    for (double count : counts) {
      fit.theta.push_back(log(count / n));
      if (count == 0) continue;
      present += 1;
      sum += fit.theta.back();
      fit.nll -= count * fit.theta.back();
    }
    fit.nll += 0.0;
    for (double& z : fit.theta) z -= sum / present;
    if (present < static_cast<double>(classes)) {
      fit.status = FitStatus::no_maximum;
      fit.message = "A class was never observed: the likelihood rises for ever as its logit falls.";
    } else {
      fit.message = "The probabilities are the classes' shares. The logits are fixed up to one added constant: "
                    "these sum to zero.";
    }
    return fit;
  }

  // By inversion of the cumulative probabilities.
  double draw(Random& random) const {
    double left = random.uniform();
    for (std::size_t j = 0; j + 1 < z_.size(); ++j) {
      left -= probabilities_[j];
      if (left < 0) return static_cast<double>(j);
    }
    return static_cast<double>(z_.size() - 1);
  }

 private:
  static std::size_t index(double y) { return static_cast<std::size_t>(y); }
  double logit(double y) const { return z_[index(y)]; }

  std::span<const double> z_;
  std::vector<double> probabilities_;
  double largest_ = -infinity;
  double log_sum_;  // logsumexp(z) - max z
};

static_assert(Likelihood<Categorical>);

}  // namespace mle
