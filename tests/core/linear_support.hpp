// What the tests of the regressions with a method of their own share.
#pragma once

#include "mle/regression/design.hpp"
#include "support.hpp"

// |got - want| <= tolerance |want|
inline bool near_relative(double got, double want, double tolerance) {
  return std::fabs(got - want) <= tolerance * std::fabs(want);
}

using Method = mle::Status (*)(std::span<const double>, const mle::Design&, const mle::RegressionOptions&,
                               mle::Regression&);

// The result of one of the regressions that have a method of their own; the input must be good.
inline mle::Regression regress(Method method, const Values& y, const Values& x, std::size_t predictors,
                               const mle::RegressionOptions& options = {}) {
  const mle::Design design{x, predictors};
  REQUIRE(mle::check_design(y.size(), design, options).ok());
  mle::Regression result;
  REQUIRE(method(y, design, options, result).ok());
  return result;
}
