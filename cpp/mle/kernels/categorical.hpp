// Categorical NLL over many rows, from logits: softmax cross-entropy.
#pragma once

#include <span>

#include "mle/kernels/sums.hpp"
#include "mle/special.hpp"

namespace mle::kernels {

namespace detail {

// One row of logits in each lane. A column is a gather: rows need no tail, however many classes there are.
template <class V>
struct SoftmaxRows {
  V largest;  // max_j z_j
  V others;   // sum_j e^(z_j - largest), without the largest entry's own 1, which would round small others away
  V lowest;   // min_j z_j - largest: below -708 the sum is not to be used
};

template <class V>
MLE_INLINE SoftmaxRows<V> softmax_rows(const double* z, std::size_t classes) {
  V largest = gather<V>(z, classes), smallest = largest;
  for (std::size_t j = 1; j < classes; ++j) {
    const V v = gather<V>(z + j, classes);
    largest = larger<V>(v, largest);
    smallest = smaller<V>(v, smallest);
  }
  V others[2] = {splat<V>(0), splat<V>(0)};
  Bits<V> largest_ones = splat_bits<V>(0);  // minus how many there are: a mask is -1
  const auto add = [&](std::size_t j, V& sum) {
    const V v = gather<V>(z + j, classes);
    const Bits<V> is_largest = equal<V>(v, largest);
    sum += from_bits<V>(as_bits(exp_in_range<V>(v - largest)) & ~is_largest);
    largest_ones += is_largest;
  };
  std::size_t j = 0;
  for (; j + 1 < classes; j += 2) {
    add(j, others[0]);
    add(j + 1, others[1]);
  }
  if (j < classes) add(j, others[0]);
  // The count as a double: its bits under those of 2^52. All but one are others, of e^0.
  const V ties = from_bits<V>(splat_bits<V>(0x4330000000000000) - largest_ones) - splat<V>(0x1p52 + 1);
  return {largest, (others[0] + others[1]) + ties, smallest - largest};
}

inline double row_nll(double y, const double* z, std::size_t classes) {
  double largest = z[0];
  for (std::size_t j = 1; j < classes; ++j) largest = std::fmax(largest, z[j]);
  return (largest - z[static_cast<std::size_t>(y)]) + log_sum_exp({z, classes}, largest);
}

// Rows [0, count), a whole number of steps, with at most `factors` steps, so that the product stays in range.
template <class V>
MLE_INLINE void add_rows(const double* y, const double* z, std::size_t classes, std::size_t count, Sum<V>& linear,
                         LogProduct<V>& log_product, double& rest) {
  V m = splat<V>(0), gap = splat<V>(0);
  for (std::size_t i = 0; i < count; i += lanes<V>) {
    const double* row = z + i * classes;
    const SoftmaxRows<V> rows = softmax_rows<V>(row, classes);
    if (smallest_lane(rows.lowest) < -largest_exponent) {
      for (std::size_t l = 0; l < lanes<V>; ++l) rest += row_nll(y[i + l], row + l * classes, classes);
      continue;
    }
    V observed;
    if constexpr (lanes<V> == 1) observed = row[static_cast<std::size_t>(y[i])];
    else observed = V{row[static_cast<std::size_t>(y[i])], row[classes + static_cast<std::size_t>(y[i + 1])]};
    gap += rows.largest - observed;
    m += rows.others * (splat<V>(1) + m);
  }
  linear.add(gap);
  log_product.times_one_plus(m);
}

}  // namespace detail

// sum_i logsumexp(z_i) - z_i,y_i. y: n class indices from 0; logits: n x classes, row-major, finite; 2 <= classes <= 10^6.
// Nats. Relative error 2e-15.
template <class V = Pair>
double categorical_nll_sum(std::span<const double> y, std::span<const double> logits, std::size_t classes) {
  constexpr std::size_t block = 16 * lanes<V>;  // classes^16 < 10^96
  const std::size_t n = y.size();
  Sum<V> linear;
  Sum<double> linear_tail;
  LogProduct<V> whole;
  LogProduct<double> tail;
  double rest = 0;
  std::size_t i = 0;
  for (; n - i >= lanes<V>;) {
    const std::size_t count = n - i < block ? (n - i) / lanes<V> * lanes<V> : block;
    detail::add_rows<V>(y.data() + i, logits.data() + i * classes, classes, count, linear, whole, rest);
    i += count;
  }
  if (i < n)
    detail::add_rows<double>(y.data() + i, logits.data() + i * classes, classes, n - i, linear_tail, tail, rest);
  return (linear.value() + linear_tail.value() + rest) + (whole.value() + tail.value());
}

// out (n x classes, row-major): d NLL / d z_ij = softmax(z_i)_j - [j = y_i]; the entry at y_i as minus the sum of the
// others, for near p = 1 the difference would lose its digits.
template <class V = Pair>
void categorical_nll_gradient(std::span<const double> y, std::span<const double> logits, std::size_t classes,
                              std::span<double> out) {
  for_rows<V>(y.size(), [&]<class W>(W, std::size_t i) {
    const double* z = logits.data() + i * classes;
    double* g = out.data() + i * classes;
    const detail::SoftmaxRows<W> rows = detail::softmax_rows<W>(z, classes);
    const W total = splat<W>(1) + rows.others;
    for (std::size_t j = 0; j < classes; ++j) {
      const W distance = larger<W>(gather<W>(z + j, classes) - rows.largest, splat<W>(-largest_exponent));
      scatter<W>(g + j, classes, exp_in_range<W>(distance) / total);
    }
    for (std::size_t l = 0; l < lanes<W>; ++l) {
      double* row = g + l * classes;
      if (lane(rows.lowest, l) < -largest_exponent) softmax({z + l * classes, classes}, {row, classes});
      const std::size_t observed = static_cast<std::size_t>(y[i + l]);
      double others = 0;
      for (std::size_t j = 0; j < classes; ++j) others += j == observed ? 0 : row[j];
      row[observed] = -others;
    }
  });
}

}  // namespace mle::kernels
