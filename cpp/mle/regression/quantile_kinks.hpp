// The kinks that a search for a quantile regression meets on its way.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace mle {

// Where a residual is 0. Ties are broken by a second part (quantile_solver.hpp).
struct QuantileKink {
  double at, tie;  // where on the way, in its two parts
  double weight;   // by how much the slope grows there
  std::size_t row;
  bool operator<(const QuantileKink& other) const { return at < other.at || (at == other.at && tie < other.tie); }
};

// The last of the kinks, not none, before which the function still falls, the first in any case. falls(slope, kink): whether
// it does before this kink, where the slope is `slope`; that is given at the start. The kinks change their order.
template <class Falls>
QuantileKink last_falling(std::vector<QuantileKink>& kinks, double slope, Falls falls) {
  std::size_t first = 0, last = kinks.size();
  const auto at = [&](std::size_t k) { return kinks.begin() + static_cast<std::ptrdiff_t>(k); };
  while (last - first > 1) {
    const std::size_t middle = first + (last - first) / 2;
    std::nth_element(at(first), at(middle), at(last));
    double through = slope;
    for (std::size_t k = first; k < middle; ++k) through += kinks[k].weight;
    if (falls(through, kinks[middle])) {
      slope = through;
      first = middle;
    } else {
      last = middle;
    }
  }
  return kinks[first];
}

}  // namespace mle
