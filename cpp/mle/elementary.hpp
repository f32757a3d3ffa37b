// exp, log and log1p from IEEE additions, multiplications, divisions and bit moves alone. So every number of
// the core has the same bits under every compiler, C library and browser (build with -ffp-contract=off), and
// no table of a C library travels to the page. Errors are measured against mpmath by tests/core.
#pragma once

#include <cstdint>
#include <cstring>
#include <limits>

namespace mle {

namespace elementary {

inline constexpr double ln2_high = 6.93147180369123816490e-01;  // 32 leading bits: k ln2_high is exact
inline constexpr double ln2_low = 1.90821492927058770002e-10;   // ln 2 - ln2_high

inline std::uint64_t bits_of(double x) {
  std::uint64_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  return bits;
}

inline double from_bits(std::uint64_t bits) {
  double x;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}

// 2^k for -1022 <= k <= 1023.
inline double power_of_two(int k) { return from_bits(static_cast<std::uint64_t>(k + 1023) << 52); }

// first + x (second + x (third + ...)).
template <class... Rest>
double polynomial(double x, double first, Rest... rest) {
  if constexpr (sizeof...(rest) == 0) return first;
  else return first + x * polynomial(x, rest...);
}

}  // namespace elementary

// e^x for every x: 0 below -745.13, +infinity above 709.78, NaN for NaN. Within 1 ulp.
// x = k ln 2 + r with |r| <= ln 2 / 2; e^r by Taylor's series to r^13 (the rest is below 2^-57), with the
// rounding error of r carried along.
inline double exp(double x) {
  using namespace elementary;
  if (x != x) return x;
  if (x > 709.782712893384) return std::numeric_limits<double>::infinity();
  if (x < -745.1332191019412) return 0;
  const double scaled = x * 1.44269504088896338700;
  const int k = static_cast<int>(scaled + (scaled < 0 ? -0.5 : 0.5));
  const double high = x - k * ln2_high;
  const double low = k * ln2_low;
  const double r = high - low;
  const double r_error = (high - r) - low;
  // Even and odd terms apart: two short chains instead of one long one.
  const double square = r * r;
  const double even = polynomial(square, 0.5, 1.0 / 24, 1.0 / 720, 1.0 / 40320, 1.0 / 3628800, 1.0 / 479001600);
  const double odd =
      polynomial(square, 1.0 / 6, 1.0 / 120, 1.0 / 5040, 1.0 / 362880, 1.0 / 39916800, 1.0 / 6227020800);
  const double result = 1 + (r + (square * (even + r * odd) + r_error));
  // In two factors, because 2^k alone may overflow or be subnormal where the result is not.
  const int half = k / 2;
  return result * power_of_two(half) * power_of_two(k - half);
}

// log x for every x: -infinity at 0, NaN below, +infinity at +infinity. Within 1 ulp.
// x = m 2^k, m in [sqrt(1/2), sqrt 2), f = m - 1 (exact), s = f / (2 + f), and
//   log(1 + f) = f - (f^2 / 2 - s (f^2 / 2 + R)),  R = 2/3 s^2 + 2/5 s^4 + ...,  s^2 < 0.0295.
inline double log(double x) {
  using namespace elementary;
  if (!(x > 0)) return x == 0 ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
  if (x == std::numeric_limits<double>::infinity()) return x;
  int k = 0;
  if (x < std::numeric_limits<double>::min()) {  // subnormal: give it a full mantissa
    x *= 0x1p54;
    k = -54;
  }
  const std::uint64_t bits = bits_of(x);
  k += static_cast<int>(bits >> 52) - 1023;
  double m = from_bits((bits & 0x000fffffffffffffULL) | 0x3ff0000000000000ULL);
  if (m > 1.41421356237309504880) {
    m *= 0.5;
    ++k;
  }
  const double f = m - 1;
  const double s = f / (2 + f);
  const double square = s * s;
  const double fourth = square * square;  // two chains, as in exp
  const double even = fourth * polynomial(fourth, 2.0 / 5, 2.0 / 9, 2.0 / 13, 2.0 / 17, 2.0 / 21);
  const double odd = square * polynomial(fourth, 2.0 / 3, 2.0 / 7, 2.0 / 11, 2.0 / 15, 2.0 / 19, 2.0 / 23);
  const double half_square = 0.5 * f * f;
  return k * ln2_high - ((half_square - (s * (half_square + (odd + even)) + k * ln2_low)) - f);
}

// log(1 + x) for x >= -1: -infinity at -1, NaN below. Within 2 ulp, tiny x included.
// u = 1 + x loses what x - (u - 1) still knows: c / u puts it back.
inline double log1p(double x) {
  const double u = 1 + x;
  if (u == 1) return x;
  if (!(x > -1) || u > 0x1p53) return log(u);  // at and beyond these c is 0, undefined or negligible
  const double c = x >= 1 ? 1 - (u - x) : x - (u - 1);
  return log(u) + c / u;
}

}  // namespace mle
