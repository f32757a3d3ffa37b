#pragma once

#include "mle/gamma.hpp"
#include "mle/incomplete_gamma.hpp"
#include "mle/likelihood.hpp"
#include "mle/root.hpp"
#include "mle/variates.hpp"

namespace mle {

// Gamma: y > 0, shape a > 0, rate > 0; mean a / rate.
//   -log p(y | a, rate) = log Gamma(a) - a log rate - (a - 1) log y + rate y
// For a large shape those terms are large and nearly cancel. So the NLL is added up as for the Poisson model, with
// x = rate y: log y - 1/2 log a + (1/2 log 2 pi + Stirling's remainder) + (a log(a / x) + x - a).
// Error 4 ulp of the sum of the terms' magnitudes, times 1 + condition number.
class Gamma {
 public:
  static constexpr const char* name = "gamma";
  static constexpr const char* loss = "gamma deviance";
  static constexpr Link link = Link::log;
  static constexpr Observation observation = Observation::positive;
  static constexpr double mean_powers[] = {1, -1};  // mean = shape / rate
  static constexpr Parameter parameters[] = {
      {"shape", "α", 0, infinity, true, true, 2, 0.1, 10, "must be above 0 and finite", Role::shape},
      {"rate", "λ", 0, infinity, true, true, 1, 0.05, 5, "must be above 0 and finite"}};

  explicit Gamma(std::span<const double> theta)
      : shape_(theta[0]), rate_(theta[1]), log_rate_(log(rate_)), log_gamma_(log_gamma(shape_)) {
    if (shape_ >= 10) excess_ = half_log_two_pi + stirling_remainder(shape_) - 0.5 * log(shape_);
  }

  double constant(double y) const { return log(y); }
  double normaliser() const { return log_gamma_ - shape_ * log_rate_; }
  double misfit(double y) const { return rate_ * y - shape_ * log(y); }
  double nll(double y) const {
    const double x = rate_ * y;
    if (std::isinf(x)) return infinity;
    if (shape_ >= 10 && (!in_range(x) || shape_ > 1e300))
      return shape_ * (log(shape_) - log_mean_ratio(y)) + (x - shape_) + (excess_ + log(y));
    if (!in_range(x)) return log_gamma_ - shape_ * log_mean_ratio(y) + (x + log(y));
    if (shape_ < 10) return (log_gamma_ - shape_ * log(x)) + (x + log(y));
    return log(y) + excess_ + deviance(shape_, x);
  }
  double density(double y) const { return exp(-nll(y)); }

  void add_score(double y, std::span<double> g) const {
    g[0] += log_shape_ratio(y) - log_less_digamma(shape_);
    g[1] += y - shape_ / rate_;
  }
  void add_hessian(double, std::span<double> h) const {
    h[0] += trigamma(shape_);
    h[1] -= 1 / rate_;
    h[2] -= 1 / rate_;
    h[3] += shape_ / rate_ / rate_;
  }
  void information(std::span<double> h) const {
    h[0] = h[1] = h[2] = h[3] = 0;
    add_hessian(0, h);
  }

  // rate = shape / mean, and log(shape) - digamma(shape) = log(mean y) - mean(log y).
  static Fit fit(std::span<const double> y, const FitOptions& options) {
    const double set_shape = held(parameters, options, 0), set_rate = held(parameters, options, 1);
    const bool free_shape = std::isnan(set_shape), free_rate = std::isnan(set_rate);
    if (!free_shape && !free_rate) return evaluated<Gamma>(y, options);
    const double n = static_cast<double>(y.size());
    double shift_sum = 0;  // sums of y - y[0] keep the digits that sums of nearly equal y lose
    for (double v : y) shift_sum += v - y[0];
    double mean = y[0] + shift_sum / n;
    if (std::isinf(mean)) {  // the sum left the doubles, which the mean does not
      mean = 0;
      for (double v : y) mean += v / n;
    }
    Fit fit;
    if (!free_shape) {
      fit.theta = {set_shape, set_shape / mean};
      fit.message = "The maximum is where the mean of the model is that of the data.";
    } else if (!free_rate) {
      double log_sum = 0;
      for (double v : y) log_sum += log(v);
      return finished(y, shape_at(log(set_rate) + log_sum / n), set_rate);
    } else {
      const double gap = log_gap(y, mean);
      if (gap == 0) {
        fit.status = FitStatus::unbounded;
        fit.theta = {infinity, infinity};
        fit.nll = -infinity;
        fit.message = "All observations are equal: the likelihood grows without bound as the shape grows.";
        return fit;
      }
      const Root shape = shape_with_gap(gap);
      return finished(y, shape, shape.x / mean);
    }
    fit.nll = nll_sum<Gamma>(y, fit.theta);
    return fit;
  }

