// What a whole sample says, once for any number of parameter values: counts, and the Gaussian's three numbers.
#pragma once

#include <span>

#include "mle/kernels/gaussian.hpp"

namespace mle::kernels {

// How many of the labels are 1.
template <class V = Pair>
double count_ones(std::span<const double> y) {
  return detail::sum_of<V>(y.size(), Each{y.data()});
}

namespace detail {

struct Deviation {
  const double* y;
  double shift;
  template <class V>
  MLE_INLINE V at(std::size_t i) const {
    return load<V>(y + i) - splat<V>(shift);
  }
};
struct SquareOfDeviation {
  const double* y;
  double shift, offset, scale;
  template <class V>
  MLE_INLINE V at(std::size_t i) const {
    const V r = ((load<V>(y + i) - splat<V>(shift)) - splat<V>(offset)) * splat<V>(scale);
    return r * r;
  }
};

}  // namespace detail

// n, mean and the root mean square of the deviations from it. The mean is kept as the first value and the rest: one
// double would lose at a mean of 10^6 the digits that a narrow sigma asks for.
struct Moments {
  double n = 0, shift = 0, offset = 0, spread = 0;

  explicit Moments(std::span<const double> y) : n(static_cast<double>(y.size())), shift(y[0]) {
    offset = detail::sum_of<Pair>(y.size(), detail::Deviation{y.data(), shift}) / n;
    const auto mean_square = [&](double scale) {
      return detail::sum_of<Pair>(y.size(), detail::SquareOfDeviation{y.data(), shift, offset, scale}) / n;
    };
    const double squares = mean_square(1);
    spread = std::sqrt(squares);
    if (detail::well_scaled(squares)) return;
    double largest = 0;
    for (double v : y) largest = std::fmax(largest, std::fabs((v - shift) - offset));
    if (!(largest > 0)) return;
    // By a power of two, so that it does not round; 2^1000 brings the smallest double to a normal square.
    const double scale = largest < 1 ? 0x1p1000 : 0x1p-1000;
    spread = std::sqrt(mean_square(scale)) / scale;
  }

  // How far mu lies from the mean.
  double distance(double mu) const { return (mu - shift) - offset; }
};

// out[i] = level + weight square_i.
template <class V = Pair>
void surface_of_squares(double level, double weight, std::span<const double> square, double* out) {
  const V base = splat<V>(level), slope = splat<V>(weight);
  const std::size_t whole = whole_groups(square.size(), lanes<V>);
  for (std::size_t i = 0; i < whole; i += lanes<V>) store<V>(out + i, base + slope * load<V>(square.data() + i));
  for (std::size_t i = whole; i < square.size(); ++i) out[i] = level + weight * square[i];
}

// out[i] = level_i + weight_i square.
template <class V = Pair>
void surface_of_levels(std::span<const double> level, std::span<const double> weight, double square, double* out) {
  const V factor = splat<V>(square);
  const std::size_t whole = whole_groups(level.size(), lanes<V>);
  for (std::size_t i = 0; i < whole; i += lanes<V>)
    store<V>(out + i, load<V>(level.data() + i) + load<V>(weight.data() + i) * factor);
  for (std::size_t i = whole; i < level.size(); ++i) out[i] = level[i] + weight[i] * square;
}

}  // namespace mle::kernels
