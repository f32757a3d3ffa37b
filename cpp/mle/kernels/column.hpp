// A column of rows with what one pass over it told: data that are used again are looked at once.
#pragma once

#include <span>

#include "mle/kernels/lanes.hpp"
#include "mle/parameter.hpp"

namespace mle::kernels {

struct Column {
  std::span<const double> values;
  double lowest = infinity, highest = -infinity;
  bool numbers = true;  // none is NaN
  bool whole = true;    // all are whole numbers (or infinite)

  // Whether every value lies in the parameter's domain.
  bool inside(const Parameter& domain) const {
    return numbers && (values.empty() || (domain.contains(lowest) && domain.contains(highest)));
  }
  // Whether they are observations of that kind.
  bool observed(Observation kind, std::size_t classes) const {
    if (!numbers || values.empty()) return false;
    switch (kind) {
      case Observation::binary: return whole && lowest >= 0 && highest <= 1;
      case Observation::class_index: return whole && lowest >= 0 && highest < static_cast<double>(classes);
      case Observation::real: return lowest > -infinity && highest < infinity;
      case Observation::nonnegative: return lowest >= 0 && highest < infinity;
      case Observation::positive: return lowest > 0 && highest < infinity;
      case Observation::count: break;
    }
    return whole && lowest >= 0 && highest <= largest_count;
  }
};

// One pass, at the speed of reading the values.
template <class V = Pair>
Column examine(std::span<const double> values) {
  const V half_unit = splat<V>(0x1p52);  // beyond it every double is whole; adding it rounds to one
  V lowest = splat<V>(infinity), highest = splat<V>(-infinity);
  Bits<V> numbers = ~splat_bits<V>(0), whole = numbers;
  const auto look = [&](V v) {
    const V size = absolute<V>(v);
    lowest = smaller<V>(v, lowest);
    highest = larger<V>(highest, v);
    numbers &= equal<V>(v, v);
    whole &= equal<V>((size + half_unit) - half_unit, size) | less<V>(half_unit, size);
  };
  const std::size_t n = values.size();
  std::size_t i = 0;
  for (; n - i >= lanes<V>; i += lanes<V>) look(load<V>(values.data() + i));
  for (; i < n; ++i) look(splat<V>(values[i]));
  const auto all = [](Bits<V> mask) {
    if constexpr (lanes<V> == 1) return mask != 0;
    else return (mask[0] & mask[1]) != 0;
  };
  return {values, smallest_lane(lowest), largest_lane(highest), all(numbers), all(whole)};
}

}  // namespace mle::kernels
