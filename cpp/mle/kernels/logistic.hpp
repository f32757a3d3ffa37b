// Logistic regression over many rows: one pass for NLL, gradient and Hessian.
#pragma once

#include <limits>
#include <span>

#include "mle/kernels/bernoulli.hpp"

namespace mle::kernels {

// Predictors by columns: column j is x[j n] ... x[j n + n - 1], the intercept's column of ones among them.
// One column at a time is read through a chunk of rows that stays in the fastest cache.
struct Design {
  std::span<const double> x;
  std::size_t rows, columns;
  std::span<const double> offset = {};   // the known part of eta, one a row; empty: 0
  std::span<const double> penalty = {};  // adds sum_j penalty_j beta_j^2 / 2 to the NLL; empty: 0
  const double* column(std::size_t j) const { return x.data() + j * rows; }
};

// What a pass writes. gradient: d numbers. hessian: d x d, row-major, and noise: d numbers, may be empty; noise asks for a
// Hessian.
struct LogisticOut {
  std::span<double> gradient, hessian = {}, noise = {};
  double farthest = 0;  // the largest |eta|
};

namespace detail {

inline constexpr std::size_t chunk = 256;
// A starting point is sought on every eighth chunk.
inline constexpr std::size_t sparse = 8;

template <class V>
MLE_INLINE double dot(const double* a, const double* b, std::size_t n) {
  const auto product = [&](std::size_t i) { return load<V>(a + i) * load<V>(b + i); };
  V s0 = splat<V>(0), s1 = s0, s2 = s0, s3 = s0;
  const std::size_t whole = whole_groups(n, 4 * lanes<V>);
  std::size_t i = 0;
  for (; i < whole; i += 4 * lanes<V>) {
    s0 += product(i);
    s1 += product(i + lanes<V>);
    s2 += product(i + 2 * lanes<V>);
    s3 += product(i + 3 * lanes<V>);
  }
  double rest = 0;
  for (; i < n; ++i) rest += a[i] * b[i];
  return sum_of_lanes((s0 + s1) + (s2 + s3)) + rest;
}

// eta = X beta for the rows of one chunk.
template <class V>
MLE_INLINE void predict(const Design& design, std::span<const double> beta, std::size_t first, std::size_t count,
                        double* eta) {
  for (std::size_t i = 0; i < count; ++i) eta[i] = design.offset.empty() ? 0 : design.offset[first + i];
  for (std::size_t j = 0; j < design.columns; ++j) {
    const double* x = design.column(j) + first;
    std::size_t i = 0;
    for (; count - i >= lanes<V>; i += lanes<V>)
      store<V>(eta + i, load<V>(eta + i) + splat<V>(beta[j]) * load<V>(x + i));
    for (; i < count; ++i) eta[i] += beta[j] * x[i];
  }
}

// What a row adds, from one exponential: m and the linear part of its NLL, residual p - y, weight p (1 - p).
template <class V>
struct LogitRow {
  V e, positive, residual, weight;
};
template <class V>
MLE_INLINE LogitRow<V> logit_row(V y, V z) {
  const V sign = splat<V>(1) - splat<V>(2) * y, towards = sign * z;
  const V e = exp_in_range<V>(-absolute<V>(z));
  const V inverse = splat<V>(1) / (splat<V>(1) + e), ratio = e * inverse;
  const V miss = select<V>(less<V>(towards, splat<V>(0)), ratio, inverse);
  return {e, larger<V>(towards, splat<V>(0)), sign * miss, ratio * inverse};
}

// The largest |x_i|; a NaN is passed over.
template <class V>
MLE_INLINE double largest_of(const double* x, std::size_t n) {
  V largest = splat<V>(0);
  std::size_t i = 0;
  for (; n - i >= lanes<V>; i += lanes<V>) largest = larger<V>(largest, absolute<V>(load<V>(x + i)));
  double rest = largest_lane(largest);
  for (; i < n; ++i) rest = larger<double>(rest, std::fabs(x[i]));
  return rest;
}

// eta is overwritten by residuals, weight by p (1 - p). Returns the NLL of the rows. largest: of |eta|.
template <class V>
MLE_INLINE double finish_chunk(const double* y, double* eta, double* weight, std::size_t count, double largest) {
  if (!(largest <= largest_exponent)) {
    double nll = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const double sign = 1 - 2 * y[i], towards = sign * eta[i];
      nll += log1p_exp(towards);
      eta[i] = sign * sigmoid(towards);
      weight[i] = sigmoid(towards) * sigmoid(-towards);
    }
    return nll;
  }
  LogProduct<V> product;
  V positive = splat<V>(0);
  std::size_t i = 0;
  while (count - i >= lanes<V>) {
    const std::size_t left = (count - i) / lanes<V>, end = i + lanes<V> * (left < factors ? left : factors);
    V m = splat<V>(0);
    for (; i < end; i += lanes<V>) {
      const LogitRow<V> row = logit_row<V>(load<V>(y + i), load<V>(eta + i));
      m += row.e * (splat<V>(1) + m);
      positive += row.positive;
      store<V>(eta + i, row.residual);
      store<V>(weight + i, row.weight);
    }
    product.times_one_plus(m);
  }
  double rest = 0;
  for (; i < count; ++i) {
    const LogitRow<double> row = logit_row<double>(y[i], eta[i]);
    rest += row.positive + log1p(row.e);
    eta[i] = row.residual;
    weight[i] = row.weight;
  }
  return sum_of_lanes(positive) + product.value() + rest;
}

// amount_i = |residual_i| + weight_i (1 + sum_j |beta_j x_ij| + |offset_i|): times |x_ij|, the terms of gradient entry j
// and what the rounding of eta moves them by.
template <class V>
MLE_INLINE void weigh_rounding(const Design& design, std::span<const double> beta, std::size_t first, std::size_t count,
                               const double* residual, const double* weight, double* amount) {
  for (std::size_t i = 0; i < count; ++i) amount[i] = design.offset.empty() ? 1 : 1 + std::fabs(design.offset[first + i]);
  for (std::size_t j = 0; j < design.columns; ++j) {
    const double* x = design.column(j) + first;
    std::size_t i = 0;
    for (; count - i >= lanes<V>; i += lanes<V>)
      store<V>(amount + i, load<V>(amount + i) + absolute<V>(splat<V>(beta[j]) * load<V>(x + i)));
    for (; i < count; ++i) amount[i] += std::fabs(beta[j] * x[i]);
  }
  std::size_t i = 0;
  for (; count - i >= lanes<V>; i += lanes<V>)
    store<V>(amount + i, absolute<V>(load<V>(residual + i)) + load<V>(weight + i) * load<V>(amount + i));
  for (; i < count; ++i) amount[i] = std::fabs(residual[i]) + weight[i] * amount[i];
}

template <class V>
MLE_INLINE double dot_absolute(const double* a, const double* b, std::size_t n) {
  V sum = splat<V>(0);
  std::size_t i = 0;
  for (; n - i >= lanes<V>; i += lanes<V>) sum += absolute<V>(load<V>(a + i)) * load<V>(b + i);
  double rest = 0;
  for (; i < n; ++i) rest += std::fabs(a[i]) * b[i];
  return sum_of_lanes(sum) + rest;
}

// One pass over every `stride`-th chunk, with its share of the penalty.
template <class V>
double logistic_pass(const Design& design, std::span<const double> y, std::span<const double> beta, LogisticOut& out,
                     std::size_t stride) {
  const std::size_t n = design.rows, d = design.columns;
  const bool hessians = !out.hessian.empty();
  double residual[chunk], weight[chunk], weighted[chunk];
  for (std::span<double> each : {out.gradient, out.hessian, out.noise})
    for (double& entry : each) entry = 0;
  out.farthest = 0;
  Sum<double> nll;
  for (std::size_t first = 0; first < n; first += chunk * stride) {
    const std::size_t count = n - first < chunk ? n - first : chunk;
    predict<V>(design, beta, first, count, residual);
    const double largest = largest_of<V>(residual, count);
    out.farthest = larger<double>(out.farthest, largest);
    nll.add(finish_chunk<V>(y.data() + first, residual, weight, count, largest));
    for (std::size_t j = 0; j < d; ++j) out.gradient[j] += dot<V>(design.column(j) + first, residual, count);
    if (!hessians) continue;
    for (std::size_t j = 0; j < d; ++j) {
      const double* x = design.column(j) + first;
      std::size_t i = 0;
      for (; count - i >= lanes<V>; i += lanes<V>) store<V>(weighted + i, load<V>(weight + i) * load<V>(x + i));
      for (; i < count; ++i) weighted[i] = weight[i] * x[i];
      for (std::size_t k = 0; k <= j; ++k) out.hessian[j * d + k] += dot<V>(design.column(k) + first, weighted, count);
    }
    if (out.noise.empty()) continue;
    weigh_rounding<V>(design, beta, first, count, residual, weight, weighted);
    for (std::size_t j = 0; j < d; ++j) out.noise[j] += dot_absolute<V>(design.column(j) + first, weighted, count);
  }
  const double share = 1 / static_cast<double>(stride);
  for (std::size_t j = 0; j < design.penalty.size(); ++j) {
    const double slope = share * design.penalty[j] * beta[j];
    nll.add(slope * beta[j] / 2);
    out.gradient[j] += slope;
    if (hessians) out.hessian[j * (d + 1)] += share * design.penalty[j];
    if (!out.noise.empty()) out.noise[j] += std::fabs(slope);
  }
  for (double& entry : out.noise) entry *= std::numeric_limits<double>::epsilon();
  if (hessians)
    for (std::size_t j = 0; j < d; ++j)
      for (std::size_t k = 0; k < j; ++k) out.hessian[k * d + j] = out.hessian[j * d + k];
  return nll.value();
}

}  // namespace detail

// The NLL sum_i softplus(eta_i) - y_i eta_i, eta = offset + X beta, penalty included, with its gradient X'(p - y) and, unless
// that is empty, its Hessian X' diag(p (1 - p)) X. noise: one rounding unit of the terms that each entry of the
// gradient is the sum of. y in {0, 1}, X and beta finite. Nats. Relative error of the NLL 5e-15 given eta.
template <class V = Pair>
double logistic_nll_gradient(const Design& design, std::span<const double> y, std::span<const double> beta,
                             LogisticOut& out) {
  return detail::logistic_pass<V>(design, y, beta, out, 1);
}

}  // namespace mle::kernels
