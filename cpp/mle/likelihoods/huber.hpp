#pragma once

#include "mle/error_function.hpp"
#include "mle/location_scale.hpp"

namespace mle {

// The density whose misfit is Huber's loss: y real, k > 0, mu real, sigma > 0, with r = (y - mu) / sigma.
//   -log p(y | k, mu, sigma) = log c + log sigma + (r^2 / 2 if |r| <= k, else k |r| - k^2 / 2)
//   c = sqrt(2 pi) (2 Phi(k) - 1) + 2 e^(-k^2 / 2) / k
// A Gaussian to k sigma from mu and exponential tails beyond (Huber, Annals of Mathematical Statistics 35, 1964). As a
// framework's loss: delta = k sigma. Its second derivatives jump at |r| = k.
class Huber {
 public:
  static constexpr const char* name = "huber";
  static constexpr const char* loss = "Huber loss";
  static constexpr Link link = Link::identity;
  static constexpr Observation observation = Observation::real;
  static constexpr Parameter parameters[] = {
      {"k", "k", 0, infinity, true, true, 1.345, 0.1, 3, "must be above 0 and finite", Role::chosen},
      {"mu", "μ", -infinity, infinity, true, true, 0, -5, 5, "must be a finite number"},
      {"sigma", "σ", 0, infinity, true, true, 1, 0.05, 5, "must be above 0 and finite", Role::scale}};

  explicit Huber(std::span<const double> theta) : k_(theta[0]), mu_(theta[1]), sigma_(theta[2]) {
    const double less = std::fmin(k_, 1);  // c is nearly 2 / k for a small k: so c times it, between 2 and 3
    const double tails = 2 * (less / k_) * exp(-0.5 * k_ * k_);
    const double middle = less * (sqrt_two_pi * erf(sqrt_half * k_));
    const double total = tails + middle;
    log_c_ = log(total) - log(less);
    inverse_c_ = less / total;
    beyond_ = tails / total;
    within_ = middle / total;
    log_sigma_ = log(sigma_);
  }

  double constant(double) const { return 0; }
  double normaliser() const { return log_c_ + log_sigma_; }
  double misfit(double y) const {
    const double size = std::fabs(residual(y));
    if (size <= k_) return 0.5 * size * size;
    if (std::isinf(size)) return k_ * std::fabs(y - mu_) / sigma_;  // a small k may bring it back into range
    return k_ * (size - 0.5 * k_);
  }
  double density(double y) const { return exp(-misfit(y)) * inverse_c_ / sigma_; }

  void add_score(double y, std::span<double> g) const {
    const double r = residual(y), excess = std::fmax(0, std::fabs(r) - k_), psi = clamped(r);
    g[0] += excess - std::fmin(beyond_ / k_, std::numeric_limits<double>::max());  // at least one is finite
    g[1] += -psi / sigma_;
    g[2] += (1 - r * psi) / sigma_;
  }
  void add_hessian(double y, std::span<double> h) const {
    const double r = residual(y), psi = clamped(r);
    const bool outside = std::fabs(r) > k_;
    h[0] += beyond_ * (1 + (2 - beyond_) / k_ / k_) - (outside ? 1 : 0);
    if (outside) {
      location_scale::add_mixed(h, 0, 1, (r < 0 ? 1 : -1) / sigma_);
      location_scale::add_mixed(h, 0, 2, -std::fabs(r) / sigma_);
    }
    const double bend = outside ? 0 : r;  // r psi'(r)
    h[4] += (outside ? 0 : 1) / sigma_ / sigma_;
    location_scale::add_mixed(h, 1, 2, (psi + bend) / sigma_ / sigma_);
    h[8] += (r * (2 * psi + bend) - 1) / sigma_ / sigma_;
  }
  // With P(|r| > k) = beyond; there |r| - k is exponential of rate k.
  void information(std::span<double> h) const {
    for (double& entry : h) entry = 0;
    h[0] = beyond_ * (2 - beyond_) / k_ / k_;
    location_scale::add_mixed(h, 0, 2, -beyond_ * (k_ + 1 / k_) / sigma_);
    h[4] = within_ / sigma_ / sigma_;
    h[8] = (1 + within_ - beyond_ * k_ * k_) / sigma_ / sigma_;
  }

