#pragma once

#include "mle/error_function.hpp"
#include "mle/kernels/summary.hpp"
#include "mle/likelihood.hpp"
#include "mle/special.hpp"
#include "mle/standardise.hpp"

namespace mle {

// Gaussian noise: y real, mu real, sigma > 0, with r = y - mu.
//   -log p(y | mu, sigma) = 0.5 log(2 pi) + log sigma + r^2 / (2 sigma^2)
// It is negative where the density exceeds 1.
class Gaussian {
 public:
  static constexpr const char* name = "gaussian";
  static constexpr const char* loss = "squared error";
  static constexpr Link link = Link::identity;
  static constexpr Observation observation = Observation::real;
  static constexpr Parameter parameters[] = {
      {"mu", "μ", -infinity, infinity, true, true, 0, -5, 5, "must be a finite number"},
      {"sigma", "σ", 0, infinity, true, true, 1, 0.05, 5, "must be above 0 and finite", Role::scale}};

  explicit Gaussian(std::span<const double> theta)
      : mu_(theta[0]), sigma_(theta[1]), log_sigma_(log(sigma_)) {}

  double constant(double) const { return half_log_two_pi; }
  double normaliser() const { return log_sigma_; }
  double misfit(double y) const {
    const double z = (y - mu_) / sigma_;  // divide first: r^2 may overflow where r / sigma does not
    return 0.5 * z * z;
  }
  double density(double y) const { return exp(-misfit(y)) / (sigma_ * sqrt_two_pi); }

  // The whole sample at the speed of reading it.
  double nll_of_all(std::span<const double> y) const {
    return kernels::gaussian_nll_sum(y, kernels::Same{mu_}, kernels::Same{sigma_});
  }

  // n (log(2 pi) / 2 + log sigma + (spread^2 + (mean - mu)^2) / (2 sigma^2))
  using Summary = kernels::Moments;
  double nll_of(const Summary& sample) const {
    const double spread = sample.spread / sigma_, distance = sample.distance(mu_) / sigma_;
    return sample.n * ((half_log_two_pi + log_sigma_) + 0.5 * (spread * spread + distance * distance));
  }

  // The same over a grid, whose first parameter is theta[i]: a level and a weight for each sigma, a square for each mu.
  // False where squares would leave the range of a double before they are divided.
  static bool surface(const Summary& sample, std::size_t i, std::span<const double> grid_i,
                      std::span<const double> grid_j, std::span<double> out) {
    const std::span<const double> mus = i == 0 ? grid_i : grid_j, sigmas = i == 0 ? grid_j : grid_i;
    std::vector<double> square(mus.size()), level(sigmas.size()), weight(sigmas.size());
    for (std::size_t a = 0; a < mus.size(); ++a) {
      const double distance = sample.distance(mus[a]);
      square[a] = sample.spread * sample.spread + distance * distance;
      if (!kernels::detail::well_scaled(square[a])) return false;
    }
    for (std::size_t b = 0; b < sigmas.size(); ++b) {
      level[b] = sample.n * (half_log_two_pi + log(sigmas[b]));
      weight[b] = 0.5 * sample.n / sigmas[b] / sigmas[b];
      if (!kernels::detail::well_scaled(weight[b])) return false;
    }
    if (i == 0) {
      for (std::size_t b = 0; b < sigmas.size(); ++b)
        kernels::surface_of_squares(level[b], weight[b], square, out.data() + b * mus.size());
    } else {
      for (std::size_t a = 0; a < mus.size(); ++a)
        kernels::surface_of_levels(level, weight, square[a], out.data() + a * sigmas.size());
    }
    return true;
  }

  void add_score(double y, std::span<double> g) const {
    const double z = (y - mu_) / sigma_;
    g[0] += -z / sigma_;
    g[1] += (1 - z * z) / sigma_;
  }
  void add_hessian(double y, std::span<double> h) const {
    const double z = (y - mu_) / sigma_;
    h[0] += 1 / sigma_ / sigma_;
    h[1] += 2 * z / sigma_ / sigma_;
    h[2] += 2 * z / sigma_ / sigma_;
    h[3] += (3 * z * z - 1) / sigma_ / sigma_;
  }
  void information(std::span<double> h) const {
    h[0] = 1 / sigma_ / sigma_;
    h[1] = h[2] = 0;
    h[3] = 2 / sigma_ / sigma_;
  }

  // mu = mean, sigma^2 = SS / n (not n - 1: that is the unbiased variance, not the maximum).
  static Fit fit(std::span<const double> y, const FitOptions& options) {
    const double set_mu = held(parameters, options, 0), set_sigma = held(parameters, options, 1);
    const bool free_mu = std::isnan(set_mu), free_sigma = std::isnan(set_sigma);
    if (!free_mu && !free_sigma) return evaluated<Gaussian>(y, options);
    const double n = static_cast<double>(y.size());
    double shift_sum = 0;  // sums of y - y[0] keep the digits that sums of large y lose
    for (double v : y) shift_sum += v - y[0];
    const double mu = free_mu ? y[0] + shift_sum / n : set_mu;
    double largest = 0;  // scaling by the largest residual keeps its square in range
    for (double v : y) largest = std::fmax(largest, std::fabs(v - mu));
    bool all_equal = true;  // not largest == 0: the mean of equal numbers may round away from them
    double squares = 0;
    for (double v : y) {
      all_equal = all_equal && v == (free_mu ? y[0] : mu);
      const double scaled = (v - mu) / largest;
      squares += scaled * scaled;
    }
    Fit fit;
    if (all_equal && free_sigma) {
      fit.status = FitStatus::unbounded;
      fit.theta = {y[0], 0};
      fit.nll = -infinity;
      fit.message = "All observations are equal: the likelihood grows without bound as sigma goes to 0.";
      return fit;
    }
    fit.theta = {mu, free_sigma ? largest * std::sqrt(squares / n) : set_sigma};
    fit.nll = nll_sum<Gaussian>(y, fit.theta);
    fit.message = !free_sigma ? "The maximum is at the mean."
                  : free_mu   ? "The maximum is at the mean and the root mean squared residual (divided by n)."
                              : "The maximum is at the root mean squared residual (divided by n).";
    return fit;
  }

  // Relative error 1e-14, in the lower tail too.
  double cdf(double y) const {
    const Twofold z = standardised(y, mu_, sigma_);
    return gaussian_cdf(z.high) + exp(-0.5 * z.high * z.high) / sqrt_two_pi * z.low;
  }
  double quantile(double p) const { return mu_ + sigma_ * gaussian_quantile(p); }

  double draw(Random& random) const { return mu_ + sigma_ * random.gaussian(); }

 private:
  static constexpr double sqrt_two_pi = 2.50662827463100050242;

  double mu_, sigma_, log_sigma_;
};

static_assert(Likelihood<Gaussian>);

}  // namespace mle
