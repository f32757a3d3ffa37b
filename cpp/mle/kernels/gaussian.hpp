// Gaussian NLL over many rows.
#pragma once

#include <span>

#include "mle/kernels/sums.hpp"
#include "mle/special.hpp"

namespace mle::kernels {

// What a kernel reads for each row: one number for all of them, or one of each.
struct Same {
  double value;
  template <class V>
  MLE_INLINE V at(std::size_t) const {
    return splat<V>(value);
  }
};
struct Each {
  const double* values;
  template <class V>
  MLE_INLINE V at(std::size_t i) const {
    return load<V>(values + i);
  }
};

namespace detail {

// sum over i < n of term.at<V>(i), by blocks in four accumulators.
template <class V, class Term>
MLE_INLINE double sum_of(std::size_t n, Term term) {
  constexpr std::size_t step = 4 * lanes<V>, block = 64 * step;
  Sum<V> total;
  const std::size_t whole = whole_groups(n, step);
  std::size_t i = 0;
  while (i < whole) {
    const std::size_t end = whole - i < block ? whole : i + block;
    V a = splat<V>(0), b = a, c = a, d = a;
    for (; i < end; i += step) {
      a += term.template at<V>(i);
      b += term.template at<V>(i + lanes<V>);
      c += term.template at<V>(i + 2 * lanes<V>);
      d += term.template at<V>(i + 3 * lanes<V>);
    }
    total.add((a + b) + (c + d));
  }
  double rest = 0;
  for (; i < n; ++i) rest += term.template at<double>(i);
  return total.value() + rest;
}

template <class Mu>
struct SquareOfResidual {
  const double* y;
  Mu mu;
  template <class V>
  MLE_INLINE V at(std::size_t i) const {
    const V r = load<V>(y + i) - mu.template at<V>(i);
    return r * r;
  }
};
template <class Mu, class Sigma>
struct SquareOfScaledResidual {
  const double* y;
  Mu mu;
  Sigma sigma;
  template <class V>
  MLE_INLINE V at(std::size_t i) const {
    const V r = (load<V>(y + i) - mu.template at<V>(i)) / sigma.template at<V>(i);
    return r * r;
  }
};

// sum of log x_i, x > 0, eight to a product.
template <class V>
double sum_of_logs(const double* x, std::size_t n) {
  constexpr std::size_t step = 8 * lanes<V>;
  const std::size_t whole = whole_groups(n, step);
  LogProduct<V> product;
  double rest = 0;
  const auto one_by_one = [&](std::size_t i, std::size_t end) {
    for (; i < end; ++i) rest += log(x[i]);
  };
  for (std::size_t i = 0; i < whole; i += step) {
    V factor = splat<V>(1), low = splat<V>(infinity), high = splat<V>(0);
    for (std::size_t j = i; j < i + step; j += lanes<V>) {
      const V v = load<V>(x + j);
      factor *= v;
      low = smaller<V>(low, v);
      high = larger<V>(high, v);
    }
    if (smallest_lane(low) > 1e-36 && largest_lane(high) < 1e36) product.times(factor);  // normal all the way
    else one_by_one(i, i + step);
  }
  one_by_one(whole, n);
  return product.value() + rest;
}

// Squares of residuals in this range neither overflowed nor lost digits to underflow.
inline bool well_scaled(double squares) { return squares > 1e-270 && squares < infinity; }

}  // namespace detail

// sum_i 0.5 log(2 pi) + log sigma + r_i^2 / 2, r_i = (y_i - mu_i) / sigma; mu: Same or Each. y and mu finite, sigma > 0.
// Nats. Error 1e-15 of the sum of the terms' magnitudes. At the speed of reading the rows.
template <class V = Pair, class Mu>
double gaussian_nll_sum(std::span<const double> y, Mu mu, Same sigma) {
  const std::size_t n = y.size();
  // Divided by sigma at the end alone, unless squares leave the range of a double before that.
  const double squares = detail::sum_of<V>(n, detail::SquareOfResidual<Mu>{y.data(), mu});
  const double z = std::sqrt(squares) / sigma.value;
  const bool divided_late = detail::well_scaled(squares) && detail::well_scaled(z * z);
  const double scaled =
      divided_late ? squares / sigma.value / sigma.value
                   : detail::sum_of<V>(n, detail::SquareOfScaledResidual<Mu, Same>{y.data(), mu, sigma});
  return static_cast<double>(n) * (half_log_two_pi + log(sigma.value)) + 0.5 * scaled;
}

// The same with a sigma for each row.
template <class V = Pair, class Mu>
double gaussian_nll_sum(std::span<const double> y, Mu mu, Each sigma) {
  const std::size_t n = y.size();
  return static_cast<double>(n) * half_log_two_pi + detail::sum_of_logs<V>(sigma.values, n) +
         0.5 * detail::sum_of<V>(n, detail::SquareOfScaledResidual<Mu, Each>{y.data(), mu, sigma});
}

// out_i = d NLL / d mu_i = (mu_i - y_i) / sigma_i^2.
template <class V = Pair, class Mu, class Sigma>
void gaussian_nll_gradient(std::span<const double> y, Mu mu, Sigma sigma, std::span<double> out) {
  const auto rows = [&]<class W>(W, std::size_t i) {
    const W s = sigma.template at<W>(i);
    store<W>(out.data() + i, (mu.template at<W>(i) - load<W>(y.data() + i)) / s / s);
  };
  const std::size_t whole = whole_groups(y.size(), lanes<V>);
  for (std::size_t i = 0; i < whole; i += lanes<V>) rows(V{}, i);
  for (std::size_t i = whole; i < y.size(); ++i) rows(double{}, i);
}

}  // namespace mle::kernels
