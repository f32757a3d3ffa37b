// What the size of a negative binomial needs: differences without their cancellation, and its Fisher information.
#pragma once

#include "mle/gamma.hpp"
#include "mle/tail.hpp"

namespace mle {

// G(x) - G(x + h) for G(x) = log Gamma(x) - x log x + x, x > 0, whole h >= 0: at least 0, about (1/2) log(1 + h / x)
// for a large x. 4 ulp: below 10, where G's own terms would cancel, it is a sum of G(x) - G(x + 1) =
// (x + 1) log((x + 1) / x) - 1, each above 0.
inline double stirling_difference(double x, double h) {
  double sum = 0;
  for (; x < 10 && h > 0; ++x, --h)
    sum += x < 1 ? (x + 1) * gamma_series::log1p_ratio(1, x) - 1 : deviance_series(x + 1, 1, 1 / (2 * x + 1));
  if (h == 0) return sum;
  const double p = 1 / x, q = 1 / (x + h);
  const double step = h / (x + h) * p;  // p - q
  return sum + (0.5 * log1p(h / x) + gamma_series::difference(stirling_coefficients, p, q, step * (p + q), p, step));
}

// L(x) - L(x + h) for L(x) = log x - digamma(x), x > 0, whole h >= 0: at least 0, about h / (2 x (x + h)) for a large x.
// 4 ulp: below 10 it is a sum of L(x) - L(x + 1) = 1 / x - log(1 + 1 / x), each above 0.
inline double log_less_digamma_difference(double x, double h) {
  double sum = 0;
  for (; x < 10 && h > 0; ++x, --h)
    sum += x < 1 ? 1 / x - gamma_series::log1p_ratio(1, x) : deviance_series(1, -1 / x, -1 / (2 * x + 1));
  if (h == 0) return sum;
  const double p = 1 / x, q = 1 / (x + h);
  const double step = h / (x + h) * p;
  const double squares = step * (p + q);
  return sum + (0.5 * step + gamma_series::difference(gamma_series::digamma_coefficients, p, q, squares, p * p, squares));
}

// T(x) - T(x + h) for T(x) = trigamma(x) - 1 / x, that is minus the derivative of the above. 4 ulp for x >= 10, else
// of the trigammas' difference.
inline double trigamma_excess_difference(double x, double h) {
  if (x < 10) return trigamma_difference(x, h) - h / (x + h) / x;
  const double p = 1 / x, q = 1 / (x + h);
  const double step = h / (x + h) * p;
  const double squares = step * (p + q);
  return 0.5 * squares + gamma_series::difference(gamma_series::trigamma_coefficients, p, q, squares, p * p * p,
                                                  step * (p * p + p * q + q * q));
}

// (-log(1 - z) - z) / z for 0 <= z <= 1, given 1 - z beside it: z / 2 + z^2 / 3 + ...
inline double log_series_rest(double z, double one_less_z) {
  if (z > 0.5) return (-log(one_less_z) - z) / z;
  const double v = z / (2 - z);  // of log x, x = 1 - z: z^2 / (2 - z) + 2 (v^3 / 3 + v^5 / 5 + ...)
  return z == 0 ? 0 : deviance_series(1, z, v) / z;
}

// The Fisher information of the size s of a negative binomial with mean m, for one observation:
//   sum over j >= 2 of q^j Gamma(j) Gamma(s) / (j Gamma(s + j)),  q = m / (s + m)
// (Fisher, Annals of Eugenics 11 (1941) 182). The sum may need m / s terms; so does it not as the integral
//   (q / s) times that of e^-w (-log(1 - z) - z) / z over w from 0, z = q (1 - e^(-w / s)),
// by the trapezoidal rule in tau, w = e^(tau - e^-tau) (Takahasi and Mori 1974). The integrand is analytic up to
// |Im tau| about pi / log(m / s), which sets the step. Relative error 1e-12.
inline double size_information(double mean_share, double size_share, double size) {
  if (mean_share < 1e-300) return 0;
  const double level = std::fmax(0, log(mean_share) - log(std::fmax(size_share, 1e-300)));
  const double step = 0.08 / (1 + level / 3);
  double sum = 0;
  for (double tau = -4.5; tau < 4; tau += step) {
    const double inner = exp(-tau);
    const double w = exp(tau - inner);
    const double z = -mean_share * tails::exp_less_one(-w / size);
    sum += exp(-w) * w * (1 + inner) * log_series_rest(z, size_share + mean_share * exp(-w / size));
  }
  return mean_share / size * (sum * step);
}

}  // namespace mle
