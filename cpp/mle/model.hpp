// A noise model at run time: a name, its parameters, and one pointer for each batch operation
// (a pointer per observation would cost three times as much).
#pragma once

#include "mle/likelihood.hpp"

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
  Status (*check_sampling_of)(std::span<const double> theta);
  void (*draw_checked)(std::span<const double> theta, Random&, std::span<double> out);

  bool vector() const { return parameters[0].vector; }

  // theta first: the classes that y may hold are as many as theta has logits.
  Status check(std::span<const double> y, std::span<const double> theta) const {
    const Status status = check_theta(parameters, theta);
    return status.ok() ? check_observations(observation, y, theta.size()) : status;
  }

  // The maximum likelihood estimate. classes: how many class indices there are; 0 for every model but the vector ones.
  Status fit(std::span<const double> y, std::size_t classes, Fit& result) const {
    if (vector() && classes < 2)
      return Status::invalid("classes", "must be at least 2", static_cast<double>(classes));
    if (!vector() && classes != 0)
      return Status::invalid("classes", "must be 0 for a model without classes", static_cast<double>(classes));
    const Status status = check_observations(observation, y, classes);
    if (!status.ok()) return status;
    result = fit_checked(y, classes);
    const bool has_limits = result.status == FitStatus::no_maximum || result.status == FitStatus::unbounded;
    // Where the data overflow or differ by less than a double can tell, the estimate leaves the domain.
    if (!has_limits && !check_theta(parameters, result.theta).ok())
      return Status::overflow("y", "leads to an estimate beyond double precision");
    return {};
  }

  Status check_sampling(std::span<const double> theta) const {
    const Status status = check_theta(parameters, theta);
    return status.ok() ? check_sampling_of(theta) : status;
  }

  // out.size() seeded draws, each an observation that `check` accepts.
  Status sample(std::span<const double> theta, Random& random, std::span<double> out) const {
    const Status status = check_sampling(theta);
    if (!status.ok() || out.empty()) return status;
    draw_checked(theta, random, out);
    if (!check_observations(observation, out, theta.size()).ok())
      return Status::overflow("theta", "leads to draws beyond double precision");
    return {};
  }
};

}  // namespace mle
