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
  V others = splat<V>(0);
  Bits<V> largest_ones = splat_bits<V>(0);  // minus how many there are: a mask is -1
  for (std::size_t j = 0; j < classes; ++j) {
    const V v = gather<V>(z + j, classes);
    const Bits<V> is_largest = equal<V>(v, largest);
    others += from_bits<V>(as_bits(exp_in_range<V>(v - largest)) & ~is_largest);
    largest_ones += is_largest;
  }
  // The count as a double: its bits under those of 2^52. All but one are others, of e^0.
  const V ties = from_bits<V>(splat_bits<V>(0x4330000000000000) - largest_ones) - splat<V>(0x1p52 + 1);
  return {largest, others + ties, smallest - largest};
}

// The NLL of rows one by one.
inline double softmax_nll_rows(const double* y, const double* z, std::size_t classes, std::size_t n) {
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i, z += classes) {
    double largest = z[0];
    for (std::size_t j = 1; j < classes; ++j) largest = std::fmax(largest, z[j]);
    sum += (largest - z[static_cast<std::size_t>(y[i])]) + log_sum_exp({z, classes}, largest);
  }
  return sum;
}

}  // namespace detail

// sum_i logsumexp(z_i) - z_i,y_i. y: n class indices from 0; logits: n x classes, row-major, finite; 2 <= classes <= 10^6.
// Nats. Relative error 2e-15.
template <class V = Pair>
double categorical_nll_sum(std::span<const double> y, std::span<const double> logits, std::size_t classes) {
  constexpr std::size_t block = 16 * lanes<V>;  // classes^16 < 10^96
  const std::size_t whole = whole_groups(y.size(), lanes<V>);
  const double* z = logits.data();
  Sum<V> linear;
  LogProduct<V> log_product;
  double rest = detail::softmax_nll_rows(y.data() + whole, z + whole * classes, classes, y.size() - whole);
  for (std::size_t i = 0; i < whole;) {
    const std::size_t end = whole - i < block ? whole : i + block;
    V m = splat<V>(0), gap = splat<V>(0);
    for (; i < end; i += lanes<V>) {
      const double* row = z + i * classes;
      const detail::SoftmaxRows<V> rows = detail::softmax_rows<V>(row, classes);
      if (smallest_lane(rows.lowest) < -largest_exponent) {
        rest += detail::softmax_nll_rows(y.data() + i, row, classes, lanes<V>);
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
  return (linear.value() + rest) + log_product.value();
}

// out (n x classes, row-major): d NLL / d z_ij = softmax(z_i)_j - [j = y_i]; the entry at y_i as minus the sum of the
// others, for near p = 1 the difference would lose its digits.
template <class V = Pair>
void categorical_nll_gradient(std::span<const double> y, std::span<const double> logits, std::size_t classes,
                              std::span<double> out) {
  const std::size_t whole = whole_groups(y.size(), lanes<V>);
  for (std::size_t i = 0; i < whole; i += lanes<V>) {
    const double* z = logits.data() + i * classes;
    const detail::SoftmaxRows<V> rows = detail::softmax_rows<V>(z, classes);
    const V total = splat<V>(1) + rows.others;
    for (std::size_t j = 0; j < classes; ++j) {
      const V distance = larger<V>(gather<V>(z + j, classes) - rows.largest, splat<V>(-largest_exponent));
      scatter<V>(out.data() + i * classes + j, classes, exp_in_range<V>(distance) / total);
    }
    for (std::size_t l = 0; l < lanes<V>; ++l)
      if (lane(rows.lowest, l) < -largest_exponent)
        softmax({z + l * classes, classes}, out.subspan((i + l) * classes, classes));
  }
  for (std::size_t i = whole; i < y.size(); ++i)
    softmax(logits.subspan(i * classes, classes), out.subspan(i * classes, classes));
  for (std::size_t i = 0; i < y.size(); ++i) {
    double* row = out.data() + i * classes;
    const std::size_t observed = static_cast<std::size_t>(y[i]);
    double others = 0;
    for (std::size_t j = 0; j < classes; ++j) others += j == observed ? 0 : row[j];
    row[observed] = -others;
  }
}

}  // namespace mle::kernels
