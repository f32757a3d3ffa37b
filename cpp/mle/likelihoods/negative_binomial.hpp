#pragma once

#include <algorithm>

#include "mle/count_quantile.hpp"
#include "mle/dispersion.hpp"
#include "mle/error_function.hpp"
#include "mle/incomplete_beta.hpp"
#include "mle/likelihoods/poisson.hpp"
#include "mle/root.hpp"
#include "mle/twofold.hpp"
#include "mle/variates.hpp"

namespace mle {

// Negative binomial counts: y in {0, 1, 2, ...}, mean m > 0, size s > 0; variance m + m^2 / s. A Poisson count whose
// rate is gamma of shape s and mean m; the Poisson model is its limit for a large size.
//   -log p(y | m, s) = log y! + log Gamma(s) - log Gamma(y + s) - s log(s / (s + m)) - y log(m / (s + m))
// Those terms are large and nearly cancel. So the NLL is added up in Loader's form instead, of parts that are never
// negative, with n = s + y, t = (y - m) / (s + m) and G(x) = log Gamma(x) - x log x + x:
//   (log y! - (y log y - y)) + (G(s) - G(n)) + s (t - log(1 + t)) + (y log(y / M) + M - y),  M = m (1 + t).
// Error 4 ulp of the sum of the terms' magnitudes, times 1 + condition number.
class NegativeBinomial {
 public:
  static constexpr const char* name = "negative-binomial";
  static constexpr const char* loss = "negative binomial loss";
  static constexpr Link link = Link::log;
  static constexpr Observation observation = Observation::count;
  using Limit = Poisson;  // as size grows
  static constexpr Parameter parameters[] = {
      {"mean", "μ", 0, infinity, true, true, 2, 0.05, 15, "must be above 0 and finite"},
      {"size", "r", 0, infinity, true, true, 2, 0.1, 20, "must be above 0 and finite", Role::shape}};

  explicit NegativeBinomial(std::span<const double> theta)
      : mean_(theta[0]),
        size_(theta[1]),
        unit_(std::fmax(mean_, size_) > 0x1p1020 ? 0.25 : 1),
        total_(unit_ * mean_ + unit_ * size_),
        mean_share_(unit_ * mean_ / total_),
        size_share_(unit_ * size_ / total_) {}

  double constant(double y) const { return log_factorial(y); }
  double normaliser() const {
    if (mean_ < 1e-17 * size_) return mean_;  // their ratio might be subnormal
    return size_ * gamma_series::log1p_ratio(mean_, size_);
  }
  double misfit(double y) const {
    if (y == 0) return 0;
    // Gamma(s + y) / Gamma(s) is s^y for a size whose double overflows
    return -(size_ > 1e300 ? y * log(size_) : log_gamma_ratio(size_, y)) - y * log_mean_share();
  }
  double nll(double y) const {
    if (y == 0) return normaliser();
    const double t = excess(y), v = -t / (2 + t);
    const double of_size = near_zero(v) ? size_ * deviance_series(1, -t, v)
                                        : (y - mean_) * size_share_ - size_ * log_one_plus_excess(y);
    const double ratio = unit_ * (size_ + y) / total_;  // not 1 + t, where t is close to -1
    const double expected = std::isfinite(ratio) ? mean_ * ratio : mean_share_ * (size_ + y), difference = (y - mean_) * size_share_;
    const double w = difference / (y + expected);
    const double of_count = near_zero(w) ? deviance_series(y, difference, w) : deviance(y, expected);
    return stirling_excess(y) + stirling_difference(size_, y) + of_size + of_count;
  }
  double density(double y) const { return exp(-nll(y)); }

  void add_score(double y, std::span<double> g) const {
    g[0] += (mean_ - y) / mean_ * size_share_;
    g[1] += size_score(y);
  }
  void add_hessian(double y, std::span<double> h) const {
    const double sum = mean_ + size_;
    const double mixed = -excess(y) / sum;
    h[0] += size_share_ * (y / mean_ + (y - mean_) / sum) / mean_;
    h[1] += mixed;
    h[2] += mixed;
    h[3] += size_curvature(y);
  }
  void information(std::span<double> h) const {
    h[0] = size_share_ / mean_;
    h[1] = h[2] = 0;
    h[3] = size_information(mean_share_, size_share_, size_);
  }