  // The NLL is convex in (mu / sigma, 1 / sigma). A maximum exists unless all observations are equal: beyond them the
  // misfits grow as 1 / sigma, faster than -n log sigma, however many are equal. It may be an interval in mu, between
  // the two middle observations where all of them lie further than k sigma from it (a median then, as for Laplace).
  static Fit fit(std::span<const double> y, const FitOptions& options) {
    const location_scale::Task task = location_scale::task_of(y, parameters, options);
    const bool free_sigma = task.free(2);
    if (!task.free(1) && !free_sigma) return evaluated<Huber>(y, options);
    if (free_sigma && location_scale::all_equal(task))
      return location_scale::unbounded(
          {task.set[0], y[0], 0}, "All observations are equal: the likelihood grows without bound as sigma goes to 0.");
    const Objective& objective = objective_of<Huber>;
    const std::size_t half = task.ordered.size() / 2;
    if (task.free(1) && task.ordered.size() % 2 == 0) {
      const double low = task.ordered[half - 1], high = task.ordered[half], k = task.set[0];
      const double sigma = free_sigma ? k * location_scale::mean_distance(task.ordered, low) : task.set[2];
      if (high - low > 2 * k * sigma) {
        const Search middle = {{k, low + 0.5 * (high - low), sigma}, 0, SearchEnd::converged, 0};
        Fit fit = location_scale::finished(
            objective, y, middle,
            "No observation lies within k sigma: any mu that far from all is as likely. This is the midpoint.");
        fit.status = FitStatus::not_unique;
        return fit;
      }
    }
    std::vector<double> start = location_scale::plain_start(task);
    if (free_sigma) start[2] *= std::fmin(start[0], 1);  // Laplace's, k mean |y - mu|, for a small k
    const Search best = location_scale::search_from(objective, task, start);
    return location_scale::finished(objective, y, best, "The search found the only maximum.");
  }

  double draw(Random& random) const { return quantile(random.uniform()); }

  double cdf(double y) const {
    const double r = residual(y);
    return r < 0 ? lower(r) : 1 - lower(-r);
  }
  double quantile(double p) const {
    if (p == 0.5) return mu_;
    return p < 0.5 ? mu_ - sigma_ * distance(p, p - 0.5) : mu_ + sigma_ * distance(1 - p, 0.5 - p);
  }

 private:
  static constexpr double sqrt_half = 0.70710678118654752440;
  static constexpr double sqrt_two_pi = 2.50662827463100050242;

  double residual(double y) const { return (y - mu_) / sigma_; }
  double clamped(double r) const { return std::fmin(std::fmax(r, -k_), k_); }

  // P(R <= r) for r <= 0.
  double lower(double r) const {
    if (r < -k_) return 0.5 * beyond_ * exp(k_ * (r + k_));
    return 0.5 * beyond_ + sqrt_two_pi * inverse_c_ * (gaussian_cdf(r) - gaussian_cdf(-k_));
  }

  // The r > 0 with P(R <= -r) = p < 1/2; from_half = p - 1/2, exact where p is not.
  double distance(double p, double from_half) const {
    const double tail = 0.5 * beyond_;
    if (p <= tail) return k_ - log(p / tail) / k_;
    const double share = 1 / inverse_c_ / sqrt_two_pi;  // c over the Gaussian's own
    const double gaussian = p < 0.25 ? gaussian_cdf(-k_) + share * (p - tail) : 0.5 + share * from_half;
    return std::fmin(-gaussian_quantile(std::fmax(gaussian, 5e-324)), k_);
  }

  double k_, mu_, sigma_, log_c_, log_sigma_;
  double inverse_c_;
  double beyond_, within_;  // P(|r| > k) and P(|r| <= k), each without cancellation
};

static_assert(Likelihood<Huber>);

}  // namespace mle
