// What several test files share.
#pragma once

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "mle/mle.hpp"

using Values = std::vector<double>;

// In `fixed`: a parameter that is estimated.
inline constexpr double unset = std::numeric_limits<double>::quiet_NaN();

// The distance of the two doubles in units in the last place of `want` (or of `scale`, where given: the size
// of the terms that make up the value). Equal infinities are 0 apart.
inline double ulps(double got, double want, double scale = 0) {
  if (got == want) return 0;
  if (!std::isfinite(got) || !std::isfinite(want)) return std::numeric_limits<double>::infinity();
  const double size = std::fmax(std::fabs(want), std::fabs(scale));
  const double unit = std::nextafter(size, std::numeric_limits<double>::infinity()) - size;
  return std::fabs(got - want) / unit;
}

// |got - want| <= tolerance (1 + |want|)
inline bool near(double got, double want, double tolerance) {
  return got == want || std::fabs(got - want) <= tolerance * (1 + std::fabs(want));
}

inline const mle::Model& model_named(const char* name) {
  const mle::Model* model = mle::find_model(name);
  REQUIRE(model != nullptr);
  return *model;
}

inline Values evaluate(const mle::Model& model, mle::Quantity quantity, const Values& y, const Values& theta) {
  REQUIRE(model.check(y, theta).ok());
  Values out(y.size());
  model.evaluate(quantity, y, theta, out);
  return out;
}

inline double nll(const char* name, const Values& y, const Values& theta) {
  const mle::Model& model = model_named(name);
  REQUIRE(model.check(y, theta).ok());
  return model.nll_sum(y, theta);
}

// What must succeed, and says what it found.
inline mle::Fit fit(const char* name, const Values& y, const Values& fixed = {}, std::size_t classes = 0) {
  mle::Fit result;
  REQUIRE(model_named(name).fit(y, {classes, fixed}, result).ok());
  CHECK(std::string(result.message).size() > 20);
  CHECK_FALSE(std::isnan(result.nll));
  return result;
}

inline Values gradient(const mle::Model& model, const Values& y, const Values& theta) {
  REQUIRE(model.check(y, theta).ok());
  Values out(theta.size());
  model.gradient(y, theta, out);
  return out;
}

// What `fit` asks for: the number of classes, 0 where there are none.
inline std::size_t classes_of(const mle::Model& model, const Values& theta) {
  return model.vector() ? theta.size() : 0;
}

inline Values sample(const mle::Model& model, const Values& theta, std::size_t n, std::uint64_t seed) {
  mle::Random random(seed);
  Values out(n);
  REQUIRE(model.sample(theta, random, out).ok());
  return out;
}
