#pragma once

#include "mle/count_quantile.hpp"
#include "mle/incomplete_gamma.hpp"
#include "mle/likelihood.hpp"
#include "mle/special.hpp"

namespace mle {

// Poisson counts: y in {0, 1, 2, ...}, rate >= 0 (at rate 0 every count is 0).
//   -log p(y | rate) = log y! + rate - y log rate, with 0 log 0 = 0
// For large counts those three are large and nearly cancel. So the NLL is added up in Loader's form instead ("Fast
// and Accurate Computation of Binomial Probabilities", 2000):
//   (log y! - (y log y - y)) + (y log(y / rate) + rate - y),
// of which neither part is negative. Relative error below 1e-15 for any count and rate
// (5e-16 at worst over the golden values).
class Poisson {
 public:
  static constexpr const char* name = "poisson";
  static constexpr const char* loss = "Poisson loss";
  static constexpr Link link = Link::log;
  static constexpr Observation observation = Observation::count;
  static constexpr Parameter parameters[] = {
      {"rate", "λ", 0, infinity, false, true, 1, 0.05, 15, "must be at least 0 and finite"}};

  explicit Poisson(std::span<const double> theta) : rate_(theta[0]), log_rate_(log(rate_)) {}

  double constant(double y) const { return log_factorial(y); }
  double normaliser() const { return rate_; }
  double misfit(double y) const { return y == 0 ? 0 : -y * log_rate_; }
  double nll(double y) const { return y == 0 ? rate_ : stirling_excess(y) + deviance(y, rate_); }
  double density(double y) const { return exp(-nll(y)); }

  void add_score(double y, std::span<double> g) const { g[0] += y == 0 ? 1 : 1 - y / rate_; }
  void add_hessian(double y, std::span<double> h) const { h[0] += y == 0 ? 0 : y / rate_ / rate_; }
  void information(std::span<double> h) const { h[0] = 1 / rate_; }

  static Fit fit(std::span<const double> y, const FitOptions& options) {
    if (!std::isnan(held(parameters, options, 0))) return evaluated<Poisson>(y, options);
    double total = 0;
    for (double v : y) total += v;
    Fit fit;
    fit.theta = {total / static_cast<double>(y.size())};
    fit.nll = nll_sum<Poisson>(y, fit.theta);
    fit.message = "The maximum is at the mean count.";
    if (total == 0) {
      fit.status = FitStatus::boundary;
      fit.message = "Every count is 0: the likelihood rises all the way to rate = 0, the edge of the domain.";
    }
    return fit;
  }

  // Q(floor(y) + 1, rate). Relative error 1e-13 for counts up to 1e10.
  double cdf(double y) const { return y < 0 ? 0 : gamma_upper(std::floor(y) + 1, rate_); }
  double quantile(double p) const {
    return least_count([this](double y) { return cdf(y); }, p, rate_, std::sqrt(rate_));
  }

  static Status check_sampling(std::span<const double> theta) {
    if (theta[0] <= largest_rate_to_draw) return {};
    return Status::invalid("rate", "must be at most 2^52 to draw from, so that every draw is a count up to 2^53",
                           theta[0]);
  }

  double draw(Random& random) const { return rate_ < 10 ? draw_small(random) : draw_large(random); }

 private:
  static constexpr double largest_rate_to_draw = largest_count / 2;

  // By inversion, adding up the masses from 0.
  double draw_small(Random& random) const {
    double left = random.uniform();
    double mass = exp(-rate_);
    double k = 0;
    while (left >= mass && mass > 0) {
      left -= mass;
      mass *= rate_ / ++k;
    }
    return k;
  }

  // Transformed rejection with squeeze (PTRS; Hoermann, Insurance: Mathematics and Economics 12, 1993).
  double draw_large(Random& random) const {
    const double b = 0.931 + 2.53 * std::sqrt(rate_);
    const double a = -0.059 + 0.02483 * b;
    const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
    const double v_r = 0.9277 - 3.6224 / (b - 2);
    for (;;) {
      const double u = random.uniform() - 0.5;
      const double v = random.uniform();
      const double us = 0.5 - std::fabs(u);
      const double k = std::floor((2 * a / us + b) * u + rate_ + 0.43);
      if (us >= 0.07 && v <= v_r) return k;
      if (k < 0 || (us < 0.013 && v > us)) continue;
      if (log(v * inverse_alpha / (a / (us * us) + b)) <= -nll(k)) return k;
    }
  }

  double rate_, log_rate_;
};

static_assert(Likelihood<Poisson>);

}  // namespace mle
