// What a model's parameters and observations may be, as data: the same table drives the core's
// checks, the sliders of the page and the contract tests.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <span>

#include "mle/status.hpp"

namespace mle {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

enum class Observation {
  binary,        // 0 or 1
  class_index,   // 0, 1, ..., K - 1 for K logits
  real,          // any finite number
  nonnegative,   // a finite number from 0
  positive,      // a finite number above 0
  count,         // 0, 1, 2, ..., at most 2^53, beyond which a double cannot hold every whole number
};

inline constexpr const char* observation_names[] = {"binary", "class", "real", "nonnegative", "positive", "count"};

constexpr bool is_discrete(Observation kind) {
  return kind == Observation::binary || kind == Observation::class_index || kind == Observation::count;
}

// The least and the greatest observation, or what they tend to. (Of class indices: any number of classes.)
struct Support {
  double lower, upper;
};

constexpr Support support_of(Observation kind) {
  return {kind == Observation::real ? -infinity : 0, kind == Observation::binary ? 1 : infinity};
}

enum class Role {
  predicted,  // what a regression's linear predictor stands for
  scale,      // the width of the noise: estimated unless it is set
  shape,      // estimated unless it is set
  chosen,     // a choice of loss, not an estimate (Huber's k, the quantile tau): its start unless it is set
};
inline constexpr const char* role_names[] = {"predicted", "scale", "shape", "chosen"};

struct Parameter {
  const char* name;
  const char* symbol;
  double lower, upper;           // ends of the domain
  bool lower_open, upper_open;   // an open end is not itself allowed
  double start;                  // where a figure or a descent begins
  double slider_min, slider_max; // the range worth showing
  const char* rule;              // the domain in words, as used in error messages
  Role role = Role::predicted;
  bool vector = false;           // true: one parameter of any length (the logits of K classes)

  constexpr bool contains(double x) const {
    const bool above = lower_open ? x > lower : x >= lower;
    const bool below = upper_open ? x < upper : x <= upper;
    return above && below;  // NaN fails both
  }

  // One that is searched or descended in its logarithm, where that is asked for.
  constexpr bool positive() const { return lower >= 0 && upper == infinity; }
};

inline constexpr double largest_count = 9007199254740992.0;  // 2^53

inline bool is_whole(double x) { return std::floor(x) == x; }

// y: n >= 1 observations of the given kind; `classes` is read for class indices only.
inline Status check_observations(Observation kind, std::span<const double> y, std::size_t classes) {
  if (y.empty()) return Status::invalid("y", "must hold at least one observation", 0);
  switch (kind) {
    case Observation::binary:
      for (double v : y)  // one test, not two: on random coins a branch between them is mispredicted every other time
        if (v * (1 - v) != 0) return Status::invalid("y", "must hold only 0 and 1", v);
      break;
    case Observation::class_index:
      for (double v : y)
        if (!(v >= 0 && v < static_cast<double>(classes) && is_whole(v)))
          return Status::invalid("y", "must hold class indices: whole numbers from 0, below the number of classes", v);
      break;
    case Observation::real:
      for (double v : y)
        if (!std::isfinite(v)) return Status::invalid("y", "must hold only finite numbers", v);
      break;
    case Observation::nonnegative:
      for (double v : y)
        if (!(v >= 0 && v < infinity)) return Status::invalid("y", "must hold only finite numbers from 0", v);
      break;
    case Observation::positive:
      for (double v : y)
        if (!(v > 0 && v < infinity)) return Status::invalid("y", "must hold only finite numbers above 0", v);
      break;
    case Observation::count:
      for (double v : y)
        if (!(v >= 0 && v <= largest_count && is_whole(v)))
          return Status::invalid("y", "must hold counts: whole numbers from 0 to 2^53", v);
      break;
  }
  return {};
}

// theta: one number for each parameter, or at least two for a vector parameter.
inline Status check_theta(std::span<const Parameter> parameters, std::span<const double> theta) {
  const bool vector = parameters[0].vector;
  if (vector && theta.size() < 2)
    return Status::invalid("theta", "must hold at least two logits", static_cast<double>(theta.size()));
  if (!vector && theta.size() != parameters.size())
    return Status::invalid("theta", "must hold one number for each parameter", static_cast<double>(theta.size()));
  for (std::size_t j = 0; j < theta.size(); ++j) {
    const Parameter& parameter = parameters[vector ? 0 : j];
    if (!parameter.contains(theta[j])) return Status::invalid(parameter.name, parameter.rule, theta[j]);
  }
  return {};
}

// Whether every entry is in its parameter's domain or at an end of it: a limit of the domain. No vector parameter.
inline bool in_closure(std::span<const Parameter> parameters, std::span<const double> theta) {
  for (std::size_t j = 0; j < theta.size(); ++j)
    if (!(theta[j] >= parameters[j].lower && theta[j] <= parameters[j].upper)) return false;
  return true;
}

}  // namespace mle
