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

// out[b * mu.size() + a] = level[b] + weight[b] * square[a], or out[a * level.size() + b] where `transposed`.
template <class V = Pair>
void outer_surface(std::span<const double> square, std::span<const double> level, std::span<const double> weight,
                   bool transposed, std::span<double> out) {
  const auto row = [](std::size_t n, double* to, auto cell) {
    std::size_t i = 0;
    for (; n - i >= lanes<V>; i += lanes<V>) store<V>(to + i, cell.template operator()<V>(i));
    for (; i < n; ++i) to[i] = cell.template operator()<double>(i);
  };
  if (!transposed) {
    for (std::size_t b = 0; b < level.size(); ++b)
      row(square.size(), out.data() + b * square.size(), [&]<class W>(std::size_t a) {
        return splat<W>(level[b]) + splat<W>(weight[b]) * load<W>(square.data() + a);
      });
  } else {
    for (std::size_t a = 0; a < square.size(); ++a)
      row(level.size(), out.data() + a * level.size(), [&]<class W>(std::size_t b) {
        return load<W>(level.data() + b) + load<W>(weight.data() + b) * splat<W>(square[a]);
      });
  }
}

}  // namespace mle::kernels
