// Is this value of a parameter compatible with the data? Three answers that agree for large n.
#pragma once

#include "mle/incomplete_gamma.hpp"
#include "mle/inference/target.hpp"

namespace mle {

enum class TestKind { wald, score, likelihood_ratio };
inline constexpr const char* test_names[] = {"wald", "score", "likelihood-ratio"};

// statistic: about chi-square with one degree of freedom if the value is the truth; p_value: how often such a statistic
// is at least as large then. NaN where the test does not exist, for the reason.
struct Test {
  double statistic = std::numeric_limits<double>::quiet_NaN();
  double p_value = std::numeric_limits<double>::quiet_NaN();
  const char* reason = "";
};

// wald: ((estimate - value) / standard error)^2.
// score: (d NLL / d number)^2 times the number's variance, both at the best fit with the number held at the value.
// likelihood_ratio: 2 (NLL there - NLL at the estimate), at least 0.
template <InferenceTarget T>
Status test(const T& target, TestKind kind, double value, Test& result) {
  const Parameter domain = target.domain();
  if (!domain.contains(value)) return Status::invalid(domain.name, domain.rule, value);
  result = {};
  if (kind == TestKind::wald) {
    const double distance = (target.estimate() - value) / target.standard_error();
    result.reason = target.reason();
    result.statistic = distance * distance;
  } else {
    Restricted restricted;
    const Status status = target.restricted(value, restricted);
    if (!status.ok()) return status;
    if (kind == TestKind::score) {
      result.statistic = restricted.score * restricted.score * restricted.variance;
      result.reason = "There is no information about the number at this value.";
    } else {
      const double gain = 2 * (restricted.nll - target.nll());
      result.statistic = gain < 0 ? 0 : gain;  // rounding; NaN stays
      result.reason = std::isfinite(target.nll()) ? "The search with the number held at this value was stopped."
                                                  : "The likelihood is unbounded.";
      if (!std::isfinite(target.nll())) result.statistic = std::numeric_limits<double>::quiet_NaN();
    }
  }
  if (std::isnan(result.statistic)) return {};
  result.reason = "";
  result.p_value = chi_square_upper(result.statistic, 1);
  return {};
}

}  // namespace mle
