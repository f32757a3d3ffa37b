// How the kernels add: plain sums without drift, and sums of logs as the log of one product.
#pragma once

#include "mle/kernels/lanes.hpp"

namespace mle::kernels {

// A running sum with its rounding error carried along (Neumaier), for the partial sums of blocks: the error does
// not grow with the number of blocks.
template <class V>
class Sum {
 public:
  void add(V x) {
    const V next = total_ + x;
    const Bits<V> x_is_smaller = less<V>(absolute(x), absolute(total_));
    lost_ += select<V>(x_is_smaller, (total_ - next) + x, (x - next) + total_);
    total_ = next;
  }
  // The rounding error is NaN once the total is infinite.
  double value() const {
    const double total = sum_of_lanes(total_), lost = sum_of_lanes(lost_);
    return lost == lost ? total + lost : total;
  }

 private:
  V total_ = splat<V>(0), lost_ = splat<V>(0);
};

// log of a product of millions of factors, with no log on the way: the product is kept as a mantissa in [1, 2)
// and a whole exponent, each factor costing half a unit of rounding. A factor 1 + m near 1 would lose m's digits:
// those gather in a second product 1 + M, of which M is kept, by M += m (1 + M).
template <class V>
class LogProduct {
 public:
  // factor: normal doubles.
  MLE_INLINE void times(V factor) {
    const V product = mantissa_ * factor;  // in (0, infinity): the mantissa is below 2, the factor half the largest
    const Bits<V> bits = as_bits(product);
    exponent_ += (bits >> 52) - splat_bits<V>(1023);
    mantissa_ = from_bits<V>((bits & splat_bits<V>(0x000fffffffffffff)) | splat_bits<V>(0x3ff0000000000000));
  }

  // The factor 1 + m, -7/8 < m.
  void times_one_plus(V m) {
    small_ += m * (splat<V>(1) + small_);
    if (largest_lane(absolute(small_)) < 0.125) return;
    times(splat<V>(1) + small_);
    small_ = splat<V>(0);
  }

  // The sum of the logs.
  double value() const {
    double sum = 0;
    for (std::size_t i = 0; i < lanes<V>; ++i) sum += value_of_lane(i);
    return sum;
  }

 private:
  double value_of_lane(std::size_t i) const {
    const double mantissa = lane(mantissa_, i);
    std::uint64_t wrapped;
    if constexpr (lanes<V> == 1) wrapped = exponent_;
    else wrapped = exponent_[i];
    const auto exponent = static_cast<std::int64_t>(wrapped);
    const double small = log1p(lane(small_, i));
    // As one number where it fits, so that log mantissa and exponent log 2 do not cancel.
    if (exponent > -1000 && exponent < 1000)
      return log(mantissa * elementary::power_of_two(static_cast<int>(exponent))) + small;
    return static_cast<double>(exponent) * 0.69314718055994530942 + (log(mantissa) + small);
  }

  V mantissa_ = splat<V>(1), small_ = splat<V>(0);
  Bits<V> exponent_ = splat_bits<V>(0);
};

}  // namespace mle::kernels
