// Poisson NLL over many rows, from rates and from log rates.
#pragma once

#include <span>

#include "mle/kernels/gaussian.hpp"
#include "mle/kernels/sums.hpp"
#include "mle/special.hpp"

namespace mle::kernels {

namespace detail {

// log x for normal x: the scalar log of elementary.hpp, lane by lane.
template <class V>
MLE_INLINE V log_in_range(V x) {
  // Subtracting the bits of sqrt(1/2) puts the exponent's step there: m in [sqrt(1/2), sqrt 2).
  const Bits<V> half_root = splat_bits<V>(0x3fe6a09e667f3bcd);
  const Bits<V> above = as_bits(x) - half_root;
  const V m = from_bits<V>((above & splat_bits<V>(0x000fffffffffffff)) + half_root);
  // The exponent as a double: its (offset) bits under those of 2^52, less 2^52.
  const Bits<V> biased = (above + splat_bits<V>(std::uint64_t{1023} << 52)) >> 52;
  const V k = from_bits<V>(biased | splat_bits<V>(0x4330000000000000)) - splat<V>(0x1p52 + 1023);
  const V f = m - splat<V>(1), s = f / (splat<V>(2) + f);
  const V square = s * s, fourth = square * square;
  const V even = fourth * (splat<V>(2.0 / 5) + fourth * (splat<V>(2.0 / 9) + fourth * (splat<V>(2.0 / 13) +
                 fourth * (splat<V>(2.0 / 17) + fourth * splat<V>(2.0 / 21)))));
  const V odd = square * (splat<V>(2.0 / 3) + fourth * (splat<V>(2.0 / 7) + fourth * (splat<V>(2.0 / 11) +
                fourth * (splat<V>(2.0 / 15) + fourth * (splat<V>(2.0 / 19) + fourth * splat<V>(2.0 / 23))))));
  const V half_square = splat<V>(0.5) * f * f;
  return k * splat<V>(elementary::ln2_high) -
         ((half_square - (s * (half_square + (odd + even)) + k * splat<V>(elementary::ln2_low))) - f);
}

// Rows one by one, by Loader's form, as likelihoods/poisson.hpp has it.
inline double poisson_rows(const double* y, const double* rate, std::size_t n) {
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += y[i] == 0 ? rate[i] : stirling_excess(y[i]) + deviance(y[i], rate[i]);
  return sum;
}
// Where e^z leaves the range of a double, it alone does not settle the NLL: log y! - y z may.
inline double poisson_log_rows(const double* y, const double* z, std::size_t n) {
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double rate = exp(z[i]);
    const bool settled = y[i] == 0 || z[i] > -largest_exponent;
    sum += settled ? poisson_rows(y + i, &rate, 1) : log_factorial(y[i]) - y[i] * z[i];
  }
  return sum;
}

// log y! - (y log y - y), 0 log 0 = 0, for counts small enough to be looked up.
inline constexpr double largest_tabled = 15;
inline double tabled_excess(double y) { return y == 0 ? 0 : stirling_excess(y); }

inline constexpr std::size_t poisson_block = 64;

// Adds a whole number of lanes by Loader's form for small counts, (log y! - (y log y - y)) + (y log(y / rate) + rate - y),
// where its parts are of the size of the whole. False if counts or rates leave the range where that holds.
template <class V>
bool add_poisson(const double* y, const double* rates, std::size_t count, Sum<V>& total) {
  V most = splat<V>(0), low = splat<V>(1), high = splat<V>(1);
  for (std::size_t i = 0; i < count; i += lanes<V>) {
    most = larger<V>(most, load<V>(y + i));
    low = smaller<V>(low, load<V>(rates + i));
    high = larger<V>(high, load<V>(rates + i));
  }
  if (largest_lane(most) > largest_tabled || largest_lane(high) > 1e250 || smallest_lane(low) < 1e-250) return false;
  V sum = splat<V>(0);
  for (std::size_t i = 0; i < count; i += lanes<V>) {
    const V label = load<V>(y + i), rate = load<V>(rates + i);
    V excess;
    if constexpr (lanes<V> == 1) excess = tabled_excess(y[i]);
    else excess = V{tabled_excess(y[i]), tabled_excess(y[i + 1])};
    sum += excess + (label * log_in_range<V>(larger<V>(splat<V>(1), label) / rate) + (rate - label));
  }
  total.add(sum);
  return true;
}

}  // namespace detail

