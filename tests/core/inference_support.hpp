// What the tests of intervals and tests share.
#pragma once

#include <deque>

#include "support.hpp"

// A target looks at its data for as long as it lives: kept here, so that a test may name them in place.
inline const Values& kept(const Values& values) {
  static std::deque<Values> all;
  all.push_back(values);
  return all.back();
}

inline mle::ParameterTarget target_of(const char* model, const Values& y, std::size_t index, const Values& fixed = {}) {
  mle::ParameterTarget target;
  REQUIRE(mle::ParameterTarget::make(model_named(model), kept(y), {0, fixed}, index, target).ok());
  return target;
}

template <class T>
mle::Test test_of(const T& target, mle::TestKind kind, double value) {
  mle::Test result;
  REQUIRE(mle::test(target, kind, value, result).ok());
  return result;
}

template <class T>
mle::Interval interval_of(const T& target, mle::TestKind kind, double level) {
  mle::Interval result;
  REQUIRE(mle::interval(target, kind, level, result).ok());
  return result;
}

inline mle::CoefficientTarget coefficient(const char* model, const Values& y, const Values& x, std::size_t index,
                                          const mle::RegressionOptions& options = {}) {
  mle::CoefficientTarget target;
  REQUIRE(mle::CoefficientTarget::make(model_named(model), kept(y), {kept(x), x.size() / y.size()}, options, index, target).ok());
  return target;
}

inline constexpr double chi_square_95 = 3.841458820694124;  // R: qchisq(0.95, 1)
inline constexpr double gaussian_975 = 1.959963984540054;   // R: qnorm(0.975)
