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

// One row by Loader's form, as likelihoods/poisson.hpp has it.
inline double poisson_row(double y, double rate) {
  return y == 0 ? rate : stirling_excess(y) + deviance(y, rate);
}
// Where e^z leaves the range of a double, it alone does not settle the NLL: log y! - y z may.
inline double poisson_row_of_log(double y, double z) {
  if (std::fabs(z) <= largest_exponent) return poisson_row(y, exp(z));
  return y == 0 || z > 0 ? exp(z) : log_factorial(y) - y * z;
}

// Counts up to this are looked up; a block with a larger one is added row by row.
inline constexpr double largest_tabled = 15;
// log y! - (y log y - y), 0 log 0 = 0.
inline double tabled_excess(double y) { return y == 0 ? 0 : stirling_excess(y); }

// Loader's form for small counts, (log y! - (y log y - y)) + (y log(y / rate) + rate - y), where its parts are of the
// size of the whole, so that each may be summed apart. Rates (or e^z) in a range where nothing overflows.
template <class V, bool logs>
MLE_INLINE bool add_poisson(const double* y, const double* predicted, std::size_t count, Sum<V>& total) {
  V sum = splat<V>(0), misfit = splat<V>(0), most = splat<V>(0), low = splat<V>(1), high = splat<V>(1);
  for (std::size_t i = 0; i < count; i += lanes<V>) {
    const V label = load<V>(y + i), given = load<V>(predicted + i);
    most = larger<V>(label, most);
    const V size = logs ? absolute<V>(given) : given;
    low = smaller<V>(size, low);
    high = larger<V>(size, high);
  }
  // Written so that what is not a number also goes row by row.
  if (!(largest_lane(most) <= largest_tabled)) return false;
  if (!(largest_lane(high) < (logs ? 600 : 1e250)) || !(logs || smallest_lane(low) > 1e-250)) return false;
  for (std::size_t i = 0; i < count; i += lanes<V>) {
    const V label = load<V>(y + i), given = load<V>(predicted + i);
    V rate, log_ratio;
    const V at_least_one = larger<V>(label, splat<V>(1));
    if constexpr (logs) {
      rate = exp_in_range<V>(given);
      log_ratio = log_in_range<V>(at_least_one) - given;
    } else {
      rate = given;
      log_ratio = log_in_range<V>(at_least_one / given);
    }
    misfit += label * log_ratio + (rate - label);
    V excess;
    if constexpr (lanes<V> == 1) excess = tabled_excess(y[i]);
    else excess = V{tabled_excess(y[i]), tabled_excess(y[i + 1])};
    sum += excess;
  }
  total.add(sum + misfit);
  return true;
}

template <class V, bool logs>
double poisson_sum(std::span<const double> y, std::span<const double> predicted) {
  constexpr std::size_t block = 16 * lanes<V>;
  const std::size_t n = y.size();
  Sum<V> total;
  Sum<double> rest;
  std::size_t i = 0;
  for (; i < n; i += block) {
    const std::size_t end = n - i < block ? n : i + block;
    const double *rows = y.data() + i, *given = predicted.data() + i;
    if (end - i == block && add_poisson<V, logs>(rows, given, block, total)) continue;
    if (add_poisson<double, logs>(rows, given, end - i, rest)) continue;
    double sum = 0;
    for (std::size_t j = i; j < end; ++j)
      sum += logs ? poisson_row_of_log(y[j], predicted[j]) : poisson_row(y[j], predicted[j]);
    rest.add(sum);
  }
  return total.value() + rest.value();
}

}  // namespace detail

// sum_i log y_i! + rate_i - y_i log rate_i, 0 log 0 = 0: +infinity where the rate is 0 and the count is not.
// y: counts up to 2^53; rate >= 0, finite; of one length. Nats. Relative error 2e-15.
template <class V = Pair>
double poisson_nll_sum(std::span<const double> y, std::span<const double> rate) {
  return detail::poisson_sum<V, false>(y, rate);
}

// The same from log rates, finite: sum_i log y_i! + e^z_i - y_i z_i; +infinity where e^z_i overflows.
// Relative error 2e-15 for |z_i| < 1; beyond, a rounding of z_i itself is worth |y_i - e^z_i| |z_i| 2^-53 nats.
template <class V = Pair>
double poisson_log_nll_sum(std::span<const double> y, std::span<const double> log_rate) {
  return detail::poisson_sum<V, true>(y, log_rate);
}

// out_i = d NLL / d rate_i = 1 - y_i / rate_i; 1 for a count of 0, at rate 0 too.
template <class V = Pair>
void poisson_nll_gradient(std::span<const double> y, std::span<const double> rate, std::span<double> out) {
  for_rows<V>(y.size(), [&]<class W>(W, std::size_t i) {
    const W count = load<W>(y.data() + i), r = load<W>(rate.data() + i);
    const W slope = (r - count) / r;
    store<W>(out.data() + i, select<W>(equal<W>(count, splat<W>(0)), splat<W>(1), slope));
  });
}

// out_i = d NLL / d z_i = e^z_i - y_i.
template <class V = Pair>
void poisson_log_nll_gradient(std::span<const double> y, std::span<const double> log_rate, std::span<double> out) {
  for_rows<V>(y.size(), [&]<class W>(W, std::size_t i) {
    const W z = load<W>(log_rate.data() + i);
    store<W>(out.data() + i, exp_in_range<W>(z) - load<W>(y.data() + i));
    if (largest_lane(absolute<W>(z)) > largest_exponent)
      for (std::size_t j = i; j < i + lanes<W>; ++j) out[j] = exp(log_rate[j]) - y[j];
  });
}

}  // namespace mle::kernels
