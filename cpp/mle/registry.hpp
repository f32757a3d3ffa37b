// The list of models at run time: looked up by name, called through one pointer for a whole batch
// (a pointer per observation would cost three times as much).
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "mle/likelihoods.hpp"

namespace mle {

struct Model {
  const char* name;
  Observation observation;
  std::span<const Parameter> parameters;

  double (*nll_sum)(std::span<const double> y, std::span<const double> theta);
  void (*evaluate)(Quantity, std::span<const double> y, std::span<const double> theta, std::span<double> out);
  void (*gradient)(std::span<const double> y, std::span<const double> theta, std::span<double> out);
  void (*curvature)(Curvature, std::span<const double> y, std::span<const double> theta, std::span<double> out);
  Fit (*fit_checked)(std::span<const double> y, std::size_t classes);
  void (*draw)(std::span<const double> theta, Random&, std::span<double> out);

  bool vector() const { return parameters[0].vector; }

  // theta first: the classes that y may hold are as many as theta has logits.
  Status check(std::span<const double> y, std::span<const double> theta) const {
    const Status status = check_theta(parameters, theta);
    return status.ok() ? check_observations(observation, y, theta.size()) : status;
  }

  // The maximum likelihood estimate. classes: how many class indices there are (vector models only).
  Status fit(std::span<const double> y, std::size_t classes, Fit& result) const {
    if (vector() && classes < 2)
      return Status::invalid("classes", "must be at least 2", static_cast<double>(classes));
    const Status status = check_observations(observation, y, classes);
    if (!status.ok()) return status;
    result = fit_checked(y, classes);
    const bool has_limits = result.status == FitStatus::no_maximum || result.status == FitStatus::unbounded;
    for (double value : result.theta)
      if (!has_limits && !std::isfinite(value)) return Status::overflow("y", "leads to an estimate beyond double precision");
    return {};
  }
};

template <Likelihood M>
constexpr Model describe() {
  return {M::name,       M::observation,       M::parameters, &nll_sum<M>, &evaluate<M>,
          &gradient<M>, &curvature<M>, &M::fit,         &draw<M>};
}

template <class... M>
constexpr std::array<Model, sizeof...(M)> describe_all(std::tuple<M...>*) {
  return {describe<M>()...};
}

inline constexpr auto models = describe_all(static_cast<Likelihoods*>(nullptr));

// nullptr for an unknown name.
inline const Model* find_model(std::string_view name) {
  for (const Model& model : models)
    if (name == model.name) return &model;
  return nullptr;
}

}  // namespace mle
