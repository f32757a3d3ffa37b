// Sums and products with twice a double's precision (Dekker 1971, Knuth 4.2.2): for residuals, whose digits cancel.
#pragma once

namespace mle {

// The unevaluated sum high + low, |low| at most half a unit of high. Relative error of a sum or product about 2^-104,
// while nothing overflows (products: factors below 2^990).
struct DoubleDouble {
  double high = 0, low = 0;

  double value() const { return high + low; }
};

// a + b exactly.
inline DoubleDouble two_sum(double a, double b) {
  const double sum = a + b;
  const double part = sum - a;
  return {sum, (a - (sum - part)) + (b - part)};
}

// a b exactly. Halves of 26 bits, because not every machine multiplies and adds in one rounding.
inline DoubleDouble two_product(double a, double b) {
  constexpr double splitter = 134217729;  // 2^27 + 1
  const double a_high = splitter * a - (splitter * a - a), a_low = a - a_high;
  const double b_high = splitter * b - (splitter * b - b), b_low = b - b_high;
  const double product = a * b;
  return {product, a_low * b_low - (((product - a_high * b_high) - a_low * b_high) - a_high * b_low)};
}

inline DoubleDouble operator+(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble sum = two_sum(a.high, b.high);
  return two_sum(sum.high, sum.low + (a.low + b.low));
}

inline DoubleDouble operator*(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble product = two_product(a.high, b.high);
  return two_sum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

inline DoubleDouble operator-(DoubleDouble a) { return {-a.high, -a.low}; }

}  // namespace mle