// sum_i log y_i! + rate_i - y_i log rate_i, 0 log 0 = 0: +infinity where the rate is 0 and the count is not.
// y: counts up to 2^53; rate >= 0, finite; of one length. Nats. Relative error 2e-15.
template <class V = Pair>
double poisson_nll_sum(std::span<const double> y, std::span<const double> rate) {
  const std::size_t whole = whole_groups(y.size(), lanes<V>);
  Sum<V> total;
  Sum<double> rest;
  rest.add(detail::poisson_rows(y.data() + whole, rate.data() + whole, y.size() - whole));
  for (std::size_t i = 0; i < whole; i += detail::poisson_block) {
    const std::size_t count = whole - i < detail::poisson_block ? whole - i : detail::poisson_block;
    if (!detail::add_poisson<V>(y.data() + i, rate.data() + i, count, total))
      rest.add(detail::poisson_rows(y.data() + i, rate.data() + i, count));
  }
  return total.value() + rest.value();
}

// The same from log rates z, finite: sum_i log y_i! + e^z_i - y_i z_i; +infinity where e^z_i overflows.
// Relative error 2e-15 for |z_i| < 1; beyond, a rounding of z_i itself is worth |y_i - e^z_i| |z_i| 2^-53 nats.
template <class V = Pair>
double poisson_log_nll_sum(std::span<const double> y, std::span<const double> log_rate) {
  const std::size_t whole = whole_groups(y.size(), lanes<V>);
  Sum<V> total;
  Sum<double> rest;
  rest.add(detail::poisson_log_rows(y.data() + whole, log_rate.data() + whole, y.size() - whole));
  for (std::size_t i = 0; i < whole; i += detail::poisson_block) {
    const std::size_t count = whole - i < detail::poisson_block ? whole - i : detail::poisson_block;
    double rates[detail::poisson_block];
    V size = splat<V>(0);
    for (std::size_t j = 0; j < count; j += lanes<V>) {
      const V z = load<V>(log_rate.data() + i + j);
      size = larger<V>(size, absolute<V>(z));
      store<V>(rates + j, exp_in_range<V>(z));
    }
    if (largest_lane(size) > largest_exponent || !detail::add_poisson<V>(y.data() + i, rates, count, total))
      rest.add(detail::poisson_log_rows(y.data() + i, log_rate.data() + i, count));
  }
  return total.value() + rest.value();
}

// out_i = d NLL / d rate_i = 1 - y_i / rate_i; 1 for a count of 0, at rate 0 too.
template <class V = Pair>
void poisson_nll_gradient(std::span<const double> y, std::span<const double> rate, std::span<double> out) {
  const auto rows = [&]<class W>(W, std::size_t i) {
    const W count = load<W>(y.data() + i), r = load<W>(rate.data() + i);
    const W slope = (r - count) / r;
    store<W>(out.data() + i, select<W>(equal<W>(count, splat<W>(0)), splat<W>(1), slope));
  };
  const std::size_t whole = whole_groups(y.size(), lanes<V>);
  for (std::size_t i = 0; i < whole; i += lanes<V>) rows(V{}, i);
  for (std::size_t i = whole; i < y.size(); ++i) rows(double{}, i);
}

// out_i = d NLL / d z_i = e^z_i - y_i.
template <class V = Pair>
void poisson_log_nll_gradient(std::span<const double> y, std::span<const double> log_rate, std::span<double> out) {
  const auto one_by_one = [&](std::size_t i, std::size_t end) {
    for (; i < end; ++i) out[i] = exp(log_rate[i]) - y[i];
  };
  const std::size_t whole = whole_groups(y.size(), lanes<V>);
  for (std::size_t i = 0; i < whole; i += lanes<V>) {
    const V z = load<V>(log_rate.data() + i);
    store<V>(out.data() + i, exp_in_range<V>(z) - load<V>(y.data() + i));
    if (largest_lane(absolute<V>(z)) > largest_exponent) one_by_one(i, i + lanes<V>);
  }
  one_by_one(whole, y.size());
}

}  // namespace mle::kernels