  // P(shape, x), and the rounding error of x = rate y times its slope: x is off by half an ulp, which a large shape
  // multiplies. Relative error 1e-13 for a shape up to 1e8.
  double cdf(double y) const {
    if (y <= 0) return 0;
    const double x = rate_ * y;
    const double value = gamma_lower(shape_, x);
    if (!in_range(x) || !in_range(rate_) || !in_range(y)) return value;
    return value + density(y) * y * (product_of(rate_, y).low / x);
  }
  double quantile(double p) const { return gamma_lower_inverse(shape_, p) / rate_; }

  static Status check_sampling(std::span<const double> theta) {
    if (theta[0] >= smallest_shape_to_draw) return {};
    return Status::invalid("shape", "must be at least 0.05 to draw from, so that no draw underflows to 0", theta[0]);
  }

  double draw(Random& random) const { return gamma_variate(random, shape_) / rate_; }

 private:
  static constexpr double smallest_shape_to_draw = 0.05;  // P(a draw below 5e-324) is 1e-16 there

  static bool in_range(double x) { return x > 1e-300 && x < 1e300; }
  double log_mean_ratio(double y) const { return log_rate_ + log(y); }

  // log(shape / (rate y))
  double log_shape_ratio(double y) const {
    const double x = rate_ * y;
    if (!in_range(x) || !in_range(shape_ / x)) return log(shape_) - log_mean_ratio(y);
    const double share = (shape_ - x) / x;
    return std::fabs(share) < 0.5 ? log1p(share) : log(shape_ / x);
  }

  // log(mean) - the mean of log y, for the mean of y: the mean of (y log(y / mean))'s mirror image
  // log(mean / y) + y / mean - 1, of which no term is negative.
  static double log_gap(std::span<const double> y, double mean) {
    const double unit = mean > 0x1p1000 ? 0x1p-20 : 1;  // or mean + y, or mean log(mean / y), could overflow
    double sum = 0;
    for (double v : y) sum += deviance(unit * mean, unit * v) / (unit * mean);
    return sum / static_cast<double>(y.size());
  }

  // The shape with log(shape) - digamma(shape) = gap. The left side lies between 1 / (2 shape) and 1 / shape.
  static Root shape_with_gap(double gap) {
    const auto f = [&](double shape) {
      const double left = log_less_digamma(shape);
      // For a large shape both go as 1 / (2 shape), and the difference from 1 would have lost it.
      return ValueAndSlope{gap - left, shape > 1e5 ? left : shape * trigamma(shape) - 1};
    };
    const double low = 0.5 / gap, high = 1 / gap;
    // Minka, "Estimating a Gamma distribution" (2002): within 1.5 %
    const double start = (3 - gap + std::sqrt((gap - 3) * (gap - 3) + 24 * gap)) / (12 * gap);
    return find_root(f, low, high, std::fmin(std::fmax(start, low), high));
  }

  // The shape with digamma(shape) = level. digamma lies between log(shape) - 1 / shape and log(shape) - 1 / (2 shape).
  static Root shape_at(double level) {
    const auto f = [&](double shape) {
      return ValueAndSlope{digamma(shape) - level, shape * trigamma(shape)};
    };
    const double low = level > -1 ? 0.5 * exp(level) : -0.5 / level;
    const double high = exp(level) + 1;
    return find_root(f, low, high, std::sqrt(low) * std::sqrt(high));
  }

  static Fit finished(std::span<const double> y, const Root& shape, double rate) {
    Fit fit;
    fit.theta = {shape.x, rate};
    fit.nll = nll_sum<Gamma>(y, fit.theta);
    fit.iterations = shape.iterations;
    fit.message = "The maximum is where the mean and the mean logarithm of the model are those of the data.";
    return fit;
  }

  double shape_, rate_, log_rate_, log_gamma_;
  double excess_ = 0;  // of a shape from 10: log Gamma(a) - (a log a - a)
};

static_assert(Likelihood<Gamma>);

}  // namespace mle
