// Numbers held as the unevaluated sum of two doubles, about 31 digits. A probability exp(-700) needs its exponent to
// 19 digits to keep 16 of its own, and a power x^a with a = 1e8 needs log x to 24: the tails of distributions are
// computed with these. Sources: Dekker (1971), Knuth (The Art of Computer Programming, vol. 2, 4.2.2).
#pragma once

#include <cmath>
#include <cstdint>

#include "mle/elementary.hpp"

namespace mle {

// high + low, |low| at most half a unit in the last place of high.
struct Twofold {
  double high = 0, low = 0;
};

// a + b exactly.
inline Twofold sum_of(double a, double b) {
  const double high = a + b;
  const double part = high - a;
  return {high, (a - (high - part)) + (b - part)};
}

// a b exactly, for |a|, |b| < 2^996 and |a b| above 2^-960. Each factor is split into halves of 26 bits.
inline Twofold product_of(double a, double b) {
  constexpr double splitter = 0x1p27 + 1;
  const double a_high = splitter * a - (splitter * a - a), a_low = a - a_high;
  const double b_high = splitter * b - (splitter * b - b), b_low = b - b_high;
  const double high = a * b;
  return {high, ((a_high * b_high - high) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

inline Twofold operator-(Twofold a) { return {-a.high, -a.low}; }

// Relative error 2^-104 of |a| + |b|.
inline Twofold operator+(Twofold a, Twofold b) {
  const Twofold high = sum_of(a.high, b.high);
  const Twofold low = sum_of(a.low, b.low);
  const Twofold middle = sum_of(high.high, high.low + low.high);
  return sum_of(middle.high, middle.low + low.low);
}

inline Twofold operator-(Twofold a, Twofold b) { return a + -b; }

// Relative error 2^-102.
inline Twofold operator*(Twofold a, Twofold b) {
  const Twofold product = product_of(a.high, b.high);
  return sum_of(product.high, product.low + (a.high * b.low + a.low * b.high));
}

// Relative error 2^-101.
inline Twofold operator/(Twofold a, Twofold b) {
  const double first = a.high / b.high;
  const Twofold rest = a - b * Twofold{first};
  return sum_of(first, rest.high / b.high);
}

namespace twofold {

// a = mantissa 2^exponent with |mantissa| in [1, 2); a > 0 and finite, subnormal allowed.
inline Twofold mantissa_of(Twofold a, int& exponent) {
  exponent = 0;
  if (a.high < 0x1p-900) {
    a = {a.high * 0x1p200, a.low * 0x1p200};
    exponent = -200;
  }
  const int k = static_cast<int>(elementary::bits_of(a.high) >> 52) - 1023;
  exponent += k;
  // In two factors: 2^-k alone is subnormal for k = 1023.
  const double half = elementary::power_of_two(-(k / 2)), rest = elementary::power_of_two(-(k - k / 2));
  return {a.high * half * rest, a.low * half * rest};
}

}  // namespace twofold

// log(a / b) for positive finite a, b: relative error below 1e-29 where a is close to b too.
// With a / b = 2^k r, r within [1/2, 2] and near 1 if it can be, v = (r - 1) / (r + 1):
//   log(a / b) = k log 2 + 2 (v + v^3 / 3 + v^5 / 5 + ...).
inline Twofold log_ratio(Twofold a, Twofold b) {
  constexpr Twofold ln2{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
  int a_exponent, b_exponent;
  a = twofold::mantissa_of(a, a_exponent);
  b = twofold::mantissa_of(b, b_exponent);
  int k = a_exponent - b_exponent;
  if (a.high > 1.4142135623730951 * b.high) {
    b = {2 * b.high, 2 * b.low};
    ++k;
  } else if (b.high > 1.4142135623730951 * a.high) {
    a = {2 * a.high, 2 * a.low};
    --k;
  }
  const Twofold v = (a - b) / (a + b);
  const Twofold square = v * v;
  Twofold power = v, series = v;
  for (double odd = 3; std::fabs(power.high) > 1e-31 * std::fabs(v.high); odd += 2) {
    power = power * square;
    series = series + power / Twofold{odd};
  }
  return Twofold{static_cast<double>(k)} * ln2 + Twofold{2 * series.high, 2 * series.low};
}

// e^a, relative error 2 ulp (of the subnormal spacing where the result is subnormal).
inline double exp(Twofold a) {
  const double power = exp(a.high);
  return power + power * a.low;
}

}  // namespace mle
