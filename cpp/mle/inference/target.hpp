// One number under test or in an interval: a parameter of a model, or a coefficient of a regression. Whenever it is held
// at a value the rest is estimated anew: that is what "profile" means.
#pragma once

#include <concepts>

#include "mle/parameter.hpp"
#include "mle/status.hpp"

namespace mle {

// The best fit with the number held at a value.
struct Restricted {
  double nll = 0;       // NaN where the search for that fit was stopped
  double score = 0;     // d NLL / d number there, summed over the data; those of everything estimated are 0
  double variance = 0;  // of the number by the information there, the rest being estimated; NaN where there is none
};

// What tests and intervals ask of a target.
template <class T>
concept InferenceTarget = requires(const T target, double value, Restricted& out) {
  { target.estimate() } -> std::same_as<double>;        // infinite where the likelihood rises for ever
  { target.nll() } -> std::same_as<double>;             // at the estimate, or its limit
  { target.standard_error() } -> std::same_as<double>;  // NaN: none, for the reason
  { target.reason() } -> std::same_as<const char*>;     // empty where there is a standard error
  { target.domain() } -> std::same_as<Parameter>;
  { target.unit() } -> std::same_as<double>;  // a step worth trying without a standard error, see inference::Line
  { target.restricted(value, out) } -> std::same_as<Status>;
};

}  // namespace mle
