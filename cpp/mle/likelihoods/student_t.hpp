#pragma once

#include "mle/gamma.hpp"
#include "mle/incomplete_beta.hpp"
#include "mle/likelihoods/gaussian.hpp"
#include "mle/location_scale.hpp"
#include "mle/variates.hpp"

namespace mle {

// Student t noise: y real, nu >= 0.5, mu real, sigma > 0, with r = (y - mu) / sigma and q = r^2 / nu.
//   -log p(y | nu, mu, sigma) = log B(1/2, nu/2) + log(nu) / 2 + log sigma + (nu + 1) / 2 log(1 + q)
// It tends to the Gaussian's as nu grows, and so do its digits: every part is written so that nothing cancels at
// nu = 1e300, and in logs where r^2 would overflow. Below nu = 0.5 the likelihood of real data is a spike at any value
// that occurs twice, so the domain ends there.
// Not convex: with sigma set, or a nu below 1, the NLL may have many minima in mu.
class StudentT {
 public:
  static constexpr const char* name = "student-t";
  static constexpr const char* loss = "Student t loss";
  using Limit = Gaussian;  // as nu grows
  static constexpr Link link = Link::identity;
  static constexpr Observation observation = Observation::real;
  static constexpr Parameter parameters[] = {
      {"nu", "ν", 0.5, infinity, false, true, 4, 0.5, 30, "must be at least 0.5 and finite", Role::shape},
      {"mu", "μ", -infinity, infinity, true, true, 0, -5, 5, "must be a finite number"},
      {"sigma", "σ", 0, infinity, true, true, 1, 0.05, 5, "must be above 0 and finite", Role::scale}};

  explicit StudentT(std::span<const double> theta)
      : nu_(theta[0]), mu_(theta[1]), sigma_(theta[2]), root_nu_(std::sqrt(nu_)),
        shape_term_(half_log_two_pi - log_gamma_ratio_excess(0.5 * nu_, 0.5)), log_sigma_(log(sigma_)) {
    differentiate_shape_term();
  }

  double constant(double) const { return 0; }
  double normaliser() const { return shape_term_ + log_sigma_; }
  double misfit(double y) const {
    const double r = residual(y), t = std::fabs(r) / root_nu_;
    if (t < 1e-9) return 0.5 * r * (r + r / nu_);  // t^2 might underflow
    if (t < 1e100) return 0.5 * (nu_ + 1) * log1p(t * t);
    return (0.5 * nu_ + 0.5) * (2 * (log(std::fabs(y - mu_)) - log_sigma_) - log(nu_));
  }
  double density(double y) const { return exp(-misfit(y) - shape_term_) / sigma_; }

  void add_score(double y, std::span<double> g) const {
    const Point at = point(y);
    g[0] += 0.5 * (at.log_less_share - at.share / nu_ - excess_slope_);
    g[1] += -at.psi / sigma_;
    g[2] += (1 - at.r_psi) / sigma_;
  }
  void add_hessian(double y, std::span<double> h) const {
    const Point at = point(y);
    const double turn = at.rest - at.share;                 // (1 - q) / (1 + q)
    const double pull = at.share - at.rest / nu_;           // (r^2 - 1) / (nu + r^2)
    h[0] += (at.share * ((1 + at.rest) / nu_ - at.share) / nu_ / 2 - 0.25 * excess_bend());
    location_scale::add_mixed(h, 0, 1, -at.psi / (nu_ + 1) * pull / sigma_);
    location_scale::add_mixed(h, 0, 2, -at.share * pull / sigma_);
    h[4] += (1 + 1 / nu_) * at.rest * turn / sigma_ / sigma_;
    location_scale::add_mixed(h, 1, 2, at.psi * (1 + turn) / sigma_ / sigma_);
    h[8] += (at.r_psi * (2 + turn) - 1) / sigma_ / sigma_;
  }
  // Lange, Little and Taylor, Journal of the American Statistical Association 84 (1989) 881. In nu it falls as
  // 7 / 2 nu^4: the two larger orders of the trigammas have cancelled by hand.
  void information(std::span<double> h) const {
    for (double& entry : h) entry = 0;
    const double less = 1 / (nu_ + 1) / (nu_ + 3);
    h[0] = (3.5 + 1.5 / nu_) / nu_ / nu_ * less - 0.25 * excess_bend_rest_;
    location_scale::add_mixed(h, 0, 2, -2 * less / sigma_);
    h[4] = (nu_ + 1) / (nu_ + 3) / sigma_ / sigma_;
    h[8] = 2 * (nu_ / (nu_ + 3)) / sigma_ / sigma_;
  }

