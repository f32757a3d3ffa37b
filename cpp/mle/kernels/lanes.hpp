// One source for scalar and 128-bit SIMD: a kernel is a template over its lane type, double or a pair of doubles
// in the vector extension of GCC and Clang, which becomes SSE2, NEON or WebAssembly's simd128. The two differ
// only in how rows are dealt to accumulators, so in rounding.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "mle/elementary.hpp"

#if defined(__GNUC__)
#define MLE_INLINE [[gnu::always_inline]] inline  // a kernel with calls in its loop is no kernel
#else
#define MLE_INLINE inline
#endif

namespace mle::kernels {

// Bits of a double, lane by lane; unsigned, because SSE2 shifts signed ones one by one.
template <class V>
struct BitsOf {
  using type = std::uint64_t;
};
#if defined(__GNUC__)
using Pair = double __attribute__((vector_size(16)));
using PairBits = std::uint64_t __attribute__((vector_size(16)));
template <>
struct BitsOf<Pair> {
  using type = PairBits;
};
#else
using Pair = double;  // another compiler: the scalar path alone
#endif

template <class V>
using Bits = typename BitsOf<V>::type;

template <class V>
inline constexpr std::size_t lanes = sizeof(V) / sizeof(double);

// Every lane the same. Written out, because emscripten 3.1.6 builds implicit splats one lane at a time.
template <class V>
MLE_INLINE V splat(double x) {
  if constexpr (lanes<V> == 1) return x;
  else return V{x, x};
}
template <class V>
MLE_INLINE Bits<V> splat_bits(std::uint64_t x) {
  if constexpr (lanes<V> == 1) return x;
  else return Bits<V>{x, x};
}

template <class V>
MLE_INLINE V load(const double* from) {
  V v;
  std::memcpy(&v, from, sizeof v);
  return v;
}
template <class V>
MLE_INLINE void store(double* to, V v) {
  std::memcpy(to, &v, sizeof v);
}
// from[0], from[stride].
template <class V>
MLE_INLINE V gather(const double* from, std::size_t stride) {
  if constexpr (lanes<V> == 1) return *from;
  else return V{from[0], from[stride]};
}
template <class V>
MLE_INLINE void scatter(double* to, std::size_t stride, V v) {
  if constexpr (lanes<V> == 1) {
    *to = v;
  } else {
    to[0] = v[0];
    to[stride] = v[1];
  }
}

template <class V>
MLE_INLINE double lane(V v, std::size_t i) {
  if constexpr (lanes<V> == 1) return v;
  else return v[i];
}

template <class V>
MLE_INLINE Bits<V> as_bits(V v) {
  Bits<V> bits;
  std::memcpy(&bits, &v, sizeof bits);
  return bits;
}
template <class V>
MLE_INLINE V from_bits(Bits<V> bits) {
  V v;
  std::memcpy(&v, &bits, sizeof v);
  return v;
}

template <class V>
MLE_INLINE V absolute(V v) {
  return from_bits<V>(as_bits(v) & splat_bits<V>(0x7fffffffffffffff));
}

// A comparison's result: all bits of a lane, or none.
template <class V>
MLE_INLINE Bits<V> less(V a, V b) {
  if constexpr (lanes<V> == 1) return a < b ? ~std::uint64_t{0} : 0;
  else return (Bits<V>)(a < b);  // a cast of vectors: the same bits
}
template <class V>
MLE_INLINE Bits<V> equal(V a, V b) {
  if constexpr (lanes<V> == 1) return a == b ? ~std::uint64_t{0} : 0;
  else return (Bits<V>)(a == b);
}
template <class V>
MLE_INLINE V select(Bits<V> which, V yes, V no) {
  return which ? yes : no;
}
// In these forms compilers know them as one instruction. A NaN in a: smaller gives b, larger gives a.
template <class V>
MLE_INLINE V smaller(V a, V b) {
  return a < b ? a : b;
}
template <class V>
MLE_INLINE V larger(V a, V b) {
  return a < b ? b : a;
}

template <class V>
MLE_INLINE double smallest_lane(V v) {
  if constexpr (lanes<V> == 1) return v;
  else return v[0] < v[1] ? v[0] : v[1];
}
template <class V>
MLE_INLINE double largest_lane(V v) {
  if constexpr (lanes<V> == 1) return v;
  else return v[0] > v[1] ? v[0] : v[1];
}
template <class V>
MLE_INLINE double sum_of_lanes(V v) {
  if constexpr (lanes<V> == 1) return v;
  else return v[0] + v[1];
}

// The rows that fill whole groups of `rows`. What is left over goes the way of the rows that are out of range, one by
// one: a second copy of each loop would be half the weight of the module.
constexpr std::size_t whole_groups(std::size_t n, std::size_t rows) { return n - n % rows; }

inline constexpr double largest_exponent = 708;  // e^-708 and e^708 are still normal doubles

// e^x for |x| <= 708, within 2 ulp; anything for other x. x = k ln 2 + r, |r| <= ln 2 / 2, and
//   e^r = 1 + 2 r P / (Q - r P)
// with P and Q quadratic in r^2, made to agree with r coth(r / 2) at five Chebyshev points of the range (worst error
// 2^-58; tests/core/golden/make_kernels.py computes them). It needs half
// the multiplications of Taylor's series, and the division has a port of its own.
template <class V>
MLE_INLINE V exp_in_range(V x) {
  // Adding 1.5 2^52 rounds to a whole number, left in the low bits; 1023 more is the exponent's own offset.
  const V shift = splat<V>(0x1.8p52 + 1023);
  const V rounded = x * splat<V>(1.44269504088896338700) + shift;
  const V k = rounded - shift;
  const V r = (x - k * splat<V>(elementary::ln2_high)) - k * splat<V>(elementary::ln2_low);
  const V square = r * r;
  const V fourth = square * square;
  const V p = r * ((splat<V>(0x1.d8dbc5c339d06p+13) + square * splat<V>(0x1.a445e9c4b5e78p+8)) + fourth);
  const V q = (splat<V>(0x1.d8dbc5c339d06p+14) + square * splat<V>(0x1.a44ea8f353fc6p+11)) +
              fourth * splat<V>(0x1.e037ea0911181p+4);
  const V ratio = p / (q - p);
  const V power = from_bits<V>(as_bits(rounded) << 52);
  return power + power * (ratio + ratio);
}

}  // namespace mle::kernels
