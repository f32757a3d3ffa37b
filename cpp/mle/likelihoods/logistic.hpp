#pragma once

#include "mle/location_scale.hpp"
#include "mle/special.hpp"
#include "mle/tail.hpp"

namespace mle {

// Logistic noise: y real, mu real, s > 0, with r = (y - mu) / s.
//   -log p(y | mu, s) = log s + |r| + 2 log(1 + e^-|r|) = 2 log 2 + log s + 2 log cosh(r / 2)
// Its standard deviation is s pi / sqrt 3.
class Logistic {
 public:
  static constexpr const char* name = "logistic";
  static constexpr const char* loss = "log-cosh";
  static constexpr Link link = Link::identity;
  static constexpr Observation observation = Observation::real;
  static constexpr Parameter parameters[] = {
      {"mu", "μ", -infinity, infinity, true, true, 0, -5, 5, "must be a finite number"},
      {"s", "s", 0, infinity, true, true, 1, 0.05, 5, "must be above 0 and finite", Role::scale}};

  explicit Logistic(std::span<const double> theta) : mu_(theta[0]), s_(theta[1]), log_s_(log(s_)) {}

  double constant(double) const { return 2 * ln2; }
  double normaliser() const { return log_s_; }
  // 2 log cosh(r / 2) = 2 log(1 + 2 sinh^2(r / 4)): near r = 0, where it is r^2 / 4, this keeps its digits. 6 ulp.
  double misfit(double y) const {
    const double size = std::fabs(residual(y));
    if (size > 40) return size - 2 * ln2;  // e^-|r| no longer shows
    const double less = -tails::exp_less_one(-0.5 * size);
    return 2 * log1p(0.5 * less * less / exp(-0.5 * size));
  }
  double nll(double y) const {
    const double size = std::fabs(residual(y));
    return log_s_ + (size + 2 * log1p(exp(-size)));
  }
  double density(double y) const {
    const double e = exp(-std::fabs(residual(y)));
    return e / (1 + e) / (1 + e) / s_;
  }

  void add_score(double y, std::span<double> g) const {
    const double r = residual(y), t = tanh_half(r);
    g[0] += -t / s_;
    g[1] += (1 - r * t) / s_;
  }
  // With t = tanh(r / 2) and its derivative q = 2 e / (1 + e)^2, e = e^-|r|.
  void add_hessian(double y, std::span<double> h) const {
    const double r = residual(y), t = tanh_half(r);
    const double e = exp(-std::fabs(r));
    const double q = 2 * e / (1 + e) / (1 + e), rq = q == 0 ? 0 : r * q;
    h[0] += q / s_ / s_;
    h[1] += (t + rq) / s_ / s_;
    h[2] += (t + rq) / s_ / s_;
    h[3] += (2 * (r * t) - 1 + (rq == 0 ? 0 : r * rq)) / s_ / s_;
  }
  void information(std::span<double> h) const {
    h[0] = 1.0 / 3 / s_ / s_;
    h[1] = h[2] = 0;
    h[3] = (1.0 / 3 + 1.09662271123215095765) / s_ / s_;  // pi^2 / 9
  }

  // The NLL is convex in (mu / s, 1 / s): one maximum. It has none only if all observations are equal, for else the
  // misfits grow as 1 / s, faster than -n log s.
  static Fit fit(std::span<const double> y, const FitOptions& options) {
    const location_scale::Task task = location_scale::task_of(y, parameters, options);
    if (!task.free(0) && !task.free(1)) return evaluated<Logistic>(y, options);
    if (task.free(1) && location_scale::all_equal(task))
      return location_scale::unbounded(
          {y[0], 0}, "All observations are equal: the likelihood grows without bound as s goes to 0.");
    const Objective& objective = objective_of<Logistic>;
    const Search best = location_scale::search_from(objective, task, location_scale::plain_start(task));
    return location_scale::finished(objective, y, best, "The search found the only maximum.");
  }

  double draw(Random& random) const { return quantile(random.uniform()); }

  double cdf(double y) const { return sigmoid(residual(y)); }
  double quantile(double p) const { return mu_ + s_ * logit(p); }

 private:
  double residual(double y) const { return (y - mu_) / s_; }

  static double tanh_half(double r) {
    const double less = -tails::exp_less_one(-std::fabs(r));  // 1 - e^-|r|
    return (r < 0 ? -less : less) / (2 - less);
  }

  double mu_, s_, log_s_;
};

static_assert(Likelihood<Logistic>);

}  // namespace mle