  // mean = the sample's; size: where the derivative in it vanishes. There is a finite one only where the counts vary
  // more than Poisson counts would: n sum y (y - 1) > (sum y)^2.
  static Fit fit(std::span<const double> y, const FitOptions& options) {
    const double set_mean = held(parameters, options, 0), set_size = held(parameters, options, 1);
    const bool free_mean = std::isnan(set_mean), free_size = std::isnan(set_size);
    if (!free_mean && !free_size) return evaluated<NegativeBinomial>(y, options);
    const double n = static_cast<double>(y.size());
    double total = 0, pairs = 0;
    for (double v : y) {
      total += v;
      pairs += v * (v - 1);
    }
    const double mean = free_mean ? total / n : set_mean;
    if (total == 0) return of_zeros(free_mean, mean, free_size ? infinity : set_size);
    Fit fit;
    if (!free_size) {
      fit.theta = {mean, set_size};
      fit.nll = nll_sum<NegativeBinomial>(y, fit.theta);
      fit.message = "The maximum is at the mean count.";
      return fit;
    }
    // Twice the limit of size^2 times the derivative of the NLL in the size; exact for sums below 2^53.
    const Twofold at_infinity = free_mean ? product_of(n, pairs) - product_of(total, total)
                                          : product_of(n, pairs) - product_of(n * mean, 2 * total - n * mean);
    if (!(at_infinity.high > 0)) {
      fit.status = FitStatus::no_maximum;
      fit.theta = {mean, infinity};
      fit.nll = nll_sum<Poisson>(y, {fit.theta.data(), 1});
      fit.message = "The counts vary no more than Poisson counts would: the likelihood rises for ever as the size "
                    "grows, towards the Poisson model's.";
      return fit;
    }
    const std::vector<Tally> tallies = tally(y);
    const auto derivative = [&](double size) {  // of the NLL in log size: bounded where the size tends to 0
      const double theta[] = {mean, size};
      const NegativeBinomial model(theta);
      ValueAndSlope at = {0, 0};
      for (const Tally& t : tallies) {
        const double score = size * model.size_score(t.count);
        at.value += t.rows * score;
        at.slope += t.rows * (score + size * size * model.size_curvature(t.count));
      }
      return at;
    };
    const double by_moments = mean * n / at_infinity.high * mean * n;
    const Root size = find_root(derivative, least_size, largest_size,
                                std::fmin(std::fmax(by_moments, least_size), largest_size));
    fit.theta = {mean, size.x};
    fit.nll = nll_sum<NegativeBinomial>(y, fit.theta);
    fit.iterations = size.iterations;
    fit.message = free_mean ? "The maximum is at the mean count, and the size where the derivative vanishes."
                            : "The maximum is at the size where the derivative vanishes.";
    return fit;
  }

  // I_x(size, floor(y) + 1), x = size / (size + mean). Relative error 1e-13 for size and count from 0.01 to 1e8; by the
  // limits of the model where size or count is beyond what the incomplete beta function takes.
  double cdf(double y) const {
    if (y < 0) return 0;
    const double k = std::floor(y) + 1;
    if (size_ < 1e-20) return 1;  // P(0) is exp(-size log(1 + mean / size))
    if (k > 1e15 * std::fmax(size_, 1)) return gamma_lower(size_, size_ * (k / mean_));
    if (std::fmin(size_, k) > 1e15) return gaussian_cdf((k - mean_) / deviation());
    if (size_ > 1e280) return Poisson({&mean_, 1}).cdf(y);
    const double unit = mean_ > 1e280 ? 0x1p-200 : 1;
    const incomplete_beta::Share share = incomplete_beta::share_of({unit * size_}, {unit * mean_});
    return tails::probability(incomplete_beta::tail(size_, k, share), true);
  }
  double quantile(double p) const {
    return least_count([this](double y) { return cdf(y); }, p, mean_, deviation());
  }

  static Status check_sampling(std::span<const double> theta) {
    if (theta[0] * (1 + 100 / theta[1]) <= largest_count / 2) return {};
    return Status::invalid("mean", "must be at most 2^52 / (1 + 100 / size) to draw from, so that every draw is a "
                           "count up to 2^53", theta[0]);
  }

  double draw(Random& random) const {
    const double rate = mean_ * (gamma_variate(random, size_) / size_);
    return Poisson({&rate, 1}).draw(random);
  }

 private:
  // Any size that data of counts up to 2^53 can ask for lies between; in between no square under- or overflows.
  static constexpr double least_size = 1e-305, largest_size = 1e100;

  struct Tally {
    double count, rows;
  };

  static std::vector<Tally> tally(std::span<const double> y) {
    std::vector<double> ordered(y.begin(), y.end());
    std::sort(ordered.begin(), ordered.end());
    std::vector<Tally> tallies;
    for (double v : ordered) {
      if (tallies.empty() || tallies.back().count != v) tallies.push_back({v, 0});
      tallies.back().rows += 1;
    }
    return tallies;
  }

  static Fit of_zeros(bool free_mean, double mean, double size) {
    Fit fit;
    fit.status = FitStatus::boundary;
    fit.theta = {mean, free_mean ? size : 0};
    fit.nll = 0;
    fit.message = free_mean ? "Every count is 0: the likelihood rises all the way to mean = 0, the edge of the domain, "
                              "whatever the size."
                            : "Every count is 0: the likelihood rises all the way to size = 0, the edge of the domain.";
    return fit;
  }

  double deviation() const { return std::sqrt(mean_) * std::sqrt(1 + mean_ / size_); }

  // t: by what share y + s exceeds m + s.
  double excess(double y) const { return unit_ * (y - mean_) / total_; }
  // log(1 + t) for t far from 0
  double log_one_plus_excess(double y) const {
    const double ratio = unit_ * (size_ + y) / total_;
    return ratio > 1e-300 && ratio < 1e300 ? log(ratio) : log(unit_ * (size_ + y)) - log(total_);
  }
  static bool near_zero(double v) { return std::fabs(v) <= 1.0 / 3; }
  double log_mean_share() const { return -gamma_series::log1p_ratio(size_, mean_); }

  // d(-log p)/d size = (t - log(1 + t)) - (L(s) - L(n)), L(x) = log x - digamma(x)
  double size_score(double y) const {
    const double t = excess(y), v = -t / (2 + t);
    const double gap = near_zero(v) ? deviance_series(1, -t, v) : t - log_one_plus_excess(y);
    return gap - log_less_digamma_difference(size_, y);
  }
  double size_curvature(double y) const {
    const double t = excess(y);
    return trigamma_excess_difference(size_, y) - t / (size_ + y) * t;
  }

  double mean_, size_;
  double unit_;  // keeps the sum of mean and size from overflowing
  double total_, mean_share_, size_share_;
};

static_assert(Likelihood<NegativeBinomial>);

}  // namespace mle
