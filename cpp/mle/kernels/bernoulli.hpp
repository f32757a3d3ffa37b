// Bernoulli NLL over many rows, from probabilities and from logits.
#pragma once

#include <span>

#include "mle/kernels/sums.hpp"
#include "mle/special.hpp"

namespace mle::kernels {

namespace detail {

// Several independent products, and the number of factors in each before its range is looked at.
inline constexpr std::size_t chains = 4, factors = 16;
template <class V>
inline constexpr std::size_t block_of = chains * factors * lanes<V>;

// |(1 - y) - p|: p for y = 1, 1 - p for y = 0, both as exact as a double can be.
template <class V>
MLE_INLINE V likelihood(const double* y, const double* p) {
  return absolute<V>((splat<V>(1) - load<V>(y)) - load<V>(p));
}

// The product of the likelihoods of `count` rows, a whole number of steps.
template <class V, std::size_t width>
MLE_INLINE V product_of_likelihoods(const double* y, const double* p, std::size_t count) {
  V product[width];
  for (V& v : product) v = splat<V>(1);
  for (std::size_t i = 0; i < count; i += width * lanes<V>)
    for (std::size_t c = 0; c < width; ++c) {
      const std::size_t at = i + c * lanes<V>;
      product[c] *= likelihood<V>(y + at, p + at);
    }
  if constexpr (width == 1) return product[0];
  else return (product[0] * product[1]) * (product[2] * product[3]);
}

// The same as 1 + m, of which m is returned: from the misses |y - p|, which keep their digits where p is near y.
template <class V, std::size_t width>
MLE_INLINE V product_of_misses(const double* y, const double* p, std::size_t count) {
  V m[width];
  for (V& v : m) v = splat<V>(0);
  for (std::size_t i = 0; i < count; i += width * lanes<V>)
    for (std::size_t c = 0; c < width; ++c) {
      const std::size_t at = i + c * lanes<V>;
      m[c] -= absolute<V>(load<V>(y + at) - load<V>(p + at)) * (splat<V>(1) + m[c]);
    }
  for (std::size_t c = 1; c < width; ++c) m[0] += m[c] * (splat<V>(1) + m[0]);
  return m[0];
}

// Adds the rows to the log, or to `rest` one by one, where their product leaves the range of normal doubles.
template <class V, std::size_t width>
MLE_INLINE void add_bernoulli(const double* y, const double* p, std::size_t count, LogProduct<V>& log_product,
                              double& rest) {
  const V product = product_of_likelihoods<V, width>(y, p, count);
  if (smallest_lane(product) < std::numeric_limits<double>::min()) {
    for (std::size_t i = 0; i < count; ++i) rest += y[i] == 1 ? log(p[i]) : log1p(-p[i]);
  } else if (largest_lane(product) > 0.125) {
    // Near certain: the rounding of the product would show. Most of it is still above 1/8.
    const V m = product_of_misses<V, width>(y, p, count);
    if (smallest_lane(m) > -0.875) log_product.times_one_plus(m);
    else log_product.times(product);
  } else {
    log_product.times(product);
  }
}

}  // namespace detail

// -sum_i y_i log p_i + (1 - y_i) log(1 - p_i), 0 log 0 = 0: +infinity where an impossible thing was observed.
// y in {0, 1}, p in [0, 1], of one length. Nats. Relative error 2e-15.
// It is the log of one long product: four products of sixteen likelihoods a lane, then one look at their range.
template <class V = Pair>
double bernoulli_nll_sum(std::span<const double> y, std::span<const double> p) {
  const std::size_t n = y.size();
  LogProduct<V> whole;
  LogProduct<double> tail;
  double rest = 0;
  std::size_t i = 0;
  for (; n - i >= detail::block_of<V>; i += detail::block_of<V>)
    detail::add_bernoulli<V, detail::chains>(y.data() + i, p.data() + i, detail::block_of<V>, whole, rest);
  for (; i < n; i += detail::factors)
    detail::add_bernoulli<double, 1>(y.data() + i, p.data() + i, n - i < detail::factors ? n - i : detail::factors, tail,
                                     rest);
  return -(whole.value() + tail.value() + rest) + 0.0;  // "+ 0" turns the -0 of a certain outcome into 0
}

// out_i = d NLL / d p_i: -1 / p_i for y = 1, 1 / (1 - p_i) for y = 0; infinite where the NLL is.
template <class V = Pair>
void bernoulli_nll_gradient(std::span<const double> y, std::span<const double> p, std::span<double> out) {
  for_rows<V>(y.size(), [&]<class W>(W, std::size_t i) {
    const W sign = splat<W>(1) - splat<W>(2) * load<W>(y.data() + i);
    store<W>(out.data() + i, sign / detail::likelihood<W>(y.data() + i, p.data() + i));
  });
}

namespace detail {

// softplus(s) = max(s, 0) + log(1 + e^-|s|), s = (1 - 2 y) z. Sums the first part and multiplies the second,
// keeping m of 1 + m. Two chains: exp itself is long enough to keep the machine busy.
template <class V, std::size_t width>
MLE_INLINE void add_logits(const double* y, const double* z, std::size_t count, Sum<V>& linear,
                           LogProduct<V>& log_product, double& rest) {
  V m[width], positive[width], size[width];
  for (std::size_t c = 0; c < width; ++c) m[c] = positive[c] = size[c] = splat<V>(0);
  for (std::size_t i = 0; i < count; i += width * lanes<V>)
    for (std::size_t c = 0; c < width; ++c) {
      const std::size_t at = i + c * lanes<V>;
      const V logit = load<V>(z + at), label = load<V>(y + at);
      const V magnitude = absolute<V>(logit);
      const V e = exp_in_range<V>(-magnitude);
      positive[c] += larger<V>(logit, splat<V>(0)) - label * logit;  // exact: 0 or |z|
      m[c] += e * (splat<V>(1) + m[c]);
      size[c] = larger<V>(magnitude, size[c]);
    }
  for (std::size_t c = 1; c < width; ++c) {
    m[0] += m[c] * (splat<V>(1) + m[0]);
    positive[0] += positive[c];
    size[0] = larger<V>(size[c], size[0]);
  }
  if (largest_lane(size[0]) > largest_exponent) {
    for (std::size_t i = 0; i < count; ++i) rest += (std::fmax(z[i], 0.0) - y[i] * z[i]) + log1p(exp(-std::fabs(z[i])));
    return;
  }
  linear.add(positive[0]);
  log_product.times_one_plus(m[0]);
}

}  // namespace detail

// sum_i softplus(z_i) - y_i z_i: the Bernoulli NLL from logits. y in {0, 1}, z finite, of one length. Nats.
// Relative error 2e-15, separated data included.
template <class V = Pair>
double bernoulli_logit_nll_sum(std::span<const double> y, std::span<const double> z) {
  constexpr std::size_t width = 2, block = width * detail::factors * lanes<V>;
  const std::size_t n = y.size();
  Sum<V> linear;
  Sum<double> linear_tail;
  LogProduct<V> whole;
  LogProduct<double> tail;
  double rest = 0;
  std::size_t i = 0;
  for (; n - i >= block; i += block)
    detail::add_logits<V, width>(y.data() + i, z.data() + i, block, linear, whole, rest);
  for (; i < n; i += detail::factors)
    detail::add_logits<double, 1>(y.data() + i, z.data() + i, n - i < detail::factors ? n - i : detail::factors,
                                  linear_tail, tail, rest);
  return (linear.value() + linear_tail.value() + rest) + (whole.value() + tail.value());
}

// out_i = d NLL / d z_i = sigmoid(z_i) - y_i, with all its digits where that is tiny. y and z as above.
template <class V = Pair>
void bernoulli_logit_nll_gradient(std::span<const double> y, std::span<const double> z, std::span<double> out) {
  for_rows<V>(y.size(), [&]<class W>(W, std::size_t i) {
    const W sign = splat<W>(1) - splat<W>(2) * load<W>(y.data() + i);
    const W towards = sign * load<W>(z.data() + i);  // the logit of the other answer
    const W size = absolute<W>(towards);
    const W e = exp_in_range<W>(-size);
    const W numerator = select<W>(less<W>(towards, splat<W>(0)), e, splat<W>(1));
    store<W>(out.data() + i, sign * numerator / (splat<W>(1) + e));
    if (largest_lane(size) > largest_exponent)
      for (std::size_t j = i; j < i + lanes<W>; ++j) out[j] = (1 - 2 * y[j]) * sigmoid((1 - 2 * y[j]) * z[j]);
  });
}

}  // namespace mle::kernels
