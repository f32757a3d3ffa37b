// What clipping a probability does to the Bernoulli loss: it caps the loss at -log eps and takes away the
// gradient beyond it. And the area under a Bernoulli likelihood, which is not 1.
#pragma once

#include <span>

#include "mle/parameter.hpp"
#include "mle/special.hpp"

namespace mle {

// -log q of q = min(max(p, eps), 1 - eps), from -log p: log-space keeps every digit of a p that is not clipped.
// 0 <= eps < 1/2; eps = 0 does not clip.
inline double clipped_loss(double loss, double eps) {
  return std::fmin(std::fmax(loss, -log1p(-eps)), -log(eps));
}

struct LossAndGradient {
  double nll, gradient;
};

// y in {0, 1}, p in [0, 1], 0 <= eps < 1/2; eps = 0 does not clip. Nats; the gradient is in p.
// q = min(max(p, eps), 1 - eps), nll = -(y log q + (1 - y) log(1 - q)); beyond the clip the gradient is 0.
// The upper clip asks 1 - p < eps, for 1 - eps is 1 once eps is below 2^-54: p = 1 would go unclipped.
inline LossAndGradient bernoulli_clipped(double y, double p, double eps) {
  const bool one = y == 1;
  const double nll = clipped_loss(one ? -log(p) : -log1p(-p), eps) + 0.0;
  if (p < eps || 1 - p < eps) return {nll, 0};
  return {nll, one ? -1 / p : 1 / (1 - p)};
}

// The same from a logit z, p = sigmoid(z); the gradient is in z: p - y, or 0 beyond the clip.
inline LossAndGradient bernoulli_clipped_logit(double y, double z, double eps) {
  const bool one = y == 1;
  const double edge = log1p(-eps) - log(eps);  // |z| where p meets the clip; +infinity at eps = 0
  const double towards = one ? -z : z;  // the logit of the other answer
  const double nll = clipped_loss(log1p_exp(towards), eps);
  if (std::fabs(z) > edge) return {nll, 0};
  return {nll, one ? -sigmoid(towards) : sigmoid(towards)};
}

enum class CoinCoordinate { p, logit };

// out[i] = the clipped loss alone at grid[i], a probability or a logit; out.size() == grid.size().
inline void bernoulli_clipped_curve(double y, std::span<const double> grid, double eps, CoinCoordinate coordinate,
                                    std::span<double> out) {
  const auto clipped = coordinate == CoinCoordinate::p ? &bernoulli_clipped : &bernoulli_clipped_logit;
  for (std::size_t i = 0; i < grid.size(); ++i) out[i] = clipped(y, grid[i], eps).nll;
}

// The integral of L(p) = p^heads (1 - p)^tails over p in [0, 1]: B(heads + 1, tails + 1)
//   = 1 / ((n + 1) C(n, heads)), n = heads + tails. Whole numbers from 0.
inline double bernoulli_area_in_p(double heads, double tails) {
  const double n = heads + tails;
  const double coefficient = (n + 1) * binomial(n, heads);  // overflows only for heads and tails above 10
  return std::isfinite(coefficient) ? 1 / coefficient : exp(log_beta_of_large(heads + 1, tails + 1));
}

// The integral of the same likelihood over the whole line of logits z, p = sigmoid(z): B(heads, tails),
// because dp = p (1 - p) dz. +infinity if heads or tails is 0.
inline double bernoulli_area_in_logit(double heads, double tails) {
  if (heads == 0 || tails == 0) return infinity;
  const double n = heads + tails;
  const double coefficient = heads * tails / n * binomial(n, heads);
  return std::isfinite(coefficient) ? 1 / coefficient : exp(log_beta_of_large(heads, tails));
}

}  // namespace mle
