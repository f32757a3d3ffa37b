// Errors are values: the core never throws, prints or exits.
#pragma once

namespace mle {

enum class Code {
  ok,
  invalid,   // an argument breaks its rule; value holds what was given
  overflow,  // the arguments are legal, the result is beyond double precision
};

// What went wrong, in terms of the caller's own arguments.
// `argument` and `rule` are string literals: a Status is copied freely and owns nothing.
struct Status {
  Code code = Code::ok;
  const char* argument = "";  // the argument's or parameter's name: "y", "sigma"
  const char* rule = "";      // the rule it broke: "must be above 0"
  double value = 0;           // the offending value (or length)

  constexpr bool ok() const { return code == Code::ok; }

  static constexpr Status invalid(const char* argument, const char* rule, double value) {
    return {Code::invalid, argument, rule, value};
  }
  static constexpr Status overflow(const char* argument, const char* rule) {
    return {Code::overflow, argument, rule, 0};
  }
};

}  // namespace mle
