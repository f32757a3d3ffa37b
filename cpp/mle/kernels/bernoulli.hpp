// Bernoulli NLL over many rows, from probabilities and from logits.
#pragma once

#include <span>

#include "mle/kernels/sums.hpp"
#include "mle/special.hpp"

namespace mle::kernels {

namespace detail {

// Several independent products, and the number of factors in each before its range is looked at.
inline constexpr std::size_t chains = 4, factors = 16;

// |(1 - y) - p|: p for y = 1, 1 - p for y = 0, both as exact as a double can be.
template <class V>
MLE_INLINE V likelihood(const double* y, const double* p) {
  return absolute<V>((splat<V>(1) - load<V>(y)) - load<V>(p));
}

// The product of the likelihoods of `count` rows, a whole number of steps. The four chains are written out: as an array
// they would live in memory wherever a compiler does not unroll.
template <class V>
MLE_INLINE V product_of_likelihoods(const double* y, const double* p, std::size_t count) {
  V a = splat<V>(1), b = a, c = a, d = a;
  for (std::size_t i = 0; i < count; i += chains * lanes<V>) {
    a *= likelihood<V>(y + i, p + i);
    b *= likelihood<V>(y + i + lanes<V>, p + i + lanes<V>);
    c *= likelihood<V>(y + i + 2 * lanes<V>, p + i + 2 * lanes<V>);
    d *= likelihood<V>(y + i + 3 * lanes<V>, p + i + 3 * lanes<V>);
  }
  return (a * b) * (c * d);
}

// (1 + m) (1 - |y - p|) - 1
template <class V>
MLE_INLINE V with_miss(V m, const double* y, const double* p) {
  return m - absolute<V>(load<V>(y) - load<V>(p)) * (splat<V>(1) + m);
}

// The same product as 1 + m, of which m is returned: from the misses |y - p|, which keep their digits where p is near y.
template <class V>
MLE_INLINE V product_of_misses(const double* y, const double* p, std::size_t count) {
  V a = splat<V>(0), b = a, c = a, d = a;
  for (std::size_t i = 0; i < count; i += chains * lanes<V>) {
    a = with_miss<V>(a, y + i, p + i);
    b = with_miss<V>(b, y + i + lanes<V>, p + i + lanes<V>);
    c = with_miss<V>(c, y + i + 2 * lanes<V>, p + i + 2 * lanes<V>);
    d = with_miss<V>(d, y + i + 3 * lanes<V>, p + i + 3 * lanes<V>);
  }
  a += b * (splat<V>(1) + a);
  c += d * (splat<V>(1) + c);
  return a + c * (splat<V>(1) + a);
}

// The log-likelihood of rows one by one.
inline double bernoulli_rows(const double* y, const double* p, std::size_t n) {
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += y[i] == 1 ? log(p[i]) : log1p(-p[i]);
  return sum;
}

}  // namespace detail

// -sum_i y_i log p_i + (1 - y_i) log(1 - p_i), 0 log 0 = 0: +infinity where an impossible thing was observed.
// y in {0, 1}, p in [0, 1], of one length. Nats. Relative error 2e-15.
// It is the log of one long product: four products of sixteen likelihoods a lane, then one look at their range.
template <class V = Pair>
double bernoulli_nll_sum(std::span<const double> y, std::span<const double> p) {
  constexpr std::size_t step = detail::chains * lanes<V>, block = detail::factors * step;
  const std::size_t whole = whole_groups(y.size(), step);
  LogProduct<V> log_product;
  double rest = detail::bernoulli_rows(y.data() + whole, p.data() + whole, y.size() - whole);
  for (std::size_t i = 0; i < whole; i += block) {
    const std::size_t count = whole - i < block ? whole - i : block;
    const V product = detail::product_of_likelihoods<V>(y.data() + i, p.data() + i, count);
    if (smallest_lane(product) < std::numeric_limits<double>::min()) {
      rest += detail::bernoulli_rows(y.data() + i, p.data() + i, count);
      continue;
    }
    if (largest_lane(product) > 0.125) {  // near certain: the rounding of the product would show
      const V m = detail::product_of_misses<V>(y.data() + i, p.data() + i, count);
      if (smallest_lane(m) > -0.875) {
        log_product.times_one_plus(m);
        continue;
      }
    }
    log_product.times(product);
  }
  return -(log_product.value() + rest) + 0.0;  // "+ 0" turns the -0 of a certain outcome into 0
}

// out_i = d NLL / d p_i: -1 / p_i for y = 1, 1 / (1 - p_i) for y = 0; infinite where the NLL is.
template <class V = Pair>
void bernoulli_nll_gradient(std::span<const double> y, std::span<const double> p, std::span<double> out) {
  const auto rows = [&]<class W>(W, std::size_t i) {
    const W sign = splat<W>(1) - splat<W>(2) * load<W>(y.data() + i);
    store<W>(out.data() + i, sign / detail::likelihood<W>(y.data() + i, p.data() + i));
  };
  const std::size_t whole = whole_groups(y.size(), lanes<V>);
  for (std::size_t i = 0; i < whole; i += lanes<V>) rows(V{}, i);
  for (std::size_t i = whole; i < y.size(); ++i) rows(double{}, i);
}

namespace detail {

// The NLL and the gradient of rows one by one.
inline double logit_rows(const double* y, const double* z, std::size_t n) {
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += (std::fmax(z[i], 0.0) - y[i] * z[i]) + log1p(exp(-std::fabs(z[i])));
  return sum;
}
inline void logit_gradient_rows(const double* y, const double* z, std::size_t n, double* out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = (1 - 2 * y[i]) * sigmoid((1 - 2 * y[i]) * z[i]);
}

}  // namespace detail

namespace detail {

// What a lane gathers from its rows: m of the product of 1 + e^-|z|, the sum of max(z, 0) - y z, the largest |z|.
template <class V>
struct LogitChain {
  V m = splat<V>(0), positive = splat<V>(0), size = splat<V>(0);