  // In student_t_fit.hpp.
  static Fit fit(std::span<const double> y, const FitOptions& options);

  double draw(Random& random) const {
    const double gaussian = random.gaussian();
    const double chi_square = gamma_variate(random, 0.5 * nu_) / (0.5 * nu_);  // divided by nu
    return mu_ + sigma_ * (gaussian / std::sqrt(chi_square));
  }

  double cdf(double y) const { return student_t_cdf(residual(y), nu_); }
  double quantile(double p) const { return mu_ + sigma_ * student_t_quantile(p, nu_); }

 private:
  struct Point {
    double share, rest;     // q / (1 + q) and 1 / (1 + q), of which neither cancels
    double psi, r_psi;      // the misfit's derivative in r, (nu + 1) r / (nu + r^2), and r times it
    double log_less_share;  // log(1 + q) - q / (1 + q)
  };

  double residual(double y) const { return (y - mu_) / sigma_; }

  Point point(double y) const {
    const double r = residual(y), t = r / root_nu_, q = t * t;
    Point at;
    at.rest = 1 / (1 + q);
    at.share = q < 1 ? q * at.rest : 1 / (1 + 1 / q);
    // Of the two forms the one whose square stays in range.
    at.psi = q < 1 ? (r + r / nu_) * at.rest : (nu_ + 1) * at.share / r;
    at.r_psi = q < 1 ? at.psi * r : (nu_ + 1) * at.share;
    at.log_less_share = log_less(q, at.share);
    if (std::isinf(q)) at.log_less_share = 2 * (log(std::fabs(y - mu_)) - log_sigma_) - log(nu_) - 1;
    return at;
  }

  // log(1 + q) - q / (1 + q), w = q / (1 + q): as -log(1 - w) - w = w^2 / 2 + w^3 / 3 + ... where both are small.
  static double log_less(double q, double w) {
    if (w > 0.1) return log1p(q) - w;
    double sum = 0;
    for (double n = 18; n >= 2; --n) sum = 1 / n + w * sum;
    return w * w * sum;
  }

  // D(x) = log Gamma(x + 1/2) - log Gamma(x) - log(x) / 2 at x = nu / 2 is what the normaliser falls short of the
  // Gaussian's by. Here its derivatives, as D' and D'' + 1 / 4x^3 (about 1 / 8x^2 and 1 / 16x^5), by Stirling's series,
  //   D(x) = -sum over k of (1 - 4^-k) B_2k / (k (2k - 1)) x^(1 - 2k),
  // from x = 16 on, and by the recurrence up to there, whose terms all have one sign.
  void differentiate_shape_term() {
    double x = 0.5 * nu_;
    excess_slope_ = excess_bend_rest_ = 0;
    for (; x < 16; ++x) {
      const double v = x * (x + 1);
      excess_slope_ += 0.25 / (v * (x + 0.5));
      excess_bend_rest_ += (0.3125 * v + 0.0625) / (v * v * v * (v + 0.25));
    }
    const double p = 1 / x, s = p * p;
    excess_slope_ += s * elementary::polynomial(s, 1.0 / 8, -1.0 / 64, 1.0 / 128, -17.0 / 2048, 31.0 / 2048,
                                                -691.0 / 16384, 5461.0 / 32768, -929569.0 / 1048576);
    excess_bend_rest_ += s * s * p * elementary::polynomial(s, 1.0 / 16, -3.0 / 64, 17.0 / 256, -155.0 / 1024,
                                                            2073.0 / 4096, -38227.0 / 16384, 929569.0 / 65536);
  }
  double excess_bend() const { return excess_bend_rest_ - 2 / nu_ / nu_ / nu_; }  // D''

  double nu_, mu_, sigma_, root_nu_, shape_term_, log_sigma_;
  double excess_slope_, excess_bend_rest_;
};

static_assert(Likelihood<StudentT>);

}  // namespace mle

#include "mle/likelihoods/student_t_fit.hpp"