  MLE_INLINE void add(const double* y, const double* z) {
    const V logit = load<V>(z);
    const V magnitude = absolute<V>(logit);
    const V e = exp_in_range<V>(-magnitude);
    positive += larger<V>(logit, splat<V>(0)) - load<V>(y) * logit;
    m += e * (splat<V>(1) + m);
    size = larger<V>(size, magnitude);
  }
};

}  // namespace detail

// sum_i softplus(z_i) - y_i z_i: the Bernoulli NLL from logits. y in {0, 1}, z finite, of one length. Nats.
// Relative error 2e-15, separated data included.
// softplus(z) - y z = (max(z, 0) - y z) + log(1 + e^-|z|): the first part is summed, and is exactly 0 where the logit is
// right; the second is multiplied, keeping m of 1 + m. Two chains: exp itself is long enough to keep the machine busy.
template <class V = Pair>
double bernoulli_logit_nll_sum(std::span<const double> y, std::span<const double> z) {
  constexpr std::size_t step = 2 * lanes<V>, block = detail::factors * step;
  const std::size_t whole = whole_groups(y.size(), step);
  Sum<V> linear;
  LogProduct<V> log_product;
  double rest = detail::logit_rows(y.data() + whole, z.data() + whole, y.size() - whole);
  for (std::size_t begin = 0; begin < whole; begin += block) {
    const std::size_t end = whole - begin < block ? whole : begin + block;
    detail::LogitChain<V> a, b;
    for (std::size_t i = begin; i < end; i += step) {
      a.add(y.data() + i, z.data() + i);
      b.add(y.data() + i + lanes<V>, z.data() + i + lanes<V>);
    }
    if (largest_lane(larger<V>(a.size, b.size)) > largest_exponent) {
      rest += detail::logit_rows(y.data() + begin, z.data() + begin, end - begin);
      continue;
    }
    linear.add(a.positive + b.positive);
    log_product.times_one_plus(a.m + b.m * (splat<V>(1) + a.m));
  }
  return (linear.value() + rest) + log_product.value();
}

// out_i = d NLL / d z_i = sigmoid(z_i) - y_i, with all its digits where that is tiny. y and z as above.
template <class V = Pair>
void bernoulli_logit_nll_gradient(std::span<const double> y, std::span<const double> z, std::span<double> out) {
  const auto one_by_one = [&](std::size_t i, std::size_t n) {
    detail::logit_gradient_rows(y.data() + i, z.data() + i, n, out.data() + i);
  };
  const std::size_t whole = whole_groups(y.size(), lanes<V>);
  for (std::size_t i = 0; i < whole; i += lanes<V>) {
    const V sign = splat<V>(1) - splat<V>(2) * load<V>(y.data() + i);
    const V towards = sign * load<V>(z.data() + i);  // the logit of the other answer
    const V size = absolute<V>(towards);
    const V e = exp_in_range<V>(-size);
    const V numerator = select<V>(less<V>(towards, splat<V>(0)), e, splat<V>(1));
    store<V>(out.data() + i, sign * numerator / (splat<V>(1) + e));
    if (largest_lane(size) > largest_exponent) one_by_one(i, lanes<V>);
  }
  one_by_one(whole, y.size() - whole);
}

}  // namespace mle::kernels
